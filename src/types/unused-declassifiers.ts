import type { Expr, FileFacts, FunctionFacts, Pattern } from '../facts/ir.js';
import { positionAt } from '../facts/positions.js';
import { Words } from '../facts/words.js';
import type { DeclassifierEntry, Policy, PolicyProblem } from '../policy/policy.js';
import type { Resolver } from './resolver.js';

/** A function that releases labels, by the policy or by its own tag. */
interface Declassifier {
  readonly name: string;
  /** It is called as a member: of a class or an object. */
  readonly isMember: boolean;
  is(facts: FileFacts, fn: FunctionFacts): boolean;
}

const UNUSED = 'Remove it, so that nobody takes it for a permission that is needed; or release the data by calling it.';

/**
 * Declassifiers of the policy's own files whose function no code of the files calls or hands on. Whether a label ever
 * reaches the call is not asked: that changes with code far away.
 *
 * Names decide, under whatever import or export gives the function another one, so that a call through an interface or by a
 * namespace counts: what is reported here is certainly unused.
 *
 * @param files absolute
 */
export function unusedDeclassifiers(r: Resolver, policy: Policy, files: readonly string[]): PolicyProblem[] {
  return policy.declassifiers.filter((d) => d.function.place.file !== null && !isUsed(r, listed(r, d), files)).map(({ function: { text, place } }) => ({
    message: `The declassifier \`${text}\` is unused: nothing calls it.`,
    hint: UNUSED,
    place,
  }));
}

function listed(r: Resolver, { function: ref }: DeclassifierEntry): Declassifier {
  const is = (facts: FileFacts, fn: FunctionFacts): boolean => r.references.meansFunction(ref, facts.file, fn.name, classOf(facts, fn));
  return { name: ref.member ?? ref.name, isMember: ref.member !== undefined, is };
}

const classOf = ({ classes }: FileFacts, { cls }: FunctionFacts): string | undefined => (cls === undefined ? undefined : classes[cls]?.name);

/** An unused declassifier that is one by its `@declassifies` tag. */
export interface UnusedTag extends PolicyProblem {
  /** Other programs may call it: its file exports something. */
  readonly isExported: boolean;
}

/**
 * Functions with a `@declassifies` tag that no code of the files calls or hands on, judged as those of the policy are. A
 * function without a name is always used.
 *
 * @param files absolute
 */
export function unusedTags(r: Resolver, files: readonly string[]): UnusedTag[] {
  return files.filter((file) => r.linker.text(file)?.includes('@declassifies')).flatMap((file) => {
    const facts = r.linker.facts(file);
    const tagged = (facts?.functions ?? []).filter((fn) => fn.name !== '' && fn.doc?.declassifies);
    return tagged.filter((fn) => !isUsed(r, { name: fn.name, isMember: fn.cls !== undefined, is: (at, other) => at.file === file && other.s === fn.s }, files)).map((fn) => ({
      message: `The declassifier \`${fn.name}\` is unused: nothing calls it.`,
      hint: UNUSED,
      place: { file, ...positionAt(facts!.lines, fn.doc!.declassifies![0]!.s) },
      isExported: facts!.exports.length > 0,
    }));
  });
}

function isUsed(r: Resolver, { name, isMember, is }: Declassifier, files: readonly string[]): boolean {
  const names = new Set([name]);
  const read = new Map<string, FileFacts | undefined>();
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    const words = new Words([...names]);
    for (const file of files) {
      if (read.has(file) || !words.anyIn(r.linker.text(file) ?? '')) continue;
      const facts = r.linker.facts(file);
      // What can't be parsed may call it.
      if (!facts) return true;
      read.set(file, facts);
    }
    for (const facts of read.values()) if (facts) addOtherNames(facts, names, !isMember);
    if (names.has('default')) addDefaultImports(r, files, [...read.keys()], names);
  }
  return [...read.values()].some((facts) => facts && usesIn(facts, names, is));
}

/** Names that imports and exports give to what has one of the names; `default` where it is exported so. */
function addOtherNames(facts: FileFacts, names: Set<string>, isFunction: boolean): void {
  for (const { imported, local } of facts.imports) if (names.has(imported) && imported !== 'default' && local) names.add(local);
  for (const e of facts.exports) {
    if (e.k === 'all') continue;
    const before = e.k === 'from' ? e.imported : e.local;
    if (names.has(before) && before !== 'default' && (e.name !== 'default' || isFunction)) names.add(e.name);
  }
  const assigned = facts.functions[0]?.body?.body.find((stmt) => stmt.k === 'exportdefault');
  if (isFunction && assigned?.k === 'exportdefault' && isNamed(assigned.expr, facts, names)) names.add('default');
}

/** Names under which the default exports of the files are imported or passed on. */
function addDefaultImports(r: Resolver, files: readonly string[], exporting: readonly string[], names: Set<string>): void {
  const targets = new Set(exporting);
  const leadsThere = (file: string, source: string): boolean => targets.has(r.names.moduleFile(file, source) ?? '');
  for (const file of files) {
    const facts = r.linker.facts(file);
    for (const { imported, local, source } of facts?.imports ?? []) if ((imported === 'default' || imported === '=') && local && leadsThere(file, source)) names.add(local);
    for (const e of facts?.exports ?? []) if (e.k === 'from' && e.imported === 'default' && leadsThere(file, e.source)) names.add(e.name);
  }
}

const isNamed = (expr: Expr, facts: FileFacts, names: ReadonlySet<string>): boolean => expr.k === 'var' && names.has(facts.bindings[expr.v]?.name ?? '');

/** Whether an expression names the function, outside the function itself. */
function usesIn(facts: FileFacts, names: ReadonlySet<string>, is: Declassifier['is']): boolean {
  const within = (fn: FunctionFacts): boolean => {
    if (is(facts, fn)) return true;
    const parent = facts.functions[fn.parent];
    return parent !== undefined && within(parent);
  };
  const named = (node: object): boolean => {
    const { k } = node as Expr | Pattern;
    if (k === 'var') return isNamed(node as Expr, facts, names);
    if (k === 'global') return names.has((node as Extract<Expr, { k: 'global' }>).name);
    if (k === 'member') return hasName((node as Extract<Expr, { k: 'member' }>).key, names);
    return k === 'pobject' && (node as Extract<Pattern, { k: 'pobject' }>).props.some((p) => hasName(p.key, names));
  };
  const anyIn = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(anyIn);
    if (node === null || typeof node !== 'object') return false;
    const { k, expr } = node as { readonly k?: unknown; readonly expr?: Expr };
    if (k === 'exportdefault' && expr?.k === 'var') return false;
    return named(node) || Object.values(node).some(anyIn);
  };
  const code = [...facts.functions.filter((fn) => !within(fn)).map((fn) => [fn.params, fn.body]), facts.classes.map((c) => [c.superClass, c.decorators, c.members.map((m) => m.decorators)])];
  return anyIn(code);
}

const hasName = (key: { readonly name: string } | { readonly expr: Expr }, names: ReadonlySet<string>): boolean =>
  'name' in key ? names.has(key.name) : key.expr.k === 'const' && names.has(String(key.expr.value));
