import { BOTTOM, onlyRef, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { construct } from './classes.js';
import { materialise } from './declared-objects.js';
import type { Machine } from './machine.js';
import { runModule } from './modules.js';
import type { Argument } from './objects.js';

/** Any instance of a class of the program: those that module state holds, else one made with declared arguments. */
export function classValue(m: Machine, file: string, cls: number): Value | undefined {
  runModule(m, file);
  const key = `${file}|${cls}`;
  const refs = m.classes.get(key);
  if (!refs || !m.st) return undefined;
  const live = [...(m.instances.get(key) ?? [])].filter((r) => m.persistent(r) && m.st!.get(r) !== undefined);
  if (live.length > 0) return references(live);
  const known = m.stand.get(key);
  if (known !== undefined && m.st.get(known) !== undefined) return reference(known);
  return standIn(m, key, refs);
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
    v: p.type ? materialise(m, { file: info.facts.file, type: p.type }, { ...site, e: site.s + i + 1 }, 'the parameter is declared', 1) : UNDEFINED,
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
  return reference(ref);
}

function ctorOf(m: Machine, cls: Ref): { readonly params: readonly import('../../facts/ir.js').Param[] } | undefined {
  const info = m.obj(cls).cls!;
  const ctor = info.facts.classes[info.index]!.members.find((x) => x.kind === 'ctor' && x.f !== undefined);
  return ctor ? info.facts.functions[ctor.f!] : undefined;
}

