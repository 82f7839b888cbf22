import type { ClassFacts, Expr, FileFacts } from '../../../facts/ir.js';
import { SERIALIZING } from '../../../models/frameworks.js';
import type { Ref } from '../../domain/value.js';
import type { Machine } from '../machine.js';

/** Properties of objects that are not written. */
export type LeftOut = (ref: Ref, name: string) => boolean;

/** When a field is written: never, or for these groups alone. */
type When = 'never' | ReadonlySet<string>;

const used = new WeakMap<Machine, readonly ReadonlyMap<string, When>[]>();
const fields = new WeakMap<ClassFacts, ReadonlyMap<string, When>>();

/** What the interceptor leaves out of what the running method gives, where the program uses it: fields of classes whose decorators say so. */
export function leftOut(m: Machine): { readonly leftOut?: LeftOut; /** Names of such fields, by which those are known that only types tell of. */ readonly hidden?: ReadonlySet<string> } {
  const { facts, fn } = m.frame;
  const all = fn.cls === undefined ? [] : fieldsOfAll(m);
  if (fn.cls === undefined || all.length === 0) return {};
  const cls = facts.classes[fn.cls]!;
  const method = cls.members.find((x) => x.f !== undefined && facts.functions[x.f] === fn);
  const groups = new Set([...(method?.decorators ?? []), ...cls.decorators].flatMap((d) => groupsOf(facts, d, SERIALIZING.options)));
  const isOut = (when: When | undefined): boolean => when === 'never' || (when !== undefined && ![...when].some((g) => groups.has(g)));
  return { leftOut: (ref, name) => isOut(whenWritten(m, ref, name)), hidden: new Set(all.flatMap((of) => [...of].flatMap(([name, when]) => (isOut(when) ? [name] : [])))) };
}

/** Of the program's classes those that have such fields; none, where the interceptor is not used. */
function fieldsOfAll(m: Machine): readonly ReadonlyMap<string, When>[] {
  let known = used.get(m);
  if (known) return known;
  const files = m.setting.linker.files.flatMap((file) => m.facts(file) ?? []);
  const isUsed = files.some(({ imports }) => imports.some((i) => i.source === SERIALIZING.module && i.imported === SERIALIZING.interceptor));
  used.set(m, (known = isUsed ? files.filter(usesTransformer).flatMap((facts) => facts.classes.map((c) => fieldsOf(facts, c)).filter((of) => of.size > 0)) : []));
  return known;
}

function usesTransformer(facts: FileFacts): boolean {
  return facts.imports.some((i) => i.source === SERIALIZING.transformer);
}

function whenWritten(m: Machine, ref: Ref, name: string): When | undefined {
  const { shape, instanceOf } = m.obj(ref);
  const made = instanceOf === undefined ? undefined : m.obj(instanceOf).cls;
  if (made) return fieldsOf(made.facts, made.facts.classes[made.index]!).get(name);
  const facts = shape?.k === 'class' ? m.facts(shape.file) : undefined;
  return shape?.k === 'class' && facts ? fieldsOf(facts, facts.classes[shape.cls]!).get(name) : undefined;
}

function fieldsOf(facts: FileFacts, cls: ClassFacts): ReadonlyMap<string, When> {
  let known = fields.get(cls);
  if (known) return known;
  const out = new Map<string, When>();
  const hidesAll = cls.decorators.some((d) => decorates(facts, d, SERIALIZING.hides));
  for (const { key, decorators = [] } of cls.members) {
    if (!('name' in key)) continue;
    const shown = decorators.find((d) => decorates(facts, d, SERIALIZING.shows));
    const groups = shown ? groupsOf(facts, shown, SERIALIZING.shows) : [];
    if (decorators.some((d) => decorates(facts, d, SERIALIZING.hides) && !option(d, SERIALIZING.inward))) out.set(key.name, 'never');
    else if (groups.length > 0) out.set(key.name, new Set(groups));
    else if (hidesAll && !shown) out.set(key.name, 'never');
  }
  fields.set(cls, (known = out));
  return known;
}

/** The decorator is what a package exports under the name. */
function decorates(facts: FileFacts, d: Expr, name: string): boolean {
  const callee = d.k === 'call' ? d.callee : d;
  const at = callee.k === 'var' ? facts.bindings[callee.v]!.import : undefined;
  return at !== undefined && facts.imports[at]!.imported === name && ([SERIALIZING.transformer, SERIALIZING.module] as readonly string[]).includes(facts.imports[at]!.source);
}

function groupsOf(facts: FileFacts, d: Expr, name: string): readonly string[] {
  const list = decorates(facts, d, name) ? option(d, 'groups') : undefined;
  return list?.k === 'array' ? list.elems.flatMap((x) => (x && x.k === 'const' && typeof x.value === 'string' ? [x.value] : [])) : [];
}

function option(d: Expr, name: string): Expr | undefined {
  const given = d.k === 'call' ? d.args[0] : undefined;
  if (given?.k !== 'object') return undefined;
  const found = given.props.find((p) => p.kind !== 'spread' && 'name' in p.key && p.key.name === name);
  return found?.value;
}
