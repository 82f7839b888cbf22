import { noForbiddenMatch } from '../../rules/no-forbidden-match.js';
import { LEAK } from '../cli/command.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const HEAD = "import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n";
const folder = programFolder({
  ...LEAK,
  'src/user.ts': 'export type TwoFactorPhone = string;\nexport interface User {\n  id: string;\n  twoFactorPhone: TwoFactorPhone;\n}\n',
  'node_modules/typeorm/package.json': '{ "name": "typeorm", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/typeorm/index.d.ts': '/** Nothing of a TwoFactorPhone. */\nexport declare class BaseEntity {\n  static findOne<T>(this: new () => T, options: object): Promise<T | null>;\n}\n',
});
const filename = `${folder}/src/sync.ts`;

testRule('no-forbidden-match', noForbiddenMatch, folder, {
  valid: [
    { name: 'a flow, which is the other rule’s', filename, code: `${HEAD}export const sync = (user: User) => upload(user.twoFactorPhone);` },
    { name: 'a test for presence is no match', filename, code: `${HEAD}export const sync = (users: User[]) => users.filter((user) => user.twoFactorPhone !== '').map(({ id }) => upload(id));` },
  ],
  invalid: [
    {
      name: 'who is on a list',
      filename,
      code: `${HEAD}export function sync(users: User[], list: string[]): void {\n  for (const user of users) {\n    if (list.includes(user.twoFactorPhone)) continue;\n  }\n  const found = users.filter((user) => list.includes(user.twoFactorPhone));\n  upload(found.map(({ id }) => id).join());\n}\n`,
      errors: [{ messageId: 'violation', line: 8, column: 10, endLine: 8, endColumn: 42 }],
    },
    {
      name: 'what a class of a package that models describe finds, whose declarations tell of no label',
      filename,
      code: `${HEAD}import { BaseEntity } from 'typeorm';\nclass Account extends BaseEntity {\n  id = '';\n}\nexport async function sync(user: User): Promise<void> {\n  const found = await Account.findOne({ where: { phone: user.twoFactorPhone } });\n  upload(found!.id);\n}\n`,
      errors: [{ messageId: 'violation', line: 9, column: 10, endLine: 9, endColumn: 19 }],
    },
  ],
});
