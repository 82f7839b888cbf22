import type { Member } from '../../types/shape.js';
import { Bounds } from '../bounds.js';
import { slot } from '../domain/content.js';
import { BOTTOM, constants, join, onlyRef, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { construct } from './classes.js';
import { materialise, memberValue } from './declared-objects.js';
import { injectedParameter } from './injected.js';
import type { Machine } from './machine.js';
import { anyOf } from './model/rows.js';
import { runModule } from './modules.js';
import type { Argument } from './objects.js';

/**
 * Any instance of a class of the program: those that module state holds, else one made with declared arguments. An instance of
 * a class with labelled fields, a record, can come from outside all the same.
 */
export function classValue(m: Machine, file: string, cls: number): Value | undefined {
  runModule(m, file);
  const key = `${file}|${cls}`;
  const refs = m.classes.get(key);
  if (!refs || !m.st) return undefined;
  m.reads.classes.add(key);
  const all = [...(m.instances.get(key) ?? [])].filter((r) => m.persistent(r) && m.st!.get(r) !== undefined);
  const lasting = all.filter((r) => !m.passing.has(r));
  const tooMany = all.length - lasting.length > Bounds.passingInstances;
  if (tooMany) m.limit('bound', `more than ${Bounds.passingInstances} instances of a class are made by functions that nothing calls: what takes one is given what the class declares`, m.obj(refs).site);
  const live = tooMany ? lasting : all;
  if (live.length > 0 && !isRecord(m, file, cls)) return references(live);
  const outside = fromOutside(m, key, refs);
  return live.length > 0 && m.st ? join(anyOf(m, live, key, m.obj(refs).site), outside ?? BOTTOM) : outside;
}

function fromOutside(m: Machine, key: string, cls: Ref): Value | undefined {
  const known = m.stand.get(key);
  if (known !== undefined && m.st!.get(known) !== undefined) return reference(known);
  return standIn(m, key, cls);
}

function dataMembers(m: Machine, file: string, cls: number): readonly Member[] {
  const shape = m.setting.declared.classShape(file, cls).objects[0];
  return shape?.k === 'class' ? shape.members().filter((x) => !x.signatures?.length) : [];
}

function isRecord(m: Machine, file: string, cls: number): boolean {
  const { declared } = m.setting;
  return dataMembers(m, file, cls).some((x) => x.labels.length > 0 || (x.type !== undefined && declared.shape(x.type).labels.length > 0));
}

/** Fields that the class declares and its constructor leaves alone hold what they are declared to. */
function fillDeclared(m: Machine, ref: Ref, cls: Ref): void {
  const { facts, index } = m.obj(cls).cls!;
  const site = { file: facts.file, s: facts.classes[index]!.s, e: facts.classes[index]!.e };
  for (const member of dataMembers(m, facts.file, index)) {
    if (m.slot(m.obj(cls).cls!.prototype, member.name)?.get) continue;
    const own = m.slot(ref, member.name);
    const empty = !own || (!own.get && !own.set && constants(own.v)?.every((c) => c === undefined));
    if (empty && m.st) m.setSlot(ref, member.name, slot(memberValue(m, member, facts.classes[index]!.name, site, 2)));
  }
}


/** Constructs an instance with arguments of the declared parameter types. */
function standIn(m: Machine, key: string, cls: Ref): Value | undefined {
  const info = m.obj(cls).cls!;
  const site = { file: info.facts.file, s: info.facts.classes[info.index]!.s, e: info.facts.classes[info.index]!.s };
  if (m.building.has(key) || m.depth > 24) return undefined;
  m.building.add(key);
  const frame = m.frame;
  m.frame = { ...frame, ctx: m.rootContext.child(`instance ${key}`, true), catches: [], thrown: { st: null, v: BOTTOM } };
  const before = m.st!.fork();
  const params = ctorOf(m, cls)?.params ?? [];
  const list: Argument[] = params.map((p, i) => ({
    v: injectedParameter(m, cls, i) ?? (p.type ? materialise(m, { file: info.facts.file, type: p.type }, { ...site, e: site.s + i + 1 }, 'the parameter is declared', 1) : UNDEFINED),
    s: p.s,
    e: p.e,
  }));
  const v = construct(m, cls, { list }, site, onlyRef(reference(cls), cls));
  m.st ??= before;
  m.frame = frame;
  m.building.delete(key);
  const ref = v.refs[0];
  if (ref === undefined) return undefined;
  m.obj(ref).several = true;
  m.stand.set(key, ref);
  fillDeclared(m, ref, cls);
  return reference(ref);
}

function ctorOf(m: Machine, cls: Ref): { readonly params: readonly import('../../facts/ir.js').Param[] } | undefined {
  const info = m.obj(cls).cls!;
  const ctor = info.facts.classes[info.index]!.members.find((x) => x.kind === 'ctor' && x.f !== undefined);
  return ctor ? info.facts.functions[ctor.f!] : undefined;
}

