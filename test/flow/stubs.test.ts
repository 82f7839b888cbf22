import { expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'functions whose code gives nothing of what they are declared to give': `declare const id: string;
function load(): User { return {} as User; }
function loadAny(): User { return null as any; }
function later(): User { throw new Error('not implemented'); }
function parsed(): User { return JSON.parse('{}'); }
function list(): User[] { return []; }
async function fetched(): Promise<User> { return undefined!; }
function resolved(): Promise<User | null> { return Promise.resolve(null); }
const arrow = (): User => ({} as User);
class Repo { find(): User | undefined { return undefined; } city(): string { return ''; } }
track(load().phone); // flow
track(loadAny().phone); // flow
track(later().phone); // flow
track(parsed().phone); // flow
for (const u of list()) track(u.phone); // flow
fetched().then((u) => track(u.phone)); // flow
resolved().then((u) => track(u?.phone)); // flow
track(arrow().phone); // flow
track(new Repo().find()?.phone); // flow
track(load().city);
for (const u of list()) track(u.city);
track(new Repo().city());
`,
  'what a function that only throws throws, and what it is declared to give': `function fail(u: User): User { throw new Error(u.phone); }
async function failLater(u: User): Promise<User> { throw new Error(u.phone); }
function never(u: User): User { throw new Error(u.city); }
try { track(fail(user).city); } catch (e) { track(e.message); } // flow
try { never(user); } catch (e) { track(e.message); }
(async () => { try { await failLater(user); } catch (e) { track(e.message); } })(); // flow
`,
  'records that are asserted to be there': `const one: User = {} as User; const other = {} as User;
track(one.phone); // flow
track(other.phone); // flow
track(other.city);
const safe = {} as { phone: User['phone']; city: string }; safe.city = user.city;
track(safe.phone);
track(safe);
const part = {} as Partial<User>;
track(part.phone);
`,
  'null objects beside classes that give something': `interface Users { load(): User | null; all(): User[] }
class Known implements Users { load() { return user; } all(): User[] { return [user]; } }
class Nobody implements Users { load(): User | null { return null; } all(): User[] { return []; } }
track(new Known().load()?.phone); // flow
track(new Nobody().load()?.phone);
for (const u of new Nobody().all()) track(u.phone);
interface Other { load(): User | null }
class Later implements Other { load(): User | null { return null; } }
class LaterToo implements Other { load(): User | null { throw new Error('not implemented'); } }
track(new Later().load()?.phone); // flow
track(new LaterToo().load()?.phone); // flow
`,
  'defaults that other classes override, and code that gives something': `abstract class Base { extra(): User | null { return null; } all() { return this.extra(); } }
class Plain extends Base {}
class Rich extends Base { override extra() { return user; } }
track(new Plain().all()?.phone);
track(new Rich().all()?.phone); // flow
function found(): User | null { if (some) return { phone: 'x', city: 'y' } as any as User; return null; }
track(found()?.city);
`,
};

it.each(Object.entries(CASES))('%s', (_, text) => {
  expect(flowsIn(text)).toEqual(marked(text));
});
