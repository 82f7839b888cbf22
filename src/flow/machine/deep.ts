import { Bounds } from '../bounds.js';
import { isInternal, type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import type { Ref, Value } from '../domain/value.js';
import { handedIn } from './boundary.js';
import { declaredMember, fillIndex, unreadLabelled } from './declared-objects.js';
import type { Machine } from './machine.js';
import type { Reads } from './reads.js';
import type { Obj, Site } from './objects.js';
import { MEMBER } from './opaque.js';

/** What of a value's inside is looked at. */
export type Reach =
  /** Everything that can be read from it. */
  | 'all'
  /** Elements of arrays, Sets, Maps and what promises hold, but not named properties of objects. */
  | 'elements';

/** What a search below some objects found. */
export interface Searched {
  readonly labels: Labels;
  /** Stamp of the state in which it is so. */
  readonly stamp: object;
  readonly seen: ReadonlySet<Ref>;
  /** Reads of the run in which what it saw is noted. */
  noted: Reads;
}

/** Labels of the value and of what it holds. Functions and private fields are not looked into. */
export function deepLabels(m: Machine, v: Value, site: Site, reach: Reach = 'all'): Labels {
  if (!v.refs.some((ref) => m.holding.has(ref))) {
    for (const ref of v.refs) m.notePassed(ref);
    return v.labels;
  }
  if (v.passage || !m.st) return search(m, v, site, reach).labels;
  const key = `${reach}${v.refs.join()}`;
  const known = m.searched.get(key);
  if (known?.stamp === m.st.stamp) {
    if (known.noted !== m.reads) for (const ref of known.seen) {
      if (m.holding.has(ref)) m.noteRead(ref);
      else m.notePassed(ref);
    }
    known.noted = m.reads;
    return joinLabels(v.labels, known.labels);
  }
  const { labels, seen } = search(m, { ...v, labels: NO_LABELS }, site, reach);
  m.searched.set(key, { labels, seen, stamp: m.st.stamp, noted: m.reads });
  return joinLabels(v.labels, labels);
}

/** A URL is the text that is made of its parts. */
export function isAddress({ kind, path, module }: Obj): boolean {
  return kind === 'instance' && path === 'URL' && (module === undefined || module === 'node:url');
}

function search(m: Machine, v: Value, site: Site, reach: Reach): { readonly labels: Labels; readonly seen: ReadonlySet<Ref> } {
  const seen = new Set<Ref>();
  let out: Labels = NO_LABELS;
  /** Members of declared types that were read. */
  let read = 0;
  const visit = (value: Value, depth: number): void => {
    out = joinLabels(out, value.labels);
    if (depth > Bounds.searchDepth) {
      if (value.refs.some((ref) => !seen.has(ref))) m.limit('bound', `labels more than ${Bounds.searchDepth} levels below an object are not looked for`, site);
      return;
    }
    const before = out;
    if (value.passage) out = NO_LABELS;
    for (const ref of value.refs) {
      if (seen.has(ref)) continue;
      seen.add(ref);
      visitObject(ref, depth);
    }
    if (value.passage) out = joinLabels(before, handedIn(m, value.passage, out));
  };
  const visitObject = (ref: Ref, depth: number): void => {
    const o = m.obj(ref);
    if (o.kind === 'function' || o.kind === 'class' || o.kind === 'native' || o.kind === 'builtin' || o.kind === 'namespace') return;
    if (!m.holding.has(ref)) {
      m.notePassed(ref);
      return;
    }
    const c = m.content(ref);
    out = joinLabels(out, c.inside);
    const named = o.kind === 'object' || o.kind === 'declared' || o.kind === 'external' || o.kind === 'instance';
    if (named && reach === 'elements' && !isAddress(o)) return;
    for (const [name, s] of c.props) {
      if (name.startsWith('#') || (name.startsWith('!') && !name.startsWith('!value') && !name.startsWith('!yield') && !name.startsWith('!key') && !name.startsWith('!@held'))) continue;
      if (s.keyLabels) out = joinLabels(out, s.keyLabels);
      visit(s.v, depth + 1);
    }
    // What a proxy stands before is what is listed of it.
    if (c.props.has('!get') || c.props.has('!set')) visit(c.props.get('!target')!.v, depth + 1);
    const proto = o.kind === 'object' ? c.props.get('!proto')?.v : undefined;
    if (proto) {
      const before = out;
      if (proto.passage) out = NO_LABELS;
      for (const p of proto.refs) visitInherited(p, c, depth);
      if (proto.passage) out = joinLabels(before, handedIn(m, proto.passage, out));
    }
    if (o.kind === 'declared') fillIndex(m, ref);
    const { rest, restKeys } = m.content(ref);
    visit(rest, depth + 1);
    visit(restKeys, depth + 1);
    if (o.kind === 'declared') visitUnread(ref, depth);
  };
  /** What a copy (`{ ...value }`) of a value from outside inherits from it. */
  const visitInherited = (ref: Ref, own: Content, depth: number): void => {
    const { kind } = m.obj(ref);
    if (kind !== 'declared' && kind !== 'external') return;
    const c = m.content(ref);
    out = joinLabels(out, c.inside);
    for (const [name, s] of c.props) if ((!isInternal(name) || name.startsWith('!value')) && !own.props.has(name.replace(MEMBER, ''))) visit(s.v, depth + 1);
    if (kind === 'declared') visitUnread(ref, depth, own.props);
  };
  /** Types can lead to ever new ones, each of which takes a while to tell. */
  const visitUnread = (ref: Ref, depth: number, except?: ReadonlyMap<string, unknown>): void => {
    for (const name of unreadLabelled(m, ref)) {
      if (except?.has(name)) continue;
      if (read++ >= Bounds.declaredReads) return m.limit('bound', `of what types lead to, labels are looked for in ${Bounds.declaredReads} members, and here are more`, site);
      visit(declaredMember(m, ref, name, site), depth + 1);
    }
  };
  visit(v, 0);
  return { labels: out, seen };
}
