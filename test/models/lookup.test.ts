import { describe, expect, it } from 'vitest';
import { createModels, ModelEntryError, parseFlow } from '../../src/models/index.js';
import type { Model } from '../../src/models/index.js';
import type { ModelEntry } from '../../src/policy/policy.js';
import { isTypeOnly } from '../../src/models/type-only.js';

const models = createModels([]);
const flows = (...texts: string[]) => texts.map((text) => parseFlow(text));

function entry(text: string, ...flow: string[]): ModelEntry {
  const [module, path] = text.includes('#') ? text.split('#') : [undefined, text];
  const [name = '', member] = (path ?? '').split('.');
  const place = { file: '/p/data-purpose.jsonc', line: 1, column: 1 };
  return { function: { ...(module === undefined ? {} : { module }), name, ...(member === undefined ? {} : { member }), text, place }, flow, place };
}

/** Follows a chain of calls: instance types lead from one model to the next. */
function chain(first: Model | undefined, ...members: string[]): Model | undefined {
  return members.reduce<Model | undefined>((model, member) => models.instance(model?.instance ?? '', member), first);
}

describe('createModels', () => {
  it("knows the policy's own from what is built in", () => {
    const own = createModels([entry('JSON.stringify', 'arg2 -> return')]);
    expect([own.own(own.global('JSON.stringify')!), own.own(own.global('JSON.parse')!)]).toEqual([true, false]);
  });

  it('answers for globals', () => {
    expect(models.global('encodeURIComponent')?.flow).toEqual(flows('arg0 -> return'));
    expect(models.global('console.log')).toMatchObject({ flow: [], matches: [], result: 'void' });
    expect(models.global('globalThis.Math.random')?.flow).toEqual([]);
    expect(models.global('Array.prototype.map')).toBe(models.instance('Array', 'map'));
    expect(models.global('noSuchGlobal')).toBeUndefined();
  });

  it('answers for instances', () => {
    expect(models.instance('String', 'trim')?.flow).toEqual(flows('this -> return'));
    expect(models.instance('Date', 'toISOString')?.result).toBe('string');
    expect(models.instance('URLSearchParams', 'get')?.flow).toEqual(flows('this -> return'));
    expect(models.instance('Map', '@@iterator')).toBe(models.instance('Map', '[Symbol.iterator]'));
    expect(models.instance('String', 'noSuchMember')).toBeUndefined();
  });

  it('takes what is not listed from the base type', () => {
    expect(models.instance('Buffer', 'toString')?.result).toBe('string');
    expect(models.instance('Buffer', 'map')).toEqual(models.instance('Uint8Array', 'map'));
    expect(models.instance('node:crypto#Hash', 'pipe')?.flow).toEqual(flows('this -> arg0', 'arg0 => return'));
  });

  it('keeps matches apart from flows', () => {
    const includes = models.instance('String', 'includes');
    expect(includes?.flow).toEqual([]);
    expect(includes?.matches).toEqual(flows('this ~> return', 'arg0 ~> return'));
    expect(models.module('bcrypt', 'compare')?.matches.length).toBeGreaterThan(0);
  });

  it('follows a chain of calls by instance types', () => {
    const digest = chain(models.module('node:crypto', 'createHash'), 'update');
    expect(digest?.flow).toEqual(flows('arg0 -> this', 'this => return'));
    expect(chain(models.module('crypto', 'createHash'), 'digest')?.flow).toEqual(flows('this -> return'));
    expect(chain(models.module('express', 'default'), 'route', 'get')?.flow).toEqual(flows('this => return'));
  });

  it.each([
    ['lodash', 'pick'],
    ['lodash', 'default.pick'],
    ['lodash', '_.pick'],
    ['lodash-es', 'pick'],
    ['lodash/pick', 'default'],
    ['lodash/pick.js', ''],
  ])('finds lodash pick as %s %s', (module, path) => {
    expect(models.module(module, path)).toBe(models.module('lodash', 'pick'));
    expect(models.module(module, path)?.flow).toEqual(flows('arg0 -> return'));
  });

  it('takes no default for what lodash/fp orders differently', () => {
    expect(models.module('lodash/fp', 'pick')).toBeUndefined();
  });

  it('knows core modules with and without their scheme, and globals that they export', () => {
    expect(models.module('fs', 'readFileSync')).toBe(models.module('node:fs', 'readFileSync'));
    expect(models.module('node:url', 'URL')).toBe(models.global('URL'));
    expect(models.module('node:buffer', 'Buffer.from')).toBe(models.global('Buffer.from'));
    expect(models.module('node:crypto', 'Hash.update')).toBe(models.instance('node:crypto#Hash', 'update'));
    expect(models.module('no-such-package', 'f')).toBeUndefined();
  });

  it('takes names like those of Object for what they are', () => {
    expect(models.global('constructor')).toBeUndefined();
    expect(models.module('lodash', 'hasOwnProperty')).toBeUndefined();
    expect(models.instance('constructor', 'toString')).toBeUndefined();
  });
});

describe('a policy’s own models', () => {
  const own = createModels([
    entry('lodash#pick', 'arg1 -> return'),
    entry('src/text.ts#mask', 'arg0 -> return'),
    entry('Vault.read', 'this -> return'),
    entry('encodeURI'),
    entry('node:crypto#Hash.digest'),
  ]);

  it('win over the built-in ones, however the function is imported', () => {
    for (const [module, path] of [
      ['lodash', 'pick'],
      ['lodash', 'default.pick'],
      ['lodash/pick', 'default'],
    ] as const) {
      expect(own.module(module, path)?.flow).toEqual(flows('arg1 -> return'));
    }
    expect(own.global('encodeURI')).toEqual({ flow: [], matches: [] });
    expect(own.instance('node:crypto#Hash', 'digest')?.flow).toEqual([]);
    expect(own.module('lodash', 'omit')).toBe(models.module('lodash', 'omit'));
  });

  it('hold for functions of the program and for a class’s method in any module', () => {
    expect(own.module('src/text', 'mask')?.flow).toEqual(flows('arg0 -> return'));
    expect(own.module('src/text.ts', 'mask')?.flow).toEqual(flows('arg0 -> return'));
    expect(own.module('src/other.ts', 'mask')).toBeUndefined();
    expect(own.instance('@acme/vault#Vault', 'read')?.flow).toEqual(flows('this -> return'));
    expect(own.module('@acme/vault', 'Vault.read')?.flow).toEqual(flows('this -> return'));
  });

  it('are refused with the entry and a hint where a flow can’t be read', () => {
    const bad = entry('f', 'arg0 return');
    expect(() => createModels([bad])).toThrow(ModelEntryError);
    expect(() => createModels([bad])).toThrow(
      expect.objectContaining({ entry: bad, hint: expect.stringContaining('FROM -> TO') as string }) as Error,
    );
  });
});

it('members that a package declares for the type checker alone are known by package and name', () => {
  expect(isTypeOnly('kysely', 'expressionType')).toBe(true);
  expect(isTypeOnly('kysely', 'constructor')).toBe(false);
  expect(isTypeOnly('other', 'expressionType')).toBe(false);
  expect(isTypeOnly(undefined, 'expressionType')).toBe(false);
});
