import type { ParserServicesWithTypeInformation, TSESTree } from '@typescript-eslint/utils';
import type { ExpressionLabels } from './expression-labels.js';
import type { Target } from './targets.js';

/** A label that a written type takes from the sight of a reader. */
export interface Erasure {
  readonly label: string;
  /** The members by which the value holds it; '' where the value carries it itself. */
  readonly path: string;
  /** The type says something else instead. */
  readonly replaced: boolean;
  /** The expression that carries the label. */
  readonly at: TSESTree.Expression;
}

/** Members of members that are compared. */
const DEPTH = 3;

const LOST: readonly Erasure[] = [];

/**
 * Where a type that tells only a form loses something. In the same line, the reader sees the value itself; but a cast may say
 * that its members have no label, and who imports a declaration sees nothing else of it.
 */
export type Forms = 'nowhere' | 'members' | 'everywhere';

/** What is lost where a value gets a written type. */
export type FindErasures = (value: TSESTree.Expression, target: Target, forms: Forms) => readonly Erasure[];

export function createErasures(labels: ExpressionLabels, nodes: ParserServicesWithTypeInformation['esTreeNodeToTSNodeMap']): FindErasures {
  function find(given: TSESTree.Expression, target: Target, forms: Forms, depth: number): readonly Erasure[] {
    const value = uncast(given);
    if (value.type === 'ObjectExpression') return ofObject(value, target, forms, depth);
    if (value.type === 'ArrayExpression') return value.elements.flatMap((elem) => (elem && elem.type !== 'SpreadElement' ? find(elem, target, forms, depth + 1) : []));
    if (!CARRIERS.has(value.type)) return LOST;
    const node = nodes.get(value);
    const own = labels.of(node);
    if (own.length > 0) return own.some((label) => target.labels.includes(label)) ? LOST : own.flatMap((label) => lost(label, '', target, forms, value));
    if (target.labels.length > 0) return LOST;
    return [...labels.ofMembers(node)].flatMap(([name, held]) => {
      if (target.telling === 'nothing') return held.flatMap((label) => lost(label, `.${name}`, target, forms, value));
      const member = forms === 'nowhere' ? undefined : target.member(name);
      return member && !held.some((label) => member.labels.includes(label)) ? held.map((label) => ({ label, path: `.${name}`, replaced: false, at: value })) : [];
    });
  }

  function ofObject({ properties }: TSESTree.ObjectExpression, target: Target, forms: Forms, depth: number): readonly Erasure[] {
    if (depth >= DEPTH || forms !== 'everywhere' || target.telling === 'nothing') return LOST;
    return properties.flatMap((property) => {
      if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return LOST;
      const { name } = property.key;
      const member = target.member(name);
      if (!member || property.value.type === 'AssignmentPattern') return LOST;
      return find(property.value as TSESTree.Expression, member, forms, depth + 1).map((erasure) => ({ ...erasure, path: `.${name}${erasure.path}` }));
    });
  }

  return (value, target, forms) => find(value, target, forms, 0);
}

function lost(label: string, path: string, { telling }: Target, forms: Forms, at: TSESTree.Expression): readonly Erasure[] {
  if (telling === 'form' && forms !== 'everywhere') return LOST;
  return [{ label, path, replaced: telling === 'another', at }];
}

/** Expressions that can carry a label by declaration. */
const CARRIERS: ReadonlySet<string> = new Set(['Identifier', 'MemberExpression', 'CallExpression', 'AwaitExpression', 'ConditionalExpression', 'LogicalExpression', 'ChainExpression']);

/** Without casts and marks that leave the value as it is. */
export function uncast(value: TSESTree.Expression): TSESTree.Expression {
  let at = value;
  while (at.type === 'TSAsExpression' || at.type === 'TSTypeAssertion' || at.type === 'TSNonNullExpression' || at.type === 'TSSatisfiesExpression') at = at.expression;
  return at;
}
