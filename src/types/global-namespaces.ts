import type { TypeIR, TypeMember } from '../facts/ir.js';
import type { Resolver } from './resolver.js';
import type { DeclaredValue } from './shape.js';

/** A namespace that declarations make global (`declare namespace FB { function track(x: string): void }`), as an object of its values. */
export function globalNamespace({ names }: Resolver, name: string): DeclaredValue | undefined {
  const { values } = names.ambient();
  const prefix = `${name}.`;
  const below = [...values].flatMap(([full, of]) => (full.startsWith(prefix) ? [{ path: full.slice(prefix.length).split('.'), ...of[0]! }] : []));
  const [first] = below;
  if (!first) return undefined;
  const { file } = first;
  const type = objectOf(below.filter((v) => v.file === file));
  return { file, name, s: type.s, e: type.e, type: { file, type }, labels: [], returns: [] };
}

interface Below {
  readonly path: readonly string[];
  readonly value: Omit<TypeMember, 'kind'>;
}

function objectOf(values: readonly Below[]): TypeIR {
  const { s, e } = values[0]!.value;
  const groups = new Map<string, Below[]>();
  for (const v of values) groups.set(v.path[0]!, [...(groups.get(v.path[0]!) ?? []), v]);
  const members = [...groups].map(([name, of]): TypeMember => {
    const own = of.find((v) => v.path.length === 1)?.value;
    const type = own ? own.type : objectOf(of.map((v) => ({ ...v, path: v.path.slice(1) })));
    return { kind: 'prop', name, ...(type && { type }), ...(own?.doc && { doc: own.doc }), s: own?.s ?? s, e: own?.e ?? e };
  });
  return { k: 'object', members, s, e };
}
