import { noForbiddenImport } from '../../rules/no-forbidden-import.js';
import { LEAK } from '../cli/command.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const folder = programFolder({
  ...LEAK,
  'data-purpose.jsonc': `{
    "extends": ["recommended"],
    "purposes": { "reach": ["ad-targeting"] },
    "data": { "TwoFactorPhone": { "allow": ["security"], "types": ["TwoFactorPhone", "@acme/identity#Phone2FA"], "returns": ["src/store.ts#fetchRaw"] } },
    "declassifiers": [{ "function": "src/store.ts#released", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "explicit opt-in, DPIA-12" }],
  }`,
  'src/store.ts': `import type { TwoFactorPhone, User } from './user.js';
export type LoginNumber = TwoFactorPhone | null;
export interface Session { user: User }
export function loadPhone(): Promise<TwoFactorPhone> { return Promise.resolve(''); }
export const phones = (): TwoFactorPhone[] => [];
export const inferred = (user: User) => user.twoFactorPhone;
export const viaInferred = async (user: User) => { const found = inferred(user); return found; };
export const current: TwoFactorPhone = '';
export function fetchRaw(): string { return ''; }
/** @data TwoFactorPhone */
export const tagged = (): string => '';
/** @data TwoFactorPhone */
export const taggedValue = String(Math.random());
export function released(user: User): TwoFactorPhone { return user.twoFactorPhone; }
/** @declassifies TwoFactorPhone for ad-targeting - explicit opt-in */
export function optedIn(user: User): TwoFactorPhone { return user.twoFactorPhone; }
export function userOf(session: Session): User { return session.user; }
export function count(phones: TwoFactorPhone[]): number { return phones.length; }
export default loadPhone;
`,
  'src/barrel.ts': "export * from './store.js';\nexport { loadPhone as load } from './store.js';\nexport * as store from './store.js';\n",
  'src/neutral.ts': 'export {};\n',
  'src/legacy.cts': 'import store = require("./store.js");\nexport = store;\n',
  'src/ads/profile.ts': 'export {};\n',
  'src/ads/index.ts': "export { loadPhone } from '../store.js';\n",
  'src/ads/view.tsx': 'export {};\n',
  'src/ads/old.cts': 'export {};\n',
  'node_modules/@acme/identity/package.json': '{ "name": "@acme/identity", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/@acme/identity/index.d.ts': 'export type Phone2FA = string;\nexport declare function phoneOf(id: string): Promise<Phone2FA>;\nexport declare function nameOf(id: string): string;\n',
});
const filename = `${folder}/src/ads/profile.ts`;

testRule('no-forbidden-import', noForbiddenImport, folder, {
  valid: [
    { name: 'a neutral module', filename: `${folder}/src/neutral.ts`, code: "import { loadPhone } from './store.js';\nimport type { TwoFactorPhone } from './user.js';\n" },
    { name: 'a type that holds labelled data, and what returns one', filename, code: "import { userOf, type Session } from '../store.js';\nimport type { User } from '../user.js';\n" },
    { name: 'a function that takes labelled data', filename, code: "import { count } from '../store.js';\n" },
    { name: 'declassifiers of the policy and by tag', filename, code: "import { optedIn, released } from '../store.js';\n" },
    { name: 'from a module of the same purpose, which is reported itself', filename, code: "import { loadPhone } from './index.js';\n" },
    { name: 'a namespace whose labelled members are not named', filename, code: "import * as store from '../store.js';\nstore.count([]);\n" },
    { name: 'unlabelled names of a package, a missing module and a missing name', filename, code: "import { nameOf } from '@acme/identity';\nimport { x } from './gone.js';\nimport { y } from '../store.js';\nimport 'node:fs';\n" },
    { name: 'what only looks like an import', filename, code: "const require = (text: string) => ({ loadPhone: text });\nrequire('../' + 'store.js').loadPhone;\nimport(String(1));\n" },
  ],
  invalid: [
    {
      name: 'each specifier at its own place',
      filename,
      code: "import loads, { count, current, loadPhone as load, type LoginNumber } from '../store.js';\nimport type { TwoFactorPhone } from '../user.js';\n",
      errors: [
        { messageId: 'returns', data: { name: 'default', label: 'TwoFactorPhone', allowed: 'security', purpose: 'ad-targeting' }, line: 1, column: 8, endColumn: 13 },
        { messageId: 'is', line: 1, column: 24, endColumn: 31 },
        { messageId: 'returns', line: 1, column: 33, endColumn: 50 },
        { messageId: 'is', line: 1, column: 52, endColumn: 68 },
        { messageId: 'label', line: 2, column: 15, endLine: 2, endColumn: 29 },
      ],
    },
    {
      name: 'arrays, policy and tags',
      filename,
      code: "import { phones, fetchRaw, tagged, taggedValue } from '../store.js';\n",
      errors: [
        { messageId: 'returns', column: 10 },
        { messageId: 'returns', column: 18 },
        { messageId: 'returns', column: 28 },
        { messageId: 'is', column: 36 },
      ],
    },
    {
      name: 'inferred results',
      filename,
      code: "import { inferred, viaInferred } from '../store.js';\n",
      errors: [
        { messageId: 'returns', column: 10 },
        { messageId: 'returns', column: 20 },
      ],
    },
    {
      name: 'through barrels',
      filename,
      code: "import { load, loadPhone, LoginNumber } from '../barrel.js';\n",
      errors: [
        { messageId: 'returns', column: 10 },
        { messageId: 'returns', column: 16 },
        { messageId: 'is', column: 27 },
      ],
    },
    {
      name: 'members of a namespace where they are named',
      filename,
      code: "import * as store from '../store.js';\nexport const a = store.loadPhone();\nexport let b: store.LoginNumber;\nconst { phones, count } = store;\nstore['current'];\n",
      errors: [
        { messageId: 'returns', line: 2, column: 24, endColumn: 33 },
        { messageId: 'is', line: 3, column: 21, endColumn: 32 },
        { messageId: 'returns', line: 4, column: 9, endColumn: 15 },
        { messageId: 'is', line: 5, column: 7, endColumn: 16 },
      ],
    },
    {
      name: 'dynamic imports',
      filename,
      code: "const { loadPhone } = await import('../store.js');\n(await import('../store.js')).phones();\nimport('../store.js').then(({ current: now }) => now);\nvoid import('../store.js').then((store) => store.tagged());\nconst all = await import('../store.js');\nall.fetchRaw();\n",
      errors: [
        { messageId: 'returns', line: 1, column: 9, endColumn: 18 },
        { messageId: 'returns', line: 2, column: 31, endColumn: 37 },
        { messageId: 'is', line: 3, column: 31, endColumn: 43 },
        { messageId: 'returns', line: 4, column: 50, endColumn: 56 },
        { messageId: 'returns', line: 6, column: 5, endColumn: 13 },
      ],
    },
    {
      name: 'type imports in place',
      filename,
      code: "export let a: import('../user.js').TwoFactorPhone;\nexport type B = ReturnType<typeof import('../store.js').loadPhone>;\n",
      errors: [
        { messageId: 'label', line: 1, column: 36, endColumn: 50 },
        { messageId: 'returns', line: 2, column: 57, endColumn: 66 },
      ],
    },
    {
      name: 're-exports',
      filename,
      code: "export { count, loadPhone as default } from '../store.js';\nexport type { TwoFactorPhone } from '../user.js';\nexport * from '../user.js';\nexport * as users from '../user.js';\n",
      errors: [
        { messageId: 'returns', line: 1, column: 17, endColumn: 37 },
        { messageId: 'label', line: 2, column: 15, endColumn: 29 },
        { messageId: 'label', line: 3, column: 15, endColumn: 27 },
        { messageId: 'label', line: 4, column: 24, endColumn: 36 },
      ],
    },
    {
      name: 'require, in CommonJS',
      filename: `${folder}/src/ads/old.cts`,
      code: "const { loadPhone } = require('../store.js');\nconst store = require('../store.js');\nstore.phones();\nimport same = require('../store.js');\nsame.current;\nrequire('../store.js').tagged();\n",
      errors: [
        { messageId: 'returns', line: 1, column: 9 },
        { messageId: 'returns', line: 3, column: 7 },
        { messageId: 'is', line: 5, column: 6 },
        { messageId: 'returns', line: 6, column: 24 },
      ],
    },
    {
      name: 'packages',
      filename,
      code: "import { phoneOf, type Phone2FA } from '@acme/identity';\n",
      errors: [
        { messageId: 'returns', column: 10, endColumn: 17 },
        { messageId: 'is', data: { name: 'Phone2FA', label: 'TwoFactorPhone', allowed: 'security', purpose: 'ad-targeting' }, column: 19, endColumn: 32 },
      ],
    },
    {
      name: 'a purpose by tag, below the one that a declassifier grants',
      filename: `${folder}/src/neutral.ts`,
      code: "/** @purpose reach */\nimport { loadPhone, released } from './store.js';\n",
      errors: [{ messageId: 'returns', data: { name: 'loadPhone', label: 'TwoFactorPhone', allowed: 'security', purpose: 'reach' }, line: 2, column: 10 }],
    },
  ],
});
