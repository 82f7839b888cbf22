import { describe, expect, it, onTestFinished } from 'vitest';
import { recordSources } from '../../src/project/cache/recorder.js';
import { openChecker, type FoundTypeScript } from '../../src/project/checker.js';
import { findNativeTypeScript } from '../../src/project/native-typescript.js';
import { createSources, overlaySources, type Sources } from '../../src/project/sources.js';
import { SEVEN, TYPESCRIPTS } from './found.js';
import { tempFolder } from './temp-folder.js';

const FILES = {
  'tsconfig.json': '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "types": [] }, "files": ["use.ts"] }',
  'node_modules/lib/package.json': '{ "name": "lib", "types": "./index.d.ts" }',
  'node_modules/lib/index.d.ts': 'export interface User { phone: string }\n',
  'use.ts': "import type { User } from 'lib';\nexport const of = (user: User) => user.phone;\n",
};

/** Where the property is declared that `use.ts` reads. */
function phone(folder: string, found: FoundTypeScript, sources: Sources, tsconfig: string | null = `${folder}/tsconfig.json`): string | undefined {
  const checker = openChecker({ files: [`${folder}/use.ts`], tsconfig: tsconfig ?? undefined, folder, sources }, () => undefined, undefined, found);
  onTestFinished(() => checker?.close());
  return checker?.member(`${folder}/use.ts`, (sources.read(`${folder}/use.ts`) ?? '').lastIndexOf('phone'))?.declarations.map(({ file, s }) => `${file.replace(`${folder}/`, '')}:${s}`).join();
}

describe.each(TYPESCRIPTS)('TypeScript %s', (_, found) => {
  it('leaves a record of all that it reads', () => {
    const folder = tempFolder(FILES);
    const recorder = recordSources(createSources());
    expect(phone(folder, found, recorder.sources)).toBe('node_modules/lib/index.d.ts:24');
    const { texts, kinds } = recorder.inputs()!;
    expect(texts).toHaveProperty([`${folder}/node_modules/lib/index.d.ts`]);
    expect(Object.values(kinds)).toContain('none');
  });

  it('reads files as an overlay has them', () => {
    const folder = tempFolder(FILES);
    const sources = overlaySources(createSources(), new Map([[`${folder}/node_modules/lib/index.d.ts`, { text: () => '/** */ export interface User { phone: string }\n' }]]));
    expect(phone(folder, found, sources)).toBe('node_modules/lib/index.d.ts:31');
  });

  it('needs no tsconfig', () => {
    const folder = tempFolder({ ...FILES, 'use.ts': "import type { User } from './user.js';\nexport const of = (user: User) => user.phone;\n", 'user.js': 'export class User { phone = 1; }\n' });
    expect(phone(folder, found, createSources(), null)).toBe('user.js:20');
  });
});

describe('the TypeScript that is asked', () => {
  const [[, classic]] = TYPESCRIPTS as [(typeof TYPESCRIPTS)[number]];
  const versioned = (version: string) => ({ 'package.json': `{ "name": "typescript", "version": "${version}", "exports": { "./unstable/sync": "./sync.js" } }`, 'sync.js': '' });
  const installed = (name: string, version: string) => Object.fromEntries(Object.entries(versioned(version)).map(([file, text]) => [`node_modules/${name}/${file}`, text]));

  it('is 7 where the version is one whose API is known', () => {
    expect(findNativeTypeScript('/none', SEVEN)).toMatchObject({ version: '7.0.2', isDriven: true });
    const at = (files: Readonly<Record<string, string>>) => findNativeTypeScript(tempFolder(files));
    expect(at(installed('typescript', '7.0.9'))).toMatchObject({ version: '7.0.9', isDriven: true });
    expect(at(installed('@typescript/native', '7.0.3'))).toMatchObject({ version: '7.0.3', isDriven: true });
    expect(at(installed('typescript', '7.1.0'))).toMatchObject({ isDriven: false });
  });

  it('is 5 or 6 where that is not so, or none', () => {
    const folder = tempFolder(FILES);
    const newer = { native: () => ({ version: '7.1.0', isDriven: false, load: () => { throw new Error('asked'); } }) };
    expect(phone(folder, { ...classic, ...newer }, createSources())).toBe('node_modules/lib/index.d.ts:24');
    expect(phone(folder, { ...TYPESCRIPTS[1]![1], ...newer }, createSources())).toBeUndefined();
  });
});
