import { describe, expect, it } from 'vitest';
import { bare, bindingNamed, factsOf, functionNamed } from './ir.js';

const captured = (text: string): string[] => factsOf(text).bindings.filter(b => b.captured).map(b => b.name);

describe('captured bindings', () => {
  it.each([
    ['const x = 1; x', []],
    ['const x = 1; () => x', ['x']],
    ['function f(p) { return () => p }', ['p']],
    ['function f(p) { p = 1 }', []],
    ['function f() { g() } function g() {}', ['g']],
    ['class A { m() { return A } }', ['A']],
    ['const x = 1; class A { f = x }', ['x']],
    ['let n = 0; function f() { n++ }', ['n']],
    ['let n = 0; function f() { ({ n } = g) }', ['n']],
    ['import { x } from "x"; function f() { return x }', ['x']],
    ['function f() { return () => arguments }', ['arguments']],
    ['const f = function me() { return () => me }', ['me']],
  ])('%s', (text, expected) => {
    expect(captured(text)).toEqual(expected);
  });

  it('stand in the scope of the block that makes them', () => {
    const facts = factsOf('const a = 1; { let b = a; let c = 2; run(() => b + a) } function f(p) { var v; let w; return () => p + v + w }');
    const [moduleBlock, f] = [facts.functions[0]?.body, functionNamed(facts, 'f')];
    const names = (scope: readonly number[] | undefined): (string | undefined)[] => (scope ?? []).map(v => facts.bindings[v]?.name);
    expect(names(moduleBlock?.scope)).toEqual(['a']);
    const block = moduleBlock?.body[1];
    expect(block?.k === 'block' && names(block.block.scope)).toEqual(['b']);
    expect(names(f.body?.scope).sort()).toEqual(['v', 'w']);
    expect(names(f.locals)).toEqual(['p', 'w', 'v']);
  });
});

describe('names', () => {
  const use = (text: string): unknown => {
    const body = factsOf(text).functions.at(-1)?.body?.body ?? [];
    return bare(body.at(-1));
  };
  it('are found from the innermost scope outwards', () => {
    const facts = factsOf('const x = 1; function f(x) { { const x = 2; use(x) } use(x) }');
    const calls = JSON.stringify(bare(functionNamed(facts, 'f').body)).match(/"args":\[\{"k":"var","v":(\d)/g);
    expect(calls).toEqual(['"args":[{"k":"var","v":3', '"args":[{"k":"var","v":2']);
  });

  it('hoist var through blocks, and let not', () => {
    expect(use('function f() { { var x = 1 } return x }')).toMatchObject({ arg: { k: 'var' } });
    expect(use('function f() { { let x = 1 } return x }')).toMatchObject({ arg: { k: 'global', name: 'x' } });
    expect(use('function f() { for (var x of a) { try { var y } catch {} } return x + y }')).toMatchObject({ arg: { l: { k: 'var' }, r: { k: 'var' } } });
  });

  it('see a later declaration', () => {
    expect(use('function f() { return x } const x = 1')).toMatchObject({ arg: { k: 'var' } });
  });

  it('keep a catch parameter, a class name and a function name to themselves', () => {
    expect(use('function f() { try {} catch (e) {} return e }')).toMatchObject({ arg: { k: 'global' } });
    expect(use('function f() { x = class C {}; return C }')).toMatchObject({ arg: { k: 'global' } });
    expect(factsOf('const f = function me() {}; me').functions[1]).toMatchObject({ self: 1 });
  });

  it('let a parameter and a var of one name be one binding', () => {
    expect(factsOf('function f(p) { var p = p || 1 }').bindings.filter(b => b.name === 'p')).toHaveLength(1);
  });

  it('leave undeclared assignments global', () => {
    expect(factsOf('x = 1').functions[0]?.body?.body[0]).toMatchObject({ expr: { target: { k: 'pglobal', name: 'x' } } });
  });

  it('resolve parameters in later defaults', () => {
    const [, f] = factsOf('function f(a, b = a) {}').functions;
    expect(bare(f?.params[1]?.target)).toEqual({ k: 'pdefault', target: { k: 'pvar', v: 2 }, value: { k: 'var', v: 1 } });
  });
});

describe('functions', () => {
  it('know arguments of the nearest function that is no arrow', () => {
    const facts = factsOf('function f() { return () => arguments[0] }');
    const f = functionNamed(facts, 'f');
    expect(f.usesArguments).toBe(true);
    expect(facts.bindings[f.argumentsVar ?? -1]).toMatchObject({ kind: 'arguments', fn: 1 });
    expect(facts.functions[2]).toMatchObject({ kind: 'arrow', usesArguments: false, parent: 1 });
  });

  it('have parameters with types, rest, optional and no `this`', () => {
    const f = functionNamed(factsOf('async function* f<T extends A = B>(this: X, a?: string, { b } = {}, ...c: T[]): Promise<T> {}'), 'f');
    expect(bare(f)).toMatchObject({
      async: true, generator: true, typeParams: [{ name: 'T', constraint: { k: 'ref', name: 'A' }, default: { k: 'ref', name: 'B' } }],
      ret: { k: 'ref', name: 'Promise' },
    });
    expect(bare(f.params)).toMatchObject([
      { target: { k: 'pvar' }, optional: true, type: { k: 'prim' } },
      { target: { k: 'pdefault', target: { k: 'pobject' } } },
      { target: { k: 'pvar' }, rest: true, type: { k: 'array' } },
    ]);
  });

  it('turn an arrow\'s expression into a return', () => {
    expect(bare(factsOf('x = () => 1').functions[1]?.body)).toEqual({ scope: [], funcs: [], body: [{ k: 'return', arg: { k: 'const', value: 1 } }] });
  });

  it('have the overloads beside them', () => {
    const facts = factsOf('export function f(a: string): string; export function f(a: number): number; export function f(a: any) { return a }');
    expect(facts.functions.map(f => f.name)).toEqual(['', 'f']);
    expect(facts.ambient.map(x => x.name)).toEqual(['f', 'f']);
    expect(bare(facts.ambient[1]?.type)).toMatchObject({ k: 'fn', fn: { params: [{ name: 'a' }], ret: { k: 'prim', name: 'number' } } });
    expect(bindingNamed(facts, 'f').ambient).toBeUndefined();
    expect(facts.exports).toHaveLength(1);
  });
});
