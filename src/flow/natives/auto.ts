import { EMPTY, isInternal } from '../domain/content.js';
import { BOTTOM, constants, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { whenKnown } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { knownElements } from '../machine/elements.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { setProperty } from '../machine/property-writes.js';
import { arg } from './support.js';

interface Task {
  readonly name: string;
  readonly run: Value;
  /** Names of the tasks whose results it gets; undefined: it gets none. */
  readonly after: readonly string[] | undefined;
}

function tasksOf(m: Machine, v: Value): Task[] {
  return v.refs.flatMap((ref) =>
    [...m.content(ref).props].flatMap(([name, s]): Task[] => {
      if (isInternal(name)) return [];
      const parts = s.v.refs.flatMap((r) => (m.obj(r).kind === 'array' ? [knownElements(m, r) ?? []] : []))[0];
      if (!parts) return [{ name, run: s.v, after: undefined }];
      return [{ name, run: parts.at(-1) ?? BOTTOM, after: parts.slice(0, -1).flatMap((p) => (constants(p) ?? []).map(String)) }];
    }),
  );
}

/** Tasks in an order in which each comes after those that it waits for. */
function inOrder(tasks: readonly Task[]): Task[] {
  const out: Task[] = [];
  const visit = (t: Task, waiting: ReadonlySet<Task>): void => {
    if (out.includes(t) || waiting.has(t)) return;
    for (const name of t.after ?? []) for (const x of tasks) if (x.name === name) visit(x, new Set([...waiting, t]));
    out.push(t);
  };
  for (const t of tasks) visit(t, new Set());
  return out;
}

/** `auto({ name: task, other: ['name', (results, callback) => …] }, done)`: a task gets the results of those that it names. */
const auto: Native = (m, call) => {
  const results = reference(m.alloc('object', call.site, EMPTY, {}, 'results'));
  let error = BOTTOM;
  for (const { name, run, after } of inOrder(tasksOf(m, arg(call, 0)))) {
    const put = (v: Value): void => setProperty(m, results, name, v, call.site);
    const done = callback(m, call, name, (e, v) => {
      error = join(error, e);
      put(v);
    });
    const given = callValue(m, run, UNDEFINED, plainArgs(call.site, ...(after ? [results, done] : [done])), call.site);
    if (!m.st) return BOTTOM;
    if (given.refs.some((r) => m.obj(r).kind === 'promise')) whenKnown(m, given, call.site, `auto ${name}`, put, (e) => (error = join(error, e)));
  }
  const last = call.args.list.at(-1);
  if (last && call.args.list.length > 1) callValue(m, last.v, UNDEFINED, plainArgs(call.site, join(error, UNDEFINED), results), call.site);
  return results;
};

function callback(m: Machine, call: NativeCall, name: string, hand: (error: Value, v: Value) => void): Value {
  const run: Native = (_m, c) => {
    hand(arg(c, 0), arg(c, 1));
    return UNDEFINED;
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'callback', call: run } }, `auto ${name}`));
}

export const autoNatives: Natives = Object.fromEntries(['async#auto', 'async#default.auto', 'async/auto#default'].map((key) => [key, auto]));
