import { requireLabel } from '../../rules/require-label.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const folder = programFolder({
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [], "experimentalDecorators": true }, "include": ["src"] }',
  'data-purpose.jsonc': '{ "extends": ["recommended"], "data": { "TwoFactorPhone": { "allow": ["security"], "properties": ["Listed.twoFactorPhone"] } } }',
  'src/types.ts': 'export type TwoFactorPhone = string;\nexport type PhoneNumber = string;\n',
  'src/user.ts': 'export {};\n',
});
const filename = `${folder}/src/user.ts`;

interface Report {
  readonly name: string;
  readonly label: 'TwoFactorPhone' | 'SecurityEmail';
  readonly code: string;
  /** With the doc comment that the suggestion adds. */
  readonly tagged: string;
  /** With the type that another suggestion gives. */
  readonly typed?: string;
}

/** A text whose only report is at the first place of a name. */
function reported({ name, label, code, tagged, typed }: Report) {
  const lines = code.slice(0, code.indexOf(name)).split('\n');
  const column = lines.at(-1)!.length + 1;
  const suggestions = [...(typed === undefined ? [] : [{ messageId: 'type', data: { label }, output: typed }]), { messageId: 'tag', data: { label }, output: tagged }];
  return { name: code, filename, code, errors: [{ messageId: 'unlabelled', data: { name, label }, line: lines.length, column, endLine: lines.length, endColumn: column + name.length, suggestions }] };
}

testRule('require-label', requireLabel, folder, {
  valid: [
    // A number that a method is given may be labelled in its first line.
    { filename, code: 'export class TwoFactorService {\n  enable(id: string, phone: string): void {}\n}' },
    { name: 'labelled by type', filename, code: "import type { TwoFactorPhone } from './types.js';\nexport interface User { twoFactorPhone: TwoFactorPhone | null; mfaNumbers: TwoFactorPhone[]; recoveryPhone: Promise<TwoFactorPhone> }" },
    { name: 'labelled by a type that other code declares', filename, code: "import type { SecurityEmail } from '@acme/identity';\nexport let recoveryEmail: SecurityEmail;" },
    { name: 'labelled by doc comment', filename, code: 'export interface User {\n  /** @data TwoFactorPhone */\n  backupPhone: string;\n}\n/** The way back. @data SecurityEmail */\nexport let recoveryEmail: string;\nexport const f = (/** @data SecurityEmail */ recoveryEmail: string) => recoveryEmail;' },
    { name: 'labelled by the policy', filename, code: 'export interface Listed { twoFactorPhone: string }' },
    { name: 'labelled in a schema', filename, code: "export const users = table({ recoveryEmail: text('recovery_email').$type<SecurityEmail>(), backupPhone: z.string().brand<'TwoFactorPhone'>(), /** @data SecurityEmail */ mfaEmail: z.string() });" },
    { name: 'no text', filename, code: "export interface User { recoveryEmail: boolean; twoFactorPhone?: 'sms' | 'call'; backupPhone: { id: string }; mfaPhone: () => void; mfaNumber: number }" },
    { name: 'a name that is read, a text that is written, a signature', filename, code: "export const texts = { recoveryEmail: 'Recovery e-mail', backupPhone: user.backupPhone };\nconst recoveryEmail = texts.recoveryEmail;\nexport class Routes { twoFactorEmail: string = '/two-factor/email' }\nexport type Send = (recoveryEmail: string) => void;\nexport interface Sender { send(recoveryEmail: string): void }" },
    { name: 'other contact data', filename, code: 'export interface User { email: string; phone: string }\nexport class Otp { phone = ""; constructor(readonly email: string) {} }\nexport interface TwoFactor { email: string }\nexport interface Contact { backupPhone: string }' },
    { name: 'columns that hold something else', filename, code: "export const users = table({ recoveryEmail: boolean('recovery_email'), backupPhone: z.boolean(), mfaPhone: { type: Boolean }, otpPhone: format('x') });" },
  ],
  invalid: [
    reported({ name: 'twoFactorPhone', label: 'TwoFactorPhone', code: 'export interface User {\n  twoFactorPhone: string;\n}', tagged: 'export interface User {\n  /** @data TwoFactorPhone */\n  twoFactorPhone: string;\n}' }),
    reported({
      name: 'twoFactorPhone',
      label: 'TwoFactorPhone',
      code: "import type { TwoFactorPhone } from './types.js';\nexport interface User { id: TwoFactorPhone; twoFactorPhone: string | null }".replace('id: TwoFactorPhone; ', ''),
      typed: "import type { TwoFactorPhone } from './types.js';\nexport interface User { twoFactorPhone: TwoFactorPhone | null }",
      tagged: "import type { TwoFactorPhone } from './types.js';\nexport interface User { /** @data TwoFactorPhone */ twoFactorPhone: string | null }",
    }),
    reported({ name: 'recoveryEmail', label: 'SecurityEmail', code: 'export type User = {\n  /** Where to write to. */\n  recoveryEmail?: string;\n};', tagged: 'export type User = {\n  /** Where to write to. @data SecurityEmail */\n  recoveryEmail?: string;\n};' }),
    reported({
      name: 'recoveryEmail',
      label: 'SecurityEmail',
      code: 'export class User {\n  /**\n   * Where to write to.\n   */\n  @Column()\n  private recoveryEmail!: string;\n}',
      tagged: 'export class User {\n  /**\n   * Where to write to.\n   * @data SecurityEmail\n   */\n  @Column()\n  private recoveryEmail!: string;\n}',
    }),
    reported({ name: 'backupPhone', label: 'TwoFactorPhone', code: 'export class User {\n  constructor(private backupPhone: string) {}\n}', tagged: 'export class User {\n  constructor(/** @data TwoFactorPhone */ private backupPhone: string) {}\n}' }),
    reported({ name: 'mfaNumber', label: 'TwoFactorPhone', code: 'export const send = (mfaNumber: string): void => {};', tagged: 'export const send = (/** @data TwoFactorPhone */ mfaNumber: string): void => {};' }),
    reported({ name: 'recovery_email', label: 'SecurityEmail', code: 'export function f(id: string, recovery_email: string = "") {}', tagged: 'export function f(id: string, /** @data SecurityEmail */ recovery_email: string = "") {}' }),
    reported({ name: 'recoveryEmails', label: 'SecurityEmail', code: 'export const recoveryEmails: readonly string[] = [];', tagged: '/** @data SecurityEmail */\nexport const recoveryEmails: readonly string[] = [];' }),
    reported({ name: 'mfaPhone', label: 'TwoFactorPhone', code: "import type { PhoneNumber } from './types.js';\nlet mfaPhone: PhoneNumber | undefined;", tagged: "import type { PhoneNumber } from './types.js';\n/** @data TwoFactorPhone */\nlet mfaPhone: PhoneNumber | undefined;" }),
    reported({ name: 'recoveryEmail', label: 'SecurityEmail', code: "export const users = pgTable('users', { recoveryEmail: text('recovery_email').notNull() });", tagged: "export const users = pgTable('users', { /** @data SecurityEmail */ recoveryEmail: text('recovery_email').notNull() });" }),
    reported({ name: 'backupPhone', label: 'TwoFactorPhone', code: 'export const User = z.object({ backupPhone: z.string().min(3).optional() });', tagged: 'export const User = z.object({ /** @data TwoFactorPhone */ backupPhone: z.string().min(3).optional() });' }),
    reported({ name: 'mfaPhone', label: 'TwoFactorPhone', code: 'new Schema({ mfaPhone: { type: String, required: true } });', tagged: 'new Schema({ /** @data TwoFactorPhone */ mfaPhone: { type: String, required: true } });' }),
    reported({ name: 'mfaPhone', label: 'TwoFactorPhone', code: "User.init({ 'mfaPhone': DataTypes.STRING });".replaceAll("'", ''), tagged: 'User.init({ /** @data TwoFactorPhone */ mfaPhone: DataTypes.STRING });' }),
    reported({ name: 'phone', label: 'TwoFactorPhone', code: 'interface TwoFactorSettings { phone: string }', tagged: 'interface TwoFactorSettings { /** @data TwoFactorPhone */ phone: string }' }),
    reported({ name: 'phoneNumber', label: 'TwoFactorPhone', code: 'class Login { enrolMfa(id: string, phoneNumber: string): void {} }', tagged: 'class Login { enrolMfa(id: string, /** @data TwoFactorPhone */ phoneNumber: string): void {} }' }),
    reported({ name: 'phone', label: 'TwoFactorPhone', code: 'const enable2fa = async (phone: string) => {};', tagged: 'const enable2fa = async (/** @data TwoFactorPhone */ phone: string) => {};' }),
  ],
});

const strict = programFolder({
  'tsconfig.json': '{ "include": ["src"] }',
  'data-purpose.jsonc': '{ "purposes": { "login": null }, "data": { "BackupPhone": { "allow": ["login"] }, "CardNumber": { "allow": ["login"] } } }',
  'src/user.ts': 'export {};\n',
});

testRule('require-label under a policy of its own', requireLabel, strict, {
  valid: [],
  invalid: [
    {
      name: 'its label for such data, and none',
      filename: `${strict}/src/user.ts`,
      code: 'export let mfaPhone: string, recoveryEmail: string;',
      errors: [
        { messageId: 'unlabelled', column: 12, suggestions: [{ messageId: 'tag', output: 'export let /** @data BackupPhone */ mfaPhone: string, recoveryEmail: string;' }] },
        { messageId: 'noLabel', data: { name: 'recoveryEmail' }, column: 30, suggestions: null },
      ],
    },
  ],
});
