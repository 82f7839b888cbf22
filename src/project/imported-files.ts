import type { Linker } from '../facts/link.js';
import type { Policy } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';

/**
 * Files below the folder that the program's files import, directly or not, and that its tsconfig doesn't list, as in one
 * with `"files": ["src/main.ts"]`: they belong to the program too. Imports by `import()` and `require` are not followed.
 *
 * @returns absolute, in no order
 */
export function importedFiles(linker: Linker, folder: string, policy: Policy): string[] {
  // The analysis then looks at the trees of all files, which tell of imports too.
  if (createDeclaredTypes(linker, policy).sourceFiles().length > 0) for (const file of linker.files) linker.facts(file);
  const known = new Set(linker.files);
  const found: string[] = [];
  const visit = (file: string): void => {
    for (const source of linker.skim(file)?.sources ?? []) {
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

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`) && !file.includes('/node_modules/') && !file.endsWith('.json');
}
