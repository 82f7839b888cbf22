import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { FileFacts, TypeIR } from '../facts/ir.js';
import type { Member, TypeRef } from '../types/shape.js';
import type { Snapshot } from './session.js';
import { typeAt } from './written-types.js';

/**
 * What a written type tells its reader of a value that carries a label: nothing at all (`any`, `unknown`), another kind of
 * data by a name of its own, or only a form (`string`, `{ phone: string }`).
 */
export type Telling = 'nothing' | 'another' | 'form';

/** What a type says of values: as written in a cast or an annotation, or as declared for a member. */
export interface Target {
  readonly telling: Telling;
  /** The labels that it keeps. */
  readonly labels: readonly string[];
  /** The same of its member; undefined where it has none, or does not say. */
  member(name: string): Target | undefined;
}

/** Reads types of one file: written ones, and those of its JSDoc comments. */
export interface Targets {
  ofNode(type: TSESTree.TypeNode): Target | undefined;
  ofDoc(type: TypeIR): Target;
}

export function createTargets({ declared, linker }: Snapshot, file: string, sourceCode: Readonly<TSESLint.SourceCode>): Targets {
  const facts = linker.facts(file);

  function ofRef(ref: TypeRef, telling: Telling): Target {
    return { telling, labels: declared.carried(ref), member: (name) => memberOf(ref, name) };
  }

  function memberOf(ref: TypeRef, name: string): Target | undefined {
    const shape = declared.shape(ref);
    const holders = shape.objects.flatMap((o) => ('elem' in o && o.elem ? declared.shape(o.elem).objects : [o]));
    const members = holders.flatMap((o) => ('member' in o ? (o.member(name) ?? []) : []));
    const [first] = members;
    if (!first?.type) return undefined;
    return { ...ofRef(first.type, 'form'), labels: members.flatMap(labelsOf) };
  }

  const labelsOf = (member: Member): readonly string[] => [...member.labels, ...(member.type ? declared.carried(member.type) : [])];

  return {
    ofNode: (node) => {
      const type = facts && typeAt(facts, node);
      return type && ofRef({ file, type }, tellingOf(sourceCode, node));
    },
    ofDoc: (type) => ofRef({ file, type }, facts ? tellingOfDoc(facts, type) : 'form'),
  };
}

function tellingOfDoc(facts: FileFacts, type: TypeIR): Telling {
  const least = (parts: readonly TypeIR[]): Telling => LEAST.find((telling) => parts.some((part) => tellingOfDoc(facts, part) === telling)) ?? 'form';
  switch (type.k) {
    case 'prim': return type.name === 'any' || type.name === 'unknown' ? 'nothing' : 'form';
    case 'union': case 'inter': return least(type.types);
    case 'array': return tellingOfDoc(facts, type.type);
    case 'import': return 'another';
    case 'ref': {
      const [head] = type.name.split('.');
      const isDeclared = facts.types.some(({ name }) => name === head) || facts.imports.some(({ local }) => local === head);
      return isDeclared ? 'another' : least(type.args ?? []);
    }
    default: return 'form';
  }
}

const LEAST: readonly Telling[] = ['nothing', 'another', 'form'];

function tellingOf(sourceCode: Readonly<TSESLint.SourceCode>, node: TSESTree.TypeNode): Telling {
  const least = (parts: readonly TSESTree.TypeNode[]): Telling => LEAST.find((telling) => parts.some((part) => tellingOf(sourceCode, part) === telling)) ?? 'form';
  switch (node.type) {
    case 'TSAnyKeyword': case 'TSUnknownKeyword': return 'nothing';
    case 'TSUnionType': case 'TSIntersectionType': return least(node.types);
    case 'TSArrayType': return tellingOf(sourceCode, node.elementType);
    case 'TSTypeOperator': return node.typeAnnotation ? tellingOf(sourceCode, node.typeAnnotation) : 'form';
    case 'TSTypeReference': return isDeclared(sourceCode, node) ? 'another' : least(node.typeArguments?.params ?? []);
    case 'TSImportType': return 'another';
    default: return 'form';
  }
}

/** The name is imported or declared in the file, and no type parameter. */
function isDeclared(sourceCode: Readonly<TSESLint.SourceCode>, { typeName }: TSESTree.TSTypeReference): boolean {
  let name: TSESTree.EntityName = typeName;
  while (name.type === 'TSQualifiedName') name = name.left;
  if (name.type !== 'Identifier') return false;
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(typeName); scope; scope = scope.upper) {
    const variable = scope.set.get(name.name);
    if (variable && variable.defs.length > 0) return variable.defs.every((def) => def.node.type !== 'TSTypeParameter');
  }
  return false;
}
