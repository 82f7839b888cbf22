import { describe, expect, it, test } from 'vitest';
import { bare, factsOf, functionNamed, moduleBody } from './ir.js';

const a = { k: 'global', name: 'a' };
const noBlock = { scope: [], funcs: [] };
const run = (name: string): unknown => ({ k: 'expr', expr: { k: 'call', callee: { k: 'global', name }, args: [] } });

const TABLE: readonly (readonly [string, unknown])[] = [
  ['"use strict"; a', [{ k: 'expr', expr: a }]],
  ['const x = 1, y: string = a', [
    { k: 'decl', kind: 'const', target: { k: 'pvar', v: 0 }, init: { k: 'const', value: 1 } },
    { k: 'decl', kind: 'const', target: { k: 'pvar', v: 1 }, init: a, type: { k: 'prim', name: 'string' } },
  ]],
  ['let x', [{ k: 'decl', kind: 'let', target: { k: 'pvar', v: 0 } }]],
  ['var x', []],
  ['using x = a', [{ k: 'decl', kind: 'using', target: { k: 'pvar', v: 0 }, init: a }]],
  ['await using x = a', [{ k: 'decl', kind: 'awaitusing', target: { k: 'pvar', v: 0 }, init: a }]],
  ['if (a) f(); else { g() }', [{ k: 'if', test: a, yes: run('f'), no: { k: 'block', block: { ...noBlock, body: [run('g')] } } }]],
  ['if (a) ;', [{ k: 'if', test: a, yes: { k: 'block', block: { ...noBlock, body: [] } } }]],
  ['for (;;) f()', [{ k: 'for', body: run('f'), scope: [] }]],
  ['for (const x of a) f()', [{ k: 'forof', target: { k: 'pvar', v: 0 }, iter: a, body: run('f'), scope: [], await: false }]],
  ['for await (a.x of a) f()', [{ k: 'forof', target: { k: 'pmember', obj: a, key: { name: 'x' } }, iter: a, body: run('f'), scope: [], await: true }]],
  ['for (const { x } in a) f()', [{ k: 'forin', target: { k: 'pobject', props: [{ key: { name: 'x' }, target: { k: 'pvar', v: 0 } }] }, obj: a, body: run('f'), scope: [] }]],
  ['while (a) f()', [{ k: 'while', test: a, body: run('f') }]],
  ['do f(); while (a)', [{ k: 'dowhile', test: a, body: run('f') }]],
  ['x: for (;;) { continue x; break x; break }', [{
    k: 'labeled', label: 'x',
    body: { k: 'for', scope: [], body: { k: 'block', block: { ...noBlock, body: [{ k: 'continue', label: 'x' }, { k: 'break', label: 'x' }, { k: 'break' }] } } },
  }]],
  ['switch (a) { case 1: f(); default: g() }', [{ k: 'switch', disc: a, cases: [{ test: { k: 'const', value: 1 }, body: [run('f')] }, { body: [run('g')] }], block: noBlock }]],
  ['try { f() } catch { g() }', [{ k: 'try', block: { ...noBlock, body: [run('f')] }, handler: { ...noBlock, body: [run('g')] } }]],
  ['try { f() } catch ({ x }) {} finally { g() }', [{
    k: 'try', block: { ...noBlock, body: [run('f')] }, param: { k: 'pobject', props: [{ key: { name: 'x' }, target: { k: 'pvar', v: 0 } }] },
    handler: { ...noBlock, body: [] }, finalizer: { ...noBlock, body: [run('g')] },
  }]],
  ['throw a', [{ k: 'throw', arg: a }]],
  ['enum E { A, B = A, "c d" = 3 }', [{
    k: 'decl', kind: 'enum', target: { k: 'pvar', v: 0 },
    init: { k: 'enum', members: [{ name: 'A' }, { name: 'B', init: { k: 'member', obj: { k: 'var', v: 0 }, key: { name: 'A' } } }, { name: 'c d', init: { k: 'const', value: 3 } }] },
  }]],
  ['class A {}', [{ k: 'decl', kind: 'class', target: { k: 'pvar', v: 0 }, init: { k: 'class', c: 0 } }]],
  ['import Y = NS.X', [{ k: 'decl', kind: 'const', target: { k: 'pvar', v: 0 }, init: { k: 'member', obj: { k: 'global', name: 'NS' }, key: { name: 'X' } } }]],
  ['export = a', [{ k: 'exportassign', expr: a }]],
  ['export default a', [{ k: 'exportdefault', expr: a }]],
  ['interface A {} type B = A; declare const c: A; declare function d(): void; ;', []],
  ['namespace N { export interface A {} }', []],
];

test.each(TABLE)('%s', (text, expected) => {
  expect(moduleBody(text)).toEqual(expected);
});

describe('function declarations', () => {
  it('stand at the start of their block', () => {
    const body = factsOf('f(); function f() {} { g(); function g() {} }').functions[0]?.body;
    expect(bare(body)).toMatchObject({
      funcs: [{ v: 0, f: 1 }],
      body: [{ k: 'expr' }, { k: 'block', block: { funcs: [{ f: 2 }], body: [{ k: 'expr', expr: { callee: { k: 'var' } } }] } }],
    });
  });

  it('have a block of their own as a lone statement', () => {
    expect(moduleBody('if (a) function f() {}', '/app/a.js')).toMatchObject([{ yes: { k: 'block', block: { funcs: [{ f: 1 }] } } }]);
  });
});

describe('loops', () => {
  it('give their captured head bindings per iteration', () => {
    expect(moduleBody('for (let i = 0, n = 1; i < n; i++) run(() => i)')).toMatchObject([{
      k: 'for', scope: [0], init: { k: 'block', block: { scope: [], body: [{ k: 'decl' }, { k: 'decl' }] } }, update: { k: 'update' },
    }]);
    expect(moduleBody('for (var i of a) run(() => i)')).toMatchObject([{ k: 'forof', scope: [] }]);
  });
});

describe('namespaces', () => {
  it('run as functions whose exports are their object', () => {
    const facts = factsOf('namespace N { export const x = 1; const y = 2; export function f() { return y } } namespace N { use(x) }');
    expect(bare(facts.functions[0]?.body?.body)).toMatchObject([
      { k: 'namespace', v: 0, exports: [{ name: 'x' }, { name: 'f' }] },
      { k: 'namespace', v: 0, exports: [] },
    ]);
    const second = facts.functions.filter(f => f.kind === 'namespace')[1];
    expect(bare(second?.body?.body)).toMatchObject([{ expr: { args: [{ k: 'member', obj: { k: 'var', v: 0 }, key: { name: 'x' } }] } }]);
  });

  it('nest by dotted names', () => {
    const facts = factsOf('export namespace A.B { export const x = 1; export interface T {} }');
    expect(facts.functions.filter(f => f.kind === 'namespace').map(f => f.name)).toEqual(['A', 'B']);
    expect(bare(functionNamed(facts, 'A').body?.body)).toMatchObject([{ k: 'namespace', exports: [{ name: 'x' }] }]);
    expect(facts.types.map(t => [t.name, t.fn])).toEqual([['A.B.T', 0]]);
    expect(bare(facts.exports)).toMatchObject([{ name: 'A', v: 0 }]);
  });

  it('share the binding of a function of the same name', () => {
    const facts = factsOf('function f() {} namespace f { export const x = 1 }');
    expect(facts.bindings.filter(b => b.name === 'f').map(b => b.kind)).toEqual(['function']);
  });
});
