import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { editEslintConfig } from '../../../src/cli/init/eslint-config.js';

const FILES = "files: ['**/*.{ts,tsx,mts,cts}'], ...dataPurpose.configs.recommended";
const PLUGIN = "import dataPurpose from 'eslint-plugin-data-purpose';";
const PARSER = "import tsParser from '@typescript-eslint/parser';";

describe('the recommended config is added to', () => {
  it.each([
    [
      'an array',
      "import js from '@eslint/js';\n\nexport default [\n  js.configs.recommended,\n  // keep this\n];\n",
      `import js from '@eslint/js';\n${PLUGIN}\n${PARSER}\n\nexport default [\n  js.configs.recommended,\n  // keep this\n  { ${FILES}, languageOptions: { parser: tsParser, parserOptions: { projectService: true } } },\n];\n`,
    ],
    [
      'an array in defineConfig that is typed, without a trailing comma',
      "import { defineConfig } from 'eslint/config';\nexport default defineConfig([\n  { languageOptions: { parserOptions: { projectService: true } } }\n]);\n",
      `import { defineConfig } from 'eslint/config';\n${PLUGIN}\nexport default defineConfig([\n  { languageOptions: { parserOptions: { projectService: true } } },\n  { ${FILES} }\n]);\n`,
    ],
    [
      'the arguments of tseslint.config, whose parser is used',
      "import tseslint from 'typescript-eslint';\nexport default tseslint.config(tseslint.configs.recommended);\n",
      `import tseslint from 'typescript-eslint';\n${PLUGIN}\nexport default tseslint.config(tseslint.configs.recommended, { ${FILES}, languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } } });\n`,
    ],
    [
      'a constant, in double quotes and without semicolons',
      'import parser from "@typescript-eslint/parser"\n\nconst config = [{ rules: {} }]\nexport default config\n',
      `import parser from "@typescript-eslint/parser"\n${PLUGIN.replaceAll("'", '"').replace(';', '')}\n\nconst config = [{ rules: {} }, { ${FILES.replaceAll("'", '"')}, languageOptions: { parser, parserOptions: { projectService: true } } }]\nexport default config\n`,
    ],
    [
      'CommonJS',
      "const js = require('@eslint/js');\n\nmodule.exports = [js.configs.recommended];\n",
      `const js = require('@eslint/js');\nconst { default: dataPurpose } = require('eslint-plugin-data-purpose');\nconst tsParser = require('@typescript-eslint/parser');\n\nmodule.exports = [js.configs.recommended, { ${FILES}, languageOptions: { parser: tsParser, parserOptions: { projectService: true } } }];\n`,
    ],
    ['an empty array', 'export default [];\n', `${PLUGIN}\n${PARSER}\nexport default [{ ${FILES}, languageOptions: { parser: tsParser, parserOptions: { projectService: true } } }];\n`],
  ])('%s', (_, before, after) => {
    expect(editEslintConfig('/app/eslint.config.js', before)).toBe(after);
    expect(parseSync('eslint.config.js', after).errors).toEqual([]);
  });

  it.each([
    ['a function of unknown meaning', "import { make } from './make.js';\nexport default make([]);\n"],
    ['a promise', 'export default (async () => [])();\n'],
    ['a single object', 'export default { rules: {} };\n'],
    ['an imported config', "import config from './config.js';\nexport default config;\n"],
    ['nothing that parses', 'export default [;\n'],
    ['no export', 'const x = [];\n'],
  ])('and not to %s', (_, text) => {
    expect(editEslintConfig('/app/eslint.config.js', text)).toBeUndefined();
  });
});
