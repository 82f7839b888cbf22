import { onlyObjects, references, type Value } from '../domain/value.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given } from './support.js';

/** Headers of an answer, or of a request, by name. */
function headers(m: Machine, of: Value): Value {
  return references(of.refs.map((r) => m.shared(`headers|${r}`, 'object', m.obj(r).site, {}, true)));
}

const nameOf = (v: Value): string | null => keyName(v).name?.toLowerCase() ?? null;

/** `set(name, value)`, `set({ name: value })` */
export const setHeader: Native = (m, call) => {
  const all = headers(m, call.thisValue);
  if (given(call, 1)) setProperty(m, all, nameOf(arg(call, 0)), arg(call, 1), call.site);
  else for (const to of all.refs) copyProperties(m, onlyObjects(arg(call, 0)), to, []);
  return call.thisValue;
};

export const getHeader: Native = (m, call) => getProperty(m, headers(m, call.thisValue), nameOf(arg(call, 0)), call.site);

/** The message as a whole has the labels of its headers. */
const noted = (type: string, name: string): Native => (m, call) => {
  const model = m.setting.models.instance(type, name);
  if (model) applyModel(m, model, { ...call, name });
  return setHeader(m, call);
};

/** Headers are kept apart by their names. */
export const headerNatives: Natives = Object.fromEntries(
  ['ServerResponse', 'OutgoingMessage', 'ClientRequest'].flatMap((type) => [
    ...['setHeader', 'appendHeader'].map((name): [string, Native] => [`node:http#${type}.prototype.${name}`, noted(`node:http#${type}`, name)]),
    [`node:http#${type}.prototype.getHeader`, getHeader],
  ]),
);
