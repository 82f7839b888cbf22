import { Bounds } from './bounds.js';
import { close } from './keys.js';
import { hasMembers } from './members.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Shape, Signature, TypeRef } from './shape.js';

/**
 * Searches the graph of types below one for a label. Types that a search without result has seen never mention any.
 * `withInputs`: what functions are given counts as well.
 * Types of packages that hold no label word are not entered, except for the arguments that the program gives them.
 */
export function createMentions(r: Resolver, canDeclareLabels: (file: string) => boolean, withInputs = false): (ref: TypeRef) => boolean {
  const known = new Map<string, boolean>();
  const enters = (ref: TypeRef): boolean => canDeclareLabels(ref.file) || [...(ref.env?.values() ?? [])].some(enters);

  return (ref) => {
    const start = r.keys.of(ref);
    const memo = known.get(start);
    if (memo !== undefined) return memo;
    const seen = new Set([start]);
    const open = [ref];
    for (let next = open.pop(); next; next = open.pop()) {
      const below = known.get(r.keys.of(next)) ?? step(r.shape(next), seen, open);
      if (below) {
        known.set(start, true);
        return true;
      }
      if (seen.size > Bounds.mentionedTypes) break;
    }
    if (open.length === 0) for (const key of seen) known.set(key, false);
    known.set(start, false);
    return false;
  };

  /** True where the head itself carries a label; else queues what is below it. */
  function step(shape: Shape, seen: Set<string>, open: TypeRef[]): boolean {
    if (shape.labels.length > 0) return true;
    const add = (given: TypeRef | undefined): void => {
      const ref = given && close(given);
      if (!ref || !enters(ref)) return;
      const key = r.keys.of(ref);
      if (known.get(key) === false || seen.has(key)) return;
      seen.add(key);
      open.push(ref);
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
