import { describe, expect, test } from 'vitest';
import { load } from './helpers.js';

const MAIN = '/p/data-purpose.jsonc';

describe('a policy of its own', () => {
  const policy = load(`{
    // purposes, every way they can be written
    "purposes": { "a": null, "b": "a", "c": ["a", "b"], "d": { "parents": "c", "dpv": "dpv:X", "fides": "x.y" }, },
    "data": {
      "Phone": { "allow": ["a"], "severity": "warn" },
      "Mail": { "allow": [], "types": ["src/id.ts#Mail"], "properties": ["User.mail", "Acme.#mail"], "returns": ["@acme/id#Store.load"] },
      "2fa-like": { "allow": [] },
    },
    "modules": [{ "purpose": ["b", "a"], "packages": ["x"] }],
    "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": ["b"], "reason": "opt-in", "approver": "dpo", "expires": "2026-07-01" }],
    "models": [{ "function": "lodash#pick", "flow": ["arg0 -> return"] }],
  }`.replace('"2fa-like"', '"two-factor"'));

  test('replaces the built-in one', () => {
    expect([...policy.purposes.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(policy.data.has('TwoFactorPhone')).toBe(false);
    expect(policy.purposesOfPackage('csv-stringify')).toEqual([]);
    expect(policy).toMatchObject({ file: MAIN, root: '/p', sources: [MAIN] });
  });

  test('keeps purposes with parents and counterparts', () => {
    expect([...policy.purposes.values()].map(({ place: _, ...purpose }) => purpose)).toEqual([
      { name: 'a', parents: [] },
      { name: 'b', parents: ['a'] },
      { name: 'c', parents: ['a', 'b'] },
      { name: 'd', parents: ['c'], dpv: 'dpv:X', fides: 'x.y' },
    ]);
  });

  test('names a type by the label where no types are given', () => {
    expect(policy.data.get('Phone')).toMatchObject({ types: [{ name: 'Phone', text: 'Phone' }], properties: [], returns: [], severity: 'warn' });
    expect(policy.data.get('two-factor')?.types).toEqual([]);
    expect(policy.data.get('Mail')).toMatchObject({
      types: [{ module: 'src/id.ts', name: 'Mail' }],
      properties: [{ name: 'User', member: 'mail' }, { name: 'Acme', member: '#mail' }],
      returns: [{ module: '@acme/id', name: 'Store', member: 'load' }],
      place: { file: MAIN, line: 6, column: 7 },
    });
  });

  test('keeps declassifiers on their last day, and models', () => {
    expect(policy.declassifiers).toMatchObject([{ function: { name: 'f' }, data: ['Phone'], grants: ['b'], reason: 'opt-in', approver: 'dpo', expires: '2026-07-01' }]);
    expect(policy.models).toMatchObject([{ function: { module: 'lodash', name: 'pick' }, flow: ['arg0 -> return'] }]);
    expect(policy.modules).toMatchObject([{ purposes: ['b', 'a'], packages: ['x'], files: [] }]);
    expect(policy.purposesOfPackage('x/deep')).toEqual(['a', 'b']);
  });
});

describe('extends', () => {
  test('replaces entries of maps as a whole and appends to lists', () => {
    const policy = load({
      [MAIN]: '{ "extends": ["./base.jsonc"], "purposes": { "b": "c", "c": null }, "data": { "L": { "allow": ["b"] } }, "modules": [{ "purpose": "c", "packages": ["x"] }] }',
      '/p/base.jsonc': '{ "purposes": { "a": null, "b": "a" }, "data": { "L": { "allow": ["a"], "properties": ["U.p"] }, "M": { "allow": [] } }, "modules": [{ "purpose": "a", "packages": ["x"] }] }',
    });
    expect([...policy.purposes.values()].map(({ name, parents }) => ({ name, parents }))).toEqual([{ name: 'a', parents: [] }, { name: 'b', parents: ['c'] }, { name: 'c', parents: [] }]);
    expect(policy.data.get('L')).toMatchObject({ allow: ['b'], properties: [] });
    expect(policy.data.has('M')).toBe(true);
    expect(policy.purposesOfPackage('x')).toEqual(['a', 'c']);
    expect(policy.sources).toEqual([MAIN, '/p/base.jsonc']);
  });

  test('lets the later of two bases win', () => {
    const policy = load({
      [MAIN]: '{ "extends": ["./a.jsonc", "./b.jsonc"] }',
      '/p/a.jsonc': '{ "purposes": { "x": null, "y": null }, "data": { "L": { "allow": ["x"] } } }',
      '/p/b.jsonc': '{ "extends": "./a.jsonc", "data": { "L": { "allow": ["y"] } } }',
    });
    expect(policy.data.get('L')?.allow).toEqual(['y']);
  });

  test('the built-in policy keeps its globs, below the folder that extends it', () => {
    const policy = load('{ "extends": "recommended", "data": { "TwoFactorPhone": { "allow": ["security", "export"] } } }');
    expect(policy.purposesOfFile('/p/src/Ads/x.ts')).toEqual(['ad-targeting']);
    expect(policy.purposesOfFile('/elsewhere/ads/x.ts')).toEqual([]);
    expect(policy.allows('TwoFactorPhone', 'export')).toBe(true);
    expect(policy.allows('SecurityEmail', 'export')).toBe(false);
  });

  test('globs and references of a file are relative to its folder', () => {
    const policy = load({
      [MAIN]: '{ "extends": "./../shared/base.jsonc", "data": { "M": { "allow": [], "types": ["src/m.ts#M"] } } }',
      '/shared/base.jsonc': '{ "purposes": { "a": null }, "data": { "L": { "allow": [], "types": ["src/l.ts#L"] } }, "modules": [{ "purpose": "a", "files": ["ads/**"] }] }',
    });
    expect(policy.purposesOfFile('/shared/ads/x.ts')).toEqual(['a']);
    expect(policy.purposesOfFile('/p/ads/x.ts')).toEqual([]);
    expect(policy.data.get('L')?.types[0]?.base).toBe('/shared');
    expect(policy.data.get('M')?.types[0]).not.toHaveProperty('base');
  });

  test.each([
    ['its policy beside package.json', {}, 'data-purpose.jsonc'],
    ['the field data-purpose', { 'data-purpose': './lib/policy.jsonc' }, 'lib/policy.jsonc'],
    ['an export', { exports: { './data-purpose.jsonc': './out/p.jsonc' } }, 'out/p.jsonc'],
    ['an export with conditions', { exports: { './data-purpose.jsonc': { default: './out/p.jsonc' } } }, 'out/p.jsonc'],
  ])('a package is found by %s, in a node_modules above', (_name, manifest, path) => {
    const home = '/node_modules/@acme/policy';
    const policy = load({
      [MAIN]: '{ "extends": "@acme/policy" }',
      [`${home}/package.json`]: JSON.stringify(manifest),
      [`${home}/${path}`]: '{ "purposes": { "a": null }, "data": { "L": { "allow": [], "types": ["src/l.ts#L"] } }, "modules": [{ "purpose": "a", "files": ["ads/**"] }] }',
    });
    expect(policy.purposesOfFile('/p/ads/x.ts')).toEqual(['a']);
    expect(policy.data.get('L')?.types[0]).not.toHaveProperty('base');
    expect(policy.modules[0]?.files[0]?.general).toBe(true);
  });

  test('a package may name a file inside it, which may extend its neighbour', () => {
    const policy = load({
      [MAIN]: '{ "extends": "acme/strict.jsonc" }',
      '/p/node_modules/acme/package.json': '{}',
      '/p/node_modules/acme/strict.jsonc': '{ "extends": "./base.jsonc", "modules": [{ "purpose": "a", "files": ["x/**"] }] }',
      '/p/node_modules/acme/base.jsonc': '{ "purposes": { "a": null }, "modules": [{ "purpose": "a", "files": ["y/**"] }] }',
    });
    expect(policy.purposesOfFile('/p/x/1.ts')).toEqual(['a']);
    expect(policy.purposesOfFile('/p/y/1.ts')).toEqual(['a']);
  });
});
