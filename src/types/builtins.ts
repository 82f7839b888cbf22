import type { TypeIR } from '../facts/ir.js';
import { ALL_KINDS, NEVER, ofKinds, ofObject, UNKNOWN } from './combine.js';
import { CASES, inCase } from './texts.js';
import { awaited, excluded, extracted, filtered, instances, optionalMembers, parameters, record, results } from './utility.js';
import { OTHER } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Shape, TypeRef } from './shape.js';
import { Kind } from './shape.js';

type Builtin = (r: Resolver, args: readonly TypeRef[], ref: TypeRef) => Shape;

const STRING: TypeIR = { k: 'prim', name: 'string', s: 0, e: 0 };
const BOOLEAN: TypeIR = { k: 'prim', name: 'boolean', s: 0, e: 0 };

const arrayOf: Builtin = (_, [elem]) => ofObject({ k: 'array', elem });
const setOf: Builtin = (_, [elem]) => ofObject({ k: 'set', elem });
const mapOf: Builtin = (_, [key, value]) => ofObject({ k: 'map', key, value });
const promiseOf: Builtin = (_, [elem]) => ofObject({ k: 'promise', elem });
const iterableOf: Builtin = (_, [elem]) => ofObject({ k: 'iterable', elem });
const itself: Builtin = (r, [arg]) => (arg ? r.shape(arg) : UNKNOWN);
const kinds = (k: number): Builtin => () => ofKinds(k);

/** An object of the standard library whose members hold no declared label: only its methods matter, and models know those. */
const opaque = (name: string): Builtin => () => ofObject(named(name, []));

/** `names` maps members to their type; a number picks a type argument. */
const holder = (name: string, types: Readonly<Record<string, TypeIR | number>>): Builtin => (r, args, ref) => {
  const members = Object.entries(types).map(([member, type]): Member => {
    const of = typeof type === 'number' ? args[type] : { file: ref.file, type };
    return { name: member, ...(of ? { type: of } : {}), labels: [], optional: false, file: ref.file, s: ref.type.s, e: ref.type.e, owner: name };
  });
  return ofObject({ ...named(name, members), id: `lib#${name}<${args.map((a) => r.keys.of(a)).join(',')}>` });
};

function named(name: string, members: readonly Member[]): Extract<ObjectShape, { k: 'object' }> {
  return { k: 'object', id: `lib#${name}`, name, member: (n) => members.find((m) => m.name === n), members: () => members };
}

/** Types known by name where nothing of the program declares that name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...['Array', 'ReadonlyArray', 'ConcatArray', 'ArrayLike'].map((n) => [n, arrayOf] as const),
  ...['Set', 'ReadonlySet', 'WeakSet', 'ReadonlySetLike'].map((n) => [n, setOf] as const),
  ...['Map', 'ReadonlyMap', 'WeakMap'].map((n) => [n, mapOf] as const),
  ...['Promise', 'PromiseLike', 'Thenable'].map((n) => [n, promiseOf] as const),
  ...['Iterable', 'Iterator', 'IterableIterator', 'IteratorObject', 'ArrayIterator', 'SetIterator', 'MapIterator', 'StringIterator', 'Generator',
    'AsyncGenerator', 'AsyncIterable', 'AsyncIterator', 'AsyncIterableIterator', 'AsyncIteratorObject'].map((n) => [n, iterableOf] as const),
  ...['Readonly', 'NoInfer', 'ThisParameterType', 'OmitThisParameter'].map((n) => [n, itself] as const),
  ...['Date', 'RegExp', 'URL', 'URLSearchParams', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray',
    'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'Buffer',
    'AbortSignal', 'AbortController', 'TextEncoder', 'TextDecoder', 'Global', 'NodeJS.Global'].map((n) => [n, opaque(n)] as const),
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'EvalError', 'URIError', 'ReferenceError', 'AggregateError'].map(
    (n) => [n, holder(n, { name: STRING, message: STRING, stack: STRING, cause: OTHER })] as const),
  ['String', kinds(Kind.string)],
  ['Number', kinds(Kind.number)],
  ['Boolean', kinds(Kind.boolean)],
  ['Symbol', kinds(Kind.symbol)],
  ['BigInt', kinds(Kind.bigint)],
  ['PropertyKey', kinds(Kind.string | Kind.number | Kind.symbol)],
  ['Object', (r, args, ref) => (args.length === 2 ? record(r, args, ref) : UNKNOWN)],
  ['Function', () => ofObject({ k: 'function', signatures: [] })],
  ['CallableFunction', () => ofObject({ k: 'function', signatures: [] })],
  ['NewableFunction', () => ofObject({ k: 'function', signatures: [], construct: true })],
  ['ThisType', () => ({ ...NEVER, kinds: ALL_KINDS, unknown: true })],
  ['TemplateStringsArray', (_, __, ref) => ofObject({ k: 'array', elem: { file: ref.file, type: STRING } })],
  ['IArguments', () => ofObject({ k: 'array', elem: undefined })],
  ...CASES.map((n): readonly [string, Builtin] => [n, (r, [arg]) => (arg ? inCase(n, r.shape(arg)) : ofKinds(Kind.string))]),
  ['Awaited', (r, [arg]) => (arg ? awaited(r, r.shape(arg)) : UNKNOWN)],
  ['Record', record],
  ['Partial', (r, [arg]) => (arg ? optionalMembers(r.shape(arg), true) : UNKNOWN)],
  ['Required', (r, [arg]) => (arg ? optionalMembers(r.shape(arg), false) : UNKNOWN)],
  ['Pick', (r, args) => filtered(r, args, true)],
  ['Omit', (r, args) => filtered(r, args, false)],
  ['Exclude', (r, args) => excluded(r, args)],
  ['Extract', (r, args) => extracted(r, args)],
  ['NonNullable', (r, [arg]) => {
    if (!arg) return UNKNOWN;
    const shape = r.shape(arg);
    return { ...shape, kinds: shape.kinds & ~(Kind.undefined | Kind.null), ...(shape.literals ? { literals: shape.literals.filter((l) => l !== null) } : {}) };
  }],
  ['ReturnType', (r, [arg]) => (arg ? results(r, r.shape(arg), false) : UNKNOWN)],
  ['InstanceType', (r, [arg]) => (arg ? instances(r, r.shape(arg)) : UNKNOWN)],
  ['Parameters', (r, [arg]) => (arg ? parameters(r.shape(arg), false) : UNKNOWN)],
  ['ConstructorParameters', (r, [arg]) => (arg ? parameters(r.shape(arg), true) : UNKNOWN)],
  ['IteratorResult', holder('IteratorResult', { value: 0, done: BOOLEAN })],
  ['IteratorYieldResult', holder('IteratorYieldResult', { value: 0, done: BOOLEAN })],
  ['PromiseSettledResult', holder('PromiseSettledResult', { status: STRING, value: 0, reason: OTHER })],
  ['PromiseFulfilledResult', holder('PromiseFulfilledResult', { status: STRING, value: 0 })],
  ['PromiseRejectedResult', holder('PromiseRejectedResult', { status: STRING, reason: OTHER })],
  ['WeakRef', (r, args, ref) => {
    const deref = { file: ref.file, fn: { params: [], ret: { k: 'ref', name: 'T', s: 0, e: 0 } as const }, env: new Map(args[0] ? [['T', args[0]]] : []) };
    const member: Member = { name: 'deref', signatures: [deref], labels: [], optional: false, file: ref.file, s: ref.type.s, e: ref.type.e, owner: 'WeakRef' };
    return ofObject({ ...named('WeakRef', [member]), id: `lib#WeakRef<${args.map((a) => r.keys.of(a)).join(',')}>` });
  }],
]);
