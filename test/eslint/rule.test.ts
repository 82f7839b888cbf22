import { writeFileSync } from 'node:fs';
import parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { LEAK } from '../cli/command.js';
import { tempFolder } from '../project/temp-folder.js';

const FLOW = 'data-purpose/no-forbidden-flow';

/** Lints as an editor does: one new ESLint object a run, with the text that is in the editor. */
async function lint(cwd: string, file: string, { text, ...config }: Linter.Config & { text?: string } = {}) {
  const eslint = eslintIn(cwd, config);
  const [result] = text === undefined ? await eslint.lintFiles(file) : await eslint.lintText(text, { filePath: file });
  return (result?.messages ?? []).map(({ line, column, ruleId, message }) => ({ line, column, ruleId, message }));
}

function eslintIn(cwd: string, config: Linter.Config = {}): ESLint {
  const typed: Linter.Config = { languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: cwd } } };
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [{ files: ['**/*.{ts,js}'] }, plugin.configs.recommended, { ...typed, ...config }] });
}

describe('the rules in ESLint', () => {
  it('see the text of the editor, not that on disk', async () => {
    const folder = tempFolder(LEAK);
    const text = `// moved\n${LEAK['src/sync.ts'] ?? ''}`;
    expect(await lint(folder, 'src/sync.ts')).toMatchObject([{ line: 5, column: 10, ruleId: FLOW }]);
    expect(await lint(folder, 'src/sync.ts', { text })).toMatchObject([{ line: 6, column: 10, ruleId: FLOW }]);
    expect(await lint(folder, 'src/sync.ts', { text: text.replace('user.twoFactorPhone', "''") })).toEqual([]);
  });

  it('see the linted text where the program was made without it', async () => {
    const folder = tempFolder(LEAK);
    const { createProgram } = await import('@typescript-eslint/parser');
    const languageOptions = { parser, parserOptions: { programs: [createProgram(`${folder}/tsconfig.json`)] } };
    const moved = `// moved\n${LEAK['src/sync.ts'] ?? ''}`;
    for (const [text, line] of [[moved, 6], [LEAK['src/sync.ts'], 5], [`\n${moved}`, 7]] as const) {
      expect(await lint(folder, 'src/sync.ts', { text, languageOptions })).toMatchObject([{ line, column: 10, ruleId: FLOW }]);
    }
  });

  it('follow a change of the policy', async () => {
    const folder = tempFolder(LEAK);
    expect(await lint(folder, 'src/sync.ts')).toHaveLength(1);
    writeFileSync(`${folder}/data-purpose.jsonc`, '{ "extends": ["recommended"], "data": { "TwoFactorPhone": { "allow": ["security", "ad-targeting"] } } }');
    expect(await lint(folder, 'src/sync.ts')).toEqual([]);
  });

  it('take the policy that the settings name', async () => {
    const folder = tempFolder({ ...LEAK, 'lax.jsonc': '{ "purposes": { "any": null } }' });
    expect(await lint(folder, 'src/sync.ts', { settings: { 'data-purpose': { policy: 'lax.jsonc' } } })).toEqual([]);
    const [gone, ...more] = await lint(folder, 'src/sync.ts', { settings: { 'data-purpose': { policy: 'gone.jsonc' } } });
    expect([gone?.line, gone?.message, more]).toEqual([1, expect.stringMatching(/^The policy cannot be used: gone\.jsonc:1:1 /), []]);
    const [wrong] = await lint(folder, 'src/sync.ts', { settings: { 'data-purpose': { policy: 7 } } });
    expect(wrong?.message).toContain('is not a string');
  });

  it('report a policy that cannot be used once, on line 1, with every place and hint', async () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{\n  "purposes": { "ads": null },\n  "modules": [\n    { "purpose": "adds", "files": ["src/ads/**"] }\n  ]\n}\n' });
    expect(await lint(folder, 'src/user.ts')).toEqual([
      { line: 1, column: 1, ruleId: FLOW, message: expect.stringMatching(/^The policy cannot be used: data-purpose\.jsonc:4:18 {2}.*adds.*\n {2}Did you mean "ads"\?/) },
    ]);
  });

  it('report a policy that cannot be used in one file of a run, and again in the next run', async () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{ "extends": ["recommended"], "data": { "Diagnosis": { "allow": [] } } }' });
    for (const eslint of [eslintIn(folder), eslintIn(folder)]) {
      const results = await eslint.lintFiles('src');
      // ESLint reads files side by side: which one it lints first is not told.
      expect(results).toHaveLength(3);
      const messages = results.flatMap((result) => result.messages);
      expect(messages).toMatchObject([{ line: 1, message: expect.stringContaining('The label "Diagnosis" stands nowhere') }]);
    }
  });

  it('report a glob that matches nothing', async () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{ "purposes": { "ads": null }, "modules": [{ "purpose": "ads", "files": ["lib/**"] }] }' });
    const [problem] = await lint(folder, 'src/user.ts');
    expect(problem).toMatchObject({ line: 1, message: expect.stringContaining('"lib/**" matches no file') });
  });

  it('report a reference that means nothing, until it does', async () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{ "extends": ["recommended"],\n  "data": { "TwoFactorPhone": { "allow": ["security"], "properties": ["User.phone"] } } }' });
    const problem = { line: 1, ruleId: FLOW, message: expect.stringMatching(/^The policy cannot be used: data-purpose\.jsonc:2:\d+ {2}property `User\.phone` resolves to nothing/) };
    expect(await lint(folder, 'src/sync.ts')).toMatchObject([problem]);
    expect(await lint(folder, 'src/user.ts')).toMatchObject([problem]);
    const text = 'export type TwoFactorPhone = string;\nexport interface User {\n  twoFactorPhone: TwoFactorPhone;\n  phone: string;\n}\n';
    expect(await lint(folder, 'src/user.ts', { text })).toEqual([]);
  });

  it('report a declassifier that nothing calls', async () => {
    const policy = '{ "extends": ["recommended"],\n  "declassifiers": [{ "function": "release", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "opt-in" }] }';
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': policy, 'src/consent.ts': 'export const release = (x: string): string => x;\n' });
    expect(await lint(folder, 'src/user.ts')).toMatchObject([{ line: 1, ruleId: FLOW, message: expect.stringMatching(/^The policy cannot be used: data-purpose\.jsonc:2:35 {2}The declassifier `release` is unused: nothing calls it\.\n {2}Remove it/) }]);
    const text = `import { release } from './consent.js';\n${LEAK['src/sync.ts']!.replace('user.twoFactorPhone', 'release(user.twoFactorPhone)')}`;
    expect(await lint(folder, 'src/sync.ts', { text })).toEqual([]);
  });

  it('report a tag with an unknown label in its own place, and on line 1 of other files', async () => {
    const folder = tempFolder({ ...LEAK, 'src/user.ts': 'export interface User {\n  /** @data TwoFactorPhon */\n  twoFactorPhone: string;\n}\n' });
    expect(await lint(folder, 'src/user.ts')).toMatchObject([{ line: 2, column: 13, ruleId: FLOW, message: 'Unknown label "TwoFactorPhon".\n  Did you mean "TwoFactorPhone"? Labels stand in "data" of the policy.' }, { line: 3, ruleId: 'data-purpose/require-label' }]);
    expect(await lint(folder, 'src/sync.ts')).toMatchObject([{ line: 1, column: 1, message: expect.stringMatching(/^The policy cannot be used: src\/user\.ts:2:13 {2}Unknown label/) }]);
  });

  it('say what to configure where there is no type information', async () => {
    const folder = tempFolder(LEAK);
    for (const languageOptions of [{ parser }, {}]) {
      const file = languageOptions.parser ? 'src/user.ts' : 'src/x.js';
      expect(await lint(folder, file, { text: 'export {};\n', languageOptions })).toEqual([
        { line: 1, column: 1, ruleId: FLOW, message: expect.stringMatching(/no type information\.\n.*projectService: true/) },
      ]);
    }
  });

  it('say once where the program is of no TypeScript whose checker can be asked', async () => {
    const folder = tempFolder({ ...LEAK, 'src/lost.ts': "import type { User } from './user.js';\nexport const lost = (user: User) => user.twoFactorPhone as unknown;\n" });
    const { parseForESLint } = await import('@typescript-eslint/parser');
    // As typescript-eslint's back end `tsgo` has them: source files that no TypeScript that is loaded has made.
    const strange: Linter.Parser = {
      parseForESLint(code, options) {
        const parsed = parseForESLint(code, options as Parameters<typeof parseForESLint>[1]);
        const { program } = parsed.services;
        const getSourceFiles = (): unknown => program!.getSourceFiles().map(({ fileName, text }) => ({ fileName, text }));
        return { ...parsed, services: { ...parsed.services, program: new Proxy(program!, { get: (of, name) => (name === 'getSourceFiles' ? getSourceFiles : Reflect.get(of, name)) as unknown }) } } as unknown as Linter.ESLintParseResult;
      },
    };
    const languageOptions = { parser: strange, parserOptions: { projectService: true, tsconfigRootDir: folder } };
    const results = await eslintIn(folder, { languageOptions, rules: { 'data-purpose/no-label-erasure': 'error' } }).lintFiles('src');
    const said = results.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === 'data-purpose/no-label-erasure'));
    expect(said).toMatchObject([{ line: 1, message: expect.stringMatching(/^The type information here is not of a TypeScript whose checker can be asked[^]*EXPERIMENTAL_backend/) }]);
    expect(results.flatMap(({ messages }) => messages).filter(({ ruleId }) => ruleId === FLOW)).toMatchObject([{ line: 5, column: 10 }]);
  });

  it('leave a broken file elsewhere in the program to the parser', async () => {
    const folder = tempFolder({ ...LEAK, 'src/broken.ts': 'export const x = {\n' });
    expect(await lint(folder, 'src/sync.ts')).toHaveLength(1);
    expect(await lint(folder, 'src/broken.ts')).toMatchObject([{ ruleId: null }]);
  });
});

describe('the plugin', () => {
  it('names itself and holds itself in its configs', () => {
    expect(plugin.meta).toEqual({ name: 'eslint-plugin-data-purpose', version: expect.stringMatching(/^\d+\.\d+\.\d+/), namespace: 'data-purpose' });
    expect(plugin.configs.recommended.plugins?.['data-purpose']).toBe(plugin);
  });
});
