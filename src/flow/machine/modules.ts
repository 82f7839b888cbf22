import type { Binding, ExportFact, FileFacts, Span } from '../../facts/ir.js';
import type { Resolution } from '../../facts/link.js';
import { withoutExtension } from '../../models/index.js';
import { isInternal, slot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { BOTTOM, join, reference, UNDEFINED, UNKNOWN, type Value } from '../domain/value.js';
import { settled } from './async.js';
import { purposesOfFile } from './boundary.js';
import { tagVariable } from './declared.js';
import { declaredExportOf } from './declared-values.js';
import { NO_CONTEXT, noExit, type Frame } from './frame.js';
import { runBody } from './functions.js';
import { isJson, jsonExport } from './json-modules.js';
import { builtin, external } from './library.js';
import type { Machine } from './machine.js';
import type { Closure, Site } from './objects.js';
import { getProperty } from './properties.js';
import { setProperty } from './property-writes.js';
import { stepped } from '../domain/taint.js';

/** A module whose body has run or is running. */
export interface Loaded {
  readonly env: Frame['env'];
  /** Location that only states have in which it has run. */
  readonly marker: number;
  /** The states between which it ran, where code that was not sure to run made it run. */
  ran?: { readonly before: State; readonly after: State };
}

/** Runs a module's body, once; its imports' bodies first. */
export function runModule(m: Machine, file: string): void {
  const known = m.modules.get(file);
  if (known) bringAlong(m, known);
  if (known || !m.st) return;
  const facts = m.facts(file);
  if (!facts) return;
  const fn = facts.functions[0]!;
  const outer = m.frame;
  const ctx = m.rootContext.child(`module ${file}`);
  const frame: Frame = {
    facts, fn, closure: undefined, env: undefined as unknown as Frame['env'], ctx, thisValue: UNDEFINED, newTarget: UNDEFINED, home: undefined, args: { list: [] },
    purposes: purposesOfFile(m, file), ret: noExit(), thrown: noExit(), catches: [], jumps: [], chains: [], caller: null, context: NO_CONTEXT, implicit: false,
  };
  m.frame = frame;
  const env = m.env(file, 'f0', null);
  frame.env = env;
  for (const v of fn.locals) m.declare(env, v);
  const loaded: Loaded = { env, marker: m.location() };
  m.modules.set(file, loaded);
  const start = m.st.fork();
  m.st.set(loaded.marker, UNDEFINED);
  if (!facts.declaration) {
    for (const source of loadedBy(facts)) {
      const r = m.setting.linker.resolve(file, source.source);
      if (r.k === 'file' && !m.relevance) runModule(m, r.file);
      else if (r.k === 'unresolved') m.setting.recorder.unresolved(source.source, { file, s: source.s, e: source.e });
    }
    if (facts.style === 'cjs') frame.thisValue = cjsExports(m, file);
    if (facts.style === 'script') frame.thisValue = reference(builtin(m, 'globalThis'));
    const before = m.st.fork();
    const closure: Closure = { facts, index: 0, fn, env: null as unknown as Closure['env'] };
    m.entered.add(`${file}|0`);
    runBody(m, frame, { ref: 0, closure, thisValue: frame.thisValue, args: { list: [] }, site: { file, s: 0, e: 0 }, newTarget: UNDEFINED, ctx });
    // A module that throws while it loads: what it did until then, and everything else, still counts.
    m.st = State.join(State.join(m.st, frame.thrown.st), m.st ? null : before);
  }
  m.frame = outer;
  if (m.relevance && m.st) loaded.ran = { before: start, after: m.st.fork() };
  if (m.isSparing && loaded.ran && outer.facts.file !== file) keepAsOld(m, loaded.ran);
}

/** What a module made that the running code was the first to read was there before that code ran: other code reaches it. */
function keepAsOld({ base }: Machine, { before, after }: NonNullable<Loaded['ran']>): void {
  after.changedSince(before, (location, entry) => {
    if (base && before.get(location) === undefined && base.get(location) === undefined) base.set(location, entry);
  });
}

/**
 * Of a large program, modules run when they are first read. A state that was parted from that one before has what they made all
 * the same, as they would have run at the start.
 */
function bringAlong(m: Machine, { marker, ran }: Loaded): void {
  const { st } = m;
  if (!ran || !st || st.get(marker) !== undefined) return;
  ran.after.changedSince(ran.before, (location, entry) => {
    if (st.get(location) === undefined) st.set(location, entry);
  });
  if (m.isSparing) keepAsOld(m, ran);
}

/** The modules that a file loads first: those of which it imports names that none of its code reads are left out when it is compiled, and run apart. */
export function loadedBy(facts: FileFacts): readonly (Span & { source: string })[] {
  const out: (Span & { source: string })[] = facts.imports.filter((i) => !i.typeOnly && !i.unused).map((i) => ({ s: i.s, e: i.e, source: i.source }));
  for (const x of facts.exports) if (x.k !== 'local' && !x.typeOnly) out.push({ s: x.s, e: x.e, source: x.source });
  return out.sort((a, b) => a.s - b.s);
}

/** Under which a CommonJS module keeps what it assigned to its name `exports`. */
const EXPORTS = '!exports';

/** The code of a CommonJS module assigns to `exports`: that alone exports nothing. */
export function assignExports(m: Machine, file: string, v: Value): void {
  for (const r of cjsModule(m, file).refs) m.setSlot(r, EXPORTS, slot(v));
}

/** What the name `exports` means in a CommonJS module: the object that it starts with, or what its code assigned. */
export function cjsExports(m: Machine, file: string): Value {
  const [module] = m.st ? [m.shared(`cjs|${file}`, 'object', { file, s: 0, e: 0 })] : [];
  const assigned = module === undefined ? undefined : m.slot(module, EXPORTS);
  if (assigned) return assigned.v;
  return reference(m.shared(`exports|${file}`, 'object', { file, s: 0, e: 0 }));
}

export function cjsModule(m: Machine, file: string): Value {
  const v = reference(m.shared(`cjs|${file}`, 'object', { file, s: 0, e: 0 }));
  if (!m.slot(v.refs[0]!, 'exports')) setProperty(m, v, 'exports', cjsExports(m, file), { file, s: 0, e: 0 });
  return v;
}

/** What `require(file)` gives. */
function requireFile(m: Machine, file: string, site: Site): Value {
  runModule(m, file);
  const facts = m.facts(file);
  if (!facts) return UNKNOWN;
  if (facts.style === 'cjs' || assigns(facts)) return getProperty(m, cjsModule(m, file), 'exports', site);
  return namespaceOf(m, file);
}

function assigns(facts: FileFacts): boolean {
  return facts.functions[0]!.body?.body.some((s) => s.k === 'exportassign') ?? false;
}

function namespaceOf(m: Machine, file: string): Value {
  return reference(m.shared(`namespace|${file}`, 'namespace', { file, s: 0, e: 0 }, { file }));
}

/** `import * as x` of a CommonJS module: what it exports, `default` being all of it. A function or class is taken as it is. */
function namespaceOfCommonJs(m: Machine, file: string, site: Site): Value {
  const whole = requireFile(m, file, site);
  const plain = whole.refs.length > 0 && whole.refs.every((r) => m.obj(r).kind === 'object') && !whole.refs.some((r) => m.slot(r, 'default') !== undefined);
  return plain && m.st ? namespaceOf(m, file) : whole;
}

/** The value of an imported name. */
export function readImport(m: Machine, facts: FileFacts, b: Pick<Binding, 'import'>, at: Span): Value {
  const imp = facts.imports[b.import!]!;
  const site = { file: facts.file, s: at.s, e: at.e };
  const r = m.setting.linker.resolve(facts.file, imp.source);
  const v = fromModule(m, r, imp.source, imp.imported, site);
  return v.labels.length === 0 ? v : { ...v, labels: stepped(v.labels, facts.file, at.s, at.e, `imported as \`${imp.local}\``, true) };
}

function fromModule(m: Machine, r: Resolution, source: string, imported: string, site: Site): Value {
  switch (r.k) {
    case 'file':
      if (isJson(r.file)) return jsonExport(m, r.file, imported, site);
      if (imported === '*') return m.facts(r.file)?.style === 'cjs' ? namespaceOfCommonJs(m, r.file, site) : (runModule(m, r.file), namespaceOf(m, r.file));
      return imported === '=' ? requireFile(m, r.file, site) : readExport(m, r.file, imported, site);
    case 'unresolved':
      m.setting.recorder.unresolved(source, site);
      return fromPackage(m, source, undefined, imported, site);
    case 'builtin':
      return fromPackage(m, `node:${r.name}`, r.types, imported, site);
    case 'package':
      return fromPackage(m, `${r.name}${r.subpath}`, r.types, imported, site);
  }
}

function fromPackage(m: Machine, source: string, types: string | undefined, imported: string, site: Site): Value {
  const module = withoutExtension(source);
  if (types) m.packageTypes.set(module, types);
  const whole = reference(external(m, module, ''));
  return imported === '*' || imported === '=' ? whole : getProperty(m, whole, imported, site);
}

/** The value that a module file exports under a name. */
export function readExport(m: Machine, file: string, name: string, site: Site, seen = new Set<string>()): Value {
  const found = exportOf(m, file, name, site, seen);
  if (found) return found;
  if (name === 'default' && m.facts(file)?.style === 'cjs') return requireFile(m, file, site);
  return UNKNOWN;
}

function exportOf(m: Machine, file: string, name: string, site: Site, seen: Set<string>): Value | undefined {
  const key = `${file}|${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  if (isJson(file)) return jsonExport(m, file, name, site);
  const facts = m.facts(file);
  if (!facts) return UNKNOWN;
  if (facts.declaration) return declaredExportOf(m, file, name, site);
  runModule(m, file);
  if (facts.style === 'cjs' || assigns(facts)) {
    const whole = requireFile(m, file, site);
    return name === 'default' ? whole : getProperty(m, whole, name, site);
  }
  const own = facts.exports.find((x): x is Exclude<ExportFact, { k: 'all' }> => x.k !== 'all' && x.name === name);
  if (own) return follow(m, facts, own, site, seen);
  if (name === 'default') return undefined;
  let out: Value | undefined;
  for (const x of facts.exports) {
    if (x.k !== 'all') continue;
    const r = m.setting.linker.resolve(file, x.source);
    const v = r.k === 'file' ? exportOf(m, r.file, name, site, seen) : r.k === 'unresolved' ? undefined : fromModule(m, r, x.source, name, site);
    if (v) out = out ? join(out, v) : v;
    if (out && r.k === 'file') return out;
  }
  return out;
}

function follow(m: Machine, facts: FileFacts, x: Exclude<ExportFact, { k: 'all' }>, site: Site, seen: Set<string>): Value | undefined {
  if (x.k === 'from') {
    const r = m.setting.linker.resolve(facts.file, x.source);
    return r.k === 'file' && x.imported !== '*' ? exportOf(m, r.file, x.imported, site, seen) : fromModule(m, r, x.source, x.imported, site);
  }
  if (x.v === undefined) return UNKNOWN;
  const b = facts.bindings[x.v]!;
  if (b.kind === 'import') return readImport(m, facts, b, b);
  if (b.ambient) return declaredExportOf(m, facts.file, x.local, site);
  const module = m.modules.get(facts.file);
  return module ? tagVariable(m, facts, x.v, m.readVar(module.env, x.v), b) : UNKNOWN;
}

/** A member of a module's namespace object; `name` null: any of them. */
export function namespaceMember(m: Machine, file: string, name: string | null, site: Site): Value {
  if (name !== null) return exportOf(m, file, name, site, new Set()) ?? memberOfDefault(m, file, name, site);
  return exportedNames(m, file).reduce((out, x) => join(out, readExport(m, file, x, site)), BOTTOM);
}

/** Names under which a module file exports values. */
export function exportedNames(m: Machine, file: string): readonly string[] {
  const out = new Set<string>();
  const seen = new Set<string>();
  const visit = (at: string, isWhole: boolean): void => {
    const facts = seen.has(at) ? undefined : m.facts(at);
    seen.add(at);
    if (facts?.style === 'cjs') {
      out.add('default');
      for (const r of getProperty(m, cjsModule(m, at), 'exports', { file: at, s: 0, e: 0 }).refs) for (const name of m.content(r).props.keys()) if (!isInternal(name)) out.add(name);
    }
    for (const x of facts?.exports ?? []) {
      if (x.k === 'all') {
        const r = m.setting.linker.resolve(at, x.source);
        if (r.k === 'file' && !x.typeOnly) visit(r.file, false);
      } else if (!x.typeOnly && (isWhole || x.name !== 'default') && !(x.k === 'local' && x.v === undefined)) out.add(x.name);
    }
  };
  visit(file, true);
  return [...out];
}

/** Compilers have `require` and `import()` reach into the default export of a module that has nothing else of the name. */
function memberOfDefault(m: Machine, file: string, name: string, site: Site): Value {
  if (name === 'default' && m.facts(file)?.style === 'cjs') return requireFile(m, file, site);
  const whole = name === 'default' ? undefined : exportOf(m, file, 'default', site, new Set());
  return whole && whole.refs.length > 0 ? getProperty(m, whole, name, site) : UNKNOWN;
}

/** `import(source)` */
export function importModule(m: Machine, source: Value, site: Site): Value {
  return settled(m, named(m, source, '*', 'import', site), noExit(), site);
}

/** `require(source)` */
export function requireModule(m: Machine, source: Value, site: Site): Value {
  return named(m, source, '=', 'require', site);
}

/** The function or class that a CommonJS module exports is the default export of what `import()` gives, beside what it holds. */
function importedCallable(m: Machine, r: Resolution, site: Site): Value | undefined {
  if (r.k !== 'file' || m.facts(r.file)?.style !== 'cjs') return undefined;
  const { refs } = requireFile(m, r.file, site);
  const isCallable = refs.length > 0 && refs.every((ref) => ['function', 'class'].includes(m.obj(ref).kind) && !m.slot(ref, 'default'));
  return isCallable ? namespaceOf(m, r.file) : undefined;
}

/** What the modules that the text can name export under a name. */
function named(m: Machine, source: Value, name: string, how: string, site: Site): Value {
  let out = BOTTOM;
  for (const c of source.consts) {
    const r = m.setting.linker.resolve(m.frame.facts.file, String(c));
    out = join(out, (how === 'import' ? importedCallable(m, r, site) : undefined) ?? fromModule(m, r, String(c), name, site));
  }
  if (source.kinds !== 0 || source.unknown) {
    m.limit('dynamic', `${how} of a module whose name is computed`, site);
    out = join(out, UNKNOWN);
  }
  return out;
}
