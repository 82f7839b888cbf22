import { describe, expect, it, test } from 'vitest';
import { bare, factsOf } from './ir.js';

const IMPORTS: readonly (readonly [string, unknown])[] = [
  ['import "x"', [{ source: 'x', imported: '', local: '', typeOnly: false }]],
  ['import d, { a, b as c, "e f" as g } from "x"', [
    { source: 'x', imported: 'default', local: 'd', typeOnly: false, unused: true, v: 0 }, { source: 'x', imported: 'a', local: 'a', typeOnly: false, unused: true, v: 1 },
    { source: 'x', imported: 'b', local: 'c', typeOnly: false, unused: true, v: 2 }, { source: 'x', imported: 'e f', local: 'g', typeOnly: false, unused: true, v: 3 },
  ]],
  ['import * as n from "x"', [{ source: 'x', imported: '*', local: 'n', typeOnly: false, unused: true, v: 0 }]],
  ['import type { A } from "x"', [{ source: 'x', imported: 'A', local: 'A', typeOnly: true }]],
  ['import { type A, b } from "x"', [{ source: 'x', imported: 'A', local: 'A', typeOnly: true }, { source: 'x', imported: 'b', local: 'b', typeOnly: false, unused: true, v: 0 }]],
  ['import x = require("x")', [{ source: 'x', imported: '=', local: 'x', typeOnly: false, v: 0 }]],
];

test('an import that code reads, writes or exports is no unused one, nor is any of JavaScript', () => {
  const unused = (text: string, file?: string): string[] => factsOf(text, file).imports.flatMap((i) => (i.unused ? [i.local] : []));
  expect(unused('import { a, b, C, d, e } from "x"; a(); export { b }; let v: C; export default () => d.f; ')).toEqual(['C', 'e']);
  expect(unused('import { a } from "x";', 'a.js')).toEqual([]);
});

test.each(IMPORTS)('%s', (text, expected) => {
  expect(bare(factsOf(text).imports)).toEqual(expected);
});

const EXPORTS: readonly (readonly [string, unknown])[] = [
  ['export const a = 1, { b, c: [d] } = x', [{ k: 'local', name: 'a', local: 'a', v: 0 }, { k: 'local', name: 'b', local: 'b', v: 1 }, { k: 'local', name: 'd', local: 'd', v: 2 }]],
  ['export function f() {}', [{ k: 'local', name: 'f', local: 'f', v: 0 }]],
  ['export class A {}', [{ k: 'local', name: 'A', local: 'A', v: 0 }]],
  ['export enum E {}', [{ k: 'local', name: 'E', local: 'E', v: 0 }]],
  ['export interface I {} export type T = I', [{ k: 'local', name: 'I', local: 'I', typeOnly: true }, { k: 'local', name: 'T', local: 'T', typeOnly: true }]],
  ['const a = 1; export { a as b, T }', [{ k: 'local', name: 'b', local: 'a', v: 0 }, { k: 'local', name: 'T', local: 'T' }]],
  ['export type { T }', [{ k: 'local', name: 'T', local: 'T', typeOnly: true }]],
  ['export { a as "b c", default } from "x"', [{ k: 'from', name: 'b c', imported: 'a', source: 'x' }, { k: 'from', name: 'default', imported: 'default', source: 'x' }]],
  ['export * from "x"; export * as n from "y"', [{ k: 'all', source: 'x' }, { k: 'from', name: 'n', imported: '*', source: 'y' }]],
  ['export default function f() {}', [{ k: 'local', name: 'default', local: 'f', v: 0 }]],
  ['export default class A {}', [{ k: 'local', name: 'default', local: 'A', v: 0 }]],
  ['export default interface I {}', [{ k: 'local', name: 'default', local: 'I', typeOnly: true }]],
  ['export default 1', [{ k: 'local', name: 'default', local: '*default*', v: 0 }]],
  ['const a = 1; export default a', [{ k: 'local', name: 'default', local: 'a', v: 1 }]],
  ['export import a = N.b', [{ k: 'local', name: 'a', local: 'a', v: 0 }]],
];

test.each(EXPORTS)('%s', (text, expected) => {
  expect(bare(factsOf(text).exports)).toEqual(expected);
});

describe('a default export', () => {
  it('of an expression or an anonymous declaration has a binding of its own', () => {
    for (const text of ['export default 1', 'export default function () {}', 'export default class {}', 'export default () => 1']) {
      const facts = factsOf(text);
      expect(facts.bindings[facts.defaultBinding ?? -1]).toMatchObject({ name: '*default*', kind: 'default', fn: 0 });
      expect(facts.functions[0]?.body).toMatchObject({ funcs: [], body: [{ k: 'exportdefault' }] });
    }
  });

  it('of a named function is that function', () => {
    const facts = factsOf('export default function f() {}');
    expect(facts.defaultBinding).toBeUndefined();
    expect(facts.functions[0]?.body).toMatchObject({ funcs: [{ v: 0, f: 1 }], body: [] });
  });

  it('of a class without a name has a type', () => {
    expect(factsOf('export default class { x = 1 }').types).toMatchObject([{ name: '*default*', cls: 0 }]);
  });
});

describe('style', () => {
  it.each([
    ['import "x"', 'esm'], ['export {}', 'esm'], ['import.meta.url', 'esm'], ['export = x', 'esm'],
    ['require("x")', 'cjs'], ['module.exports = 1', 'cjs'], ['function f() { exports.x = 1 }', 'cjs'],
    ['function f(module) { module.exports = 1 }', 'script'], ['x = 1', 'script'],
  ])('%s is %s', (text, style) => {
    expect(factsOf(text).style).toBe(style);
  });
});
