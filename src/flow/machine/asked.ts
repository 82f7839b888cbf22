import { Bounds } from '../bounds.js';
import type { Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { BOTTOM, isBottom, settlePassage, type Ref, type Value } from '../domain/value.js';
import { sourceLabels } from './declared.js';
import { deepLabels } from './deep.js';
import type { Machine } from './machine.js';
import type { Argument, Site } from './objects.js';

/** Asks the checker about a property whose name some declaration labels, where declarations alone don't tell. */
export function askedLabels(m: Machine, name: string, site: Site): Labels {
  if (!m.setting.declared.labelledMemberNames().has(name)) return NO_LABELS;
  return sourceLabels(m.setting.asker.member(site.file, site.s, site.e, name), site, `\`${name}\` is`);
}

/** Labels that can be read out of a value by the type of the expression at `site`, where the value itself is not known. */
export function askedContents(m: Machine, v: Value, site: Site, except?: ReadonlySet<string>): Labels {
  if (!isOpen(m, v) || m.setting.declared.labelledMemberNames().size === 0) return NO_LABELS;
  let out: Labels = NO_LABELS;
  for (const { label, property, via } of m.setting.asker.contents(site.file, site.s, site.e)) {
    if (!except?.has(property) && !hasOwn(m, v, property) && !(via !== undefined && lacks(m, v, via))) out = joinLabels(out, sourceLabels([label], site, `\`${property}\` in it is`));
  }
  return v.passage ? settlePassage(out, v.passage) : out;
}

/** Of rows of which only the type of their query tells what they hold. */
export const UNTOLD = '!@untold';

/**
 * Labels that can be read out of such rows of queries in the value, and of copies of them, by the types of the queries: code may have taken
 * them by a type that says nothing (`Record<string, any>`).
 */
export function originContents(m: Machine, v: Value, given: Site, except?: ReadonlySet<string>): Labels {
  if (m.setting.declared.labelledMemberNames().size === 0) return NO_LABELS;
  let out: Labels = NO_LABELS;
  const seen = new Set<Ref>();
  const visit = (value: Value, own: Content | undefined, depth: number): void => {
    for (const ref of value.refs) {
      if (seen.has(ref) || depth > Bounds.openDepth) continue;
      seen.add(ref);
      const { kind, site } = m.obj(ref);
      const c = m.content(ref);
      if (c.props.has(UNTOLD)) out = joinLabels(out, contentsAt(site, own, c));
      else if (kind === 'object' || kind === 'array' || kind === 'promise') {
        visit(c.rest, undefined, depth + 1);
        for (const [name, s] of c.props) if (name === '!proto') visit(s.v, c, depth); else if (!name.startsWith('!') || name.startsWith('!value')) visit(s.v, undefined, depth + 1);
      }
    }
  };
  const contentsAt = (site: Site, copy: Content | undefined, c: Content): Labels => {
    if ((site.file === given.file && site.s === given.s) || !m.setting.declared.nearLabels(site.file)) return NO_LABELS;
    const known = (name: string): boolean => except?.has(name) === true || copy?.props.has(name) === true || c.props.has(name);
    return m.setting.asker.contents(site.file, site.s, site.e).reduce((labels: Labels, { label, property }) => (known(property) ? labels : joinLabels(labels, sourceLabels([label], given, `\`${property}\` in it is`))), NO_LABELS);
  };
  visit(v, undefined, 0);
  return v.passage ? settlePassage(out, v.passage) : out;
}

/** Code of the program has put another value into the member: what is known of that stands. */
function hasOwn(m: Machine, v: Value, name: string): boolean {
  if (v.unknown || v.refs.length === 0) return false;
  return v.refs.every((ref) => {
    const own = m.obj(ref).kind === 'object' ? m.slot(ref, name) : undefined;
    return own !== undefined && !own.maybe && !own.get && !isOpen(m, own.v);
  });
}

/** All objects of the value, and those in its lists and promises, are made of properties that are known, and none is the name: a type may say more than that. */
function lacks(m: Machine, v: Value, name: string, depth = 0): boolean {
  if (v.unknown || depth > Bounds.openDepth) return false;
  return v.refs.every((ref) => {
    const { kind } = m.obj(ref);
    const c = m.content(ref);
    if (kind === 'promise') return lacks(m, c.props.get('!value')?.v ?? BOTTOM, name, depth + 1);
    if (c.inside.length > 0 || hasInherited(m, c, name, depth)) return false;
    if (kind === 'array') return [c.rest, ...[...c.props.values()].map((s) => s.v)].every((x) => lacks(m, x, name, depth + 1));
    return kind === 'object' && m.obj(ref).instanceOf === undefined && isBottom(c.rest) && !c.props.has(name);
  });
}

/** Labels of an argument of code that can't be read, and of what it holds: near the code that declares labels, by its type too. */
export function argumentLabels(m: Machine, a: Argument, site: Site): Labels {
  return joinLabels(deepLabels(m, a.v, site), typeLabels(m, a, site));
}

/** Labels that only an argument's type tells of; asked for near the code that declares labels. */
export function typeLabels(m: Machine, a: Argument, site: Site): Labels {
  // What a library gives to a callback stands where the call does: no expression there has its type.
  if (a.s === site.s && a.e === site.e) return NO_LABELS;
  // What tests of a large program give to packages they make up: matchers, mocks and what these are to give.
  if (m.isTest && m.relevance) return NO_LABELS;
  return m.setting.declared.nearLabels(site.file) ? askedContents(m, a.v, { file: site.file, s: a.s, e: a.e }) : NO_LABELS;
}

/** A class that the object is an instance of, or one above it, has the member. */
function hasInherited(m: Machine, c: Content, name: string, depth: number): boolean {
  const above = c.props.get('!proto')?.v;
  return above !== undefined && (above.unknown || depth > Bounds.openDepth || above.refs.some((r) => m.obj(r).kind !== 'object' || m.content(r).props.has(name) || hasInherited(m, m.content(r), name, depth + 1)));
}

/** Something of the value, or of what it holds, is not known: it comes from code that can't be read. */
export function isOpen(m: Machine, v: Value, depth = 0): boolean {
  if (v.unknown) return true;
  if (depth > Bounds.openDepth) return false;
  return v.refs.some((ref) => {
    const o = m.obj(ref);
    if (o.kind === 'external') return o.path === undefined;
    if (o.kind !== 'object' && o.kind !== 'array' && o.kind !== 'promise' && o.kind !== 'set' && o.kind !== 'map') return false;
    const c = m.content(ref);
    if (isOpen(m, c.rest, depth + 1)) return true;
    for (const [name, s] of c.props) if ((!name.startsWith('!') || name.startsWith('!value') || name === '!proto') && isOpen(m, s.v, depth + 1)) return true;
    return false;
  });
}
