import { block } from './statements.js';
import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { arrayOf, type Type } from './types.js';

type FnType = Extract<Type, { k: 'fn' }>;

/** A function expression of the type. */
export function func(g: Generator, s: Scope, t: FnType, d: number): string {
  const long = g.fuel > 0 && g.choices.chance(25);
  const arrow = !long || g.choices.chance(50);
  const inner = s.function(t.ret, { ownThis: !arrow });
  const params = parameters(g, inner, s, t.params);
  if (long) {
    const body = `${block(g, inner, g.choices.below(3))} return ${expr(g, inner, t.ret, d)};`;
    return arrow ? `((${params}) => { ${body} })` : `(function (${params}) { ${body} })`;
  }
  const body = expr(g, inner, t.ret, d);
  return `((${params}) => ${body.startsWith('{') ? `(${body})` : body})`;
}

/** Parameters of the given types, declared in `inner`: plain, destructured, with defaults or collected. */
export function parameters(g: Generator, inner: Scope, outer: Scope, types: readonly Type[]): string {
  const { choices } = g;
  const written = types.map((t) => {
    const x = g.name('p');
    const any = g.annotations === 'none' ? '' : ': any';
    if (t.k === 'obj' && choices.feature('destructuring', 25)) {
      const parts = Object.entries(t.fields).map(([field, f]) => {
        const name = g.name('p');
        inner.declare(name, f, true);
        return `${field}: ${name}`;
      });
      return `{ ${parts.join(', ')} }${any}`;
    }
    if (t.k === 'arr' && choices.feature('destructuring', 15)) {
      inner.declare(x, t, true);
      return `[...${x}]${any}`;
    }
    inner.declare(x, t, true);
    return choices.feature('defaults', 8) ? `${x}${g.annotate(t)} = ${expr(g, outer.function(t), t, 1)}` : `${x}${g.annotate(t)}`;
  });
  const [only] = types;
  if (types.length === 1 && only?.k === 'str' && choices.feature('spread', 8)) {
    const x = g.name('p');
    inner.vars.length = 0;
    inner.declare(x, arrayOf(only), true);
    return `...${x}${g.annotate(arrayOf(only))}`;
  }
  return written.join(', ');
}

/** A declared function; its name is declared in `s` afterwards, so that it does not call itself. */
export function functionDeclaration(g: Generator, s: Scope, exported: string): string {
  const name = g.name('f');
  const t: FnType = { k: 'fn', params: Array.from({ length: g.choices.below(3) }, () => g.type()), ret: g.type() };
  const form = g.choices.option<'plain' | 'arrow' | 'async' | 'generator' | 'both'>([
    ['calls', 6, () => 'plain'], ['calls', 2, () => 'arrow'], ['async', 2, () => 'async'], ['generators', 2, () => 'generator'], ['generators', 1, () => 'both'],
  ]);
  const inner = s.function(t.ret, { ownThis: form !== 'arrow', async: form === 'async' || form === 'both', ...((form === 'generator' || form === 'both') && { yields: t.ret }) });
  const params = parameters(g, inner, s, t.params);
  const body = block(g, inner, g.choices.below(5));
  const result = expr(g, inner, t.ret, 2);
  switch (form) {
    case 'arrow':
      s.declare(name, t);
      return `${exported}const ${name} = (${params}) => { ${body} return ${result}; };`;
    case 'async':
      s.declare(name, { ...t, ret: { k: 'prom', of: t.ret } });
      return `${exported}async function ${name}(${params}) { ${body} return ${result}; }`;
    case 'both':
      s.declare(name, { ...t, ret: { k: 'aiter', of: t.ret } });
      return `${exported}async function* ${name}(${params}) { ${body} yield ${result}; }`;
    case 'generator':
      s.declare(name, { ...t, ret: { k: 'iter', of: t.ret } });
      return `${exported}function* ${name}(${params}) { ${body} yield ${result}; }`;
    default:
      s.declare(name, t);
      return `${exported}function ${name}(${params}) { ${body} return ${result}; }`;
  }
}
