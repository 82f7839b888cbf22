import type { FileFacts } from '../facts/ir.js';
import { TESTS } from '../models/frameworks.js';

/** The file tests the program: by its name, or by what it imports. */
export function isTestCode({ file, imports }: Pick<FileFacts, 'file' | 'imports'>): boolean {
  return TESTS.named.test(file) || imports.some(({ source }) => TESTS.modules.some((module) => (module.endsWith('/') ? source.startsWith(module) : source === module)));
}
