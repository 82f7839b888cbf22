import { FIELD_DECORATORS, RESOLVING } from '../../models/frameworks.js';
import { EMPTY, slot } from '../domain/content.js';
import { BOTTOM, UNDEFINED, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { anyElement } from '../machine/elements.js';
import type { Machine } from '../machine/machine.js';
import { answerWith } from '../machine/model/answering.js';
import { noteHandler } from '../machine/nest-layers.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName } from '../machine/properties.js';
import { enqueue } from '../machine/tasks.js';
import { arg } from './support.js';

/** Before the name of a field that a class has in the schema; there the function stands that tells its type. */
const FIELD = '!@graphql field ';
/** Before the name of a property that it has not. */
const HIDDEN = '!@graphql hidden ';

function made(m: Machine, call: NativeCall, name: string, run: Native): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, name));
}

/** The function among the decorator's arguments that tells the type: `@Query(() => User)`, `@ResolveField('user', () => User)`. */
function typeFunction(m: Machine, call: NativeCall): Value {
  return call.args.list.slice(0, 2).reduce((out, a) => join(out, { ...a.v, refs: a.v.refs.filter((r) => m.obj(r).kind === 'function'), consts: [], kinds: 0, unknown: false }), BOTTOM);
}

const field = (prefix: string): Native => (m, call) => {
  const type = typeFunction(m, call);
  return made(m, call, 'field', (mm, c) => {
    const { name } = keyName(arg(c, 1));
    if (name !== null) for (const r of arg(c, 0).refs) if (mm.st) mm.setSlot(r, prefix + name, slot(isBottom(type) ? UNDEFINED : type));
    return UNDEFINED;
  });
};

/** Classes that a type function names, in a list too. */
function classesOf(m: Machine, type: Value, call: NativeCall): readonly Ref[] {
  if (!m.st || !type.refs.some((r) => m.obj(r).kind === 'function')) return [];
  const given = callValue(m, type, UNDEFINED, plainArgs(call.site, UNDEFINED), call.site);
  const all = given.refs.flatMap((r) => (m.obj(r).kind === 'array' ? anyElement(m, r).refs : [r]));
  return all.filter((r) => m.obj(r).cls !== undefined);
}

/**
 * Names of the fields that the classes, and those of their fields, have in the schema: nothing else of what a resolver gives can be asked for. A class
 * none of whose properties is described as a field has all that it declares: a plugin of the compiler describes them.
 */
function fieldNames(m: Machine, classes: readonly Ref[], call: NativeCall): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Ref>();
  const visit = (refs: readonly Ref[]): void => {
    for (const ref of refs) {
      const { cls } = m.obj(ref);
      if (!cls || seen.has(ref) || !m.st) continue;
      seen.add(ref);
      const own = m.content(cls.prototype).props;
      const described = [...own].filter(([name]) => name.startsWith(FIELD));
      for (const [name, s] of described) {
        names.add(name.slice(FIELD.length));
        visit(classesOf(m, s.v, call));
      }
      const members = described.length > 0 ? [] : cls.facts.classes[cls.index]!.members;
      for (const { key } of members) if ('name' in key && !own.has(HIDDEN + key.name)) names.add(key.name);
      visit(m.slot(ref, '!proto')?.v.refs ?? []);
    }
  };
  visit(classes);
  return names;
}

/** A resolver's result goes to who asked: of an object the fields that its type has in the schema. */
const resolves: Native = (m, call) => {
  const type = typeFunction(m, call);
  return made(m, call, 'resolver', (mm, c) => {
    const handler = getProperty(mm, onlyObjects(arg(c, 2)), 'value', c.site);
    const { name } = keyName(arg(c, 1));
    if (name !== null) for (const r of arg(c, 0).refs) noteHandler(mm, r, name);
    // The class that a type function names may come later in its file.
    enqueue(mm, `resolver|${c.site.file}:${c.site.s}:${name ?? ''}`, true, 0, () => {
      const classes = classesOf(mm, type, c);
      answerWith(mm, handler, classes.length > 0 ? fieldNames(mm, classes, c) : undefined);
    });
    return UNDEFINED;
  });
};

/** Decorators of code-first GraphQL: what resolvers give is sent, as far as the schema has it. */
export const graphqlNatives: Natives = {
  ...Object.fromEntries(Object.entries(RESOLVING).flatMap(([module, names]) => names.split(' ').map((name) => [`${module}#${name}`, resolves] as const))),
  ...Object.fromEntries(Object.keys(RESOLVING).flatMap((module) => [[`${module}#${FIELD_DECORATORS.shows}`, field(FIELD)], [`${module}#${FIELD_DECORATORS.hides}`, field(HIDDEN)]] as const)),
};
