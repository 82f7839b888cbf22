import { noLabelErasure } from '../../rules/no-label-erasure.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const folder = programFolder({
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [], "allowJs": true, "checkJs": true }, "include": ["src"] }',
  'data-purpose.jsonc': `{
    "extends": ["recommended"],
    "data": {
      "TwoFactorPhone": { "allow": ["security"], "properties": ["Row.phone"], "returns": ["src/user.ts#fetchRaw", "src/use.ts#listed"] },
      "MarketingPhone": { "allow": ["direct-marketing"] }
    },
    "declassifiers": [{ "function": "src/use.ts#withConsent", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "explicit opt-in, DPIA-12" }]
  }`,
  'src/user.ts': `export type TwoFactorPhone = string;
export type MarketingPhone = string;
export type Branded = TwoFactorPhone & { readonly __brand: 'phone' };
export type AdKey = string;
export interface User { id: string; twoFactorPhone: TwoFactorPhone; phones: TwoFactorPhone[] }
export interface Row { phone: string }
export interface Dto { id: string; phone: string }
export interface View { twoFactorPhone: string }
export declare const user: User;
export declare const row: Row;
export declare const branded: Branded;
export declare function load(): Promise<TwoFactorPhone>;
export declare function findUser(): Promise<User>;
export declare function fetchRaw(): string;
export const inferred = (of: User) => of.twoFactorPhone;
`,
  'src/use.ts': 'export {};\n',
  'src/script.js': 'export {};\n',
});
const filename = `${folder}/src/use.ts`;
const HEAD = "import { branded, fetchRaw, findUser, inferred, load, row, user, type AdKey, type Branded, type Dto, type MarketingPhone, type User, type View } from './user.js';\n";
const TYPED = `${HEAD}import type { TwoFactorPhone } from './user.js';\n`;

const valid = (name: string, code: string) => ({ name, filename, code: HEAD + code });

/** One report on line 2, between the marks. */
function invalid(name: string, marked: string, messageId: string, data: Readonly<Record<string, unknown>> | undefined, outputs: readonly (readonly [string, string])[]) {
  const column = marked.indexOf('«') + 1;
  const code = marked.replace(/[«»]/g, '');
  const suggestions = outputs.length === 0 ? null : outputs.map(([id, output]) => ({ messageId: id, output: HEAD + output }));
  return { name, filename, code: HEAD + code, errors: [{ messageId, ...(data ? { data } : {}), line: 2, column, endLine: 2, endColumn: marked.indexOf('»'), suggestions }] };
}

const script = `${folder}/src/script.js`;
const SCRIPT = "import { row, user } from './user.js';\n/** @import { AdKey } from './user.js' */\n";

testRule('no-label-erasure', noLabelErasure, folder, {
  valid: [
    valid('a cast to what the value is anyway', 'export const a = [user.twoFactorPhone as string, branded as string, branded as unknown as string, user.phones as readonly string[]];'),
    valid('a cast that keeps the label', "import type { TwoFactorPhone } from './user.js';\nexport const a = [user.twoFactorPhone as TwoFactorPhone, user.twoFactorPhone as Branded, user.twoFactorPhone as any as TwoFactorPhone, user.twoFactorPhone as const];"),
    valid('values without label', 'export const a = [user.id as any, user.id as MarketingPhone, (user.twoFactorPhone.length) as any, { id: user.id } as any];'),
    valid('declared for the same file', 'function f(): string { return user.twoFactorPhone; }\nconst a: string = user.twoFactorPhone;\nconst b: { twoFactorPhone: string } = user;\nf(); void [a, b];'),
    valid('exported with the label, or without annotation', "import type { TwoFactorPhone } from './user.js';\nexport const a: TwoFactorPhone = user.twoFactorPhone;\nexport const b = user.twoFactorPhone;\nexport function f(): TwoFactorPhone | null { return user.twoFactorPhone; }\nexport async function g(): Promise<User> { return findUser(); }\nexport const h = () => user.twoFactorPhone;"),
    valid('exported, with another result', 'export function f(): boolean { return user.twoFactorPhone !== ""; }\nexport function g(): string { return user.id; }\nexport function h(): Dto { return { id: user.twoFactorPhone.slice(-2), phone: user.id }; }\nexport class C { private f(): string { return user.twoFactorPhone; } #g(): string { return this.f(); } h = () => this.#g(); }'),
    valid('a function in a function', 'export function f(): number { const g = (): string => user.twoFactorPhone; return g().length; }'),
    valid('declassifiers', 'export function withConsent(): string { return user.twoFactorPhone as any; }\n/** @declassifies TwoFactorPhone for ad-targeting - opt-in */\nexport const other = (): MarketingPhone => user.twoFactorPhone;'),
    valid('another view of a record, and part of it', 'export const a = [user as { id: string }, user as object, user as User, user as Partial<User>];'),
    valid('tagged functions', '/** @data TwoFactorPhone */\nexport function f(): string { return user.twoFactorPhone; }\nexport const listed = (): string => user.twoFactorPhone;\nexport class C { /** @data TwoFactorPhone */ g(): string { return user.twoFactorPhone; } }'),
    { name: 'JSDoc casts that lose nothing', filename: script, code: `${SCRIPT}export const a = [/** @type {string} */ (user.twoFactorPhone), /** @type {any} */ (user.id), /** @type {import('./user.js').TwoFactorPhone} */ (user.twoFactorPhone)];` },
    valid('type parameters', 'export function f<T>(): T { return user.twoFactorPhone as T; }'),
  ],
  invalid: [
    invalid('any', 'export const a = «user.twoFactorPhone as any»;', 'dropped', { label: 'TwoFactorPhone', of: '', where: 'the cast says', type: 'any' }, [['dropCast', 'export const a = user.twoFactorPhone;']]),
    invalid('unknown, with parentheses', 'export const a = «((await load())) as unknown»;', 'dropped', undefined, [['dropCast', 'export const a = ((await load()));']]),
    invalid('in angle brackets', 'export const a = «<any>user.twoFactorPhone»;', 'dropped', undefined, [['dropCast', 'export const a = user.twoFactorPhone;']]),
    invalid('another label', 'export const a = «user.twoFactorPhone as MarketingPhone»;', 'replaced', { label: 'TwoFactorPhone', of: '', where: 'the cast says', type: 'MarketingPhone' }, [['dropCast', 'export const a = user.twoFactorPhone;']]),
    invalid('another label by way of unknown', 'export const a = «branded as unknown as MarketingPhone»;', 'replaced', undefined, [['dropCast', 'export const a = branded;']]),
    invalid('a name that is no label', 'export const a = «user.twoFactorPhone as AdKey | null»;', 'replaced', undefined, [['dropCast', 'export const a = user.twoFactorPhone;']]),
    invalid('an array', 'export const a = «user.phones as any[]»;', 'dropped', undefined, [['dropCast', 'export const a = user.phones;']]),
    invalid('labelled by the policy: a property', 'export const a = «row.phone as any»;', 'dropped', undefined, [['dropCast', 'export const a = row.phone;']]),
    invalid('labelled by the policy: a result', 'export const a = «fetchRaw() as any»;', 'dropped', undefined, [['dropCast', 'export const a = fetchRaw();']]),
    invalid('an inferred result', 'export const a = «inferred(user) as any»;', 'dropped', undefined, [['dropCast', 'export const a = inferred(user);']]),
    invalid('a variable', 'const phone = user.twoFactorPhone; export const a = «phone as any»;', 'dropped', undefined, [['dropCast', 'const phone = user.twoFactorPhone; export const a = phone;']]),
    invalid('a destructured variable', 'const { twoFactorPhone: phone } = user; export const a = «phone as any»;', 'dropped', undefined, [['dropCast', 'const { twoFactorPhone: phone } = user; export const a = phone;']]),
    invalid('a choice', 'export const a = «(user.id ? user.twoFactorPhone : "") as any»;', 'dropped', undefined, [['dropCast', 'export const a = (user.id ? user.twoFactorPhone : "");']]),
    invalid('a record', 'export const a = «row as any»;', 'dropped', { label: 'TwoFactorPhone', of: ' of .phone', where: 'the cast says', type: 'any' }, [['dropCast', 'export const a = row;']]),
    invalid('a record with a member that is no longer labelled', 'export const a = «user as View»;', 'dropped', { label: 'TwoFactorPhone', of: ' of .twoFactorPhone', where: 'the cast says', type: 'View' }, [['dropCast', 'export const a = user;']]),
    invalid('an annotation: any', 'const a: «any» = user.twoFactorPhone; void a;', 'dropped', { label: 'TwoFactorPhone', of: '', where: 'it is declared', type: 'any' }, [['dropAnnotation', 'const a = user.twoFactorPhone; void a;']]),
    invalid('an annotation: another label', 'const a: «MarketingPhone» = user.twoFactorPhone; void a;', 'replaced', undefined, [['dropAnnotation', 'const a = user.twoFactorPhone; void a;']]),
    invalid('an exported variable', 'export const a: «string» = user.twoFactorPhone;', 'dropped', undefined, [['dropAnnotation', 'export const a = user.twoFactorPhone;']]),
    invalid('a default', 'export const f = (a: «MarketingPhone» = user.twoFactorPhone) => a;', 'replaced', undefined, [['dropAnnotation', 'export const f = (a = user.twoFactorPhone) => a;']]),
    invalid('a field', 'export class C { phone: «string» = user.twoFactorPhone; }', 'dropped', undefined, [['dropAnnotation', 'export class C { phone = user.twoFactorPhone; }']]),
    invalid('an exported function', 'export function phoneOf(of: User): «string» { if (of.id) { return of.twoFactorPhone; } return ""; }', 'dropped', { label: 'TwoFactorPhone', of: '', where: 'phoneOf() is declared to return', type: 'string' }, [
      ['tag', '/** @data TwoFactorPhone */\nexport function phoneOf(of: User): string { if (of.id) { return of.twoFactorPhone; } return ""; }'],
    ]),
    invalid('an exported arrow function, async', 'export const phoneOf = async (of: User): «Promise<string>» => of.twoFactorPhone;', 'dropped', undefined, [
      ['tag', '/** @data TwoFactorPhone */\nexport const phoneOf = async (of: User): Promise<string> => of.twoFactorPhone;'],
    ]),
    invalid('exported by name', 'function phoneOf(): «string» { return user.twoFactorPhone; } export { phoneOf };', 'dropped', undefined, [['tag', '/** @data TwoFactorPhone */\nfunction phoneOf(): string { return user.twoFactorPhone; } export { phoneOf };']]),
    invalid('a method of an exported class', 'export class C { phone(): «string» { return user.twoFactorPhone; } }', 'dropped', undefined, [['tag', 'export class C { /** @data TwoFactorPhone */ phone(): string { return user.twoFactorPhone; } }']]),
    invalid('a function that says it returns another label', 'function f(): «MarketingPhone» { return user.twoFactorPhone; } f();', 'replaced', undefined, [['tag', '/** @data TwoFactorPhone */\nfunction f(): MarketingPhone { return user.twoFactorPhone; } f();']]),
    invalid('a record made for others', 'export const dtoOf = (of: User): «Dto» => ({ id: of.id, phone: of.twoFactorPhone });', 'dropped', { label: 'TwoFactorPhone', of: ' of .phone', where: 'dtoOf() is declared to return', type: 'Dto' }, []),
    {
      name: 'JSDoc casts',
      filename: script,
      code: `${SCRIPT}export const a = /** @type {any} */ (user.twoFactorPhone);\nexport const b = /** @type {import('./user.js').AdKey} */ (user.twoFactorPhone);\nexport const c = [/** @type {unknown} */ (row)];`,
      errors: [
        { messageId: 'dropped', data: { label: 'TwoFactorPhone', of: '', where: 'the cast says', type: 'any' }, line: 3, column: 38, endColumn: 57 },
        { messageId: 'replaced', data: { label: 'TwoFactorPhone', of: '', where: 'the cast says', type: "import('./user.js').AdKey" }, line: 4, column: 60, endColumn: 79 },
        { messageId: 'dropped', data: { label: 'TwoFactorPhone', of: ' of .phone', where: 'the cast says', type: 'unknown' }, line: 5, column: 43, endColumn: 46 },
      ],
    },
    {
      name: 'the label’s type, where it is at hand',
      filename,
      code: `${TYPED}export const a = branded as any;\nexport const b = async (): Promise<string | null> => load();\nexport let c: MarketingPhone = user.twoFactorPhone;`,
      errors: [
        { messageId: 'dropped', line: 3, column: 18, endColumn: 32, suggestions: [{ messageId: 'type', output: `${TYPED}export const a = branded as TwoFactorPhone;\nexport const b = async (): Promise<string | null> => load();\nexport let c: MarketingPhone = user.twoFactorPhone;` }, { messageId: 'dropCast', output: `${TYPED}export const a = branded;\nexport const b = async (): Promise<string | null> => load();\nexport let c: MarketingPhone = user.twoFactorPhone;` }] },
        { messageId: 'dropped', line: 4, column: 28, endColumn: 50, suggestions: [{ messageId: 'type', output: `${TYPED}export const a = branded as any;\nexport const b = async (): Promise<TwoFactorPhone | null> => load();\nexport let c: MarketingPhone = user.twoFactorPhone;` }, { messageId: 'tag', output: `${TYPED}export const a = branded as any;\n/** @data TwoFactorPhone */\nexport const b = async (): Promise<string | null> => load();\nexport let c: MarketingPhone = user.twoFactorPhone;` }] },
        { messageId: 'replaced', line: 5, column: 15, endColumn: 29, suggestions: [{ messageId: 'type', output: `${TYPED}export const a = branded as any;\nexport const b = async (): Promise<string | null> => load();\nexport let c: TwoFactorPhone = user.twoFactorPhone;` }, { messageId: 'dropAnnotation', output: `${TYPED}export const a = branded as any;\nexport const b = async (): Promise<string | null> => load();\nexport let c = user.twoFactorPhone;` }] },
      ],
    },
  ],
});
