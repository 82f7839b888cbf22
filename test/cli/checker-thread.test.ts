import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordSources } from '../../src/project/cache/recorder.js';
import { openChecker } from '../../src/project/checker.js';
import { createSources, overlaySources, type Sources } from '../../src/project/sources.js';
import { startCheckerThread } from '../../src/project/thread.js';
import { tempFolder } from '../project/temp-folder.js';
import { dataPurpose } from './command.js';

const ROOT = new URL('../../', import.meta.url);
const BUILT = new URL('dist/src/project/thread.js', ROOT).href;
const FILES = {
  'tsconfig.json': '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "types": [] }, "files": ["use.ts"] }',
  'node_modules/lib/package.json': '{ "name": "lib", "types": "./index.d.ts" }',
  'node_modules/lib/index.d.ts': 'export interface User { phone: string; city: string }\n',
  'use.ts': "import type { User } from 'lib';\nexport const of = (user: User) => user.phone;\n",
};

function open(folder: string, sources: Sources) {
  const program = { files: [`${folder}/use.ts`], tsconfig: `${folder}/tsconfig.json`, from: folder };
  const thread = startCheckerThread(program, sources, BUILT);
  const own = openChecker({ ...program, folder, sources: createSources() }, () => undefined)!;
  onTestFinished(() => own.close());
  return { thread, own };
}

describe('a checker in a thread of its own', () => {
  it('answers as one beside the analysis does', () => {
    const folder = tempFolder(FILES);
    const { thread, own } = open(folder, createSources());
    const checker = thread!.checker()!;
    const file = `${folder}/use.ts`;
    const at = FILES['use.ts'].indexOf('user.phone');
    for (const one of [checker, own]) {
      expect(one.member(file, at + 5)).toMatchObject({ name: 'phone', primitive: true });
      expect(one.contents(file, at, at + 4, new Set(['city'])).map(({ name }) => name)).toEqual(['city']);
      expect(one.typeNames(file, at, at + 4)).toHaveLength(1);
      expect(one.callee(file, 0, 3)).toBeUndefined();
      expect(one.declarations(file, at)).toEqual(own.declarations(file, at));
    }
    checker.close();
  });

  it('tells what it has read to who records it', () => {
    const folder = tempFolder(FILES);
    const recorder = recordSources(createSources());
    const checker = open(folder, recorder.sources).thread!.checker()!;
    expect(checker.member(`${folder}/use.ts`, FILES['use.ts'].lastIndexOf('phone'))?.name).toBe('phone');
    checker.close();
    const { texts, kinds } = recorder.inputs()!;
    expect(texts[`${folder}/node_modules/lib/index.d.ts`]?.digest).toEqual(expect.any(String));
    expect(Object.values(kinds)).toContain('none');
  });

  it('is none where the files are not those on disk', () => {
    const folder = tempFolder(FILES);
    expect(open(folder, overlaySources(createSources(), new Map())).thread).toBeUndefined();
  });

  it('is begun for a large program, and finds there what a small one has, kept or not', () => {
    const folder = tempFolder({});
    cpSync(fileURLToPath(new URL('fixtures/schemas-drizzle', ROOT)), folder, { recursive: true });
    symlinkSync(fileURLToPath(new URL('node_modules', ROOT)), `${folder}/node_modules`, 'junction');
    const found = (...args: readonly string[]) => {
      const { violations } = JSON.parse(dataPurpose(folder, ['check', '--format', 'json', ...args]).stdout);
      return violations;
    };
    const small = found('--no-cache');
    expect(small.length).toBeGreaterThan(0);
    for (let i = 0; i < 80; i++) writeFileSync(`${folder}/src/more${i}.ts`, `export const more${i} = ${i};\n`);
    expect(found('--no-cache')).toEqual(small);
    expect(found()).toEqual(small);
    expect(found()).toEqual(small);
  });
});
