/**
 * Names under which contact data given for security goes. All lists of `require-label` stand here, as parts of regular
 * expressions over names in kebab-case: `twoFactorPhone`, `two_factor_phone` and `2FAPhone` become `two-factor-phone` and
 * `2fa-phone`. What is left out means something else more often than not in public code: a `verificationEmail` and a
 * `resetEmail` are messages, a `securityEmail` is where to report holes, an `authEmail` and an `otpPhone` are the login.
 */

/** A second factor of the login. */
const SECOND_FACTOR = ['two-?factor', '2-?factor', 'second-factor', 'multi-?factor', '2-?fa', 'two-?fa', 'tfa', 'mfa'];
/** Ways back into an account. */
const RECOVERY = ['recovery'];
/** A second contact, of whatever kind: only among what is about accounts. */
const BACKUP = ['backup'];

const PHONE = ['phone', 'phones', 'mobile', 'telephone', 'cell-?phone', 'msisdn'];
const EMAIL = ['email', 'emails', 'e-mail'];
/** Only beside a second factor: `mfaNumber`. */
const NUMBER = ['number', 'sms-number'];

/** Words that may stand between the two. */
const BETWEEN = ['auth', 'authentication', 'login', 'contact', 'sms', 'user', 'account', 'verification'];
/** Words that may follow, without making it something else. */
const AFTER = ['number', 'numbers', 'no', 'address', 'addresses', 'e164', 'e-164', 'hash', 'hashed', 'hashes', 'encrypted', 'normalized', 'normalised', 'raw', 'value'];

/** How a function is called that is given the number of a second factor, and not that of the account that has one. */
const ENROLLING = ['enroll', 'enrol', 'enable', 'set-?up', 'register', 'activate', 'configure', 'add', 'change'];
/** The same, where the second factor follows at once: `sendTwoFactorCode()`. */
const REACHING = ['send', 'resend', 'text', 'verify', 'confirm'];
/** How types are called whose phone number or address is a way back into an account; of others, `DisasterRecovery`, nothing is known. */
const RECOVERING = ['account-recovery', 'recovery-contacts?', 'recovery-options?', 'recovery-methods?', 'recovery-channels?', 'recovery-info', 'recovery-details'];
/** Types and classes about accounts, by their last word, and about security, by any. */
const ACCOUNTS = ['user', 'users', 'account', 'accounts', 'credentials'];
const SECURITY = ['security', 'auth', 'authentication', 'login', 'credential', 'identity', 'recovery', 'reset'];
/** What stands beside a backup contact where it is one of security. */
const BESIDE = ['password', 'password-hash', 'totp', 'otp', 'secret', 'two-?factor.*', '2fa.*', 'mfa.*', 'recovery.*', 'backup-codes?', 'username', 'primary-email', 'primary-phone', '.*-verified'];

const any = (...lists: readonly (readonly string[])[]): string => `(?:${lists.flat().join('|')})`;
const named = (context: string, data: string): RegExp => new RegExp(`(?:^|-)${context}-(?:${any(BETWEEN)}-)*${data}(?:-${any(AFTER)})*$`, 'u');

export type ContactKind = 'phone' | 'email';

const STRONG: readonly (readonly [ContactKind, RegExp])[] = [
  ['phone', named(any(SECOND_FACTOR, RECOVERY), any(PHONE))],
  ['phone', named(any(SECOND_FACTOR), any(NUMBER))],
  ['phone', new RegExp(`(?:^|-)${any(PHONE)}(?:-number)?-(?:for-)?${any(SECOND_FACTOR)}(?:-auth)?$`, 'u')],
  ['email', named(any(SECOND_FACTOR, RECOVERY), any(EMAIL))],
];
const WEAK: readonly (readonly [ContactKind, RegExp])[] = [
  ['phone', named(any(BACKUP), any(PHONE))],
  ['email', named(any(BACKUP), any(EMAIL))],
];
const PLAIN: readonly (readonly [ContactKind, RegExp])[] = [
  ['phone', new RegExp(`(?:^|-)${any(PHONE)}(?:-${any(AFTER)})*$`, 'u')],
  ['email', new RegExp(`(?:^|-)${any(EMAIL)}(?:-${any(AFTER)})*$`, 'u')],
];
const OF_RECOVERY = new RegExp(`(?:^|-)${any(RECOVERING)}(?:-|$)|^recovery$`, 'u');
const OF_SECOND_FACTOR = new RegExp(`(?:^|-)${any(SECOND_FACTOR)}(?:-|$)`, 'u');
const ENROLLS = new RegExp(`^(?:${any(ENROLLING)}-(?:.*-)?|${any(REACHING)}-)${any(SECOND_FACTOR)}(?:-|$)`, 'u');
const ABOUT_SECURITY = new RegExp(`(?:^|-)${any(SECURITY, SECOND_FACTOR)}(?:-|$)`, 'u');
const OF_ACCOUNT = new RegExp(`(?:^|-)${any(ACCOUNTS)}$`, 'u');
const STANDS_BESIDE = new RegExp(`^${any(BESIDE)}$`, 'u');
const OF_KIND: Readonly<Record<ContactKind, RegExp>> = { phone: new RegExp(`(?:^|-)${any(PHONE)}(?:-|$)`, 'u'), email: new RegExp(`(?:^|-)${any(EMAIL)}(?:-|$)`, 'u') };

/** Functions of schema libraries and query builders that make a column or field of text. */
export const TEXT_BUILDERS: ReadonlySet<string> = new Set(['string', 'String', 'text', 'varchar', 'char', 'citext', 'email', 'STRING', 'TEXT', 'CITEXT']);

/** The labels that the built-in policy has for them. */
export const BUILT_IN_LABELS: Readonly<Record<ContactKind, string>> = { phone: 'TwoFactorPhone', email: 'SecurityEmail' };

const kebabs = new Map<string, string>();

function kebab(name: string): string {
  let found = kebabs.get(name);
  if (found === undefined) {
    found = (name.match(/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+|\d+\p{Ll}*/gu) ?? []).join('-').toLowerCase();
    kebabs.set(name, found);
  }
  return found;
}

/** Where a declaration stands. */
export interface Surroundings {
  /** The type, class or variable that it is a member of, or the class whose constructor it is a parameter of. */
  readonly type: string | undefined;
  /** The function that it is a parameter of. */
  readonly function: string | undefined;
  /** Members of the same type, or parameters of the same function. */
  readonly beside: readonly string[];
  /** The file. */
  readonly path: string;
}

/** What contact data given for security a declaration holds, by its name and what stands around it. */
export function contactOf(name: string, around: () => Surroundings): ContactKind | undefined {
  // A constant in capitals holds a key or a setting.
  if (/^[\p{Lu}\d_]+$/u.test(name)) return undefined;
  const text = kebab(name);
  const is = (patterns: typeof STRONG): ContactKind | undefined => patterns.find(([, pattern]) => pattern.test(text))?.[0];
  const strong = is(STRONG);
  if (strong) return strong;
  const weak = is(WEAK);
  if (weak) return aboutAccounts(around()) ? weak : undefined;
  const plain = is(PLAIN);
  if (!plain) return undefined;
  const { type, function: fn } = around();
  if (type !== undefined && OF_RECOVERY.test(kebab(type))) return plain;
  if (plain === 'email') return undefined;
  return (fn !== undefined && ENROLLS.test(kebab(fn))) || (type !== undefined && OF_SECOND_FACTOR.test(kebab(type))) ? 'phone' : undefined;
}

function aboutAccounts({ type, function: fn, beside, path }: Surroundings): boolean {
  const folders = path.split('/').slice(-3).map((part) => part.replace(/\..*$/u, ''));
  return (
    [type, fn, ...folders].some((name) => name !== undefined && ABOUT_SECURITY.test(kebab(name))) ||
    (type !== undefined && OF_ACCOUNT.test(kebab(type))) ||
    beside.some((name) => STANDS_BESIDE.test(kebab(name)))
  );
}

/** A label's name speaks of such contact data. */
export const speaksOf = (name: string, kind: ContactKind): boolean => OF_KIND[kind].test(kebab(name));
