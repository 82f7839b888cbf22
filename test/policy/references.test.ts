import { describe, expect, test } from 'vitest';
import { matchesModule, parseReference, ReferenceSyntaxError } from '../../src/policy/references.js';

const place = { file: null, line: 1, column: 1 };

describe('parseReference', () => {
  test.each([
    ['Phone', { name: 'Phone' }],
    ['User.phone', { name: 'User', member: 'phone' }],
    ['User.two-factor', { name: 'User', member: 'two-factor' }],
    ['Store.#phone', { name: 'Store', member: '#phone' }],
    ['@acme/id#Phone2FA', { module: '@acme/id', name: 'Phone2FA' }],
    ['./src/a.b/store.ts#Store.load', { module: './src/a.b/store.ts', name: 'Store', member: 'load' }],
    ['src/store.ts#Store.#load', { module: 'src/store.ts', name: 'Store', member: '#load' }],
    ['$ä_1', { name: '$ä_1' }],
  ])('%s', (text, parts) => {
    expect(parseReference(text, place)).toEqual({ ...parts, text, place });
  });

  test.each(['', 'a b', '1a', 'a.', '.a', 'a.b.c', 'm#', '#a', '/m#a', 'C:/m#a', 'a\\b#c', 'f()'])('refuses %j', (text) => {
    expect(() => parseReference(text, place)).toThrow(ReferenceSyntaxError);
  });
});

describe('matchesModule', () => {
  const of = (module: string, base?: string): ReturnType<typeof parseReference> => parseReference(`${module}#X`, place, base);

  test.each([
    ['src/store.ts', '/p/src/store.ts', true],
    ['./src/store', '/p/src/store.tsx', true],
    ['src/store.js', '/p/src/store.ts', true],
    ['src/store', '/p/src/store/index.ts', true],
    ['src/store', '/p/src/store.d.ts', true],
    ['src/user.service', '/p/src/user.service.ts', true],
    ['src/user', '/p/src/user.service.ts', false],
    ['store', '/p/src/store.ts', false],
    ['../shared/store', '/shared/store.ts', true],
    ['lodash', '/p/node_modules/lodash/index.d.ts', true],
    ['lodash', '/p/node_modules/@types/lodash/common/object.d.ts', true],
    ['@acme/id', '/p/node_modules/@types/acme__id/index.d.ts', true],
    ['@acme/id', '/p/node_modules/@acme/id/dist/phone.d.ts', true],
    ['@acme/id', '/p/node_modules/@acme/identity/index.d.ts', false],
    ['id', '/p/node_modules/x/node_modules/id/a.js', true],
    ['x', '/p/node_modules/x/node_modules/id/a.js', false],
    ['lodash/fp', '/p/node_modules/lodash/fp.js', true],
    ['lodash/fp', '/p/node_modules/lodash/array.js', false],
    ['src/store', '/p/node_modules/lib/src/store.ts', false],
  ])('%s and %s: %s', (module, file, matches) => {
    expect(matchesModule(of(module), file, '/p')).toBe(matches);
  });

  test('a package that the caller knows of', () => {
    expect(matchesModule(of('@acme/id'), '/repo/packages/id/src/a.ts', '/p', '@acme/id')).toBe(true);
    expect(matchesModule(of('@acme/id'), '/repo/packages/ads/src/a.ts', '/p', '@acme/ads')).toBe(false);
    expect(matchesModule(of('src/a.ts'), '/p/src/a.ts', '/p', 'app')).toBe(true);
  });

  test('no module is any module; a base of its own counts', () => {
    expect(matchesModule(parseReference('X', place), '/anywhere/x.ts', '/p')).toBe(true);
    expect(matchesModule(of('src/a.ts', '/base'), '/base/src/a.ts', '/p')).toBe(true);
    expect(matchesModule(of('src/a.ts', '/base'), '/p/src/a.ts', '/p')).toBe(false);
  });
});
