import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'symbols': `const k = Symbol('k'), k2 = Symbol('k');
const o: any = { [k]: user.phone, [k2]: 'x' };
track(o[k]); // flow
track(o[k2]);
track(Object.getOwnPropertySymbols(o).map((s) => o[s])); // flow
track(Symbol(user.phone).description); // flow
track(Symbol(user.phone).toString()); // flow
track(Symbol(user.city).toString());
track(Symbol.for(user.phone).toString()); // flow
track(Symbol.keyFor(Symbol.for(user.phone))); // flow
track(Object.keys(o));`,
  'toPrimitive': `const p = { [Symbol.toPrimitive](hint: string) { return hint === 'number' ? 5 : user.phone; } } as any;
track(\`\${p}\`); // flow
track(p + ''); // flow
track(+p);
track(p * 2);
track(String(p)); // flow
track([p].join()); // flow
track(({} as any)[p]);
const q: any = {}; q[p] = 1;
track(Object.keys(q)); // flow
const r: any = { valueOf() { return user.phone; }, toString() { return 'x'; } };
track(r + ''); // flow
track(\`\${r}\`);
track('a'.concat(r));
const d: any = { toString() { return user.phone; } };
track(d + 1); // flow
track(new Error(d).message); // flow`,
  'hasInstance and species': `class E1 { static [Symbol.hasInstance](v: any) { track(v); return true; } } // flow
track((user.phone as any) instanceof E1);
class Arr extends Array<string> { static get [Symbol.species]() { return Array; } first() { return this[0]; } }
const arr = Arr.from([user.phone, 'x']) as Arr;
track(arr.first()); // flow
track(arr.map((x) => x)[0]); // flow
track(arr[1]);`,
  'toStringTag': `const t = { get [Symbol.toStringTag]() { return user.phone; } };
track(Object.prototype.toString.call(t)); // flow
track(String(t)); // flow`,
  'proxy traps': `const calls: any[] = [];
const target: any = { a: 'x' };
const px: any = new Proxy(target, { get: (t, k, r) => Reflect.get(t, k, r), set(t, k, v) { calls.push(v); return Reflect.set(t, k, v); }, has: (t, k) => { calls.push(k); return k in t; }, deleteProperty(t, k) { return Reflect.deleteProperty(t, k); }, ownKeys: () => ['a', 'b'], getOwnPropertyDescriptor: () => ({ value: user.phone, configurable: true, enumerable: true }) });
px.b = user.phone;
track(target.b); // flow
track(px.b); // flow
track(px.a);
track(calls); // flow
track(Object.keys(px));
const cls: any = new Proxy(class { v: string; constructor(v: string) { this.v = v; } }, { construct: (T, args) => new T(args[0] + '!') });
track(new cls(user.phone).v); // flow
track(new cls('x').v);
const fn: any = new Proxy((v: string) => v, { apply: (f, self, args) => Reflect.apply(f, self, args) });
track(fn(user.phone)); // flow
track(fn('x'));
const { proxy, revoke } = Proxy.revocable({ a: user.phone } as any, {});
track(proxy.a); // flow
const deep: any = new Proxy({}, { get: (_t, k) => (k === 'phone' ? user.phone : new Proxy({}, { get: () => 'x' })) });
track(deep.phone); // flow
track(deep.other.thing);`,
  'reflect': `const o: any = { get v() { return this.w; }, w: 'x' };
track(Reflect.get(o, 'v', { w: user.phone })); // flow
track(Reflect.get(o, 'v'));
class A { v: string; constructor(v: string) { this.v = v; } } class B { get p() { return (this as any).v; } }
track((Reflect.construct(A, [user.phone], B) as any).p); // flow
track(Reflect.ownKeys({ [user.phone]: 1 })); // flow
track(Reflect.has({}, 'x'));
Reflect.defineProperty(o, 'z', { value: user.phone, enumerable: false });
track(o.z); // flow
track(Object.keys(o).length);
track(Reflect.getOwnPropertyDescriptor(o, 'z')!.value); // flow`,
  'json': `const o = { a: user.phone, b: 'x', n: { c: user.phone } };
track(JSON.parse(JSON.stringify(o)).a); // flow
track(JSON.stringify(o, ['b']));
track(JSON.stringify(o, (k, v) => (k === 'a' || k === 'n' ? undefined : v)));
track(JSON.stringify({ b: 1 }, (k, v) => (k === 'b' ? user.phone : v))); // flow
track(JSON.parse('{"a":1}', (k, v) => (k === 'a' ? user.phone : v)).a); // flow
track(JSON.parse('{"a":1}', (k, v) => v).a);
class T { secret = user.phone; toJSON() { return { ok: 'x' }; } }
track(JSON.stringify(new T()));
track(JSON.stringify({ t: new T() }));
class U { toJSON() { return user.phone; } }
track(JSON.stringify([new U()])); // flow
track(JSON.stringify({ f: () => user.phone }));
JSON.parse(JSON.stringify({ v: user.phone }), (k, v) => { track(v); return v; }); // flow`,
  'iterator helpers': `const it = [user.phone, 'b', 'c'].values();
track(it.map((x) => x + '!').toArray()[0]); // flow
track(it.next().done);
const g = function* () { yield 'a'; yield user.phone; };
track(g().filter((x) => x !== 'a').toArray()); // flow
track(g().flatMap((x) => [x, x]).toArray()[0]);
track(g().flatMap((x) => [x, x]).toArray()[2]); // flow
track(g().reduce((a, b) => a + b)); // flow
track(g().find((x) => x === 'a'));
track(g().some((x) => x === 'a'));
g().forEach((x, i) => { if (i === 0)
  track(x);
  else track(x); }); // flow
track(Iterator.from({ next: () => ({ done: false, value: user.phone }) }).take(1).toArray()); // flow
class It extends Iterator<string> { i = 0; next() { return this.i++ === 0 ? { done: false as const, value: user.phone } : { done: true as const, value: undefined }; } }
track(new It().map((x) => x).toArray()); // flow
const m = new Map([[user.phone, 'v']]);
track(m.keys().next().value); // flow
track(m.values().next().value);
track(m.entries().toArray()[0]![1]);
track([...'ab'][Symbol.iterator]().next().value);`,
  'set methods': `const a = new Set([user.phone, 'x']), b = new Set(['x']);
track([...a.union(b)]); // flow
track([...a.difference(b)]); // flow
track([...b.difference(a)]);
track([...b.symmetricDifference(a)]); // flow
track(a.isSupersetOf(b));
track([...b.union(a)].length);`,
  'regexp': `const t: string = user.phone;
t.replace(/.+/g, (m) => { track(m); return 'x'; }); // flow
track('abc'.replace('b', () => user.phone)); // flow
track('abc'.replace(/b/, user.phone)); // flow
for (const m of t.matchAll(/.+/g)) track(m[0]); // flow
track([...'abc'.matchAll(/b/g)].map((m) => m.index));
track(t.split('-')[0]); // flow
track(t.search(/x/));
track(/x/.test(t));
track(new RegExp(t).source); // flow
track('x'.match(/x/));
track(t.match(/.+/g)?.[0]); // flow
const re = /(\\w)-(\\w)/; re.exec(t); 
track('a-b'.replace(/(?<l>\\w)/g, (...args) => args.at(-1).l));
t.replace('x', (m, _at, all) => { track(m);
  track(all); return m; }); // flow
if (/(\\d+)/.test(t)) track(RegExp.$1); // flow
/(\\d+)/.test('1'); track(RegExp.$1);`,
  'errors': `class MyErr extends Error { constructor(public readonly data: string, opts?: ErrorOptions) { super('msg', opts); this.name = 'MyErr'; } }
try { throw new MyErr(user.phone, { cause: new Error('c') }); } catch (e) { if (e instanceof MyErr)
  track(e.data); // flow
  track((e as Error).message);
  track(((e as Error).cause as Error).message); }
try { try { throw new Error(user.phone); } catch (e) { throw new Error('wrapped', { cause: e }); } } catch (e) {
  track(((e as Error).cause as Error).message); // flow
  track((e as Error).message); }
try { throw new AggregateError([new Error(user.phone)], 'all'); } catch (e) {
  track((e as AggregateError).errors[0].message); // flow
  track((e as Error).message); }
try { [1].forEach(() => { throw user.phone; }); } catch (e) { track(e); } // flow
try { [1].map((x) => { if (x) throw new Error(user.phone); return x; });
  track(user.phone); } catch (e) {
  track(String(e)); } // flow
const err = new Error('a'); (err as any).extra = user.phone;
try { throw err; } catch (e) { track((e as any).extra); } // flow
track(new MyErr(user.phone).stack?.length);
track(new Error(user.phone).toString()); // flow`,
  'weak': `const wm = new WeakMap<object, string>(), k1 = {}, k2 = {};
wm.set(k1, user.phone); wm.set(k2, 'x');
track(wm.get(k1)); // flow
track(wm.get(k2));
track(wm.has(k1));
const wr = new WeakRef({ v: user.phone });
track(wr.deref()?.v); // flow
const ws = new WeakSet(); ws.add(k1); track(ws.has(k1));
const fr = new FinalizationRegistry((held: string) => track(held));
fr.register({}, 'x');
const registry = new FinalizationRegistry<string>((held) => {
track(held); // flow
});
registry.register({}, user.phone);
new FinalizationRegistry<string>((held) => track(held)).register({}, 'x');`,
  'typed arrays': `const buf = new SharedArrayBuffer(16); const ta = new Uint8Array(buf); const other = new Uint8Array(buf);
ta[0] = user.phone.charCodeAt(0);
ta.set([...user.phone].map((c) => c.charCodeAt(0)));
const dv = new DataView(new ArrayBuffer(8)); dv.setUint8(0, user.phone.length);
const td = new TextEncoder().encode(user.phone);
track(new TextDecoder().decode(td)); // flow
track(new TextDecoder().decode(td.slice(0))); // flow
track(new TextDecoder().decode(new Uint8Array(td.buffer))); // flow
track(Buffer.from(td).toString()); // flow
track(Buffer.concat([Buffer.from('a'), Buffer.from(user.phone)]).toString()); // flow
track(new TextDecoder().decode(ta)); // flow
track(td.length);
track(new TextDecoder().decode(new TextEncoder().encode('x')));`,
  'stacks of disposables': `const log: string[] = [], other: string[] = [];
class Lease { constructor(readonly p: string) {} [Symbol.dispose]() { log.push(this.p); } async [Symbol.asyncDispose]() { log.push('x'); } }
{ using stack = new DisposableStack(); stack.use(new Lease(user.phone)); track(log); }
track(log); // flow
const stack = new AsyncDisposableStack();
stack.adopt(user.phone, async (p) => { other.push(p); });
stack.defer(async () => track(other));
track(other);
await stack.disposeAsync();
track(other); // flow
const third = new DisposableStack(); third.adopt('x', (p) => track(p)); third.dispose();
{ await using fourth = new AsyncDisposableStack(); fourth.defer(() => {
track(user.phone); // flow
}); }`,
  'structuredClone': `const o = { a: { b: user.phone }, c: 'x', m: new Map([['k', user.phone]]), d: new Date() };
const s = structuredClone(o);
track(s.a.b); // flow
track(s.c);
track(s.m.get('k')); // flow
s.a.b = 'y';
track(s.a.b);
track(o.a.b); // flow`,
  'promisify callbackify': `import { promisify, callbackify } from 'node:util';
const cb = (v: string, done: (e: Error | null, v?: string) => void) => done(null, v + '!');
const pr = promisify(cb);
track(await pr(user.phone)); // flow
track(await pr('x'));
const back = callbackify(async (v: string) => v);
back(user.phone, (e: any, v: any) => {
  track(v); // flow
  track(e); });
back('x', (e: any, v: any) => track(v));
const fail = callbackify(async () => { throw new Error(user.phone); });
fail((e: any) => track(e.message)); // flow
(setTimeout as any)[promisify.custom];`,
  'message channel': `const { port1, port2 } = new MessageChannel();
port2.onmessage = (e) => { track(e.data); port1.close(); }; // flow
port1.postMessage(user.phone);
const ch = new MessageChannel();
ch.port1.onmessage = (e) => { track(e.data.v); ch.port1.close(); }; // flow
ch.port2.postMessage({ v: user.phone, w: 'x' });`,
  'intl temporal date': `track(new Intl.DisplayNames('en', { type: 'region' }).of('US'));
track(new Intl.ListFormat('en').format([user.phone, 'x'])); // flow
track(new Intl.NumberFormat('en').format(user.phone.length));
track(new Date(user.city).getTime());
track(user.phone.localeCompare('a'));
track(user.phone.normalize()); // flow
track(Intl.getCanonicalLocales('en'));`,
  'spread and objects': `const base = { a: user.phone, b: 'x' };
const s1 = { ...base, a: 'over' };
track(s1.a);
const s2 = { a: 'over', ...base };
track(s2.a); // flow
const s3: any = Object.assign({}, base, { b: 'y' });
track(s3.a); // flow
track(s3.b);
const s4: any = Object.fromEntries(Object.entries(base).map(([k, v]) => [k, v + '!']));
track(s4.a); // flow
track(s4.b);
track(Object.values(base)[1]);
track(Object.entries(base)[0]![1]); // flow
track(Object.groupBy([{ t: 'p', v: user.phone }, { t: 'q', v: 'x' }], (o) => o.t).q);
track(Object.groupBy([{ t: 'p', v: user.phone }, { t: 'q', v: 'x' }], (o) => o.t).p); // flow
const fz = Object.freeze({ a: user.phone }); track(fz.a); // flow
track({ [user.phone]: 1 }); // flow
track({ __proto__: { z: user.phone } }.z); // flow
const inh = Object.create({ z: user.phone }); inh.z = 'x';
  track(inh.z); delete inh.z;
  track(inh.z); // flow
for (const k in { [user.phone]: 1 }) track(k); // flow
track('phone' in user);`,
  'arrays': `const a = ['x', user.phone, 'y'];
const pushed: any[] = []; Array.prototype.push.apply(pushed, user.phone as any);
track(pushed); // flow
track(a[0]);
  track(a[1]); // flow
  track(a.slice(2));
  track(a.slice(1)); // flow
  track(a.indexOf('y'));
  track(a.toSorted()[0]); // flow
  track(a.toReversed()[1]); // flow
  track(a.toReversed()[0]);
  track(a.with(1, 'z'));
  track(a.toSpliced(1, 1));
  track(a.at(-2)); // flow
  track(a.at(-1));
const b = [...a]; b.splice(1, 1);
  track(b);
  track(a.findLast((x) => true));
  track(a.flatMap((x) => [x])[0]);
  track(a.join('-')); // flow
  track(a.fill('q'));
  track(a[1]);
const m = [[user.phone], ['x']];
  track(m[1]![0]);
  track(m.flat()[1]);
  track(m.flat()[0]); // flow
  track(m.map((r) => r[0])[1]);
  track(m.entries().toArray()[1]![1]);
const w = new Array(3).fill('x'); w[1] = user.phone;
  track(w[0]);
  track(w[1]); w.length = 1; // flow
  track(w);
  track(Array.of('a', user.phone)[0]);
  track(Array.from({ length: 2 }, (_, i) => (i ? user.phone : 'x'))[0]);
  track(Array.from({ length: 2 }, (_, i) => (i ? user.phone : 'x'))[1]); // flow
const un: string[] = []; un.unshift(user.phone); un.unshift('a');
  track(un[0]);
  track(un.shift());
  track(un.shift()); un.push('z'); // flow
  track(un[0]);
  track(un.copyWithin(0, 0));
  track(un.concat([user.phone], 'x')[1]); // flow`,
  'an iterator of a text: its end carries nothing': `const it = user.phone[Symbol.iterator](); const r = it.next(); track(r.value); // flow
track(r.done);
for (const c of user.phone) track(c); // flow`,
  'questions to objects of the platform': `track(Object.prototype.hasOwnProperty.call(Array, 'x'));
track(Boolean.hasOwnProperty('x'));
track(({} as any).propertyIsEnumerable(user.city));`,
  'classes that derive from collections, with constructors': `class A extends Array { constructor(...args: any[]) { super(...args); } get first() { return this[0]; } }
const a: any = new A(user.phone, user.city); const [x, y] = a; track(x); // flow
track(y); track(a.first); // flow
track(a.length); track(a.map((v: any) => v)[0]); // flow
const b: any = new A('x', 'y'); track(b[0]);
class M extends Map { constructor(e: any) { super(e); } }
track(new M([['a', user.phone]]).get('a')); // flow
track(new M([['a', user.phone], ['b', user.city]]).get('b'));
class S extends Set { constructor(...e: any[]) { super(e); } }
track([...new S(user.phone)]); // flow
track([...new S(user.city)]);
class U extends Array {} const u: any = new U(); u.push(user.phone); track(u[0]); // flow
class P extends Promise<any> { constructor(f: any) { super(f); } }
new P((r: any) => r(user.phone)).then((v) => { track(v); }); // flow
new P((r: any) => r(user.city)).then((v) => { track(v); });`,
};

describe('built-in objects', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
