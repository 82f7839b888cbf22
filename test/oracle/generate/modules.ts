import { DATA_NAMES, moduleOf, type Sink } from '../world.js';
import { register } from './classes.js';
import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import { Scope } from './scope.js';
import { fn, STR } from './types.js';

/** How a module exports: as an ECMAScript module, by `module.exports`, or by TypeScript's `export =`. */
export type Style = 'esm' | 'cjs' | 'assigned';

/** A module as the others see it. */
export interface Module {
  /** Its path without extension, relative to the program's folder. */
  readonly name: string;
  readonly style: Style;
  readonly scope: Scope;
  text: string;
  /** Of a barrel: under which names it gives on what the modules export. */
  readonly gives?: ReadonlyMap<Module, Given>;
  /** It must be loaded after those that it imports. */
  late?: boolean;
}

/** What a barrel does with a module: its names as they are, or below one. */
interface Given {
  readonly below?: string;
}

interface Importer {
  readonly name: string;
  readonly style: 'esm' | 'cjs';
}

/** The specifier by which one module imports another. */
export function pathFrom(importer: string, target: string): string {
  return importer.includes('/') ? `../${target}.js` : `./${target}.js`;
}

/** Imports all that other modules export: by name, under another name, as a namespace, as a default, or through a barrel. */
export function importing(g: Generator, to: Importer, modules: readonly Module[]): { scope: Scope; imports: string[] } {
  const scope = new Scope();
  const imports: string[] = [];
  const through = modules.find((m) => m.gives);
  for (const m of modules) {
    if (m.gives) continue;
    const given = g.choices.chance(70) ? through?.gives?.get(m) : undefined;
    const source = pathFrom(to.name, given ? through!.name : m.name);
    if (given?.below !== undefined) {
      imports.push(to.style === 'cjs' ? `const { ${given.below} } = require('${source}');` : `import { ${given.below} } from '${source}';`);
      bring(scope, m, `${given.below}.`);
      continue;
    }
    const whole = m.style === 'assigned' || g.choices.feature('modules', 25);
    if (whole) {
      const space = g.name('ns');
      imports.push(wholeImport(g, to, m, space, source));
      bring(scope, m, `${space}.`);
    } else {
      const names = namesOf(m).map((name) => ({ name, as: g.choices.chance(15) ? g.name('w') : name }));
      imports.push(to.style === 'cjs' ? `const { ${names.map((x) => (x.name === x.as ? x.name : `${x.name}: ${x.as}`)).join(', ')} } = require('${source}');` : `import { ${names.map((x) => (x.name === x.as ? x.name : `${x.name} as ${x.as}`)).join(', ')} } from '${source}';`);
      bring(scope, m, '', new Map(names.map((x) => [x.name, x.as])));
    }
  }
  // Where modules import each other, the one that is needed while it loads comes last.
  if (modules.some((m) => m.late)) imports.reverse();
  return { scope, imports };
}

function wholeImport(g: Generator, to: Importer, m: Module, space: string, source: string): string {
  if (to.style === 'cjs') return `const ${space} = require('${source}');`;
  if (m.style === 'assigned') return `import ${space} = require('${source}');`;
  return m.style === 'cjs' && g.choices.chance(50) ? `import ${space} from '${source}';` : `import * as ${space} from '${source}';`;
}

function namesOf(m: Module): string[] {
  return [...new Set([...m.scope.vars.map((v) => v.name.split('.')[0]!).filter((n) => /^\w+$/.test(n)), ...m.scope.classes.map((c) => c.name)])];
}

/** Declares what a module exports, under a prefix or other names. */
function bring(scope: Scope, m: Module, prefix: string, as: ReadonlyMap<string, string> = new Map()): void {
  const called = (name: string): string => {
    const [first, ...rest] = name.split('.');
    return [`${prefix}${as.get(first!) ?? first!}`, ...rest].join('.');
  };
  const ofClass = (name: string): boolean => m.scope.classes.some((c) => name.startsWith(`${c.name}.`));
  for (const v of m.scope.vars) if (/^[\w.]+$/.test(v.name) && !ofClass(v.name)) scope.declare(called(v.name), v.type);
  for (const c of m.scope.classes) register(scope, { ...c, name: called(c.name) });
}

/** A module that exports what others export. */
export function barrel(g: Generator, modules: readonly Module[]): Module | undefined {
  const open = modules.filter((m) => m.style === 'esm' && !m.name.includes('/'));
  if (open.length === 0) return undefined;
  const gives = new Map<Module, Given>();
  const lines: string[] = [];
  for (const m of open) {
    const from = `from './${m.name}.js';`;
    const way = g.choices.below(3);
    const below = way === 2 ? g.name('ns') : undefined;
    gives.set(m, below === undefined ? {} : { below });
    lines.push(way === 0 ? `export * ${from}` : below !== undefined ? `export * as ${below} ${from}` : `export { ${namesOf(m).join(', ')} } ${from}`);
  }
  return { name: 'index', style: 'esm', scope: new Scope(), text: `${lines.join('\n')}\n`, gives };
}

/** Lets the first library call the second one, which imports it. */
export function cycle(g: Generator, modules: readonly Module[]): void {
  const [first, second] = modules.filter((m) => m.style === 'esm' && !m.name.includes('/'));
  if (!first || !second || !second.text.includes(`./${first.name}.js`)) return;
  const { scope, imports } = importing(g, { name: first.name, style: 'esm' }, [second]);
  const f = g.name('f');
  const x = g.name('p');
  const inner = scope.function(STR, { ownThis: true });
  inner.declare(x, STR, true);
  const text = `export function ${f}(${x}${g.annotate(STR)}) { return ${expr(g, inner, STR, 3)}; }`;
  first.text = `${headOf(g, first, text, first.text)}${imports.join('\n')}\n${first.text}${text}\n`;
  first.scope.declare(f, fn(STR, STR));
  first.late = true;
}

interface Parts {
  readonly name: string;
  readonly style: Style;
  readonly scope: Scope;
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** A module's text with the imports that it needs, and what it exports. */
export function written(g: Generator, m: Parts): Module {
  const names = namesOf({ ...m, text: '' });
  const exports = m.style === 'esm' || m.name === 'main' ? [] : m.style === 'assigned' ? [`export = { ${names.join(', ')} };`] : g.choices.chance(50) ? [`module.exports = { ${names.join(', ')} };`] : names.map((n) => `${g.choices.pick(['', 'module.'])}exports.${n} = ${n};`);
  const body = m.lines.join('\n');
  return { name: m.name, style: m.style, scope: m.scope, text: [headOf(g, m, body, '') + m.imports.join('\n'), body, ...exports, ''].join('\n') };
}

/** Imports of what a text uses, and `known` does not import. */
function headOf(g: Generator, m: { readonly name: string; readonly style: Style }, body: string, known: string): string {
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body) && !new RegExp(`\\b${name}\\b.*(?:from|require)\\b`).test(known);
  const bring = (names: readonly string[], source: string): string => {
    const list = names.map((n) => (m.style === 'cjs' ? n.replace(' as ', ': ') : n)).join(', ');
    return m.style === 'cjs' ? `const { ${list} } = require('${source}');\n` : `import { ${list} } from '${source}';\n`;
  };
  const data = DATA_NAMES.filter(uses);
  return [
    data.length > 0 ? bring(data, pathFrom(m.name, 'data')) : '',
    uses('createHash') ? bring(['createHash'], 'node:crypto') : '',
    uses('EventEmitter') ? bring(['EventEmitter'], 'node:events') : '',
    ...g.sinks.filter((s) => uses(nameOf(s))).map((s) => bring([s.host === 'package' ? `send as ${nameOf(s)}` : nameOf(s)], s.host === 'package' ? moduleOf(s) : pathFrom(m.name, moduleOf(s).slice(2, -3)))),
  ].join('');
}

function nameOf(s: Sink): string {
  return `${s.host === 'component' ? 'Sink' : 'sink'}${s.n}`;
}
