import type { TypeIR } from '../../facts/ir.js';
import type { TypeRef } from '../../types/shape.js';
import type { Model } from '../../models/index.js';
import { PROTOTYPES } from '../../models/frameworks.js';
import { natives } from '../natives/index.js';
import { EMPTY, EMPTY_ARRAY, slot, withSlot } from '../domain/content.js';
import { constant, join, reference, STRING, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { declaredEnvironment } from './augmented.js';
import { checkPackage } from './boundary.js';
import { checkOwned, checkStoring } from './storing.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Args, Obj, Site } from './objects.js';
import { importedType, packageName } from './imported-types.js';
import { applyModel } from './model.js';
import { instanceOf } from './model/results.js';
import { materialise, materialisedElements } from './declared-objects.js';
import { declaredExport } from './declared-values.js';
import { iterate } from './iteration.js';
import { TYPED_OF_MODEL } from './typed.js';
import { opaqueMember, unlistedMember } from './opaque.js';
import { callUnreadable } from './unreadable.js';

const NOWHERE: Site = { file: '', s: 0, e: 0 };
const NO_ARGS: Args = { list: [] };
let namespaces: ReadonlySet<string> | undefined;
/** What stands before a dot in the natives' names. Told when it is asked for: natives and this file load each other. */
const nativeNamespaces = (): ReadonlySet<string> =>
  (namespaces ??= new Set(
    Object.keys(natives).flatMap((path) => {
      const parts = path.replace(/^new /, '').split('.');
      return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('.'));
    }),
  ));
const WELL_KNOWN = /^Symbol\.(metadata|iterator|asyncIterator|hasInstance|toPrimitive|toStringTag|species|dispose|asyncDispose|match|matchAll|replace|search|split)$/;

/** `owner.name` of the platform: a function or object that the engine or a model knows; undefined where neither does. */
export function builtinMember(m: Machine, owner: string, name: string, site: Site = NOWHERE): Value | undefined {
  const path = owner === '' || owner === 'globalThis' ? name : `${owner}.${name}`;
  let meaning = m.platform.get(path);
  if (meaning === undefined) m.platform.set(path, (meaning = meaningOf(m, path, name)));
  if (meaning === null) return undefined;
  if (typeof meaning === 'function') return m.st ? meaning({ thisValue: reference(builtin(m, owner || 'globalThis')), args: NO_ARGS, site, isNew: false }) : UNKNOWN;
  return meaning;
}

/** A constant, a function or object, or what reading the name does; null: nothing that is known. */
export type Meaning = Value | ((call: NativeCall) => Value) | null;

function meaningOf(m: Machine, path: string, name: string): Meaning {
  if (WELL_KNOWN.test(path)) return constant(`@@${name}`);
  if (/^(?:window|self|global|globalThis)$/.test(path)) return reference(builtin(m, 'globalThis'));
  if (path === 'process.argv') return reference(m.shared('builtin|process.argv', 'array', NOWHERE, {}, true, { ...EMPTY_ARRAY, length: undefined, rest: STRING }));
  if (path === 'process.env') return reference(m.shared('builtin|process.env', 'object', NOWHERE, {}, true, { ...EMPTY, props: declaredEnvironment(m), rest: join(STRING, UNDEFINED) }));
  if (path in CONSTANTS) return constant(CONSTANTS[path]);
  const native = natives[path] !== undefined || natives[`new ${path}`] !== undefined || nativeNamespaces().has(path);
  const model = native ? undefined : m.setting.models.global(path);
  if (model?.property && model.flow.length > 0) return (call) => applyModel(m, model, call);
  return native || model || m.setting.models.isNamespace(path) ? reference(builtin(m, path)) : null;
}

const CONSTANTS: Readonly<Record<string, number>> = {
  NaN, Infinity, 'Math.PI': Math.PI, 'Math.E': Math.E, 'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER, 'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.EPSILON': Number.EPSILON, 'Number.MAX_VALUE': Number.MAX_VALUE, 'Number.POSITIVE_INFINITY': Infinity, 'Number.NEGATIVE_INFINITY': -Infinity,
};

export function builtin(m: Machine, path: string): Ref {
  return m.shared(`builtin|${path}`, 'builtin', NOWHERE, { path });
}

/** What an import of a package or core module gives. `path` '' is the module itself. */
export function external(m: Machine, module: string, path: string): Ref {
  return m.shared(`external|${module}|${path}`, 'external', NOWHERE, { module, path });
}

/** A member of something from a package, or of an object that a package or the platform made. */
export function externalMember(m: Machine, ref: Ref, name: string, site: Site): Value {
  const o = m.obj(ref);
  if (o.kind === 'instance') return instanceMember(m, ref, o, name, site);
  if (o.module === undefined || o.path === undefined) return opaqueMember(m, ref, name, site);
  if (o.path === '' && (name === 'default' || name === '__esModule')) return reference(external(m, o.module, 'default'));
  const path = o.path === '' ? name : `${o.path}.${name}`;
  const declared = declaredExport(m, o.module, path, site);
  if (declared) return declared;
  const model = m.setting.models.module(o.module, path);
  if (model?.property) return applyModel(m, model, { thisValue: reference(ref), args: NO_ARGS, site, isNew: false });
  return reference(external(m, o.module, path));
}

function instanceMember(m: Machine, ref: Ref, o: Obj, name: string, site: Site): Value {
  const type = o.path!;
  if (RECORDS.has(name) && !o.module) return reference(m.shared(`${name} of ${ref}`, 'object', site, {}, o.several));
  const model = m.setting.models.instance(o.module ? `${o.module}#${type}` : type, name);
  if (model?.property) return named(m, applyModel(m, model, { thisValue: reference(ref), args: NO_ARGS, site, isNew: false }), name);
  const path = `${type}.prototype.${name}`;
  if (o.module) {
    if (natives[`${o.module}#${path}`] || model) return reference(external(m, o.module, path));
  } else if (natives[path] || model) return reference(builtin(m, path));
  return (model ? undefined : (addedMember(m, o, name) ?? storedEntry(m, ref, name, site))) ?? unlistedMember(m, ref, name);
}

/** What the program has put on the object that a library's instances of the type inherit from. */
function addedMember(m: Machine, { module, path }: Obj, name: string): Value | undefined {
  const prototype = module === undefined ? undefined : PROTOTYPES[`${module}#${path}`];
  return prototype === undefined ? undefined : m.slot(external(m, module!, prototype), name)?.v;
}

/** Properties of elements that hold what the program puts into them, by name. */
const RECORDS = new Set(['dataset']);

/** What a storage keeps under a name is a property of it as well. */
export function storedEntry(m: Machine, ref: Ref, name: string, site: Site): Value | undefined {
  const model = entryModel(m, m.obj(ref), 'getItem');
  if (!model || builtinMember(m, 'Object.prototype', name)) return undefined;
  return applyModel(m, model, { thisValue: reference(ref), args: { list: [{ v: constant(name), s: site.s, e: site.e }] }, site, isNew: false });
}

function entryModel(m: Machine, { module, path }: Obj, method: 'getItem' | 'setItem'): Model | undefined {
  if (module !== undefined) return undefined;
  if (path === 'localStorage' || path === 'sessionStorage') return m.setting.models.global(`${path}.${method}`);
  return path === 'Storage' || path === 'SessionStorage' ? m.setting.models.instance(path, method) : undefined;
}

/** An instance that a library makes for a name (a table, a queue) knows it, as `@name`. */
function named(m: Machine, made: Value, name: string): Value {
  for (const r of made.refs) if (m.st && ['instance', 'declared'].includes(m.obj(r).kind) && !m.slot(r, '!@name')) m.setSlot(r, '!@name', slot(constant(name)));
  return made;
}

/** A property of an object of the platform or of a package is written: what its model says of the value, a handler, is done. */
export function writeLibraryMember(m: Machine, ref: Ref, name: string, v: Value, site: Site): void {
  const o = m.obj(ref);
  if (o.path === undefined) return;
  const { models } = m.setting;
  const type = o.module ? `${o.module}#${o.path}` : o.path;
  const model = o.kind === 'instance' ? models.instance(type, name) : o.module ? undefined : models.global(o.path === 'globalThis' ? name : `${o.path}.${name}`);
  const given = { v, s: site.s, e: site.e };
  if (model?.property) applyModel(m, model, { thisValue: reference(ref), args: { list: [given] }, site, isNew: false });
  const entry = model ? undefined : entryModel(m, o, 'setItem');
  if (entry) applyModel(m, entry, { thisValue: reference(ref), args: { list: [{ ...given, v: constant(name) }, given] }, site, isNew: false });
}

/** The library's type that a declaration names, where models describe it. */
export function libraryType(m: Machine, ref: TypeRef): string | undefined {
  const found = importedType(m, ref);
  return found && m.setting.models.type(found.source, found.name);
}

/** An instance of a library's type that a declaration names, where models describe the type. */
export function declaredInstance(m: Machine, ref: TypeRef, site: Site): Value | undefined {
  const type = libraryType(m, ref);
  if (type === undefined) return undefined;
  const made = namedBy(m, instanceOf(m, type, site, `declared ${type}`, importedType(m, ref)!.source), ref);
  for (const arg of argumentsOf(ref)) {
    const held: TypeRef = { ...ref, type: arg };
    if (!m.setting.declared.mentions(held)) continue;
    for (const r of made.refs) {
      const element = materialise(m, held, site, 'an element is', 1);
      if (m.st) m.setContent(r, withSlot({ ...m.content(r), rest: element }, TYPED_OF_MODEL, slot(element)));
    }
  }
  return made;
}

const argumentsOf = ({ type }: TypeRef): readonly TypeIR[] => ((type.k === 'ref' || type.k === 'import') && type.args) || [];

/** What a generic type of a library holds, if anything, is of its arguments' types: it is known by the first one's name. */
function namedBy(m: Machine, v: Value, ref: TypeRef): Value {
  const [first] = argumentsOf(ref);
  return first?.k === 'ref' || first?.k === 'import' ? named(m, v, first.name) : v;
}

/** Objects that are declared to be of a library's type are used as its models say; what its methods give is told by its declarations too. */
export function ofLibrary(m: Machine, v: Value, ref: TypeRef): Value {
  const library = libraryType(m, ref);
  if (library === undefined) return v;
  for (const r of v.refs) if (m.obj(r).kind === 'declared') m.obj(r).library = library;
  return namedBy(m, v, ref);
}

/** The model of a method of an object that is declared to be of a library's type. */
export function declaredModel(m: Machine, { thisValue, name }: NativeCall): Model | undefined {
  for (const ref of name === undefined ? [] : thisValue.refs) {
    const { library } = m.obj(ref);
    const model = library === undefined ? undefined : m.setting.models.instance(library, name!);
    if (model && !model.property) return model;
  }
  return undefined;
}

/** What awaiting an instance of a library's type gives, where it is no promise but acts as one: a query. */
export function awaitedInstance(m: Machine, ref: Ref, site: Site): Value | undefined {
  const o = m.obj(ref);
  const model = o.kind === 'instance' && o.path !== undefined ? m.setting.models.instance(o.module ? `${o.module}#${o.path}` : o.path, '@await') : undefined;
  return model && applyModel(m, model, { thisValue: reference(ref), args: NO_ARGS, site, isNew: false });
}

/** What `yield*` gives of instances of a library's type that stand for a computation; undefined: they are something else. */
export function yieldedInstance(m: Machine, v: Value, site: Site): Value | undefined {
  const given = v.refs.map((ref) => {
    const o = m.obj(ref);
    const model = o.kind === 'instance' && o.path !== undefined ? m.setting.models.instance(o.module ? `${o.module}#${o.path}` : o.path, '@yield') : undefined;
    return model && applyModel(m, model, { thisValue: reference(ref), args: NO_ARGS, site, isNew: false });
  });
  return given.length > 0 && given.every((x) => x !== undefined) ? given.reduce(join) : undefined;
}

/** What iterating over an instance of a library's type gives. */
export function instanceElements(m: Machine, ref: Ref, site: Site): Value {
  const o = m.obj(ref);
  const type = o.module ? `${o.module}#${o.path!}` : o.path!;
  const { models } = m.setting;
  const model = models.instance(type, '@@asyncIterator') ?? models.instance(type, '@@iterator');
  if (!model) return join(m.content(ref).rest, materialisedElements(m, ref, site));
  const iterator = applyModel(m, model, { thisValue: reference(ref), args: NO_ARGS, site, isNew: false });
  // An iterator that is its own iterable says nothing more.
  const given = iterate(m, { ...iterator, refs: iterator.refs.filter((r) => r !== ref) }, site).any;
  return join(m.content(ref).rest, given);
}

/** Calls a function of the platform or of a package. */
export function callLibrary(m: Machine, ref: Ref, call: NativeCall): Value {
  const o = m.obj(ref);
  const from = packageGiving(m, o, call.thisValue);
  const purposes = from === undefined ? [] : m.setting.policy.purposesOfPackage(from);
  const path = o.path ?? '';
  const args = purposes.length > 0 ? checkPackage(m, purposes, packageName(from!), call) : o.module ? checkOwned(m, ref, call) : checkStoring(m, path, call);
  const checked = args === call.args ? call : { ...call, args };
  const key = o.module ? `${o.module}#${path}` : path;
  const model = o.path === undefined ? undefined : ((o.kind === 'instance' && !call.isNew ? m.setting.models.instance(key, '@call') : undefined) ?? modelOf(m, o, path));
  const native = call.isNew ? natives[`new ${key}`] : natives[key];
  if (native && !(model && m.setting.models.own(model))) return native(m, checked);
  if (model) return applyModel(m, model, { ...checked, name: path.split('.').at(-1)!, ...(from !== undefined && { module: from }) }, call.isNew ? { module: o.module, type: path } : undefined);
  return callUnreadable(m, { ...checked, ref });
}

/** The package that the function is got from: of a method, the one that gave its object. */
function packageGiving(m: Machine, { module, from, path }: Obj, thisValue: Value): string | undefined {
  if (from !== undefined || module === undefined || !path?.includes('.prototype.')) return from ?? module;
  for (const ref of thisValue.refs) {
    const o = m.obj(ref);
    if (o.from !== undefined && o.module === module) return o.from;
  }
  return module;
}

function modelOf(m: Machine, o: Obj, path: string): Model | undefined {
  const models = m.setting.models;
  if (!o.module) return models.global(path);
  const at = path.indexOf('.prototype.');
  if (at >= 0) return models.instance(`${o.module}#${path.slice(0, at)}`, path.slice(at + '.prototype.'.length));
  return models.module(o.module, path);
}
