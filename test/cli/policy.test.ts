import { describe, expect, it } from 'vitest';
import { showPolicy, type PolicyOptions } from '../../src/cli/policy/policy.js';
import { tempFolder } from '../project/temp-folder.js';
import { dataPurpose, LEAK } from './command.js';

const PROGRAM: Readonly<Record<string, string>> = {
  ...LEAK,
  'data-purpose.jsonc': `{
  "extends": ["recommended", "@acme/policy", "./base.jsonc"],
  "data": {
    "TwoFactorPhone": {
      "allow": ["security", "fraud"],
      "types": ["TwoFactorPhone", "src/user#TwoFactorPhone"],
      "properties": ["User.backup"],
      "returns": ["loadPhone", "Store.phone"],
      "dpv": "pd:TelephoneNumber", "severity": "warn"
    }
  },
  "modules": [{ "purpose": "fraud", "files": ["src/fraud/**"], "packages": ["risk"] }],
  "declassifiers": [{ "function": "release", "data": ["TwoFactorPhone"], "grants": ["fraud"], "reason": "opt-in", "expires": "2099-01-01", "approver": "DPO" }],
  "models": [{ "function": "risk#score", "flow": ["arg0 -> return"] }]
}
`,
  'base.jsonc': '{\n  "purposes": { "fraud": ["security"] }\n}',
  'node_modules/@acme/policy/package.json': '{ "name": "@acme/policy", "version": "1.0.0" }',
  'node_modules/@acme/policy/data-purpose.jsonc': '{ "purposes": { "billing": null },\n "modules": [{ "purpose": "billing", "files": ["**/billing/**", "**/money/**"], "packages": ["stripe"] }] }',
  'node_modules/risk/package.json': '{ "name": "risk", "version": "1.0.0" }',
  'node_modules/risk/index.js': '',
  'src/user.ts': `export type TwoFactorPhone = string;
export interface User {
  twoFactorPhone: TwoFactorPhone;
  backup: string;
  /** @data TwoFactorPhone */
  second: string;
}
export class Store {
  phone(): string { return ''; }
}
/** @data TwoFactorPhone */
export const third = '';
export function loadPhone(): string { return ''; }
`,
  'src/fraud/score.ts': "import { score } from 'risk';\nimport { release } from '../release.js';\nexport const scored = score(release(''));\n",
  'src/release.ts': 'export const release = (x: string): string => x;\n',
  'src/money/pay.ts': 'export {};\n',
};

const options = (cwd: string, more: Partial<PolicyOptions> = {}): PolicyOptions => ({ cwd, project: [], policy: undefined, format: 'text', files: false, model: undefined, ...more });

describe('data-purpose policy', () => {
  it('says where each entry comes from and what it matches', () => {
    const text = showPolicy(options(tempFolder(PROGRAM)));
    const rows = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
    expect(rows[0]).toBe('data-purpose.jsonc, in force for tsconfig.json');
    expect(rows).toEqual(expect.arrayContaining([
      'security | dpv:EnforceSecurity; fideslang essential.service.security | built-in',
      'billing |  | @acme/policy:1'.replace('|  |', '|'),
      'fraud | below security | base.jsonc:2',
      'TwoFactorPhone | allowed: security, fraud; pd:TelephoneNumber; warnings only | data-purpose.jsonc:4',
      'type TwoFactorPhone | 1 declaration | data-purpose.jsonc:6',
      'type src/user#TwoFactorPhone | 1 declaration | data-purpose.jsonc:6',
      'property User.backup | 1 declaration | data-purpose.jsonc:7',
      'result of loadPhone | 1 declaration | data-purpose.jsonc:8',
      'result of Store.phone | 1 declaration | data-purpose.jsonc:8',
      '@data TwoFactorPhone | 2 doc comments',
      'type SecurityEmail | 0 declarations',
      'fraud | 1 file, 1 package',
      'src/fraud/** | 1 file | data-purpose.jsonc:12',
      'risk | imported by 1 file | data-purpose.jsonc:12',
      '**/money/** | 1 file | @acme/policy:2',
      'release | TwoFactorPhone for fraud until 2099-01-01: opt-in (DPO); 1 declaration | data-purpose.jsonc:13',
      'risk#score | arg0 -> return | data-purpose.jsonc:14',
    ]));
    expect(text).not.toContain('**/billing/**');
    expect(text).not.toContain('stripe');
  });

  it('says the same as JSON, with all that matches nothing', () => {
    const parsed = JSON.parse(showPolicy(options(tempFolder(PROGRAM), { format: 'json' })));
    expect(Object.keys(parsed as object)).toEqual(['version', 'policies']);
    const [policy] = parsed.policies;
    expect(Object.keys(policy as object)).toEqual(['file', 'projects', 'purposes', 'data', 'modules', 'declassifiers', 'models']);
    expect(policy.purposes).toContainEqual({ name: 'fraud', parents: ['security'], from: { kind: 'file', name: 'base.jsonc', line: 2 } });
    expect(policy.modules).toContainEqual({
      purposes: ['billing'], from: { kind: 'package', name: '@acme/policy', line: 2 },
      globs: [{ glob: '**/billing/**', files: 0 }, { glob: '**/money/**', files: 1 }], packages: [{ name: 'stripe', imports: 0 }],
    });
    expect(policy.declassifiers).toEqual([{ function: 'release', data: ['TwoFactorPhone'], grants: ['fraud'], reason: 'opt-in', expires: '2099-01-01', approver: 'DPO', declarations: 1, from: { kind: 'file', name: 'data-purpose.jsonc', line: 13 } }]);
  });

  it('lists the files that serve each purpose, if asked', () => {
    const folder = tempFolder(LEAK);
    const { status, stdout } = dataPurpose(folder, ['policy', '--files']);
    expect(stdout).toMatch(/^built-in policy, in force for tsconfig\.json\n\npurposes\n/);
    expect(stdout).toMatch(/\n {2}ad-targeting +1 file, \d+ packages\n {4}\*\*\/ads\/\*\* +1 file +built-in\n {6}src\/ads\/audience\.ts\n/);
    expect(status).toBe(0);
    expect(JSON.parse(showPolicy(options(folder, { format: 'json', files: true }))).policies[0].purposes).toContainEqual(expect.objectContaining({ name: 'ad-targeting', files: ['src/ads/audience.ts'] }));
  });

  it('counts what two programs share once', () => {
    const folder = tempFolder({ ...LEAK, 'more/tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [] }, "include": ["../src", "."] }', 'more/a.ts': 'export {};', 'data-purpose.jsonc': '{ "extends": "recommended" }' });
    expect(showPolicy(options(folder, { project: ['tsconfig.json', 'more'] }))).toMatch(/type TwoFactorPhone +1 declaration\n/);
  });

  it("prints a function's model: the policy's, or the built-in one", () => {
    const folder = tempFolder(PROGRAM);
    expect(showPolicy(options(folder, { model: 'risk#score' }))).toBe('risk#score  (data-purpose.jsonc:14)\n  arg0 -> return\n');
    expect(showPolicy(options(folder, { model: 'lodash#partition' }))).toMatch(/^lodash#partition {2}\(built-in\)\n(?: {2}.* (?:->|=>|~>) .*\n| {2}\w+\(\)\n)+ {2}result {2}array\n$/);
    expect(JSON.parse(showPolicy(options(folder, { model: 'risk#score', format: 'json' })))).toEqual({ version: 1, models: [{ name: 'risk#score', from: { kind: 'file', name: 'data-purpose.jsonc', line: 14 }, flow: ['arg0 -> return'] }] });
    const { status, stderr } = dataPurpose(folder, ['policy', '--model', 'risk#missing']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^There is no model of risk#missing\.\n {2}Models are named/)]);
  });

  it('refuses one that cannot be used, or that does not fit the program', () => {
    for (const [policy, message] of [
      ['{ "purposs": {} }', /data-purpose\.jsonc:1:\d+ {2}.*purposs/],
      ['{ "data": { "Phone": { "allow": [], "properties": ["User.missing"] } } }', /data-purpose\.jsonc:1:\d+ {2}property `User\.missing` resolves to nothing/],
    ] as const) {
      const { status, stderr } = dataPurpose(tempFolder({ ...LEAK, 'data-purpose.jsonc': policy }), ['policy']);
      expect(stderr).toMatch(message);
      expect(status).toBe(2);
    }
  });
});
