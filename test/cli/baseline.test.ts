import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { write } from '../git/temp-repository.js';
import { tempFolder } from '../project/temp-folder.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

const LEAKY = LEAK['src/sync.ts']!;
const SECOND = LEAKY.replace('sync', 'second');
const WITH = ['check', '--baseline', 'known.json'];

function adopted(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder(files);
  expect(dataPurpose(folder, [...WITH, '--update-baseline']).status).toBe(0);
  return folder;
}

const entriesOf = (folder: string): Record<string, string>[] => JSON.parse(readFileSync(`${folder}/known.json`, 'utf8')).violations;

describe('data-purpose check --baseline', () => {
  it('is made of label, purpose, place and date, and then lets those pass', () => {
    const folder = tempFolder(LEAK);
    expect(dataPurpose(folder, [...WITH, '--update-baseline'])).toEqual({ status: 0, stdout: 'known.json: 1 violation added, 0 taken out\n', stderr: '' });
    expect(entriesOf(folder)).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{16}$/), rule: 'no-forbidden-flow', label: 'TwoFactorPhone', purpose: 'ad-targeting', place: 'src/sync.ts:5:10', date: new Date().toISOString().slice(0, 10) },
    ]);
    expect(dataPurpose(folder, WITH)).toMatchObject({ status: 0, stdout: expect.stringContaining('✔ no violations (1 was in known.json)') });
    expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('knows them in moved files, at other lines and by other names of locals, and reports one more of the kind', () => {
    const folder = adopted(LEAK);
    write(folder, { 'src/sync.ts': undefined, 'src/jobs/nightly.ts': `\n${LEAKY.replaceAll("'./", "'../").replaceAll(/user(?=[:.]\s?[tU])/g, 'u')}` });
    expect(dataPurpose(folder, WITH)).toMatchObject({ status: 0, stdout: expect.stringContaining('(1 was in known.json)') });
    write(folder, { 'src/again.ts': LEAKY });
    expect(dataPurpose(folder, WITH)).toMatchObject({ status: 1, stdout: expect.stringContaining('✖ 1 violation in 1 file (1 was in known.json)') });
  });

  it('reports what is new and what is fixed, and changes only when it is told to', () => {
    const folder = adopted({ ...LEAK, 'src/second.ts': SECOND });
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'], 'src/third.ts': LEAKY.replace('sync', 'third') });
    const before = readFileSync(`${folder}/known.json`, 'utf8');
    const { status, stdout } = dataPurpose(folder, WITH);
    expect(stdout).toContain('1 violation of known.json is fixed; --prune-baseline takes it out\n  src/sync.ts:5:10  TwoFactorPhone into ad-targeting\n');
    expect(stdout).toContain('src/third.ts\n  5:10  error');
    expect([status, readFileSync(`${folder}/known.json`, 'utf8')]).toEqual([1, before]);
    const dated = before.replaceAll(/"date": "[\d-]+"/g, '"date": "2020-02-29",\n      "reason": "PRIV-7"');
    writeFileSync(`${folder}/known.json`, dated);
    expect(dataPurpose(folder, [...WITH, '--update-baseline']).stdout).toBe('known.json: 1 violation added, 1 taken out\n');
    expect(entriesOf(folder).map(({ place, date, reason }) => [place, date === '2020-02-29', reason])).toEqual([['src/second.ts:5:10', true, 'PRIV-7'], ['src/third.ts:5:10', false, undefined]]);
  });

  it('leaves alone what a check of some files does not look at', () => {
    const folder = adopted({ ...LEAK, 'src/second.ts': SECOND });
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'] });
    expect(dataPurpose(folder, [...WITH, 'src/second.ts']).stdout).not.toContain('fixed');
    expect(dataPurpose(folder, [...WITH, '--update-baseline', 'src/second.ts']).stdout).toBe('known.json: 0 violations added, 0 taken out\n');
    expect(entriesOf(folder)).toHaveLength(2);
  });

  it('is not judged about projects that a check does not look at', () => {
    const under = (name: string, files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`packages/${name}/${path}`, text]));
    const folder = tempFolder({ ...under('a', LEAK), ...under('b', LEAK) });
    expect(dataPurpose(folder, [...WITH, '-p', 'packages/*', '--update-baseline']).stdout).toContain('2 violations added');
    for (const args of [[], ['--prune-baseline'], ['--update-baseline']]) {
      const { status, stdout } = dataPurpose(folder, [...WITH, '-p', 'packages/a', ...args]);
      expect([status, stdout]).toEqual([0, expect.not.stringMatching(/fixed|[1-9] taken out/)]);
    }
    expect(entriesOf(folder)).toHaveLength(2);
    // What stands in b can't be what is found in a.
    write(folder, { 'packages/a/src/more.ts': LEAKY });
    expect(dataPurpose(folder, [...WITH, '-p', 'packages/a']).status).toBe(1);
  });

  it('shrinks by --prune-baseline, which adds nothing and reports as ever', () => {
    const folder = adopted({ ...LEAK, 'src/second.ts': SECOND });
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'], 'src/third.ts': LEAKY.replace('sync', 'third') });
    writeFileSync(`${folder}/known.json`, readFileSync(`${folder}/known.json`, 'utf8').replaceAll(/"date": "[\d-]+"/g, '"date": "2020-02-29"'));
    const { status, stdout } = dataPurpose(folder, [...WITH, '--prune-baseline']);
    expect(stdout).toContain('1 violation of known.json is fixed and taken out of it\n  src/sync.ts:5:10  TwoFactorPhone into ad-targeting\n');
    expect([status, stdout]).toEqual([1, expect.stringContaining('src/third.ts\n  5:10  error')]);
    expect(entriesOf(folder)).toMatchObject([{ place: 'src/second.ts:5:10', date: '2020-02-29' }]);
    // What comes back is new.
    write(folder, { 'src/sync.ts': LEAKY, 'src/third.ts': undefined });
    expect(dataPurpose(folder, [...WITH, '--prune-baseline'])).toMatchObject({ status: 1, stdout: expect.stringContaining('src/sync.ts\n  5:10  error') });
  });

  it('does not shrink where something was not analysed', () => {
    const folder = adopted(LEAK);
    const before = readFileSync(`${folder}/known.json`, 'utf8');
    write(folder, { 'src/sync.ts': `${LEAKY}}` });
    expect(dataPurpose(folder, [...WITH, '--prune-baseline', '--allow-incomplete']).status).toBe(0);
    expect(readFileSync(`${folder}/known.json`, 'utf8')).toBe(before);
  });

  it('is not updated, and nothing looks fixed, where something was not analysed', () => {
    const folder = adopted(LEAK);
    const before = readFileSync(`${folder}/known.json`, 'utf8');
    write(folder, { 'src/sync.ts': `${LEAKY}}` });
    expect(dataPurpose(folder, WITH)).toMatchObject({ status: 2, stdout: expect.not.stringContaining('fixed') });
    expect(dataPurpose(folder, [...WITH, '--update-baseline', '--allow-incomplete'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^The baseline known\.json is not updated, as something was not analysed: src\/sync\.ts:7:\d/) });
    expect(readFileSync(`${folder}/known.json`, 'utf8')).toBe(before);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20), /^The baseline known\.json is corrupt: line \d+, column \d+: /],
    ['empty', () => '', /corrupt: line 1, column 1: /],
    ['of another shape', () => '[]', /corrupt: /],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 2'), /corrupt: version /],
    ['with an entry that is not one', (text: string) => text.replace('"date"', '"when"'), /corrupt: violations\.0/],
    ['with an entry twice', (text: string) => JSON.stringify({ version: 1, violations: [1, 2].flatMap(() => JSON.parse(text).violations) }), /corrupt: [0-9a-f]{16} is in it twice/],
  ])('is named and not believed when it is %s', (_, spoil, message) => {
    const folder = adopted(LEAK);
    const spoilt = spoil(readFileSync(`${folder}/known.json`, 'utf8'));
    writeFileSync(`${folder}/known.json`, spoilt);
    for (const args of [WITH, [...WITH, '--update-baseline'], [...WITH, '--prune-baseline']]) {
      expect(dataPurpose(folder, args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
      expect(readFileSync(`${folder}/known.json`, 'utf8')).toBe(spoilt);
    }
  });

  it('is not believed about another label than the flow\'s', () => {
    const folder = adopted(LEAK);
    writeFileSync(`${folder}/known.json`, readFileSync(`${folder}/known.json`, 'utf8').replace('"TwoFactorPhone"', '"SecurityEmail"'));
    expect(dataPurpose(folder, WITH).status).toBe(1);
  });

  it('has to be there, and to be named', () => {
    const folder = tempFolder(LEAK);
    expect(dataPurpose(folder, WITH)).toMatchObject({ status: 2, stderr: 'There is no baseline known.json.\n  Make one with --update-baseline, or correct the path.\n' });
    expect(dataPurpose(folder, ['check', '--update-baseline'])).toMatchObject({ status: 2, stderr: expect.stringContaining('--update-baseline does not say which.') });
    for (const update of ['--update-baseline', '--prune-baseline']) expect(dataPurpose(folder, [...WITH, update, '--staged'])).toMatchObject({ status: 2, stderr: expect.stringContaining('Leave out --staged') });
    expect(dataPurpose(folder, [...WITH, '--prune-baseline'])).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no baseline known.json.') });
    expect(dataPurpose(folder, [...WITH, '--prune-baseline', '--update-baseline'])).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be used with') });
    expect(existsSync(`${folder}/known.json`)).toBe(false);
  });
});

describe('"severity": "warn" in the policy', () => {
  const policy = (more: string) => `{ "extends": "recommended", ${more} }`;
  const LABEL = policy('"data": { "TwoFactorPhone": { "allow": ["security"], "severity": "warn" } }');
  const PURPOSE = policy('"purposes": { "ad-targeting": { "parents": "advertising", "severity": "warn" } }');
  const BOTH = policy('"data": { "TwoFactorPhone": { "allow": ["security"], "severity": "error" } }, "purposes": { "ad-targeting": { "parents": "advertising", "severity": "warn" } }');

  it.each([['a label', LABEL], ['a purpose', PURPOSE]])('of %s: reported, exit 0', (_, text) => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': text });
    expect(dataPurpose(folder, ['check'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/ {2}5:10 {2}warning {2}TwoFactorPhone .*[^]*⚠ 1 warning in 1 file\n/) });
  });

  it('is not shown with --quiet, in any format', () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': LABEL });
    expect(dataPurpose(folder, ['check', '--quiet'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^✔ no violations\n/) });
    expect(JSON.parse(dataPurpose(folder, ['check', '--quiet', '-f', 'json']).stdout).violations).toEqual([]);
  });

  it('loses against "error"', () => {
    expect(dataPurpose(tempFolder({ ...LEAK, 'data-purpose.jsonc': BOTH }), ['check'])).toMatchObject({ status: 1, stdout: expect.stringContaining('✖ 1 violation in 1 file') });
  });
});

describe('--report-unused-disable-directives', () => {
  const RULE = 'data-purpose/no-forbidden-flow';
  const args = ['check', '--report-unused-disable-directives'];

  it('reports comments for rules of ours that switch off nothing', () => {
    const folder = tempFolder({
      ...LEAK,
      'src/sync.ts': LEAKY.replace('  upload', `  // eslint-disable-next-line ${RULE}, data-purpose/no-forbidden-match -- DPIA-12\n  upload`),
      'src/fixed.ts': `// eslint-disable-next-line ${RULE}\nexport const x = 1; // eslint-disable-line\n/* eslint-disable no-undef, data-purpose/require-label */\n`,
    });
    expect(dataPurpose(folder, ['check']).status).toBe(0);
    const { status, stdout } = dataPurpose(folder, args);
    expect(stdout.match(/^error .*$/gm)).toEqual([
      `error  src/fixed.ts:1:1  Unused eslint-disable directive (no problems were reported from '${RULE}').`,
      "error  src/sync.ts:5:3  Unused eslint-disable directive (no problems were reported from 'data-purpose/no-forbidden-match').",
    ]);
    expect(stdout).toContain('✖ no violations, 2 unused disable comments (1 more disabled by comments)');
    expect(status).toBe(1);
  });

  it('is content with used ones, and keeps their reasons', () => {
    const folder = tempFolder({ ...LEAK, 'src/sync.ts': LEAKY.replace('  upload', `  // eslint-disable-next-line ${RULE} -- DPIA-12, -- opt-in\n  upload`) });
    const { status, stdout } = dataPurpose(folder, [...args, '-f', 'json']);
    expect(JSON.parse(stdout).suppressed).toMatchObject([{ file: 'src/sync.ts', line: 6, suppression: { justification: 'DPIA-12, -- opt-in', line: 5 } }]);
    expect(status).toBe(0);
    expect(JSON.parse(dataPurpose(folder, ['check', '-f', 'sarif']).stdout).runs[0].results).toMatchObject([{ suppressions: [{ justification: 'DPIA-12, -- opt-in' }] }]);
    expect(JSON.parse(dataPurpose(folder, ['check', '-f', 'sarif', '--no-suppressed']).stdout).runs[0].results).toEqual([]);
  });
});
