import { memberOf } from '../../types/shape.js';
import { isInternal, withSlot } from '../domain/content.js';
import type { Ref, Value } from '../domain/value.js';
import { entered, mapArgs, purposesOfFile, push, reachOf } from './boundary.js';
import type { Frame } from './frame.js';
import { packagesOfDeclared } from './imported-types.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Args, Obj, Site } from './objects.js';

/** A value assigned to a property of an object that belongs to a module of another purpose. */
export function checkStore(m: Machine, target: Value, name: string | null, v: Value, site: Site): Value {
  let out = v;
  for (const ref of target.refs) {
    const o = m.obj(ref);
    const cls = o.instanceOf === undefined ? undefined : m.obj(o.instanceOf).cls;
    const declared = name === null ? undefined : cls ? m.setting.declared.memberOfClass(cls.facts.file, cls.index, name) : memberOf(o.kind === 'declared' && o.shape ? [o.shape] : (o.declaredAs ?? []), name);
    const file = cls?.facts.file ?? homeOf(m, o);
    const purposes = file ? purposesOfFileOrPackage(m, file, ref) : o.module ? m.setting.policy.purposesOfPackage(o.from ?? o.module) : [];
    const need = purposes.length > 0 ? entered(m, purposes) : [];
    if (need.length > 0) out = push(m, out, need, file ?? o.from ?? o.module!, site, file ? reachOf(m, declared?.type) : 'all');
  }
  return out;
}

function purposesOfFileOrPackage(m: Machine, file: string, ref: Ref): readonly string[] {
  const own = purposesOfFile(m, file);
  return m.obj(ref).kind === 'declared' ? [...new Set([...own, ...packagesOfDeclared(m, file, [ref]).flatMap((name) => m.setting.policy.purposesOfPackage(name))])] : own;
}

/** The file whose code the object is a part of: of what a call of a function gives, whoever called it does with it what it likes. */
function homeOf(m: Machine, { kind, site, shape }: Obj): string | undefined {
  if (kind === 'declared') return shape && 'id' in shape ? declarationOf(m, shape.id) : undefined;
  if (kind === 'object' || kind === 'class' || kind === 'function') return site.file;
  return kind === 'array' || kind === 'map' || kind === 'set' ? partOf(m, site) : undefined;
}

/** The file of some purpose whose module, or whose classes' instances, begin with what is made at the place. */
function partOf(m: Machine, site: Site): string | undefined {
  if (site.file === '' || purposesOfFile(m, site.file).length === 0) return undefined;
  const within = m.facts(site.file)?.functions.some((f) => !STATE.has(f.kind) && f.s <= site.s && site.e <= f.e);
  return within ? undefined : site.file;
}

/** The file that declares a type of which no code of the program is to be seen. */
function declarationOf(m: Machine, id: string): string | undefined {
  const file = id.slice(0, id.lastIndexOf('#'));
  return m.facts(file)?.declaration ? file : undefined;
}

/** Code that makes what a module or an instance of its classes begins with. */
const STATE = new Set(['module', 'namespace', 'field', 'static', 'ctor']);

/** Library functions that put arguments into an object: which argument is the object, -1 the receiver, and from which on what it gets. */
const STORING: Readonly<Record<string, readonly [target: number, from: number]>> = {
  'Array.prototype.push': [-1, 0],
  'Array.prototype.unshift': [-1, 0],
  'Array.prototype.splice': [-1, 2],
  'Array.prototype.fill': [-1, 0],
  'Set.prototype.add': [-1, 0],
  'Map.prototype.set': [-1, 0],
  'Reflect.set': [0, 2],
  'Object.assign': [0, 1],
};

/** Arguments of a call of the platform that puts them into an object of a module of another purpose. */
export function checkStoring(m: Machine, path: string, call: NativeCall): Args {
  const storing = STORING[path];
  if (!storing || call.args.list.every((a) => a.v.labels.length === 0 && a.v.refs.length === 0)) return call.args;
  const [at, from] = storing;
  const target = at < 0 ? call.thisValue : (call.args.list[at]?.v ?? call.thisValue);
  if (!target.refs.some((r) => checkedHome(m, r))) return call.args;
  return mapArgs(call.args, (a, i) => {
    const site = { file: call.site.file, s: a.s, e: a.e };
    if (i < from) return a.v;
    return path === 'Object.assign' ? checkMembers(m, target, a.v, site) : checkStore(m, target, null, a.v, site);
  });
}

/** Arguments of a method of an object that a package made for a module of another purpose: a client, a logger, a queue, an emitter that is part of the module. */
export function checkOwned(m: Machine, callee: Ref, call: NativeCall): Args {
  if (call.args.list.every((a) => a.v.labels.length === 0 && a.v.refs.length === 0)) return call.args;
  let home: string | undefined;
  for (const ref of [...call.thisValue.refs, callee]) {
    const o = m.obj(ref);
    const made = o.of === undefined ? o : m.obj(o.of);
    if ((made.kind === 'instance' || (made.kind === 'external' && made.path === undefined)) && made.module !== undefined) home ??= partOf(m, made.site);
  }
  const need = home === undefined ? [] : entered(m, purposesOfFile(m, home));
  if (need.length === 0 || isWithin(m, need)) return call.args;
  return mapArgs(call.args, (a) => push(m, a.v, need, home!, { file: call.site.file, s: a.s, e: a.e }, 'all'));
}

/** The running code was called by code of all these purposes: what a helper does for a module is the module's own use. */
function isWithin(m: Machine, purposes: readonly string[]): boolean {
  for (let f: Frame | null = m.frame; f; f = f.caller) {
    const { purposes: own } = f;
    if (f.fn.kind !== 'module' && purposes.every((p) => own.includes(p))) return true;
  }
  return false;
}

function checkedHome(m: Machine, ref: Ref): boolean {
  const o = m.obj(ref);
  const cls = o.instanceOf === undefined ? undefined : m.obj(o.instanceOf).cls;
  const file = cls?.facts.file ?? homeOf(m, o);
  return file !== undefined && entered(m, purposesOfFile(m, file)).length > 0;
}

/** An object whose members are copied into another. */
function checkMembers(m: Machine, target: Value, from: Value, site: Site): Value {
  const refs = from.refs.map((ref) => {
    if (m.obj(ref).kind !== 'object') return ref;
    const c = m.content(ref);
    let out = c;
    for (const [name, s] of c.props) if (!isInternal(name) && !s.get) out = withSlot(out, name, { ...s, v: checkStore(m, target, name, s.v, site) });
    return out === c ? ref : m.alloc('object', site, out, {}, `members of ${ref}`);
  });
  return { ...checkStore(m, target, null, { ...from, refs: [] }, site), refs: refs.sort((a, b) => a - b) };
}
