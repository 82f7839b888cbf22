import type { FunctionFacts } from '../../facts/ir.js';
import type { Linker } from '../../facts/link.js';
import type { Policy } from '../../policy/policy.js';
import type { ProgramTypes } from '../../types/shape.js';
import { Bounds } from '../bounds.js';
import { ReachBounds } from './bounds.js';
import { Callees } from './callees.js';
import { Contextual } from './contextual.js';
import { libraryCode } from './library-code.js';
import { LibraryModels, type Libraries } from './library-models.js';
import { ROOT } from './paths.js';
import type { Fn, Node } from './numbers.js';
import { ProgramGraph } from './program-graph.js';
import { Reach } from './reach.js';
import { Trails } from './trails.js';
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
  /** Told what was looked at. */
  readonly reads?: ReadsBuilder;
}

/** Finds the slice by the flow graphs of the files alone; nothing is run and no checker is asked. */
export function findSlice({ linker, files, policy, declared, libraries, reads }: SliceRequest): Slice {
  const graph = new ProgramGraph(linker, files);
  const models = new LibraryModels(graph, libraries);
  graph.addLibraries(libraryCode(graph, models, libraries));
  const types = new TypeNames(linker, graph, policy, declared);
  models.types = types;
  const callees = new Callees(graph, types);
  const boundary = new Boundary(graph, policy, callees);
  const reach = new Reach(graph, callees, types, models, boundary.forbiddenIn, boundary.forbiddenCallee);
  seedSources(reach, graph, types, policy, callees, declared);
  new Contextual(graph, types, callees).seed(reach);
  reach.run();
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
    for (const other of callees.uses.of(fn).through) {
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
      if (!touched.has(g.facts.file)) continue;
      g.sites.forEach((s, i) => {
        const fn = graph.fnOf(g, s.fn);
        const { facts } = graph.fn(fn);
        // What waits for a promise goes on only where the promise is settled.
        if (s.kind === 'new' && s.name === 'Promise' && functions.has(facts)) {
          for (const executor of s.args[0] === undefined || s.args[0] < 0 ? [] : callees.functionsOf(graph.at(g, s.args[0]))) {
            add(executor);
            giving.add(graph.fn(executor).facts);
          }
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
  const size = [...functions].filter((fn) => !libraryFunctions.has(fn)).length;
  if (size <= Bounds.wholeSliceFunctions) {
    for (const fn of trailsInto(graph, callees, functions)) {
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
  if (reads) {
    for (const part of [graph, callees, types, models, boundary, reach]) part.noteReads(reads);
    reads.addNames([...declared.labelledMemberNames(), ...returningNames(policy)]);
  }
  return {
    has: (fn) => functions.has(fn),
    gives: (fn) => giving.has(fn),
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
function trailsInto(graph: ProgramGraph, callees: Callees, functions: ReadonlySet<FunctionFacts>): ReadonlySet<Fn> {
  const trails = new Trails(graph, callees);
  const out = new Set<Fn>();
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      if (!functions.has(g.facts.functions[s.fn]!)) return;
      const id = graph.siteId(g, i);
      if (callees.targets(id).some((to) => functions.has(graph.fn(to).facts))) for (const fn of trails.of(id)) out.add(fn);
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
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      if (!functions.has(g.facts.functions[s.fn]!)) return;
      for (const to of callees.targets(graph.siteId(g, i))) {
        const { facts } = graph.fn(to);
        if (!calling.has(facts)) brief.add(facts);
      }
    });
  }
  return brief;
}

/** Where labels come from: what is written to be of a labelled type, reads of labelled properties, results of labelled functions. */
export function seedSources(reach: Reach, graph: ProgramGraph, types: TypeNames, policy: Policy, callees: Callees, declared: ProgramTypes): void {
  const returning = new Set(returningNames(policy));
  const { written } = callees;
  for (const g of graph.files) {
    for (const { node, type } of g.typed) for (const p of types.pathsOf(g.facts.file, type)) reach.seed(graph.at(g, node), p);
    for (const node of g.tagged) reach.seed(graph.at(g, node), ROOT);
    for (const name of declared.labelledMemberNames()) {
      for (const local of g.loads.get(name) ?? []) {
        const node = graph.at(g, local);
        const object = graph.origin(node)?.node;
        if (object === undefined || !(types.isClean(object) || written.isClean(object, name))) reach.seed(node, ROOT);
      }
    }
    g.functions.forEach((f, i) => {
      if (returning.has(g.facts.functions[i]!.name)) reach.seed(graph.at(g, f.ret), ROOT);
    });
    g.sites.forEach((s, i) => {
      const paths = types.ofResult(s.name);
      if (paths.length > 0 && callees.targets(graph.siteId(g, i)).length === 0 && !written.givesClean(graph.siteId(g, i))) for (const p of paths) reach.seed(graph.at(g, s.result), p);
    });
  }
}

function returningNames(policy: Policy): string[] {
  return [...policy.data.values()].flatMap((d) => d.returns.map((r) => r.member ?? r.name));
}

/** Which functions and which packages serve a purpose that some label does not allow. */
export class Boundary {
  readonly #functions = new Map<Fn, readonly string[]>();
  readonly #fromPackage = new Set<Node>();
  /** Properties under which what such a package gives is put away. */
  readonly #stored = new Set<string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly policy: Policy,
    callees: Callees,
  ) {
    const open: Node[] = [];
    const add = (n: Node): void => {
      if (n >= 0 && !this.#fromPackage.has(n)) {
        this.#fromPackage.add(n);
        open.push(n);
      }
    };
    for (const g of graph.files) {
      for (const local of [...g.facts.bindings.keys(), ...g.modules.keys()]) {
        const node = graph.at(g, local);
        const name = graph.packageOf(node);
        if (name !== undefined && this.#forbidden(policy.purposesOfPackage(packageName(name))).length > 0) add(node);
      }
    }
    const loads = new Map<string, Node[]>();
    if (open.length > 0) for (const g of graph.files) for (const [name, nodes] of g.loads) loads.set(name, [...(loads.get(name) ?? []), ...nodes.map((n) => graph.at(g, n))]);
    for (let n = open.pop(); n !== undefined; n = open.pop()) {
      graph.eachEdge(n, 'out', (e, to) => {
        if (e.op === 'copy' || e.op === 'load') add(to);
        else if (e.op === 'store') {
          this.#stored.add(e.name);
          (loads.get(e.name) ?? []).forEach(add);
        }
      });
      graph.uses(n, (id, index) => {
        const { file, site } = graph.site(id);
        if (index < 0) add(graph.at(file, site.result));
        else {
          for (const fn of callees.targets(id)) {
            const f = graph.fn(fn);
            const param = f.file.functions[f.index]!.params[index];
            if (param !== undefined) add(graph.at(f.file, param));
          }
        }
      });
      const fn = graph.returnOf(n);
      if (fn !== undefined) {
        for (const id of callees.uses.of(fn).calls) {
          const { file, site } = graph.site(id);
          add(graph.at(file, site.result));
        }
      }
    }
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#stored);
  }

  readonly forbiddenCallee = (node: Node): boolean => this.#fromPackage.has(node);

  readonly forbiddenIn = (fn: Fn): readonly string[] => {
    let known = this.#functions.get(fn);
    if (known === undefined) this.#functions.set(fn, (known = this.#find(fn)));
    return known;
  };

  #find(fn: Fn): readonly string[] {
    const { file, facts } = this.graph.fn(fn);
    const own = [...(facts.doc?.purpose ?? []), ...(facts.cls === undefined ? [] : (file.facts.classes[facts.cls]!.doc?.purpose ?? []))];
    const outer = this.graph.parent(fn);
    if (outer === undefined) return this.#forbidden([...own, ...this.policy.purposesOfFile(file.facts.file), ...(file.facts.doc?.purpose ?? [])]);
    const around = this.forbiddenIn(outer);
    return own.length === 0 ? around : [...new Set([...around, ...this.#forbidden(own)])];
  }

  #forbidden(purposes: readonly string[]): readonly string[] {
    return purposes.filter((p) => [...this.policy.data.keys()].some((label) => !this.policy.allows(label, p)));
  }
}

function packageName(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
