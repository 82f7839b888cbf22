import { expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

/** What a generator yields and what it returns are two things, whoever asks it. */
const CASES: Readonly<Record<string, string>> = {
  'what comes with the end is no element': `declare const users: User[];
function* cities(): Generator<string, string> { for (const u of users) yield u.city; return users[0]!.phone; }
for (const c of cities()) track(c);
track([...cities()]);
const it = cities(); let step = it.next();
while (!step.done) { track(step.value); step = it.next(); }
track(step.value); // flow
function* outer(): any { const last = yield* cities(); yield last; return 'x'; }
const o = outer(); let s = o.next(); while (!s.done) s = o.next();
track(s.value);
for (const x of outer()) track(x); // flow
`,
  'an iterator by hand': `class Names { i = 0; [Symbol.iterator]() { return this; } next(): any { return some ? { done: false, value: user.city } : { done: true, value: user.phone }; } }
for (const n of new Names()) track(n);
const n = new Names().next();
if (n.done) track(n.value); // flow
else track(n.value);
`,
  'async': `async function* pages(): AsyncGenerator<string, string> { while (some) { await null; yield user.city; } return user.phone; }
(async () => {
  for await (const p of pages()) track(p);
  const it = pages(); const first = await it.next();
  if (first.done) track(first.value); // flow
  else track(first.value);
})();
`,
};

it.each(Object.entries(CASES))('%s', (_, text) => {
  expect(flowsIn(text)).toEqual(marked(text));
});

it('a walk through a tree of any depth ends soon', () => {
  const text = `interface Person { phone: import('./data.js').TwoFactorPhone; city: string; friends: Person[] }
declare const people: Person[];
function* walk(p: Person): Generator<Person> { yield p; for (const f of p.friends) yield* walk(f); }
for (const p of walk(people[0]!)) track(p.city);
for (const p of walk(people[0]!)) track(p.phone); // flow
`;
  const started = performance.now();
  expect(flowsIn(text)).toEqual(marked(text));
  expect(performance.now() - started).toBeLessThan(10_000);
}, 20_000);
