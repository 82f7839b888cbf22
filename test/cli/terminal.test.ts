import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';
import { LEAK, MAIN } from './command.js';

/** util-linux' `script` gives a process a terminal; others of that name take other arguments. */
const { status: found, stdout: version } = spawnSync('script', ['--version'], { encoding: 'utf8' });
const HAS_SCRIPT = found === 0 && version.includes('util-linux');

interface Said {
  /** 128 and the signal's number where one ended it. */
  readonly status: number | null;
  /** Both outputs, as they come to the terminal. */
  readonly text: string;
}

/**
 * Runs the built command on a terminal.
 *
 * @param typed what is typed once the terminal shows the text
 */
async function onTerminal(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, typed?: { readonly at: string; readonly keys: string }): Promise<Said> {
  const { FORCE_COLOR: _, NO_COLOR: __, DEBUG: ___, CI: ____, ...inherited } = process.env;
  const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { cwd, env: { ...inherited, TERM: 'xterm', ...env } });
  let text = '';
  let isTyped = false;
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    text += data;
    if (!typed || isTyped || !text.includes(typed.at)) return;
    isTyped = true;
    child.stdin.write(typed.keys);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, text };
}

const ESCAPE = '\u001b[';
const WIPE = `\r${ESCAPE}2K`;

describe.skipIf(!HAS_SCRIPT)('on a terminal', () => {
  it('shows progress, wipes it, and colours the report', async () => {
    const { status, text } = await onTerminal(tempFolder(LEAK), ['check', '--no-cache']);
    expect(text.startsWith(`${WIPE}reading the projects${WIPE}analysing `)).toBe(true);
    expect(text).toContain(` (1 of 1)${WIPE}${ESCAPE}4msrc/sync.ts${ESCAPE}24m\r\n`);
    expect(text).toContain(`${ESCAPE}31merror${ESCAPE}39m`);
    expect(status).toBe(1);
  });

  it.each([
    ['NO_COLOR', [], { NO_COLOR: '1' }, true],
    ['--no-color', ['--no-color'], {}, true],
    ['a terminal that knows no colours', [], { TERM: 'dumb' }, false],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true],
    ['--quiet', ['--quiet', '--no-color'], {}, false],
  ])('does without colours for %s', async (_, args, env, progress) => {
    const { text } = await onTerminal(tempFolder(LEAK), ['check', '--no-cache', ...args], env);
    expect(text).toContain('5:10  error  TwoFactorPhone');
    expect(text.replaceAll(WIPE, '')).not.toContain(ESCAPE);
    expect(text.includes(WIPE)).toBe(progress);
  });

  it('wipes progress before an error', async () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{ broken' });
    for (const args of [['check'], ['map'], ['explain', 'src/sync.ts:5']]) {
      const { status, text } = await onTerminal(folder, args);
      expect([status, text]).toEqual([2, expect.stringContaining(`reading the projects${WIPE}The policy cannot be used:`)]);
    }
  });

  it('ends by Ctrl-C, and leaves no file', async () => {
    const folder = tempFolder(LEAK);
    const names = readdirSync(folder);
    // Node is to stand still in the analysis.
    const still = "import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; fs.fsyncSync = () => { fs.writeSync(1, 'here'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }; syncBuiltinESMExports()";
    const { status, text } = await onTerminal(folder, ['check', '-o', 'report.txt'], { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(still)}"` }, { at: 'here', keys: '\u0003' });
    expect([status, text]).toEqual([130, expect.not.stringContaining('report in')]);
    expect(readdirSync(folder).filter((name) => !names.includes(name))).toEqual([expect.stringMatching(/^\.report\.txt\.[0-9a-f]{12}\.tmp$/)]);
  });
});

describe.skipIf(!HAS_SCRIPT)('data-purpose init on a terminal', () => {
  const ask = async (keys: string) => {
    const folder = tempFolder(LEAK);
    const { status, text } = await onTerminal(folder, ['init', '--no-color'], {}, { at: 'Write it? [y/N] ', keys });
    expect(text).toMatch(/\+\+\+ data-purpose\.jsonc\r\n[^]*1 file to write\.\r\n[^]*Write it\? \[y\/N\] /);
    return { status, said: text.slice(text.indexOf('[y/N]')), written: existsSync(`${folder}/data-purpose.jsonc`) };
  };

  it.each(['y\r', 'Yes\r'])('writes on %j', async (keys) => {
    expect(await ask(keys)).toEqual({ status: 0, said: expect.stringContaining('wrote data-purpose.jsonc\r\n'), written: true });
  });

  it.each([['no', 'n\r'], ['nothing', '\r'], ['another word', 'yikes\r'], ['the end of the input', '\u0004'], ['Ctrl-C', '\u0003']])('writes nothing on %s', async (_, keys) => {
    expect(await ask(keys)).toEqual({ status: 1, said: expect.stringMatching(/\r\nNothing was written\.\r\n$/), written: false });
  });
});
