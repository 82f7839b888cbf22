import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LEAK } from '../cli/command.js';
import { tempFolder } from '../project/temp-folder.js';
import { openEditor, type Diagnostic } from './language-client.js';
import { ROOT } from './packed.js';

const CONFIG = `import parser from '@typescript-eslint/parser';
import dataPurpose from 'eslint-plugin-data-purpose';
const languageOptions = { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } };
export default [{ files: ['**/*.ts'], ...dataPurpose.configs.recommended, languageOptions }];
`;

/** Packages as if they were installed in the folder. */
function install(folder: string): void {
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['eslint', 'typescript', '@typescript-eslint']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  symlinkSync(ROOT, join(folder, 'node_modules/eslint-plugin-data-purpose'), 'junction');
}

const placesOf = (found: readonly Diagnostic[]): unknown[] => found.map(({ code, range: { start } }) => ({ code, line: start.line + 1, column: start.character + 1 }));
const FLOW = 'data-purpose/no-forbidden-flow';

it('violations arrive in the editor, through the ESLint server of Visual Studio Code, and go as the code is edited', async () => {
  const folder = tempFolder({ ...LEAK, 'eslint.config.mjs': CONFIG });
  install(folder);
  const editor = await openEditor(folder);
  onTestFinished(() => editor.close());
  const sync = LEAK['src/sync.ts'] ?? '';
  await editor.open('src/sync.ts', sync);
  const found = await editor.diagnostics('src/sync.ts');
  expect(placesOf(found)).toEqual([{ code: FLOW, line: 5, column: 10 }]);
  expect(found[0]?.message).toMatch(/^TwoFactorPhone \(allowed: security\) flows into ad-targeting: src\/ads\/audience\.ts\n {4}1\. src\/sync\.ts:5:/);

  const edits: readonly (readonly [text: string, line: number | undefined])[] = [
    [`\n${sync}`, 6],
    [sync.replace('  upload', '  // to the audience\n  upload'), 6],
    [sync.replace('user.twoFactorPhone', "''"), undefined],
    [`${sync}export const more = () => 1 + 1;\n`, 5],
    [`${sync}export const more = () => 1 + 12;\n`, 5],
  ];
  for (const [text, line] of edits) {
    await editor.change('src/sync.ts', text);
    expect(placesOf(await editor.diagnostics('src/sync.ts')), text).toEqual(line === undefined ? [] : [{ code: FLOW, line, column: 10 }]);
  }

  // Another file of the program takes the label away, unsaved.
  const user = LEAK['src/user.ts'] ?? '';
  await editor.open('src/user.ts', user);
  await editor.change('src/user.ts', user.replace('twoFactorPhone: TwoFactorPhone', 'twoFactorPhone: number'));
  await editor.diagnostics('src/user.ts');
  expect(placesOf(await editor.diagnostics('src/sync.ts'))).toEqual([]);
});
