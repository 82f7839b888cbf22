import { EMPTY } from '../domain/content.js';
import { UNDEFINED, onlyObjects, reference } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { arg } from './support.js';

/** `fromEvent(target, name)`: listens, whatever kind of emitter it is, and emits what the listener gets first. */
const fromEvent: Native = (m, call) => {
  const { models } = m.setting;
  const made = applyModel(m, models.module('rxjs', 'fromEvent')!, call);
  const next: Native = (mm, c) => applyModel(mm, models.instance('rxjs#Subject', 'next')!, { ...c, thisValue: made });
  const listener = reference(m.alloc('native', call.site, EMPTY, { native: { name: 'next', call: next } }, 'listener'));
  const target = { ...arg(call, 0), consts: [], kinds: 0 };
  const add = target.refs.length === 0 ? undefined : ['on', 'addEventListener', 'addListener'].map((name) => getProperty(m, target, name, call.site)).find((f) => f.refs.length > 0);
  if (add && m.st) m.branch(() => callValue(m, onlyObjects(add), target, plainArgs(call.site, arg(call, 1), listener), call.site), () => UNDEFINED);
  return made;
};

/** Streams of what emitters and elements emit. */
export const rxjsNatives: Natives = { 'rxjs#fromEvent': fromEvent };
