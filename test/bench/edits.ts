import { createRequire } from 'node:module';
import type * as Ts from 'typescript';
import { createLinker } from '../../src/facts/program.js';
import { createSources } from '../../src/project/sources.js';

const require = createRequire(import.meta.url);

export type Edit = 'statement' | 'function';

/** Of a program: a file that imports others and that none imports, and the one that most import. */
export function leafAndHub(tsconfig: string): { readonly leaf: string; readonly hub: string } {
  const ts = require('typescript') as typeof Ts;
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  const files = parsed?.fileNames.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')) ?? [];
  const linker = createLinker({ files, readFile: createSources().read, tsconfig });
  const importers = new Map(files.map((file) => [file, 0]));
  const leaves: string[] = [];
  for (const file of files) {
    const sources = linker.skim(file)?.sources ?? [];
    if (sources.length > 0) leaves.push(file);
    for (const source of sources) {
      const to = linker.resolve(file, source);
      if (to.k === 'file') importers.set(to.file, (importers.get(to.file) ?? 0) + 1);
    }
  }
  const hasBody = (file: string): boolean => BODY.test(linker.text(file) ?? '');
  const leaf = leaves.findLast((file) => importers.get(file) === 0 && hasBody(file)) ?? files.findLast(hasBody);
  const hub = files.filter(hasBody).sort((a, b) => (importers.get(b) ?? 0) - (importers.get(a) ?? 0))[0];
  if (leaf === undefined || hub === undefined) throw new Error(`${tsconfig} has no functions`);
  return { leaf, hub };
}

/** The opening brace of a function's body. */
export const BODY = /\)(?:: [\w<>[\], |]+)? (?:=> )?\{\n/;

let edits = 0;

/** The text with one thing more in it than before, another one each time. */
export function edited(text: string, edit: Edit): string {
  const n = edits++;
  if (edit === 'function') return `${text}\nexport const edited${n} = (): number => ${n};\n`;
  const found = BODY.exec(text);
  const at = found ? found.index + found[0].length : text.length;
  return `${text.slice(0, at)}  const edited${n} = ${n};\n  void edited${n};\n${text.slice(at)}`;
}
