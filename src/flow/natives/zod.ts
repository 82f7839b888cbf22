import { EMPTY, isInternal, slot, without, withSlot, type Content } from '../domain/content.js';
import { addLabels, BOTTOM, constant, isBottom, join, reference, splitNullish, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { arg } from './support.js';

/** Under these names a schema has the schemas of its fields, and of its elements, as it has for the program. */
const SHAPE = 'shape';
const ELEMENT = 'element';
/** Fields that the shape does not name are kept. */
const OPEN = '!@open';
/** What stands in for a value that is absent. */
const DEFAULT = '!@default';
/** What is made of a value before the schema that follows looks at it. */
const BEFORE = '!@before';
const INNER = '!@inner';
/** The schemas of which a value fits one, and the constant that it must be. */
const OPTIONS = '!@options';
const LITERAL = '!@literal';

/** What the types that a schema is written with say of it: of another schema it is said anew. */
const SCHEMA = '!@schema';

/** Nested schemas that are followed; past it values are taken as they are. */
const DEPTH = 8;

function slotOf(m: Machine, schema: Value, name: string): Value | undefined {
  const [ref] = schema.refs;
  return ref === undefined || schema.refs.length > 1 || schema.unknown || m.obj(ref).kind !== 'instance' ? undefined : m.slot(ref, name)?.v;
}

/** The names of a shape and their schemas; undefined: it can have others. */
function fields(m: Machine, shape: Value | undefined): readonly (readonly [string, Value])[] | undefined {
  const [ref] = shape?.refs ?? [];
  if (ref === undefined || shape!.refs.length > 1 || shape!.unknown || m.obj(ref).kind !== 'object') return undefined;
  const c = m.content(ref);
  const whole = isBottom(c.rest) && c.inside.length === 0 && [...c.props].every(([name, s]) => !isInternal(name) && !s.maybe && !s.get);
  return whole ? [...c.props].map(([name, s]) => [name, s.v] as const) : undefined;
}

/** What of a value the schema lets through: the fields that it names. */
function cut(m: Machine, schema: Value, given: Value, call: NativeCall, depth: number): Value {
  if (depth > DEPTH || !m.st) return given;
  const literal = given.unknown ? slotOf(m, schema, LITERAL) : undefined;
  if (literal) return literal;
  const options = slotOf(m, schema, OPTIONS);
  if (options) return iterate(m, options, call.site).known?.reduce((v, o) => join(v, pass(m, o, given, call, depth)), BOTTOM) ?? given;
  const before = slotOf(m, schema, BEFORE);
  if (before) return cut(m, slotOf(m, schema, INNER) ?? BOTTOM, callValue(m, before, UNDEFINED, plainArgs(call.site, given), call.site), call, depth + 1);
  const standIn = slotOf(m, schema, DEFAULT);
  const v = standIn && splitNullish(given).nullish ? join(splitNullish(given).rest, standIn) : given;
  const element = slotOf(m, schema, ELEMENT);
  if (element && v.refs.length > 0) {
    const { known, any } = iterate(m, { ...v, consts: [], kinds: 0 }, call.site);
    return newArray(m, call, known?.map((x) => pass(m, element, x, call, depth)), known ? BOTTOM : pass(m, element, any, call, depth), `parsed${depth}`);
  }
  const list = slotOf(m, schema, OPEN) ? undefined : fields(m, slotOf(m, schema, SHAPE));
  if (!list || (v.refs.length === 0 && !v.unknown)) return v;
  const out = reference(m.alloc('object', call.site, EMPTY, {}, `parsed${depth}|${schema.refs.join()}`));
  for (const [name, field] of list) if (m.st) setProperty(m, out, name, pass(m, field, getProperty(m, v, name, call.site), call, depth), call.site);
  return { ...out, consts: v.consts.filter((c) => c === null || c === undefined) };
}

/** What a schema inside another one makes of a value. */
function pass(m: Machine, schema: Value, v: Value, call: NativeCall, depth: number): Value {
  const parse = slotOf(m, schema, '!@transform') ?? slotOf(m, schema, SCHEMA) ? m.setting.models.instance(typeOf(m, schema), 'parse') : undefined;
  const kept = cut(m, schema, v, call, depth + 1);
  const said = slotOf(m, schema, SCHEMA);
  // Of an object from outside, all that is read can be that object again: what one field is labelled with is not the others'.
  if (said && !slotOf(m, schema, '!@transform') && kept.refs.every((r) => m.obj(r).kind === 'external')) return addLabels({ ...kept, refs: [], unknown: true }, said.labels);
  return parse && m.st ? applyModel(m, parse, { thisValue: schema, args: plainArgs(call.site, kept), site: call.site, isNew: false, name: 'parse' }) : kept;
}

function typeOf(m: Machine, schema: Value): string {
  return `${m.obj(schema.refs[0]!).module ?? 'zod'}#ZodType`;
}

const parses = (type: string, name: string): Native => (m, call) => {
  const kept = cut(m, call.thisValue, arg(call, 0), call, 0);
  const [first, ...others] = call.args.list;
  return applyModel(m, m.setting.models.instance(type, name)!, first && m.st ? { ...call, args: { ...call.args, list: [{ ...first, v: kept }, ...others] } } : call);
};

/** A schema like the one that it is made of, but for what `change` does. */
const derives = (tag: string, change: (m: Machine, c: Content, call: NativeCall) => Content): Native => (m, call) => {
  let out = BOTTOM;
  for (const ref of call.thisValue.refs) if (m.st) out = join(out, reference(m.alloc('instance', call.site, change(m, without(m.content(ref), SCHEMA), call), like(m, ref), tag)));
  return isBottom(out) ? call.thisValue : out;
};

function like(m: Machine, ref: Ref): { readonly module?: string; readonly path?: string } {
  const { module, path } = m.obj(ref);
  return { ...(module !== undefined && { module }), ...(path !== undefined && { path }) };
}

/** The shape that another function makes of a shape; open where either is not known. */
function reshaped(m: Machine, c: Content, call: NativeCall, change: (old: readonly (readonly [string, Value])[]) => readonly (readonly [string, Value])[] | undefined): Content {
  const old = fields(m, c.props.get(SHAPE)?.v);
  const list = old && change(old);
  if (!list) return without(c, SHAPE);
  const shape = m.alloc('object', call.site, list.reduce((o: Content, [name, v]) => withSlot(o, name, slot(v)), EMPTY), {}, 'shape');
  return withSlot(c, SHAPE, slot(reference(shape)));
}

/** Names of a mask: `{ phone: true }`. */
const masked = (m: Machine, call: NativeCall): readonly string[] | undefined => fields(m, arg(call, 0))?.map(([name]) => name);

const open = derives('open', (_m, c) => withSlot(c, OPEN, slot(constant(true))));
const closed = derives('closed', (_m, c) => without(c, OPEN));
const unshaped = derives('unshaped', (_m, c) => without(without(c, SHAPE), ELEMENT));
const extend = derives('extended', (m, c, call) => {
  const more = fields(m, slotOf(m, arg(call, 0), SHAPE) ?? arg(call, 0));
  return reshaped(m, c, call, (old) => more && [...old.filter(([name]) => !more.some(([x]) => x === name)), ...more]);
});

const METHODS: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(['passthrough', 'loose', 'catchall'].map((name) => [name, open])),
  ...Object.fromEntries(['strict', 'strip'].map((name) => [name, closed])),
  ...Object.fromEntries(['or', 'and', 'pipe'].map((name) => [name, unshaped])),
  ...Object.fromEntries(['extend', 'safeExtend', 'augment', 'merge'].map((name) => [name, extend])),
  ...Object.fromEntries(['default', 'prefault', 'catch'].map((name) => [name, derives('default', (_m, c, call) => withSlot(c, DEFAULT, slot(arg(call, 0))))])),
  // The same but for the label, which the schema that it is made of has not.
  brand: derives('branded', (_m, c) => c),
  pick: derives('picked', (m, c, call) => reshaped(m, c, call, (old) => masked(m, call) && old.filter(([name]) => masked(m, call)!.includes(name)))),
  omit: derives('omitted', (m, c, call) => reshaped(m, c, call, (old) => masked(m, call) && old.filter(([name]) => !masked(m, call)!.includes(name)))),
  array: derives('list', (_m, _c, call) => withSlot(EMPTY, ELEMENT, slot(call.thisValue))),
};

/** What is transformed is what the schema has let through. */
const transforms = (type: string, name: string): Native => (m, call) => {
  const made = applyModel(m, m.setting.models.instance(type, name)!, call);
  for (const slotName of [SHAPE, ELEMENT, OPEN, DEFAULT, BEFORE, INNER]) {
    const kept = slotOf(m, call.thisValue, slotName);
    if (kept) for (const ref of made.refs) if (m.st) m.setSlot(ref, slotName, slot(kept));
  }
  return made;
};

const makes = (module: string, name: string, of: (call: NativeCall) => Readonly<Record<string, Value>>): Native => (m, call) => {
  const made = applyModel(m, m.setting.models.module(module, name)!, call);
  for (const [slotName, v] of Object.entries(of(call))) for (const ref of made.refs) if (m.st) m.setSlot(ref, slotName, slot(v));
  return made;
};

function zod(module: string): [string, Native][] {
  const type = `${module}#ZodType`;
  const shaped = (call: NativeCall): Readonly<Record<string, Value>> => ({ [SHAPE]: arg(call, 0) });
  const makers: Readonly<Record<string, (call: NativeCall) => Readonly<Record<string, Value>>>> = {
    object: shaped,
    strictObject: shaped,
    array: (call) => ({ [ELEMENT]: arg(call, 0) }),
    union: (call) => ({ [OPTIONS]: arg(call, 0) }),
    discriminatedUnion: (call) => ({ [OPTIONS]: arg(call, 1) }),
    literal: (call) => ({ [LITERAL]: arg(call, 0) }),
    preprocess: (call) => ({ [BEFORE]: arg(call, 0), [INNER]: arg(call, 1) }),
  };
  const methods: Readonly<Record<string, Native>> = {
    ...METHODS,
    ...Object.fromEntries(['parse', 'parseAsync', 'safeParse', 'safeParseAsync', 'spa', 'decode', 'decodeAsync'].map((name) => [name, parses(type, name)])),
    ...Object.fromEntries(['transform', 'overwrite'].map((name) => [name, transforms(type, name)])),
  };
  return [
    ...Object.entries(makers).flatMap(([name, of]) => ['', 'z.', 'default.'].map((at): [string, Native] => [`${module}#${at}${name}`, makes(module, name, of)])),
    ...Object.entries(methods).map(([name, native]): [string, Native] => [`${type}.prototype.${name}`, native]),
  ];
}

/** zod's schemas of objects let through what they name. */
export const zodNatives: Natives = Object.fromEntries(['zod', 'zod/v4', 'zod/v3', 'zod/mini', 'zod/v4-mini'].flatMap(zod));
