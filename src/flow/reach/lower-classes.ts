import type { ClassMember } from '../../facts/ir.js';
import { DERIVED_STATE, LIFECYCLE } from '../../models/frameworks.js';
import type { FunctionNodes } from './file-graph.js';
import { injectedBy, layered } from './lower-frameworks.js';
import type { Lowering } from './lower.js';

/** Members as properties of what stands for all instances, or of the class itself. */
export function lowerClasses(l: Lowering): void {
  l.facts.classes.forEach((cls, c) => {
    const nodes = l.classes[c]!;
    l.fn = cls.parent;
    if (cls.v !== undefined) l.b.edge(nodes.value, cls.v);
    if (cls.superClass) l.b.edge(l.expr(cls.superClass), nodes.base);
    for (const d of cls.decorators) decorate(l, l.expr(d), [nodes.value]);
    for (const m of cls.members) member(l, m, m.static ? nodes.value : nodes.instance);
    const ctor = cls.members.find((m) => m.kind === 'ctor');
    if (cls.superClass && cls.members.some((m) => named(m) === 'render')) lowerComponent(l, c, nodes.instance);
    if (ctor?.f === undefined) return;
    for (const { param, name } of cls.paramProps) {
      const target = l.facts.functions[ctor.f]!.params[param]?.target;
      // Its variable holds what it is by default, too.
      const held = target?.k === 'pdefault' && target.target.k === 'pvar' ? target.target.v : l.functions[ctor.f]!.params[param];
      l.b.edge(held ?? -1, nodes.instance, 'store', name);
    }
  });
}

function named(m: ClassMember): string | undefined {
  return 'name' in m.key ? m.key.name : undefined;
}

/** React gives a component's methods its props and state. */
function lowerComponent(l: Lowering, c: number, instance: number): void {
  const held = ['props', 'state'].map((name) => l.b.load(instance, name, l.fn));
  const [base] = l.facts.types.find((t) => t.cls === c)?.extends ?? [];
  if (base?.k === 'ref') base.args?.slice(0, 2).forEach((type, i) => {
    const declared = l.node();
    l.b.typed.push({ node: declared, type });
    l.b.storeInto(declared, instance, i === 0 ? 'props' : 'state');
  });
  for (const m of l.facts.classes[c]!.members) {
    const f = m.f === undefined ? undefined : l.functions[m.f];
    const name = named(m);
    if (!f || !(m.kind === 'ctor' || LIFECYCLE.includes(name ?? '') || name === DERIVED_STATE)) continue;
    held.forEach((node, i) => l.b.edge(node, f.params[i] ?? -1));
    if (name === DERIVED_STATE) l.b.storeInto(f.ret, instance, 'state');
  }
}

function member(l: Lowering, m: ClassMember, owner: number): void {
  const { name } = l.key(m.key);
  const f = m.f === undefined ? undefined : l.functions[m.f]!;
  if (f) l.b.edge(owner, f.self);
  if (m.kind === 'field') {
    const held = l.node();
    if (f) l.b.edge(f.ret, held);
    l.b.edge(held, owner, 'store', name);
    for (const d of m.decorators ?? []) injectedBy(l, d, held);
    if (m.type) l.b.typed.push({ node: held, type: m.type });
    if (m.doc?.data) l.b.tagged.push(held);
  } else if (f && m.kind === 'method') {
    l.b.edge(f.value, owner, 'store', name);
    l.iterates(m.key, f.ret, owner);
  } else if (f && m.kind === 'get') {
    l.b.edge(f.ret, owner, 'store', name);
  } else if (f && m.kind === 'set') {
    l.b.edge(owner, f.params[0] ?? -1, 'load', name);
  }
  if (f) layered(l, m, f);
  for (const d of m.decorators ?? []) if (f) decorateMember(l, l.expr(d), f, owner);
}

/** By the older rules a decorator gets the object, the name and a descriptor that holds the function; by the standard the function first. */
function decorateMember(l: Lowering, decorator: number, f: FunctionNodes, owner: number): void {
  if (decorator < 0) return;
  const descriptor = l.node();
  l.b.edge(f.value, descriptor, 'store', 'value');
  decorate(l, decorator, [l.any([f.value, owner]), -1, descriptor]);
}

/** A decorator is called with what it stands on. */
function decorate(l: Lowering, decorator: number, args: readonly number[]): void {
  if (decorator >= 0) l.b.site({ kind: 'call', fn: l.fn, callee: decorator, name: '', receiver: -1, args, spreadFrom: Infinity, result: l.node() });
}
