import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES, MAP_FORMAT_NAMES } from '../../src/cli/program.js';
import { FORMATS } from '../../src/report/index.js';
import { MAP_FORMATS } from '../../src/report/map/index.js';
import { tempFolder } from '../project/temp-folder.js';
import { dataPurpose, LEAK, MAIN } from './command.js';

describe('data-purpose', () => {
  it('tells its version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(dataPurpose('.', ['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('shows help with examples', () => {
    for (const args of [['--help'], ['help'], ['check', '--help']]) {
      const { status, stdout } = dataPurpose('.', args);
      expect([status, /Examples:\n {2}\$ data-purpose check/.test(stdout)]).toEqual([0, true]);
    }
  });

  it('offers every format', () => {
    expect(FORMAT_NAMES).toEqual(Object.keys(FORMATS));
    expect(MAP_FORMAT_NAMES).toEqual(Object.keys(MAP_FORMATS));
  });

  it('keeps its exit code when its reader goes away', async () => {
    const folder = tempFolder(LEAK);
    const child = spawn(process.execPath, [MAIN, 'check'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, Buffer.concat(errors).toString()]).toEqual([1, '']);
  });
});
