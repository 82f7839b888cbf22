import { slot, withSlot, EMPTY, type Content, type Slot } from '../domain/content.js';
import { Bounds } from '../bounds.js';
import { join, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import type { Active } from './frame.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { enqueue } from './tasks.js';

export const VALUE = '!value';
export const ERROR = '!value of error';
const REACTIONS = '!reactions';

/** A promise settles once: what comes after a sure settling is lost. */
export function settle(m: Machine, ref: Ref, kind: typeof VALUE | typeof ERROR, v: Value): void {
  if (!m.st) return;
  const c = m.content(ref);
  const several = m.obj(ref).several;
  const value = c.props.get(VALUE);
  const error = c.props.get(ERROR);
  if (!several && ((value && !value.maybe) || (error && !error.maybe))) {
    if (m.uncertain === 0) return;
  }
  const old = kind === VALUE ? value : error;
  m.setContent(ref, withSlot(c, kind, slot(old ? join(old.v, v) : v)));
  tell(m, c);
}

/** Runs what waits for the promise. */
function tell(m: Machine, c: Content): void {
  for (const r of c.props.get(REACTIONS)?.v.refs ?? []) for (const go of m.obj(r).waiting?.list ?? []) go();
}

/** A promise is settled as another one is: who waits for it is told once, also where that is fulfilled or rejected, as rows of such promises would tell twice as often with each. */
export function settleAs(m: Machine, ref: Ref, value: Value | undefined, error: Value | undefined): void {
  if (!m.st) return;
  if (!value || !error) {
    if (value) settle(m, ref, VALUE, value);
    else if (error) settle(m, ref, ERROR, error);
    return;
  }
  const c = m.content(ref);
  const old = { value: c.props.get(VALUE), error: c.props.get(ERROR) };
  const isSure = (old.value && !old.value.maybe) || (old.error && !old.error.maybe);
  if (isSure && !m.obj(ref).several && m.uncertain === 0) return;
  const perhaps = (s: Slot | undefined, v: Value): Slot => slot(s ? join(s.v, v) : v, { maybe: true });
  m.setContent(ref, withSlot(withSlot(c, VALUE, perhaps(old.value, value)), ERROR, perhaps(old.error, error)));
  tell(m, c);
}

/** Runs one of the two when the promise settles. */
export function react(m: Machine, ref: Ref, site: Site, tag: string, onValue: (v: Value) => void, onError: (v: Value) => void): void {
  const { active } = m;
  const go = (): void => {
    const { value, error } = outcome(m, ref);
    if (value && error) m.branch(() => (onValue(value), UNDEFINED), () => (onError(error), UNDEFINED));
    else if (value) onValue(value);
    else if (error) onError(error);
  };
  const frame = { ...m.frame };
  whenSettled(m, ref, site, tag, () => enqueue(m, `react|${tag}|${site.file}:${site.s}|${ref}`, true, 0, () => asLater(m, active, go), frame));
}

/** The value with each promise in it that nothing has settled so far as one that gives what `check` makes of what it will give. */
export function onceSettled(m: Machine, v: Value, site: Site, check: (v: Value) => Value): Value {
  const open = v.refs.filter((ref) => m.obj(ref).kind === 'promise' && !m.slot(ref, VALUE) && !m.slot(ref, ERROR));
  if (open.length === 0 || !m.st) return v;
  const checked = open.map((ref) => {
    const derived = m.alloc('promise', site, EMPTY, {}, `checked${ref}`);
    react(m, ref, site, `checked${derived}`, (x) => settle(m, derived, VALUE, check(x)), (x) => settle(m, derived, ERROR, x));
    return derived;
  });
  return { ...v, refs: references([...v.refs.filter((ref) => !open.includes(ref)), ...checked]).refs };
}

/** Runs what the calls that were under way have left for later. */
function asLater(m: Machine, active: Active | null, go: () => void): void {
  const outer = m.active;
  m.active = active && { ...active, start: m.uncertain, later: true };
  go();
  m.active = outer;
}

/** What a promise can be settled with. */
export function outcome(m: Machine, ref: Ref): { readonly value: Value | undefined; readonly error: Value | undefined } {
  const { props } = m.content(ref);
  return { value: props.get(VALUE)?.v, error: props.get(ERROR)?.v };
}

/** Runs `go` now where the promise is settled, and where it perhaps isn't, whenever it is settled. */
export function whenSettled(m: Machine, ref: Ref, site: Site, tag: string, go: () => void): void {
  const { props } = m.content(ref);
  const value = props.get(VALUE);
  const error = props.get(ERROR);
  if (value || error) go();
  if ((value && !value.maybe) || (error && !error.maybe) || !m.st) return;
  if (value && error) return;
  // One object for all that waits here for the promise, so that loops that await come to a fixpoint.
  const reaction = m.alloc('native', site, EMPTY, {}, `reaction${tag}|${ref}`);
  const o = m.obj(reaction);
  const before = o.waiting?.run === m.run ? o.waiting.list : [];
  o.waiting = { run: m.run, list: [...before, go].slice(-Bounds.fixpointPasses) };
  const old = m.slot(ref, REACTIONS);
  m.setSlot(ref, REACTIONS, slot(old ? join(old.v, reference(reaction)) : reference(reaction)));
}
