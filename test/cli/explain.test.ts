import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explanation, type ExplainFormat } from '../../src/cli/explain.js';
import { explainError } from '../../src/cli/errors.js';
import { createProgress } from '../../src/cli/progress.js';
import { FIXTURES } from '../fixtures/programs.js';
import { tempFolder } from '../project/temp-folder.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

const TWITTER = join(FIXTURES, 'twitter-2019');
const FACEBOOK = join(FIXTURES, 'facebook-2018');

/** The leak, and beside it everything that is no violation. */
const PROGRAM: Readonly<Record<string, string>> = {
  ...LEAK,
  'data-purpose.jsonc': `{
  "extends": ["recommended"],
  "modules": [{ "purpose": "security", "files": ["src/login/**"] }],
  "declassifiers": [{ "function": "src/consent.ts#withConsent", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "opt-in, DPIA-12", "approver": "the DPO" }]
}
`,
  'src/login/sms.ts': 'export function send(phone: string): void {\n  void phone;\n}\n',
  'src/consent.ts': 'export const withConsent = (phone: string): string => phone;\n',
  'src/ways.ts': `import { upload } from './ads/audience.js';
import { withConsent } from './consent.js';
import { send } from './login/sms.js';
import type { User } from './user.js';

export function ways(user: User): boolean {
  const phone = user.twoFactorPhone;
  send(phone);
  upload(withConsent(phone));
  const known = phone.length > 3;
  const text = 'nothing';
  if (known) return known;
  return text === '';
  upload(text);
}
`,
  'src/lines.ts': "import type { User } from './user.js';\n\nexport function lines(user: User): string {\n  return (\n    user.twoFactorPhone + '!'\n  );\n}\n",
  'src/off.ts': "import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n\nexport function off(user: User): void {\n  // eslint-disable-next-line data-purpose/no-forbidden-flow -- DPIA-12\n  upload(user.twoFactorPhone);\n}\n",
};

/** Calls nested so deep, the innermost of which keeps the number. */
function deepProgram(depth: number): string {
  const level = (n: number) => `function f${n}(phone: string): void {\n  ${n === depth ? 'last.found = phone' : `f${n + 1}(phone)`};\n}\n`;
  return `import type { User } from './user.js';\n\nexport const last = { found: '' };\nexport const deep = (user: User): void => f1(user.twoFactorPhone);\n${Array.from({ length: depth }, (_, i) => level(i + 1)).join('')}`;
}

describe('data-purpose explain file:line', () => {
  const explain = (target: string, format: ExplainFormat = 'text'): string => {
    const options = { cwd: tempFolder(PROGRAM), target, project: [], policy: undefined, format, quiet: true, color: false };
    return explanation(options, createProgress(process.stderr, false)).text;
  };

  it('shows a violation with the code at each step and what to do', () => {
    const { status, stdout, stderr } = dataPurpose(tempFolder(PROGRAM), ['explain', 'src/sync.ts:5']);
    expect(stdout).toMatch(
      /^src\/sync\.ts:5:10 {2}error {2}TwoFactorPhone \(allowed: security\) flows into ad-targeting: src\/ads\/audience\.ts {2}data-purpose\/no-forbidden-flow\n {2}id [0-9a-f]{16}, pushed: /,
    );
    expect(stdout).toContain('  2. src/sync.ts:5:10  read from .twoFactorPhone\n');
    expect(stdout).toContain('       > 5 |   upload(user.twoFactorPhone);\n           |          ^^^^^^^^^^^^^^^^^^^\n');
    expect(stdout).toContain('\n  - How to fix it: ');
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each([
    ['src/ways.ts:7', /TwoFactorPhone \(allowed: security\) reaches `user\.twoFactorPhone` at src\/ways\.ts:7:17, which is no violation:\n {2}- this code serves no purpose, so labels pass through it\n/],
    ['src/ways.ts:8', /\n {2}- it enters src\/login\/sms\.ts \(security\), which TwoFactorPhone allows\n/],
    ['src/login/sms.ts:2', /\n {2}- this code serves security, which TwoFactorPhone allows\n/],
    ['src/ways.ts:9', /\n {2}- it enters src\/ads\/audience\.ts \(ad-targeting\), for which the declassifier src\/consent\.ts#withConsent released it: opt-in, DPIA-12 \(approved by the DPO\)\n/],
    ['src/ways.ts:10', /\n {2}- it ends at `phone\.length > 3`: the answer of a comparison does not carry it\n/],
    ['src/ads/audience.ts:2', /\n {2}- this code serves ad-targeting, and it came in before, where it is reported: src\/sync\.ts:5:10\n/],
    ['src/sync.ts:4', /TwoFactorPhone \(allowed: security\) is inside `user`, at \.twoFactorPhone, at src\/sync\.ts:4:22, which is no violation:/],
    ['src/ways.ts:7:17', /reaches `user\.twoFactorPhone`/],
    ['src/ways.ts:11', /\nNo label reaches this line\.\n\nThe nearest in the same function: TwoFactorPhone reaches `phone` at src\/ways\.ts:10:17\n/],
    ['src/ways.ts:14', /\nThis code never runs: /],
    ['src/ways.ts:15', /\nThere is no code here that holds a value: /],
    ['src/lines.ts:4', /TwoFactorPhone \(allowed: security\) reaches `user\.twoFactorPhone \+ '!'` at src\/lines\.ts:5:5/],
    ['src/ways.ts:5', /\nThere is no code here that holds a value: /],
    ['src/user.ts:3', /\nThere is no code here that holds a value: /],
    ['src/off.ts:6', /^src\/off\.ts:6:10 {2}disabled {2}TwoFactorPhone .*\n.* a comment in the source switches it off\n/],
  ])('%s: why there is none', (target, text) => {
    expect(explain(target)).toMatch(text);
  });

  it('says from which line on a label goes into violations', () => {
    const { stdout } = dataPurpose(TWITTER, ['explain', 'src/security/two-factor.ts:35']);
    expect(stdout).toMatch(/\n {2}- from this line it goes on to 1 violation: src\/ads\/tailored-audience\.ts:28:19 \(id [0-9a-f]{16}\)\n/);
  });

  it('names what was not followed', () => {
    const files = { ...LEAK, 'src/lost.ts': "import { gone } from './gone.js';\n\nexport function lost(): void {\n  gone();\n}\n" };
    const { stdout } = dataPurpose(tempFolder(files), ['explain', 'src/lost.ts:4']);
    expect(stdout).toContain('No label reaches src/lost.ts at all.\n\nLabels may have been lost where values were not followed:\n  - src/lost.ts:1:10  the import of ./gone.js leads nowhere\n');
  });

  it.each([
    ['in the same function', { 'src/lost.ts': "import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n\n\nexport function lost(user: User): void {\n  const code: string = eval('user.' + user.twoFactorPhone.length);\n  upload(code);\n}\n" }, /src\/lost\.ts:6:24 {2}code made from a string/, /nearest in the same function: TwoFactorPhone reaches `user\.twoFactorPhone` at src\/lost\.ts:6:39\n/],
    ['in another file, a bound', { 'src/lost.ts': "import { upload } from './ads/audience.js';\nimport { deep, last } from './deep.js';\nimport type { User } from './user.js';\n\nexport function lost(user: User): void {\n  deep(user);\n  upload(last.found);\n}\n", 'src/deep.ts': deepProgram(60) }, /src\/deep\.ts:\d+:\d+ {2}calls nested deeper than 48 are not followed past here/, /nearest in the same function: TwoFactorPhone is inside `user`, at \.twoFactorPhone, at src\/lost\.ts:6:8\n/],
  ])('names what was not followed %s, and the nearest point that was reached', (_, files, limit, nearest) => {
    const folder = tempFolder({ ...LEAK, ...files });
    const { status, stdout } = dataPurpose(folder, ['explain', 'src/lost.ts:7']);
    expect(stdout).toContain('\nNo label reaches this line.\n\nLabels may have been lost where values were not followed:\n  - ');
    expect(stdout).toMatch(limit);
    expect([status, stdout]).toEqual([0, expect.stringMatching(nearest)]);
  });

  it('gives the same as JSON', () => {
    const explained = (target: string) => JSON.parse(explain(target, 'json')) as unknown;
    expect(explained('src/ways.ts:9')).toMatchObject({
      version: 1,
      point: { file: 'src/ways.ts', line: 9 },
      violations: [],
      labels: [{ label: 'TwoFactorPhone', allowed: ['security'], file: 'src/ways.ts', line: 9, column: 10, reasons: [{ kind: 'declassified', purpose: 'ad-targeting', release: { reason: 'opt-in, DPIA-12' } }], trace: [{ file: 'src/ways.ts', line: 7 }, {}, {}, {}, {}] }],
      nothing: null,
      complete: true,
    });
    expect(explained('src/ways.ts:14')).toMatchObject({ labels: [], nothing: { kind: 'not-run', nearest: { label: 'TwoFactorPhone', sameFunction: true } } });
    expect(explained('src/off.ts:6')).toMatchObject({ violations: [{ file: 'src/off.ts', line: 6, disabled: true }] });
  });
});

describe('data-purpose explain <id>', () => {
  const { violations } = JSON.parse(dataPurpose(FACEBOOK, ['check', '-f', 'json']).stdout) as { violations: { id: string; file: string; line: number }[] };

  it('takes the whole id, or its beginning', () => {
    const { id, file, line } = violations[3]!;
    for (const target of [id, id.slice(0, 12).toUpperCase()]) {
      const { status, stdout } = dataPurpose(FACEBOOK, ['explain', target]);
      expect(stdout).toMatch(new RegExp(`^${file}:${line}:\\d+ {2}error `));
      expect(stdout).toContain(`\n  id ${id}, `);
      expect(status).toBe(0);
    }
  });

  it('suggests near ones for one that is none', () => {
    const { id } = violations[0]!;
    const wrong = `${id.slice(0, 5)}${id[5] === '0' ? '1' : '0'}${id.slice(6)}`;
    const { status, stdout, stderr } = dataPurpose(FACEBOOK, ['explain', wrong]);
    expect(stderr).toMatch(new RegExp(`^There is no violation ${wrong}\\.\\n {2}Did you mean:\\n {4}${id} {2}src/`));
    expect([status, stdout]).toEqual([2, '']);
    expect(dataPurpose(tempFolder(CLEAN), ['explain', 'abcdef']).stderr).toContain('There is no violation abcdef: there is none at all.');
  });
});

describe('data-purpose explain refuses', () => {
  it('a call without a target', () => {
    expect(dataPurpose('.', ['explain'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining("missing required argument 'target'") });
  });

  it.each([
    ['gone.ts:1', /^There is no gone\.ts\.\n {2}Give a file/],
    ['src/sync.ts', /^src\/sync\.ts is a file: which line of it\?\n {2}.*explain src\/sync\.ts:12/],
    ['src/sync.ts:99', /^src\/sync\.ts has 7 lines, not line 99\.\n {2}Give a line from 1 to 7\./],
    ['src/sync.ts:0', /not line 0\./],
    ['src/sync.ts:5:99', /^Line 5 of src\/sync\.ts has 30 columns, not column 99\./],
    ['package.json:1', /^package\.json is no JavaScript or TypeScript file\./],
    ['what?', /^what\? is neither an id nor a place\./],
    ['other.ts:1', /^No analysed project has other\.ts\.\n {2}Add it to the "include"/],
    ['src/broken.ts:1', /^src\/broken\.ts was not analysed: src\/broken\.ts:/],
  ])('%s', (target, message) => {
    const folder = tempFolder({ ...LEAK, 'other.ts': 'export const x = 1;\n', ...(target.includes('broken') ? { 'src/broken.ts': 'const = ;\n' } : {}) });
    const options = { cwd: folder, target, project: [], policy: undefined, format: 'text', quiet: true, color: false } as const;
    const refused = (): string => {
      try {
        return explanation(options, createProgress(process.stderr, false)).text;
      } catch (error) {
        return explainError(error, folder);
      }
    };
    expect(refused()).toMatch(message);
  });

  it('to call an incomplete analysis complete', () => {
    const { status, stdout, stderr } = dataPurpose(tempFolder({ ...LEAK, 'src/broken.ts': 'const = ;\n' }), ['explain', 'src/user.ts:1']);
    expect(stdout).toContain('no violation');
    expect(stderr).toMatch(/^not analysed: src\/broken\.ts:1:\d+ /);
    expect(status).toBe(2);
  });
});
