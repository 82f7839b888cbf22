import { describe, expect, it, test } from 'vitest';
import { bare, factsOf } from './ir.js';

const A = { k: 'ref', name: 'A' };
const B = { k: 'ref', name: 'B' };
const prim = (name: string): unknown => ({ k: 'prim', name });
const typeOf = (text: string): unknown => bare(factsOf(`type X = ${text};`).types[0]?.type);

const TABLE: readonly (readonly [string, unknown])[] = [
  ['string', prim('string')], ['null', prim('null')], ['unique symbol', prim('symbol')], ['object', prim('object')],
  ['A', A], ['NS.A<B>', { k: 'ref', name: 'NS.A', args: [B] }],
  ['A | B', { k: 'union', types: [A, B] }], ['(A & B)', { k: 'inter', types: [A, B] }],
  ['A[]', { k: 'array', type: A }], ['readonly A[]', { k: 'array', type: A }],
  ['[A, b?: B, ...c: A[]]', { k: 'tuple', types: [A, { k: 'optional', type: B }, { k: 'rest', type: { k: 'array', type: A } }] }],
  ['[A?, ...B]', { k: 'tuple', types: [{ k: 'optional', type: A }, { k: 'rest', type: B }] }],
  ['"a"', { k: 'lit', value: 'a' }], ['-1', { k: 'lit', value: -1 }], ['true', { k: 'lit', value: true }], ['`a`', { k: 'lit', value: 'a' }], ['1n', prim('bigint')],
  ['`a${string}`', { k: 'template', quasis: ['a', ''], types: [prim('string')] }],
  ['keyof A', { k: 'keyof', type: A }], ['typeof a.b', { k: 'typeof', name: 'a.b' }],
  ['A["x"]', { k: 'indexed', obj: A, index: { k: 'lit', value: 'x' } }],
  ['import("m").A<B>', { k: 'import', source: 'm', name: 'A', args: [B] }], ['import("m")', { k: 'import', source: 'm', name: '' }],
  ['typeof import("m")', { k: 'import', source: 'm', name: '', isTypeof: true }],
  ['A extends infer U ? U : never', { k: 'cond', check: A, ext: { k: 'infer', name: 'U' }, yes: { k: 'ref', name: 'U' }, no: prim('never') }],
  ['{ readonly [K in keyof A as B]?: A[K] }', { k: 'mapped', param: 'K', over: { k: 'keyof', type: A }, as: B, type: { k: 'indexed', obj: A, index: { k: 'ref', name: 'K' } } }],
  ['(a: A, b?: B, ...c: A[]) => B', { k: 'fn', fn: { params: [{ name: 'a', type: A }, { name: 'b', type: B, optional: true }, { name: 'c', type: { k: 'array', type: A }, rest: true }], ret: B } }],
  ['(this: A, { x }: B) => asserts x is A', { k: 'fn', fn: { params: [{ name: '', type: B }], ret: { k: 'predicate', param: 'x', type: A, asserts: true } } }],
  ['abstract new (a: A) => B', { k: 'object', members: [{ kind: 'construct', name: '', fn: { params: [{ name: 'a', type: A }], ret: B } }] }],
  ['{ a: A; readonly b?: B; "c d": A; m?(x: A): B; get g(): A; set g(v: A); (): A; new (): B; [k: string]: A; [Symbol.iterator](): B }', {
    k: 'object', members: [
      { kind: 'prop', name: 'a', type: A }, { kind: 'prop', name: 'b', optional: true, type: B }, { kind: 'prop', name: 'c d', type: A },
      { kind: 'method', name: 'm', optional: true, fn: { params: [{ name: 'x', type: A }], ret: B } },
      { kind: 'get', name: 'g', type: A }, { kind: 'set', name: 'g', type: A },
      { kind: 'call', name: '', fn: { params: [], ret: A } }, { kind: 'construct', name: '', fn: { params: [], ret: B } },
      { kind: 'index', name: '', type: A }, { kind: 'method', name: '', fn: { params: [], ret: B } },
    ],
  }],
];

test.each(TABLE)('%s', (text, expected) => {
  expect(typeOf(text)).toEqual(expected);
});

describe('type declarations', () => {
  const names = (text: string, file?: string): unknown[] => factsOf(text, file).types.map(t => [t.kind, t.name]);

  it('have their kind, members and bases', () => {
    expect(bare(factsOf('export interface I<T> extends J<T>, NS.K { a: T } enum E { A, B = "b", C = 4, D, F = f() }').types)).toMatchObject([
      { kind: 'interface', name: 'I', typeParams: [{ name: 'T' }], extends: [{ name: 'J', args: [{ name: 'T' }] }, { name: 'NS.K' }], members: [{ name: 'a' }] },
      { kind: 'enum', name: 'E', members: [
        { name: 'A', type: { k: 'lit', value: 0 } }, { name: 'B', type: { value: 'b' } }, { name: 'C', type: { value: 4 } }, { name: 'D', type: { value: 5 } }, { name: 'F' },
      ] },
    ]);
  });

  it('are dotted below namespaces, and keep the function that they are local to', () => {
    expect(names('namespace A.B { type T = 1 } declare namespace C { interface U {} }')).toEqual([['alias', 'A.B.T'], ['interface', 'C.U']]);
    expect(factsOf('function f() { interface L {} }').types).toMatchObject([{ name: 'L', fn: 1 }]);
  });

  it('are global in scripts and in declare global, and belong to a declared module', () => {
    expect(factsOf('interface A {}').types).toMatchObject([{ name: 'A', global: true }]);
    expect(factsOf('function f() { interface L {} }').types[0]).not.toHaveProperty('global');
    const facts = factsOf('export {}; declare global { interface Window { x: 1 } var g: string } declare module "m" { interface M {} export default M; export { a as b } from "n"; }');
    expect(facts.types.map(t => [t.name, t.global, t.module])).toEqual([['Window', true, undefined], ['M', undefined, 'm']]);
    expect(bare(facts.ambient)).toMatchObject([{ name: 'g', global: true, type: { name: 'string' } }]);
    expect(bare(facts.exports)).toEqual([
      { k: 'local', name: 'default', local: 'M', module: 'm' }, { k: 'from', name: 'b', imported: 'a', source: 'n', module: 'm' },
    ]);
  });
});

describe('declaration files', () => {
  const facts = factsOf(
    'import { X } from "x"; export declare function f(a: X): void; export declare const c: X, d: string; export declare class K { m(): X } declare namespace N { const y: X } export { N };',
    '/app/a.d.ts',
  );

  it('hold ambient values and types, and no code', () => {
    expect(facts.declaration).toBe(true);
    expect(facts.functions).toHaveLength(1);
    expect(facts.classes).toEqual([]);
    expect(facts.functions[0]?.body).toMatchObject({ funcs: [], body: [] });
    expect(facts.ambient.map(x => x.name)).toEqual(['f', 'c', 'd', 'N.y']);
    expect(facts.types.map(t => [t.name, t.cls])).toEqual([['K', undefined]]);
    expect(facts.exports.map(x => x.k === 'local' && x.name)).toEqual(['f', 'c', 'd', 'K', 'N']);
    expect(facts.bindings.find(b => b.name === 'c')).toMatchObject({ ambient: true, type: { k: 'ref', name: 'X' } });
  });

  it('export everything where they don\'t say what', () => {
    expect(factsOf('import "x"; declare const a: 1; export interface I {}', '/app/a.d.ts').exports.map(x => x.k === 'local' && x.name)).toEqual(['I', 'a']);
    expect(factsOf('declare const a: 1; export {}', '/app/a.d.ts').exports).toEqual([]);
  });

  it('give a shorthand module any', () => {
    expect(bare(factsOf('declare module "*.svg";', '/app/a.d.ts').ambient)).toEqual([{ name: '=', module: '*.svg', type: prim('any') }]);
  });

  it('export an assigned name as `=`', () => {
    expect(bare(factsOf('declare function f(): void; export = f;', '/app/a.d.ts').exports)).toEqual([{ k: 'local', name: '=', local: 'f', v: 0 }]);
  });
});
