import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';
import { dataPurpose, LEAK } from './command.js';

const POLICY = '{ "extends": ["recommended"], "declassifiers": [\n  { "function": "release", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "opt-in" }] }';
const TSCONFIG = '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] }, "include": ["src"] }';

const check = (folder: string, ...args: string[]) => {
  const { status, stdout, stderr } = dataPurpose(folder, ['check', ...args]);
  return { status, text: stdout + stderr };
};

describe('what of a policy does not fit the program', () => {
  it('is an unused declassifier, at its place, with a hint', () => {
    const folder = tempFolder({ ...LEAK, 'data-purpose.jsonc': POLICY, 'src/consent.ts': 'export const release = (x: string): string => x;\n' });
    const { status, text } = check(folder);
    expect(status).toBe(2);
    expect(text).toContain('data-purpose.jsonc:2:17');
    expect(text).toContain('The declassifier `release` is unused: nothing calls it.');
    expect(text).toContain('Remove it');
  });

  it('is none that another program of the repository uses, whether it is analysed too or not', () => {
    const folder = tempFolder({
      'package.json': '{ "name": "repo", "private": true, "workspaces": ["packages/*"] }',
      'data-purpose.jsonc': POLICY,
      'packages/privacy/tsconfig.json': TSCONFIG,
      'packages/privacy/src/consent.ts': 'export const release = (x: string): string => x;\n',
      'packages/shop/tsconfig.json': TSCONFIG,
      'packages/shop/src/shop.ts': "import { release } from '../../privacy/src/consent.js';\nrelease('x');\n",
    });
    expect(check(folder, '-p', 'packages/privacy').status).toBe(0);
    expect(check(folder, '-p', 'packages/*').status).toBe(0);
  });

  it('is none that stands in a base which other policies extend, as long as something below that base fits', () => {
    const folder = tempFolder({
      'package.json': '{ "name": "repo", "private": true }',
      'base.jsonc': POLICY.replace('"declassifiers"', '"modules": [{ "purpose": "ad-targeting", "files": ["packages/shop/src/reach/**"] }], "declassifiers"'),
      'packages/blog/data-purpose.jsonc': '{ "extends": "../../base.jsonc" }',
      'packages/blog/tsconfig.json': TSCONFIG,
      'packages/blog/src/blog.ts': 'export {};\n',
      'packages/shop/src/reach/consent.ts': 'export const release = (x: string): string => x;\nrelease("x");\n',
    });
    expect(check(folder, '-p', 'packages/blog')).toMatchObject({ status: 0 });
  });

  it('is a tag with an unknown label or purpose, in the file', () => {
    const folder = tempFolder({ ...LEAK, 'src/tagged.ts': '/** @purpose ad-targetting */\n\n/** @data Fone */\nexport type A = string;\n' });
    const { status, text } = check(folder);
    expect(status).toBe(2);
    expect(text).toMatch(/src\/tagged\.ts:1:14.*\s+Unknown purpose "ad-targetting"\./);
    expect(text).toMatch(/src\/tagged\.ts:3:11.*\s+Unknown label "Fone"\./);
  });

  it('is no tag in a file that another policy is nearer to', () => {
    const folder = tempFolder({
      ...LEAK,
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [] }, "include": ["src", "lib"] }',
      'data-purpose.jsonc': '{ "extends": ["recommended"] }',
      'lib/data-purpose.jsonc': '{ "purposes": { "billing": null }, "data": { "Card": { "allow": ["billing"] } } }',
      'lib/card.ts': '/** @data Card */\nexport type PaymentCard = string;\n',
    });
    expect(check(folder)).toMatchObject({ status: 1 });
    expect(check(folder, '--policy', 'data-purpose.jsonc')).toMatchObject({ status: 1 });
  });

  it('is a label that nothing carries, for each label of its own at its place', () => {
    const policy = '{ "extends": ["recommended"], "purposes": { "care": null }, "data": {\n  "PatientFone": { "allow": ["care"] },\n  "Diagnosis": { "allow": ["care"] } } }';
    const { status, text } = check(tempFolder({ ...LEAK, 'src/patient.ts': 'export type PatientPhone = string;\n', 'data-purpose.jsonc': policy }));
    expect(status).toBe(2);
    expect(text).toMatch(/data-purpose\.jsonc:2:3 {2}The label "PatientFone" stands nowhere.*\n\s+Did you mean the type "PatientPhone"\?/);
    expect(text).toMatch(/data-purpose\.jsonc:3:3 {2}The label "Diagnosis" stands nowhere.*\n\s+Write `\/\*\* @data Diagnosis \*\/`/);
  });

  it('is no label that another program of the repository has, nor one of the built-in policy', () => {
    const folder = tempFolder({
      'package.json': '{ "name": "repo", "private": true }',
      'data-purpose.jsonc': '{ "extends": ["recommended"], "data": { "PatientPhone": { "allow": ["security"] } } }',
      'packages/clinic/tsconfig.json': TSCONFIG,
      'packages/clinic/src/patient.ts': 'export type PatientPhone = string;\n',
      'packages/shop/tsconfig.json': TSCONFIG,
      'packages/shop/src/shop.ts': 'export {};\n',
    });
    expect(check(folder, '-p', 'packages/shop')).toMatchObject({ status: 0 });
    expect(check(folder, '-p', 'packages/*')).toMatchObject({ status: 0 });
  });

  it('is a `@declassifies` tag on a function that nothing calls, unless a library offers it', () => {
    const consent = { 'src/consent.ts': '/** @declassifies TwoFactorPhone for ad-targeting - opt-in */\nexport const release = (x: string): string => x;\n' };
    const { status, text } = check(tempFolder({ ...LEAK, ...consent }));
    expect(status).toBe(2);
    expect(text).toMatch(/src\/consent\.ts:1:5 {2}The declassifier `release` is unused: nothing calls it\./);
    expect(check(tempFolder({ ...LEAK, ...consent, 'package.json': '{ "name": "privacy", "type": "module", "exports": "./dist/index.js" }' })).status).toBe(1);
    expect(check(tempFolder({ ...LEAK, ...consent, 'package.json': '{ "name": "privacy", "private": true, "type": "module", "exports": "./dist/index.js" }' })).status).toBe(2);
  });

  it('is no `@declassifies` tag that another program of the repository calls', () => {
    const folder = tempFolder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'package.json': '{ "name": "repo", "private": true }',
      'packages/privacy/tsconfig.json': TSCONFIG,
      'packages/privacy/src/consent.ts': '/** @declassifies TwoFactorPhone for ad-targeting - opt-in */\nexport const release = (x: string): string => x;\n',
      'packages/shop/tsconfig.json': TSCONFIG,
      'packages/shop/src/shop.ts': "import { release } from '../../privacy/src/consent.js';\nrelease('x');\n",
    });
    expect(check(folder, '-p', 'packages/privacy')).toMatchObject({ status: 0 });
    expect(check(folder, '-p', 'packages/*')).toMatchObject({ status: 0 });
  });
});
