import { EMPTY, slot } from '../domain/content.js';
import { BOOLEAN, BOTTOM, constant, isBottom, join, NUMBER, truth, UNDEFINED, UNKNOWN, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { stepResult } from '../machine/generators.js';
import { listIterator } from '../machine/list-iterators.js';
import { advance, closeIterator, iterate, nextResult, openIterator, readResult } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Mode, Stepped } from '../machine/objects.js';
import { getProperty } from '../machine/properties.js';
import { newArray, number } from './array-elements.js';
import { arg, given, method } from './support.js';

const P = 'Generator.prototype';
const END: Stepped = { value: BOTTOM, end: UNDEFINED };
const IMPOSSIBLE: Stepped = { value: BOTTOM, end: BOTTOM };
/** Elements that a helper asks of its source in one step, at most. */
const LOOKED_AT = 64;

/** One element of the source. */
interface Pulled {
  readonly value: Value;
  readonly on: boolean;
  readonly off: boolean;
}

function pull(m: Machine, source: Value, call: NativeCall): Pulled {
  return advance(m, source, call.site);
}

function stepOf(p: Pulled, value: Value): Stepped {
  return { value: p.on ? value : BOTTOM, end: p.off ? UNDEFINED : BOTTOM };
}

/** What a helper keeps between its steps: a count, the inner iterator of `flatMap`. */
function kept(m: Machine, self: Ref, name: string): Value | undefined {
  return m.slot(self, name)?.v;
}

function keep(m: Machine, self: Ref, name: string, v: Value): void {
  const old = m.obj(self).several ? kept(m, self, name) : undefined;
  m.setSlot(self, name, slot(old ? join(old, v) : v));
}

type Step = (m: Machine, self: Ref, source: Value, call: NativeCall) => Stepped;

/** A helper that gives an iterator in its turn, which asks its source when it is asked. */
function lazy(name: string, step: Step): Native {
  return method(`${P}.${name}`, 'generator', (m, ref, call) => {
    const source: Value = { ...call.thisValue, refs: [ref] };
    const self = m.alloc('generator', call.site, EMPTY, {}, `${name} of ${ref}`);
    m.obj(self).iterator = {
      async: false,
      step: (mm, it, mode: Mode, sent) => {
        if (mode === 'next' && !kept(mm, it, '!closed')) return step(mm, it, source, call);
        if (mode === 'return' && !kept(mm, it, '!closed')) closeIterator(mm, source, call.site);
        if (mode === 'throw') mm.raise(sent);
        if (mm.st) keep(mm, it, '!closed', constant(true));
        return mm.st ? END : IMPOSSIBLE;
      },
    };
    return reference(self);
  });
}

function ask(m: Machine, call: NativeCall, v: Value, i: Value): Value {
  return m.st ? callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, v, i), call.site) : BOTTOM;
}

function counted(m: Machine, self: Ref): Value {
  const n = kept(m, self, '!count') ?? constant(0);
  const at = number(n);
  keep(m, self, '!count', at === undefined ? NUMBER : constant(at + 1));
  return n;
}

const map: Step = (m, self, source, call) => {
  const p = pull(m, source, call);
  if (!m.st) return IMPOSSIBLE;
  return p.on ? stepOf(p, ask(m, call, p.value, counted(m, self))) : END;
};

const filter: Step = (m, self, source, call) => {
  let value = BOTTOM;
  for (let i = 0; i < LOOKED_AT; i++) {
    const p = pull(m, source, call);
    if (!m.st) return IMPOSSIBLE;
    if (!p.on) return { value, end: UNDEFINED };
    const t = truth(ask(m, call, p.value, counted(m, self)));
    if (t.yes) value = join(value, p.value);
    if (!t.no && m.st) return stepOf(p, value);
    if (!m.st) return IMPOSSIBLE;
  }
  return { value, end: UNDEFINED };
};

const take: Step = (m, self, source, call) => {
  const limit = number(arg(call, 0));
  const at = number(counted(m, self));
  if (limit !== undefined && at !== undefined && at >= limit) {
    closeIterator(m, source, call.site);
    if (m.st) keep(m, self, '!closed', constant(true));
    return m.st ? END : IMPOSSIBLE;
  }
  const p = pull(m, source, call);
  if (!m.st) return IMPOSSIBLE;
  if (!p.on) return END;
  return limit === undefined || at === undefined ? { value: p.value, end: UNDEFINED } : stepOf(p, p.value);
};

const drop: Step = (m, self, source, call) => {
  const limit = number(arg(call, 0)) ?? 0;
  if (!kept(m, self, '!dropped')) {
    keep(m, self, '!dropped', constant(true));
    for (let i = 0; i < Math.min(limit, LOOKED_AT) && m.st; i++) pull(m, source, call);
  }
  const p = pull(m, source, call);
  if (!m.st) return IMPOSSIBLE;
  return p.on ? stepOf(p, p.value) : END;
};

const flatMap: Step = (m, self, source, call) => {
  let value = BOTTOM;
  for (let i = 0; i < LOOKED_AT && m.st; i++) {
    const inner = kept(m, self, '!inner');
    if (inner && inner.refs.length > 0) {
      const p = pull(m, inner, call);
      if (p.on) value = join(value, p.value);
      if (!p.off && m.st) return { value, end: isBottom(value) ? UNDEFINED : BOTTOM };
      keep(m, self, '!inner', UNDEFINED);
    }
    const outer = pull(m, source, call);
    if (!m.st) return IMPOSSIBLE;
    if (!outer.on) return { value, end: UNDEFINED };
    keep(m, self, '!inner', iteratorOf(m, ask(m, call, outer.value, counted(m, self)), call, `inner${self}`));
  }
  return m.st ? { value, end: UNDEFINED } : IMPOSSIBLE;
};

/** An object with the helpers that asks `target` for its elements, or where there is none, its own `next`. */
function wrapped(m: Machine, call: NativeCall, target: Value | undefined): Value {
  const ref = m.alloc('generator', call.site, EMPTY, {}, 'wrapped');
  m.obj(ref).iterator = {
    async: false,
    step: (mm, self, mode: Mode, sent) => {
      const r = readResult(mm, nextResult(mm, target ?? reference(self), call.site, mode, sent), call.site);
      return mm.st ? { value: r.value, end: r.end } : IMPOSSIBLE;
    },
  };
  return reference(ref);
}

/** An iterator over what any iterable holds. */
function iteratorOf(m: Machine, v: Value, call: NativeCall, tag: string): Value {
  const own = openIterator(m, v, call.site);
  if (own || !m.st) return own ?? BOTTOM;
  if (v.refs.length === 1 && m.obj(v.refs[0]!).kind === 'object' && getProperty(m, v, 'next', call.site).refs.length > 0) return wrapped(m, call, v);
  const { known, any } = iterate(m, v, call.site);
  return listIterator(m, call.site, known, any, tag);
}

type Visit = (v: Value, i: Value) => 'stop' | 'go' | 'perhaps';

/** Asks for one element after the other; true: it is known where that ends. */
function each(m: Machine, ref: Ref, call: NativeCall, visit: Visit): boolean {
  const source = reference(ref);
  for (let i = 0; i < LOOKED_AT && m.st; i++) {
    const p = m.within(`element${i}`, false, () => pull(m, source, call));
    if (!m.st || !p.on) return true;
    const how = m.within(`element${i}`, false, () => visit(p.value, constant(i)));
    if (how === 'stop' && !p.off) {
      closeIterator(m, source, call.site);
      return true;
    }
    if (how !== 'go' || p.off) break;
  }
  if (!m.st) return true;
  const { any } = iterate(m, source, call.site);
  if (!isBottom(any)) m.branch(() => (m.within('elements', true, () => visit(any, NUMBER)), UNDEFINED), () => UNDEFINED);
  return false;
}

/** A helper that runs the iterator. */
function eager(name: string, run: (m: Machine, ref: Ref, call: NativeCall) => Value): Natives {
  return { [`${P}.${name}`]: method(`${P}.${name}`, 'generator', (m, ref, call) => {
    const v = run(m, ref, call);
    return m.st ? v : BOTTOM;
  }) };
}

function test(found: boolean) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    let answer = BOTTOM;
    const sure = each(m, ref, call, (v, i) => {
      const t = truth(ask(m, call, v, i));
      if (found ? t.yes : t.no) answer = join(answer, constant(found));
      const stops = found ? !t.no : !t.yes;
      return stops ? 'stop' : t.yes && t.no ? 'perhaps' : 'go';
    });
    return isBottom(answer) ? (sure ? constant(!found) : BOOLEAN) : sure ? answer : BOOLEAN;
  };
}

function find(m: Machine, ref: Ref, call: NativeCall): Value {
  let out = BOTTOM;
  const sure = each(m, ref, call, (v, i) => {
    const t = truth(ask(m, call, v, i));
    if (t.yes) out = join(out, v);
    return !t.no ? 'stop' : t.yes ? 'perhaps' : 'go';
  });
  return isBottom(out) || !sure ? join(out, UNDEFINED) : out;
}

function reduce(m: Machine, ref: Ref, call: NativeCall): Value {
  let acc = given(call, 1) ? arg(call, 1) : undefined;
  each(m, ref, call, (v, i) => {
    if (acc) acc = callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, acc, v, i), call.site);
    else acc = v;
    return 'go';
  });
  return acc ?? UNDEFINED;
}

/** An object that only inherits it from an iterator can't be asked: that throws. */
const mode = (name: Mode): Natives => {
  const own = method(`${P}.${name}`, 'generator', (m, ref, call) => stepResult(m, ref, name, arg(call, 0), call.site));
  return {
    [`${P}.${name}`]: (m, call) => {
      const refs = call.thisValue.refs.filter((r) => m.obj(r).kind !== 'object');
      if (refs.length === call.thisValue.refs.length) return own(m, call);
      if (refs.length === 0) m.raise(UNKNOWN);
      else m.mayRaise(UNKNOWN);
      return m.st ? own(m, { ...call, thisValue: { ...call.thisValue, refs } }) : BOTTOM;
    },
  };
};
const itself: Native = (_m, call) => call.thisValue;

const methods: Natives = {
  ...mode('next'),
  ...mode('return'),
  ...mode('throw'),
  [`${P}.@@iterator`]: itself,
  [`${P}.@@asyncIterator`]: itself,
  [`${P}.@@dispose`]: method(`${P}.@@dispose`, 'generator', (m, ref, call) => stepResult(m, ref, 'return', UNDEFINED, call.site)),
  [`${P}.@@asyncDispose`]: method(`${P}.@@asyncDispose`, 'generator', (m, ref, call) => stepResult(m, ref, 'return', UNDEFINED, call.site)),
  ...Object.fromEntries(Object.entries({ map, filter, take, drop, flatMap }).map(([name, step]) => [`${P}.${name}`, lazy(name, step)])),
  ...eager('toArray', (m, ref, call) => {
    const { known, any } = iterate(m, reference(ref), call.site);
    return newArray(m, call, known, any, 'items');
  }),
  ...eager('forEach', (m, ref, call) => (each(m, ref, call, (v, i) => (ask(m, call, v, i), 'go')), UNDEFINED)),
  ...eager('some', test(true)),
  ...eager('every', test(false)),
  ...eager('find', find),
  ...eager('reduce', reduce),
};

export const iteratorNatives: Natives = {
  ...methods,
  ...Object.fromEntries(Object.entries(methods).map(([path, native]) => [path.replace(P, 'Iterator.prototype'), native])),
  'new Iterator': (m, call) => wrapped(m, call, undefined),
  'Iterator.from': (m, call) => iteratorOf(m, arg(call, 0), call, 'from'),
};
