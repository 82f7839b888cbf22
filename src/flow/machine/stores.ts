import type { ObjectShape, TypeRef } from '../../types/shape.js';
import { isInternal, slot, type Content } from '../domain/content.js';
import { isBottom, STRING, type Ref, type Value } from '../domain/value.js';
import { STARTING } from '../starting.js';
import { materialise, memberValue } from './declared-objects.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/**
 * Collections of labelled data that module state or a field begins with, and records that are asserted to be there, empty. One that no code of the program ever puts
 * anything into is filled by code that is not seen: then the program is run again with what its type says it holds.
 */
export class Stores {
  readonly #sites = new Map<Ref, string>();
  readonly #written = new Set<string>();

  /** `filled`: sites of the collections that are taken for filled. */
  constructor(readonly filled: ReadonlySet<string> = new Set()) {}

  add(ref: Ref, site: string): void {
    this.#sites.set(ref, site);
  }

  /** An object's content was replaced. */
  wrote(ref: Ref, content: Content): void {
    const site = this.#sites.size > 0 ? this.#sites.get(ref) : undefined;
    if (site !== undefined && !isEmpty(content)) this.#written.add(site);
  }

  /** Sites of those that nothing was ever put into. */
  hollow(): ReadonlySet<string> {
    return new Set([...this.#sites.values()].filter((site) => !this.#written.has(site)));
  }
}

function isEmpty(c: Content): boolean {
  return isBottom(c.rest) && isBottom(c.restKeys) && c.inside.length === 0 && [...c.props.keys()].every((name) => isInternal(name) && !name.startsWith('~'));
}

/** The running code makes what module state or a field begins with. */
export function startsState(m: Machine): boolean {
  return STARTING.has(m.frame.fn.kind);
}

/** A variable of a module or a field begins with the value. */
export function noteStore(m: Machine, v: Value, type: TypeRef, site: Site): void {
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || m.isSparing || !m.st || !isEmpty(m.content(ref)) || !m.setting.declared.mentions(type)) return;
  const { kind, site: made } = m.obj(ref);
  const key = `${made.file}|${made.s}`;
  for (const shape of m.setting.declared.shape(type).objects) {
    if (kind === 'object' && (shape.k === 'object' || shape.k === 'class')) noteRecord(m, ref, shape, key, site);
    const held = heldBy(shape, kind);
    if (!held || !m.setting.declared.mentions(held.value)) continue;
    if (!m.stores.filled.has(key)) m.stores.add(ref, key);
    else {
      const of = (t: TypeRef): Value => materialise(m, t, { ...site, several: true }, 'an element is', 1);
      m.setContent(ref, { ...m.content(ref), rest: of(held.value), length: undefined, ...(kind === 'map' || kind === 'object' ? { restKeys: held.key ? of(held.key) : STRING } : {}) });
    }
  }
}

/** An object without properties is said to be of a type that has labelled ones: likewise. */
function noteRecord(m: Machine, ref: Ref, shape: Extract<ObjectShape, { k: 'object' | 'class' }>, key: string, site: Site): void {
  const labelled = shape.members().filter((x) => !x.optional && !x.signatures?.length && (x.labels.length > 0 || (x.type && m.setting.declared.mentions(x.type))));
  if (labelled.length === 0) return;
  if (!m.stores.filled.has(key)) return m.stores.add(ref, key);
  for (const x of labelled) m.setSlot(ref, x.name, slot(memberValue(m, x, shape.name, site, 1)));
}

/** The types of keys and values of a collection of this kind. */
function heldBy(shape: ObjectShape, kind: string): { readonly key?: TypeRef | undefined; readonly value: TypeRef } | undefined {
  if ((shape.k === 'array' || shape.k === 'set') && shape.k === kind) return shape.elem && { value: shape.elem };
  if (shape.k === 'map' && kind === 'map') return shape.value && { key: shape.key, value: shape.value };
  return shape.k === 'object' && kind === 'object' && shape.index && shape.members().length === 0 ? { value: shape.index } : undefined;
}
