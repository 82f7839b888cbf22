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
    // The nearest first: what holds a label mostly holds it near.
    const open: Held[] = [{ ref, by: undefined }];
    const queued = new Set<string>();
    const seen = new Set<string>();
    for (const at of open) {
      const one = meaning(at.ref);
      if (seen.has(one) || known.get(one) === false) continue;
      seen.add(one);
      if (known.get(one) ?? step(at, queued, open)) {
        for (let holder: Held | undefined = at; holder; holder = holder.by) known.set(meaning(holder.ref), true);
        return true;
      }
      if (seen.size > Bounds.mentionedTypes) {
        known.set(start, false);
        cutShort(ref, start);
        return false;
      }
    }
    for (const one of seen) known.set(one, false);
    return false;
  };

  /** True where the head itself carries a label; else queues what is below it. */
  function step(at: Held, queued: Set<string>, open: Held[]): boolean {
    const shape = r.shape(at.ref);
    if (shape.labels.length > 0) return true;
    const add = (given: TypeRef | undefined): void => {
      const ref = given && close(given);
      if (!ref || !enters(ref)) return;
      const key = r.keys.of(ref);
      if (queued.has(key)) return;
      queued.add(key);
      open.push({ ref, by: at });
    };
    const signature = (s: Signature): boolean => {
      outputs(s, s.env, add);
      if (withInputs) for (const p of s.fn.params) if (p.type) add({ file: s.file, type: p.type, ...(s.env && { env: s.env }) });
      return r.labels.ofDoc(s.doc).length > 0;
    };
    const member = (m: Member): boolean => {
      add(m.type);
      return m.labels.length > 0 || (m.signatures ?? []).some(signature);
    };
    return shape.objects.some((o) => object(o, add, signature, member));
  }
}

/** A result can be read, and so can what is passed to a callback. */
function outputs({ file, fn }: Signature, env: Signature['env'], add: (ref: TypeRef | undefined) => void): void {
  const at = env ? { env } : {};
  if (fn.ret) add({ file, type: fn.ret, ...at });
  for (const p of fn.params) {
    if (p.type?.k !== 'fn') continue;
    for (const given of p.type.fn.params) if (given.type) add({ file, type: given.type, ...at });
  }
}

function object(o: ObjectShape, add: (ref: TypeRef | undefined) => void, signature: (s: Signature) => boolean, member: (m: Member) => boolean): boolean {
  if (o.k === 'function') return o.signatures.some(signature);
  if (hasMembers(o)) {
    if (o.k === 'object') add(o.index);
    return o.members().some(member) || (o.k === 'object' && (o.signatures ?? []).some(signature));
  }
  if (o.k === 'map') {
    add(o.key);
    add(o.value);
  } else if (o.k === 'tuple') {
    o.elems.forEach(add);
    add(o.rest);
  } else add(o.elem);
  return false;
}
