import { Bounds } from '../bounds.js';
import { UNDEFINED } from '../domain/value.js';
import { noExit, type Frame } from './frame.js';
import type { Machine } from './machine.js';

/** Code that runs after the running code has returned: a promise reaction, a timer. */
export interface Task {
  readonly key: string;
  readonly micro: boolean;
  /** Milliseconds, of timers. */
  readonly delay: number;
  readonly order: number;
  /** It was queued by code that perhaps doesn't run. */
  readonly maybe: boolean;
  readonly frame: Frame;
  readonly run: () => void;
}

export function enqueue(m: Machine, key: string, micro: boolean, delay: number, run: () => void): void {
  if (!m.st) return;
  const full = `${key}|${m.frame.ctx.id}`;
  const at = m.tasks.findIndex((t) => t.key === full);
  const task: Task = { key: full, micro, delay, order: m.taskCount++, maybe: m.uncertain > 0, frame: m.frame, run };
  if (at >= 0) m.tasks[at] = { ...task, order: m.tasks[at]!.order };
  else m.tasks.push(task);
}

/** Runs the next task, as the event loop would: reactions in order, then timers by delay. */
export function runNext(m: Machine, microOnly: boolean): boolean {
  let best: Task | undefined;
  for (const t of m.tasks) {
    if (microOnly && !t.micro) continue;
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
  if (task.maybe) m.branch(() => (task.run(), UNDEFINED), () => UNDEFINED);
  else task.run();
  // A task that throws ends alone.
  m.st ??= m.frame.thrown.st ?? state;
  m.frame = outer;
  return true;
}

function before(a: Task, b: Task): boolean {
  if (a.micro !== b.micro) return a.micro;
  return a.delay !== b.delay ? a.delay < b.delay : a.order < b.order;
}

/** Runs everything that is queued, and what that queues. */
export function drain(m: Machine): void {
  while (runNext(m, false));
}
