import ts from 'typescript';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { CheckerError } from '../../src/checker/checker.js';
import type { Checker, DeclaredAt } from '../../src/checker/checker.js';
import type { NativeFiles } from '../../src/checker/native/modules.js';
import { createNativeChecker } from '../../src/checker/native/native.js';
import { createTypeScriptChecker } from '../../src/checker/typescript.js';
import { findNativeTypeScript } from '../../src/project/native-typescript.js';
import { SEVEN } from '../project/found.js';

const LIB = `
  interface Array<T> { length: number; [n: number]: T } interface ReadonlyArray<T> { length: number; [n: number]: T }
  interface Promise<T> { then<U>(f: (value: T) => U): Promise<U> } interface Map<K, V> { get(key: K): V | undefined }
  interface Function {} interface CallableFunction {} interface NewableFunction {} interface Object {} interface RegExp {} interface Boolean {} interface IArguments {}
  interface Number {} interface String { trim(): string }`;

const FILES = {
  '/ids.ts': `
    export type TwoFactorPhone = string;
    export interface SecurityEmail { address: string }
    export type Brand = string & { readonly __brand: unique symbol };
    export type Either = TwoFactorPhone | null;
    export enum Kind { A, B }
    export interface User { phone: TwoFactorPhone; mail?: SecurityEmail; 'odd-name': number; brand: Brand; kind: Kind; all: TwoFactorPhone[]; either: Either }
    export class Store { #secret = 1; load(id: number): Promise<SecurityEmail> { return null!; } phone(): TwoFactorPhone { return ''; } has() { return this.#secret; } }
    export function loadUser(id: string): User; export function loadUser(id: number): User; export function loadUser(): User { return null!; }
  `,
  '/use.ts': `
    import { loadUser as load, Store, User, Kind, Brand } from './ids';
    const user = load(1);
    const number1 = user.phone;
    const { mail, phone: renamed } = user;
    const bag = { number1 };
    const odd = user['odd-name'];
    const later = new Store().load(2);
    const listed = user.all;
    const pick = (user.mail);
    const text = user.brand;
    const kind = Kind.A;
    const either = user.either;
    const direct = new Store().phone();
    const cast = text as Brand;
    declare function tag(s: unknown): User;
    const tagged = tag\`x\`;
    const map: Map<string, User> = null!;
    interface ByName { [name: string]: User }
    declare const byName: ByName;
    declare class Named { [name: string]: User }
    const nobody = new Named().nobody;
    const found = byName.anybody;
  `,
};

function hostOf(files: Readonly<Record<string, string>>): ts.CompilerHost {
  const all: Readonly<Record<string, string>> = { ...files, '/lib.d.ts': LIB };
  return {
    ...ts.createCompilerHost({}),
    getSourceFile: (name, version) => (all[name] === undefined ? undefined : ts.createSourceFile(name, all[name], version, true)),
    getDefaultLibFileName: () => '/lib.d.ts',
    getCurrentDirectory: () => '/',
    fileExists: (name) => all[name] !== undefined,
    readFile: (name) => all[name],
    directoryExists: () => true,
  };
}

const OPTIONS: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };
const CONFIG = '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": [], "noLib": true } }';

function nativeHost(files: Readonly<Record<string, string>>): NativeFiles {
  const all: Readonly<Record<string, string>> = { ...files, '/lib.d.ts': LIB, '/tsconfig.json': CONFIG };
  return { readFile: (name) => all[name] ?? null, fileExists: (name) => all[name] !== undefined, directoryExists: (name) => name === '/', realpath: (path) => path, getAccessibleEntries: () => ({ files: Object.keys(all).map((name) => name.slice(1)), directories: [] }) };
}

const native = createNativeChecker(findNativeTypeScript('/none', SEVEN)!.load, { files: [...Object.keys(FILES), '/lib.d.ts'], tsconfig: '/tsconfig.json', folder: '/', host: nativeHost(FILES) });
afterAll(() => native.close());
const CHECKERS: readonly (readonly [string, Checker])[] = [
  ['6', createTypeScriptChecker(ts, { files: Object.keys(FILES), options: OPTIONS, host: hostOf(FILES) })],
  ['7', native],
];

const text = (at: DeclaredAt): string => `${at.file.slice(1)} ${(FILES as Readonly<Record<string, string>>)[at.file]!.slice(at.s, at.e)}`;
/** Offset of the last part of `code`, after `|`. */
const at = (code: string): number => {
  const whole = code.replace('|', '');
  const found = FILES['/use.ts'].indexOf(whole);
  if (found < 0) throw new Error(`no ${code}`);
  return found + code.indexOf('|');
};
const span = (code: string): [number, number] => {
  const s = FILES['/use.ts'].indexOf(code);
  return [s, s + code.length];
};

describe.each(CHECKERS)('declarations, to TypeScript %s,', (_, checker) => {
  it.each([
    ['user.|phone', ['ids.ts phone']],
    ['= |load(1)', ['ids.ts loadUser', 'ids.ts loadUser', 'ids.ts loadUser']],
    ['{ |mail, phone', ['ids.ts mail']],
    ['mail, |phone: renamed', ['ids.ts phone']],
    ['phone: |renamed', ['use.ts renamed']],
    ['{ |number1 }', ['use.ts number1']],
    ["user[|'odd-name']", ["ids.ts 'odd-name'"]],
    ['Store().|load', ['ids.ts load']],
    ['new |Store().load', ['ids.ts Store']],
    ['import { loadUser as |load', ['ids.ts loadUser', 'ids.ts loadUser', 'ids.ts loadUser']],
    ['byName.|anybody', ['use.ts [name: string]: User']],
    ['Named().|nobody', []],
    ['import |{', []],
  ])('%s', (code, expected) => {
    expect(checker.declarations('/use.ts', at(code)).map(text)).toEqual(expected);
  });
});

describe.each(CHECKERS)('names in types, to TypeScript %s,', (_, checker) => {
  it.each([
    ['user', ['User']],
    ['user.phone', ['TwoFactorPhone']],
    ['new Store().load(2)', ['Promise', 'SecurityEmail']],
    ['user.all', ['Array', 'TwoFactorPhone']],
    ['user.mail', ['SecurityEmail']],
    ['(user.mail)', ['SecurityEmail']],
    ['user.brand', ['Brand']],
    ['Kind.A', ['A', 'Kind']],
    ['user.either', ['Either', 'TwoFactorPhone']],
    ['new Store().phone()', ['TwoFactorPhone']],
    ['text as Brand', ['Brand']],
    ['tag`x`', ['User']],
  ])('%s', (code, expected) => {
    const [s, e] = span(code);
    const names = checker.typeNames('/use.ts', s, e).map((d) => (d.file === '/lib.d.ts' ? LIB.slice(d.s, d.e) : text(d).replace('ids.ts ', '')));
    expect(names.filter((n) => expected.includes(n)).sort()).toEqual([...expected].sort());
  });

  it('leave out what members mention', () => {
    const names = checker.typeNames('/use.ts', ...span('user')).map(text);
    expect(names).toEqual(['ids.ts User']);
  });

  it('are none where no expression has the span', () => {
    expect(checker.typeNames('/use.ts', 3, 4)).toEqual([]);
  });
});

describe.each(CHECKERS)('callees, to TypeScript %s,', (_, checker) => {
  it('are the overload that is called', () => {
    const place = checker.callee('/use.ts', ...span('load(1)'))!;
    expect(text(place)).toBe('ids.ts loadUser');
    expect(FILES['/ids.ts'].slice(place.s, place.s + 'loadUser(id: number)'.length)).toBe('loadUser(id: number)');
  });

  it('may be methods, constructors and tags', () => {
    expect(text(checker.callee('/use.ts', ...span('new Store().load(2)'))!)).toBe('ids.ts load');
    expect(checker.callee('/use.ts', ...span('new Store()'))).toBeUndefined();
    expect(text(checker.callee('/use.ts', ...span('tag`x`'))!)).toBe('use.ts tag');
  });
});

describe('the program', () => {
  it('is made at the first question', () => {
    const getSourceFile = vi.fn(hostOf(FILES).getSourceFile);
    const lazy = createTypeScriptChecker(ts, { files: Object.keys(FILES), options: OPTIONS, host: { ...hostOf(FILES), getSourceFile } });
    expect(getSourceFile).not.toHaveBeenCalled();
    lazy.declarations('/use.ts', at('user.|phone'));
    expect(getSourceFile).toHaveBeenCalled();
  });

  it('may be given, and answers nothing for files that are not in it', () => {
    const program = ts.createProgram({ rootNames: ['/use.ts'], options: OPTIONS, host: hostOf(FILES) });
    const given = createTypeScriptChecker(ts, { program });
    expect(given.declarations('/use.ts', at('user.|phone')).map(text)).toEqual(['ids.ts phone']);
    expect(given.declarations('/none.ts', 0)).toEqual([]);
    expect(given.callee('/none.ts', 0, 1)).toBeUndefined();
  });

  it('that fails is a CheckerError with its cause', () => {
    const cause = new Error('crashed');
    const broken = createTypeScriptChecker(ts, { program: { getTypeChecker: () => { throw cause; } } as unknown as ts.Program });
    expect(() => broken.typeNames('/use.ts', 0, 1)).toThrow(expect.objectContaining({ name: 'CheckerError', cause }));
    expect(() => broken.typeNames('/use.ts', 0, 1)).toThrow(CheckerError);
  });
});
