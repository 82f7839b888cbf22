import { Bounds } from '../bounds.js';
import { UNDEFINED, type Ref } from '../domain/value.js';
import { noExit, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { Activation, Region } from './resumable/activation.js';

/** Code that runs after the running code has returned: a promise reaction, a timer. */
export interface Task {
  readonly key: string | Region;
  /** What runs first: reactions, then paths that waited for each other, then timers. */
  readonly rank: 0 | 1 | 2;
  /** Milliseconds, of timers. Of paths that wait, how deep in the code they do, negative. */
  readonly delay: number;
  readonly order: number;
  /** It was queued by code that perhaps doesn't run. */
  readonly maybe: boolean;
  /** It joins what it does with what was before by itself, where it is a `maybe`. */
  readonly joins: boolean;
  readonly frame: Frame;
  readonly run: (maybe: boolean) => void;
  readonly of?: Timer | undefined;
  /** The call whose next step it is. */
  readonly activation?: Activation | undefined;
}

/** What a timer is known by, and the functions that it calls. */
export interface Timer {
  readonly timer: Ref;
  readonly callback: readonly Ref[];
}

/** Queues code that is run as that of `frame`. */
export function enqueue(m: Machine, key: string, micro: boolean, delay: number, run: () => void, frame: Frame = { ...m.frame }, of?: Timer): void {
  if (m.st) put(m, { key: `${key}|${frame.ctx.id}`, rank: micro ? 0 : 2, delay, order: m.taskCount++, maybe: m.uncertain > 0, joins: false, frame, run, of });
}

/** Queues the next step of a path that has stopped. */
export function enqueueStep(m: Machine, key: string, activation: Activation, maybe: boolean, run: (maybe: boolean) => void): void {
  put(m, { key, rank: 0, delay: 0, order: m.taskCount++, maybe, joins: true, frame: m.frame, run, activation });
}

/** Queues what goes on from a region's end when no reaction is left. */
export function enqueueMeeting(m: Machine, region: Region, maybe: boolean, run: (maybe: boolean) => void): void {
  put(m, { key: region, rank: 1, delay: -region.depth, order: m.taskCount++, maybe, joins: true, frame: m.frame, run, activation: m.frame.activation });
}

function put(m: Machine, task: Task): void {
  const at = m.tasks.findIndex((t) => t.key === task.key);
  if (at >= 0) m.tasks[at] = { ...task, order: m.tasks[at]!.order, maybe: task.maybe && m.tasks[at]!.maybe };
  else m.tasks.push(task);
}

/** Takes back what a timer was to do, in the function that set it: code elsewhere, as a component's clean-up, is run at other times than it seems. */
export function withdraw(m: Machine, timer: Ref): void {
  for (const t of m.tasks.filter((x) => x.of?.timer === timer && x.frame.fn === m.frame.fn)) {
    m.tasks.splice(m.tasks.indexOf(t), 1);
    for (const f of t.of!.callback) {
      const { closure } = m.obj(f);
      if (!closure || m.tasks.some((x) => x.of?.callback.includes(f))) continue;
      m.handedOut.delete(f);
      // Nothing calls it: it is no entry point for that.
      m.called.add(`${closure.facts.file}|${closure.index}`);
    }
  }
}

/** Runs the next task, as the event loop would: reactions in order, then timers by delay. */
export function runNext(m: Machine, microOnly: boolean): boolean {
  let best: Task | undefined;
  for (const t of m.tasks) {
    // What is under way takes its next step when this one is done, as in JavaScript: what waits for others within it does not bring it on.
    if ((microOnly && t.rank === 2) || (t.activation && t.activation.running > 0)) continue;
    if (!best || before(t, best)) best = t;
  }
  if (!best || !m.st) return false;
  m.tasks.splice(m.tasks.indexOf(best), 1);
  if (m.tasksRun++ > Bounds.deferredTasks) {
    m.limit('bound', `more than ${Bounds.deferredTasks} deferred callbacks from one entry point`, { file: best.frame.facts.file, s: best.frame.fn.ns, e: best.frame.fn.ne });
    m.tasks.length = 0;
    return false;
  }
  const task = best;
  const outer = m.frame;
  m.frame = { ...task.frame, catches: [], jumps: [], chains: [], ret: noExit(), thrown: noExit() };
  const state = m.st;
  if (task.maybe && !task.joins) m.branch(() => (task.run(true), UNDEFINED), () => UNDEFINED);
  else task.run(task.maybe);
  // A task that throws ends alone.
  m.st ??= m.frame.thrown.st ?? state;
  m.frame = outer;
  return true;
}

function before(a: Task, b: Task): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.delay !== b.delay ? a.delay < b.delay : a.order < b.order;
}
