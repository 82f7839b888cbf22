import { existsSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

/** Folders of `src`, each with those that it may import. */
const LAYERS = {
  facts: [],
  checker: [],
  policy: ['models'],
  models: ['policy'],
  types: ['facts', 'policy'],
  flow: ['facts', 'checker', 'types', 'models', 'policy'],
  report: ['flow'],
  project: ['report', 'flow', 'types', 'facts', 'checker', 'policy'],
  git: ['project'],
  eslint: ['project', 'report', 'flow', 'types', 'facts', 'checker', 'policy'],
  cli: ['git', 'project', 'report', 'flow', 'types', 'models', 'facts', 'checker', 'policy'],
};

/** What only some folders may import: the engine does no I/O and knows neither TypeScript nor ESLint. */
const HOSTS = [
  { group: ['typescript', 'eslint', '@typescript-eslint/*'], message: 'Only the hosts know TypeScript and ESLint.' },
  { group: ['node:fs', 'node:fs/promises', 'node:child_process', 'node:http', 'node:https', 'node:net'], message: 'The engine does no I/O.' },
];

const layers = Object.entries(LAYERS).map(([folder, below]) => {
  const forbidden = Object.keys(LAYERS).filter((other) => other !== folder && !below.includes(other));
  const regex = `^(\\.\\./)+(${forbidden.join('|')}|rules)/`;
  const patterns = [{ regex, message: `src/${folder} may import ${below.join(', ') || 'none of the other folders'}.` }];
  if (['flow', 'types', 'models', 'report'].includes(folder)) patterns.push(...HOSTS);
  return { files: [`src/${folder}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
});

/** Our own plugin on ourselves, once it is built. */
const BUILT = new URL('./dist/src/index.js', import.meta.url);
const own = existsSync(BUILT) ? [(await import(BUILT.href)).default.configs.recommended] : [];

export default defineConfig(
  globalIgnores(['dist', 'fixtures', 'coverage']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, ...own],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['warn', { max: 300 }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
      // State that methods change: narrowing does not see it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      '@typescript-eslint/prefer-optional-chain': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/restrict-plus-operands': 'off',
      // Objects here are closures, not instances.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['rules/**/*.ts', 'src/eslint/**/*.ts', 'test/rules/**/*.ts'], extends: [eslintPlugin.configs.recommended] },
  {
    // The enum of node types is a development dependency's: rules compare with the names.
    files: ['rules/**', 'src/eslint/**'],
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' },
  },
  {
    // Reports and messages are read as JSON there.
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-call': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  { files: ['*.js', '.config/*.js'], languageOptions: { globals: { URL: 'readonly', console: 'readonly', process: 'readonly' } } },
  ...layers,
);
