import { readFileSync } from 'node:fs';
import parser from '@typescript-eslint/parser';
import { ESLint as ESLint10, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { programFolder } from './program-folder.js';

const page = (name: string): string => readFileSync(new URL(`../../rules/${name}.md`, import.meta.url), 'utf8');
const severity = (config: Linter.Config, name: string): unknown => config.rules?.[`data-purpose/${name}`];

describe.each(Object.entries(plugin.rules))('%s', (name, { meta }) => {
  it('has a page whose header `npm run docs` wrote, with examples', () => {
    const text = page(name);
    expect(text.startsWith(`# data-purpose/${name}\n\n📝 ${meta?.docs?.description}\n`)).toBe(true);
    expect(severity(plugin.configs.strict, name)).toBe('error');
    expect(text).toMatch(/^## Incorrect\n[^]*^```ts\n[^]*^## Correct\n[^]*^```ts\n/m);
  });

  it('tells editors where its page is', () => {
    expect(meta?.docs?.url).toBe(`https://unpkg.com/eslint-plugin-data-purpose@${plugin.meta.version}/rules/${name}.md`);
  });
});

const folder = programFolder({
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] }, "include": ["src"] }',
  'src/user.ts': `export type TwoFactorPhone = string;
export type AdKey = string;
export interface User { id: string; twoFactorPhone: TwoFactorPhone; newsletterEmail: string }
export declare const user: User;
export declare function loadPhone(): Promise<TwoFactorPhone>;
export declare function countPhones(users: User[]): number;
`,
  'src/example.ts': 'export {};\n',
  'src/ads/reach.ts': 'export {};\n',
  'src/ads/profile.ts': 'export {};\n',
  'src/ads/audience.ts': 'export function upload(keys: string | readonly string[]): void {\n  void keys;\n}\n',
  'src/hash.ts': "import { createHash } from 'node:crypto';\nexport const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');\n",
});

/** The lines on which a rule reports in the examples below a heading of its page. */
async function lines(ESLint: typeof ESLint10, name: string, heading: string): Promise<number[][]> {
  const section = new RegExp(`^## ${heading}\\n(.*?)(?=^## |(?![^]))`, 'ms').exec(page(name))?.[1] ?? '';
  const config = { files: ['**/*.ts'], plugins: { 'data-purpose': plugin }, languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: folder } }, rules: { [`data-purpose/${name}`]: 'error' as const } };
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [config] });
  return Promise.all(
    [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(async ([, text = '']) => {
      const [result] = await eslint.lintText(text, { filePath: /^\/\/ (src\/\S+)\n/.exec(text)?.[1] ?? 'src/example.ts' });
      expect(result!.messages.filter(({ fatal }) => fatal)).toEqual([]);
      return result!.messages.filter(({ ruleId }) => ruleId === `data-purpose/${name}`).map(({ line }) => line);
    }),
  );
}

describe.each([
  ['10', ESLint10],
  ['9', ESLint9 as unknown as typeof ESLint10],
])('the examples, in ESLint %s', (_, ESLint) => {
  it.each<[string, number[][]]>([
    ['no-forbidden-flow', [[7, 8], [5]]],
    ['no-forbidden-match', [[6]]],
    ['no-forbidden-import', [[2, 3, 5, 6]]],
    ['no-label-erasure', [[3, 4, 5, 7]]],
    ['require-label', [[2, 3, 7, 10]]],
    ['require-justification', [[1, 4]]],
  ])('of %s are reported where they are incorrect', async (name, incorrect) => {
    expect(await lines(ESLint, name, 'Incorrect')).toEqual(incorrect);
    expect((await lines(ESLint, name, 'Correct')).flat()).toEqual([]);
  }, 60_000);
});
