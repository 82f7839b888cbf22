import { expr } from './expressions.js';
import { functionDeclaration } from './functions.js';
import type { Generator } from './generator.js';
import { Scope } from './scope.js';
import { statement } from './statements.js';
import { fn, STR } from './types.js';

/** An enum, with members that are computed too. */
export function enumDeclaration(g: Generator, s: Scope, exported: string): string {
  const name = g.name('E');
  s.declare(`${name}.A`, STR);
  s.declare(`${name}.B`, STR);
  return `${exported}enum ${name} { A = 'a', B = ${g.choices.pick([() => "'b'", () => expr(g, s, STR, 2)])()}, C = 1 }`;
}

/** A namespace with variables and functions of its own, some of which it exports. */
export function namespaceDeclaration(g: Generator, s: Scope, exported: string): string {
  const name = g.name('N');
  const inner = new Scope(s, { returns: undefined });
  const t = g.type();
  const v = g.name('v');
  const lines = [`export ${g.choices.pick(['const', 'let'])} ${v}${g.annotate(t)} = ${expr(g, inner, t, 2)};`];
  inner.declare(v, t);
  for (let i = g.choices.below(2); i > 0; i--) lines.push(functionDeclaration(g, inner, 'export '));
  if (g.choices.chance(50)) lines.push(statement(g, inner));
  for (const known of inner.vars.filter((x) => /^\w+$/.test(x.name) && lines.some((l) => new RegExp(`^export (?:let|const|async function\\*?|function\\*?|class) ${x.name}\\b`).test(l)))) s.declare(`${name}.${known.name}`, known.type);
  return `${exported}namespace ${name} {\n${lines.join('\n')}\n}`;
}

/** A function with overloads before it. */
export function overloads(g: Generator, s: Scope, exported: string): string {
  const name = g.name('f');
  const x = g.name('p');
  const inner = s.function(STR, { ownThis: true });
  inner.declare(x, STR, true);
  const text = `${exported}function ${name}(${x}: string): string;\n${exported}function ${name}(${x}: number): string;\n${exported}function ${name}(${x}: any): any { return ${expr(g, inner, STR, 2)}; }`;
  s.declare(name, fn(STR, STR));
  return text;
}
