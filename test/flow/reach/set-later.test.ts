import { describe, it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

const HEAD = "import { track } from './ads/sink.js'; import { user, type User } from './data.js';";
const CASES: Readonly<Record<string, string>> = {
  'state of a module': `--- a.ts
${HEAD}
let ready = false, never = false, mode = 'off', level = 0;
let client: { readonly name: string } | null = null;
let last: unknown;
export function byFlag(u: User) { if (ready) track(u.phone); } // flow
export function byNoFlag(u: User) { if (never) track(u.phone); }
export function byMode(u: User) { if (mode === 'on') track(u.phone); } // flow
export function byOtherMode(u: User) { if (mode === 'half') track(u.phone); }
export function byLevel(u: User) { if (level > 3) track(u.phone); } // flow
export function byClient(u: User) { if (client) track(u.phone); } // flow
export function byLast() { track(last); } // flow
export function begin(u: User) { ready = true; mode = 'on'; level = 4; client = { name: u.city }; last = u.phone; never = false; }`,
  'what lists hold': `--- a.ts
${HEAD}
const jobs: { kind: string; value: unknown }[] = [];
const names: string[] = [];
export function work() { for (const job of jobs) if (job.kind === 'sms') track(job.value); } // flow
export function workOnMail() { for (const job of jobs) if (job.kind === 'mail') track(job.value); }
export function any(u: User) { if (names.length > 0) track(u.phone); } // flow
export function mail(u: User) { jobs.push({ kind: 'mail', value: u.city }); }
export function sms(u: User) { jobs.push({ kind: 'sms', value: u.phone }); names.push(u.city); }`,
  'names under which something stands, and how many there are': `--- a.ts
${HEAD}
const seen: Record<string, number> = { first: 1 }, times: Record<string, number> = { first: 1 };
const marks = new Map<string, number>([['first', 1]]);
for (const name of [String(Math.random())]) { seen[name] = 1; times[name] = 1; marks.set(name, 1); }
const log: string[] = [];
export function names() { track(Object.keys(seen)); } // flow
export function otherNames() { track(Object.keys(times)); }
export function keys() { for (const [key] of marks) track(key); } // flow
export function counts() { for (const [, n] of marks) track(n); }
export function full(u: User) { if (log.length > 1) track(u.phone); } // flow
export function see(u: User) { seen[u.phone] = 1; times[u.city] = 1; marks.set(u.phone, 1); log.push(u.city, u.city); }`,
  'what objects and tables of functions hold': `--- a.ts
${HEAD}
const state: Record<string, unknown> = { first: 'a' };
const handlers: Record<string, (x: unknown) => void> = {};
export function show() { track(state['second']); } // flow
export function showFirst() { track(state['first']); }
export function send(u: User) { handlers['ads']?.(u.phone); }
export function sendOther(u: User) { handlers['other']?.(u.phone); }
export function fill(u: User) { state['second'] = u.phone; state['first'] = u.city; }
export function register() { handlers['ads'] = (x) => track(x); } // flow
`,
  'what counts calls': `--- a.ts
${HEAD}
let calls = 0, limit = 3;
const stats = { sent: 0, kept: 0 };
export function call(u: User) { calls += 1; if (calls > 50) track(u.phone); } // flow
export function send(u: User) { stats.sent += 1; if (stats.sent === 40) track(u.phone); } // flow
export function limited(u: User) { if (limit > 5) track(u.phone); }
export function kept(u: User) { if (stats.kept > 0) track(u.phone); }
export function lower() { limit = 2; }`,
  'an object that the entry point itself left there': `--- a.ts
${HEAD}
const seen = new Map<string, { value: string; copy?: string }>();
export function visit(u: User) {
  const before = seen.get('last');
  if (before) track(before.value); // flow
  seen.set('last', { value: u.phone });
}
export function visitOther(u: User) {
  const before = seen.get('other');
  if (before) track(before.value);
  seen.set('other', { value: u.city });
}`,
};

describe('what an entry point reads that another one changes later', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
