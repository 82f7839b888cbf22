import type { Arg, Expr, FileFacts, ObjectEntry } from '../facts/ir.js';
import { distinct } from './combine.js';
import type { FileIndex } from './file-index.js';
import type { Resolver } from './resolver.js';

/** Nested expressions and constants that one schema is followed through. Lost past it: labels of schemas built of schemas, deeper. */
const SCHEMA_DEPTH = 12;
const NONE: readonly string[] = [];

type NamedEntry = Extract<ObjectEntry, { kind: 'init' | 'get' | 'set' }> & { readonly key: { readonly name: string } };

/**
 * Labels of schemas that are values: of a table's column, a validator's field. Their types are made by a library from the
 * values, but the label stands in the code, as a type argument (`$type<Phone>()`), a brand, or a constant that has one; or
 * in the policy, which names the constant and the property (`users.phone`).
 */
export interface Schemas {
  /** Of what the schema describes. */
  of(file: string, expr: Expr): readonly string[];
  /** The properties of a file's object literals that are described by labelled schemas, by the offset of their names. */
  entries(file: string): ReadonlyMap<number, SchemaEntry>;
  /** The properties of a constant that was made of object literals, as a table is of its columns, by the offset of their names. */
  fields(file: string, name: string): ReadonlyMap<number, string>;
  /** Names of a module's constants that are labelled schemas. */
  constants(index: FileIndex): readonly string[];
}

export interface SchemaEntry {
  readonly name: string;
  readonly labels: readonly string[];
}

export function createSchemas(r: Resolver): Schemas {
  const known = new Map<Expr, readonly string[]>();
  const entriesOf = new Map<string, ReadonlyMap<number, SchemaEntry>>();

  function of(file: string, expr: Expr, depth = 0): readonly string[] {
    const memo = known.get(expr);
    if (memo || depth > SCHEMA_DEPTH) return memo ?? NONE;
    // A schema that leads back to itself adds nothing.
    known.set(expr, NONE);
    const found = resolve(file, expr, depth + 1);
    known.set(expr, found);
    return found;
  }

  function resolve(file: string, expr: Expr, depth: number): readonly string[] {
    switch (expr.k) {
      case 'cast':
      case 'chain':
        return of(file, expr.expr, depth);
      case 'seq':
        return of(file, expr.exprs.at(-1)!, depth);
      case 'await':
        return of(file, expr.arg, depth);
      case 'cond':
        return distinct(of(file, expr.yes, depth), of(file, expr.no, depth));
      case 'logical':
        return distinct(of(file, expr.l, depth), of(file, expr.r, depth));
      case 'array':
        return parts(file, expr.elems, depth);
      case 'call':
      case 'new': {
        const own = [...(expr.typeArgs ?? []).flatMap((type) => r.shape({ file, type }).labels), ...brand(expr)];
        const built = expr.callee.k === 'member' ? of(file, expr.callee.obj, depth) : NONE;
        return [built, parts(file, expr.args, depth), ofReturned(file, expr.callee, depth)].reduce(distinct, own);
      }
      case 'var':
        return ofVariable(file, expr.v, depth);
      case 'member':
        return 'name' in expr.key ? ofProperty(file, expr.obj, expr.key.name, depth) : ofElement(file, expr.obj, expr.key.expr, depth);
      default:
        return NONE;
    }
  }

  /** What a schema is made of, as far as it is the same data: not the fields of an object, nor what a callback says. */
  function parts(file: string, args: readonly (Arg | null)[], depth: number): readonly string[] {
    const inner = args.flatMap((arg) => (arg && (arg.k === 'var' || arg.k === 'call' || arg.k === 'array') ? [of(file, arg, depth)] : []));
    return inner.reduce(distinct, NONE);
  }

  /** `.brand<'Phone'>()`, `brand('Phone')` */
  function brand(expr: Extract<Expr, { k: 'call' | 'new' }>): readonly string[] {
    const { callee } = expr;
    if (callee.k !== 'member' || !('name' in callee.key) || callee.key.name !== 'brand') return NONE;
    const names = [...(expr.typeArgs ?? []).flatMap((t) => (t.k === 'lit' ? [t.value] : [])), ...expr.args.flatMap((a) => (a.k === 'const' ? [a.value] : []))];
    return names.flatMap((name) => (typeof name === 'string' ? r.labels.ofName(name, []) : []));
  }

  /** What a function of the program returns that makes a schema: a helper for a column that many tables have. */
  function ofReturned(file: string, callee: Expr, depth: number): readonly string[] {
    const at = callee.k === 'func' ? { file, f: callee.f } : callee.k === 'var' ? functionAt(file, callee.v) : undefined;
    const fn = at && r.names.index(at.file)?.facts.functions[at.f];
    // A type that is written is read as one.
    if (!at || !fn?.body || fn.ret || fn.generator) return NONE;
    return fn.body.body.flatMap((s) => (s.k === 'return' && s.arg ? [of(at.file, s.arg, depth)] : [])).reduce(distinct, NONE);
  }

  function functionAt(file: string, v: number): { readonly file: string; readonly f: number } | undefined {
    const binding = r.names.index(file)?.facts.bindings[v];
    if (binding?.kind !== 'const' && binding?.kind !== 'function' && binding?.kind !== 'import') return undefined;
    const site = binding.kind === 'import' ? r.names.value(file, binding.name, binding.s) : { k: 'binding' as const, file, v };
    if (site?.k !== 'binding') return undefined;
    const f = r.names.index(site.file)?.functionOf(site.v);
    return f === undefined ? undefined : { file: site.file, f };
  }

  /** `[schema][0]` */
  function ofElement(file: string, obj: Expr, key: Expr, depth: number): readonly string[] {
    const list = bare(obj);
    const element = list.k === 'array' && key.k === 'const' ? list.elems[Number(key.value)] : undefined;
    return element && element.k !== 'spread' ? of(file, element, depth) : NONE;
  }

  function ofVariable(file: string, v: number, depth: number): readonly string[] {
    const at = constant(file, v);
    return at ? of(at.file, at.init, depth) : NONE;
  }

  /** The value that a constant was declared with, here or where it is imported from. */
  function constant(file: string, v: number): { readonly file: string; readonly init: Expr } | undefined {
    const binding = r.names.index(file)?.facts.bindings[v];
    if (!binding || (binding.kind !== 'const' && binding.kind !== 'import')) return undefined;
    const site = binding.kind === 'const' ? { k: 'binding' as const, file, v } : r.names.value(file, binding.name, binding.s);
    if (site?.k !== 'binding') return undefined;
    const init = r.names.index(site.file)?.init(site.v);
    return init && { file: site.file, init };
  }

  /** `users.phone`: the column that the table was made with. */
  function ofProperty(file: string, obj: Expr, name: string, depth: number): readonly string[] {
    const literal = bare(obj);
    const at = literal.k === 'object' ? { file, init: literal } : literal.k === 'var' ? constant(file, literal.v) : undefined;
    const facts = at && r.names.index(at.file)?.facts;
    if (!at || !facts) return NONE;
    const found: NamedEntry[] = [];
    eachEntry(facts, at.init, (entry) => {
      if (entry.key.name === name) found.push(entry);
    });
    return found[0] ? entryLabels(at.file, found[0], depth) : NONE;
  }

  function entryLabels(file: string, entry: NamedEntry, depth = 0): readonly string[] {
    const value = bare(entry.value);
    const schema = value.k === 'call' || value.k === 'new' || value.k === 'var' || value.k === 'member' || value.k === 'await';
    const own = [r.labels.ofDoc(entry.doc), byPolicy(file).get(entry.s) ?? NONE].reduce(distinct, NONE);
    return distinct(own, entry.kind === 'init' && schema ? of(file, entry.value, depth) : NONE);
  }

  const policyLabels = new Map<string, ReadonlyMap<number, readonly string[]>>();
  /** Labels that the policy puts on the properties of a file's constants, by the offset of their names. */
  function byPolicy(file: string): ReadonlyMap<number, readonly string[]> {
    let found = policyLabels.get(file);
    if (!found) {
      const all = new Map<number, readonly string[]>();
      for (const { name, fn } of r.names.index(file)?.facts.bindings ?? []) {
        const labels = fn === 0 ? r.labels.ofConstant(file, name) : undefined;
        if (labels && labels.size > 0) for (const [offset, field] of fields(file, name)) if (labels.has(field)) all.set(offset, labels.get(field)!);
      }
      policyLabels.set(file, (found = all));
    }
    return found;
  }

  function fields(file: string, name: string): ReadonlyMap<number, string> {
    const index = r.names.index(file);
    const found = new Map<number, string>();
    const v = index?.facts.bindings.findIndex((binding) => binding.name === name && binding.fn === 0 && binding.kind === 'const') ?? -1;
    const init = v < 0 ? undefined : index?.init(v);
    if (index && (init?.k === 'call' || init?.k === 'new')) eachEntry(index.facts, init, (entry) => void found.set(entry.s, entry.key.name));
    return found;
  }

  return {
    of,
    fields,
    entries: (file) => {
      let found = entriesOf.get(file);
      if (!found) {
        const facts = r.names.index(file)?.facts;
        const all = new Map<number, SchemaEntry>();
        if (facts) {
          eachEntry(facts, facts.functions, (entry) => {
            const labels = entryLabels(file, entry);
            if (labels.length > 0) all.set(entry.s, { name: entry.key.name, labels });
          });
        }
        entriesOf.set(file, (found = all));
      }
      return found;
    },
    constants: ({ facts, init }) =>
      facts.bindings.flatMap(({ name, fn, kind }, v) => {
        const value = fn === 0 && kind === 'const' ? init(v) : undefined;
        return value && (value.k === 'call' || value.k === 'new') && of(facts.file, value).length > 0 ? [name] : [];
      }),
  };
}

/** What stands in casts and behind commas. */
function bare(expr: Expr): Expr {
  if (expr.k === 'cast' || expr.k === 'chain') return bare(expr.expr);
  return expr.k === 'seq' ? bare(expr.exprs.at(-1)!) : expr;
}

/** The named properties of the object literals below a node, outer ones first; functions that stand there are entered. */
function eachEntry(facts: FileFacts, root: unknown, visit: (entry: NamedEntry) => void): void {
  const entered = new Set<number>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const inner of node as unknown[]) walk(inner);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    if ('k' in node && node.k === 'func' && root !== facts.functions) {
      const { f } = node as unknown as { readonly f: number };
      if (!entered.has(f)) {
        entered.add(f);
        walk(facts.functions[f]?.body);
      }
      return;
    }
    if ('props' in node && Array.isArray(node.props)) {
      for (const entry of node.props as readonly ObjectEntry[]) if (entry.kind !== 'spread' && typeof entry.kind === 'string' && 'name' in entry.key) visit(entry as NamedEntry);
    }
    for (const inner of Object.values(node) as unknown[]) walk(inner);
  };
  walk(root);
}
