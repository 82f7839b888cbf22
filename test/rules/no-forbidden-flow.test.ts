import { noForbiddenFlow } from '../../rules/no-forbidden-flow.js';
import { LEAK } from '../cli/command.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const HEAD = "import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n";
const folder = programFolder({
  ...LEAK,
  'src/sync.ts': 'export {};\n',
  'src/hash.ts': "export const hash = (text: string): string => [...text].reverse().join('');\n",
  'src/ads/profile.ts': 'export {};\n',
  'node_modules/react-router/package.json': '{ "name": "react-router", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/react-router/index.d.ts': '/** Nothing of a TwoFactorPhone. */\nexport declare function useLoaderData<T>(): T extends () => infer R ? Awaited<R> : never;\n',
  'node_modules/some-memo/package.json': '{ "name": "some-memo", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/some-memo/index.d.ts':
    'export declare function remember<T>(name: string, make: () => T): T;\nexport declare function retry<T>(run: () => Promise<T>, note?: object): Promise<T>;\nexport declare function fresh<T>(name: T): Promise<{ value: T }>;\n',
});
const sync = `${folder}/src/sync.ts`;
/** The tester runs in the root folder. */
const shown = folder.replace(/^([A-Z]:)?\//, '');

testRule('no-forbidden-flow', noForbiddenFlow, folder, {
  valid: [
    { name: 'a constant', filename: sync, code: `${HEAD}export const sync = (user: User) => upload(String(user.twoFactorPhone.length));` },
    { name: 'another function', filename: sync, code: `${HEAD}export const sync = (user: User) => [user.twoFactorPhone, upload('fixed')];` },
    {
      name: 'what a package gives by its type parameter alone',
      filename: sync,
      code: `${HEAD}import { remember, retry } from 'some-memo';\nconst client = remember('client', () => ({ add: (phone: string) => phone.length }));\nexport async function sync(user: User): Promise<void> {\n  upload(String(client.add(user.twoFactorPhone)));\n  upload(remember(user.twoFactorPhone, () => 'fixed'));\n  upload(await retry(async () => 'fixed', { for: user.twoFactorPhone }));\n}\n`,
    },
    { name: 'an empty file', filename: sync, code: '' },
    { name: 'a file with a byte order mark', filename: sync, code: `\ufeff${HEAD}upload('fixed');` },
  ],
  invalid: [
    {
      name: 'pushed: the argument is reported, with the trace',
      filename: sync,
      code: `${HEAD}export function sync(user: User): void {\n  upload(user.twoFactorPhone);\n}\n`,
      errors: [
        {
          messageId: 'violation',
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 29,
          data: {
            text: [
              `TwoFactorPhone (allowed: security) flows into ad-targeting: ${shown}/src/ads/audience.ts`,
              `    1. ${shown}/src/sync.ts:4:10  \`User.twoFactorPhone\` is TwoFactorPhone`,
              `    2. ${shown}/src/sync.ts:4:10  read from .twoFactorPhone`,
              `    3. ${shown}/src/sync.ts:4:10  enters ${shown}/src/ads/audience.ts (ad-targeting)`,
            ].join('\n'),
          },
        },
      ],
    },
    {
      name: 'pushed: through another file, behind a cast and a byte order mark',
      filename: sync,
      code: `\ufeff${HEAD}import { hash } from './hash.js';\nexport const sync = (user: User): void => upload(hash(user.twoFactorPhone as unknown as string));`,
      errors: [{ messageId: 'violation', line: 4, column: 50, endLine: 4, endColumn: 96 }],
    },
    {
      name: 'what is known of a package is used though its declarations are read',
      filename: sync,
      code: `${HEAD}import { useLoaderData } from 'react-router';\ndeclare const user: User;\nexport const loader = async () => ({ phone: user.twoFactorPhone, city: 'x' });\nexport default function Page() {\n  const data = useLoaderData<typeof loader>();\n  upload(data.city);\n  upload(data.phone);\n}\n`,
      errors: [{ messageId: 'violation', line: 9 }],
    },
    {
      name: 'what a package gives by its type parameter is what it was given',
      filename: sync,
      code: `${HEAD}import { fresh, remember, retry } from 'some-memo';\nexport async function sync(user: User): Promise<void> {\n  upload(remember('phone', () => user.twoFactorPhone));\n  upload((await retry(async () => user)).twoFactorPhone);\n  upload((await fresh(user.twoFactorPhone)).value);\n}\n`,
      errors: [5, 6, 7].map((line) => ({ messageId: 'violation' as const, line })),
    },
    {
      name: 'pulled: the property read is reported',
      filename: `${folder}/src/ads/profile.ts`,
      code: "import type { User } from '../user.js';\n\nexport const reach = (user: User): string => user.twoFactorPhone;\n",
      errors: [{ messageId: 'violation', line: 3, column: 46, endLine: 3, endColumn: 65 }],
    },
    {
      name: 'each crossing on its own',
      filename: sync,
      code: `${HEAD}export function sync(user: User): void {\n  upload(user.twoFactorPhone);\n  upload(\`+\${user.twoFactorPhone}\`);\n}\n`,
      errors: [
        { messageId: 'violation', line: 4, column: 10 },
        { messageId: 'violation', line: 5, column: 10 },
      ],
    },
  ],
});
