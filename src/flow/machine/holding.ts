import type { Content } from '../domain/content.js';
import type { Ref, Value } from '../domain/value.js';

/**
 * Which objects can hold a label, themselves or in what they hold, in any state that was reached so far. Most hold none, and
 * need no search. Never too few: nothing is taken back when a label is overwritten.
 */
export class Holding {
  readonly #labelled = new Set<Ref>();
  /** Objects that hold an object that holds no label. */
  readonly #holders = new Map<Ref, Set<Ref>>();
  #found: Ref[] = [];

  has(ref: Ref): boolean {
    return this.#labelled.has(ref);
  }

  /** The object was written. */
  wrote(ref: Ref, content: Content, old: Content | undefined): void {
    if (content === old || this.#labelled.has(ref)) return;
    if (content.inside.length > 0 || this.#reaches(ref, content.rest, old?.rest) || this.#reaches(ref, content.restKeys, old?.restKeys)) return this.add(ref);
    for (const [name, s] of content.props) {
      const before = old?.props.get(name);
      if (s === before || !isRead(name)) continue;
      if (s.keyLabels || this.#reaches(ref, s.v, before?.v)) return this.add(ref);
    }
  }

  /** The object can hold a label, and so can all that hold it. */
  add(ref: Ref): void {
    const open = [ref];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (this.#labelled.has(at)) continue;
      this.#labelled.add(at);
      this.#found.push(at);
      for (const holder of this.#holders.get(at) ?? []) open.push(holder);
      this.#holders.delete(at);
    }
  }

  /** Objects that were found to hold a label since this was last asked. */
  takeFound(): readonly Ref[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** The value has a label or holds one; else its holder is noted. */
  #reaches(holder: Ref, v: Value, before: Value | undefined): boolean {
    if (v === before) return false;
    if (v.labels.length > 0) return true;
    for (const ref of v.refs) {
      if (this.#labelled.has(ref)) return true;
      if (ref === holder) continue;
      const holders = this.#holders.get(ref);
      if (holders) holders.add(holder);
      else this.#holders.set(ref, new Set([holder]));
    }
    return false;
  }
}

/** Internal properties that no read gives out are left aside, and private ones. */
function isRead(name: string): boolean {
  const first = name.charCodeAt(0);
  return first !== 0x23 && (first !== 0x21 || /^!(?:value|yield|key|proto|@held)/.test(name));
}
