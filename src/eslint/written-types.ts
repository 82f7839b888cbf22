import type { TSESTree } from '@typescript-eslint/utils';
import type { FileFacts, TypeIR } from '../facts/ir.js';

const KINDS: ReadonlySet<unknown> = new Set<TypeIR['k']>([
  'ref', 'union', 'inter', 'tuple', 'array', 'rest', 'optional', 'keyof', 'object', 'fn', 'prim', 'lit', 'template', 'typeof', 'indexed', 'import',
  'cond', 'mapped', 'infer', 'predicate', 'this', 'other',
]);

const known = new WeakMap<FileFacts, ReadonlyMap<number, readonly TypeIR[]>>();

/** A type that is written in a file. */
export function typeAt(facts: FileFacts, node: TSESTree.TypeNode): TypeIR | undefined {
  // Facts know no `readonly`.
  if (node.type === 'TSTypeOperator' && node.operator === 'readonly' && node.typeAnnotation) return typeAt(facts, node.typeAnnotation);
  const [s, e] = node.range;
  let types = known.get(facts);
  if (!types) known.set(facts, (types = collect(facts)));
  return types.get(s)?.find((type) => type.e === e);
}

/** Expressions have kinds of the same name, but stand where no type does. */
function collect(facts: FileFacts): ReadonlyMap<number, readonly TypeIR[]> {
  const types = new Map<number, TypeIR[]>();
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if ('k' in node && KINDS.has(node.k) && 's' in node) {
      const type = node as TypeIR;
      const same = types.get(type.s);
      if (same) same.push(type);
      else types.set(type.s, [type]);
    }
    for (const inner of Object.values(node) as unknown[]) visit(inner);
  };
  visit([facts.functions, facts.classes, facts.bindings, facts.types, facts.ambient]);
  return types;
}
