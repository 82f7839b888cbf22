import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const CONFIG = `import { defineConfig, type Config } from 'eslint/config';
import tseslint from 'typescript-eslint';
import plugin from '${root}src/index.js';

const { recommended, strict } = plugin.configs;
export const arrays: Config[] = defineConfig(recommended, [{ files: ['**/*.ts'], ...strict }]);
export const extended = defineConfig({ files: ['**/*.ts'], extends: [recommended, [strict]] });
export const named = defineConfig({ plugins: { 'data-purpose': plugin }, extends: ['data-purpose/strict'], rules: { 'data-purpose/require-label': 'off' } });
export const spread: Config[] = [{ files: ['**/*.ts'], ...recommended }];
export const older = tseslint.config(recommended, { files: ['**/*.ts'], extends: [strict] });
`;

/** What TypeScript says of the config, where `eslint` is the package of that name here. */
function errorsWith(eslint: string, text: string): string[] {
  const file = `${tempFolder({ 'eslint.config.ts': text })}/eslint.config.ts`;
  const modules = `${root}node_modules`;
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2023, strict: true, noEmit: true, skipLibCheck: true, types: ['node'], typeRoots: [`${modules}/@types`],
    paths: { eslint: [`${modules}/${eslint}/lib/types/index.d.ts`], 'eslint/config': [`${modules}/${eslint}/lib/types/config-api.d.ts`], '*': [`${modules}/*`] },
  });
  const source = program.getSourceFile(file);
  return ts.getPreEmitDiagnostics(program, source).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe("ESLint's types take the plugin and its configs", () => {
  it.each(['eslint', 'eslint9'])('of %s, in every way that a config can have them', (eslint) => {
    expect(errorsWith(eslint, CONFIG)).toEqual([]);
  });

  it('and refuse a config that there is not', () => {
    expect(errorsWith('eslint', CONFIG.replace('const { recommended, strict }', 'const { recommended, strict, all }'))).toEqual([expect.stringContaining("'all' does not exist")]);
  });
});
