import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope, Variable } from './scope.js';
import type { Type } from './types.js';

/** A statement that changes a variable or what it holds; undefined where nothing can be changed. */
export function mutation(g: Generator, s: Scope): (() => string) | undefined {
  const open = s.all().filter((v) => v.writable || ['obj', 'arr', 'map', 'set', 'inst'].includes(v.type.k));
  if (open.length === 0) return undefined;
  return () => {
    const v = open[Math.max(g.choices.below(open.length), g.choices.below(open.length))]!;
    const ways = waysOf(g, s, v.name, v.type, 2);
    const whole = v.writable ? [() => assign(g, s, v)] : [];
    return g.choices.pick([...whole, ...ways])();
  };
}

function assign(g: Generator, s: Scope, v: Variable): string {
  return v.type.k === 'str' && g.choices.chance(15) ? `${v.name} += ${expr(g, s, v.type, 1)};` : `${v.name} = ${expr(g, s, v.type, 2)};`;
}

function waysOf(g: Generator, s: Scope, text: string, t: Type, depth: number): (() => string)[] {
  const e = (x: Type): string => expr(g, s, x, 2);
  const { choices } = g;
  switch (t.k) {
    case 'obj':
      return Object.entries(t.fields).flatMap(([name, f]) => [
        () => choices.pick([`${text}.${name} = ${e(f)};`, `${text}['${name}'] = ${e(f)};`, `Object.assign(${text}, { ${name}: ${e(f)} });`, `Reflect.set(${text}, '${name}', ${e(f)});`, `({ k: ${text}.${name} } = { k: ${e(f)} });`, `((o${g.annotations === 'none' ? '' : ': any'}) => { o.${name} = ${expr(g, s.function(undefined), f, 2)}; })(${text});`]),
        ...(depth > 0 ? waysOf(g, s, `${text}.${name}`, f, depth - 1) : []),
      ]);
    case 'arr':
      return [
        () => choices.pick([`${text}.push(${e(t.of)});`, `${text}.unshift(${e(t.of)});`, `${text}[0] = ${e(t.of)};`, `${text}.splice(0, 1, ${e(t.of)});`, `${text}.length = 0;`, `${text}.reverse();`, `${text}.fill(${e(t.of)});`, `${text}.pop();`, `${text}.shift();`, `${text}.push(...${e(t)});`, `${text}.sort();`, `${text}[${text}.length] = ${e(t.of)};`]),
      ];
    case 'map':
      return [() => choices.pick([`${text}.set('k', ${e(t.of)});`, `${text}.set('j', ${e(t.of)});`, `${text}.delete('k');`, `${text}.clear();`, `${text}.forEach((y, z, all) => all.set(z, y));`])];
    case 'set':
      return [() => choices.pick([`${text}.add(${e(t.of)});`, `${text}.clear();`])];
    case 'inst': {
      const { fields, setters, methods } = t.cls;
      return [
        ...Object.entries({ ...fields, ...setters }).map(([name, f]) => () => `${text}.${name} = ${e(f)};`),
        ...Object.entries(methods).map(([name, m]) => () => `${text}.${name}(${m.params.map(e).join(', ')});`),
      ];
    }
    default:
      return [];
  }
}
