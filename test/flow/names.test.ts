import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'texts that look like names of another kind': `const o: any = { '#p': user.phone, '!q': 'x', '~r': 'y' };
track(o['#p']); // flow
track(o['!q']);
track(o); // flow
track(Object.values(o)); // flow
track(JSON.stringify(o)); // flow
const p: any = { '!a': user.phone };
track({ ...p }['!a']); // flow
for (const n in p) track(p[n]); // flow
const q: any = {}; const k = '~' + 'z'; q[k] = user.phone;
track(q['~z']); // flow
track(Object.keys(q)[0] === '~z' ? 'yes' : user.phone);
track(Object.keys({ '@@y': 1 })[0] === '@@y' ? 'yes' : user.phone);
track(JSON.parse('{"!a": 1, "b": 2}').b);
track(JSON.stringify({ '@@y': user.phone })); // flow
track(JSON.stringify({ '@1': user.phone })); // flow`,
  'a private name is no text': `class A { #priv = user.phone; f() { return (this as any)['#priv']; } g() { return this.#priv; } }
track(new A().f());
track(new A().g()); // flow`,
  'properties that are not listed': `const def: any = {}; Object.defineProperty(def, 'hidden', { get: () => user.phone, enumerable: false }); Object.defineProperty(def, 'shown', { value: 'x', enumerable: true });
track({ ...def });
track(JSON.stringify(def));
track(Object.values(def));
for (const k in def) track(def[k]);
track(def.hidden); // flow
const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(def)) as any;
track(copy.hidden); // flow
const o: any = { a: 'x' }; Object.defineProperty(o, 'a', { value: user.phone });
track({ ...o }); // flow`,
  'what an error says of itself': `const e = new Error(user.phone);
track(JSON.stringify(e));
track({ ...e });
track(e.message); // flow
track(e); // flow
class Failure extends Error { constructor(readonly value: string) { super('no'); } }
track(JSON.stringify(new Failure(user.phone))); // flow
track(JSON.stringify(new Failure('x')));`,
  'what a copy of a value from outside gets later': `const copy = (): any => ({ ...JSON.parse(JSON.stringify({ a: 'b', o: { a: 'a', b: '' } })) });
const one = copy(); one.o.b = { j: user.phone };
track(one); // flow
track(one.a);
const two = Object.setPrototypeOf(copy(), ['']); two.o.b = user.phone;
track(two); // flow
const three = copy(); three.o.b = user.phone; three.o = 'x';
track(three);`,
  'a request of NestJS': `import { Controller, Get, Injectable, Req, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
@Injectable() class Attach implements CanActivate { canActivate(ctx: ExecutionContext) { const req = ctx.switchToHttp().getRequest(); req.account = { phone: user.phone, city: 'x' }; return true; } }
@Controller() class C { @Get() @UseGuards(Attach) get(@Req() req: any) {
track(req.account.phone); // flow
track(req.account.city);
} }`,
  'members of classes under labelled names': `class C { static [user.phone]() { return 1; } static other() { return 2; } }
track(Object.getOwnPropertyNames(C)); // flow
class D { static [user.city]() { return 1; } }
track(Object.getOwnPropertyNames(D));
class E { [user.phone] = 1; }
track(Object.keys(new E())); // flow
track(JSON.stringify(new E())); // flow
class F { [user.phone]() { return user.city; } }
track(Object.getOwnPropertyNames(F.prototype)); // flow`,
  'accessors under labelled names': `const o: any = {}; Object.defineProperty(o, user.phone, { get() { return 1; }, enumerable: true }); track(Object.keys(o)); // flow
const p = { get [user.phone]() { return 1; } }; track(Object.keys(p)); // flow
const q = { get [user.city]() { return 1; } }; track(Object.keys(q));`,
  'names of fields are found once, where the class is': `let k = 'foo';
class F { [k] = user.phone; ['o' + k] = user.city; constructor() { /**/ } }
k = 'bar';
track((new F() as any).foo); // flow
track((new F() as any).bar);
track((new F() as any).ofoo);
let n = 0;
class G { [\`k\${n++}\`] = user.phone; }
track((new G() as any).k0); // flow
track((new G() as any).k1); track(n);
class S { static [k] = user.phone; }
track((S as any).bar); // flow
track((S as any).foo);`,
  'a constructor that calls super() in the name of a field of another class': `class Obj { constructor() { return { toString() { return 'name'; } } as any; } }
class Outer extends Obj { constructor() { class Inner { [super() as any] = user.phone; } return new Inner() as any; } }
track((new Outer() as any).name); // flow
track((new Outer() as any).other);`,
  'literals define, and ask no setter': `const base = { set x(v: string) { track(v); }, get x() { return 'b'; } };
const o: any = { __proto__: base, x: user.phone };
track(o.x); // flow
const p: any = { get x() { return 0; }, ['x']: user.phone };
track(p.x); // flow
const q: any = { x: user.phone, get ['x']() { return 0; } };
track(q.x);`,
  'registered symbols': `track(Symbol.for(user.phone).description); // flow
track(Symbol.for('x').description);
const k = Symbol.for('k'); track({ [k]: user.phone }[Symbol.for('k')]); // flow
track(({ [k]: user.phone } as any)[Symbol.for('l')]);`,
};

describe('names', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
