import type { FileFacts } from '../facts/ir.js';
import { Bounds } from './bounds.js';
import { Changes } from './changes.js';
import { State } from './domain/state.js';
import { BOTTOM, boundsReached, joinAll, reference, UNDEFINED, type Ref } from './domain/value.js';
import { calleesByName, EntryOrder } from './entry-order.js';
import { callValue } from './machine/calls.js';
import { givenServer, parameterType } from './machine/contextual.js';
import { materialise, untyped } from './machine/declared-objects.js';
import { NO_CONTEXT, noExit, type Frame } from './machine/frame.js';
import { iterate } from './machine/iteration.js';
import { classValue } from './machine/instances.js';
import { keepOutcome } from './machine/nest-layers.js';
import type { Machine } from './machine/machine.js';
import { handed, nestRequest, takesRequest } from './machine/nest.js';
import { instanceOf } from './machine/model/results.js';
import { runModule } from './machine/modules.js';
import type { Args, Argument, Closure, Obj } from './machine/objects.js';
import { Reads } from './machine/reads.js';
import { drain } from './machine/async.js';
import { isRequestOfMiddleware } from './middleware.js';
import { entriesFirst, importedFirst } from './module-order.js';
import { renderPage, renderRoute } from './pages.js';
import { Holders, receiver } from './receivers.js';
import { areTestsSpent, isAffected, isSpent, key, noteReached, type Root, type Rounds } from './rounds.js';
import { isTestCode } from './test-code.js';
import { widened } from './widening.js';

/** The program takes more calls than all of it is run for. */
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
  const run: Rounds = { m, global: m.st, roots: new Map(), waiting: new Set(), scanned: 1, order: entryOrder(m, files), clock: 0, changes: new Changes(), left: new Set(), callsOfTests: 0, round: 0, holders: new Holders(), afterModules: 0 };
  run.global = runModules(run, order);
  run.afterModules = m.total + m.calls;
  for (; run.round < Bounds.rounds; run.round++) {
    const before = run.global;
    for (const root of run.roots.values()) if (isAffected(run, root)) execute(run, root);
    for (let more = newRoots(run); more.length > 0; more = newRoots(run)) {
      for (const root of more) {
        // Another one called it meanwhile.
        if (root.uncalled && m.called.has(key(m, root.ref))) run.roots.delete(root.ref);
        else execute(run, root);
      }
      if (m.relevance?.update()) run.global = runModules(run, order);
    }
    if (before === run.global || State.same(before, run.global) || ![...run.roots.values()].some((root) => isAffected(run, root))) return noteReached(run, files[0]!);
    if (isSpent(run)) return noteReached(run, files[0]!);
  }
  noteReached(run, files[0]!);
  m.limit('bound', `module state still changes after ${Bounds.rounds} rounds`, { file: files[0]!, s: 0, e: 0 });
}

function entryOrder(m: Machine, files: readonly string[]): EntryOrder {
  const facts = files.map((file) => m.facts(file)!);
  const slice = m.relevance?.slice;
  const functions = facts.flatMap((f) => f.functions.filter((fn) => fn.parent >= 0 && (!slice || slice.has(fn))));
  return new EntryOrder(functions, slice?.calleesOf ?? calleesByName(facts, (file) => m.setting.linker.text(file)), (fn) => slice?.rank(fn) ?? 0);
}

/** Runs the bodies of modules that have not run: of all, or in a large program of those that hold a name of a label. */
function runModules(run: Rounds, order: readonly string[]): State {
  const { m } = run;
  m.st = run.global;
  for (const file of order) {
    if (m.modules.has(file) || (m.relevance && !m.relevance.touches(file))) continue;
    const facts = m.facts(file)!;
    const isTest = isTestCode(facts);
    if (isTest && areTestsSpent(run)) {
      run.left.add(`${file}|0`);
      continue;
    }
    m.frame = entryFrame(m, facts);
    // Of a small program all modules are one start.
    begin(m, facts, m.isSparing && m.st ? m.st.fork() : new State(), false);
    runModule(m, file);
    drain(m);
    renderPage(m, file, (c) => args(m, c));
    renderRoute(m, file, (c) => args(m, c));
    drain(m);
    if (isTest) run.callsOfTests += m.calls;
  }
  return m.st;
}

function execute(run: Rounds, root: Root): void {
  const { m } = run;
  const isTest = isTestCode((m.obj(root.ref).closure ?? m.obj(root.ref).cls)!.facts);
  if (isSpent(run) || (isTest && areTestsSpent(run))) {
    run.left.add(key(m, root.ref));
    return;
  }
  m.entered.add(key(m, root.ref));
  root.ran = run.clock++;
  m.reads = new Reads();
  m.made = [];
  const before = run.global;
  const after = runRoot(run, root, before);
  run.global = run.round < Bounds.countedRounds ? after : widened(before, after);
  run.changes.note(m, before, run.global, root.ran, key(m, root.ref));
  root.reads = m.reads;
  if (isTest) run.callsOfTests += m.calls;
}

/** Functions that nothing has called yet, and those given to code that can't be read; if there are none left, classes that nothing has made an instance of. */
function newRoots(run: Rounds): Root[] {
  const functions = newFunctions(run);
  if (functions.length > 0) return functions;
  const { m, global, roots } = run;
  const refs = [...run.waiting].filter((ref) => m.obj(ref).kind === 'class' && !roots.has(ref) && global.get(ref) !== undefined && isUnmade(m, ref));
  return refs.sort((a, b) => place(m, a, b)).map((ref) => {
    const root: Root = { ref, uncalled: true, ran: -1, reads: new Reads() };
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
  refs.sort((a, b) => run.order.compare(m.obj(a).closure!.fn, m.obj(b).closure!.fn));
  run.holders.find(m, global, refs);
  return testsLast(refs, (ref) => m.obj(ref).closure!.facts).map((ref) => {
    const root: Root = { ref, uncalled: neverCalled.has(ref), ran: -1, reads: new Reads() };
    roots.set(ref, root);
    return root;
  });
}

/** Tests make up what they give to the program: where there are not calls enough for all, they are left out first. */
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
  if (!m.relevance && m.total + m.calls > Bounds.wholeProgramCalls) throw new TooLarge();
  m.total += m.calls;
  m.calls = m.unrolled = m.tasksRun = 0;
  m.tasks.length = 0;
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
  m.frame.ctx = m.rootContext.enter(key(m, ref));
  const site = { file: closure.facts.file, s: closure.fn.ns, e: closure.fn.ne };
  (m.frame as { purposes: readonly string[] }).purposes = [...m.setting.policy.purposes.keys()];
  const self = receiver(m, ref, holders, (c) => args(m, c));
  const requests = open ? undefined : m.served.get(ref);
  let given = BOTTOM;
  if (requests) for (const request of requests.values()) request();
  else given = callValue(m, reference(ref), self, (open ? undefined : m.givenTo.get(ref)) ?? args(m, closure, m.obj(ref)), site);
  const completes = m.st !== null;
  m.st = State.join(m.st, m.frame.thrown.st);
  if (!requests) keepOutcome(m, closure, completes ? given : BOTTOM, m.frame.thrown);
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
    const given = type ? materialise(m, type, site, 'the parameter is declared') : i === 0 && first !== undefined ? instanceOf(m, first, site, 'declared') : ((i === 0 ? givenServer(m, file, closure.fn) : undefined) ?? untyped(m, site));
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

function entryFrame(m: Machine, facts: FileFacts): Frame {
  return {
    facts, fn: facts.functions[0]!, closure: undefined, env: undefined as unknown as Frame['env'], ctx: m.rootContext, thisValue: UNDEFINED, newTarget: UNDEFINED,
    home: undefined, args: { list: [] }, purposes: [], ret: noExit(), thrown: noExit(), catches: [], jumps: [], chains: [], caller: null, context: NO_CONTEXT, implicit: false, isOutside: true,
  };
}
