import { expect, it } from 'vitest';
import { extractFacts } from '../../src/facts/extract.js';
import { skim, skimOf } from '../../src/facts/skim.js';

it.each([
  [true, "import d, { x as y, type Z, default as w } from 'a';\nd(y, w);"],
  [true, "import * as all from 'a'; import d, * as more from './b.js';\nall.f(d, more);"],
  [true, "import type { T } from 'a'; import type D from 'b'; import { type U } from 'c'; import type * as N from 'd';"],
  [true, "import 'side'; import {} from 'empty'; import type {} from 'types';"],
  [true, "export { a, type B } from 'a'; export * from 'b'; export * as ns from 'c'; export type { T } from 'd'; import e from 'e'; export default e;"],
  [false, "import old = require('old'); export = old;"],
  [false, "declare module 'm' { import { a } from 'a'; export const b: typeof a; }\nimport 'x';"],
  [true, "import json from './d.json' with { type: 'json' };\n/* * */ import { 'a-b' as c } from 'c';\nc(json);"],
])('is the same by the parser\'s list of imports as by the tree, where that has all (%s): %s', (listed, text) => {
  const byTree = skimOf(extractFacts('/a.ts', text));
  const found = skim('/a.ts', text);
  expect(found !== undefined).toBe(listed);
  if (!found) return;
  expect([...found.sources].sort()).toEqual([...byTree.sources].sort());
  expect(found.imports).toEqual(byTree.imports);
});

it('is not made of a text that is no program', () => {
  expect(skim('/a.ts', 'import { from')).toBeUndefined();
});
