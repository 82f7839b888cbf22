import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PolicyError } from '../../src/policy/error.js';
import { findPolicy, loadPolicy } from '../../src/policy/load.js';

let folder: string;

function write(path: string, text = ''): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'data-purpose-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const OWN = '{ "purposes": { "a": null }, "modules": [{ "purpose": "a", "files": ["src/**"] }] }';

describe('findPolicy', () => {
  test('takes the nearest file upward, from a file or a folder', () => {
    const outer = write('data-purpose.jsonc', OWN);
    const inner = write('packages/a/data-purpose.jsonc', OWN);
    const source = write('packages/a/src/deep/x.ts');
    write('packages/b/tsconfig.json');
    expect(findPolicy(source)).toBe(inner);
    expect(findPolicy(join(folder, 'packages/a'))).toBe(inner);
    expect(findPolicy(join(folder, 'packages/b/tsconfig.json'))).toBe(outer);
    expect(findPolicy(join(folder, 'packages/b/not-yet/x.ts'))).toBe(outer);
  });
});

describe('loadPolicy', () => {
  test('takes the found policy, with its folder as root', () => {
    const file = write('data-purpose.jsonc', OWN);
    const policy = loadPolicy({ from: write('src/x.ts') });
    expect(policy).toMatchObject({ file, root: folder });
    expect(policy.purposesOfFile(join(folder, 'src/x.ts'))).toEqual(['a']);
  });

  test('prefers an explicit file', () => {
    write('data-purpose.jsonc', OWN);
    const file = write('config/privacy.jsonc', '{ "purposes": { "b": null } }');
    expect(loadPolicy({ from: folder, file })).toMatchObject({ file, root: join(folder, 'config') });
  });

  test('a policy that is a folder is no policy to skip', () => {
    mkdirSync(join(folder, 'data-purpose.jsonc'));
    expect(() => loadPolicy({ from: folder })).toThrow(PolicyError);
    expect(() => loadPolicy({ from: folder })).toThrow(/EISDIR/);
  });

  test('says every problem with its place in the message', () => {
    const file = write('data-purpose.jsonc', '{\n  "purpose": {},\n  "data": { "L": { "allow": ["x"] } }\n}');
    expect(() => loadPolicy({ from: folder })).toThrow(new RegExp(`^${file}:2:3 Unknown key.*\n.*\n${file}:3:30 Unknown purpose "x"\\.`));
  });

  test('with none, the built-in policy holds all over the repository', () => {
    mkdirSync(join(folder, '.git'));
    write('packages/a/package.json', '{}');
    const ads = write('packages/ads/src/x.ts');
    const policy = loadPolicy({ from: join(folder, 'packages/a/src/y.ts') });
    expect(policy).toMatchObject({ file: null, root: folder, sources: [] });
    expect(policy.purposesOfFile(ads)).toEqual(['ad-targeting']);
    expect(policy.data.has('TwoFactorPhone')).toBe(true);
  });

  test('what stands above the repository is not taken for one of its folders', () => {
    mkdirSync(join(folder, 'ads/app/.git'), { recursive: true });
    const policy = loadPolicy({ from: join(folder, 'ads/app') });
    expect(policy.purposesOfFile(join(folder, 'ads/app/src/x.ts'))).toEqual([]);
  });

  test('without a repository the outermost package.json counts, and without that nothing bounds the globs', () => {
    write('mono/package.json', '{}');
    write('mono/ads/package.json', '{}');
    const mono = loadPolicy({ from: join(folder, 'mono/ads') });
    expect(mono.root).toBe(join(folder, 'mono'));
    expect(mono.purposesOfFile(join(folder, 'mono/ads/x.ts'))).toEqual(['ad-targeting']);
    const bare = loadPolicy({ from: folder });
    expect(bare.root).toBe(folder);
    expect(bare.purposesOfFile(join(folder, 'x/export/y.ts'))).toEqual(['export']);
  });
});
