import type { Linker } from '../facts/link.js';
import type { Policy } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';

/**
 * Files below the folder that the program's files import, directly or not, and that its tsconfig doesn't list, as in one
 * with `"files": ["src/main.ts"]`: they belong to the program too. So do those that `import('./page.js')` loads and, in
 * JavaScript, `require('./page')`, as TypeScript has it.
 *
 * @returns absolute, in no order
 */
export function importedFiles(linker: Linker, folder: string, policy: Policy): string[] {
  // The analysis then looks at the trees of all files, which tell of imports too.
  if (createDeclaredTypes(linker, policy).sourceFiles().length > 0) for (const file of linker.files) linker.facts(file);
  const known = new Set(linker.files);
  const found: string[] = [];
  const visit = (file: string): void => {
    for (const source of [...(linker.skim(file)?.sources ?? []), ...loadedIn(file, linker.text(file) ?? '')]) {
      const resolution = linker.resolve(file, source);
      if (resolution.k !== 'file' || known.has(resolution.file) || !isBelow(resolution.file, folder)) continue;
      known.add(resolution.file);
      found.push(resolution.file);
    }
  };
  linker.files.forEach(visit);
  // Grows while it is walked.
  for (const file of found) visit(file);
  return found;
}

const IMPORTED = /\bimport\s*\(\s*(?:\/\*[^*]*\*\/\s*)*(['"`])([^'"`\n]+)\1/g;
const REQUIRED = /\brequire\s*\(\s*(['"])([^'"\n]+)\1/g;

/** Specifiers of the modules that the code loads while it runs. One in a comment or a text that leads to a file counts as well. */
function loadedIn(file: string, text: string): string[] {
  const all = /\.[cm]?jsx?$/.test(file) ? [IMPORTED, REQUIRED] : [IMPORTED];
  return all.flatMap((pattern) => [...text.matchAll(pattern)].map((found) => found[2]!));
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`) && !file.includes('/node_modules/') && !file.endsWith('.json');
}
