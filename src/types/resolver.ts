import type { Doc, FnType, TypeIR, TypeParam } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { ofKinds, ofObject, union, withLabels } from './combine.js';
import { close, THIS } from './keys.js';
import type { Keys } from './keys.js';
import type { Labels } from './labels.js';
import type { Names, Site, ValueSite } from './names.js';
import type { Schemas } from './schemas.js';
import type { References } from './references.js';
import type { DeclaredValue, Member, Shape, Signature, TypeEnv, TypeRef } from './shape.js';
import { Kind } from './shape.js';

/** What the parts of the resolution share; they call each other through it. */
export interface Resolver {
  readonly linker: Linker;
  readonly names: Names;
  readonly labels: Labels;
  readonly references: References;
  readonly keys: Keys;
  readonly schemas: Schemas;
  shape(ref: TypeRef): Shape;
  /** A declaration under arguments. */
  siteShape(site: Site, args: readonly TypeRef[]): Shape;
  /** An instance of a class of the program. */
  classShape(file: string, cls: number, args?: readonly TypeRef[]): Shape;
  classMember(file: string, cls: number, name: string, isStatic: boolean): Member | undefined;
  value(site: ValueSite): DeclaredValue;
  valueShape(site: ValueSite): Shape;
}

export const OTHER: TypeIR = { k: 'other', s: 0, e: 0 };

/** Arguments under the names of a declaration's type parameters; what is missing takes its default, else its constraint. */
export function bind(file: string, params: readonly TypeParam[] | undefined, args: readonly TypeRef[], outer?: TypeEnv): TypeEnv | undefined {
  if (!params || params.length === 0) return outer;
  const env = new Map(outer);
  params.forEach((param, i) => {
    const given = args[i];
    if (given) return void env.set(param.name, given);
    env.delete(param.name);
    const fallback = param.default ?? param.constraint ?? OTHER;
    env.set(param.name, close({ file, type: fallback, env: new Map(env).set(param.name, { file, type: OTHER }) }));
  });
  return env;
}

/** A signature whose own type parameters stand for their constraints until a call binds them. */
export function signature(file: string, fn: FnType, env: TypeEnv | undefined, doc?: Doc): Signature {
  const erased = new Map(env);
  for (const param of fn.typeParams ?? []) erased.set(param.name, { file, type: OTHER });
  for (const param of fn.typeParams ?? []) {
    if (param.constraint) erased.set(param.name, close({ file, type: param.constraint, env: new Map(erased) }));
  }
  return { file, fn, ...(erased.size > 0 ? { env: erased } : {}), ...(doc ? { doc } : {}) };
}

/** The declaration itself as a type, for `this`. */
export function selfRef(part: Site['parts'][number], env: TypeEnv | undefined): TypeRef {
  const { file, decl } = part;
  const at = { s: decl.s, e: decl.e };
  const args = decl.typeParams?.map((p): TypeIR => ({ k: 'ref', name: p.name, ...at }));
  return { file, type: { k: 'ref', name: decl.name, ...at, ...(args ? { args } : {}) }, ...(env ? { env } : {}) };
}

export function partEnv(part: Site['parts'][number], args: readonly TypeRef[]): TypeEnv {
  const env = bind(part.file, part.decl.typeParams, args);
  return new Map(env).set(THIS, selfRef(part, env));
}

/** What reading a member gives. */
export function memberShape(r: Resolver, member: Member): Shape {
  const parts: Shape[] = [];
  if (member.type) parts.push(r.shape(member.type));
  if (member.signatures) parts.push(ofObject({ k: 'function', signatures: member.signatures }));
  else if (!member.type) parts.push({ kinds: 0, labels: [], objects: [], unknown: true });
  if (member.optional) parts.push(ofKinds(Kind.undefined));
  return member.signatures ? union(parts) : withLabels(union(parts), member.labels);
}
