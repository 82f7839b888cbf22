import type { FileFacts } from '../facts/ir.js';

const NAMED = /[.-](?:test|tests|spec|e2e|cy)\.[cm]?[jt]sx?$/;
const FRAMEWORK = /^(?:vitest|@jest\/globals|node:test|@playwright\/test|cypress|jest-mock-extended|vitest-mock-extended|ts-mockito|sinon|chai|supertest|@nestjs\/testing|@testing-library\/.+)$/;

/** The file tests the program: by its name, or by what it imports. */
export function isTestCode({ file, imports }: Pick<FileFacts, 'file' | 'imports'>): boolean {
  return NAMED.test(file) || imports.some(({ source }) => FRAMEWORK.test(source));
}
