import type { Arg, Expr, TypeIR } from '../../facts/ir.js';
import { givesRequest, REQUEST_METHOD } from '../../models/frameworks.js';
import { frameworkCall, injectedBy } from './lower-frameworks.js';
import { lowerDescriptors } from './lower-descriptors.js';
import type { Lowering } from './lower.js';
import { lowerMatch } from './lower-matches.js';

/** A call, or `new`: its result. */
export function lowerCall(l: Lowering, kind: 'call' | 'new', calleeExpr: Expr, args: readonly number[], spreadFrom: number, written: readonly Arg[] = [], typeArgs?: readonly TypeIR[]): number {
  let at = calleeExpr;
  while (at.k === 'chain' || (at.k === 'cast' && !at.type)) at = at.expr;
  const callee = l.expr(at);
  const receiver = at.k === 'member' ? (l.b.origin.get(callee)?.node ?? -1) : at.k === 'super' ? l.self() : -1;
  const name = at.k === 'member' ? ('name' in at.key ? at.key.name : '') : at.k === 'var' ? l.facts.bindings[at.v]!.name : at.k === 'global' ? at.name : at.k === 'super' ? 'super' : '';
  const result = l.node();
  const key = textOf(written[0]);
  const isSuper = at.k === 'member' && at.obj.k === 'super';
  const type = kind === 'new' && typeArgs && at.k === 'global' ? ({ k: 'ref', name, args: typeArgs, s: at.s, e: at.e } as const) : undefined;
  const site = { kind, fn: l.fn, callee, name, receiver, args, spreadFrom, result, ...(key !== undefined && { key }), ...(isSuper && { isSuper }), ...(type && { type }) };
  l.b.site(site);
  frameworkCall(l, site, typeArgs);
  lowerMatch(l, site);
  if (at.k === 'member' && name === 'then') loaded(l, at.obj, written[0]);
  if (name === REQUEST_METHOD && args.length === 0) l.b.requests.push(result);
  // A listener is what stands under the event's name.
  if (key === 'message' && args[1] !== undefined && receiver >= 0) l.b.storeInto(args[1], receiver, 'onmessage');
  if (at.k === 'member' && at.obj.k === 'global' && at.obj.name === 'Reflect') reflect(l, name, textOf(written[1]), args, result);
  if (at.k === 'member' && at.obj.k === 'global') lowerDescriptors(l, `${at.obj.name}.${name}`, args, written, result);
  if (at.k === 'member') indirect(l, at.obj.k === 'global' && at.obj.name === 'Reflect' ? `Reflect.${name}` : name, receiver, args, spreadFrom, result);
  return result;
}

/** `import('x').then(f)` gives the module to the function. */
function loaded(l: Lowering, module: Expr, then: Arg | undefined): void {
  if (module.k !== 'import' || module.source.k !== 'const' || then?.k !== 'func') return;
  const [param] = l.functions[then.f]!.params;
  if (param !== undefined) l.b.modules.set(param, String(module.source.value));
}

function textOf(written: Arg | undefined): string | undefined {
  return written?.k === 'const' && typeof written.value === 'string' ? written.value : undefined;
}

/** `Reflect.get` and `Reflect.set` read and write the property that they name. */
function reflect(l: Lowering, how: string, name: string | undefined, [object = -1, , value = -1]: readonly number[], result: number): void {
  if (name === undefined) return;
  if (how === 'get') l.b.edge(l.b.load(object, name, l.fn), result);
  else if (how === 'set') l.b.storeInto(value, object, name);
}

/** The call that `f.call`, `f.apply` and `Reflect.apply` make, and `f.bind` begins. */
function indirect(l: Lowering, how: string, f: number, args: readonly number[], spreadFrom: number, result: number): void {
  const site = (callee: number, self: number, given: readonly number[], from: number): void => {
    const made = l.node();
    l.b.site({ kind: 'call', fn: l.fn, callee, name: '', receiver: self, args: given, spreadFrom: from, result: made, ...(how === 'bind' && { bound: result }) });
    if (how !== 'bind') l.b.edge(made, result);
  };
  const [first = -1, second = -1, third = -1] = args;
  if (how === 'call' || how === 'bind') site(f, first, args.slice(1), Math.max(spreadFrom - 1, 0));
  else if (how === 'apply') site(f, first, [second], 0);
  else if (how === 'Reflect.apply') site(first, second, [third], 0);
}

/** The parameter gets the request, or what the function gives that the program made the decorator of. */
export function decorateParameter(l: Lowering, d: Expr, param: number): void {
  if (injectedBy(l, d, param)) return;
  const callee = d.k === 'call' ? d.callee : d;
  const imported = callee.k === 'var' ? l.facts.bindings[callee.v]!.import : undefined;
  if (imported !== undefined && givesRequest(l.facts.imports[imported]!)) l.b.requests.push(param);
  else l.b.edge(l.expr(callee), param);
}

/** An element: what its props hold it does; a component is called with them. */
export function lowerJsx(l: Lowering, e: Extract<Expr, { k: 'jsx' }>): number {
  const props = l.node();
  const result = l.node();
  for (const a of e.attrs) {
    if ('spread' in a) l.b.edge(l.expr(a.spread), props);
    else l.b.edge(l.expr(a.value), props, 'store', a.name);
  }
  for (const c of e.children) l.b.edge(l.arg(c), props, 'store', 'children');
  l.b.edge(props, result);
  if (typeof e.tag === 'string' || e.tag === null) return result;
  const callee = l.expr(e.tag);
  l.b.site({ kind: 'jsx', fn: l.fn, callee, name: '', receiver: -1, args: [props], spreadFrom: Infinity, result });
  return result;
}
