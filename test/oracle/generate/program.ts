import type { Program } from '../world.js';
import { classDeclaration } from './classes.js';
import { Choices, type Weights } from './choices.js';
import { enumDeclaration, namespaceDeclaration, overloads } from './declarations.js';
import { functionDeclaration, parameters } from './functions.js';
import { Generator, type Annotations } from './generator.js';
import { expr } from './expressions.js';
import { barrel, cycle, importing, written, type Module, type Style } from './modules.js';
import { Scope } from './scope.js';
import { block, statement } from './statements.js';
import { STR, type Type } from './types.js';

/** A random program: one to three modules which call each other, perhaps through a barrel, and perhaps some that serve a purpose and read what they can. */
export function generateProgram(below: (n: number) => number, weights: Weights = {}): Program {
  const choices = new Choices(below, weights);
  const annotations: Annotations = choices.pick(['full', 'full', 'none', 'any'] as const);
  const jsx = choices.feature('host-component', 15);
  const g = new Generator(choices, annotations, jsx);
  const modules: Module[] = [];
  for (let i = choices.below(3); i > 0; i--) modules.push(library(g, `lib${modules.length}`, modules));
  for (let i = choices.feature('pulled', 35) ? 1 + choices.below(2) : 0; i > 0; i--) modules.push(pulled(g, modules));
  if (choices.feature('cycles', 20)) cycle(g, modules);
  const through = choices.feature('barrels', 30) ? barrel(g, modules) : undefined;
  modules.push(main(g, through ? [...modules, through] : modules));
  const extension = `${annotations === 'none' ? 'js' : 'ts'}${jsx ? 'x' : ''}`;
  return { files: Object.fromEntries([...modules, ...(through ? [through] : [])].map((m) => [`${m.name}.${extension}`, m.text])), sinks: g.sinks };
}

function styleOf(g: Generator): Style {
  if (g.annotations === 'none') return g.choices.feature('commonjs', 40) ? 'cjs' : 'esm';
  return g.choices.feature('commonjs', 8) ? 'assigned' : 'esm';
}

/** Declarations that only TypeScript has. */
function typed(g: Generator, s: Scope, exported: string): string {
  return g.choices.pick([() => enumDeclaration(g, s, exported), () => namespaceDeclaration(g, s, exported), () => overloads(g, s, exported)])();
}

function library(g: Generator, name: string, below: readonly Module[]): Module {
  const style = styleOf(g);
  const { scope, imports } = importing(g, { name, style: style === 'cjs' ? 'cjs' : 'esm' }, below);
  const own = new Scope(scope);
  const lines: string[] = [];
  const prefix = style === 'esm' ? 'export ' : '';
  const n = g.choices.below(3) + 2;
  for (let i = 0; i < n; i++) {
    lines.push(g.choices.option<string>([
      ['functions', 4, () => functionDeclaration(g, own, prefix)],
      ['classes', 2, () => classDeclaration(g, own, prefix)],
      ['modules', 3, () => exported(g, own, prefix)],
      ['declarations', 1, g.annotations === 'none' ? undefined : () => typed(g, own, prefix)],
    ]));
  }
  return written(g, { name, style, scope: own, imports, lines });
}

function exported(g: Generator, s: Scope, prefix: string): string {
  const t: Type = g.type();
  const name = g.name('v');
  const form = g.choices.pick(['let', 'const']);
  const text = `${prefix}${form} ${name}${g.annotate(t)} = ${expr(g, s, t, 2)};`;
  s.declare(name, t, form === 'let');
  return text;
}

/** A module of a purpose that says, by `probe`, what it gets: from its callers, and by what it imports and calls itself. */
function pulled(g: Generator, below: readonly Module[]): Module {
  const { n } = g.pulled();
  const name = `ads/pull${n}`;
  const style = g.annotations === 'none' && g.choices.feature('commonjs', 30) ? 'cjs' : 'esm';
  const { scope, imports } = importing(g, { name, style }, below.filter((m) => !m.name.startsWith('ads/')));
  const own = new Scope(scope);
  const probe = (s: Scope): string => `probe(${n}, ${expr(g, s, STR, 3)});`;
  const lines: string[] = [];
  for (let i = g.choices.below(2) + 1; i > 0; i--) {
    const f = g.name(`pull${n}_`);
    const params = Array.from({ length: g.choices.below(3) }, () => g.type());
    const ret = g.type();
    const inner = own.function(ret, { ownThis: true });
    const head = parameters(g, inner, own, params);
    const body = `${block(g, inner, g.choices.below(2))} ${probe(inner)} ${g.choices.chance(40) ? probe(inner) : ''} return ${expr(g, inner, ret, 1)};`;
    lines.push(`${style === 'esm' ? 'export ' : ''}function ${f}(${head}) { ${body} }`);
    own.declare(f, { k: 'fn', params, ret });
  }
  if (g.choices.chance(40)) lines.push(probe(own));
  return written(g, { name, style, scope: own, imports, lines });
}

function main(g: Generator, below: readonly Module[]): Module {
  const style = styleOf(g) === 'cjs' ? 'cjs' : 'esm';
  const { scope, imports } = importing(g, { name: 'main', style }, below);
  const own = new Scope(scope);
  const lines: string[] = [];
  const n = g.choices.below(8) + 4;
  for (let i = 0; i < n; i++) lines.push(g.annotations !== 'none' && g.choices.feature('declarations', 5) ? typed(g, own, '') : statement(g, own));
  return written(g, { name: 'main', style, scope: new Scope(), imports, lines });
}
