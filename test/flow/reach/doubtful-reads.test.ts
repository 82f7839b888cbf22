import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createTypeScriptChecker } from '../../../src/checker/typescript.js';
import { createLinker } from '../../../src/facts/program.js';
import { createAsker } from '../../../src/flow/asker.js';
import { findSlice } from '../../../src/flow/reach/slice.js';
import { createModels } from '../../../src/models/index.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { createDeclaredTypes } from '../../../src/types/declared.js';

const POLICY = JSON.stringify({
  purposes: { security: null, 'ad-targeting': null },
  data: { Secret: { allow: ['security'], properties: ['Account.value'] } },
  modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }],
});

const DATA = `export interface Named { value: string }
export class Setting { value = ''; }
export declare function rowOf<T>(of: new () => T): T;
export declare function reader<T>(of: new () => T): { read<K extends keyof T>(use: (row: T) => void): T[K] };`;

/** Functions of the text in the slice, where a type checker can be asked, or where there is none. */
function sliced(account: string, text: string, isAsked: boolean): string[] {
  const files = new Map(Object.entries({ '/app/data.ts': `${DATA}\n${account}`, '/app/ads/sink.ts': 'export function track(x: unknown): void { void x; }', '/app/a.ts': `import { Account, Setting, rowOf, reader } from './data.js'; import { track } from './ads/sink.js';\n${text}` }));
  const host: ts.CompilerHost = { ...ts.createCompilerHost({}), getSourceFile: (name, version) => (files.has(name) ? ts.createSourceFile(name, files.get(name)!, version, true) : undefined), fileExists: (name) => files.has(name), readFile: (name) => files.get(name), directoryExists: () => true };
  const linker = createLinker({ files: [...files.keys()], readFile: (f) => files.get(f), fileExists: (f) => files.has(f) });
  const policy = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => POLICY, today: '2026-01-01' });
  const declared = createDeclaredTypes(linker, policy);
  const checker = createTypeScriptChecker(ts, { files: [...files.keys()], options: { noLib: true, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] }, host });
  const asker = createAsker(isAsked ? () => checker : () => undefined, linker, declared);
  const slice = findSlice({ linker, files: [...files.keys()], policy, declared, libraries: { models: createModels([]), isNative: () => false }, asker });
  expect(asker.unanswered()).toEqual([]);
  return linker.facts('/app/a.ts')!.functions.filter((f) => f.kind !== 'module' && f.name !== '' && slice.has(f)).map((f) => f.name);
}

describe('a labelled name that is read from an object of which it is not known what it is', () => {
  const account = "export class Account { value = ''; other = ''; }";

  it('is a source only where a type checker does not say otherwise', () => {
    const both = 'export function one() { track(rowOf(Account).value); } export function two() { track(rowOf(Setting).value); }';
    expect(sliced(account, both, true)).toEqual(['one']);
    expect(sliced(account, both, false)).toEqual(['one', 'two']);
  });

  it('is asked for where a pattern reads it, too', () => {
    const both = 'export function one() { const { value } = rowOf(Account); track(value); } export function two() { const { value: v } = rowOf(Setting); track(v); }';
    expect(sliced(account, both, true)).toEqual(['one']);
  });

  it('is one where the type that has the label inherits the property', () => {
    const inherited = "class Base { value = ''; } export class Account extends Base {}";
    expect(sliced(inherited, 'export function one() { track(rowOf(Account).value); }', true)).toEqual(['one']);
    expect(sliced('export interface Account extends Named {} export declare const Account: new () => Account;', 'export function one() { track(rowOf(Account).value); }', true)).toEqual(['one']);
  });
});
