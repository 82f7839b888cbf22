import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'rest params of entry points': `export function f(...us: User[]) { track(us[0]!.phone); } // flow
export function g(a: string, ...[x, y]: [User, string]) {
track(x.phone); // flow
track(y); }
export const h = (...us: User[]) => us.map((u) => track(u.phone)); // flow
export const k = (...us: User[]) => us.map((u) => track(u.city));`,
  'compound assignment evaluates once': `let i = 0; const a: any[] = ['x', 'y', 'z']; a[i++] += user.phone; a[i++] = 'q';
track(a[0]); // flow
track(a[1]);
track(a[2]);
let n = 0; const o: any = { get k() { n++; return 'k' + n; } }; const b: any = { k1: '', k2: '' }; b[o.k] ||= user.phone;
track(b.k1); // flow
track(b.k2);
const c: any = [0, 0]; let j = 0; c[j++]++; 
track(j === 1 ? 'ok' : user.phone);`,
  'callbacks typed by interface': `interface Handlers { onPhone(p: User['phone']): void; onCity: (c: string) => void; nested: { deep: (u: User) => void } }
export const h: Handlers = { onPhone(p) { track(p); }, // flow
onCity(c) { track(c); }, nested: { deep: (u) => track(u.phone) } }; // flow
type Listener = (u: User, n: number) => void;
export const ls: Listener[] = [(u) => track(u.phone), (u, n) => track(n)]; // flow
export const m = new Map<string, Listener>([['a', (u) => track(u.city)]]);
export class C { cb: Listener = (u) => track(u.phone); other: Listener = ({ city }) => track(city); } // flow
export function make(): Listener { return ({ phone }) => track(phone); } // flow
declare function register(l: Listener): void;
register((u) => track(u.phone)); // flow
register((u) => track(u.city));
function each(us: User[], f: (u: User) => void) { us.forEach(f); }
each([], (u) => track(u.city));
export const reducer: (s: User, a: { p: string }) => User = (s, a) => { track(a.p); track(s.phone); return s; }; // flow`,
  'async callbacks typed': `export const a: (u: User) => Promise<void> = async (u) => { await null; track(u.phone); }; // flow
export const b: (us: AsyncIterable<User>) => Promise<void> = async (us) => { for await (const u of us) track(u.phone); }; // flow
export const c: (u: Promise<User>) => void = (u) => { u.then((x) => track(x.phone)); }; // flow
export const d: (f: () => User) => void = (f) => track(f().phone); // flow
export const e: (f: () => User) => void = (f) => track(f().city);`,
  'stores never filled in the program': `export class Repo { private readonly users = new Map<string, User>(); find(id: string): User | undefined { return this.users.get(id); } all(): User[] { return [...this.users.values()]; } }
const repo = new Repo();
track(repo.find('a')!.phone); // flow
track(repo.find('a')!.city);
for (const u of repo.all()) track(u.phone); // flow
const list: User[] = [];
export function phones() { return list.map((u) => u.phone); }
track(phones()[0]); // flow`,
  'classes that nobody makes': `export class A { constructor(u: User) { track(u.phone); } } // flow
export class B { cb = (u: User) => track(u.phone); } // flow
export class C { v = track(user.phone); } // flow
class E { constructor(private u: User) { this.go(); } go() { track(this.u.phone); } } // flow
export class F extends E { extra = (u: User) => track(u.city); }
export abstract class G { constructor(u: User) { track(u.phone); } abstract x(): void; } // flow
export class H { constructor(u: User) { track(u.city); } }`,
  'stores emptied': `const m = new Map<string, User>(); m.set('a', user); m.clear();
track(m.get('a')?.phone);
const l: User[] = [user]; l.length = 0;
track(l[0]?.phone);
let c: User | null = user; c = null;
track((c as User | null)?.phone);`,
  'what is written to values of unknown type': `export function f(x: any, i: string, j: string) { x.a = user.phone; x.b = 'b'; x.deep.er = user.phone; x.list[i] = user.phone;
track(x.a); // flow
track(x.b);
track(x.c);
track(x.deep.er); // flow
track(x.deep.other);
track(x.list[j]); // flow
track(x); // flow
x.a = 'a'; x.deep = {}; x.list = [];
track(x); }
declare const outside: any; outside.kept = user.phone;
track(outside.kept); // flow
track(outside.other);
const inner = outside.inner; inner.phone = user.phone;
track(outside.inner.phone); // flow
track(outside.inner.city);`,
  'types that no import gives': `import type { Request, Response } from 'unknown-server';
export function attach(req: Request, res: Response) { (req as any).account = user; res.locals.phone = user.phone;
track((req as any).account.phone); // flow
track((req as any).account.city);
track(res.locals.phone); // flow
track(res.locals.city); }`,
  'clients and collections from outside': `export async function f(http: any, list: any) { await http.post('/codes', user.phone);
track(await http.get('/ads'));
list.push(user.phone);
track(list); // flow
}`,
  'copies of what comes from outside, with less in them': `const copy: any = { ...user }; delete copy.phone;
track(copy);
track(copy.city);
track(JSON.stringify(copy));
const c2: any = { ...user };
track(JSON.stringify(c2)); // flow
delete c2.city;
track(c2); // flow
track(JSON.stringify({ ...user, phone: 'x' }));
track(JSON.stringify({ ...user, other: 'x' })); // flow
track(JSON.stringify(user, ['city']));
track(JSON.stringify(user, ['phone'])); // flow
track(JSON.stringify(user, (k, v) => (k === 'phone' ? undefined : v)));
track(JSON.stringify(user, (k, v) => (k === 'city' ? undefined : v))); // flow
track(JSON.stringify({ ...user }, (k, v) => (k === 'phone' ? undefined : v)));
track(JSON.parse(JSON.stringify({ ...user })).phone); // flow
track(JSON.parse(JSON.stringify({ ...user })).city);
track(JSON.stringify({ u: { ...user } }, (k, v) => (k === 'phone' ? 'x' : v)));
const om = <T extends object, K extends keyof T>(o: T, ...ks: K[]): Omit<T, K> => { const c = { ...o }; for (const k of ks) delete c[k]; return c; };
track(om(user, 'phone'));
track(om(user, 'city')); // flow
function strip(u: User) { const c: Partial<User> & { phone?: string } = { ...u }; delete c.phone; return c; }
track(strip(user));
export function f(x: any) { const y = { ...x }; y.phone = user.phone; delete y.phone;
track(y);
x.phone = user.phone; delete x.phone;
track(x);
x.sub.phone = user.phone; delete x.sub;
track(x);
}
export const h = (us: User[]) => us.map((u) => { const c: any = { ...u }; if (some) delete c.phone; return c; }).forEach((c) => {
track(c); // flow
});
Reflect.deleteProperty(c2, 'phone');
track(c2);`,
};

describe('what comes from outside the program', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
