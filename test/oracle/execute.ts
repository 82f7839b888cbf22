import { EventEmitter } from 'node:events';
import { posix } from 'node:path';
import { compileFunction } from 'node:vm';
import { transform, type Loader } from 'esbuild';
import ts from 'typescript';
import { digestOf, tokenOf, tokensIn, tokensReadable } from './tokens.js';
import { ROOT, type Label, type Program } from './world.js';

/** What one or several runs of a program showed. */
export interface Observation {
  /** Flows that happened, as `label -> purpose`. */
  readonly arrived: Set<string>;
  /** Flows that may be reported too: the module got the value in a way in which it does not look at it. */
  readonly tolerated: Set<string>;
  /** Labels by which what arrived was found, as `label -> purpose`, and those that what it was found in had. */
  readonly matched: Set<string>;
  readonly among: Set<string>;
  /** Functions that were entered, as `file:start`; absent: it was not noted. */
  readonly entered?: Set<string>;
  /** What a run ended with, where it did not come to its end. */
  error?: unknown;
}

type Compiled = (require: (name: string) => unknown, exports: object, module: { exports: object }, ...globals: unknown[]) => void;
const GLOBALS = ['setTimeout', '__element', '__enter', '__matched'];

/** By what a value that is handed to a sink was found. */
class Found {
  readonly by: readonly unknown[];

  constructor(by: readonly unknown[]) {
    this.by = by;
  }
}

async function compile(file: string, text: string): Promise<Compiled> {
  const { code } = await transform(withMatches(text), {
    loader: file.replace(/.*\.[cm]?/, '') as Loader, format: 'cjs', target: 'es2022', jsx: 'transform', jsxFactory: '__element', jsxFragment: 'null', sourcefile: file, logLevel: 'silent', tsconfigRaw: {}, supported: { 'dynamic-import': false },
  });
  return compileFunction(code, ['require', 'exports', 'module', ...GLOBALS], { filename: file }) as Compiled;
}

/** The text, in which a sink is told by what the value was found, as its comment says. */
function withMatches(text: string): string {
  return text.replace(/\/\*(\w+) matched by: (\w+), (\w+)\*\//g, (_all, hit: string, key: string, list: string) => {
    const found = new RegExp(`const ${hit} = .*`).exec(text)?.[0] ?? '';
    return [key, list].every((name) => new RegExp(`\\b${name}\\b`).test(found)) ? `, __matched(${key}, ${list})` : '';
  });
}

/** The text, in which each function says that it was entered: `__enter("file:start")`. */
function entering(file: string, text: string): string {
  const edits: { readonly at: number; readonly text: string }[] = [];
  for (const { node, id } of functionsOf(file, text)) {
    const call = `__enter(${JSON.stringify(id)})`;
    if (ts.isBlock(node.body)) edits.push({ at: node.body.getStart() + 1, text: `${call};` });
    else edits.push({ at: node.body.getStart(), text: `(${call}, ` }, { at: node.body.end, text: ')' });
  }
  // Of two at one place, the inner function's closing comes first.
  edits.sort((a, b) => b.at - a.at);
  return edits.reduce((out, e) => out.slice(0, e.at) + e.text + out.slice(e.at), text);
}

/** Runs a program once for each of `runs`: the outcomes of `flip` differ from run to run, the same in every process. `instrumented`: notes which functions are entered. */
export async function execute(program: Program, runs: number, instrumented = false): Promise<Observation> {
  const seen: Observation = { arrived: new Set(), tolerated: new Set(), matched: new Set(), among: new Set(), ...(instrumented && { entered: new Set() }) };
  const compiled = new Map<string, Compiled>();
  try {
    const each = Object.entries(program.files).map(async ([name, text]) => [name, await compile(name, instrumented ? entering(name, text) : text)] as const);
    for (const [name, code] of await Promise.all(each)) compiled.set(name, code);
  } catch (error) {
    return { ...seen, error };
  }
  const several = Object.values(program.files).some((text) => /flip\(|city/.test(text));
  for (let run = 0; run < (several ? runs : 1); run++) {
    try {
      await runOnce(program, compiled, run, seen);
    } catch (error) {
      seen.error ??= error;
    }
  }
  return seen;
}

function random(seed: number): () => number {
  let x = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

async function runOnce(program: Program, compiled: ReadonlyMap<string, Compiled>, run: number, seen: Observation): Promise<void> {
  const next = random(run);
  const pending: Promise<void>[] = [];
  const note = (n: number, given: readonly unknown[]): void => {
    const into = (set: Set<string>) => (label: Label): void => void set.add(`${label} -> p${n}`);
    const values = given.filter((v) => !(v instanceof Found));
    tokensIn(values[0]).forEach(into(seen.arrived));
    tokensReadable(values).forEach(into(seen.tolerated));
    for (const v of given) {
      if (!(v instanceof Found)) continue;
      tokensIn(v.by[0]).forEach(into(seen.matched));
      tokensIn(v.by).forEach(into(seen.among));
    }
    for (const v of values) if (v instanceof Promise) pending.push(v.then((x: unknown) => tokensIn(x).forEach(into(seen.tolerated)), () => undefined));
  };
  const timers: { readonly at: number; readonly f: () => void }[] = [];
  let now = 0;
  const city = ['a', 'b', 'city', ''][run % 4]!;
  const data = {
    aliased: { v: tokenOf('Alias'), city },
    brand: () => tokenOf('Brand'),
    account: { secret: tokenOf('Property'), city },
    returned: () => tokenOf('Returned'),
    tagged: tokenOf('Tagged'),
    elements: [{ v: tokenOf('Element') }, { v: tokenOf('Element') }],
    flip: () => (run === 0 ? true : run === 1 ? false : next() < 0.5),
    probe: (n: number, ...values: unknown[]) => note(n, values),
  };
  const sinks = new Map<number, object>();
  const ofSink = (n: number): object => {
    const known = sinks.get(n);
    if (known) return known;
    const f = (...values: unknown[]): void => note(n, values);
    const host = program.sinks.find((s) => s.n === n)?.host;
    class Sink {
      send = f;
    }
    const exported = host === 'method' ? { send: f } : host === 'instance' ? new Sink() : host === 'property' ? { set last(x: unknown) { f(x); } } : f;
    const made = { [`sink${n}`]: exported, [`Sink${n}`]: host === 'component' ? (props: { x: unknown }) => f(props.x) : Sink, send: f };
    sinks.set(n, made);
    return made;
  };
  const globals = [
    (f: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => void timers.push({ at: now + ms, f: () => f(...args) }),
    (tag: unknown, props: object | null) => (typeof tag === 'function' ? (tag as (p: object) => unknown)(props ?? {}) : { tag, props }),
    (at: string) => void seen.entered?.add(at),
    (...by: unknown[]) => new Found(by),
  ];
  const loaded = new Map<string, { exports: object }>();
  const load = (from: string, name: string): unknown => {
    const sink = /^(?:package-|.*\/ads\/sink)(\d+)/.exec(name);
    if (sink) return ofSink(Number(sink[1]));
    if (name === 'node:events') return Object.assign(EventEmitter, { EventEmitter, default: EventEmitter });
    if (name === 'node:crypto') return { createHash: hasher };
    const file = posix.join(posix.dirname(from), name).replace(/\.[cm]?js$/, '');
    if (file === 'data') return data;
    if (file === 'purposes') return Object.assign({}, ...program.sinks.map((s) => ofSink(s.n)));
    const found = [...compiled.keys()].find((f) => f.replace(/\.\w+$/, '') === file);
    if (!found) throw new Error(`no module ${name}`);
    const known = loaded.get(found);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(found, module);
    compiled.get(found)!((n) => load(found, n), module.exports, module, ...globals);
    return module.exports;
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  load('.', `./${Object.keys(program.files).find((f) => f.startsWith('main.'))!.replace(/\.\w+$/, '.js')}`);
  await turn();
  for (let i = 0; timers.length > 0 && i < 1_000; i++) {
    const first = timers.reduce((a, b) => (b.at < a.at ? b : a));
    timers.splice(timers.indexOf(first), 1);
    now = first.at;
    first.f();
    await turn();
  }
  await Promise.all(pending);
}

function hasher(): object {
  const parts: unknown[] = [];
  const self = { update: (x: unknown) => (parts.push(x), self), digest: () => digestOf(parts) };
  return self;
}

interface FunctionRange {
  readonly id: string;
  readonly s: number;
  readonly e: number;
  readonly node: ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };
}

let last: { readonly file: string; readonly text: string; readonly functions: FunctionRange[] } | undefined;

/** A file's functions, outer before inner, under the names that {@link Observation.entered} has. Those of the file that was asked for last are kept. */
export function functionsOf(file: string, text: string): FunctionRange[] {
  if (last?.file !== file || last.text !== text) last = { file, text, functions: findFunctions(file, text) };
  return last.functions;
}

function findFunctions(file: string, text: string): FunctionRange[] {
  const source = ts.createSourceFile(`${ROOT}/${file}`, text, ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : undefined);
  const out: FunctionRange[] = [];
  const visit = (node: ts.Node): void => {
    const s = node.getStart(source);
    if (ts.isFunctionLike(node) && 'body' in node && node.body) out.push({ id: `${file}:${s}`, s, e: node.end, node: node as FunctionRange['node'] });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return out;
}
