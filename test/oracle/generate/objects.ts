import type { Option } from './choices.js';
import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { block } from './statements.js';
import { isData, STR, type Type } from './types.js';

type ObjectType = Extract<Type, { k: 'obj' }>;

/** Objects with more to them than a literal shows: proxies, accessors and descriptors, prototypes, texts of JSON read back by a function. */
export function specialObjects(g: Generator, s: Scope, t: ObjectType, d: number): Option<string>[] {
  const e = (x: Type): string => expr(g, s, x, d - 1);
  const any = g.annotations === 'none' ? '' : ': any';
  const part = (): { name: string; of: Type } => {
    const [name, of] = g.choices.pick(Object.entries(t.fields));
    return { name, of };
  };
  const inner = (of: Type): string => expr(g, s.function(of, { ownThis: true }), of, d - 1);
  return [
    ['proxies', 1, () => `new Proxy(${e(t)}, ${g.choices.pick(['{}', `{ get: (o${any}, k${any}) => o[k] }`, `{ get(o${any}, k${any}, r${any}) { return Reflect.get(o, k, r); } }`, `{ set(o${any}, k${any}, x${any}) { o[k] = x; return true; } }`])})`],
    ['descriptors', 1, () => {
      const { name, of } = part();
      return g.choices.pick([`Object.defineProperty(${e(t)}, '${name}', { get() { return ${inner(of)}; }, enumerable: true, configurable: true })`, `Object.defineProperty(${e(t)}, '${name}', { value: ${e(of)}, enumerable: true, writable: true, configurable: true })`]);
    }],
    ['descriptors', 1, () => {
      const { name, of } = part();
      return `Object.create(${e(t)}, { ${name}: { value: ${e(of)}, enumerable: true, writable: true } })`;
    }],
    ['prototypes', 1, () => `Object.setPrototypeOf({ ...${e(t)} }, ${e(t)})`],
    ['accessors', 1, () => {
      const { name, of } = part();
      return `((k${any}) => ({ ...${e(t)}, get ${name}() { return k; }, set ${name}(x${any}) { k = x; } }))(${e(of)})`;
    }],
    ['json', 1, isData(t) ? () => g.choices.pick([`JSON.parse(JSON.stringify(${e(t)}), (_k, x) => x)`, `JSON.parse(JSON.stringify({ toJSON() { return ${inner(t)}; } }))`]) : undefined],
    ['collections', 1, () => `((m${any}, k${any}, j${any}) => { m.set(k, ${e(t)}); m.set(j, ${e(t)}); return m.get(${g.choices.pick(['k', 'j'])}); })(${g.choices.pick(['new Map()', 'new WeakMap()'])}, {}, {})`],
  ];
}

/** `using`: what is disposed of when its block ends. */
export function usingStatement(g: Generator, s: Scope): string {
  const r = g.name('r');
  const inner = s.block();
  const t = g.type();
  const disposal = s.function(STR, { ownThis: true });
  disposal.declare('this.v', t);
  const text = `{ v: ${expr(g, s, t, 2)}, [Symbol.dispose]() {${block(g, disposal, 1)}} }`;
  inner.declare(`${r}.v`, t, true);
  return `{ using ${r}${g.annotations === 'none' ? '' : ': any'} = ${text};${block(g, inner, 2)}}`;
}

/** Expressions of text by way of template tags and keys that are values. */
export function specialTexts(g: Generator, s: Scope, d: number): Option<string>[] {
  const e = (): string => expr(g, s, STR, d - 1);
  const any = g.annotations === 'none' ? '' : ': any';
  const anys = g.annotations === 'none' ? '' : ': any[]';
  return [
    ['tags', 1, () => `((q${any}, ...v${anys}) => q.join('') + v.join(''))\`a\${${e()}}b\${${e()}}\``],
    ['tags', 1, () => `((q${any}, _v${any}) => q.raw[0])\`a\${${e()}}\``],
    ['tags', 1, () => `({ k: ${e()}, tag(q${any}) { return q[0] + this.k; } }).tag\`a\``],
    ['collections', 1, () => `([...new Map([[${e()}, 'b']]).keys()][0] ?? '')`],
    ['collections', 1, () => `([...new Set([${e()}]).entries()][0]?.[1] ?? '')`],
    ['objects', 1, () => `(Object.entries({ [${e()}]: ${e()} })[0]?.[${g.choices.below(2)}] ?? '')`],
    ['json', 1, () => `JSON.stringify({ k: ${e()}, j: ${e()} }, ${g.choices.pick(["['k']", "(k, x) => (k === 'j' ? undefined : x)", 'null, 2'])})`],
    ['symbols', 1, () => `((k${any}) => ({ [k]: ${e()} })[k])(Symbol())`],
    ['accessors', 1, () => `((o${any}) => { o.k = ${e()}; return o.v; })({ v: 'a', set k(x${any}) { this.v = x; } })`],
    ['generators', 1, () => `((i${any}) => { i.next(); return i.next(${e()}).value ?? ''; })((function* ()${any} { const x = yield 'a'; yield x; })())`],
    ['generators', 1, () => `((i${any}) => { i.next(); return i.return(${e()}).value; })((function* ()${any} { yield 'a'; })())`],
    ['classes', 1, () => `(new (class { #k${any} = ${expr(g, s.function(STR, { ownThis: true }), STR, d - 1)}; read() { return this.#k; } })()).read()`],
    ['classes', 1, () => `(class { static k${any} = ${expr(g, s.function(STR, { ownThis: true }), STR, d - 1)}; static { this.k += 'a'; } }).k`],
    ['errors', 1, () => `(() => { try { throw Object.assign(new Error('a'), { k: ${e()} }); } catch (x${any}) { return x.k; } })()`],
    ['errors', 1, () => `(() => { try { throw new Error('a', { cause: ${e()} }); } catch (x${any}) { return x.cause; } })()`],
    ['arguments', 1, () => `(function ()${any} { return arguments[${g.choices.below(2)}]; })(${e()}, ${e()})`],
  ];
}
