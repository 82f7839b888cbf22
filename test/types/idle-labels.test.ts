import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/policy/references.js';
import { program, type Data } from './program.js';

function idle(files: string | Record<string, string>, data: Data = {}): string[] {
  return program(files, { PatientPhone: data }).types.idleEntries().map(({ message, hint, place }) => {
    expect(place).toMatchObject({ file: '/p/data-purpose.jsonc' });
    return `${message} ${hint}`;
  });
}

describe('a label stands nowhere', () => {
  it.each<[string, string, string]>([
    ['where nothing names it', 'export type Phone = string;', 'Write `/** @data PatientPhone */` on what holds such data'],
    ['where a type is named nearly so', 'export type PatientFone = string;', 'Did you mean the type "PatientFone"?'],
    ['where only a comment, a string or a variable names it', "// PatientPhone\n/* @data PatientPhone */ export const PatientPhone = 'PatientPhone';", 'Write `/** @data PatientPhone */`'],
    ['where a brand is another', "export const phone = z.string().brand<'PatientMail'>(); export const text = 'PatientPhone';", 'Write'],
  ])('%s', (_, text, hint) => {
    expect(idle(text)).toEqual([expect.stringContaining(`The label "PatientPhone" stands nowhere: no type bears its name, and no \`@data\` tag names it. ${hint}`)]);
  });

  it('where it has no types at all', () => {
    expect(idle('export type PatientPhone = string;', { types: [] })).toEqual([expect.stringContaining('stands nowhere: no `@data` tag names it.')]);
  });
});

describe('a label stands', () => {
  it.each<[string, string]>([
    ['as a type', 'export type PatientPhone = string;'],
    ['as a type in a namespace', 'export namespace Clinic { export type PatientPhone = string }'],
    ['in a tag', 'export interface Patient { /** @data PatientPhone */ phone: string }'],
    ['in a tag on a column', "export const t = pgTable('t', { /** @data PatientPhone */ phone: text('phone') });"],
    ['in a type argument of a column', "export const t = pgTable('t', { phone: text('phone').$type<PatientPhone>() });"],
    ['as a brand', "export const s = z.object({ phones: z.array(z.string().brand<'PatientPhone'>()) });"],
    ['as a brand in an action', "export const phone = v.pipe(v.string(), v.brand('PatientPhone'));"],
    ['as a type that is imported from where nothing is known', "import type { PatientPhone as P } from 'unknown'; export let p: P;"],
    ['perhaps, in what can not be parsed', 'export type PatientPhone = ;'],
  ])('%s', (_, text) => {
    expect(idle(text)).toEqual([]);
  });

  it('in the declarations of an imported package, or in a generated client', () => {
    const use = { 'a.ts': "import type { User } from 'sdk'; export let u: User;" };
    expect(idle({ ...use, 'node_modules/sdk/index.d.ts': 'export interface User { /** @data PatientPhone */ phone: string }' })).toEqual([]);
    expect(idle({ ...use, 'node_modules/sdk/index.d.ts': 'export type PatientPhone = string; export interface User { phone: PatientPhone }' })).toEqual([]);
  });

  it('by what the policy names, which is judged by itself', () => {
    expect(idle('export interface User { phone: string }', { properties: ['User.phone'] })).toEqual([]);
    expect(idle('export interface User { phone: string }', { properties: ['User.fone'] })).toEqual([expect.stringContaining('property `User.fone` resolves to nothing')]);
  });

  it('as one of the built-in policy: programs need not have it', () => {
    const place = { file: null, line: 1, column: 1 };
    const entry = { label: 'PatientPhone', allow: [], types: [parseReference('PatientPhone', place)], properties: [], returns: [], place };
    expect(program('export {};', {}, { data: new Map([['PatientPhone', entry]]) }).types.idleEntries()).toEqual([]);
  });
});
