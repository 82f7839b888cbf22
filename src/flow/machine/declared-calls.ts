import { Kind, type Signature, type TypeRef } from '../../types/shape.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, join, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { argumentLabels } from './asked.js';
import { checkDeclared, useWhole } from './boundary.js';
import { declareFunctions } from './contextual.js';
import { callAsDeclared } from './declared-callbacks.js';
import { sourceLabels, tag } from './declared.js';
import { materialise } from './declared-objects.js';
import { deepLabels } from './deep.js';
import { generatedModel } from './generated-clients.js';
import { declaredModel } from './library.js';
import type { Machine } from './machine.js';
import { applyModel } from './model.js';
import { queryRows } from './model/query-rows.js';
import type { NativeCall } from './native.js';
import { overload } from './overloads.js';
import { getProperty } from './properties.js';
import { callUnreadable, passToCallbacks } from './unreadable.js';

/** Part of the paths of installed packages' files. */
const PACKAGE = '/node_modules/';

/** Calls a function known by its declared type. */
export function callDeclared(m: Machine, ref: Ref, call: NativeCall): Value {
  const shape = m.obj(ref).shape!;
  const signatures: readonly Signature[] = shape.k === 'function' ? shape.signatures : shape.k === 'object' ? (shape.signatures ?? []) : [];
  const chosen = signatures.length > 1 ? overload(m, signatures, call.args) : signatures[0];
  if (!chosen) return callUnreadable(m, { ...call, ref });
  for (const [i, p] of chosen.fn.params.entries()) {
    const given = call.args.list[i];
    if (given && p.type && !p.rest) declareFunctions(m, given.v, { file: chosen.file, type: p.type, ...(chosen.env && { env: chosen.env }) });
  }
  return callSigned(m, ref, chosen, { ...call, ...(shape.k === 'function' && shape.name !== undefined && { name: shape.name }), args: checkDeclared(m, chosen, call) });
}

function callSigned(m: Machine, ref: Ref, chosen: Signature, call: NativeCall): Value {
  const result = resultOf(m, chosen, call, m.obj(ref).depth ?? 0);
  m.frame.implicit = true;
  m.mayRaise(UNKNOWN);
  const model = generatedModel(m, call) ?? declaredModel(m, call);
  if (model) {
    const got = applyModel(m, model, model.rows ? { ...call, told: () => recordsTold(m, result.v, call) } : call);
    return model.columns ? queryRows(m, result.v, got, model, call) : join(result.v, got);
  }
  let labels: Labels = NO_LABELS;
  for (const a of call.args.list) {
    const given = argumentLabels(m, a, call.site);
    if (chosen.file.includes(PACKAGE)) useWhole(m, given, { file: call.site.file, s: a.s, e: a.e });
    labels = joinLabels(labels, given);
  }
  if (call.args.rest) labels = joinLabels(labels, deepLabels(m, call.args.rest.v, call.site));
  labels = stepped(labels, call.site.file, call.site.s, call.site.e, 'through a call');
  for (const [i, a] of call.args.list.entries()) if (!callAsDeclared(m, chosen, i, a.v, labels, call.site)) passToCallbacks(m, a.v, labels, call, 0);
  return result.holds ? addLabels(result.v, labels) : result.v;
}

/** Records that a query's declaration tells; of one that tells none, as `count`, those of another of the same table. */
function recordsTold(m: Machine, told: Value, { thisValue, site }: NativeCall): Value {
  if (told.refs.some((r) => m.obj(r).kind !== 'promise' || (m.slot(r, '!value')?.v.refs.length ?? 0) > 0)) return told;
  const other = thisValue.refs.length > 0 ? getProperty(m, thisValue, 'findFirst', site) : UNKNOWN;
  const signatures = other.refs.flatMap((r) => {
    const { shape } = m.obj(r);
    return shape?.k === 'function' ? shape.signatures.slice(0, 1) : [];
  });
  return signatures.reduce((v, s) => join(v, resultOf(m, s, { thisValue, args: { list: [] }, site, isNew: false }, 0).v), BOTTOM);
}

function resultOf(m: Machine, s: Signature, call: NativeCall, depth: number): { v: Value; holds: boolean } {
  const what = 'the call gives';
  const labels = sourceLabels(s.doc?.data ?? [], call.site, what);
  if (!s.fn.ret) return { v: tag(UNKNOWN, labels), holds: true };
  const ref: TypeRef = { file: s.file, type: s.fn.ret, ...(s.env && { env: s.env }) };
  const v = tag(materialise(m, ref, call.site, what, Math.min(depth, 2)), labels);
  return { v, holds: canHold(m, ref) };
}

/** A value of the type can hold data: it is more than a boolean, a number or nothing. */
export function canHold(m: Machine, ref: TypeRef): boolean {
  const shape = m.setting.declared.shape(ref);
  if (shape.unknown) return true;
  if (shape.objects.length > 0) return !shape.objects.every((o) => o.k === 'promise' && o.elem && !canHold(m, o.elem));
  return (shape.kinds & (Kind.string | Kind.bigint | Kind.symbol)) !== 0;
}
