import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync, chmodSync, lstatSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withoutTimeout } from '../../src/cli/timeout.js';
import { run, write } from '../git/temp-repository.js';
import { tempFolder } from '../project/temp-folder.js';
import { CLEAN, dataPurpose, LEAK, MAIN } from './command.js';

/** Node is to run this before the command: `fs` is Node's own, and what is done to it holds for the command's. */
const before = (script: string) => ({ NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(`import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; ${script}; syncBuiltinESMExports()`)}"` });

const KILL = "process.kill(process.pid, 'SIGKILL')";
const MOMENTS = [
  ['half of the text is written', `const { writeSync } = fs; fs.writeFileSync = (to, text) => { writeSync(to, text.slice(0, text.length / 2)); ${KILL} }`],
  ['all of it is written', `fs.fsyncSync = () => ${KILL}`],
  ['it is to take the name', `fs.renameSync = () => ${KILL}`],
] as const;

const WRITES = [
  ['a report', ['check', '-f', 'json', '-o', 'file.json']],
  ['a baseline', ['check', '--baseline', 'file.json', '--update-baseline']],
  ['a pruned baseline', ['check', '--baseline', 'file.json', '--prune-baseline']],
] as const;

/** A baseline whose one entry is fixed. */
const OLD = '{ "version": 1, "violations": [{ "id": "0123456789abcdef", "rule": "no-forbidden-flow", "label": "TwoFactorPhone", "purpose": "ad-targeting", "place": "src/gone.ts:1:1", "date": "2020-02-29" }] }\n';

describe.each(WRITES)('%s', (_, args) => {
  it.each(MOMENTS)('is the old one when the process is killed where %s, and the next run sweeps up', (__, script) => {
    const folder = tempFolder({ ...LEAK, 'file.json': OLD });
    const names = readdirSync(folder);
    expect(dataPurpose(folder, args, before(script))).toMatchObject({ status: null });
    expect(readFileSync(`${folder}/file.json`, 'utf8')).toBe(OLD);
    const left = readdirSync(folder).filter((name) => !names.includes(name));
    expect(left).toEqual([expect.stringMatching(/^\.file\.json\.[0-9a-f]{12}\.tmp$/)]);
    const hourAgo = Date.now() / 1_000 - 3_600;
    for (const name of left) utimesSync(`${folder}/${name}`, hourAgo, hourAgo);
    expect(dataPurpose(folder, args).status).not.toBe(2);
    expect(readdirSync(folder)).toEqual(names);
  });

  it('is the old one where the disk is full, and nothing is left behind', () => {
    const folder = tempFolder({ ...LEAK, 'file.json': OLD });
    const names = readdirSync(folder);
    // A limit on the size of files: writing past it fails as on a full disk, half-way.
    const { status, stderr } = run(folder, 'sh', ['-c', `ulimit -f 0; exec "$0" "$@"`, process.execPath, MAIN, ...args]);
    expect(stderr).toMatch(/^Cannot write file\.json: EFBIG.*\n {2}Give .* on a disk with space\.\n$/);
    expect([status, readFileSync(`${folder}/file.json`, 'utf8'), readdirSync(folder)]).toEqual([2, OLD, names]);
  });
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a report is the old one where %s ends the process as it is to take the name', (signal) => {
  const folder = tempFolder({ ...LEAK, 'file.json': OLD });
  const still = `fs.renameSync = () => { process.kill(process.pid, '${signal}'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }`;
  const { status, stdout } = run(folder, process.execPath, [MAIN, 'check', '-f', 'json', '-o', 'file.json'], before(still));
  expect([status, stdout, readFileSync(`${folder}/file.json`, 'utf8')]).toEqual([null, '', OLD]);
});

describe('the cache', () => {
  const args = ['check', '--cache-location', 'kept'];
  const filled = (): { folder: string; names: string[]; said: ReturnType<typeof dataPurpose> } => {
    const folder = tempFolder(LEAK);
    const said = dataPurpose(folder, args);
    expect([said.status, said.stderr]).toEqual([1, '']);
    return { folder, said, names: readdirSync(`${folder}/kept`) };
  };

  it.each(MOMENTS.filter(([, script]) => !script.includes('fsync')))('is the old one when the process is killed where %s, and the next run sweeps up', (_, script) => {
    const { folder, names } = filled();
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'] });
    const contents = () => names.map((name) => readFileSync(`${folder}/kept/${name}`, 'base64'));
    const old = contents();
    expect(dataPurpose(folder, args, before(script)).status).toBe(null);
    expect(contents()).toEqual(old);
    const left = readdirSync(`${folder}/kept`).filter((name) => !names.includes(name));
    expect(left).toEqual([expect.stringMatching(/^\..*\.[0-9a-f]{12}\.tmp$/)]);
    const hourAgo = Date.now() / 1_000 - 3_600;
    for (const name of left) utimesSync(`${folder}/kept/${name}`, hourAgo, hourAgo);
    expect(dataPurpose(folder, args)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^✔ no violations\n/), stderr: '' });
    expect(readdirSync(`${folder}/kept`).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('does not matter where the disk is full, and nothing half-written is left', () => {
    const { folder, names, said } = filled();
    write(folder, { 'src/note.ts': 'export {};\n' });
    const { status, stdout, stderr } = run(folder, 'sh', ['-c', `ulimit -f 0; exec "$0" "$@"`, process.execPath, MAIN, ...args]);
    expect(stderr).toMatch(/^cache: .*kept\/\S+ cannot be written \(EFBIG\)\n/);
    expect([status, stdout]).toEqual([1, said.stdout.replace('3 files', '4 files').replace(/\d+ functions/, () => /\d+ functions/.exec(stdout)![0])]);
    expect(readdirSync(`${folder}/kept`)).toEqual(names);
    const fresh = tempFolder(LEAK);
    expect(run(fresh, 'sh', ['-c', `ulimit -f 0; exec "$0" "$@"`, process.execPath, MAIN, ...args]).status).toBe(1);
    expect(readdirSync(`${fresh}/kept`)).toEqual([]);
  });
});

describe('--output', () => {
  it('writes to what is no file as it is', () => {
    const folder = tempFolder(CLEAN);
    // A pipe of a shell: what Node gives its children is a socket, which has no path.
    const { stdout } = run(folder, 'sh', ['-c', '"$0" "$@" | cat', process.execPath, MAIN, 'check', '-o', '/dev/stdout']);
    expect(stdout).toMatch(/^✔ no violations\n/);
    expect(dataPurpose(folder, ['check', '-o', '/dev/full'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Cannot write \/dev\/full: ENOSPC/) });
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('follows a link and keeps the mode', () => {
    const folder = tempFolder({ ...CLEAN, 'reports/real.txt': '' });
    chmodSync(`${folder}/reports/real.txt`, 0o640);
    symlinkSync('reports/real.txt', `${folder}/link.txt`);
    expect(dataPurpose(folder, ['check', '-o', 'link.txt']).status).toBe(0);
    expect([lstatSync(`${folder}/link.txt`).isSymbolicLink(), readFileSync(`${folder}/reports/real.txt`, 'utf8')]).toEqual([true, expect.stringContaining('✔')]);
    expect(statSync(`${folder}/reports/real.txt`).mode & 0o777).toBe(0o640);
  });
});

describe('--timeout', () => {
  it('ends a check that takes longer, with exit code 2 and no report', () => {
    const folder = tempFolder({ ...CLEAN, 'file.json': OLD });
    for (const extra of [[], ['-o', 'file.json'], ['--allow-incomplete']]) {
      const { status, stdout, stderr } = dataPurpose(folder, ['check', '--timeout', '0.001', ...extra]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^The check took longer than 0\.001 seconds and was ended: nothing was judged\.\n/);
    }
    expect(readFileSync(`${folder}/file.json`, 'utf8')).toBe(OLD);
  });

  it('changes nothing where there is time', () => {
    const folder = tempFolder(LEAK);
    expect(dataPurpose(folder, ['check', '--timeout=3600', 'src'])).toEqual(dataPurpose(folder, ['check', 'src']));
  });

  it.each(['0', '-1', 'x', '1e9'])('is no %s', (seconds) => {
    expect(dataPurpose('.', ['check', '--timeout', seconds])).toMatchObject({ status: 2, stderr: expect.stringContaining('It is a number of seconds above 0.') });
  });

  it('is left out of what is run within it', () => {
    expect(withoutTimeout(['check', '--timeout', '5', 'a', '--timeout=6', '--quiet', '--', '--timeout'])).toEqual(['check', 'a', '--quiet', '--', '--timeout']);
  });
});

describe('--watch', () => {
  it('checks again when a file changes, an error in the policy too, and ends by a signal', { timeout: 120_000 }, async () => {
    const folder = tempFolder(CLEAN);
    const child = spawn(process.execPath, [MAIN, 'check', '--watch', '-o', 'report.txt'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const rounds = () => said.split('watching for changes\n').length - 1;
    const after = async (n: number) => {
      while (rounds() < n) await Promise.race([once(child.stderr, 'data'), ended.then(() => Promise.reject(new Error(said)))]);
      await setImmediate();
    };
    await after(1);
    expect(readFileSync(`${folder}/report.txt`, 'utf8')).toContain('✔ no violations');
    write(folder, { 'src/sync.ts': LEAK['src/sync.ts'] });
    await after(2);
    expect(readFileSync(`${folder}/report.txt`, 'utf8')).toContain('✖ 1 violation in 1 file');
    writeFileSync(`${folder}/data-purpose.jsonc`, '{ broken');
    await after(3);
    expect(said).toContain('The policy cannot be used:\n  data-purpose.jsonc:1:3');
    write(folder, { 'data-purpose.jsonc': '{ "extends": "recommended" }', 'src/sync.ts': CLEAN['src/sync.ts'] });
    await after(4);
    expect(readFileSync(`${folder}/report.txt`, 'utf8')).toContain('✔ no violations');
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
  });

  it('is not for the index', () => {
    expect(dataPurpose('.', ['check', '--watch', '--staged'])).toMatchObject({ status: 2, stderr: expect.stringContaining("'--watch' cannot be used with option '--staged'") });
  });
});
