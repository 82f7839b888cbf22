import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

const MESSAGE = 'TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/audience.ts';

describe('data-purpose check', () => {
  it('prints violations and exits with 1', () => {
    const { status, stdout, stderr } = dataPurpose(tempFolder(LEAK), ['check']);
    expect(stdout).toContain(`src/sync.ts\n  5:10  error  ${MESSAGE}  data-purpose/no-forbidden-flow\n    1. `);
    expect(stdout).toMatch(/✖ 1 violation in 1 file\nanalysed: 3 files, \d+ functions/);
    expect([status, stderr]).toEqual([1, '']);
  });

  it('exits with 0 where there are none', () => {
    const { status, stdout, stderr } = dataPurpose(tempFolder(CLEAN), ['check']);
    expect(stdout).toMatch(/^✔ no violations\nanalysed: 3 files/);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('analyses the files below the folder where there is no tsconfig', () => {
    const { 'tsconfig.json': _, ...files } = LEAK;
    expect(dataPurpose(tempFolder(files), ['check'])).toMatchObject({ status: 1, stdout: expect.stringContaining(MESSAGE) });
  });

  it('honours disable comments', () => {
    const folder = tempFolder({ ...LEAK, 'src/sync.ts': LEAK['src/sync.ts']?.replace('  upload', '  // eslint-disable-next-line data-purpose/no-forbidden-flow -- DPIA-12\n  upload') ?? '' });
    expect(dataPurpose(folder, ['check'])).toMatchObject({ status: 0, stdout: expect.stringContaining('✔ no violations (1 more disabled by comments)') });
  });

  it('restricts the report to files, folders and globs', () => {
    const folder = tempFolder(LEAK);
    for (const [pattern, status] of [['src/sync.ts', 1], ['src', 1], ['src/*.ts', 1], ['src/user.ts', 0], ['src/ads', 0]] as const) {
      expect([pattern, dataPurpose(folder, ['check', pattern]).status]).toEqual([pattern, status]);
    }
  });

  it('writes a report file whole, with its folder, and says so', () => {
    const folder = tempFolder(LEAK);
    const { status, stdout, stderr } = dataPurpose(folder, ['check', '-f', 'json', '-o', 'out/report.json']);
    expect([status, stdout, stderr]).toEqual([1, '', '1 violation, report in out/report.json\n']);
    expect(readdirSync(`${folder}/out`)).toEqual(['report.json']);
    expect(JSON.parse(readFileSync(`${folder}/out/report.json`, 'utf8'))).toMatchObject({ version: 1, violations: [{ file: 'src/sync.ts', line: 5 }] });
  });

  it('tolerates --max-violations', () => {
    const folder = tempFolder(LEAK);
    expect(dataPurpose(folder, ['check', '--max-violations', '1']).status).toBe(0);
    expect(dataPurpose(folder, ['check', '--max-violations', '0']).status).toBe(1);
  });

  it('merges several projects', () => {
    const under = (name: string, files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`packages/${name}/${path}`, text]));
    const folder = tempFolder({ ...under('a', LEAK), ...under('b', LEAK), ...under('c', CLEAN) });
    const { status, stdout } = dataPurpose(folder, ['check', '-p', 'packages/*']);
    expect(stdout).toMatch(/✖ 2 violations in 2 files\nanalysed: 3 projects, 9 files/);
    expect(status).toBe(1);
    expect(dataPurpose(folder, ['check', '-p', 'packages/b', 'packages/c']).stdout).toContain('✖ 1 violation in 1 file\nanalysed: 2 projects');
  });

  it('colours on request and never with --no-color', () => {
    const folder = tempFolder(LEAK);
    expect(dataPurpose(folder, ['check'], { FORCE_COLOR: '1' }).stdout).toContain('\u001b[31merror');
    expect(dataPurpose(folder, ['check', '--no-color'], { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });
});

describe('data-purpose check fails closed', () => {
  it('on a file that cannot be parsed, and prints the violations too', () => {
    const folder = tempFolder({ ...LEAK, 'src/broken.ts': 'export const x = {\n' });
    const { status, stdout } = dataPurpose(folder, ['check']);
    expect(stdout).toContain(MESSAGE);
    expect(stdout).toMatch(/^not analysed {2}src\/broken\.ts:\d+:\d+ {2}\S/m);
    expect(status).toBe(2);
    expect(dataPurpose(folder, ['check', '--allow-incomplete']).status).toBe(1);
  });

  it('on a tsconfig that does not resolve, beside one that does', () => {
    const folder = tempFolder({ 'bad/tsconfig.json': '{ "extends": "./gone.json" }', ...LEAK });
    const { status, stdout } = dataPurpose(folder, ['check', '-p', '.', 'bad']);
    expect(stdout).toContain(MESSAGE);
    expect(stdout).toMatch(/^not analysed {2}bad\/tsconfig\.json {2}.*gone\.json/m);
    expect(status).toBe(2);
  });

  it('on a named file that no project has', () => {
    const folder = tempFolder({ ...LEAK, 'other/x.ts': '' });
    const { status, stdout } = dataPurpose(folder, ['check', 'other/x.ts']);
    expect(stdout).toContain('not analysed  other/x.ts  No analysed project has this file.');
    expect(status).toBe(2);
  });

  it('on a policy that cannot be used', () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': '{\n  "purposes": { "ads": null },\n  "modules": [{ "purpose": "ads", "files": ["lib/**"] }]\n}' });
    const { status, stdout, stderr } = dataPurpose(folder, ['check', '--allow-incomplete']);
    expect(stderr).toMatch(/^The policy cannot be used:\n {2}data-purpose\.jsonc:3:\d+ {2}.*lib\/\*\*/);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('on a reference of the policy that means nothing in any program, nor on disk', () => {
    const policy = (properties: string) => `{\n  "extends": ["recommended"],\n  "data": { "TwoFactorPhone": { "allow": ["security"], "properties": [${properties}] } }\n}`;
    const under = (name: string) => Object.fromEntries(Object.entries(CLEAN).map(([path, text]) => [`${name}/${path}`, text]));
    const files = { ...under('a'), ...under('b'), 'b/src/user.ts': 'export interface Member {\n  phone: string;\n}\n' };
    const declared = tempFolder({ ...files, 'data-purpose.jsonc': policy('"User.twoFactorPhone", "Member.phone"') });
    for (const projects of [['a', 'b'], ['a'], ['b']]) expect(dataPurpose(declared, ['check', '-p', ...projects])).toMatchObject({ status: 0, stderr: '' });
    const { status, stdout, stderr } = dataPurpose(tempFolder({ ...files, 'data-purpose.jsonc': policy('"Member.phone", "Member.fax"') }), ['check', '-p', 'a', 'b']);
    expect(stderr).toMatch(/^The policy cannot be used:\n {2}data-purpose\.jsonc:3:\d+ {2}property `Member\.fax` resolves to nothing.*\n {4}Check the spelling.*\n$/);
    expect([status, stdout]).toEqual([2, '']);
  });

  it.each([
    [['chek'], /unknown command 'chek'\. Did you mean "check"\?/],
    [['src'], /unknown command 'src'\. Did you mean `data-purpose check src`\?/],
    [['check', '--nope'], /unknown option '--nope'/],
    [['check', '-f', 'xml'], /Allowed choices are stylish, json/],
    [['check', '--max-violations', '-1'], /It is a whole number, 0 or more\./],
    [['check', 'gone.ts'], /There is no gone\.ts\./],
    [['check', '-p', 'gone'], /There is no gone\.\n {2}Give a tsconfig/],
    [['check', '--policy', 'gone.jsonc'], /gone\.jsonc/],
    [[], /Usage: data-purpose/],
  ])('on the usage %j', (args, message) => {
    const { status, stdout, stderr } = dataPurpose(tempFolder(LEAK), args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('where the report cannot be written, and leaves nothing behind', () => {
    const folder = tempFolder({ ...CLEAN, 'taken/x': '' });
    expect(dataPurpose(folder, ['check', '-o', 'taken'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Cannot write taken: /) });
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
    expect(existsSync(`${folder}/taken/x`)).toBe(true);
  });
});
