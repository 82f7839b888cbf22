import type { AmbientValue } from '../../facts/ir.js';
import type { DeclaredValue, Signature, TypeRef } from '../../types/shape.js';
import { EMPTY } from '../domain/content.js';
import { reference, UNKNOWN, type Value } from '../domain/value.js';
import { natives } from '../natives/index.js';
import { sourceLabels, tag } from './declared.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Obj, Site } from './objects.js';
import { canHold } from './declared-calls.js';
import { beginning, fromOutside, materialise, type Origin } from './declared-objects.js';

/** What a library function's declaration says of its result; undefined where there is none. */
export function declaredResult(m: Machine, o: Obj, call: NativeCall): { v: Value; holds: boolean } | undefined {
  if (!o.module || o.path === undefined || call.isNew) return undefined;
  const types = m.packageTypes.get(o.module);
  if (!types || o.path.includes('.')) return undefined;
  const t = m.setting.declared.typeOfExport(types, o.path || 'default');
  const s = t?.signatures?.[0];
  if (!s?.fn.ret) return undefined;
  const ref: TypeRef = { file: s.file, type: s.fn.ret, ...(s.env && { env: s.env }) };
  if (!canHold(m, ref)) return { v: materialise(m, ref, call.site, 'the call gives'), holds: false };
  return m.setting.declared.mentions(ref) ? { v: materialise(m, ref, call.site, 'the call gives'), holds: true } : undefined;
}

/** A package's export whose declared type mentions a label. */
export function declaredExport(m: Machine, module: string, path: string, site: Site): Value | undefined {
  const types = m.packageTypes.get(module);
  if (!types || path.includes('.') || !m.setting.declared.sourceFiles().includes(types)) return undefined;
  const t = m.setting.declared.typeOfExport(types, path);
  // What is known of the library is used as that says, unless its declaration tells of labels.
  if (!t || (isKnown(m, module, path) && !tellsOfLabels(m, t))) return undefined;
  return fromDeclaration(m, t, path, site);
}

function isKnown(m: Machine, module: string, path: string): boolean {
  const key = `${module}#${path}`;
  const { models } = m.setting;
  return natives[key] !== undefined || natives[`new ${key}`] !== undefined || models.module(module, path) !== undefined || models.type(module, path) !== undefined;
}

function tellsOfLabels(m: Machine, { type, signatures = [], labels, returns }: DeclaredValue): boolean {
  const { declared } = m.setting;
  return labels.length > 0 || returns.length > 0 || (type !== undefined && declared.mentions(type)) || signatures.some((s) => s.fn.ret && declared.mentions({ ...s, type: s.fn.ret }));
}

/** An export that is declared without a body. */
export function declaredExportOf(m: Machine, file: string, name: string, site: Site): Value | undefined {
  const t = m.setting.declared.typeOfExport(file, name);
  return t ? fromDeclaration(m, t, name, site) : undefined;
}

/** A global that the program declares. */
export function ambientGlobal(m: Machine, name: string, site: Site): Value | undefined {
  const t = m.setting.declared.ambientGlobal(name);
  return t ? fromDeclaration(m, t, name, site) : undefined;
}

/** A value that a file declares for itself without a body; several declarations of a function are its overloads. */
export function ambientValue(m: Machine, file: string, declared: readonly AmbientValue[], site: Site): Value {
  const first = declared[0]!;
  const types = m.setting.declared;
  const signatures = declared.flatMap((d): Signature[] => {
    if (d.type?.k !== 'fn') return [];
    const data = [...(d.doc?.data ?? []), ...types.labelsAt({ file, s: d.s, e: d.e }).returns];
    return [{ file, fn: d.type.fn, ...(data.length > 0 && { doc: { s: d.s, e: d.e, ...d.doc, data: [...new Set(data)] } }) }];
  });
  return fromDeclaration(m, { file, s: first.s, e: first.e, signatures, type: first.type && { file, type: first.type }, labels: first.doc?.data }, first.name, site);
}

interface Declaration extends Site {
  readonly type?: TypeRef | undefined;
  readonly signatures?: readonly Signature[] | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** What a declaration stands for: one value, wherever it is read. */
function fromDeclaration(m: Machine, t: Declaration, name: string, site: Site): Value {
  const what = `\`${name}\` is declared`;
  const origin: Origin = { file: t.file, s: t.s, e: t.e, part: { of: `${t.file}:${t.s}`, name } };
  if (t.signatures?.length) return reference(fromOutside(m, 'declared', origin, EMPTY, { shape: { k: 'function', signatures: t.signatures } }, 'export'));
  const v = t.type ? materialise(m, t.type, origin, what) : UNKNOWN;
  return tag({ ...v, labels: beginning(v.labels, what, site) }, sourceLabels(t.labels ?? [], site, what));
}
