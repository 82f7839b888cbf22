import type { FileFacts } from '../facts/ir.js';
import { Bounds } from './bounds.js';
import { State, type Entry } from './domain/state.js';
import { BOTTOM, boundsReached, joinAll, reference, UNDEFINED, type Ref } from './domain/value.js';
import { callValue } from './machine/calls.js';
import { parameterType } from './machine/contextual.js';
import { materialise, untyped } from './machine/declared-objects.js';
import { NO_CONTEXT, noExit, type Frame } from './machine/frame.js';
import { iterate } from './machine/iteration.js';
import { classValue } from './machine/instances.js';
import type { Machine } from './machine/machine.js';
import { handed, nestRequest, takesRequest } from './machine/nest.js';
import { loadedBy, runModule } from './machine/modules.js';
import { instanceOf } from './machine/model/results.js';
import type { Args, Argument, Closure, Obj } from './machine/objects.js';
import { drain } from './machine/tasks.js';
import { isRequestOfMiddleware } from './middleware.js';
import { renderPage, renderRoute } from './pages.js';
import { Holders, receiver } from './receivers.js';
import { sourcesOf } from './sources.js';
import { isTestCode } from './test-code.js';

/** The program takes more steps than all of it is run for. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * Runs the whole program: the bodies of its modules in import order, then every function that nothing has called, as an
 * entry point with arguments of its declared types; in rounds, until module state stops changing.
 */
export function runProgram(m: Machine, files: readonly string[]): void {
  if (files.length === 0) return;
  boundsReached.references = false;
  m.frame = entryFrame(m, m.facts(files[0]!)!);
  m.st = new State();
  m.relevance?.update();
  const order = testsLast(m.relevance ? importedFirst(m, files) : entriesFirst(m, files), (file) => m.facts(file)!);
  m.st = runModules(m, order, m.st);
  const run: Rounds = { m, global: m.st, roots: new Map(), waiting: new Set(), scanned: 1, clock: 0, changed: new Map(), left: new Set(), holders: new Holders(), afterModules: m.total + m.steps };
  for (let round = 0; round < Bounds.rounds; round++) {
    const before = run.global;
    for (const root of run.roots.values()) if (affected(run, root)) execute(run, root);
    for (let more = newRoots(run); more.length > 0; more = newRoots(run)) {
      for (const root of more) execute(run, root);
      if (m.relevance?.update()) run.global = runModules(m, order, run.global);
    }
    if (before === run.global || State.same(before, run.global) || ![...run.roots.values()].some((root) => affected(run, root))) return noteReached(run, files[0]!);
    if (run.left.size > 0) return noteReached(run, files[0]!);
  }
  noteReached(run, files[0]!);
  m.limit('bound', `module state still changes after ${Bounds.rounds} rounds`, { file: files[0]!, s: 0, e: 0 });
}

/** Runs the bodies of modules that have not run: of all, or in a large program of those that hold a name of a label. */
function runModules(m: Machine, order: readonly string[], from: State): State {
  m.st = from;
  for (const file of order) {
    if (m.modules.has(file) || (m.relevance && !m.relevance.touches(file))) continue;
    const facts = m.facts(file)!;
    m.frame = entryFrame(m, facts);
    // Of a small program all modules are one start.
    begin(m, facts, m.isSparing && m.st ? m.st.fork() : new State(), false);
    runModule(m, file);
    drain(m);
    renderPage(m, file, (c) => args(m, c));
    renderRoute(m, file, (c) => args(m, c));
    drain(m);
  }
  return m.st;
}

function noteReached({ m, left }: Rounds, file: string): void {
  if (left.size > 0) m.limit('bound', `labels reach so much of the program that ${left.size} functions were not followed to the end`, { file, s: 0, e: 0 });
  if (boundsReached.references) m.limit('bound', `some value can be more than ${Bounds.references} objects: not all of them are followed`, { file, s: 0, e: 0 });
}

/** A function run as an entry point, with what its last run saw. */
interface Root {
  readonly ref: Ref;
  /** Nothing in the program calls it: whoever does is not known. */
  readonly uncalled: boolean;
  /** Number of its last run. */
  ran: number;
  /** Locations that it read there. */
  reads: ReadonlySet<number>;
}

interface Rounds {
  readonly m: Machine;
  global: State;
  readonly roots: Map<Ref, Root>;
  /** Function objects that nothing has called so far, and classes. */
  readonly waiting: Set<Ref>;
  /** Objects looked through for them. */
  scanned: number;
  /** Runs of entry points so far. */
  clock: number;
  /** Entry points that were not run, or not again, as there were too many steps. */
  readonly left: Set<string>;
  /** What tells an entry point's `this`. */
  readonly holders: Holders;
  /** Steps that the bodies of modules took. */
  readonly afterModules: number;
  /** Locations of module state that changed, with the number of the run that changed them last. */
  readonly changed: Map<number, number>;
}

/** Something that the root read has changed since. */
function affected(run: Rounds, root: Root): boolean {
  for (const location of root.reads) if ((run.changed.get(location) ?? -1) >= root.ran) return true;
  return false;
}

/**
 * The change can bring a label somewhere new: where so much is to be run, other changes are not worth another run.
 */
function matters(m: Machine, entry: Entry): boolean {
  if (!m.isSparing) return true;
  const values = 'props' in entry ? [...[...entry.props.values()].map((s) => s.v), entry.rest] : [entry];
  return ('props' in entry && entry.inside.length > 0) || values.some((v) => v.labels.length > 0 || v.refs.some((r) => m.obj(r)?.kind === 'function'));
}

function execute(run: Rounds, root: Root): void {
  const { m } = run;
  if (m.relevance && m.total + m.steps - run.afterModules > Bounds.stepsOfLarge) {
    run.left.add(key(m, root.ref));
    return;
  }
  m.entered.add(key(m, root.ref));
  root.ran = run.clock++;
  m.reads = new Set();
  const before = run.global;
  run.global = runRoot(run, root, before);
  run.global.changedSince(before, (location, entry) => {
    if (matters(m, entry)) run.changed.set(location, root.ran);
  });
  for (const ref of m.holding.takeFound()) run.changed.set(ref, root.ran);
  root.reads = m.reads;
}

/** Functions that nothing has called yet, and those given to code that can't be read; if there are none left, classes that nothing has made an instance of. */
function newRoots(run: Rounds): Root[] {
  const functions = newFunctions(run);
  if (functions.length > 0) return functions;
  const { m, global, roots } = run;
  const refs = [...run.waiting].filter((ref) => m.obj(ref).kind === 'class' && !roots.has(ref) && global.get(ref) !== undefined && isUnmade(m, ref));
  return refs.sort((a, b) => place(m, a, b)).map((ref) => {
    const root: Root = { ref, uncalled: true, ran: -1, reads: new Set() };
    roots.set(ref, root);
    return root;
  });
}

/** No code makes an instance of the class, and there is code that makes one. */
function isUnmade(m: Machine, ref: Ref): boolean {
  const { facts, index } = m.obj(ref).cls!;
  const id = `${facts.file}|${index}`;
  const own = facts.classes[index]!.members.flatMap((x) => (!x.static && (x.kind === 'ctor' || x.kind === 'field') && x.f !== undefined ? [facts.functions[x.f]!] : []));
  return !m.instances.get(id)?.size && !m.stand.has(id) && own.some((fn) => !m.relevance || m.relevance.has(facts.file, fn));
}

function newFunctions(run: Rounds): Root[] {
  const { m, global, roots } = run;
  const neverCalled = new Set(uncalled(run));
  const refs = [...neverCalled, ...m.handedOut].filter((ref) => !roots.has(ref) && global.get(ref) !== undefined && relevant(m, ref));
  if (m.relevance) refs.sort((a, b) => m.relevance!.rank(m.obj(a).closure!.fn) - m.relevance!.rank(m.obj(b).closure!.fn));
  run.holders.find(m, global, refs);
  return testsLast(refs, (ref) => m.obj(ref).closure!.facts).map((ref) => {
    const root: Root = { ref, uncalled: neverCalled.has(ref), ran: -1, reads: new Set() };
    roots.set(ref, root);
    return root;
  });
}

/** Tests make up what they give to the program: where there are not steps enough for all, they are left out first. */
function testsLast<T>(list: readonly T[], factsOf: (one: T) => FileFacts): T[] {
  const [code, tests] = [false, true].map((isTest) => list.filter((one) => isTestCode(factsOf(one)) === isTest));
  return [...code!, ...tests!];
}

function relevant(m: Machine, ref: Ref): boolean {
  const c = m.obj(ref).closure!;
  return !m.relevance || m.relevance.has(c.facts.file, c.fn);
}

function begin(m: Machine, facts: FileFacts, base: State, isRunAgain = true): void {
  m.run++;
  m.isTest = isTestCode(facts);
  m.base = base;
  m.isRunAgain = isRunAgain;
  if (!m.relevance && m.total + m.steps > Bounds.wholeProgramSteps) throw new TooLarge();
  m.total += m.steps;
  m.steps = m.unrolled = m.tasksRun = 0;
  m.tasks.length = 0;
}

function key(m: Machine, ref: Ref): string {
  const { closure, cls } = m.obj(ref);
  return closure ? `${closure.facts.file}|${closure.index}` : `class ${cls!.facts.file}|${cls!.index}`;
}

/** Makes an instance of a class, as code elsewhere would. */
function runClass(m: Machine, ref: Ref, global: State): State {
  const { facts, index } = m.obj(ref).cls!;
  begin(m, facts, global);
  m.st = global.fork();
  m.frame = entryFrame(m, facts);
  m.frame.context = { ...NO_CONTEXT, open: true };
  (m.frame as { purposes: readonly string[] }).purposes = [...m.setting.policy.purposes.keys()];
  classValue(m, facts.file, index);
  drain(m);
  return State.join(global, m.st) ?? global;
}

/** Runs one function from the state that all others left; the state that it leaves, joined with that. */
function runRoot({ m, holders }: Rounds, { ref, uncalled: open }: Root, global: State): State {
  if (m.obj(ref).kind === 'class') return runClass(m, ref, global);
  const closure = m.obj(ref).closure!;
  begin(m, closure.facts, global);
  m.st = global.fork();
  m.frame = entryFrame(m, closure.facts);
  m.frame.context = { ...NO_CONTEXT, open };
  m.frame.ctx = m.rootContext.child(`entry ${closure.facts.file}|${closure.index}`);
  const site = { file: closure.facts.file, s: closure.fn.ns, e: closure.fn.ne };
  (m.frame as { purposes: readonly string[] }).purposes = [...m.setting.policy.purposes.keys()];
  const self = receiver(m, ref, holders, (c) => args(m, c));
  const requests = open ? undefined : m.served.get(ref);
  if (requests) for (const request of requests.values()) request();
  else callValue(m, reference(ref), self, (open ? undefined : m.givenTo.get(ref)) ?? args(m, closure, m.obj(ref)), site);
  m.st = State.join(m.st, m.frame.thrown.st);
  drain(m);
  return State.join(global, m.st) ?? global;
}

/** Values from outside for the parameters of an entry point. */
function args(m: Machine, closure: Closure, { signature, first }: Pick<Obj, 'signature' | 'first'> = {}): Args {
  const file = closure.facts.file;
  const list: Argument[] = [];
  for (const [i, p] of closure.fn.params.entries()) {
    const site = { file, s: p.s, e: p.e };
    const type = parameterType(file, p, i, signature);
    const given = type ? materialise(m, type, site, 'the parameter is declared') : i === 0 && first !== undefined ? instanceOf(m, first, site, 'declared') : untyped(m, site);
    const v = joinAll([given, takesRequest(m, file, p) || isRequestOfMiddleware(closure.facts, closure.fn, i) ? nestRequest(m) : BOTTOM, handed(m, closure, i, site)]);
    if (!p.rest) list.push({ v, s: p.s, e: p.e });
    else {
      const { known, any } = iterate(m, v, site);
      if (!known) return { list, rest: { v: any, s: p.s, e: p.e } };
      list.push(...known.map((x) => ({ v: x, s: p.s, e: p.e })));
    }
  }
  return { list };
}

/** Functions of the program that are still not entered, in order of file and place. */
function uncalled(run: Rounds): Ref[] {
  const { m, global } = run;
  for (; run.scanned < m.objectCount; run.scanned++) {
    const o = m.obj(run.scanned);
    if ((o?.closure?.fn.body && o.kind === 'function') || o?.kind === 'class') run.waiting.add(run.scanned);
  }
  const out = new Map<string, Ref>();
  for (const id of run.waiting) {
    if (m.obj(id).kind === 'class') continue;
    if (m.called.has(key(m, id))) run.waiting.delete(id);
    else if (global.get(id) !== undefined && relevant(m, id)) out.set(key(m, id), id);
  }
  return [...out].sort(([, a], [, b]) => place(m, a, b)).map(([, ref]) => ref);
}

function place(m: Machine, a: Ref, b: Ref): number {
  const x = (m.obj(a).closure ?? m.obj(a).cls)!;
  const y = (m.obj(b).closure ?? m.obj(b).cls)!;
  return x.facts.file < y.facts.file ? -1 : x.facts.file > y.facts.file ? 1 : x.index - y.index;
}

/** Modules that no other imports come first, as they do when the program starts. */
function entriesFirst(m: Machine, files: readonly string[]): readonly string[] {
  const imported = new Set<string>();
  for (const file of files) {
    for (const s of sourcesOf(m.setting.linker, file)) {
      const r = m.setting.linker.resolve(file, s);
      if (r.k === 'file' && r.file !== file) imported.add(r.file);
    }
  }
  return [...files.filter((f) => !imported.has(f)), ...files.filter((f) => imported.has(f))];
}

/** The order in which the bodies of modules run, where none runs another's but by `require`. */
function importedFirst(m: Machine, files: readonly string[]): readonly string[] {
  const order = new Set<string>();
  const seen = new Set<string>();
  const known = new Set(files);
  const visit = (file: string): void => {
    if (seen.has(file) || !known.has(file)) return;
    seen.add(file);
    for (const { source } of loadedBy(m.facts(file)!)) {
      const r = m.setting.linker.resolve(file, source);
      if (r.k === 'file') visit(r.file);
    }
    order.add(file);
  };
  for (const file of entriesFirst(m, files)) visit(file);
  return [...order];
}

function entryFrame(m: Machine, facts: FileFacts): Frame {
  return {
    facts, fn: facts.functions[0]!, closure: undefined, env: undefined as unknown as Frame['env'], ctx: m.rootContext, thisValue: UNDEFINED, newTarget: UNDEFINED,
    home: undefined, args: { list: [] }, purposes: [], ret: noExit(), thrown: noExit(), catches: [], jumps: [], chains: [], caller: null, context: NO_CONTEXT, implicit: false,
  };
}
