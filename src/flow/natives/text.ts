import { Kind } from '../../types/shape.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { addLabels, BOOLEAN, BOTTOM, constant, constants, join, jsonAs, ofKinds, reference, UNDEFINED, UNKNOWN, type Const, type Value } from '../domain/value.js';
import { EMPTY, slot, withSlot } from '../domain/content.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { deepLabels } from '../machine/deep.js';
import { listIterator } from '../machine/list-iterators.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { matchLabels, textOf } from '../machine/operators.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { matchingNatives, mayMatch, rememberMatch, replacerArguments } from './matching.js';
import { arg, given } from './support.js';

/** Constants of receiver and arguments, all of which must be known. */
function allConstants(v: Value, args: readonly Value[]): { self: string; args: Const[] } | undefined {
  const self = constants(v);
  if (self?.length !== 1 || typeof self[0] !== 'string') return undefined;
  const out: Const[] = [];
  for (const a of args) {
    const c = constants(a);
    if (c?.length !== 1) return undefined;
    out.push(c[0]);
  }
  return { self: self[0], args: out };
}

/** String.prototype's methods by name. */
const METHODS = String.prototype as unknown as Readonly<Record<string, ((...args: Const[]) => unknown) | undefined>>;

/** What the method gives; it can throw, as for a count below zero. */
function applied(m: Machine, name: string, known: { self: string; args: Const[] }): unknown {
  try {
    return METHODS[name]?.apply(known.self, known.args);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    m.raise(UNKNOWN);
    return undefined;
  }
}

function through(call: NativeCall, name: string, labels: Labels): Labels {
  return stepped(labels, call.site.file, call.site.s, call.site.e, `through ${name}()`);
}

/** Labels of the texts that the arguments become; functions are called instead. */
function argumentLabels(m: Machine, call: NativeCall): Labels[] {
  return call.args.list.map((a) => (isFunctionValue(m, a.v) ? NO_LABELS : textOf(m, a.v, call.site).labels));
}

/** A string method whose result is a string or an array of strings made of the receiver and of the arguments in `from`. */
function text(name: string, from: readonly number[], result: 'string' | 'array' = 'string', matches = false): Native {
  return (m, call) => {
    const self = textOf(m, call.thisValue, call.site);
    const args = call.args.list.map((a) => a.v);
    let labels = self.labels;
    const given = argumentLabels(m, call);
    for (const i of from) labels = joinLabels(labels, given[i] ?? NO_LABELS);
    if (call.args.rest && from.length > 0) labels = joinLabels(labels, textOf(m, call.args.rest.v, call.site).labels);
    if (matches && mayMatch(call)) rememberMatch(m, self.labels);
    const callback = args.find((a) => isFunctionValue(m, a));
    if (callback) {
      const r = m.branch(() => m.within('replacer', true, () => callValue(m, { ...callback, consts: [], kinds: 0 }, UNDEFINED, replacerArguments(call, self), call.site)), () => BOTTOM);
      labels = joinLabels(labels, r.labels);
    }
    labels = through(call, name, labels);
    if (!m.st) return BOTTOM;
    const known = callback ? undefined : allConstants(self, args);
    if (known && !call.args.rest) {
      const r = applied(m, name, known);
      if (!m.st) return BOTTOM;
      if (typeof r === 'string') return constant(r, labels);
      if (Array.isArray(r)) return newArray(m, call, r.map((x) => constant(String(x), labels)));
    }
    const one = jsonAs(WHOLE.test(name) ? self.json : undefined, ofKinds(Kind.string, labels));
    return result === 'array' ? newArray(m, call, undefined, one) : one;
  };
}

/** A method that a pattern of the program's can do by itself, under a well-known symbol. */
function byPattern(symbol: string, native: Native): Native {
  return (m, call) => {
    const patterns: Value = { ...arg(call, 0), refs: arg(call, 0).refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
    const f = patterns.refs.length > 0 ? getProperty(m, patterns, `@@${symbol}`, call.site) : BOTTOM;
    const own: Value = { ...f, refs: f.refs.filter((r) => m.obj(r).kind === 'function'), unknown: false, consts: [], kinds: 0 };
    if (own.refs.length === 0) return native(m, call);
    return callValue(m, own, patterns, plainArgs(call.site, textOf(m, call.thisValue, call.site), ...call.args.list.slice(1).map((a) => a.v)), call.site);
  };
}

/** What leaves a JSON text one. */
const WHOLE = /^(?:trim|trimStart|trimEnd|normalize|toWellFormed)$/;

/** A string method that answers a question: nothing of the text is in its result, which another text can match. */
function question(name: string, kind: 'boolean' | 'number'): Native {
  return (m, call) => {
    const self = textOf(m, call.thisValue, call.site);
    argumentLabels(m, call);
    if (!m.st) return BOTTOM;
    const labels = given(call, 0) ? matchLabels(self, arg(call, 0), call.site) : NO_LABELS;
    const known = allConstants(self, call.args.list.map((a) => a.v));
    if (known && !call.args.rest) {
      const r = applied(m, name, known);
      if (!m.st) return BOTTOM;
      if (typeof r === 'boolean' || typeof r === 'number') return constant(r, labels);
    }
    return kind === 'boolean' ? ofKinds(Kind.boolean, labels) : ofKinds(Kind.number, labels);
  };
}

function isFunctionValue(m: Machine, v: Value): boolean {
  return v.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind));
}

function convert(name: string, kinds: number, f: (c: Const) => Const): Native {
  return (m, call) => {
    if (!given(call, 0)) return ofKinds(kinds);
    const v = textOf(m, arg(call, 0), call.site, true, name === 'Number' ? 'number' : 'string');
    const labels = through(call, name, v.labels);
    const known = constants(v);
    if (!known || call.args.list.length > 1) return ofKinds(kinds, labels);
    return known.map((c) => constant(f(c), labels)).reduce(join, BOTTOM);
  };
}

/** The text of a number, in digits of the first argument's kind. */
function ofNumber(name: 'toString' | 'toFixed'): Native {
  return (m, call) => {
    const self = call.thisValue;
    const digits = given(call, 0) ? constants(arg(call, 0)) : [undefined];
    const known = !call.args.rest && digits?.length === 1 && (digits[0] === undefined || typeof digits[0] === 'number') ? constants(self) : undefined;
    const { labels } = textOf(m, self, call.site);
    if (!m.st) return BOTTOM;
    if (!known || !known.every((c) => typeof c === 'number')) return ofKinds(Kind.string, labels);
    const d = digits![0] as number | undefined;
    if (d !== undefined && (d < (name === 'toString' ? 2 : 0) || d > (name === 'toString' ? 36 : 100))) {
      m.raise(UNKNOWN);
      return BOTTOM;
    }
    return known.map((c) => constant((c)[name](d), labels)).reduce(join, BOTTOM);
  };
}

const texts = (names: Record<string, readonly number[]>): Natives => Object.fromEntries(Object.entries(names).map(([n, from]) => [`String.prototype.${n}`, text(n, from)]));
const questions = (kind: 'boolean' | 'number', names: readonly string[]): Natives => Object.fromEntries(names.map((n) => [`String.prototype.${n}`, question(n, kind)]));
const same: Native = (m, call) => addLabels(textOf(m, call.thisValue, call.site), NO_LABELS);

export const textNatives: Natives = {
  ...matchingNatives,
  ...texts({ trim: [], trimStart: [], trimEnd: [], toLowerCase: [], toUpperCase: [], toLocaleLowerCase: [], toLocaleUpperCase: [], slice: [], substring: [], substr: [], charAt: [], at: [], normalize: [], repeat: [], padStart: [1], padEnd: [1], concat: [0, 1, 2, 3], toWellFormed: [] }),
  'String.prototype.split': byPattern('split', text('split', [], 'array', true)),
  'String.prototype.replace': byPattern('replace', text('replace', [1], 'string', true)),
  'String.prototype.replaceAll': byPattern('replace', text('replaceAll', [1], 'string', true)),
  'String.prototype.match': byPattern('match', matchingNatives['String.prototype.match']!),
  'String.prototype.matchAll': byPattern('matchAll', matchingNatives['String.prototype.matchAll']!),
  'String.prototype.search': byPattern('search', matchingNatives['String.prototype.search']!),
  'String.prototype.charCodeAt': (_m, call) => ofKinds(Kind.number, through(call, 'charCodeAt', call.thisValue.labels)),
  'String.prototype.codePointAt': (_m, call) => ofKinds(Kind.number, through(call, 'codePointAt', call.thisValue.labels)),
  ...questions('boolean', ['includes', 'startsWith', 'endsWith', 'isWellFormed']),
  ...questions('number', ['indexOf', 'lastIndexOf', 'localeCompare']),
  'String.prototype.@@iterator': (m, call) => {
    const { known, any } = iterate(m, textOf(m, call.thisValue, call.site), call.site);
    return listIterator(m, call.site, known, any, 'characters');
  },
  'String.prototype.toString': same,
  'String.prototype.valueOf': same,
  'Number.prototype.toString': ofNumber('toString'),
  'Number.prototype.toFixed': ofNumber('toFixed'),
  'Boolean.prototype.toString': (m, call) => textOf(m, call.thisValue, call.site),
  'BigInt.prototype.toString': (_m, call) => ofKinds(Kind.string, call.thisValue.labels),
  'Symbol.prototype.toString': (_m, call) => ofKinds(Kind.string, call.thisValue.labels),
  String: (m, call) => (given(call, 0) ? textOf(m, arg(call, 0), call.site) : constant('')),
  'new String': (m, call) => (given(call, 0) ? textOf(m, arg(call, 0), call.site) : constant('')),
  'String.raw': (m, call) => {
    let labels: Labels = deepLabels(m, getProperty(m, arg(call, 0), 'raw', call.site), call.site);
    for (const a of call.args.list.slice(1)) labels = joinLabels(labels, textOf(m, a.v, call.site).labels);
    return ofKinds(Kind.string, labels);
  },
  Number: convert('Number', Kind.number, (c) => Number(c)),
  parseInt: convert('parseInt', Kind.number, (c) => parseInt(String(c))),
  parseFloat: convert('parseFloat', Kind.number, (c) => parseFloat(String(c))),
  'Number.parseInt': convert('parseInt', Kind.number, (c) => parseInt(String(c))),
  'Number.parseFloat': convert('parseFloat', Kind.number, (c) => parseFloat(String(c))),
  BigInt: (m, call) => ofKinds(Kind.bigint, textOf(m, arg(call, 0), call.site, true, 'number').labels),
  Boolean: (_m, call) => {
    const v = arg(call, 0);
    return constants(v)?.length === 1 ? constant(Boolean(constants(v)![0])) : BOOLEAN;
  },
  Symbol: (m, call) => {
    const o = m.alloc('object', call.site, withSlot(EMPTY, '!symbol', slot(constant(true))), {}, 'symbol');
    const description = given(call, 0) ? arg(call, 0) : UNDEFINED;
    setProperty(m, reference(o), 'description', description, call.site);
    return reference(o, description.labels);
  },
  'Symbol.for': (_m, call) => (constants(arg(call, 0))?.length === 1 ? constant(`@@symbol:${String(constants(arg(call, 0))![0])}`, arg(call, 0).labels) : ofKinds(Kind.symbol, arg(call, 0).labels)),
};
