import { describe, expect, it } from 'vitest';
import { createModels } from '../../src/models/index.js';
import { declaredIn, libFiles } from './declared.js';

const models = createModels([]);
const declared = declaredIn(libFiles(/^lib\.es(5|20(1[5-9]|2[0-5])\..+)\.d\.ts$/));

/** Interfaces without run-time members of their own, and why they have no models. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  ProxyHandler: 'implemented by the program, not by the library',
  PropertyDescriptor: 'a plain record',
  ArrayBufferTypes: 'exists at the type level only',
  WeakKeyTypes: 'exists at the type level only',
  RegExpIndicesArray: 'positions carry no label',
  GeneratorFunction: 'a function value: its call is what matters',
  GeneratorFunctionConstructor: 'a function value: its call is what matters',
  AsyncGeneratorFunction: 'a function value: its call is what matters',
  AsyncGeneratorFunctionConstructor: 'a function value: its call is what matters',
  TypedPropertyDescriptor: 'a plain record',
};
const RECORD = /Options$|Part$|Parts$|Types$|Registry$|Overrides$|PartTypesRegistry$/;

const namespaces = new Set(['Math', 'JSON', 'Reflect', 'Atomics', 'Intl']);
const missing: string[] = [];
let counted = 0;
for (const [type, { members }] of declared) {
  if (Object.hasOwn(EXCEPTIONS, type) || (type !== 'FinalizationRegistry' && RECORD.test(type))) continue;
  for (const member of members.keys()) {
    if (member === 'prototype' || member === 'constructor') continue;
    counted++;
    if (!covered(type, member)) missing.push(`${type || 'global'}.${member}`);
  }
}

function covered(type: string, member: string): boolean {
  if (type === '') return models.global(member) !== undefined || namespaces.has(member);
  if (type.endsWith('Constructor')) return models.global(`${type.slice(0, -'Constructor'.length)}.${member}`) !== undefined;
  if (namespaces.has(type)) return models.global(`${type}.${member}`) !== undefined;
  return models.instance(type, member) !== undefined;
}

describe('models of ECMAScript', () => {
  it('cover every member that lib.es5 to lib.es2025 declare', () => {
    expect(missing).toEqual([]);
    expect(counted).toBeGreaterThan(900);
  });
});
