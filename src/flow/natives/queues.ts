import { BOTTOM, onlyObjects, type Value } from '../domain/value.js';
import { plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { arg } from './support.js';

/** Levels of jobs below jobs that are followed. */
const DEPTH = 4;

/** A tree of jobs, each for the queue that it names. */
function addTree(m: Machine, tree: Value, call: NativeCall, depth: number): Value {
  const given = applyModel(m, m.setting.models.instance('bullmq#FlowProducer', '@job')!, { ...call, args: plainArgs(call.site, tree) });
  if (depth >= DEPTH || tree.refs.length === 0) return given;
  const children = m.st ? getProperty(m, onlyObjects(tree), 'children', call.site) : BOTTOM;
  addAll(m, children, call, depth + 1);
  return given;
}

function addAll(m: Machine, trees: Value, call: NativeCall, depth: number): void {
  const lists = onlyObjects(trees);
  if (lists.refs.length === 0 || !m.st) return;
  const { known, any } = iterate(m, lists, call.site);
  for (const tree of known ?? [any]) if (m.st) addTree(m, tree, call, depth);
}

const add: Native = (m, call) => addTree(m, arg(call, 0), call, 0);
const addBulk: Native = (m, call) => {
  addAll(m, arg(call, 0), call, 0);
  return m.st ? applyModel(m, m.setting.models.instance('bullmq#FlowProducer', 'close')!, call) : BOTTOM;
};

export const queueNatives: Natives = { 'bullmq#FlowProducer.prototype.add': add, 'bullmq#FlowProducer.prototype.addBulk': addBulk };
