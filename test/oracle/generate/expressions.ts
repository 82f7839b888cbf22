import type { Option } from './choices.js';
import type { Generator } from './generator.js';
import type { Scope, Variable } from './scope.js';
import { promised, asyncIterable } from './async.js';
import { func } from './functions.js';
import { specialObjects, specialTexts } from './objects.js';
import { reach } from './reach.js';
import { ACCOUNT, arrayOf, isData, sameType, STR, type Type } from './types.js';

/** An expression of a type, as text that can stand anywhere in another one. */
export function expr(g: Generator, s: Scope, t: Type, d = 3): string {
  g.fuel--;
  if (d <= 0 || g.fuel < 0) return simple(g, s, t);
  const { choices } = g;
  const known = s.of(t);
  return choices.option<string>([
    ['types', 14, () => own(g, s, t, d)],
    ['variables', 8, known.length > 0 ? () => choices.pick(known).name : undefined],
    ['branches', 2, () => `(${condition(g, s)} ? ${expr(g, s, t, d - 1)} : ${expr(g, s, t, d - 1)})`],
    ['branches', 1, () => `(${choices.pick(['true', '1 < 2', "'a' !== 'b'"])} ? ${expr(g, s, t, d - 1)} : ${expr(g, s, t, d - 1)})`],
    ['calls', 1, () => `(() => ${wrapped(expr(g, s.function(t), t, d - 1))})()`],
    ['calls', 1, () => immediate(g, s, t, d)],
    ['arrays', 1, () => `[${expr(g, s, t, d - 1)}, ${expr(g, s, t, d - 1)}][${choices.below(2)}]`],
    ['objects', 1, () => `({ k: ${expr(g, s, t, d - 1)}, j: ${expr(g, s, t, d - 1)} }).k`],
    ['sequence', 1, () => `(${expr(g, s, t, d - 2)}, ${expr(g, s, t, d - 1)})`],
    ['assignments', 2, assignable(s, t).length > 0 ? () => `(${choices.pick(assignable(s, t)).name} = ${expr(g, s, t, d - 1)})` : undefined],
    ['logical', 1, t.k === 'opt' || t.k === 'str' ? undefined : () => `(${expr(g, s, t, d - 1)} ${choices.pick(['||', '??'])} ${expr(g, s, t, d - 1)})`],
    ['logical', 1, t.k === 'opt' || t.k === 'str' ? undefined : () => `(${expr(g, s, t, d - 1)} && ${expr(g, s, t, d - 1)})`],
    ['reach', 8, through(g, s, t, d)],
    ['casts', 1, g.annotations === 'none' ? undefined : () => `(${expr(g, s, t, d - 1)} as any)`],
    ['calls', 1, () => bound(g, s, t, d)],
    ['async', 2, s.async ? () => `(await ${g.choices.chance(50) ? `Promise.resolve(${expr(g, s, t, d - 1)})` : promised(g, s, t, d)})` : undefined],
    ['spread', 1, () => `((...r${g.annotations === 'none' ? '' : ': any[]'}) => r[${choices.below(2)}])(${expr(g, s, t, d - 1)}, ${expr(g, s, t, d - 1)})`],
    ['spread', 1, () => `[...[${expr(g, s, t, d - 1)}], ${expr(g, s, t, d - 1)}][${choices.below(2)}]`],
    ['destructuring', 1, () => destructured(g, s, t, d)],
    ['exceptions', 1, t.k === 'fn' ? undefined : () => thrown(g, s, t, d)],
  ]);
}

/** An object literal at the start of an arrow's body needs parentheses. */
export function wrapped(text: string): string {
  return text.startsWith('{') ? `(${text})` : text;
}

function assignable(s: Scope, t: Type): Variable[] {
  return s.all().filter((v) => v.writable && sameType(v.type, t));
}

/** The shortest expression of a type. */
export function simple(g: Generator, s: Scope, t: Type): string {
  const known = s.of(t);
  if (known.length > 0 && g.choices.chance(70)) return g.choices.pick(known).name;
  switch (t.k) {
    case 'str':
      return g.choices.chance(35) ? g.source() : g.choices.pick(["'a'", "'b'", "''", 'account.city']);
    case 'num':
      return String(g.choices.below(3));
    case 'bool':
      return g.choices.pick(['true', 'false', g.opaque()]);
    case 'arr':
      return `[${simple(g, s, t.of)}]`;
    case 'map':
      return `new Map([['k', ${simple(g, s, t.of)}]])`;
    case 'set':
      return `new Set([${simple(g, s, t.of)}])`;
    case 'opt':
      return g.choices.chance(50) ? 'undefined' : simple(g, s, t.of);
    case 'prom':
      return `Promise.resolve(${simple(g, s, t.of)})`;
    case 'iter':
    case 'aiter':
      return `[${simple(g, s, t.of)}]`;
    case 'obj':
      if (t === ACCOUNT && g.choices.chance(70)) return g.choices.pick(['account', '{ ...account }', 'structuredClone(account)']);
      return `{ ${Object.entries(t.fields).map(([n, f]) => `${n}: ${simple(g, s, f)}`).join(', ')} }`;
    case 'fn':
      return `((${t.params.map((p, i) => `x${i}${g.annotate(p)}`).join(', ')}) => ${wrapped(simple(g, s.function(t.ret), t.ret))})`;
    case 'inst':
      return `new ${t.cls.name}(${t.cls.ctor.map((p) => simple(g, s, p)).join(', ')})`;
  }
}

export function condition(g: Generator, s: Scope): string {
  return g.choices.option<string>([
    ['opaque', 4, () => g.opaque()],
    ['branches', 1, () => g.choices.pick(['1 < 2', "'a' === 'a'", '!false'])],
    ['branches', 1, () => g.choices.pick(['2 < 1', "typeof 'a' === 'number'", 'false'])],
    ['branches', 1, () => `typeof ${expr(g, s, STR, 1)} === 'string'`],
    ['opaque', 1, () => `account.city${g.choices.pick(['', " === 'a'", " !== 'b'", '.length > 1'])}`],
  ]);
}

function immediate(g: Generator, s: Scope, t: Type, d: number): string {
  const x = g.name('x');
  const inner = s.function(t);
  const p = g.choices.chance(60) ? t : g.type();
  inner.declare(x, p, true);
  return `((${x}${g.annotate(p)}) => ${wrapped(expr(g, inner, t, d - 1))})(${expr(g, s, p, d - 1)})`;
}

/** `bind`, `call` and `apply`. */
function bound(g: Generator, s: Scope, t: Type, d: number): string {
  const f = func(g, s, { k: 'fn', params: [t, STR], ret: t }, d - 1);
  const [x, y] = [expr(g, s, t, d - 1), expr(g, s, STR, d - 2)];
  return g.choices.pick([`(${f}).call(null, ${x}, ${y})`, `(${f}).apply(undefined, [${x}, ${y}]${g.annotations === 'none' ? '' : ' as any'})`, `(${f}).bind(null, ${x})(${y})`, `Reflect.apply(${f}, undefined, [${x}, ${y}])`]);
}

function destructured(g: Generator, s: Scope, t: Type, d: number): string {
  const x = g.name('x');
  const any = g.annotations === 'none' ? '' : ': any';
  const [v, w] = [expr(g, s, t, d - 1), expr(g, s, t, d - 1)];
  return g.choices.pick([
    `(({ k: ${x} }${any}) => ${x})({ k: ${v}, j: ${w} })`, `(([, ${x}]${any}) => ${x})([${v}, ${w}])`, `(({ k, ...${x} }${any}) => ${x}.j)({ k: ${v}, j: ${w} })`,
    `(({ k: { j: ${x} } }${any}) => ${x})({ k: { j: ${v} } })`, `(([k, ...${x}]${any}) => ${x}[0])([${v}, ${w}])`, `(({ k: ${x} = ${w} }${any}) => ${x})({${g.choices.chance(50) ? ` k: ${v} ` : ''}})`,
  ]);
}

function thrown(g: Generator, s: Scope, t: Type, d: number): string {
  const e = g.name('e');
  const any = g.annotations === 'none' ? '' : ': any';
  const inner = s.function(t);
  const v = expr(g, inner, t, d - 1);
  if (t.k === 'str' && g.choices.chance(60)) return `(() => { try { throw new Error(${v}); } catch (${e}${any}) { return ${e}.message; } })()`;
  return `(() => { try { throw ${v}; } catch (${e}${any}) { return ${e}; } ${g.choices.chance(30) ? 'finally { void 0; } ' : ''}})()`;
}

/** Reads a value of the type out of some variable. */
function through(g: Generator, s: Scope, t: Type, d: number): (() => string) | undefined {
  const open = s.all().map((v) => ({ v, read: reach(g, s, v.name, v.type, t, d) })).filter((x) => x.read !== undefined);
  if (open.length === 0) return undefined;
  return () => {
    // The newest names are the likeliest.
    const at = Math.max(g.choices.below(open.length), g.choices.below(open.length));
    return open[at]!.read!();
  };
}

function own(g: Generator, s: Scope, t: Type, d: number): string {
  const { choices } = g;
  const e = (x: Type): string => expr(g, s, x, d - 1);
  switch (t.k) {
    case 'str':
      return text(g, s, d);
    case 'arr':
      return choices.option<string>([
        ['arrays', 3, () => `[${Array.from({ length: choices.below(3) + 1 }, () => e(t.of)).join(', ')}]`],
        ['arrays', 1, () => `[...${e(t)}, ${e(t.of)}]`],
        ['arrays', 1, () => `${e(t)}.${choices.pick(['slice()', 'filter(() => true)', 'filter(Boolean)', 'concat([])', 'toReversed()', 'reverse()', 'map((y) => y)', 'flatMap((y) => [y])', 'slice(0, 2)'])}`],
        ['arrays', 1, () => `${e(t)}.concat(${e(t)})`],
        ['callbacks', 2, () => mapped(g, s, t.of, d)],
        ['arrays', 1, () => `Array.from(${e(t)})`],
        ['collections', 1, () => `[...new Set(${e(t)})]`],
        ['arrays', 1, () => `Object.values({ k: ${e(t.of)}, j: ${e(t.of)} })`],
        ['arrays', 1, sameType(t.of, STR) ? () => `${e(STR)}.split('')` : undefined],
        ['arrays', 1, () => `new Array(${e(t.of)}, ${e(t.of)})`],
        ['arrays', 1, () => `[${e(arrayOf(t.of))}].flat()`],
        ['generators', 1, () => `[...(function* () { yield ${expr(g, s.function(t, { ownThis: true }), t.of, d - 1)}; yield* ${expr(g, s.function(t, { ownThis: true }), t, d - 2)}; })()]`],
      ]);
    case 'obj':
      return choices.option<string>([
        ['objects', 4, () => literal(g, s, t, d)],
        ['spread', 1, () => `{ ...${e(t)}, ${member(g, s, t, d)} }`],
        ['objects', 1, () => `Object.assign({}, ${e(t)}, { ${member(g, s, t, d)} })`],
        ['json', 1, isData(t) ? () => `JSON.parse(JSON.stringify(${e(t)}))` : undefined],
        ['objects', 1, isData(t) ? () => `structuredClone(${e(t)})` : undefined],
        ['objects', 1, () => `Object.fromEntries(Object.entries(${e(t)}))`],
        ...specialObjects(g, s, t, d),
      ]);
    case 'fn':
      return func(g, s, t, d - 1);
    case 'map':
      return choices.option<string>([
        ['collections', 2, () => `new Map([['k', ${e(t.of)}], ['j', ${e(t.of)}]])`],
        ['collections', 1, () => `new Map(${e(t)})`],
        ['collections', 1, () => `new Map(Object.entries({ k: ${e(t.of)} }))`],
        ['collections', 1, () => `new Map().set('k', ${e(t.of)})`],
      ]);
    case 'set':
      return choices.pick([`new Set([${e(t.of)}, ${e(t.of)}])`, `new Set(${e(t)})`, `new Set().add(${e(t.of)})`]);
    case 'opt':
      return choices.chance(50) ? e(t.of) : choices.pick([`[${e(t.of)}].find(() => ${choices.pick(['true', g.opaque()])})`, `new Map([['k', ${e(t.of)}]]).get(${choices.pick(["'k'", "'j'"])})`, `[${e(t.of)}].at(${choices.below(2)})`, `[${e(t.of)}].pop()`, 'undefined']);
    case 'prom':
      return promised(g, s, t.of, d);
    case 'iter':
      return choices.pick([`(function* () { yield ${expr(g, s.function(t, { ownThis: true }), t.of, d - 1)}; })()`, `[${e(t.of)}].values()`, `new Set([${e(t.of)}])`]);
    case 'aiter':
      return asyncIterable(g, s, t.of, d);
    default:
      return simple(g, s, t);
  }
}

/** An array made of another one by a callback. */
function mapped(g: Generator, s: Scope, to: Type, d: number): string {
  const x = g.name('x');
  const from = g.type();
  const inner = s.function(to);
  inner.declare(x, from, true);
  const list = expr(g, s, arrayOf(from), d - 1);
  return g.choices.pick([`${list}.map((${x}) => ${wrapped(expr(g, inner, to, d - 1))})`, `Array.from(${list}, (${x}) => ${wrapped(expr(g, inner, to, d - 1))})`, `${list}.flatMap((${x}) => [${expr(g, inner, to, d - 1)}])`]);
}

function literal(g: Generator, s: Scope, t: Extract<Type, { k: 'obj' }>, d: number): string {
  return `{ ${Object.entries(t.fields).map(([name, f]) => {
    const v = expr(g, s, f, d - 1);
    if (f.k === 'str' && g.choices.feature('accessors', 8)) return `get ${name}() { return ${expr(g, s.function(f, { ownThis: true }), f, d - 1)}; }`;
    return g.choices.chance(10) ? `[${g.choices.pick([`'${name}'`, `\`${name}\``])}]: ${v}` : `${name}: ${v}`;
  }).join(', ')} }`;
}

function member(g: Generator, s: Scope, t: Extract<Type, { k: 'obj' }>, d: number): string {
  const [name, f] = g.choices.pick(Object.entries(t.fields));
  return `${name}: ${expr(g, s, f, d - 1)}`;
}

function text(g: Generator, s: Scope, d: number): string {
  const e = (): string => expr(g, s, STR, d - 1);
  const options: Option<string>[] = [
    ['sources', 4, () => g.source()],
    ['constants', 3, () => simple(g, s, STR)],
    ['strings', 2, () => `\`${g.choices.pick(['', 'x'])}\${${e()}}${g.choices.pick(['', '-'])}\``],
    ['strings', 1, () => `(${e()} + ${e()})`],
    ['strings', 2, () => `${e()}.${g.choices.pick(['trim()', 'toUpperCase()', 'slice(1)', "split('').join('')", "replace('b', 'c')", "padStart(9, 'x')", "concat('y')", 'normalize()', "replaceAll('b', (y) => y)", 'toString()', 'at(-1)!'.replace('!', g.annotations === 'none' ? '' : '!'), "split('').reverse().join('')", 'repeat(2)'])}`.replace('.at(-1)', '.concat("z").at(0)')],
    ['strings', 1, () => `'a-b'.replace('b', ${e()})`],
    ['strings', 1, () => `String(${e()})`],
    ['logical', 1, () => `(${e()} ${g.choices.pick(['||', '??'])} ${e()})`],
    ['logical', 1, () => `(${e()} && ${e()})`],
    ['hashing', 2, () => `createHash('sha256').update(${e()}).digest('hex')`],
    ['encoding', 1, () => g.choices.pick([`encodeURIComponent(${e()})`, `decodeURIComponent(encodeURIComponent(${e()}))`, `Buffer.from(${e()}).toString('base64')`, `Buffer.from(${e()}).toString()`])],
    ['json', 1, () => `JSON.stringify({ k: ${e()} })`],
    ['json', 1, () => `JSON.parse(JSON.stringify([${e()}]))[0]`],
    ['tags', 1, () => `((_q${any(g)}, ...v${g.annotations === 'none' ? '' : ': any[]'}) => v[0])\`a\${${e()}}b\``],
    ['tags', 1, () => `String.raw\`a\${${e()}}\``],
    ['objects', 1, () => `Object.keys({ [${e()}]: 1 })[0]`],
    ['arrays', 1, () => `[${e()}, ${e()}].join('')`],
    ['callbacks', 1, () => `[${e()}, ${e()}].reduce((y, z) => ${g.choices.pick(['y + z', 'z', 'y'])}, '')`],
    ['regexps', 1, () => `(/.+/.exec(${e()})?.[0] ?? '')`],
    ['regexps', 1, () => `${e()}.replace(/b/g, '')`],
    ['recursion', 1, () => recursive(g, s, d)],
    ...specialTexts(g, s, d),
  ];
  return g.choices.option(options);
}

function any(g: Generator): string {
  return g.annotations === 'none' ? '' : ': any';
}

function recursive(g: Generator, s: Scope, d: number): string {
  const f = g.name('f');
  const type = g.annotations === 'none' ? '' : ': any';
  const v = expr(g, s, STR, d - 1);
  return g.choices.pick([
    `(function ${f}(n${type}, x${type})${type} { return n <= 0 ? x : ${f}(n - 1, x); })(${g.choices.pick(['2', '12'])}, ${v})`,
    `(function ${f}(l${type})${type} { return l.next ? ${f}(l.next) : l.v; })({ v: 'a', next: { v: ${v}, next: null } })`,
  ]);
}
