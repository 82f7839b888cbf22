import type { Arg } from '../../facts/ir.js';
import { ANY } from './file-graph.js';
import type { Lowering } from './lower.js';

/** `Object.defineProperty`, `defineProperties`, `create` and `Reflect.defineProperty`: what descriptors hold, getters give and setters take. */
export function lowerDescriptors(l: Lowering, how: string, [object = -1, second = -1, third = -1]: readonly number[], [, key]: readonly Arg[], result: number): void {
  if (how === 'Object.defineProperty' || how === 'Reflect.defineProperty') property(l, object, key?.k === 'const' ? String(key.value) : ANY, third);
  else if (how === 'Object.defineProperties') properties(l, object, second, key);
  else if (how === 'Object.create') properties(l, result, second, key);
  if (how === 'Object.defineProperty' || how === 'Object.defineProperties') l.b.edge(object, result);
}

function properties(l: Lowering, object: number, descriptors: number, written: Arg | undefined): void {
  if (descriptors < 0) return;
  const names = written?.k === 'object' ? written.props.map((p) => (p.kind !== 'spread' && 'name' in p.key ? p.key.name : ANY)) : [ANY];
  for (const name of new Set(names)) property(l, object, name, l.b.load(descriptors, name, l.fn));
}

function property(l: Lowering, object: number, name: string, descriptor: number): void {
  if (object < 0 || descriptor < 0) return;
  l.b.storeInto(l.b.load(descriptor, 'value', l.fn), object, name);
  const got = l.node();
  l.b.site({ kind: 'call', fn: l.fn, callee: l.b.load(descriptor, 'get', l.fn), name: '', receiver: object, args: [], spreadFrom: Infinity, result: got });
  l.b.storeInto(got, object, name);
  l.b.site({ kind: 'call', fn: l.fn, callee: l.b.load(descriptor, 'set', l.fn), name: '', receiver: object, args: [l.b.load(object, name, l.fn)], spreadFrom: Infinity, result: l.node() });
}
