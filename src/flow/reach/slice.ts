import type { FunctionFacts } from '../../facts/ir.js';
import type { Linker } from '../../facts/link.js';
import type { Policy } from '../../policy/policy.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { Asker } from '../asker.js';
import type { CalleesOf } from '../entry-order.js';
import { Bounds } from '../bounds.js';
import { ReachBounds } from './bounds.js';
import { Boundary } from './boundary.js';
import { Callees } from './callees.js';
import { Contextual } from './contextual.js';
import { GeneratedCalls } from './generated-calls.js';
import { libraryCode } from './library-code.js';
import { LibraryFunctions, type Libraries } from './library-functions.js';
import { LibraryModels } from './library-models.js';
import type { Fn, Node } from './numbers.js';
import { ProgramGraph } from './program-graph.js';
import { Reach } from './reach.js';
import { DoubtfulReads, globalNames, returningNames, seedSources } from './seeds.js';
import { Trails } from './trails.js';
import { Senders } from './senders.js';
import { TypeNames } from './type-names.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** The part of a program through which labels can come to where they must not: what is worth running. */
export interface Slice {
  has(fn: FunctionFacts): boolean;
  /** A caller that gives the function no label can get one from it; or it is a closure, whose effects are seen where it is called. */
  gives(fn: FunctionFacts): boolean;
  /** A function of the slice calls it, and it calls none itself: what it changes can decide what runs. */
  isBrief(fn: FunctionFacts): boolean;
  /** Order in which functions are worth running. */
  rank(fn: FunctionFacts): number;
  /** Functions of the slice that one of it calls. */
  readonly calleesOf: CalleesOf;
  /** Some function of the file is in it. */
  touches(file: string): boolean;
  /** Bounds that were met: there may be more. */
  readonly limits: readonly string[];
  /** Number of functions in it through which labels can come. */
  readonly size: number;
}

export interface SliceRequest {
  readonly linker: Linker;
  /** Parsed files of the program. */
  readonly files: readonly string[];
  readonly policy: Policy;
  readonly declared: ProgramTypes;
  readonly libraries: Libraries;
  /** Asked where labels lead far from reads that only a checker can tell to be of labelled properties. */
  readonly asker?: Asker;
  /** Told what was looked at. */
  readonly reads?: ReadsBuilder;
}

/** Finds the slice by the flow graphs of the files: nothing is run, and a checker is asked only where that finds some. */
export function findSlice({ linker, files, policy, declared, libraries, asker, reads }: SliceRequest): Slice {
  const graph = new ProgramGraph(linker, files);
  const called = new LibraryFunctions(graph, libraries);
  graph.addLibraries(libraryCode(graph, called));
  const types = new TypeNames(linker, graph, policy, declared);
  const models = new LibraryModels(graph, called, types);
  const callees = new Callees(graph, types);
  const boundary = new Boundary(graph, policy, callees, declared);
  const generated = new GeneratedCalls(linker, declared, [...new Set([...files, ...declared.sourceFiles()])]);
  const doubtful = new DoubtfulReads(graph, asker, types, callees, declared);
  const senders = new Senders(graph, callees, models);
  const search = (): Reach => {
    const found = new Reach(graph, callees, types, models, senders, boundary.forbiddenIn, boundary.isForeign);
    seedSources(found, graph, types, policy, callees, doubtful, generated);
    new Contextual(graph, types, callees).seed(found);
    return found;
  };
  let reach = search();
  const isAll = reach.run(asker ? ReachBounds.factsUnasked : ReachBounds.facts);
  if (doubtful.ask(isAll ? new Set([...reach.onTheWay()].map(({ fact }) => fact.node)) : undefined)) reach = search();
  reach.run(ReachBounds.facts);
  const functions = new Set<FunctionFacts>();
  const libraryFunctions = new Set(graph.files.at(-1)!.facts.functions);
  const touched = new Set<string>();
  const giving = new Set<FunctionFacts>();
  /** Those that read a source before those that pass on a label, and the nearer ones to the boundary first. */
  const ranks = new Map<FunctionFacts, number>();
  const add = (fn: Fn): void => {
    for (let at: Fn | undefined = fn; at !== undefined; at = graph.parent(at)) {
      const { facts, file } = graph.fn(at);
      functions.add(facts);
      touched.add(file.facts.file);
    }
  };
  const addUsers = (fn: Fn): void => {
    for (const site of callees.callbacksOf(fn)) add(graph.siteHolder(site));
    const called = callees.callersOf(fn).flatMap((site) => (callees.uses.isGuessed(site) ? [graph.siteHolder(site)] : []));
    for (const other of [...callees.uses.of(fn).through, ...called]) {
      add(other);
      // What it gives is, or holds, a function that a label can come out of.
      giving.add(graph.fn(other).facts);
    }
  };
  const moving = new Set<Fn>();
  for (const { fact, by } of reach.onTheWay()) {
    if (by !== undefined && !moving.has(by)) {
      moving.add(by);
      const { facts } = graph.fn(by);
      if (facts.parent > 0 || facts.name === '') giving.add(facts);
      if (!ranks.has(facts)) {
        ranks.set(facts, ranks.size + PASSED_ON);
        add(by);
        addUsers(by);
      }
    }
    const fn = graph.holder(fact.node);
    const { facts } = graph.fn(fn);
    if (!fact.entry && (facts.parent > 0 || facts.name === '' || reach.isOutside(fn, fact.node))) giving.add(facts);
    const rank = ranks.get(facts);
    if (rank === undefined) ranks.set(facts, ranks.size + PASSED_ON);
    else if (fact.from.length === 0 && rank >= PASSED_ON) ranks.set(facts, rank - PASSED_ON);
    if (rank !== undefined) continue;
    add(fn);
    addUsers(fn);
  }
  // What a function of the slice makes, to have another one called by it later.
  for (let before = -1; before !== functions.size; ) {
    before = functions.size;
    for (const g of graph.files) {
      const isTouched = touched.has(g.facts.file);
      g.sites.forEach((s, i) => {
        if (!isTouched && s.kind !== 'jsx') return;
        const fn = graph.fnOf(g, s.fn);
        const { facts } = graph.fn(fn);
        // What waits for a promise goes on only where the promise is settled.
        if (s.kind === 'new' && s.name === 'Promise' && functions.has(facts)) {
          for (const executor of s.args[0] === undefined || s.args[0] < 0 ? [] : callees.functionsOf(graph.at(g, s.args[0]))) {
            add(executor);
            giving.add(graph.fn(executor).facts);
          }
        }
        // A component's methods run where it is rendered.
        if (s.kind === 'jsx' && !functions.has(facts) && callees.made(graph.siteId(g, i)).some((instance) => callees.classes.functionsOf(instance).some((f) => functions.has(f)))) {
          add(fn);
          giving.add(facts);
        }
        const outer = graph.parent(fn);
        if (functions.has(facts) || outer === undefined || !functions.has(graph.fn(outer).facts) || graph.fn(outer).index === 0) return;
        if (callees.targets(graph.siteId(g, i)).some((to) => functions.has(graph.fn(to).facts))) {
          functions.add(facts);
          giving.add(facts);
        }
      });
    }
  }
  for (const fn of senders.calledBy((f) => functions.has(graph.fn(f).facts) && boundary.forbiddenIn(f).length > 0)) {
    add(fn);
    giving.add(graph.fn(fn).facts);
  }
  const size = [...functions].filter((fn) => !libraryFunctions.has(fn)).length;
  if (size <= Bounds.wholeSliceFunctions) {
    for (const fn of trailsInto(graph, callees, functions, boundary.isForeign)) {
      add(fn);
      giving.add(graph.fn(fn).facts);
      addUsers(fn);
    }
    // Modules whose own code calls them: what it does before and after counts there.
    for (const g of graph.files) {
      g.sites.forEach((s, i) => {
        if (s.fn === 0 && !touched.has(g.facts.file) && callees.targets(graph.siteId(g, i)).some((to) => functions.has(graph.fn(to).facts))) add(graph.fnOf(g, 0));
      });
    }
  }
  const brief = briefCalls(graph, callees, functions);
  const calls = callsAmong(graph, callees, functions);
  if (reads) {
    for (const g of graph.files.slice(0, -1)) {
      g.facts.functions.forEach((fn, f) => {
        // Of a function in one that runs, it is told where it is made whether it runs too.
        if (functions.has(fn) || brief.has(fn) || (fn.parent > 0 && functions.has(g.facts.functions[fn.parent]!))) reads.body(g.facts.file, f);
      });
    }
    for (const part of [graph, callees, types, models, boundary, reach, generated, senders]) part.noteReads(reads);
    reads.addNames([...declared.labelledMemberNames(), ...returningNames(policy), ...globalNames(linker, declared)]);
  }
  return {
    has: (fn) => functions.has(fn),
    gives: (fn) => giving.has(fn),
    calleesOf: (fn) => calls.get(fn) ?? [],
    isBrief: (fn) => brief.has(fn),
    touches: (file) => touched.has(file),
    rank: (fn) => ranks.get(fn) ?? Infinity,
    size,
    limits: [
      ...(reach.count < ReachBounds.facts ? [] : ['labels can reach more places than are looked at: functions far from their sources were left out']),
      ...(callees.search.isBounded ? ['what some calls lead to, and where some objects come from, was not searched to the end: labels that go there are not followed'] : []),
    ],
  };
}

const PASSED_ON = 1_000_000;

/** What makes and hands on the functions and objects that functions of the slice call each other by. */
function trailsInto(graph: ProgramGraph, callees: Callees, functions: ReadonlySet<FunctionFacts>, isForeign: (node: Node) => boolean): ReadonlySet<Fn> {
  const trails = new Trails(graph, callees);
  const out = new Set<Fn>();
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      if (!functions.has(g.facts.functions[s.fn]!)) return;
      const id = graph.siteId(g, i);
      if (callees.targets(id).some((to) => functions.has(graph.fn(to).facts))) for (const fn of trails.of(id)) out.add(fn);
      else if (s.callee >= 0 && isForeign(graph.at(g, s.callee))) for (const fn of trails.ofForeign(id, isForeign)) out.add(fn);
    });
  }
  return out;
}

/** Functions without calls that these functions call: to run them takes no longer than to tell what they leave undone. */
function briefCalls(graph: ProgramGraph, callees: Callees, functions: ReadonlySet<FunctionFacts>): ReadonlySet<FunctionFacts> {
  const brief = new Set<FunctionFacts>();
  const calling = new Set<FunctionFacts>();
  for (const g of graph.files) {
    g.facts.functions.forEach((fn) => fn.parent >= 0 && calling.add(g.facts.functions[fn.parent]!));
    for (const s of g.sites) calling.add(g.facts.functions[s.fn]!);
  }
  eachCall(graph, callees, functions, (_, to) => {
    if (!calling.has(to)) brief.add(to);
  });
  return brief;
}

/** Which functions of the slice each of them calls or makes. */
function callsAmong(graph: ProgramGraph, callees: Callees, functions: ReadonlySet<FunctionFacts>): ReadonlyMap<FunctionFacts, ReadonlySet<FunctionFacts>> {
  const calls = new Map<FunctionFacts, Set<FunctionFacts>>();
  const add = (by: FunctionFacts, to: FunctionFacts): void => {
    if (functions.has(to)) calls.set(by, (calls.get(by) ?? new Set()).add(to));
  };
  eachCall(graph, callees, functions, add);
  for (const g of graph.files) for (const fn of g.facts.functions) if (fn.parent > 0) add(g.facts.functions[fn.parent]!, fn);
  return calls;
}

/** Calls that functions of the slice make. */
function eachCall(graph: ProgramGraph, callees: Callees, functions: ReadonlySet<FunctionFacts>, visit: (by: FunctionFacts, to: FunctionFacts) => void): void {
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      const by = g.facts.functions[s.fn]!;
      if (functions.has(by)) for (const to of callees.targets(graph.siteId(g, i))) visit(by, graph.fn(to).facts);
    });
  }
}
