import { expect, it } from 'vitest';
import { bare, factsOf } from './ir.js';

const classOf = (text: string, file?: string): unknown => bare(factsOf(text, file).classes[0]);

it('has members of every kind', () => {
  expect(classOf('class A { constructor() {} a = 1; static b; get c() { return 1 } set c(v) {} static d() {} #e; [f]() {} static { g() } accessor h = 2; "i j" = 3; declare k: string }')).toMatchObject({
    name: 'A', v: 0, parent: 0, abstract: false,
    members: [
      { kind: 'ctor', key: { name: 'constructor' }, f: 1 },
      { kind: 'field', key: { name: 'a' }, static: false, f: 2 },
      { kind: 'field', key: { name: 'b' }, static: true },
      { kind: 'get', key: { name: 'c' }, f: 3 },
      { kind: 'set', key: { name: 'c' }, f: 4 },
      { kind: 'method', key: { name: 'd' }, static: true, f: 5 },
      { kind: 'field', key: { name: '#e' } },
      { kind: 'method', key: { expr: { k: 'global', name: 'f' } }, f: 6 },
      { kind: 'static', static: true, f: 7 },
      { kind: 'field', key: { name: 'h' }, accessor: true, f: 8 },
      { kind: 'field', key: { name: 'i j' }, f: 9 },
      { kind: 'field', key: { name: 'k' }, type: { k: 'prim', name: 'string' } },
    ],
  });
});

it('gives a field\'s value as a function', () => {
  const [, field] = factsOf('class A { a = this.b }').functions;
  expect(bare(field)).toMatchObject({ kind: 'field', name: 'a', cls: 0, params: [], body: { body: [{ k: 'return', arg: { k: 'member', obj: { k: 'this' }, key: { name: 'b' } } }] } });
});

it('has its base, its interfaces and its type parameters', () => {
  expect(classOf('abstract class A<T> extends B.C<T> implements I, J<T> { abstract m(a: T): void; abstract n: T }')).toMatchObject({
    abstract: true, superClass: { k: 'member' }, superTypeArgs: [{ k: 'ref', name: 'T' }], typeParams: [{ name: 'T' }],
    implements: [{ k: 'ref', name: 'I' }, { k: 'ref', name: 'J', args: [{ k: 'ref', name: 'T' }] }],
    members: [{ kind: 'method', abstract: true, type: { k: 'fn' } }, { kind: 'field', abstract: true, type: { k: 'ref', name: 'T' } }],
  });
});

it('has parameter properties by place, not counting `this`', () => {
  expect(classOf('class A { constructor(a: string, private b: B, readonly c = 1) { super() } }')).toMatchObject({ paramProps: [{ param: 1, name: 'b' }, { param: 2, name: 'c' }] });
});

it('has decorators of the class, members and parameters', () => {
  const facts = factsOf('@a @b() class A { @c x = 1; @d m(@e p) {} }');
  expect(bare(facts.classes[0])).toMatchObject({
    decorators: [{ k: 'global', name: 'a' }, { k: 'call' }],
    members: [{ decorators: [{ k: 'global', name: 'c' }] }, { decorators: [{ k: 'global', name: 'd' }] }],
  });
  expect(bare(facts.functions.find(f => f.name === 'm')?.params)).toMatchObject([{ decorators: [{ k: 'global', name: 'e' }] }]);
});

it('names a class expression for itself, inside the block around it', () => {
  const facts = factsOf('{ x = class C { m() { return C } } }');
  expect(facts.classes[0]).toMatchObject({ name: 'C', v: 0 });
  expect(facts.functions[0]?.body?.body[0]).toMatchObject({ k: 'block', block: { scope: [0] } });
  expect(facts.types).toEqual([]);
});

it('declares the type of its instances too', () => {
  const [type] = factsOf('class A<T> extends B<T> { x?: T; constructor(private y: T) { super() } m(a: string): void; m(a: number): void; m(a: any) {} static s = 1; get g(): T { return 1 } [k: string]: any }').types;
  expect(bare(type)).toMatchObject({
    name: 'A', kind: 'class', cls: 0, typeParams: [{ name: 'T' }], extends: [{ k: 'ref', name: 'B' }],
    members: [
      { kind: 'prop', name: 'x', optional: true }, { kind: 'prop', name: 'y' }, { kind: 'construct' },
      { kind: 'method', name: 'm', fn: { params: [{ type: { name: 'string' } }] } }, { kind: 'method', name: 'm', fn: { params: [{ type: { name: 'number' } }] } },
      { kind: 'prop', name: 's', static: true }, { kind: 'get', name: 'g', type: { k: 'ref', name: 'T' } }, { kind: 'index', type: { name: 'any' } },
    ],
  });
});
