import { DATA_NAMES, moduleOf, type Program, type Sink } from '../world.js';
import { register } from './classes.js';
import { Choices, type Weights } from './choices.js';
import { functionDeclaration } from './functions.js';
import { classDeclaration } from './classes.js';
import { Generator, type Annotations } from './generator.js';
import { expr } from './expressions.js';
import { Scope } from './scope.js';
import { statement } from './statements.js';
import type { Type } from './types.js';

/** A module as the others see it. */
interface Module {
  readonly name: string;
  readonly scope: Scope;
  readonly text: string;
}

/** A random program: one to three modules, which call each other in one direction. */
export function generateProgram(below: (n: number) => number, weights: Weights = {}): Program {
  const choices = new Choices(below, weights);
  const annotations: Annotations = choices.pick(['full', 'full', 'none', 'any'] as const);
  const jsx = choices.feature('host-component', 15);
  const g = new Generator(choices, annotations, jsx);
  const modules: Module[] = [];
  for (let i = choices.below(3); i > 0; i--) modules.push(library(g, `lib${modules.length}`, modules));
  modules.push(main(g, modules));
  const extension = `${annotations === 'none' ? 'js' : 'ts'}${jsx ? 'x' : ''}`;
  return { files: Object.fromEntries(modules.map((m) => [`${m.name}.${extension}`, m.text])), sinks: g.sinks };
}

function library(g: Generator, name: string, below: readonly Module[]): Module {
  const { scope, imports } = importing(g, below);
  const own = new Scope(scope);
  const lines: string[] = [];
  const n = g.choices.below(3) + 2;
  for (let i = 0; i < n; i++) {
    lines.push(g.choices.option<string>([
      ['functions', 4, () => functionDeclaration(g, own, 'export ')],
      ['classes', 2, () => classDeclaration(g, own, 'export ')],
      ['modules', 3, () => exported(g, own)],
    ]));
  }
  return { name, scope: own, text: whole(g, imports, lines) };
}

function exported(g: Generator, s: Scope): string {
  const t: Type = g.type();
  const name = g.name('v');
  const text = `export ${g.choices.pick(['let', 'const'])} ${name}${g.annotate(t)} = ${expr(g, s, t, 2)};`;
  s.declare(name, t, text.startsWith('export let'));
  return text;
}

function main(g: Generator, below: readonly Module[]): Module {
  const { scope, imports } = importing(g, below);
  const own = new Scope(scope);
  const lines: string[] = [];
  const n = g.choices.below(8) + 4;
  for (let i = 0; i < n; i++) lines.push(statement(g, own));
  return { name: 'main', scope: own, text: whole(g, imports, lines) };
}

/** Imports all that other modules export, by name or as a namespace. */
function importing(g: Generator, below: readonly Module[]): { scope: Scope; imports: string[] } {
  const scope = new Scope();
  const imports: string[] = [];
  for (const m of below) {
    const names = new Set<string>();
    const space = g.choices.feature('modules', 25) ? g.name('ns') : undefined;
    for (const v of m.scope.vars) {
      if (!/^\w+$/.test(v.name)) continue;
      names.add(v.name);
      scope.declare(space ? `${space}.${v.name}` : v.name, v.type);
    }
    for (const c of m.scope.classes) {
      names.add(c.name);
      register(scope, space ? { ...c, name: `${space}.${c.name}` } : c);
    }
    imports.push(space ? `import * as ${space} from './${m.name}.js';` : `import { ${[...names].join(', ')} } from './${m.name}.js';`);
  }
  return { scope, imports };
}

/** A module's text with the imports that it needs. */
function whole(g: Generator, imports: readonly string[], lines: readonly string[]): string {
  const body = lines.join('\n');
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body);
  const data = DATA_NAMES.filter(uses);
  const head = [
    ...(data.length > 0 ? [`import { ${data.join(', ')} } from './data.js';`] : []),
    ...(uses('createHash') ? ["import { createHash } from 'node:crypto';"] : []),
    ...(uses('EventEmitter') ? ["import { EventEmitter } from 'node:events';"] : []),
    ...g.sinks.filter((s) => uses(nameOf(s))).map((s) => importOf(s)),
  ];
  return [...head, ...imports, body, ''].join('\n');
}

function nameOf(s: Sink): string {
  return `${s.host === 'component' ? 'Sink' : 'sink'}${s.n}`;
}

function importOf(s: Sink): string {
  return `import { ${s.host === 'package' ? `send as ${nameOf(s)}` : nameOf(s)} } from '${moduleOf(s)}';`;
}
