import type { Expr } from '../../facts/ir.js';
import type { Signature, TypeRef } from '../../types/shape.js';
import { isSettled, joinLabels, mapLabels, releaseOf, settle, stepped, unsettle, type Labels, type Release, type Step, type Taint } from '../domain/taint.js';
import { type Passage, settlePassage, type Value, withLabels, withSteps } from '../domain/value.js';
import { askedContents } from './asked.js';
import { deepLabels, isAddress, type Reach } from './deep.js';
import { packagesOfDeclared } from './imported-types.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Argument, Args, Closure, Site } from './objects.js';
import type { Crossing, PermittedCrossing } from './recorder.js';
import { onceSettled } from './settling.js';

/** Purposes that a file serves: by the policy and by its own `@purpose`. */
export function purposesOfFile(m: Machine, file: string): readonly string[] {
  let known = m.purposes.get(file);
  if (!known) {
    const own = m.facts(file)?.doc?.purpose ?? [];
    known = [...new Set([...m.setting.policy.purposesOfFile(file), ...own])].sort();
    m.purposes.set(file, known);
  }
  return known;
}

/** Purposes that a function's code serves: its file's, and by `@purpose` on it, its class or what encloses it. */
export function purposesOfCode(m: Machine, closure: Closure): readonly string[] {
  const known = m.purposesOfCode.get(closure.fn);
  if (known) return known;
  const { facts } = closure;
  const all = new Set(purposesOfFile(m, facts.file));
  for (let i = closure.index; i > 0; i = facts.functions[i]!.parent) {
    const fn = facts.functions[i]!;
    for (const p of fn.doc?.purpose ?? []) all.add(p);
    if (fn.cls !== undefined) for (const p of facts.classes[fn.cls]!.doc?.purpose ?? []) all.add(p);
  }
  const out = [...all].sort();
  m.purposesOfCode.set(closure.fn, out);
  return out;
}

/** Purposes that code of the frame would newly enter. */
export function entered(m: Machine, purposes: readonly string[]): readonly string[] {
  return purposes.filter((p) => !m.frame.purposes.includes(p));
}

function forbidden(m: Machine, labels: Labels, purposes: readonly string[]): { taint: Taint; purpose: string }[] {
  const out: { taint: Taint; purpose: string }[] = [];
  for (const taint of labels) for (const purpose of purposes) if (!taint.chosen && !isSettled(taint, purpose) && !m.setting.policy.allows(taint.label, purpose)) out.push({ taint, purpose });
  return out;
}

/**
 * Crossings that are no violations: none where nobody asked for them. `pushed`: by code that serves none of the purposes, so that
 * what another of their modules had before, and left in an object, comes in anew.
 */
function permitted(m: Machine, labels: Labels, purposes: readonly string[], pushed = false): { taint: Taint; purpose: string; release?: Release }[] {
  if (!m.setting.recorder.permitted) return [];
  const out: { taint: Taint; purpose: string; release?: Release }[] = [];
  for (const taint of labels) {
    for (const purpose of taint.chosen ? [] : purposes) {
      if (!pushed && taint.settled.includes(purpose)) continue;
      const release = releaseOf(taint, purpose);
      if (m.setting.policy.allows(taint.label, purpose)) out.push({ taint, purpose });
      else if (release) out.push({ taint, purpose, release });
    }
  }
  return out;
}

function forbid(m: Machine, c: Crossing): void {
  m.setting.recorder.crossing(c);
}

function permit(m: Machine, c: PermittedCrossing): void {
  m.setting.recorder.permit(c);
}

/** Records the crossings of a value pushed into a module at `site`; the value comes back settled. */
export function push(m: Machine, given: Value, purposes: readonly string[], module: string, site: Site, reach: Reach): Value {
  const v = onceSettled(m, given, site, (x) => push(m, x, purposes, module, site, reach));
  const known = deepLabels(m, v, site, reach);
  const labels = reach === 'all' ? joinLabels(known, askedContents(m, v, site)) : known;
  if (labels.length === 0) return v;
  for (const { taint, purpose } of forbidden(m, labels, purposes)) forbid(m, { taint, purpose, site, direction: 'pushed', module });
  for (const found of permitted(m, labels, purposes, true)) permit(m, { ...found, site, direction: 'pushed', module });
  return handed(withLabels(v, settle(v.labels, purposes)), purposes, site);
}

/** The value after it was handed over at `at`: what is read through it is settled for `purposes`. */
function handed(v: Value, purposes: readonly string[], at: Site): Value {
  if (v.refs.length === 0) return v;
  const old = v.passage?.settled ?? [];
  return { ...v, passage: { ...v.passage, settled: [...new Set([...old, ...purposes])].sort(), at } };
}

/** Came by `a`, then by `b`. */
function bothPassages(a: Passage, b: Passage): Passage {
  const releases = [...new Set([...(a.releases ?? []), ...(b.releases ?? [])])];
  return { settled: [...new Set([...a.settled, ...b.settled])].sort(), at: b.at ?? a.at, ...(releases.length > 0 && { releases }) };
}

/** A value read through one with a passage. */
export function throughPassage(passage: Passage | undefined, v: Value): Value {
  if (!passage) return v;
  const out = withLabels(v, settlePassage(v.labels, passage));
  if ((out.refs.length === 0 && !out.unknown) || out.passage === passage) return out;
  return { ...out, passage: out.passage ? bothPassages(out.passage, passage) : passage };
}

/** Arguments of a call into code that serves other purposes than the caller. */
export function checkArguments(m: Machine, closure: Closure, purposes: readonly string[], args: Args, site: Site): Args {
  const need = entered(m, purposes);
  if (need.length === 0) return args;
  const { fn, facts } = closure;
  return mapArgs(args, (a, i) => {
    const p = fn.params[i] ?? fn.params.find((x) => x.rest);
    const at = { file: site.file, s: a.s, e: a.e };
    const type = p?.type && { file: facts.file, type: p.type };
    const v = push(m, a.v, need, facts.file, at, fn.usesArguments ? 'all' : p?.rest && type ? reachOfElements(m, type) : reachOf(m, type));
    return v.refs.length > 0 && !v.passage?.at ? { ...v, passage: { settled: [], ...v.passage, at } } : v;
  });
}

export function mapArgs(args: Args, f: (a: Argument, i: number) => Value): Args {
  const list = args.list.map((a, i) => ({ ...a, v: f(a, i) }));
  return args.rest ? { list, rest: { ...args.rest, v: f(args.rest, args.list.length) } } : { list };
}

/** Arguments of a call of a package that serves other purposes than the caller. */
export function checkPackage(m: Machine, purposes: readonly string[], name: string, call: NativeCall): Args {
  const need = entered(m, purposes);
  if (need.length === 0) return call.args;
  return mapArgs(call.args, (a) => push(m, a.v, need, name, { file: call.site.file, s: a.s, e: a.e }, 'all'));
}

/**
 * Arguments of a call of a function that is known by its declaration only, in a file of another purpose. Where that is code of
 * the program, what it reads of them is seen where it runs.
 */
export function checkDeclared(m: Machine, s: Signature, call: NativeCall): Args {
  const packages = packagesOfDeclared(m, s.file, call.thisValue.refs);
  const ofPackages = packages.flatMap((name) => m.setting.policy.purposesOfPackage(name));
  const need = entered(m, [...new Set([...purposesOfFile(m, s.file), ...ofPackages, ...(s.doc?.purpose ?? [])])]);
  if (need.length === 0) return call.args;
  const module = ofPackages.length > 0 ? packages.find((name) => m.setting.policy.purposesOfPackage(name).length > 0)! : s.file;
  const isCode = (type: TypeRef['type']): boolean => m.facts(s.file)?.functions.some((fn) => fn.body && fn.params.some((p) => p.type?.s === type.s)) === true;
  return mapArgs(call.args, (a, i) => {
    const declared = s.fn.params[i]?.type;
    const type = declared && isCode(declared) ? declared : undefined;
    const reach = type ? reachOf(m, { file: s.file, type, ...(s.env && { env: s.env }) }) : 'all';
    return push(m, a.v, need, module, { file: call.site.file, s: a.s, e: a.e }, reach);
  });
}

/** One value that enters a module's function other than as an argument: a JSX attribute. */
export function checkEntering(m: Machine, v: Value, purposes: readonly string[], module: string, site: Site, reach: Reach): Value {
  const need = entered(m, purposes);
  return need.length === 0 ? v : push(m, v, need, module, site, reach);
}

/** What of an object is looked at where it enters by a member of this type: one that takes anything can do anything with it. */
export function reachOf(m: Machine, type: TypeRef | undefined): Reach {
  if (!type) return 'elements';
  const { unknown, objects } = m.setting.declared.shape(type);
  // `Record<string, unknown>` says no more of what it takes than `unknown` does.
  const open = objects.some((s) => s.k === 'object' && s.index && s.members().length === 0 && m.setting.declared.shape(s.index).unknown);
  // A type of which only a part can't be told is still one whose members are read by name.
  return (unknown && objects.length === 0) || open ? 'all' : 'elements';
}

/** The same for a rest parameter, whose type is that of all its arguments. */
function reachOfElements(m: Machine, type: TypeRef): Reach {
  const { objects, unknown } = m.setting.declared.shape(type);
  const open = (t: TypeRef | undefined): boolean => reachOf(m, t) === 'all';
  return unknown || objects.some((s) => (s.k === 'array' ? open(s.elem) : s.k === 'tuple' && [...s.elems, s.rest].some(open))) ? 'all' : 'elements';
}

function leaving(v: Value, purposes: readonly string[]): Value {
  const out = withLabels(v, unsettle(v.labels, purposes));
  if (!out.passage) return out;
  return { ...out, passage: { ...out.passage, settled: out.passage.settled.filter((p) => !purposes.includes(p)) } };
}

/** A value that a function of the program gives its caller. */
export function checkPulled(m: Machine, returned: Value, closure: Closure, site: Site): Value {
  const left = purposesOfCode(m, closure).filter((p) => !m.frame.purposes.includes(p));
  const v = left.length > 0 ? leaving(returned, left) : returned;
  if (v.labels.length === 0) return v;
  const name = closure.fn.name ? `${closure.fn.name}()` : 'a function';
  return withSteps(v, stepped(v.labels, site.file, site.s, site.e, `returned by ${name}`, true));
}

/** A value that the running module uses: a label that came in with it is a crossing, at the place where it came in. */
export function consume(m: Machine, v: Value, e: Expr): Value {
  const { purposes } = m.frame;
  if (purposes.length === 0 || !m.st) return v;
  const file = m.frame.facts.file;
  const here = { file, s: e.s, e: e.e };
  let out = onceSettled(m, v, here, (x) => consume(m, x, e));
  for (const found of forbidden(m, v.labels, purposes)) pull(m, forbid, found, entryOf(m, found.taint.step, found.purpose), here);
  for (const found of permitted(m, v.labels, purposes)) pull(m, permit, found, entryOf(m, found.taint.step, found.purpose), here);
  out = withLabels(out, settle(out.labels, purposes));
  for (const ref of v.refs) {
    const o = m.obj(ref);
    const { kind, path, module } = o;
    // An answer holds what is sent as text does.
    const isAnswer = kind === 'instance' && path === 'Response' && module === undefined;
    if (!isAnswer && !isAddress(o) && kind !== 'array' && kind !== 'map' && kind !== 'set' && kind !== 'promise') continue;
    const labels = deepLabels(m, { ...v, labels: [], refs: [ref] }, here, isAnswer ? 'all' : 'elements');
    const at = innermost(e);
    for (const found of permitted(m, labels, purposes)) pull(m, permit, found, entryOf(m, found.taint.step, found.purpose), { file, s: at.s, e: at.e });
    const held = forbidden(m, labels, purposes);
    if (held.length === 0) continue;
    for (const found of held) pull(m, forbid, found, undefined, { file, s: at.s, e: at.e });
    out = handed(out, purposes, { file, s: at.s, e: at.e });
  }
  return out;
}

/** The running module has something sent with all that is in it: labels of members are crossings, as where it reads them. */
export function useWhole(m: Machine, labels: Labels, site: Site): void {
  const { purposes, isOutside } = m.frame;
  if (isOutside) return;
  const here = labels.map((t) => (isOfMember(t) ? { ...t, step: { ...t.step, file: site.file, s: site.s, e: site.e } } : t));
  for (const found of forbidden(m, here, purposes)) pull(m, forbid, found, entryOf(m, found.taint.step, found.purpose), site);
  for (const found of permitted(m, here, purposes)) pull(m, permit, found, entryOf(m, found.taint.step, found.purpose), site);
}

/** A member has the label by its declaration, and nothing has read it out since: where that was seen first tells nothing of where it is used. */
function isOfMember({ step, label }: Taint): boolean {
  return step.parent === null && step.message.startsWith('`') && step.message.endsWith(`\` is ${label}`);
}

function pull<F extends { readonly taint: Taint; readonly purpose: string }>(m: Machine, record: (m: Machine, c: F & Crossing) => void, found: F, entry: Step | null | undefined, fallback: Site): void {
  if (entry === null) return;
  const site = entry ? { file: entry.file, s: entry.s, e: entry.e } : fallback;
  const taint = entry ? { ...found.taint, step: entry } : found.taint;
  record(m, { ...found, taint, site, direction: entry?.enters ? 'pushed' : 'pulled', module: m.frame.facts.file });
}

/**
 * The step by which the value came into the modules of the purpose: the earliest read of the trace's tail in them, or where
 * an object that holds it was handed over. Null: the label is declared inside, nothing came in.
 */
function entryOf(m: Machine, last: Step, purpose: string): Step | null | undefined {
  let earliest: Step | undefined;
  let read: Step | undefined;
  for (let s: Step | null = last; s; s = s.parent) {
    if (s.enters) return s;
    if (!purposesOfFile(m, s.file).includes(purpose)) break;
    earliest = s;
    if (s.reads) read = s;
    if (!s.parent && !s.reads) return null;
  }
  return read ?? earliest;
}

/** The call, or the read, with which a chain of method calls begins. */
function innermost(e: Expr): Expr {
  let out = e;
  for (let x: Expr | undefined = e; x; ) {
    if (x.k === 'call' || x.k === 'new') out = x;
    x = x.k === 'call' ? x.callee : x.k === 'member' ? x.obj : x.k === 'await' ? x.arg : x.k === 'chain' || x.k === 'cast' ? x.expr : undefined;
  }
  return out;
}

/** Labels found inside an object that was handed over: settled as it was, else having come in where it was handed over. */
export function handedIn(m: Machine, passage: Passage, labels: Labels): Labels {
  const settled = settlePassage(labels, passage);
  const { at } = passage;
  if (!at || m.frame.purposes.length === 0 || at.file === m.frame.facts.file) return settled;
  return mapLabels(settled, (t) => ({ ...t, step: { ...at, message: 'handed over inside an object', parent: t.step, depth: t.step.depth + 1, reads: true, enters: true } }));
}
