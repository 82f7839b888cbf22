import { isInternal } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { addLabels, ALL_KINDS, BOTTOM, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { callValue } from './calls.js';
import { deepLabels } from './deep.js';
import { declaredResult } from './declared-values.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import { addInside, applyModel } from './model.js';

export interface UnreadableCall extends NativeCall {
  /** The callee, where it is one known object. */
  readonly ref?: Ref;
}

/**
 * A function whose body can't be read and that no model describes: labels pass from the arguments and the receiver to the
 * result, to the callbacks and to the objects it is given, unless its declared result can't hold them.
 */
export function callUnreadable(m: Machine, call: UnreadableCall): Value {
  if (!m.st) return BOTTOM;
  const { args, site } = call;
  m.frame.implicit = true;
  m.mayRaise(unknownWith(NO_LABELS));
  const known = byName(m, call);
  if (known) return known;
  const values = [...args.list.map((a) => a.v), ...(args.rest ? [args.rest.v] : [])];
  const each = values.map((v) => deepLabels(m, v, site));
  let labels: Labels = NO_LABELS;
  for (const l of each) labels = joinLabels(labels, l);
  const receiver = call.thisValue.refs.length > 0 || call.thisValue.labels.length > 0 ? receiverLabels(m, call) : NO_LABELS;
  const into = labels;
  labels = joinLabels(labels, receiver);
  const o = call.ref === undefined ? undefined : m.obj(call.ref);
  const name = call.name ?? o?.path?.split('.').at(-1) ?? 'a function that can not be read';
  labels = stepped(labels, site.file, site.s, site.e, `through ${name}()`);
  for (const [i, v] of values.entries()) {
    passToCallbacks(m, v, labels, call, 0);
    const others = each.reduce((all: Labels, l, j) => (j === i ? all : joinLabels(all, l)), NO_LABELS);
    if (others.length > 0) for (const ref of v.refs) receive(m, ref, others);
  }
  if (into.length > 0) for (const ref of call.thisValue.refs) receive(m, ref, into);
  const declared = o ? declaredResult(m, o, call) : undefined;
  if (declared) return declared.holds ? addLabels(declared.v, labels) : declared.v;
  const fresh = m.alloc('external', site, undefined, { ...(o?.module && { module: o.module }) }, 'result');
  if (labels.length > 0) addInside(m, fresh, labels);
  return { labels, consts: [], kinds: ALL_KINDS, refs: [fresh], unknown: false };
}

const TAKES_CALLBACK = /^(?:map|filter|forEach|flatMap|find|findLast|findIndex|some|every|reduce|reduceRight|toSorted|sort)$/;

/** A method that is named like an array's or a promise's and is given a function does what theirs do, whatever the receiver is. */
function byName(m: Machine, call: UnreadableCall): Value | undefined {
  const first = call.args.list[0]?.v;
  if (!call.name || !first?.refs.some((r) => m.obj(r).kind === 'function') || (call.thisValue.refs.length === 0 && !call.thisValue.unknown)) return undefined;
  const type = TAKES_CALLBACK.test(call.name) ? 'Array' : undefined;
  const model = type && m.setting.models.global(`${type}.prototype.${call.name}`);
  return model ? applyModel(m, model, call) : undefined;
}

/** A receiver passes on what it holds while it is local; of a long-lived client or service that would join every use of it. */
function receiverLabels(m: Machine, call: NativeCall): Labels {
  let out = call.thisValue.labels;
  for (const ref of call.thisValue.refs) {
    if (m.persistent(ref)) continue;
    out = joinLabels(out, deepLabels(m, { ...call.thisValue, refs: [ref] }, call.site));
  }
  return out;
}

function receive(m: Machine, ref: Ref, labels: Labels): void {
  const kind = m.obj(ref).kind;
  if (kind === 'function' || kind === 'class' || kind === 'native' || kind === 'builtin' || kind === 'namespace') return;
  if (kind === 'external' && m.obj(ref).path !== undefined) return;
  addInside(m, ref, labels);
}

/** Calls functions found in an argument, as the unread body may: perhaps, with what it was given. */
export function passToCallbacks(m: Machine, v: Value, labels: Labels, call: NativeCall, depth: number): void {
  for (const ref of v.refs) {
    const o = m.obj(ref);
    if (o.kind === 'function') {
      m.handedOut.add(ref);
      const n = Math.max(1, o.closure!.fn.params.length);
      const given = { v: unknownWith(labels), s: call.site.s, e: call.site.e };
      m.branch(
        () => m.within('callback', true, () => callValue(m, { ...v, refs: [ref], unknown: false, kinds: 0, consts: [] }, UNDEFINED, { list: Array.from({ length: n }, () => given) }, call.site)),
        () => UNDEFINED,
      );
    } else if ((o.kind === 'object' || o.kind === 'array') && depth < 2) {
      for (const [name, s] of m.content(ref).props) if (!isInternal(name)) passToCallbacks(m, s.v, labels, call, depth + 1);
    }
  }
}

