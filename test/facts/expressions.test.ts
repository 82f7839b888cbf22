import { describe, expect, it, test } from 'vitest';
import { expr, factsOf } from './ir.js';

const a = { k: 'global', name: 'a' };
const b = { k: 'global', name: 'b' };
const one = { k: 'const', value: 1 };
const member = (obj: unknown, name: string): unknown => ({ k: 'member', obj, key: { name } });

const TABLE: readonly (readonly [string, unknown])[] = [
  ['undefined', { k: 'undef' }],
  ['null', { k: 'const', value: null }],
  ['(("x"))', { k: 'const', value: 'x' }],
  ['10n', { k: 'bigint', value: '10' }],
  ['/a+/gi', { k: 'regex', pattern: 'a+', flags: 'gi' }],
  ['`x${a}y`', { k: 'template', quasis: ['x', 'y'], exprs: [a] }],
  ['a`x${1}\\u`', { k: 'tagged', tag: a, quasis: ['x', '\\u'], exprs: [one] }],
  ['a.b', member(a, 'b')],
  ['a["b"]', member(a, 'b')],
  ['a[0]', member(a, '0')],
  ['a[b]', { k: 'member', obj: a, key: { expr: b } }],
  ['a?.b.c()', { k: 'chain', expr: { k: 'call', callee: member({ k: 'member', obj: a, key: { name: 'b' }, opt: true }, 'c'), args: [] } }],
  ['(a?.b).c', member({ k: 'chain', expr: { k: 'member', obj: a, key: { name: 'b' }, opt: true } }, 'c')],
  ['a?.(1)', { k: 'chain', expr: { k: 'call', callee: a, args: [one], opt: true } }],
  ['a(...b)', { k: 'call', callee: a, args: [{ k: 'spread', arg: b }] }],
  ['a<string>(1)', { k: 'call', callee: a, args: [one], typeArgs: [{ k: 'prim', name: 'string' }] }],
  ['new a(b)', { k: 'new', callee: a, args: [b] }],
  ['[1, , ...a]', { k: 'array', elems: [one, null, { k: 'spread', arg: a }] }],
  ['({ x: 1, "y": a, 2: b, [a]: 1, b, ...a })', {
    k: 'object', props: [
      { kind: 'init', key: { name: 'x' }, value: one }, { kind: 'init', key: { name: 'y' }, value: a }, { kind: 'init', key: { name: '2' }, value: b },
      { kind: 'init', key: { expr: a }, value: one }, { kind: 'init', key: { name: 'b' }, value: b }, { kind: 'spread', value: a },
    ],
  }],
  ['({ get x() { return 1 }, set x(v) {}, m() {} })', {
    k: 'object', props: [
      { kind: 'get', key: { name: 'x' }, value: { k: 'func', f: 1 } }, { kind: 'set', key: { name: 'x' }, value: { k: 'func', f: 2 } },
      { kind: 'init', key: { name: 'm' }, value: { k: 'func', f: 3 } },
    ],
  }],
  ['typeof a', { k: 'unary', op: 'typeof', arg: a }],
  ['delete a.b', { k: 'unary', op: 'delete', arg: member(a, 'b') }],
  ['a instanceof b', { k: 'binary', op: 'instanceof', l: a, r: b }],
  ['#x in a', { k: 'privatein', name: '#x', r: a }],
  ['a ?? b', { k: 'logical', op: '??', l: a, r: b }],
  ['a ? 1 : b', { k: 'cond', test: a, yes: one, no: b }],
  ['a.b++', { k: 'update', op: '++', prefix: false, target: { k: 'pmember', obj: a, key: { name: 'b' } } }],
  ['a = 1', { k: 'assign', op: '=', target: { k: 'pglobal', name: 'a' }, value: one }],
  ['a **= 1', { k: 'assign', op: '**', target: { k: 'pglobal', name: 'a' }, value: one }],
  ['a ??= 1', { k: 'assign', op: '??', target: { k: 'pglobal', name: 'a' }, value: one }],
  ['(a as any) = 1', { k: 'assign', op: '=', target: { k: 'pglobal', name: 'a' }, value: one }],
  ['[a.x, , b = 1, ...a] = b', {
    k: 'assign', op: '=', value: b, target: {
      k: 'parray', rest: { k: 'pglobal', name: 'a' },
      elems: [{ k: 'pmember', obj: a, key: { name: 'x' } }, null, { k: 'pdefault', target: { k: 'pglobal', name: 'b' }, value: one }],
    },
  }],
  ['({ x: { y: a } = {}, [b]: a, ...b } = a)', {
    k: 'assign', op: '=', value: a, target: {
      k: 'pobject', rest: { k: 'pglobal', name: 'b' }, props: [
        { key: { name: 'x' }, target: { k: 'pdefault', value: { k: 'object', props: [] }, target: { k: 'pobject', props: [{ key: { name: 'y' }, target: { k: 'pglobal', name: 'a' } }] } } },
        { key: { expr: b }, target: { k: 'pglobal', name: 'a' } },
      ],
    },
  }],
  ['(a, b)', { k: 'seq', exprs: [a, b] }],
  ['await a', { k: 'await', arg: a }],
  ['import("x")', { k: 'import', source: { k: 'const', value: 'x' } }],
  ['require("x")', { k: 'require', source: { k: 'const', value: 'x' } }],
  ['import.meta.url', member({ k: 'importmeta' }, 'url')],
  ['a as string', { k: 'cast', expr: a, kind: 'as', type: { k: 'prim', name: 'string' } }],
  ['<string>a', { k: 'cast', expr: a, kind: 'as', type: { k: 'prim', name: 'string' } }],
  ['a as const', { k: 'cast', expr: a, kind: 'const' }],
  ['a satisfies B', { k: 'cast', expr: a, kind: 'satisfies', type: { k: 'ref', name: 'B' } }],
  ['a!', { k: 'cast', expr: a, kind: 'nonnull' }],
  ['a<string>', { k: 'cast', expr: a, kind: 'instantiate' }],
];

test.each(TABLE)('%s', (text, expected) => {
  expect(expr(`(${text})`)).toEqual(expected);
});

describe('require', () => {
  it('is a call where the file binds the name', () => {
    expect(expr('import { createRequire } from "node:module"; const require = createRequire(""); require("x")')).toMatchObject({ k: 'call', callee: { k: 'var' } });
  });
});

describe('JSX', () => {
  const jsx = (text: string): unknown => expr(text, '/app/a.tsx');

  it('has intrinsic, component, member and fragment tags', () => {
    expect(jsx('<div/>')).toEqual({ k: 'jsx', tag: 'div', attrs: [], children: [] });
    expect(jsx('<my-tag/>')).toMatchObject({ tag: 'my-tag' });
    expect(jsx('<A/>')).toMatchObject({ tag: { k: 'global', name: 'A' } });
    expect(jsx('<a.B.C/>')).toMatchObject({ tag: member(member(a, 'B'), 'C') });
    expect(jsx('<></>')).toMatchObject({ tag: null });
    expect(jsx('<svg:path/>')).toMatchObject({ tag: 'svg:path' });
  });

  it('keeps attributes in order', () => {
    expect(jsx('<div x="a&amp;b&#33;" y={a} z {...b} w=<i/>/>')).toMatchObject({
      attrs: [
        { name: 'x', value: { k: 'const', value: 'a&b!' } }, { name: 'y', value: a }, { name: 'z', value: { k: 'const', value: true } },
        { spread: b }, { name: 'w', value: { k: 'jsx', tag: 'i' } },
      ],
    });
  });

  it('drops text of blanks and newlines, and empty expressions', () => {
    expect(jsx('<div>\n  {a}\n  two\n  lines &lt;{/* none */}\n  {...b}<i/>\n</div>')).toMatchObject({
      children: [a, { k: 'const', value: 'two lines <' }, { k: 'spread', arg: b }, { k: 'jsx', tag: 'i' }],
    });
    expect(jsx('<div> </div>')).toMatchObject({ children: [{ k: 'const', value: ' ' }] });
  });

  it('is allowed in .js files', () => {
    expect(expr('<div/>', '/app/a.js')).toMatchObject({ k: 'jsx' });
  });
});

describe('names of anonymous functions', () => {
  const names = (text: string, file?: string): string[] => factsOf(text, file).functions.slice(1).map(f => f.name);
  it.each([
    ['const f = () => 1', ['f']],
    ['let g; g = function () {}', ['g']],
    ['module.exports.send = function () {}', ['send']],
    ['x = { save: () => 1, [k]: () => 2, m() {} }', ['save', '', 'm']],
    ['class A { f = () => 1; #p() {} }', ['f', 'f', '#p']],
    ['export default () => 1', ['default']],
    ['const { f = () => 1 } = x', ['f']],
    ['const f = function own() {}', ['own']],
    ['const f = (() => 1) as any', ['f']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('places the name, else the first token', () => {
    const place = (text: string): string | undefined => {
      const f = factsOf(text).functions[1];
      return f && text.slice(f.ns, f.ne);
    };
    expect(place('const send = () => 1')).toBe('send');
    expect(place('run(async () => 1)')).toBe('async');
    expect(place('run((x) => 1)')).toBe('(');
    expect(place('function f() {}')).toBe('f');
    expect(place('x = { m() {} }')).toBe('m');
  });
});
