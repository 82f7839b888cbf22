import { describe, expect, test } from 'vitest';
import { checkGlobs } from '../../src/policy/load.js';
import { load } from './helpers.js';

const withModules = (modules: string, rest = ''): ReturnType<typeof load> => load(`{ ${rest} "purposes": { "a": null, "b": null }, "modules": [${modules}] }`);

describe('purposesOfFile', () => {
  test.each([
    ['src/ads/**', 'src/ads/x.ts', true],
    ['src/ads/**', 'src/ads/deep/.x/y.ts', true],
    ['src/ads/**', 'src/ads.ts', false],
    ['./src/*.ts', 'src/x.ts', true],
    ['./src/*.ts', 'src/x/y.ts', false],
    ['**/*.{ts,tsx}', 'a/b.tsx', true],
    ['../shared/**', '../shared/x.ts', true],
    ['src/app/\\\\[id\\\\]/**', 'src/app/[id]/page.tsx', true],
    ['src/app/(shop)/**', 'src/app/(shop)/page.tsx', true],
    ['src/app/(shop)/**', 'src/app/shop/page.tsx', false],
    ['src/(a|b)/**', 'src/b/x.ts', true],
    ['**/ads/**', 'node_modules/ads/x.js', false],
    ['node_modules/ads/**', 'node_modules/ads/x.js', true],
    ['src/Ads/**', 'src/ads/x.ts', false],
  ])('%s with %s: %s', (glob, file, matches) => {
    const policy = withModules(`{ "purpose": "a", "files": ["${glob}"] }`);
    expect(policy.purposesOfFile(`/p/${file}`.replace('/p/../', '/'))).toEqual(matches ? ['a'] : []);
  });

  test('a glob that starts with ! takes files out of its entry alone', () => {
    const policy = withModules('{ "purpose": "a", "files": ["src/**", "!**/*.test.ts"] }, { "purpose": "b", "files": ["**/*.ts"] }');
    expect(policy.purposesOfFile('/p/src/x.ts')).toEqual(['a', 'b']);
    expect(policy.purposesOfFile('/p/src/x.test.ts')).toEqual(['b']);
  });

  test('several purposes come sorted, each once, and the same from the cache', () => {
    const policy = withModules('{ "purpose": ["b", "a"], "files": ["src/**"] }, { "purpose": "b", "files": ["**"] }');
    expect(policy.purposesOfFile('/p/src/x.ts')).toEqual(['a', 'b']);
    expect(policy.purposesOfFile('/p/src/x.ts')).toBe(policy.purposesOfFile('/p/src/x.ts'));
    expect(policy.purposesOfFile('/other/x.ts')).toEqual([]);
  });
});

describe('checkGlobs', () => {
  const files = ['/p/src/ads/x.ts', '/p/lib/y.js'];

  test.each([
    ['src/add/**', /^Correct it or remove it/],
    ['src/ads', 'Did you mean "src/ads/**"?'],
    ['lib/y.ts', 'Did you mean "lib/y.*"?'],
    ['ads/**', 'Did you mean "**/ads/**"?'],
  ])('%s matches nothing', (glob, hint) => {
    const policy = withModules(`{ "purpose": "a", "files": ["lib/**", "${glob}", "!none/**"] }`);
    expect(checkGlobs(policy, files)).toEqual([
      {
        message: `"${glob}" matches no file of the program.`,
        hint: typeof hint === 'string' ? hint : expect.stringMatching(hint),
        place: { file: '/p/data-purpose.jsonc', line: 1, column: 92 },
      },
    ]);
  });

  test('the built-in policy never complains', () => {
    expect(checkGlobs(withModules('', '"extends": "recommended",'), [])).toEqual([]);
  });
});
