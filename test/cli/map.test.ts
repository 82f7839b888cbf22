import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapReport } from '../../src/cli/map.js';
import { createProgress } from '../../src/cli/progress.js';
import type { JsonMap } from '../../src/report/map/json.js';
import type { MapFormat } from '../../src/report/map/index.js';
import { tempFolder } from '../project/temp-folder.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

/** A way of each status, and a match. */
const PROGRAM: Readonly<Record<string, string>> = {
  ...LEAK,
  'data-purpose.jsonc': `{
  "extends": ["recommended"],
  "modules": [{ "purpose": "security", "files": ["src/login/**"] }],
  "declassifiers": [{ "function": "src/consent.ts#withConsent", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "opt-in", "expires": "2099-12-31" }]
}
`,
  'src/login/sms.ts': 'export function send(phone: string): void {\n  void phone;\n}\n',
  'src/consent.ts': 'export const withConsent = (phone: string): string => phone;\n',
  'src/ways.ts': `import { upload } from './ads/audience.js';
import { withConsent } from './consent.js';
import { send } from './login/sms.js';
import type { User } from './user.js';

export function ways(user: User, users: User[], list: string[]): void {
  send(user.twoFactorPhone);
  upload(withConsent(user.twoFactorPhone));
  // eslint-disable-next-line data-purpose/no-forbidden-flow -- DPIA-12
  upload(user.twoFactorPhone);
  for (const other of users) if (list.includes(other.twoFactorPhone)) upload(String(list.includes(other.twoFactorPhone)));
}
`,
};

function mapOf(files: Readonly<Record<string, string>>, format: MapFormat, project: readonly string[] = []): string {
  const options = { cwd: tempFolder(files), project, policy: undefined, format, output: undefined, allowIncomplete: false, quiet: true, color: false };
  return mapReport(options, createProgress(process.stderr, false)).text;
}

const TEXT = `TwoFactorPhone  allowed: security  pd:TelephoneNumber, fideslang user.contact.phone_number
  security  dpv:EnforceSecurity, fideslang essential.service.security
    ✔ allowed  src/login/sms.ts  1 flow
  ad-targeting  dpv:TargetedAdvertising, fideslang marketing.advertising.third_party.targeted
    ✖ forbidden     src/ads/audience.ts  1 flow
    ✖ forbidden     src/ads/audience.ts  1 match
    ✖ disabled      src/ads/audience.ts  1 flow  by a comment: DPIA-12
    ✔ declassified  src/ads/audience.ts  1 flow  by src/consent.ts#withConsent: opt-in, until 2099-12-31

SecurityEmail  allowed: security  pd:EmailAddress, fideslang user.contact.email
  reaches no module that serves a purpose

5 flows into modules that serve a purpose, 2 forbidden
analysed: 6 files, 11 functions
`;

describe('data-purpose map', () => {
  it('prints each label with its purposes, modules, status and ground, whatever it says', () => {
    const { status, stdout, stderr } = dataPurpose(tempFolder(PROGRAM), ['map']);
    expect(stdout).toBe(TEXT);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('as Markdown', () => {
    const text = mapOf(PROGRAM, 'markdown');
    expect(text).toContain('| label | purpose | forbidden | disabled | declassified | allowed |\n| --- | --- | --: | --: | --: | --: |\n| TwoFactorPhone | security | 0 | 0 | 0 | 1 |\n| TwoFactorPhone | ad-targeting | 2 | 1 | 1 | 0 |\n\n');
    expect(text).toMatch(/\n\| ad-targeting: dpv:TargetedAdvertising, .* \| `src\/ads\/audience\.ts` \| declassified \| 1 flow \| by src\/consent\.ts\\#withConsent: opt-in, until 2099-12-31 \| `src\/ways\.ts:8:10` \|\n/);
    expect(text).toContain('## SecurityEmail\n\nallowed: security (pd:EmailAddress, fideslang user.contact.email).\n\nIt reaches no module that serves a purpose.\n');
  });

  it('as JSON, with every place', () => {
    const { labels, analysed } = JSON.parse(mapOf(PROGRAM, 'json')) as JsonMap;
    expect(labels.map(({ label, purposes }) => [label, purposes.map(({ purpose, ways }) => [purpose, ways.map(({ status, flows }) => `${status} ${flows}`)])])).toEqual([
      ['TwoFactorPhone', [['security', ['allowed 1']], ['ad-targeting', ['forbidden 1', 'forbidden 1', 'disabled 1', 'declassified 1']]]],
      ['SecurityEmail', []],
    ]);
    expect(labels[0]?.purposes[1]?.ways[0]).toEqual({ module: 'src/ads/audience.ts', status: 'forbidden', match: false, flows: 1, places: [{ file: 'src/sync.ts', line: 5, column: 10, endLine: 5, endColumn: 29 }] });
    expect(analysed).toMatchObject({ complete: true, projects: [{ project: 'tsconfig.json', policy: 'data-purpose.jsonc' }], failures: [] });
  });

  it('is the same each time, and joins programs', () => {
    const under = (name: string, files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]));
    const files = { ...under('a', LEAK), ...under('b', LEAK) };
    const text = mapOf(files, 'text', ['a', 'b']);
    expect(text).toMatch(/✖ forbidden {2}a\/src\/ads\/audience\.ts {2}1 flow\n {4}✖ forbidden {2}b\/src\/ads\/audience\.ts {2}1 flow\n/);
    expect(mapOf(files, 'text', ['b', 'a'])).toBe(text);
  });

  it('writes a page whole and fails closed', () => {
    const folder = tempFolder(CLEAN);
    expect(dataPurpose(folder, ['map', '-f', 'html', '-o', 'out/record.html'])).toEqual({ status: 0, stdout: '', stderr: 'record of processing in out/record.html\n' });
    expect(readFileSync(`${folder}/out/record.html`, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    const broken = dataPurpose(tempFolder({ ...LEAK, 'src/broken.ts': 'const = ;\n' }), ['map', '-f', 'json']);
    expect(broken).toMatchObject({ status: 2, stderr: expect.stringMatching(/^not analysed: src\/broken\.ts:1:/) });
    expect(JSON.parse(broken.stdout)).toMatchObject({ analysed: { complete: false } });
  });
});
