import { expr, wrapped } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { block } from './statements.js';
import { STR, type Type } from './types.js';

/** An expression of a promise of the type. */
export function promised(g: Generator, s: Scope, t: Type, d: number): string {
  const any = g.annotations === 'none' ? '' : ': any';
  const typed = g.annotations === 'none' ? '' : '<any>';
  const inner = s.function(t, { async: true });
  const e = (): string => expr(g, s.function(t), t, d - 1);
  return g.choices.pick([
    () => `(async () => ${wrapped(expr(g, inner, t, d - 1))})()`,
    () => `new Promise${typed}((resolve) => resolve(${e()}))`,
    () => `Promise.resolve().then(() => ${wrapped(e())})`,
    () => `new Promise${typed}((resolve) => setTimeout(() => resolve(${e()}), 1))`,
    () => `new Promise${typed}((resolve) => setTimeout(resolve, 1, ${e()}))`,
    () => `new Promise${typed}((resolve) => queueMicrotask(() => resolve(${e()})))`,
    () => `Promise.reject(${e()}).catch((x${any}) => x)`,
    () => `new Promise${typed}((_resolve, reject) => reject(${e()})).then(() => ${wrapped(e())}, (x${any}) => x)`,
    () => `(async () => { throw ${e()}; })().catch((x${any}) => x)`,
    () => `(async () => { try { return await Promise.reject(${e()}); } catch (x${any}) { return x; } })()`,
    () => `Promise.resolve(${e()}).finally(() => ${wrapped(e())})`,
    () => `Promise.all([${e()}, ${e()}]).then((l${any}) => l[${g.choices.below(2)}])`,
    () => `Promise.allSettled([Promise.resolve(${e()}), ${e()}]).then((l${any}) => l[${g.choices.below(2)}].value)`,
    () => `Promise.allSettled([Promise.reject(${e()})]).then(([r]${any}) => r.reason)`,
    () => `Promise.race([${e()}, new Promise(() => {})])`,
    () => `Promise.any([Promise.reject('a'), Promise.resolve(${e()})])`,
    () => `Promise.resolve({ then(f${any}) { f(${expr(g, s.function(t, { ownThis: true }), t, d - 1)}); } })`,
  ])();
}

/** Something that `for await` takes, with elements of the type. */
export function asyncIterable(g: Generator, s: Scope, t: Type, d: number): string {
  const inner = s.function(t, { async: true, ownThis: true });
  return g.choices.pick([
    () => `(async function* () { yield ${expr(g, inner, t, d - 1)}; yield await ${promised(g, inner, t, d - 1)}; })()`,
    () => `[${promised(g, s, t, d - 1)}, ${expr(g, s, t, d - 1)}]`,
    () => `(async function* () { yield* [${expr(g, inner, t, d - 1)}]; })()`,
    () => `({ async *[Symbol.asyncIterator]() { yield ${expr(g, inner, t, d - 1)}; } })`,
    () => `({ [Symbol.asyncIterator]() { let n = 0; return { next: async () => ({ done: n++ > 0, value: ${expr(g, s.function(t, { ownThis: true }), t, d - 1)} }) }; } })`,
  ])();
}

/** `for await` inside an async function that is called at once. */
export function forAwait(g: Generator, s: Scope): string {
  const t = g.type();
  const x = g.name('i');
  const outer = s.function(STR, { async: true });
  const inner = outer.block(['']);
  const list = asyncIterable(g, outer, t, 2);
  inner.declare(x, t, true);
  return `(async () => { for await (let ${x} of ${list}) {${block(g, inner, 2)}} return ''; })();`;
}

/** A promise with what runs when it settles. */
export function thenStatement(g: Generator, s: Scope): string {
  const t = g.type();
  const [x, y] = [g.name('x'), g.name('e')];
  const any = g.annotations === 'none' ? '' : ': any';
  const known = s.all().filter((v) => v.type.k === 'prom');
  const from = known.length > 0 && g.choices.chance(60) ? g.choices.pick(known) : undefined;
  const promise = from ? from.name : promised(g, s, t, 2);
  const then = s.function(STR);
  then.declare(x, from?.type.k === 'prom' ? from.type.of : t, true);
  const failed = s.function(STR);
  const last = g.choices.pick(['', `.catch((${y}${any}) => { void ${y};${block(g, failed, 1)} return ''; })`, `.finally(() => {${block(g, s.function(STR), 1)} })`, `.then((${y}${any}) => {${block(g, failed, 1)} return ''; })`]);
  return `${promise}.then((${x}${any}) => {${block(g, then, 2)} return ''; })${last}${last.startsWith('.catch') ? '' : ".catch(() => 'a')"};`;
}

/** Code that runs later, or as soon as the running code is done. */
export function timer(g: Generator, s: Scope): string {
  const body = (inner: Scope): string => `{${block(g, inner, 1)} return ''; }`;
  const x = g.name('x');
  const given = s.function(STR);
  const t = g.type();
  const v = expr(g, s, t, 1);
  given.declare(x, t, true);
  return g.choices.pick([
    () => `setTimeout(() => ${body(s.function(STR))}, ${g.choices.below(3)});`,
    () => `setTimeout((${x}${g.annotate(t)}) => ${body(given)}, ${g.choices.below(3)}, ${v});`,
    () => `queueMicrotask(() => ${body(s.function(STR))});`,
    () => `(async () => { await null;${block(g, s.function(STR, { async: true }), 2)} return ''; })();`,
  ])();
}
