import { EMPTY, isInternal } from '../domain/content.js';
import { BOTTOM, isBottom, reference, UNKNOWN, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { render } from '../machine/jsx.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Site } from '../machine/objects.js';
import { copyProperties } from '../machine/patterns.js';
import { setProperty } from '../machine/property-writes.js';
import { enqueue } from '../machine/tasks.js';
import { arg } from './support.js';

const only = (m: Machine, v: Value, kinds: readonly string[]): Value => ({ ...v, consts: [], kinds: 0, unknown: false, refs: v.refs.filter((r) => kinds.includes(m.obj(r).kind)) });
const code = (m: Machine, v: Value): Value => only(m, v, ['function', 'native']);

/** What a hook of the package gives. */
const hook = (m: Machine, name: string, call: NativeCall, given: Value): Value => applyModel(m, m.setting.models.module('react-redux', name)!, { ...call, args: plainArgs(call.site, given) });

/** What the component gets of creators of actions: functions that make an action and dispatch it. */
function bound(m: Machine, creators: Value, dispatch: Value, site: Site): Value {
  const out = reference(m.alloc('object', site, EMPTY, {}, 'bound'));
  for (const r of creators.refs) {
    for (const [name, { v }] of m.content(r).props) {
      if (isInternal(name)) continue;
      const run: Native = (mm, c) => callValue(mm, dispatch, UNKNOWN, plainArgs(c.site, callValue(mm, code(mm, v), UNKNOWN, c.args, c.site)), c.site);
      setProperty(m, out, name, reference(m.alloc('native', site, EMPTY, { native: { name, call: run } }, `bound ${name}`)), site);
    }
  }
  return out;
}

/** `connect(stateToProps, dispatchToProps)(Component)`: the component is rendered with what the first makes of the state, and the second of the dispatch. */
const connect: Native = (m, call) => {
  const [ofState, ofDispatch] = [code(m, arg(call, 0)), arg(call, 1)];
  const wrap: Native = (mm, c) => {
    const component = only(mm, arg(c, 0), ['function', 'class', 'native']);
    const run = (): void => {
      const props = mm.alloc('object', c.site, EMPTY, {}, 'props');
      const copy = (v: Value): void => copyProperties(mm, only(mm, v, ['object', 'declared', 'external']), props, []);
      if (!isBottom(ofState)) copy(hook(mm, 'useSelector', c, ofState));
      if (!mm.st) return;
      const dispatch = hook(mm, 'useDispatch', c, UNKNOWN);
      const maker = code(mm, ofDispatch);
      const creators = only(mm, ofDispatch, ['object']);
      if (!isBottom(maker)) copy(callValue(mm, maker, UNKNOWN, plainArgs(c.site, dispatch), c.site));
      else if (!isBottom(creators)) copy(bound(mm, creators, dispatch, c.site));
      else setProperty(mm, reference(props), 'dispatch', dispatch, c.site);
      if (mm.st) mm.branch(() => render(mm, component, reference(props), c.site), () => BOTTOM);
    };
    if (isBottom(component)) return arg(c, 0);
    const key = `connect|${c.site.file}|${c.site.s}`;
    enqueue(mm, key, false, 0, () => (run(), BOTTOM));
    // Again for each state that the program comes to.
    for (const r of [...ofState.refs, ...component.refs]) {
      if (mm.obj(r).kind !== 'function') continue;
      mm.handedOut.add(r);
      mm.served.set(r, (mm.served.get(r) ?? new Map<string, () => void>()).set(key, run));
    }
    return arg(c, 0);
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'connect', call: wrap } }, 'connect'));
};

export const reactReduxNatives: Natives = { 'react-redux#connect': connect, 'react-redux#default.connect': connect };
