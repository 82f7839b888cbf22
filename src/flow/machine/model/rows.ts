import { EMPTY, isInternal, joinObjects, slot, withSlot, type Content, type Slot } from '../../domain/content.js';
import { mapLabels, matchStep, type Labels, type Taint } from '../../domain/taint.js';
import { BOTTOM, join, reference, references, withLabels, type Ref, type Value } from '../../domain/value.js';
import { deepLabels } from '../deep.js';
import type { Machine } from '../machine.js';
import type { ObjKind, Site } from '../objects.js';

/** What a query's condition matched is known for what it finds is written later. */
export function noteQuery(m: Machine, labels: Labels): void {
  for (const t of labels) if (t.match) m.queries.add(placeOf(t));
}

/**
 * Adds a value to what a table outside of the program holds under a name. The table holds copies: rows that were made at
 * one place are one, and which of them a query gives is not known anyhow.
 * What a query said when it found a row is not kept: a row that was found, changed and saved is the row that it was, and who finds it another time
 * does not know by what it was found before. True: the table holds something new.
 */
export function writeRow(m: Machine, table: Ref, name: string, v: Value): boolean {
  if (!m.st) return false;
  const c = m.content(table);
  const old = c.props.get(name)?.v ?? BOTTOM;
  m.setContent(table, withSlot(c, name, slot(join(old, new Copies(m, `${table}|${name}`).value(v)))));
  return m.content(table) !== c;
}

/** Records that are known by nothing but their class: by which queries some of them were found they do not tell. */
export function anyOf(m: Machine, records: readonly Ref[], owner: string, site: Site): Value {
  const isFound = (ref: Ref): boolean => m.queries.size > 0 && deepLabels(m, reference(ref), site).some((t) => t.match && m.queries.has(placeOf(t)));
  const copies = new Copies(m, `any|${owner}`);
  return references([...new Set(records.flatMap((ref) => (isFound(ref) ? copies.value(reference(ref)).refs : [ref])))].sort((a, b) => a - b));
}

const COPIED: ReadonlySet<ObjKind> = new Set(['object', 'array', 'instance', 'external']);

class Copies {
  readonly #made = new Map<Ref, Ref>();

  constructor(readonly m: Machine, readonly owner: string) {}

  value(v: Value): Value {
    const labels = this.#kept(v.labels);
    if (labels === v.labels && v.refs.length === 0) return v;
    return withLabels({ ...v, refs: references(v.refs.map((ref) => this.#copy(ref))).refs }, labels);
  }

  #kept(labels: Labels): Labels {
    const { queries } = this.m;
    return queries.size === 0 ? labels : mapLabels(labels, (t) => (t.match && queries.has(placeOf(t)) ? null : t));
  }

  /** The copy that all have which were made where this one was, with what this one holds. */
  #copy(ref: Ref): Ref {
    const { m } = this;
    const known = this.#made.get(ref);
    if (known !== undefined) return known;
    const o = m.obj(ref);
    if (!COPIED.has(o.kind) || o.closure || o.of !== undefined || o.copyIn === this.owner) {
      this.#made.set(ref, ref);
      return ref;
    }
    const { kind, site, declaredAs, instanceOf, path, module, from, type, untyped } = o;
    const cls = instanceOf === undefined ? path : m.obj(instanceOf).site.s;
    const init = { ...(declaredAs && { declaredAs }), ...(instanceOf !== undefined && { instanceOf }), ...(path !== undefined && { path }), ...(module !== undefined && { module }), ...(from !== undefined && { from }), ...(type && { type }), ...(untyped && { untyped }), copyIn: this.owner };
    const copy = m.shared(`row|${this.owner}|${kind}|${site.file}|${site.s}|${site.e}|${cls}`, kind, site, init, true);
    this.#made.set(ref, copy);
    const now = this.#content(m.content(ref));
    const before = m.content(copy);
    m.setContent(copy, before === EMPTY ? now : joinObjects(before, now));
    return copy;
  }

  #content(c: Content): Content {
    const props = new Map<string, Slot>();
    for (const [name, s] of c.props) props.set(name, isInternal(name) && !name.startsWith('!@') ? s : { ...s, v: this.value(s.v) });
    return { ...c, props, rest: this.value(c.rest), inside: this.#kept(c.inside) };
  }
}

function placeOf(t: Taint): string {
  const { file, s, e } = matchStep(t);
  return `${file}|${s}|${e}`;
}
