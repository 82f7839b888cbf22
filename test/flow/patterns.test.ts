import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'reset stores by assignment': `export class S { private items: User[] = []; add(u: { city: string; phone: string }) { this.items.push({ phone: 'x', city: u.city } as any); } first() { return this.items[0]; } }
const s = new S(); s.add({ city: 'a', phone: 'b' });
track(s.first()?.city);
const log: string[] = [];
track(log);
track(log[0]);`,
  'getter chain and inheritance of accessors': `class A { protected _v = 'x'; get v() { return this._v; } set v(x: string) { this._v = x.trim(); } } class B extends A { get v() { return super.v; } } 
const b: any = new B(); 
try { b.v = user.phone; } catch {}
track(b.v);
const a = new A(); a.v = user.phone;
track(a.v); // flow
class C extends A { set v(x: string) { super.v = x; } get v() { return 'masked'; } }
const c = new C(); c.v = user.phone;
track(c.v);
track((c as any)._v); // flow`,
  'toString and valueOf in class': `class Phone { constructor(private n: string) {} toString() { return this.n; } toJSON() { return 'hidden'; } get last4() { return this.n.slice(-4); } [Symbol.toPrimitive](h: string) { return h === 'number' ? 1 : this.n; } }
const p = new Phone(user.phone);
track(\`\${p}\`); // flow
track(p + ''); // flow
track(JSON.stringify({ p }));
track(p.last4); // flow
track(+p);
class Safe { constructor(private n: string) {} toString() { return '***'; } }
track(\`\${new Safe(user.phone)}\`);
track(String(new Safe(user.phone)));
track([new Safe(user.phone)].join());`,
  'error subclasses and aggregate': `class E1 extends Error { constructor(m: string, readonly data: { p: string; c: string }) { super(m); } }
function f(n: number) { if (n > 1) throw new E1('m', { p: user.phone, c: 'x' }); return 'ok'; }
try { f(2); } catch (e) { if (e instanceof E1) {
track(e.data.p); // flow
track(e.data.c);
track(e.message);
track(e.stack);
} }
const ag = new AggregateError([new Error(user.phone), new Error('x')], 'm');
track(ag.errors[0].message); // flow
track(ag.errors[1].message);
track(ag.message);
async function g() { const rs = await Promise.allSettled([Promise.reject(new Error(user.phone)), Promise.resolve('y')]);
for (const r of rs) if (r.status === 'rejected') track(r.reason.message); // flow
for (const r of rs) if (r.status === 'fulfilled') track(r.value); }
g();`,
  'async queue and semaphore': `class Queue<T> { private q: T[] = []; private w: ((v: T) => void)[] = []; push(v: T) { const r = this.w.shift(); if (r) r(v); else this.q.push(v); } async pull(): Promise<T> { const v = this.q.shift(); if (v !== undefined) return v; return new Promise<T>((r) => this.w.push(r)); } }
async function main() { const q = new Queue<string>(), q2 = new Queue<string>(); q.push(user.phone); q2.push('x');
track(await q.pull()); // flow
track(await q2.pull());
const later = q.pull(); q.push(user.phone);
track(await later); // flow
const later2 = q2.pull(); q2.push('y');
track(await later2); }
main();
async function retry<T>(f: () => Promise<T>, n = 3): Promise<T> { for (let i = 0; ; i++) { try { return await f(); } catch (e) { if (i >= n) throw e; } } }
retry(async () => user.phone).then((v) => track(v)); // flow
retry(async () => 'x').then((v) => track(v));
const withTimeout = <T>(p: Promise<T>, ms: number) => Promise.race([p, new Promise<never>((_, rej) => setTimeout(() => rej(new Error('t')), ms))]);
withTimeout(Promise.resolve(user.phone), 10).then((v) => track(v)); // flow
withTimeout(Promise.resolve('x'), 10).then((v) => track(v));`,
  'async local state and closures over loops': `async function run() { const out: any = {}; await Promise.all(['a', 'b'].map(async (k) => { await null; out[k] = k === 'a' ? user.phone : 'x'; }));
track(out.a); // flow
track(out.b);
const res = []; for (const u of [user]) { res.push(await Promise.resolve(u.phone)); }
track(res[0]); // flow
let acc: any = 'x'; await [1, 2].reduce(async (p, n) => { await p; acc = n === 2 ? user.phone : 'y'; }, Promise.resolve());
track(acc); // flow
}
run();`,
  'event loop with async generator consumer': `class Ch<T> { private b: T[] = []; private done = false; send(v: T) { this.b.push(v); } close() { this.done = true; } async *[Symbol.asyncIterator]() { while (!this.done || this.b.length) { if (this.b.length) yield this.b.shift()!; else await null; } } }
async function m() { const c = new Ch<string>(); c.send('a'); c.send(user.phone); c.close(); const got: string[] = []; for await (const x of c) got.push(x);
track(got[0]);
track(got[1]); // flow
}
m();`,
  'object destructuring in params with renames and nested defaults': `function f({ a: { b: [, second = user.phone] = [] } = {} as any, ...rest }: any = {}) { return [second, rest]; }
track(f()[0]); // flow
track(f({ a: { b: ['x', 'y'] } })[0]);
track(f({ z: user.phone })[1].z); // flow
track(f({ z: user.phone, y: 'y' })[1].y);
const { length } = user.phone;
track(length);
const { phone: { length: l2 } } = user;
track(l2);
const [first] = user.phone;
track(first); // flow
let q: any, w: any; ({ phone: q, ...w } = user as any);
track(q); // flow
track(w);
for (const [k, v] of Object.entries(user)) { if (k === 'city') track(v); if (k === 'phone') track(v); } // flow`,
  'type guards and discriminated unions through switch': `type Msg = { t: 'sms'; to: string } | { t: 'mail'; addr: string; cc: string };
function addr(m: Msg) { switch (m.t) { case 'sms': return m.to; case 'mail': return m.addr; } }
track(addr({ t: 'sms', to: user.phone })); // flow
track(addr({ t: 'mail', addr: 'x', cc: user.phone }));
const handlers: { [K in Msg['t']]: (m: Extract<Msg, { t: K }>) => string } = { sms: (m) => m.to, mail: (m) => m.cc };
track(handlers.sms({ t: 'sms', to: user.phone })); // flow
track(handlers.mail({ t: 'mail', addr: user.phone, cc: 'c' }));`,
  'bigint number conversions and bit tricks': `const n = Number(user.phone.replace(/\\D/g, ''));
track(n); // flow
track(n * 2 + 1); // flow
track(n > 5);
track(n | 0); // flow
track(n.toString(36)); // flow
track(n.toFixed(2)); // flow
track(Number.isInteger(n));
track(Math.floor(n / 10)); // flow
track([n].map(String)[0]); // flow
track(BigInt(n) * 2n); // flow
track(new Date(n).getTime()); // flow
track(isFinite(n));`,
  'static registries by class name': `abstract class Model { static reg = new Map<string, typeof Model>(); static register(this: any) { Model.reg.set(this.name, this); } static create(n: string): any { return new (Model.reg.get(n) as any)(); } }
class U extends Model { v = user.phone; } class V extends Model { v = 'x'; }
U.register(); V.register();
track(Model.create('U').v); // flow
track(Model.create('V').v);`,
  'symbols registry and hidden state': `const KEY = Symbol.for('app.phone'), OTHER = Symbol.for('app.city'); (globalThis as any)[KEY] = user.phone; (globalThis as any)[OTHER] = 'x';
track((globalThis as any)[Symbol.for('app.phone')]); // flow
track((globalThis as any)[Symbol.for('app.city')]);
const priv = new WeakMap<object, { p: string; c: string }>(); class H { constructor(p: string) { priv.set(this, { p, c: 'x' }); } get p() { return priv.get(this)!.p; } get c() { return priv.get(this)!.c; } }
track(new H(user.phone).p); // flow
track(new H(user.phone).c);
track(new H('x').p);`,
  'iterator helpers': `const it = ['a', user.phone, 'c'].values();
track(it.map((x) => x + '!').toArray()[1]); // flow
track(['a', user.phone].values().take(1).toArray()[0]);
track(['a', user.phone].values().drop(1).next().value); // flow
track(Iterator.from(['a', user.phone]).flatMap((x) => [x, 'q']).toArray()[2]); // flow
track(['a', 'b'].values().some((x) => x === user.phone));
track(['a', user.phone].values().reduce((a, b) => a + b)); // flow`,
  'generic containers keep apart': `class Pair<A, B> { constructor(readonly a: A, readonly b: B) {} swap() { return new Pair(this.b, this.a); } static of<A, B>(a: A, b: B) { return new Pair(a, b); } map<C>(f: (a: A) => C) { return new Pair(f(this.a), this.b); } }
const p = Pair.of(user.phone, 'x');
track(p.a); // flow
track(p.b);
track(p.swap().a);
track(p.swap().b); // flow
track(p.map(() => 'm').a);
track(p.map((x) => x).swap().b); // flow
class Cache<V> { private m: Record<string, V> = {}; get(k: string, f: () => V): V { return (this.m[k] ??= f()); } }
const cs = new Cache<string>(), ct = new Cache<string>();
track(cs.get('k', () => user.phone)); // flow
track(ct.get('k', () => 'x'));
track(cs.get('other', () => 'y'));`,
  'memo and weak caches by argument': `const memo = <A extends object, R>(f: (a: A) => R) => { const c = new WeakMap<A, R>(); return (a: A): R => { let r = c.get(a); if (r === undefined) { r = f(a); c.set(a, r); } return r; }; };
const ph = memo((u: { p: string }) => u.p); const u1 = { p: user.phone }, u2 = { p: 'x' };
track(ph(u1)); // flow
track(ph(u2));
track(ph(u1)); // flow`,
  'flatten deep nest update immutably': `const st = { a: { b: { c: user.phone, d: 'x' }, e: ['y', user.phone] } };
const s2 = { ...st, a: { ...st.a, b: { ...st.a.b, c: 'new' } } };
track(s2.a.b.c);
track(s2.a.e[1]); // flow
track(st.a.b.c); // flow
const s3 = structuredClone(st); s3.a.b.c = 'gone';
track(s3.a.b.c);
track(st.a.b.c); // flow
const prod = (s: any, f: (d: any) => void) => { const d = JSON.parse(JSON.stringify(s)); f(d); return d; };
const s4 = prod(st, (d) => { d.a.b.d = d.a.b.c; d.a.b.c = 'z'; });
track(s4.a.b.d); // flow
track(s4.a.b.c);
track(st.a.b.d);`,
  'observer with weak unsub': `class Obs { private s = new Set<(v: any) => void>(); sub(f: (v: any) => void) { this.s.add(f); return { unsubscribe: () => this.s.delete(f) }; } emit(v: any) { for (const f of [...this.s]) f(v); } }
const o = new Obs(); const h = o.sub((v) => track(v)); h.unsubscribe(); o.emit(user.phone);
const o2 = new Obs(); const h2 = o2.sub((v) => track(v)); o2.emit(user.phone); h2.unsubscribe(); // flow`,
  'plugin hooks and tapable': `class Hook { taps: { name: string; fn: (...a: any[]) => any }[] = []; tap(name: string, fn: (...a: any[]) => any) { this.taps.push({ name, fn }); } call(...a: any[]) { return this.taps.map((t) => t.fn(...a)); } waterfall(v: any) { return this.taps.reduce((x, t) => t.fn(x) ?? x, v); } }
const h = new Hook(); h.tap('a', (x) => x + '!'); h.tap('b', (x) => undefined);
track(h.waterfall(user.phone)); // flow
track(h.waterfall('x'));
track(h.call(user.phone)[0]); // flow
track(h.call(user.phone)[1]);
const h3 = new Hook(); h3.tap('mask', () => '***');
track(h3.waterfall(user.phone));`,
  'parsers and tokenisers': `function parse(s: string) { const out: Record<string, string> = {}; for (const part of s.split('&')) { const [k, v] = part.split('='); out[k!] = decodeURIComponent(v!); } return out; }
track(parse('p=' + user.phone).p); // flow
track(parse('p=x').p);
const csv = (rows: any[][]) => rows.map((r) => r.map((c) => \`"\${c}"\`).join(',')).join('\\n');
track(csv([['h'], [user.phone]])); // flow
track(csv([['h'], ['x']]));
const tpl = (t: string, d: any) => t.replace(/\\{(\\w+)\\}/g, (_, k) => d[k]);
track(tpl('Hi {p}', { p: user.phone })); // flow
track(tpl('Hi {p}', { p: 'x' }));`,
  'state machine': `type S = 'idle' | 'load' | 'done'; class Fsm { s: S = 'idle'; data: any = null; next(v?: any) { switch (this.s) { case 'idle': this.s = 'load'; break; case 'load': this.data = v; this.s = 'done'; break; case 'done': this.data = null; this.s = 'idle'; } return this; } }
track(new Fsm().next(user.phone).data);
track(new Fsm().next().next(user.phone).data); // flow
track(new Fsm().next().next(user.phone).next().data);`,
  'void and comma kill in callback': `let kept: any = 'x'; const set = (v: any) => void (kept = v);
set(user.phone);
track(kept); // flow
track(set(user.phone));
set('y');
track(kept);
[user.phone].forEach((v) => { kept = v; });
track(kept); // flow
[].forEach((v) => { kept = 'never'; });
track(kept); // flow`,
};

describe('patterns of small programs', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
