import type { Expr, FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { Linker } from '../../facts/link.js';
import type { Models } from '../../models/index.js';
import type { Asker } from '../asker.js';
import type { Policy } from '../../policy/policy.js';
import { Bounds } from '../bounds.js';
import { Context, type Env } from '../domain/context.js';
import { slot, withSlot } from '../domain/content.js';
import { State } from '../domain/state.js';
import type { Labels, Release } from '../domain/taint.js';
import type { Guard } from './guards.js';
import { join, kept, reference, type Ref, type Value } from '../domain/value.js';
import type { Declared } from './declared.js';
import type { Active } from './frame.js';
import { addExit, throwTarget } from './frame.js';
import { Heap } from './heap.js';
import type { Args, Site } from './objects.js';
import type { Relevance } from '../relevance.js';
import type { Observer } from '../observer.js';
import type { Recorder } from './recorder.js';
import { Stores } from './stores.js';
import type { Task } from './tasks.js';

/** What every run shares: program, policy, library models. */
export interface Setting {
  readonly linker: Linker;
  readonly policy: Policy;
  readonly models: Models;
  readonly declared: Declared;
  readonly recorder: Recorder;
  /** Notes what is seen in one file, where that is wanted. */
  readonly observer?: Observer;
  readonly asker: Asker;
}

/**
 * The abstract machine: current state and stack, and what runs have left. What the code does to it is in the modules
 * beside this one, each a set of functions that take the machine.
 */
export class Machine extends Heap {
  readonly setting: Setting;
  readonly observer: Observer | undefined;
  /** The current run is done again when something has changed that it read: it is that of an entry point. */
  isRunAgain = false;
  depth = 0;
  /** Calls followed in the current run; each step of a generator is one. */
  calls = 0;
  unrolled = 0;
  readonly tasks: Task[] = [];
  taskCount = 0;
  tasksRun = 0;
  /** Modules whose body has run or is running. */
  readonly modules = new Map<string, import('./modules.js').Loaded>();
  /** What JSON modules hold, by file, and the objects that stand for it. */
  readonly jsonModules = new Map<string, { readonly value: unknown; root: Ref | undefined }>();
  /** Declaration files of packages, by module. */
  readonly packageTypes = new Map<string, string>();
  /** Parts of a declared value that are made with it. */
  readonly parts = { made: 0, nested: 0 };
  /** Class objects, by `file|class index`, the newest. */
  readonly classes = new Map<string, Ref>();
  /** Instances made of a class, by the same key. */
  readonly instances = new Map<string, Set<Ref>>();
  /** Those that the running entry point made first, with the class that each is of. */
  made: { readonly key: string; readonly instance: Ref }[] = [];
  /** Those of them that entry points made: gone when they are done, but for what keeps them. */
  readonly passing = new Set<Ref>();
  /** Stand-ins for instances of classes that the program itself never makes. */
  readonly stand = new Map<string, Ref>();
  readonly building = new Set<string>();
  /** What the platform's names mean, by path; null: nothing that is known. */
  readonly platform = new Map<string, import('./library.js').Meaning>();
  /** The program has put members on a prototype of the platform. */
  extendsPlatform = false;
  /** An object of unread code calls functions that it keeps, now. */
  callsKept = false;
  /** Functions given to code that can't be read, which may call them at any time. */
  readonly handedOut = new Set<Ref>();
  /** What libraries were seen to call functions with that they keep. */
  readonly givenTo = new Map<Ref, Args>();
  /** What has a function of the program run again that a server calls: a request that passes everything before and after it, too. */
  readonly served = new Map<Ref, Map<string, () => void>>();
  /** Searches for labels below objects, by the objects: the answers hold for a state's stamp. */
  readonly searched = new Map<string, import('./deep.js').Searched>();
  /** Functions whose result a server sends to who asked, or what has these names of it, and those of which it is known that they are none. */
  readonly answering = new Map<FunctionFacts, boolean | ReadonlySet<string>>();
  /** Purposes of files. */
  readonly purposes = new Map<string, readonly string[]>();
  /** Purposes of functions' code, and what functions release: by this policy, of facts that outlive it. */
  readonly purposesOfCode = new Map<FunctionFacts, readonly string[]>();
  readonly releases = new Map<FunctionFacts, readonly Release[]>();
  /** Undecided branches and joined loops around the code under evaluation. */
  uncertain = 0;
  /** Functions that some run has entered, as `file|index`. */
  readonly entered = new Set<string>();
  /** Those of them that other code than tests called: a test gives what it made up, and others call the same functions. */
  readonly called = new Set<string>();
  /** The current run is that of a test. */
  isTest = false;
  readonly rootContext = Context.root();
  /** Calls that are running, the innermost first. */
  active: Active | null = null;
  /** In a large program: which functions can have to do with a label. */
  relevance: Relevance | undefined;
  /** Calls followed in the runs before. */
  total = 0;
  /** Promises that code of a large program has waited for before anything settled them. */
  readonly awaiting = new Set<Ref>();
  /** Names of channels with wildcards, by medium and owners. */
  readonly wildcards = new Map<string, Set<string>>();
  /** Places where a query's condition matched. */
  readonly queries = new Set<string>();
  /** By which labels the answer of a test was matched when it was evaluated last. */
  readonly answers = new Map<Expr, Labels>();
  /** What type guards say of their arguments, by the calls of these. */
  readonly guards = new Map<string, Guard>();
  readonly recursions = new Map<string, import('./recursions.js').Recursion>();

  /** Joined recursions of async functions and generators, by their context. */
  readonly suspended = new Map<Context, import('./recursions.js').Suspended>();

  /** `stores`: collections that begin empty and are taken for filled. */
  constructor(setting: Setting, stores = new Stores()) {
    super(stores);
    this.setting = setting;
    this.observer = setting.observer;
  }

  writeVar(env: Env, v: number, value: Value): void {
    if (!this.st) return;
    const at = this.cell(env, v).at;
    const binding = this.frame.facts.bindings[v];
    if (binding?.captured || env.parent === null) value = kept(value);
    if (this.observer) this.observer.variable(this, env.file, this.facts(env.file)!.bindings[v]!, value);
    if (this.relevance && value.labels.length > 0) this.relevance.add(this.frame.facts.bindings[v]?.captured || env.parent === null ? (this.frame.facts.bindings[v]?.name ?? '') : '');
    const old = this.joins(env, v) ? (this.st.get(at) as Value | undefined) : undefined;
    this.st.set(at, old ? join(old, value) : value);
    if (this.frame.facts.bindings[v]?.kind === 'param') this.#writeArgument(env, v, value);
  }

  /**
   * The variable stands for those of several activations, so that writes join. Of activations that run one after the other,
   * only the running one has a variable that no closure captures.
   */
  joins(env: Env, v: number): boolean {
    const { several } = this.cell(env, v).of;
    const b = this.frame.facts.bindings[v];
    if (!several || !b || b.captured) return several;
    const fn = this.frame.facts.functions[b.fn]!;
    return fn.async || fn.generator || env.recursive;
  }

  /** In sloppy code, a parameter and its place in `arguments` are one. */
  #writeArgument(env: Env, v: number, value: Value): void {
    const { facts } = this.frame;
    const { argumentsVar } = facts.functions[facts.bindings[v]!.fn]!;
    if (argumentsVar === undefined) return;
    for (const ref of this.readVar(env, argumentsVar).refs) {
      const i = this.obj(ref).aliases?.params.indexOf(v) ?? -1;
      if (i < 0) continue;
      const c = this.content(ref);
      if (c.props.has(String(i))) this.setContent(ref, withSlot(c, String(i), slot(value)));
    }
  }

  /** The code under evaluation throws `v`, always. */
  raise(v: Value): void {
    addExit(throwTarget(this.frame), this.st, v);
    this.st = null;
  }

  /** The code under evaluation can throw `v` here. */
  mayRaise(v: Value): void {
    if (this.st && (this.frame.catches.length > 0 || v.labels.length > 0 || v.refs.length > 0)) {
      addExit(throwTarget(this.frame), this.st.fork(), v);
    }
  }

  /** Runs `f` in a child context; `several`: it stands for several runs. */
  within<T>(key: string, several: boolean, f: () => T): T {
    const frame = this.frame;
    const ctx = frame.ctx;
    frame.ctx = ctx.child(key, several);
    try {
      return f();
    } finally {
      frame.ctx = ctx;
    }
  }

  /** Runs both in forks of the current state and joins them. */
  branch(a: () => Value, b: () => Value): Value {
    const before = this.st;
    if (!before) return a();
    const other = before.fork();
    this.uncertain++;
    const x = a();
    const left = this.st;
    this.st = other;
    const y = b();
    this.uncertain--;
    this.st = State.join(left, this.st);
    return left === null ? y : join(x, y);
  }

  native(name: string, call: import('./native.js').Native): Value {
    return reference(this.shared(`native|${name}`, 'native', { file: '', s: 0, e: 0 }, { native: { name, call } }));
  }

  /** So much of a large program is to be run that what can hardly bring a label is left out. */
  get isSparing(): boolean {
    return this.relevance !== undefined && !this.relevance.isWhole;
  }

  /** Calls past which no further one of the running entry point is followed. */
  get callBound(): number {
    return this.isSparing ? Bounds.callsPerRootOfLarge : Bounds.callsPerRoot;
  }

  site(span: { s: number; e: number }): Site {
    return { file: this.frame.facts.file, s: span.s, e: span.e };
  }

  limit(kind: 'bound' | 'any' | 'dynamic', message: string, site: Site): void {
    this.setting.recorder.limit(kind, message, site);
  }

  facts(file: string): FileFacts | undefined {
    return this.setting.linker.facts(file);
  }
}
