import { describe, expect, it } from 'vitest';
import { isCachingBy } from '../../src/eslint/pitfalls.js';

const ESLINT = '/app/node_modules/eslint/bin/eslint.js';

describe('isCachingBy', () => {
  it.each([
    [[ESLINT, '--cache', '.'], true],
    [[ESLINT, '.', '--cache', '--cache-location', '.cache'], true],
    [['/app/node_modules/.bin/eslint', '--cache'], true],
    [['C:\\app\\node_modules\\eslint\\bin\\eslint.js', '--cache'], true],
    [[ESLINT, '--no-cache', '--cache'], true],
    [[ESLINT, '--cache', '--no-cache'], false],
    [[ESLINT, '--cache-location', '.cache', '.'], false],
    [[ESLINT, '.'], false],
    [[ESLINT, '--', '--cache'], false],
    [['/app/node_modules/prettier/bin/prettier.js', '--cache'], false],
    [['/app/eslint-tools/run.js', '--cache'], false],
  ])('of %j is %s', (args, isCaching) => {
    expect(isCachingBy(['/usr/bin/node', ...args])).toBe(isCaching);
  });
});
