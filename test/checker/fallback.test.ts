import { describe, expect, it, onTestFinished } from 'vitest';
import { UnansweredError, type Checker } from '../../src/checker/checker.js';
import { withFallback, type ClosableChecker } from '../../src/checker/fallback.js';
import type { NativeModules } from '../../src/checker/native/modules.js';
import { createNativeChecker } from '../../src/checker/native/native.js';
import { openChecker } from '../../src/project/checker.js';
import { findNativeTypeScript, nativeFiles } from '../../src/project/native-typescript.js';
import { createSources } from '../../src/project/sources.js';
import { SEVEN, TYPESCRIPTS } from '../project/found.js';
import { tempFolder } from '../project/temp-folder.js';

const TEXT = "import type { User } from './user.js';\nexport const of = (user: User) => user.phone;\nexport const [first] = [];\n";
/** TypeScript 7.0.2 panics where it is asked for the type of the empty array. */
const EMPTY: readonly [number, number] = [TEXT.indexOf('[]'), TEXT.indexOf('[]') + 2];
const PHONE = TEXT.indexOf('phone');

/** Hands out TypeScript 7, and tells the process of each that is begun. */
function seven(pids: number[]): NativeModules {
  const modules = findNativeTypeScript('/none', SEVEN)!.load();
  class API extends modules.sync.API {
    constructor(...given: ConstructorParameters<typeof modules.sync.API>) {
      super(...given);
      pids.push((this as unknown as { client: { channel: { child: { pid: number } } } }).client.channel.child.pid);
    }
  }
  return { ...modules, sync: { ...modules.sync, API } };
}

function begin(other: boolean) {
  const folder = tempFolder({ 'tsconfig.json': '{ "compilerOptions": { "types": [] } }', 'user.ts': 'export interface User { phone: string }\n', 'use.ts': TEXT });
  const program = { files: [`${folder}/use.ts`], tsconfig: `${folder}/tsconfig.json`, folder, sources: createSources() };
  const pids: number[] = [];
  const told: [string, boolean][] = [];
  const native = (): ClosableChecker => createNativeChecker(() => seven(pids), { ...program, host: nativeFiles(program.sources) });
  const classic = (): Checker | undefined => (other ? openChecker(program, () => undefined, undefined, TYPESCRIPTS[0]![1]) : undefined);
  const checker = withFallback(native, classic, (message, isMended) => told.push([message, isMended]));
  onTestFinished(() => checker.close());
  const file = `${folder}/use.ts`;
  return { pids, told, checker, panic: () => checker.typeNames(file, ...EMPTY), phone: () => checker.member(file, PHONE)?.declarations.map((at) => at.file.replace(folder, '')) };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a question that TypeScript 7 fails on', () => {
  it('is answered by the other, with notice; the next one by TypeScript 7, begun anew', () => {
    const { pids, told, panic, phone } = begin(true);
    expect(panic()).toEqual([]);
    expect(told).toEqual([[expect.stringMatching(/^TypeScript failed on .*use\.ts: panic: .*; the other TypeScript answers$/), true]]);
    expect(phone()).toEqual(['/user.ts']);
    expect([pids.length, told.length]).toEqual([2, 1]);
  });

  it('stays open where there is no other, and says so', () => {
    const { told, panic, phone } = begin(false);
    expect(panic).toThrow(UnansweredError);
    expect(panic).toThrow(/use\.ts: panic: /);
    expect(told.map(([, isMended]) => isMended)).toEqual([false, false]);
    expect(phone()).toEqual(['/user.ts']);
  });

  it('is the last one after a few', () => {
    const { pids, told, panic, phone } = begin(true);
    for (let i = 0; i < 5; i++) panic();
    expect(told.map(([message]) => message.endsWith(' and all that comes after 3 such failures'))).toEqual([false, false, true]);
    expect(phone()).toEqual(['/user.ts']);
    expect(pids).toHaveLength(3);
    const alone = begin(false);
    for (let i = 0; i < 3; i++) expect(alone.panic).toThrow(UnansweredError);
    expect(alone.phone).toThrow(/panic: .* \(not asked any more after 3 failures\)$/);
  });

  it('is one that it died of', () => {
    const { pids, told, phone } = begin(true);
    expect(phone()).toEqual(['/user.ts']);
    process.kill(pids[0]!, 'SIGKILL');
    expect(phone()).toEqual(['/user.ts']);
    expect(told).toEqual([[expect.stringMatching(/use\.ts: .*; the other TypeScript answers$/), true]]);
    expect(phone()).toEqual(['/user.ts']);
    expect(pids).toHaveLength(2);
  });
});

describe('the process of TypeScript 7', () => {
  it('is started by the first question, and ended by close', async () => {
    const { pids, checker, phone } = begin(true);
    expect(pids).toEqual([]);
    phone();
    expect(pids.map(isRunning)).toEqual([true]);
    checker.close();
    await expect.poll(() => pids.map(isRunning)).toEqual([false]);
  });
});
