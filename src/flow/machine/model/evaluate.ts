import { Bounds } from '../../bounds.js';
import { EMPTY } from '../../domain/content.js';
import { BOTTOM, UNKNOWN, type Ref, type Value } from '../../domain/value.js';
import type { Machine } from '../machine.js';
import { isHolder, readStep, slotName } from './access.js';
import { channelObjects, listen, runApart, type ChannelObjects } from './channels.js';
import { force } from './functions.js';
import { isPort, type Place } from './plan.js';
import { assemble, edgeValue, rootValue, valueAt, write } from './places.js';
import { runOf, type Run } from './run.js';

export function evaluate(m: Machine, run: Run, calls: boolean): void {
  run.calls = calls;
  run.channel = channelOf(m, run);
  register(m, run);
  run.active = true;
  for (let pass = 0; m.st; pass++) {
    if (pass === Bounds.callbackPasses) {
      m.limit('bound', `what callbacks return is not handed on to each other more than ${Bounds.callbackPasses} times`, run.site);
      break;
    }
    run.called.clear();
    run.folds = run.stale = false;
    for (const e of run.part.edges) {
      if (!m.st) break;
      if (!e.to) force(m, run, e.from.near!);
      else write(m, run, e.to, edgeValue(m, run, e), e.exact);
    }
    for (const fn of run.part.callbacks.keys()) if (m.st) force(m, run, fn);
    if (!run.folds && !run.stale) break;
  }
  run.active = false;
}

function channelOf(m: Machine, run: Run): ChannelObjects | undefined {
  const c = run.app.model.channel;
  if (!c) return undefined;
  const at = (end: NonNullable<typeof c.key>): Value => end.path.reduce((v, s) => readStep(m, v, s, run.site), rootValue(run.app.call, end.base, end.index ?? 0));
  return channelObjects(m, c, c.key && at(c.key), c.owner && at(c.owner), run.site);
}

/**
 * Has the run repeated when what it reads from channels and observables changes. What a table gives later on, outside of the
 * program, an entry point sees when it is run again.
 */
function register(m: Machine, run: Run): void {
  const sees = m.isRunAgain && run.app.model.channel?.shared;
  const wanted = new Map<string, readonly [Ref, string]>();
  const want = (from: Place): void => {
    for (let p: Place | undefined = from; p; p = p.parent) {
      if (isPort(p.step)) continue;
      const channel = p.base === 'channel' && (p.parent?.parent === undefined ? p.parent !== undefined || p.children.size === 0 : false);
      const reactive = p.step?.k === 'element' || (p.step?.k === 'property' && p.step.name.startsWith('@'));
      if (channel ? sees : !(reactive && p.parent && available(run, p.parent))) continue;
      const refs = channel ? run.channel!.read.refs : valueAt(m, run, p.parent!).refs.filter((r) => isHolder(m.obj(r).kind));
      const name = p.step ? slotName(p.step) : 'content';
      for (const ref of refs) wanted.set(`${ref}|${name}`, [ref, name]);
    }
  };
  for (const e of run.part.edges) want(e.from);
  for (const feeds of run.part.callbacks.values()) for (const e of feeds) want(e.from);
  if (wanted.size === 0) return;
  const again = m.alloc('native', run.site, EMPTY, { native: { name: 'listener', call: (mm) => (repeat(mm, run), UNKNOWN) } }, `${run.tag}listener`);
  for (const [ref, name] of wanted.values()) listen(m, ref, name, again);
}

/** Can be read without calling anything. */
function available(run: Run, p: Place): boolean {
  for (let at: Place | undefined = p; at; at = at.parent) if (isPort(at.step) && !(at.step!.k === 'param' && at.parent!.provided && runOf(run, at.parent!))) return false;
  return true;
}

export function repeat(m: Machine, run: Run): void {
  if (run.active) run.stale = true;
  else {
    runApart(m, run.frame, () => {
      evaluate(m, run, true);
      giveResult(m, run);
    });
  }
}

/** What a function that was handed out returns; what it has returned before is added to. */
export function giveResult(m: Machine, run: Run): Value {
  const result = run.fn?.children.get('<result>');
  return result && m.st ? assemble(m, run, result) : BOTTOM;
}
