import { withSlot, type Content } from './domain/content.js';
import { State, type Entry } from './domain/state.js';
import { join, NUMBER, type Value } from './domain/value.js';

/**
 * The state after a run of an entry point, in which numbers that the run has added to others are any number: what counts
 * its calls has another value each time, and each would have all that reads it run again.
 */
export function widened(before: State, after: State): State {
  const changes: (readonly [number, Entry])[] = [];
  after.changedSince(before, (location, now, old) => {
    const wide = old === undefined ? now : 'props' in now ? widenContent(now, old as Content) : widenValue(now, old as Value);
    if (wide !== now) changes.push([location, wide]);
  });
  if (changes.length === 0) return after;
  const out = after.fork();
  for (const [location, entry] of changes) out.set(location, entry);
  return out;
}

function widenValue(now: Value, old: Value): Value {
  const isNew = (c: Value['consts'][number]): boolean => typeof c === 'number' && !old.consts.includes(c);
  return now !== old && now.consts.some(isNew) && old.consts.some((c) => typeof c === 'number') ? join(now, NUMBER) : now;
}

function widenContent(now: Content, old: Content): Content {
  let out = now;
  for (const [name, s] of now.props) {
    const was = old.props.get(name);
    const v = was ? widenValue(s.v, was.v) : s.v;
    if (v !== s.v) out = withSlot(out, name, { ...s, v });
  }
  const rest = widenValue(now.rest, old.rest);
  return rest === now.rest ? out : { ...out, rest };
}
