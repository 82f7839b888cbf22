import type { ClassMember, Expr, FileFacts, FunctionFacts, Param, Span, Stmt, TypeIR } from '../../facts/ir.js';
import type { ProgramTypes } from '../../types/shape.js';
import { Kind, type ObjectShape, type TypeRef } from '../../types/shape.js';
import { isIndex, slot, withSlot } from '../domain/content.js';
import { joinLabels, makeTaint, NO_LABELS, step, type Labels } from '../domain/taint.js';
import { addLabels, isBottom, join, objectsOf, ofKinds, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { isOpen } from './asked.js';
import { materialise } from './declared-objects.js';
import { ambientValue } from './declared-values.js';
import type { Frame } from './frame.js';
import { fromScripts } from './globals.js';
import type { Machine } from './machine.js';
import { overloadReturn } from './overloads.js';
import { noteStore, startsState } from './stores.js';
import { isUnassigned } from './unassigned.js';
import type { Obj, Site } from './objects.js';
import { declareFunctions } from './contextual.js';
import { declassified } from './declassify.js';

export type Declared = ProgramTypes;

/** Labels of a source at `site`. */
export function sourceLabels(labels: readonly string[], site: Site, message: string): Labels {
  let out: Labels = NO_LABELS;
  for (const label of labels) out = joinLabels(out, [makeTaint(label, step(null, site.file, site.s, site.e, `${message} ${label}`, true))]);
  return out;
}

/** Adds labels that the value doesn't carry yet; null and undefined stay clean. */
export function tag(v: Value, labels: Labels): Value {
  if (labels.length === 0) return v;
  const missing = labels.filter((t) => !v.labels.some((u) => u.label === t.label && !u.match));
  const holds = v.refs.length > 0 || v.unknown || (v.kinds & ~(Kind.undefined | Kind.null)) !== 0 || v.consts.some((c) => c !== null && c !== undefined);
  return missing.length > 0 && holds ? addLabels(v, missing) : v;
}

/** Gives a value what its declared type says: labels, and structure where it comes from outside. */
export function conform(m: Machine, v: Value, ref: TypeRef, site: Site, message: string, depth = 0): Value {
  const types = m.setting.declared;
  if (!m.st || isBottom(v)) return v;
  if (depth === 0) declareFunctions(m, v, ref);
  if (!types.mentions(ref)) {
    // How open a module's own objects are tells what of an object stored in them is looked at.
    if (m.frame.purposes.length > 0) for (const r of v.refs) if (m.obj(r).kind === 'object') declareAs(m.obj(r), types.shape(ref).objects);
    return v;
  }
  const shape = types.shape(ref);
  let out = tag(v, sourceLabels(shape.labels, site, message));
  const opaque = shape.objects.length > 0 && v.refs.some((r) => isOpaque(m, r));
  if ((v.unknown || opaque) && shape.objects.length > 0) {
    const outside = materialise(m, ref, site, message, depth);
    if (opaque && !v.unknown) out = join(out, objectsOf(outside));
    else out = { ...join({ ...out, unknown: shape.unknown, kinds: out.kinds & (shape.kinds | 3) }, outside), labels: joinLabels(out.labels, outside.labels) };
  }
  if (depth < 3) for (const r of v.refs) conformObject(m, r, shape, site, message, depth);
  return out;
}

/** Made by code that can't be read: nothing is known of it but what it is declared to be. */
function isOpaque(m: Machine, ref: Ref): boolean {
  const { kind, path } = m.obj(ref);
  return kind === 'external' && path === undefined;
}

function declareAs(o: Obj, shapes: readonly ObjectShape[]): void {
  const known = (o.declaredAs ??= []);
  for (const s of shapes) if ('id' in s && !known.some((x) => 'id' in x && x.id === s.id)) known.push(s);
}

function conformObject(m: Machine, ref: Ref, shape: ReturnType<Declared['shape']>, site: Site, message: string, depth: number): void {
  const o = m.obj(ref);
  if (!['object', 'array', 'map', 'set', 'promise', 'external'].includes(o.kind) || o.instanceOf !== undefined) return;
  for (const s of shape.objects) {
    const elem = s.k === 'array' || s.k === 'set' || s.k === 'promise' || s.k === 'iterable' ? s.elem : s.k === 'map' ? s.value : undefined;
    const content = m.content(ref);
    if (s.k === 'tuple' && o.kind === 'array') {
      let c = content;
      for (const [name, sl] of content.props) {
        const at = isIndex(name) ? (s.elems[Number(name)] ?? s.rest) : undefined;
        if (at) c = withSlot(c, name, { ...sl, v: conform(m, sl.v, at, site, message, depth + 1) });
      }
      m.setContent(ref, c);
    } else if (elem && o.kind !== 'object') {
      if (!m.setting.declared.mentions(elem)) continue;
      let c = content;
      for (const [name, sl] of content.props) {
        if (name.startsWith('!') && name !== '!value') continue;
        c = withSlot(c, name, { ...sl, v: conform(m, sl.v, elem, site, message, depth + 1) });
      }
      const rest = isBottom(content.rest) ? content.rest : conform(m, content.rest, elem, site, message, depth + 1);
      m.setContent(ref, { ...c, rest });
    } else if ((s.k === 'object' || s.k === 'class') && o.kind === 'object') {
      declareAs(o, [s]);
      let c = content;
      for (const [name, sl] of content.props) {
        const member = name.startsWith('!') ? undefined : s.member(name);
        if (!member) continue;
        const labelled = tag(sl.v, sourceLabels(member.labels, site, `\`${s.name}.${name}\` is declared`));
        const v = member.type ? conform(m, labelled, member.type, site, `\`${s.name}.${name}\` is declared`, depth + 1) : labelled;
        if (v !== sl.v) c = withSlot(c, name, { ...sl, v });
      }
      if (c !== content) m.setContent(ref, c);
    }
  }
}

function annotated(m: Machine, file: string, type: TypeIR | undefined, data: readonly string[] | undefined, v: Value, site: Site, what: string, env?: TypeRef['env']): Value {
  let out = v;
  if (data) out = tag(out, sourceLabels(data, site, `${what} is declared`));
  if (type) out = conform(m, out, { file, type, ...(env && { env }) }, site, `${what} is declared`);
  return out;
}

/** A value written to a variable. */
export function conformVariable(m: Machine, v: number, value: Value): Value {
  const b = m.frame.facts.bindings[v]!;
  if (b.kind === 'param') return value;
  if (!b.type && !b.doc?.data) return value;
  if (b.type && startsState(m)) noteStore(m, value, { file: m.frame.facts.file, type: b.type }, m.site(b));
  return annotated(m, m.frame.facts.file, b.type, b.doc?.data, value, m.site(b), `\`${b.name}\``);
}

/** A variable that is declared without a value (`declare const`, `declare function`, `let x!: T` that nothing assigns) holds what its declaration says. */
export function tagVariable(m: Machine, facts: FileFacts, v: number, value: Value, at: Span): Value {
  const b = facts.bindings[v]!;
  if (value.refs.length > 0 || (!b.ambient && b.kind !== 'function' && !isOnlyDeclared(m, facts, v, value))) return value;
  const site = { file: facts.file, s: at.s, e: at.e };
  const script = b.ambient ? fromScripts(m, b.name) : undefined;
  if (script) return b.type ? conform(m, script, { file: facts.file, type: b.type }, site, `\`${b.name}\` is declared`) : script;
  const declared = b.ambient || b.kind === 'function' ? facts.ambient.filter((x) => x.name === b.name && x.module === undefined) : [];
  if (declared.length > 0) return ambientValue(m, facts.file, declared, site);
  const outside = b.type ? materialise(m, { file: facts.file, type: b.type }, { file: facts.file, s: b.s, e: b.e, part: { of: `${facts.file}:${b.s}`, name: b.name } }, `\`${b.name}\` is declared`) : value;
  return b.doc?.data ? tag(b.type ? outside : UNKNOWN, sourceLabels(b.doc.data, site, `\`${b.name}\` is declared`)) : outside;
}

/** Nothing gives the variable a value, and its declaration, which has labels, wants one. */
function isOnlyDeclared(m: Machine, facts: FileFacts, v: number, value: Value): boolean {
  const { type, doc } = facts.bindings[v]!;
  const isUnset = value.consts.length === 1 && value.consts[0] === undefined && value.kinds === 0 && !value.unknown;
  if (!isUnset || !(doc?.data || (type && m.setting.declared.mentions({ file: facts.file, type })))) return false;
  const { kinds, unknown } = type ? m.setting.declared.shape({ file: facts.file, type }) : { kinds: 0, unknown: false };
  return !unknown && (kinds & (Kind.undefined | Kind.null)) === 0 && isUnassigned(facts, v);
}

/** `type`: the parameter's own, or what the declaration around the function says. */
export function conformParam(m: Machine, p: Param, type: TypeRef | undefined, v: Value): Value {
  const data = p.doc?.data;
  if (!type && !data) return v;
  const { facts } = m.frame;
  const target = p.target.k === 'pdefault' ? p.target.target : p.target;
  const name = target.k === 'pvar' ? facts.bindings[target.v]!.name : 'parameter';
  return annotated(m, type?.file ?? facts.file, type?.type, data, v, m.site(p), `\`${name}\``, type?.env);
}

/** What a call of the frame's function gives: its declared return type, `@data`, policy `returns` and declassifiers. */
export function conformReturn(m: Machine, frame: Frame, v: Value): Value {
  const { fn, facts } = frame;
  const types = m.setting.declared;
  let out = v;
  const site = { file: facts.file, s: fn.ns, e: fn.ne };
  const labels = types.returnsLabel(facts.file, fn, className(frame));
  const what = fn.name ? `${fn.name}()` : 'the function';
  if (labels.length > 0) out = tag(out, sourceLabels(labels, site, `${what} returns`));
  for (const type of fn.generator ? [] : [fn.ret, overloadReturn(m, frame)]) {
    if (!type) continue;
    const ref: TypeRef = { file: facts.file, type };
    if (types.takes(ref) && !(isChosen(m, ref) && !isOpen(m, out))) {
      const promised = fn.async ? types.shape(ref).objects.find((o) => o.k === 'promise') : undefined;
      const inner = promised && promised.k === 'promise' ? promised.elem : ref;
      if (inner) out = conform(m, out, inner, site, `${what} returns`);
    }
  }
  return declassified(m, frame, out);
}

/** `T[K]` of a type parameter: which member it is each call says, and what it gives. */
function isChosen(m: Machine, { file, type }: TypeRef): boolean {
  return type.k === 'indexed' && type.index.k === 'ref' && m.setting.declared.shape({ file, type: type.index }).unknown;
}

/** A library's object that was made as a schema of labelled data has its labels for the models of its methods, as `this.@schema`. */
export function describeSchema(m: Machine, receiver: Value, made: Expr): void {
  if (!m.st) return;
  for (const ref of receiver.refs) {
    const { kind, module } = m.obj(ref);
    if (kind !== 'instance' || module === undefined || m.slot(ref, SCHEMA) !== undefined) continue;
    const site = m.site(made);
    const labels = sourceLabels(m.setting.declared.schemaLabels(site.file, made), site, 'the schema describes');
    if (labels.length > 0) m.setSlot(ref, SCHEMA, slot(ofKinds(Kind.string, labels)));
  }
}

const SCHEMA = '!@schema';

export function className(frame: { readonly facts: Frame['facts']; readonly fn: FunctionFacts }): string | undefined {
  return frame.fn.cls === undefined ? undefined : frame.facts.classes[frame.fn.cls]!.name;
}

export function conformCast(m: Machine, v: Value, e: Extract<Expr, { k: 'cast' }>): Value {
  if (!e.type || !m.st || e.kind === 'const' || e.kind === 'nonnull' || e.kind === 'instantiate') return e.kind === 'nonnull' ? withoutNullish(v) : v;
  const type = { file: m.frame.facts.file, type: e.type };
  if (e.expr.k === 'object' && e.expr.props.length === 0) noteStore(m, v, type, m.site(e));
  return conform(m, v, type, m.site(e), 'the value is asserted to be');
}

function withoutNullish(v: Value): Value {
  const out: Value = { ...v, consts: v.consts.filter((c) => c !== null && c !== undefined), kinds: v.kinds & ~(Kind.undefined | Kind.null) };
  // What is asserted in vain is still there.
  return isBottom(out) ? v : out;
}

/** A declaration whose type stands on a pattern: `const { a }: T = …`. */
export function conformDeclaration(m: Machine, type: TypeIR, v: Value, s: Extract<Stmt, { k: 'decl' }>): Value {
  return s.target.k === 'pvar' ? v : annotated(m, m.frame.facts.file, type, undefined, v, m.site(s), 'the value');
}

/** A class field's initial value. */
export function conformField(m: Machine, cls: Ref, member: ClassMember, v: Value): Value {
  const info = m.obj(cls).cls!;
  const name = 'name' in member.key ? member.key.name : '';
  const site = { file: info.facts.file, s: member.s, e: member.e };
  if (member.type) noteStore(m, v, { file: info.facts.file, type: member.type }, site);
  return conformMember(m, info.facts.file, info.index, name, member.static, v, site);
}

export function conformMember(m: Machine, file: string, cls: number, name: string, isStatic: boolean, v: Value, site: Site): Value {
  const declared = m.setting.declared.memberOfClass(file, cls, name, isStatic);
  if (!declared) return v;
  const what = `\`${declared.owner}.${name}\` is declared`;
  const out = tag(v, sourceLabels(declared.labels, site, what));
  return declared.type ? conform(m, out, declared.type, site, what) : out;
}

