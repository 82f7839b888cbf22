import { expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';
import { expectMarked, filesIn } from './reach/in-slice.js';

/** What written types say of values, and what the values themselves say. */
const CASES: Readonly<Record<string, string>> = {
  'which of a union an object from outside is': `type Ev = { kind: 'sms'; to: User['phone']; n: number } | { kind: 'mail'; to: string } | { kind: 'gone' };
export function on(e: Ev) {
  if (e.kind === 'mail') track(e.to);
  if (e.kind === 'sms') track(e.to); // flow
  switch (e.kind) { case 'mail': track(e.to); break; case 'sms': track(e.n); break; default: track(e); }
  if (e.kind !== 'mail' && e.kind !== 'gone') track(e.to); // flow
}
export function both(e: Ev) { if (e.kind !== 'gone') track(e.to); } // flow
`,
  'a member that a call chooses': `declare const one: User;
function get<T, K extends keyof T>(o: T, k: K): T[K] { return o[k]; }
function own<K extends keyof User>(k: K): User[K] { return one[k]; }
track(get(one, 'city')); track(own('city'));
track(get(one, 'phone')); // flow
track(own('phone')); // flow
function made<K extends keyof User>(k: K): User[K] { return JSON.parse(localStorage.getItem(k)!); }
track(made('phone')); // flow
`,
  'tuples': `const pair: [string, User['phone'], ...string[]] = ['a', 'b', 'c'];
track(pair[0]); track(pair[2]);
track(pair[1]); // flow
const [x, y] = pair; track(x);
track(y); // flow
`,
  'an answer of an object that is labelled itself': `/** @data TwoFactorPhone */
class Phone { constructor(private readonly value: string) {} get isMobile() { return this.value.startsWith('+3'); } text() { return this.value; } country = 'x'; ported = true; }
const p = new Phone('+39');
track(p.isMobile);
track(p.ported); // flow
export const later = (q: Phone) => track(q.ported); // flow
track(p.text()); // flow
`,
};

it.each(Object.entries(CASES))('%s', (_, text) => {
  expect(flowsIn(text)).toEqual(marked(text));
});

it.each([
  ['properties of what another module declares without code', "--- ads/client.d.ts\nexport interface Client { last: unknown; send(x: unknown): void }\nexport declare const client: Client;\nexport declare function make(): Client;\n--- a.ts\nimport { user } from './data.js';\nimport { client, make } from './ads/client.js';\nclient.last = user.phone; // flow\nclient.last = user.city;\nconst c = make(); c.last = user.phone; // flow\nconst own: { last: unknown } = { last: 1 }; own.last = user.phone;\n"],
  ['import beside module.exports', "--- helper.js\nexport const helper = (x) => x;\n--- model.js\nimport { helper } from './helper.js';\nimport { user } from './data.js';\nfunction phone() { return helper(user.phone); }\nmodule.exports = { phone, city: () => helper(user.city) };\n--- a.js\nimport model, { phone } from './model.js';\nimport { track } from './ads/sink.js';\nconst m = require('./model.js');\ntrack(phone()); // flow\ntrack(model.phone()); // flow\ntrack(m.phone()); // flow\ntrack(m.city());\n"],
  ['members that a module adds to the type of another', "--- ctx.ts\nexport interface Ctx { id: string }\n--- add.ts\nimport type { TwoFactorPhone } from './data.js';\ndeclare module './ctx.js' { interface Ctx { number: TwoFactorPhone; plan: string } }\nexport {};\n--- a.ts\nimport './add.js';\nimport type { Ctx } from './ctx.js';\nimport { track } from './ads/sink.js';\nexport function f(c: Ctx): void {\n  track(c.plan);\n  track(c.number); // flow\n}\n"],
])('%s', (_, text) => {
  const files = filesIn(text);
  expectMarked(files);
});
