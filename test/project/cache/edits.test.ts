import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { analysePrograms, type AnalysisRequest } from '../../../src/cli/analyse-programs.js';
import { ALL_FILES } from '../../../src/cli/restrict.js';
import { PolicyError } from '../../../src/policy/error.js';
import { openCacheFolder } from '../../../src/project/cache/folder.js';
import { keptFacts } from '../../../src/project/cache/kept-facts.js';
import { randomNumbers } from '../random.js';
import { tempFolder } from '../temp-folder.js';

const EDITS = 240;

const USER = `export type TwoFactorPhone = string;\nexport interface User { id: string; phone: TwoFactorPhone }\n`;
const HELPERS = [
  `export const format = (text: string): string => text.trim();\n`,
  `export const format = (text: string): string => 'constant' + text.length;\n`,
  `export function format(text: string): string { return text.toUpperCase(); }\n`,
];
const CALLERS = [
  `import { format } from './format.js';\nimport { send } from './ads/send.js';\nimport type { User } from './user.js';\nexport function sync(user: User): void { send(format(user.phone)); }\n`,
  `import { format } from './format.js';\nimport { send } from './ads/send.js';\nimport type { User } from './user.js';\nexport function sync(user: User): void { send(format(user.id)); }\n`,
  `import { encode } from 'codec';\nimport { send } from '@app/ads';\nimport type { User } from './user.js';\nexport function sync(user: User): void { send(encode(user.phone)); }\n`,
  `import { send } from './ads/send.js';\nimport { known } from './store.js';\nexport function sync(): void { for (const user of known) send(user.phone); }\n`,
];
const SENDS = [`export function send(text: string): void { console.log(text); }\n`, `export function send(text: string): void { const kept: string[] = []; kept.push(text); }\n`];
/** Code that no label comes to. */
const NEUTRAL = ['1', '2', '1 + 2 + 3'].flatMap((value) => [
  `function twice(n: number): number {\n  const m = n * ${value};\n  return m;\n}\nexport const names = ['a'];\n`,
  `// ${value}\nimport { missing } from './nowhere.js';\nfunction twice(n: number): number {\n  return n * ${value};\n}\nexport const names = ['a'];\n`,
]);
const POLICIES = [
  `{ "extends": ["recommended"] }`,
  `{ "extends": ["recommended"], "modules": [{ "purpose": "export", "files": ["src/**/format*"] }] }`,
  `{ "extends": ["recommended"], "data": { "TwoFactorPhone": { "allow": ["security", "ad-targeting"] } } }`,
  `{ "extends": ["recommended"], "declassifiers": [{ "function": "format", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "test", "expires": "2999-01-01" }] }`,
  `{ "extends": ["@acme/policy"] }`,
  `{ "extends": ["recommended"], "typo": 1 }`,
];
const TSCONFIGS = [
  `{ "include": ["src"] }`,
  `{ "files": ["src/main.ts"] }`,
  `{ "include": ["src"], "exclude": ["src/main.ts"] }`,
  `{ "extends": "./tsconfig.base.json", "include": ["src"] }`,
  `{ "include": ["src"], "compilerOptions": { "paths": { "@app/*": ["./src/*/send.ts"] } } }`,
];
const BASES = [`{ "compilerOptions": { "allowJs": true } }`, `{ "compilerOptions": { "paths": { "@app/*": ["./src/*/send.ts"] } } }`];
const MANIFESTS = [`{ "name": "codec", "version": "1.0.0", "types": "index.d.ts" }`, `{ "name": "codec", "version": "2.0.0", "types": "v2.d.ts" }`];
const TYPES = [`export declare function encode(text: string): string;\n`, `export declare function encode(text: string): number;\n`];

/** Contents that a file may get. */
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  'src/user.ts': [USER, USER.replace('phone: TwoFactorPhone', 'phone: string'), `${USER}// a comment\n`],
  'src/format.ts': HELPERS,
  'src/format/index.ts': HELPERS,
  'src/format.js': HELPERS.slice(0, 1),
  'src/main.ts': CALLERS,
  'src/other.ts': CALLERS,
  'src/store.ts': [`import type { User } from './user.js';\nexport const known: User[] = [];\n`, `export const known: { phone: string }[] = [];\n`, `export const known = [`],
  'src/ads/send.ts': SENDS,
  'src/neutral.ts': NEUTRAL,
  'src/globals.d.ts': [`declare module 'codec' { export function encode(text: string): boolean; }\n`, `declare const x: number;\n`],
  'tsconfig.json': TSCONFIGS,
  'tsconfig.base.json': BASES,
  'data-purpose.jsonc': POLICIES,
  'node_modules/codec/package.json': MANIFESTS,
  'node_modules/codec/index.d.ts': TYPES,
  'node_modules/codec/v2.d.ts': TYPES,
  'node_modules/@acme/policy/package.json': [`{ "name": "@acme/policy" }`],
  'node_modules/@acme/policy/data-purpose.jsonc': POLICIES.slice(0, 3),
  'package.json': [`{ "name": "app" }`],
};

function put(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What a run says, or the error that it ends with. */
function outcome(request: AnalysisRequest, onStep: () => void = () => undefined): unknown {
  try {
    const { text: _, ...run } = analysePrograms(request, { step: onStep, note() {}, done() {} });
    return JSON.parse(JSON.stringify(run));
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    if (error instanceof Error && error.name === 'ProjectError') return error.message;
    throw error;
  }
}

it('gives the answer of a run without a cache after each of many edits', () => {
  const random = randomNumbers(20_221);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const paths = Object.keys(CONTENTS);
  const folder = tempFolder(Object.fromEntries(paths.filter((path) => !/globals|index\.ts|format\.js|other/.test(path)).map((path) => [path, CONTENTS[path]![0]!])));
  const cwd = folder;
  const warnings: string[] = [];
  const outcomes = new Set<string>();
  let reused = 0;
  let revised = 0;

  const edit = (): string => {
    const path = pick(paths);
    const target = join(folder, path);
    const kind = random(10);
    if (kind === 0) return 'nothing';
    if (kind === 1) {
      rmSync(target, { force: true });
      return `delete ${path}`;
    }
    if (kind === 2) {
      const moved = `src/${pick(['moved', 'ads/moved', 'main', 'format'])}.ts`;
      if (!path.startsWith('src/') || !existsSync(target)) return 'nothing';
      renameSync(target, join(folder, moved));
      return `move ${path} to ${moved}`;
    }
    if (kind === 3 && existsSync(target)) {
      writeFileSync(target, readFileSync(target, 'utf8'));
      return `touch ${path}`;
    }
    const text = pick(CONTENTS[path]!);
    const isOther = path.endsWith('.ts') && existsSync(target) && readFileSync(target, 'utf8') !== text;
    put(folder, path, text);
    return `${isOther ? 'edit' : 'write'} ${path}`;
  };

  const log: string[] = [];
  for (let i = 0; i < EDITS; i++) {
    const done = [edit(), ...(random(4) === 0 ? [edit()] : [])];
    log.push(...done);
    const request: AnalysisRequest = { cwd, project: [], policy: undefined, allowIncomplete: true, restriction: ALL_FILES, today: '2026-01-01' };
    const cold = outcome(request);
    const kept = openCacheFolder(cwd, 'kept', (message) => warnings.push(message), 'the tool')!;
    const facts = keptFacts(kept, 'facts');
    let steps = 0;
    expect(outcome({ ...request, kept, facts }, () => steps++), log.slice(-6).join(', ')).toEqual(cold);
    facts.keep();
    // An analysis tells its steps.
    if (steps === 0) reused++;
    if (steps === 0 && done.some((what) => what.startsWith('edit'))) revised++;
    outcomes.add(JSON.stringify(cold));
  }
  expect(warnings).toEqual([]);
  // The edits matter, and so does what is kept.
  expect(outcomes.size).toBeGreaterThan(25);
  expect(reused).toBeGreaterThan(20);
  expect(revised).toBeGreaterThan(5);
}, 600_000);
