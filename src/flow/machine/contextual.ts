import type { FnType, FunctionFacts, Param } from '../../facts/ir.js';
import { GIVEN_FIRST, SHARED_SERVERS } from '../../models/frameworks.js';
import type { ObjectShape, Signature, TypeRef } from '../../types/shape.js';
import { isInternal } from '../domain/content.js';
import { reference, type Ref, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';

/** Levels of objects and arrays in which functions take their parameters' types from the declaration around them. */
const DEPTH = 3;

/** Functions in the value whose parameters have no types of their own take them from the declared one. */
export function declareFunctions(m: Machine, v: Value, ref: TypeRef, depth = 0): void {
  if (v.refs.length === 0) return;
  const first = givenFirst(m, ref);
  if (first !== undefined) for (const r of v.refs) m.obj(r).first ??= first;
  if (!m.setting.declared.takes(ref)) return;
  for (const r of v.refs) for (const s of holdsFunctions(m, r) ? m.setting.declared.shape(ref).objects : []) declareIn(m, r, s, depth);
}

/** The library's type that the first parameter of functions of the type has. */
function givenFirst(m: Machine, { file, type }: TypeRef): string | undefined {
  if (type.k !== 'ref') return undefined;
  const imported = m.facts(file)?.imports.find((i) => i.local === type.name);
  return imported && GIVEN_FIRST.find((g) => g.modules.test(imported.source) && g.name.test(imported.imported))?.type;
}

const withServers = new WeakMap<Machine, (typeof SHARED_SERVERS)[number] | null>();

/** A kind of server that some file of the program has to do with. */
function usedServer(m: Machine): (typeof SHARED_SERVERS)[number] | null {
  let known = withServers.get(m);
  if (known === undefined) {
    const sources = new Set(m.setting.linker.files.flatMap((file) => [...(m.facts(file)?.imports ?? []).map((i) => i.source), ...(m.facts(file)?.requires ?? [])]));
    withServers.set(m, (known = SHARED_SERVERS.find((s) => [...sources].some((source) => s.modules.test(source))) ?? null));
  }
  return known;
}

/**
 * What a function gets first that no code calls, where it uses that as a server: a plugin that a loader finds by its file. All of them get the same
 * one, as they share what one of them puts on it.
 */
export function givenServer(m: Machine, file: string, fn: FunctionFacts): Value | undefined {
  const [first] = fn.params;
  const name = first?.target.k === 'pvar' && !first.type ? m.facts(file)!.bindings[first.target.v]!.name : undefined;
  const server = name === undefined ? null : usedServer(m);
  if (!server) return undefined;
  const text = m.setting.linker.text(file)?.slice(fn.s, fn.e) ?? '';
  const called = [...text.matchAll(/([\w$]+)\s*\.\s*(\w+)\s*\(\s*(['"`]\/)?/g)].filter(([, object]) => object === name);
  if (!called.some(([, , method, path]) => server.tells.has(method!) || (path !== undefined && server.methods.has(method!)))) return undefined;
  const hash = server.type.indexOf('#');
  return reference(m.shared(`server ${server.type}`, 'instance', { file: '', s: 0, e: 0 }, { module: server.type.slice(0, hash), path: server.type.slice(hash + 1) }, true));
}

function holdsFunctions(m: Machine, ref: Ref): boolean {
  const { kind, closure, instanceOf } = m.obj(ref);
  return (kind === 'function' && isOpen(closure!.fn.params)) || ((kind === 'object' || kind === 'array') && instanceOf === undefined);
}

const isOpen = (params: readonly Param[]): boolean => params.some((p) => !p.type && !p.doc?.data);

function declareIn(m: Machine, ref: Ref, shape: ObjectShape, depth: number): void {
  const o = m.obj(ref);
  if (o.kind === 'function') {
    const signatures = shape.k === 'function' || shape.k === 'object' ? (shape.signatures ?? []) : [];
    // Of several overloads, it is not known which one is called.
    if (signatures.length === 1) o.signature ??= signatures[0]!;
    return;
  }
  if (depth >= DEPTH) return;
  for (const [name, { v }] of m.content(ref).props) {
    if (isInternal(name) || v.refs.length === 0) continue;
    if (shape.k === 'array' && shape.elem) declareFunctions(m, v, shape.elem, depth + 1);
    if (shape.k !== 'object' && shape.k !== 'class') continue;
    const member = shape.member(name);
    if (member?.signatures?.length === 1) for (const r of v.refs) if (holdsFunctions(m, r)) declareIn(m, r, { k: 'function', signatures: member.signatures }, depth + 1);
    const type = member ? member.type : shape.k === 'object' ? shape.index : undefined;
    if (type) declareFunctions(m, v, type, depth + 1);
  }
}

/** The type of the i-th parameter of a function: its own, or that of the declaration around it. */
export function parameterType(file: string, p: Param, i: number, signature: Signature | undefined): TypeRef | undefined {
  if (p.type) return { file, type: p.type };
  const given: FnType['params'][number] | undefined = p.doc?.data ? undefined : signature?.fn.params[i];
  if (!signature || !given?.type || Boolean(given.rest) !== Boolean(p.rest)) return undefined;
  return { file: signature.file, type: given.type, ...(signature.env && { env: signature.env }) };
}
