import { expr, wrapped } from './expressions.js';
import { parameters } from './functions.js';
import type { Generator } from './generator.js';
import { Scope } from './scope.js';
import { block } from './statements.js';
import { fn, STR, type ClassShape, type Type } from './types.js';

/** A class with fields, private ones too, methods, accessors, statics; perhaps derived from one in scope. */
export function classDeclaration(g: Generator, s: Scope, exported: string): string {
  const { choices } = g;
  const name = g.name('C');
  const parent = choices.feature('inheritance', 40) && s.allClasses().length > 0 ? choices.pick(s.allClasses()) : undefined;
  const field = g.type();
  const hidden = g.type();
  const own = choices.chance(70);
  const ctor: Type[] = own ? [hidden, field] : parent ? [...parent.ctor] : [];
  const members: string[] = [];
  const fields: Record<string, Type> = { ...parent?.fields };
  const methods: ClassShape['methods'] = { ...parent?.methods };
  const getters: Record<string, Type> = { ...parent?.getters };
  const setters: Record<string, Type> = { ...parent?.setters };
  const statics: Record<string, Type> = {};
  const f = g.name('m');
  fields[f] = field;
  const h = choices.pick(['#h', '_h']);
  members.push(`${decorator(g, s, 'field', field)}${choices.feature('accessors', 8) ? 'accessor ' : ''}${f}${g.annotate(field)} = ${expr(g, s.function(undefined, { ownThis: true }), field, 1)};`, `${h}${g.annotate(hidden)} = ${expr(g, s.function(undefined, { ownThis: true }), hidden, 1)};`);
  if (own) members.push(constructor(g, s, parent, ctor, h, f));
  const self = (): Scope => {
    const inner = new Scope(s, { async: false, yields: undefined, loops: [], ownThis: true });
    inner.declare(`this.${f}`, field, true);
    inner.declare(`this.${h}`, hidden, true);
    return inner;
  };
  const method = (ret: Type, params: Type[], head: (p: string) => string): string => {
    const inner = new Scope(self(), { returns: ret });
    const p = parameters(g, inner, s, params);
    return `${head(p)} {${block(g, inner, choices.below(3))} return ${expr(g, inner, ret, 2)}; }`;
  };
  for (let i = choices.below(3); i > 0; i--) {
    const overridden = Object.entries(parent?.methods ?? {});
    const known = overridden.length > 0 && choices.chance(50) ? choices.pick(overridden) : undefined;
    const m = known?.[0] ?? g.name('m');
    const type = known?.[1] ?? fn(g.type(), ...Array.from({ length: choices.below(2) }, () => g.type()));
    const plain = method(type.ret, [...type.params], (p) => `${m}(${p})`);
    const viaSuper = known && type.params.length === 0 && choices.chance(40) ? `${m}() { return super.${m}(); }` : undefined;
    members.push(viaSuper ?? `${decorator(g, s, 'method', type.ret)}${plain}`);
    (methods as Record<string, Extract<Type, { k: 'fn' }>>)[m] = type;
  }
  if (choices.feature('privates', 20)) {
    const m = g.name('m');
    (methods as Record<string, Extract<Type, { k: 'fn' }>>)[m] = fn(hidden);
    members.push(`#${m}(x${g.annotate(hidden)}) { return #${m} in this ? x : this.${h}; }`, `${m}() { return this.#${m}(${expr(g, self(), hidden, 1)}); }`);
  }
  if (choices.feature('accessors', 40)) {
    const a = g.name('a');
    getters[a] = hidden;
    setters[a] = hidden;
    const x = g.name('p');
    members.push(`get ${a}() { return this.${h}; }`, `set ${a}(${x}${g.annotate(hidden)}) { this.${h} = ${x}; }`);
  }
  if (choices.feature('statics', 40)) {
    const st = g.name('s');
    const t = g.type();
    statics[st] = t;
    members.push(`static ${st}${g.annotate(t)} = ${expr(g, s.function(undefined, { ownThis: true }), t, 2)};`);
  }
  if (choices.feature('statics', 15)) {
    const st = g.name('s');
    statics[st] = STR;
    members.push(`static ${st}${g.annotate(STR)} = 'a';`, `static { this.${st} = ${expr(g, s.function(undefined, { ownThis: true }), STR, 2)}; }`);
  }
  if (choices.feature('statics', 25)) {
    const make = g.name('s');
    statics[make] = fn(STR, STR);
    const inner = s.function(STR, { ownThis: true });
    members.push(`static ${make}(${parameters(g, inner, s, [STR])}) { return ${expr(g, inner, STR, 2)}; }`);
  }
  const shape: ClassShape = { name, ctor, fields, methods, getters, setters, statics };
  const base = parent && (choices.feature('mixins', 20) ? mixed(g, s, parent, methods) : parent.name);
  const text = `${exported}class ${name}${base ? ` extends ${base}` : ''} {\n${members.join('\n')}\n}`;
  register(s, shape);
  const v = g.name('v');
  const made = `${exported}const ${v} = new ${name}(${ctor.map((t) => expr(g, s, t, 1)).join(', ')});`;
  s.declare(v, { k: 'inst', cls: shape });
  return `${text}\n${made}`;
}

/** A class derived from the parent, by a function that adds a method to any class. */
function mixed(g: Generator, s: Scope, parent: ClassShape, methods: Record<string, Extract<Type, { k: 'fn' }>>): string {
  const m = g.name('m');
  const x = g.name('x');
  const inner = s.function(STR, { ownThis: true });
  inner.declare(x, STR, true);
  methods[m] = fn(STR, STR);
  return `((B${g.annotations === 'none' ? '' : ': any'}) => class extends B { ${m}(${x}${g.annotate(STR)}) { return ${expr(g, inner, STR, 2)}; } })(${parent.name})`;
}

/** A standard decorator of a method that gives the type or of a field that has it: which runs beside it, or replaces it. */
function decorator(g: Generator, s: Scope, of: 'method' | 'field', t: Type): string {
  if (!g.choices.feature('decorators', 8)) return '';
  const [any, anys] = g.annotations === 'none' ? ['', ''] : [': any', ': any[]'];
  const self = g.annotations === 'none' ? '' : 'this: any, ';
  const e = (): string => expr(g, s.function(t, { ownThis: true }), t, 2);
  if (of === 'field') return g.choices.pick([() => `@((_v${any}, _context${any}) => (x${any}) => x) `, () => `@((_v${any}, _context${any}) => () => ${wrapped(e())}) `])();
  return g.choices.pick([
    () => `@((f${any}, context${any}) => function (${self}...a${anys}) {${block(g, s.function(STR, { ownThis: true }), 1)} return f.apply(this, a); }) `,
    () => `@((_f${any}, context${any}) => function () { return ${e()}; }) `,
    () => `@((f${any}, context${any}) => { void context.name; return f; }) `,
  ])();
}

/** Makes a class and its static members usable in a scope. */
export function register(s: Scope, shape: ClassShape): void {
  s.classes.push(shape);
  for (const [member, t] of Object.entries(shape.statics)) s.declare(`${shape.name}.${member}`, t, t.k !== 'fn');
  s.declare(`((...c) => new ${shape.name}(...c))`, { k: 'fn', params: shape.ctor, ret: { k: 'inst', cls: shape } });
}

function constructor(g: Generator, s: Scope, parent: ClassShape | undefined, ctor: readonly Type[], h: string, f: string): string {
  const inner = s.function(undefined, { ownThis: true });
  const names = ctor.map((t) => {
    const x = g.name('p');
    inner.declare(x, t, true);
    return `${x}${g.annotate(t)}`;
  });
  const [first, second] = inner.vars.map((v) => v.name);
  const base = parent ? `super(${parent.ctor.map((t) => expr(g, inner, t, 1)).join(', ')}); ` : '';
  return `constructor(${names.join(', ')}) { ${base}this.${h} = ${first!};${g.choices.chance(70) ? ` this.${f} = ${second!};` : ''} }`;
}
