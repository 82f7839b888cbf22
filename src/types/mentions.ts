import { Bounds } from './bounds.js';
import { meaningOf } from './canonical.js';
import { close } from './keys.js';
import { hasMembers } from './members.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Signature, TypeRef } from './shape.js';

/** A type, and the one that holds it. */
interface Held {
  readonly ref: TypeRef;
  readonly by: Held | undefined;
}

/**
 * Searches the graph of types below one for a label. Types that a search without result has seen never mention any.
 * `cutShort` is told of types below which there are too many, and of what they mean. `withInputs`: what functions are given counts as well.
 * Types of packages that hold no label word are not entered, except for the arguments that the program gives them.
 */
export function createMentions(r: Resolver, canDeclareLabels: (file: string) => boolean, cutShort: (ref: TypeRef, meaning: string) => void, withInputs = false): (ref: TypeRef) => boolean {
  const known = new Map<string, boolean>();
  /** What types are, by the keys of those that say it: one class is written in many places. */
  const meanings = new Map<string, string>();
  const enters = (ref: TypeRef): boolean => canDeclareLabels(ref.file) || [...(ref.env?.values() ?? [])].some(enters);

  function meaning(ref: TypeRef): string {
    const key = r.keys.of(ref);
    let found = meanings.get(key);
    if (found === undefined) meanings.set(key, (found = meaningOf(r.keys, r.shape(ref)) ?? key));
    return found;
  }

  return (ref) => {
    const start = meaning(ref);
    const memo = known.get(start);
    if (memo !== undefined) return memo;
    // The nearest first: what holds a label mostly holds it near. What is below a type is looked up when its turn comes, as of many it never does.
    const open: Iterable<Held>[] = [[{ ref, by: undefined }]];
    const queued = new Set<string>();
    const seen = new Set<string>();
    for (const list of open) for (const at of list) {
      const key = r.keys.of(at.ref);
      if (queued.has(key)) continue;
      queued.add(key);
      const one = meaning(at.ref);
      if (seen.has(one) || known.get(one) === false) continue;
      seen.add(one);
      if (known.get(one) ?? isLabelled(at.ref)) {
        for (let holder: Held | undefined = at; holder; holder = holder.by) known.set(meaning(holder.ref), true);
        return true;
      }
      if (seen.size > Bounds.mentionedTypes) {
        known.set(start, false);
        cutShort(ref, start);
        return false;
      }
      open.push(below(at));
    }
    for (const one of seen) known.set(one, false);
    return false;
  };

  /** The type itself carries a label, or one of its members does. */
  function isLabelled(ref: TypeRef): boolean {
    const ofFunction = (s: Signature): boolean => r.labels.ofDoc(s.doc).length > 0;
    const { labels, objects } = r.shape(ref);
    return labels.length > 0 || objects.some((o) => signaturesOf(o).some(ofFunction) || membersOf(o).some((m) => m.labels.length > 0 || (m.signatures ?? []).some(ofFunction)));
  }

  /** Of what a package's code writes, only its arguments can have a label: builders give ever new types of the same ones. */
  function* below(by: Held): Iterable<Held> {
    const { file, env } = by.ref;
    const given = canDeclareLabels(file) ? partsOf(r.shape(by.ref).objects) : (env?.values() ?? []);
    for (const part of given) {
      const ref = part && close(part);
      if (ref && enters(ref)) yield { ref, by };
    }
  }

  function* partsOf(objects: readonly ObjectShape[]): Iterable<TypeRef | undefined> {
    for (const o of objects) yield* parts(o, withInputs);
  }
}

function signaturesOf(o: ObjectShape): readonly Signature[] {
  return o.k === 'function' ? o.signatures : o.k === 'object' ? (o.signatures ?? []) : [];
}

function membersOf(o: ObjectShape): readonly Member[] {
  return hasMembers(o) ? o.members() : [];
}

/** The types that an object's is made of. */
function* parts(o: ObjectShape, withInputs: boolean): Iterable<TypeRef | undefined> {
  if (hasMembers(o) || o.k === 'function') {
    if (o.k === 'object') {
      yield o.index;
      yield o.names;
    }
    for (const m of membersOf(o)) {
      yield m.type;
      for (const s of m.signatures ?? []) yield* ofSignature(s, withInputs);
    }
    for (const s of signaturesOf(o)) yield* ofSignature(s, withInputs);
  } else if (o.k === 'map') {
    yield o.key;
    yield o.value;
  } else if (o.k === 'tuple') {
    yield* o.elems;
    yield o.rest;
  } else yield o.elem;
}

/** A result can be read, and so can what is passed to a callback. */
function* ofSignature({ file, fn, env }: Signature, withInputs: boolean): Iterable<TypeRef> {
  const at = env ? { env } : {};
  if (fn.ret) yield { file, type: fn.ret, ...at };
  for (const { type } of fn.params) {
    if (type?.k === 'fn') for (const given of type.fn.params) if (given.type) yield { file, type: given.type, ...at };
    if (type && withInputs) yield { file, type, ...at };
  }
}
