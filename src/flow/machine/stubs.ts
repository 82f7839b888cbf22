import type { ClassFacts, Expr, FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { TypeRef } from '../../types/shape.js';
import type { Value } from '../domain/value.js';
import { materialise } from './declared-objects.js';
import type { Machine } from './machine.js';
import type { Closure, Site } from './objects.js';

const known = new WeakMap<FunctionFacts, boolean>();

export interface Stub {
  readonly value: Value;
  /** Its code throws, which is seen as of any other. */
  readonly throws: boolean;
}

/**
 * What a function that is declared to give labelled data, and whose code gives nothing, stands for: code that is written elsewhere,
 * later, or by who runs this. Undefined: its code is as good as any. A method that other classes of the program can have in
 * their way is the default for those that have not.
 */
export function stubbed(m: Machine, { facts, fn }: Closure, site: Site): Stub | undefined {
  if (!fn.ret || fn.generator || !isStub(fn)) return undefined;
  const type: TypeRef = { file: facts.file, type: fn.ret };
  if (!m.setting.declared.mentions(type)) return undefined;
  const cls = fn.cls === undefined ? undefined : facts.classes[fn.cls]!;
  if (cls && m.setting.declared.implementations(`${facts.file}#${cls.name}`).length > 0) return undefined;
  if (cls && isNullObject(m, facts, cls, fn)) return undefined;
  return { value: materialise(m, type, site, `${fn.name || 'the function'}() is declared to give`), throws: fn.body!.body[0]!.k === 'throw' };
}

/** The class is one of several that implement an interface, and others give something: that it has nothing to give is what it is for. */
function isNullObject(m: Machine, facts: FileFacts, cls: ClassFacts, fn: FunctionFacts): boolean {
  const name = nameOf(cls, facts, fn);
  const ids = name === undefined ? [] : cls.implements.flatMap((type) => m.setting.declared.shape({ file: facts.file, type }).objects.flatMap((o) => ('id' in o ? [o.id] : [])));
  return ids.some((id) => m.setting.declared.implementations(id).some((other) => {
    const of = m.facts(other.file);
    const method = of?.classes[other.cls]!.members.find((x) => x.f !== undefined && 'name' in x.key && x.key.name === name);
    const code = method && of!.functions[method.f!];
    return code?.body !== undefined && code !== fn && !isStub(code);
  }));
}

function nameOf(cls: ClassFacts, facts: FileFacts, fn: FunctionFacts): string | undefined {
  const key = cls.members.find((x) => x.f !== undefined && facts.functions[x.f] === fn)?.key;
  return key && 'name' in key ? key.name : undefined;
}

function isStub(fn: FunctionFacts): boolean {
  let is = known.get(fn);
  if (is === undefined) {
    const [only, ...others] = fn.body?.body ?? [];
    is = others.length === 0 && ((only?.k === 'return' && only.arg !== undefined && isNothing(only.arg)) || only?.k === 'throw');
    known.set(fn, is);
  }
  return is;
}

/** Null, undefined, an empty list or object, a promise of one. */
function isNothing(e: Expr): boolean {
  switch (e.k) {
    case 'undef':
      return true;
    case 'const':
      return e.value === null;
    case 'array':
      return e.elems.length === 0;
    case 'object':
      return e.props.length === 0;
    case 'cast':
      return isNothing(e.expr);
    case 'await':
      return isNothing(e.arg);
    case 'new':
      return e.callee.k === 'global' && /^(?:Map|Set)$/.test(e.callee.name) && e.args.length === 0;
    case 'call':
      return isOf(e.callee, 'Promise', 'resolve') ? e.args.every((a) => a.k !== 'spread' && isNothing(a)) : isOf(e.callee, 'JSON', 'parse') && isNothingWritten(e.args[0]);
    default:
      return false;
  }
}

function isOf(callee: Expr, object: string, name: string): boolean {
  return callee.k === 'member' && callee.obj.k === 'global' && callee.obj.name === object && 'name' in callee.key && callee.key.name === name;
}

function isNothingWritten(e: { readonly k: string } | undefined): boolean {
  return e?.k === 'const' && /^\s*(?:\{\s*\}|\[\s*\]|null)\s*$/.test(String((e as Extract<Expr, { k: 'const' }>).value));
}
