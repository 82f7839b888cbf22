import { forAwait, thenStatement, timer } from './async.js';
import { classDeclaration } from './classes.js';
import { condition, expr } from './expressions.js';
import { functionDeclaration } from './functions.js';
import type { Generator } from './generator.js';
import { mutation } from './mutations.js';
import { reach } from './reach.js';
import type { Scope } from './scope.js';
import { usingStatement } from './objects.js';
import { matchStatement } from './matching.js';
import { MOST, sinkCall } from './sinks.js';
import { arrayOf, mapOf, STR, type Type } from './types.js';

/** Statements on lines of their own. */
export function block(g: Generator, s: Scope, count: number): string {
  let out = '';
  for (let i = 0; i < count && g.fuel > 0; i++) out += `\n${statement(g, s)}`;
  return count > 0 ? `${out}\n` : out;
}

/** One statement; what it declares is in `s` afterwards. */
export function statement(g: Generator, s: Scope): string {
  const inLoop = s.loops.length > 0;
  return g.choices.option<string>([
    ['variables', 8, () => declaration(g, s)],
    ['sinks', 6, () => sinkCall(g, s)],
    ['mutation', 9, mutation(g, s)],
    ['calls', 3, callStatement(g, s)],
    ['branches', 3, () => `if (${condition(g, s)}) {${block(g, s.block(), 2)}}${g.choices.chance(50) ? ` else {${block(g, s.block(), 2)}}` : ''}`],
    ['branches', 1, () => switchStatement(g, s)],
    ['loops', 3, () => loop(g, s)],
    ['exceptions', 2, () => tryStatement(g, s)],
    ['functions', 2, () => functionDeclaration(g, s, '')],
    ['classes', 2, () => classDeclaration(g, s, '')],
    ['jumps', 2, inLoop ? () => `if (${condition(g, s)}) ${g.choices.pick(['break', 'continue'])}${g.choices.chance(40) && s.loops.at(-1) !== '' ? ` ${s.loops.at(-1)!}` : ''};` : undefined],
    ['jumps', 1, s.returns && !s.yields ? () => `if (${condition(g, s)}) return ${expr(g, s, s.returns!, 2)};` : undefined],
    ['generators', 3, s.yields ? () => `yield ${expr(g, s, s.yields!, 2)};` : undefined],
    ['destructuring', 2, () => destructuring(g, s)],
    ['events', 1, () => events(g, s)],
    ['timers', 1, () => timer(g, s)],
    ['async', 2, () => thenStatement(g, s)],
    ['async', 1, () => forAwait(g, s)],
    ['using', 1, () => usingStatement(g, s)],
    ['matching', 1, s.loops.length === 0 && g.sinks.length < MOST ? () => matchStatement(g, s) : undefined],
    ['blocks', 1, () => `{${block(g, s.block(), 2)}}`],
  ]);
}

function declaration(g: Generator, s: Scope): string {
  const t = g.type();
  const name = g.name('v');
  const writable = g.choices.chance(60);
  const text = `${writable ? 'let' : 'const'} ${name}${g.choices.chance(40) ? g.annotate(t) : ''} = ${expr(g, s, t)};`;
  s.declare(name, t, writable);
  return text;
}

function callStatement(g: Generator, s: Scope): (() => string) | undefined {
  const callable = s.all().filter((v) => v.type.k === 'fn' || v.type.k === 'inst');
  if (callable.length === 0) return undefined;
  return () => {
    const v = callable[Math.max(g.choices.below(callable.length), g.choices.below(callable.length))]!;
    if (v.type.k === 'fn') return `${v.name}(${v.type.params.map((p) => expr(g, s, p, 2)).join(', ')});`;
    const read = reach(g, s, v.name, v.type, STR, 2);
    return read ? `void ${read()};` : ';';
  };
}

function switchStatement(g: Generator, s: Scope): string {
  const subject = g.choices.pick([`(${g.opaque()} ? 'a' : 'b')`, "'a'", "'c'", 'account.city', `(${g.opaque()} ? 'b' : 'c')`]);
  const end = (): string => (g.choices.chance(70) ? ' break;' : '');
  return `switch (${subject}) {\ncase 'a': {${block(g, s.block(), 1)}}${end()}\ncase 'b': {${block(g, s.block(), 1)}}${end()}\ndefault: {${block(g, s.block(), 1)}}\n}`;
}

function loop(g: Generator, s: Scope): string {
  const label = g.choices.feature('jumps', 25) ? g.name('l') : '';
  const inner = s.block([...s.loops, label]);
  const head = label ? `${label}: ` : '';
  const i = g.name('i');
  const n = g.choices.pick([1, 2, 3]);
  const body = (): string => block(g, inner, g.choices.below(3) + 1);
  const item = (t: Type): string => {
    inner.declare(i, t);
    return i;
  };
  return g.choices.option<string>([
    ['loops', 3, () => `${head}for (let ${i} = 0; ${i} < ${n}; ${i}++) {${body()}}`],
    ['loops', 1, () => `let ${i} = 0;\n${head}while (${i}++ < ${n}) {${body()}}`],
    ['loops', 1, () => `let ${i} = 0;\n${head}do {${body()}} while (${i}++ < ${n}${g.choices.chance(40) ? ` && ${g.opaque()}` : ''});`],
    ['opaque', 1, () => `let ${i} = 0;\n${head}while (${i}++ < 9 && ${g.opaque()}) {${body()}}`],
    ['loops', 4, () => {
      const t = g.type();
      const list = expr(g, s, arrayOf(t), 2);
      return `${head}for (const ${item(t)} of ${list}) {${body()}}`;
    }],
    ['collections', 1, () => {
      const t = g.type();
      const map = expr(g, s, mapOf(t), 2);
      return `${head}for (const [, ${item(t)}] of ${map}) {${body()}}`;
    }],
    ['loops', 1, () => {
      const o = expr(g, s, { k: 'obj', fields: { a: STR, b: STR } }, 2);
      const name = g.name('v');
      inner.declare(`${name}[${i}]`, STR);
      return `const ${name}${g.annotations === 'none' ? '' : ': any'} = ${o};\n${head}for (const ${i} in ${name}) {${body()}}`;
    }],
    ['callbacks', 2, () => {
      const t = g.type();
      const list = expr(g, s, arrayOf(t), 2);
      const f = s.function(STR);
      f.declare(i, t, true);
      return `${list}.forEach((${i}) => {${block(g, f, 2)} return ''; });`;
    }],
  ]);
}

function tryStatement(g: Generator, s: Scope): string {
  const e = g.name('e');
  const any = g.annotations === 'none' ? '' : ': any';
  const v = expr(g, s, STR, 2);
  const inner = s.block();
  const body = block(g, inner, g.choices.below(3));
  const guard = g.choices.chance(50) ? `if (${condition(g, s)}) ` : '';
  const message = g.choices.chance(60);
  const handler = s.block();
  handler.declare(message ? `${e}.message` : e, STR);
  const last = g.choices.chance(40) ? ` finally {${block(g, s.block(), 2)}}` : '';
  return `try {${body} ${guard}throw ${message ? `new Error(${v})` : v}; } catch (${e}${any}) {${block(g, handler, 2)}}${last}`;
}

function destructuring(g: Generator, s: Scope): string {
  const t = g.type();
  const [x, y] = [g.name('v'), g.name('v')];
  const any = g.annotations === 'none' ? '' : ': any';
  const [v, w] = [expr(g, s, t, 2), expr(g, s, t, 2)];
  s.declare(x, t, true);
  s.declare(y, t, true);
  return g.choices.pick([
    `let { a: ${x}, b: ${y} } = { a: ${v}, b: ${w} };`, `let [${x}, ${y}] = [${v}, ${w}];`, `let { a: ${x}, ...${y}_r }${any} = { a: ${v}, b: ${w} }, ${y} = ${y}_r.b;`, `let [${x}, ...${y}_r]${any} = [${v}, ${w}], ${y} = ${y}_r[0];`,
    `let { a: { b: ${x} }, c: [${y}] } = { a: { b: ${v} }, c: [${w}] };`, `let { a: ${x} = ${w}, b: ${y} = ${w} }${any} = { b: ${v} };`, `let ${x}${any}, ${y}${any}; ({ a: ${x}, b: ${y} } = { a: ${v}, b: ${w} });`, `let ${x} = ${v}, ${y} = ${w}; [${x}, ${y}] = [${y}, ${x}];`,
  ]);
}

function events(g: Generator, s: Scope): string {
  const bus = g.name('bus');
  const x = g.name('x');
  const inner = s.function(STR);
  inner.declare(x, STR, true);
  const heard = `(${x}${g.annotate(STR)}) => {${block(g, inner, 2)} return ''; }`;
  const emit = (on: string, more: string): string => `${on}.emit('${g.choices.pick(['e', 'e', 'other'])}', ${more}${expr(g, s, STR, 2)});`;
  const made = `const ${bus} = new EventEmitter();\n`;
  return g.choices.pick([
    () => `${made}${bus}.on('e', ${heard});\n${emit(bus, '')}`,
    () => `${made}${bus}.once('e', ${heard});\n${emit(bus, '')}\n${emit(bus, '')}`,
    () => `${made}${bus}.addListener('e', (_a${g.annotate(STR)}, ...l${g.annotations === 'none' ? '' : ': any[]'}) => (${heard})(l[0]));\n${emit(bus, `${expr(g, s, STR, 1)}, `)}`,
    () => `${made}const ${bus}_f = ${heard};\n${bus}.on('e', ${bus}_f);\n${bus}.off('e', ${bus}_f);\n${emit(bus, '')}`,
    () => `class ${bus}_C extends EventEmitter { fire(y${g.annotate(STR)}) { this.emit('e', y); } }\nconst ${bus} = new ${bus}_C();\n${bus}.on('e', ${heard});\n${bus}.fire(${expr(g, s, STR, 2)});`,
  ])();
}
