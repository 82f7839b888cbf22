import { BOTTOM, onlyObjects } from '../domain/value.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given } from './support.js';

/** Instances of Sequelize's models, and documents of Mongoose's. */
const TYPE = 'mongoose#Document';

/** `get('column')`; `get()`: all of the row. */
const get: Native = (m, call) => {
  const { name } = keyName(arg(call, 0));
  return typeof name === 'string' && arg(call, 0).refs.length === 0 && given(call, 0) ? getProperty(m, call.thisValue, name, call.site) : call.thisValue;
};

/** `set('column', value)`, `set({ column: value })` */
const set: Native = (m, call) => {
  const columns = arg(call, 0);
  if (given(call, 1) && columns.refs.length === 0) setProperty(m, call.thisValue, keyName(columns).name, arg(call, 1), call.site);
  else for (const row of call.thisValue.refs) copyProperties(m, onlyObjects(columns), row, []);
  return call.thisValue;
};

/** `update({ column: value })`: the columns are set, and the row is saved. */
const update: Native = (m, call) => {
  set(m, { ...call, args: { list: call.args.list.slice(0, 1) } });
  const model = m.setting.models.instance(TYPE, 'save');
  return model ? applyModel(m, model, { ...call, args: { list: [] }, name: 'save' }) : BOTTOM;
};

/** Rows hold their columns as properties. */
export const documentNatives: Natives = Object.fromEntries([
  ...['get', 'getDataValue'].map((name): [string, Native] => [`${TYPE}.prototype.${name}`, get]),
  ...['set', 'setDataValue', 'setAttributes'].map((name): [string, Native] => [`${TYPE}.prototype.${name}`, set]),
  [`${TYPE}.prototype.update`, update],
]);
