import type { Node, ParamPattern, TSLiteral, TSType, TSTupleElement, TSTypeAnnotation, TSTypeParameterDeclaration } from 'oxc-parser';
import type { Context } from './context.js';
import type { Doc, FnType, TypeIR, TypeParam } from './ir.js';
import { lowerTypeMembers } from './type-members.js';

const PRIMITIVES: Readonly<Record<string, string>> = {
  TSAnyKeyword: 'any', TSBigIntKeyword: 'bigint', TSBooleanKeyword: 'boolean', TSIntrinsicKeyword: 'intrinsic', TSNeverKeyword: 'never',
  TSNullKeyword: 'null', TSNumberKeyword: 'number', TSObjectKeyword: 'object', TSStringKeyword: 'string', TSSymbolKeyword: 'symbol',
  TSUndefinedKeyword: 'undefined', TSUnknownKeyword: 'unknown', TSVoidKeyword: 'void', TSJSDocUnknownType: 'any',
};

/** `a.b.c` of a type name, a heritage expression or an import's qualifier; undefined where it is no chain of names. */
export function dottedName(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'TSQualifiedName': return `${dottedName(node.left) ?? ''}.${node.right.name}`;
    case 'MemberExpression': {
      const left = dottedName(node.object);
      return left !== undefined && !node.computed && node.property.type === 'Identifier' ? `${left}.${node.property.name}` : undefined;
    }
    default: return undefined;
  }
}

export const lowerTypes = (cx: Context, nodes: readonly (TSType | TSTupleElement)[]): TypeIR[] => nodes.map(n => lowerType(cx, n));

export const annotation = (cx: Context, node: TSTypeAnnotation | null | undefined): TypeIR | undefined =>
  node ? lowerType(cx, node.typeAnnotation) : undefined;

export function lowerTypeParams(cx: Context, node: TSTypeParameterDeclaration | null | undefined): readonly TypeParam[] | undefined {
  return node?.params.map(p => ({
    name: p.name.name,
    ...(p.constraint && { constraint: lowerType(cx, p.constraint) }),
    ...(p.default && { default: lowerType(cx, p.default) }),
  }));
}

/** The annotation of a parameter, through its default and its modifiers. */
export function parameterAnnotation(node: ParamPattern): TSTypeAnnotation | null | undefined {
  switch (node.type) {
    case 'TSParameterProperty': return parameterAnnotation(node.parameter);
    case 'AssignmentPattern': return parameterAnnotation(node.left);
    case 'RestElement': return node.typeAnnotation ?? (node.argument as { typeAnnotation?: TSTypeAnnotation | null }).typeAnnotation;
    default: return node.typeAnnotation;
  }
}

export const isThisParameter = (node: ParamPattern): boolean => node.type === 'Identifier' && node.name === 'this';

const nameOf = (node: ParamPattern): string => {
  const inner = node.type === 'TSParameterProperty' ? node.parameter : node;
  const bound = inner.type === 'AssignmentPattern' ? inner.left : inner.type === 'RestElement' ? inner.argument : inner;
  return bound.type === 'Identifier' ? bound.name : '';
};

/** A signature; `this` parameters are left out, since no argument stands for them. JSDoc types count where none is written. */
export function lowerFnType(
  cx: Context,
  node: { params: readonly ParamPattern[]; returnType?: TSTypeAnnotation | null; typeParameters?: TSTypeParameterDeclaration | null },
  doc?: Doc,
): FnType {
  const params = node.params.filter(p => !isThisParameter(p)).map(p => {
    const name = nameOf(p);
    const type = annotation(cx, parameterAnnotation(p)) ?? doc?.params?.[name];
    const inner = p.type === 'TSParameterProperty' ? p.parameter : p;
    const optional = inner.type === 'AssignmentPattern' || inner.optional === true;
    return { name, ...(type && { type }), ...(optional && { optional: true as const }), ...(p.type === 'RestElement' && { rest: true as const }) };
  });
  const ret = annotation(cx, node.returnType) ?? doc?.returns;
  const typeParams = lowerTypeParams(cx, node.typeParameters);
  return { params, ...(ret && { ret }), ...(typeParams && { typeParams }) };
}

function lowerLiteralType(node: TSLiteral, s: number, e: number): TypeIR {
  if (node.type === 'TemplateLiteral') return { k: 'lit', value: node.quasis[0]?.value.cooked ?? '', s, e };
  if (node.type === 'UnaryExpression') {
    const { argument } = node;
    return argument.type === 'Literal' && typeof argument.value === 'number' ? { k: 'lit', value: -argument.value, s, e } : { k: 'prim', name: 'bigint', s, e };
  }
  return 'bigint' in node ? { k: 'prim', name: 'bigint', s, e } : { k: 'lit', value: node.value, s, e };
}

export function lowerType(cx: Context, node: TSType | TSTupleElement): TypeIR {
  const s = node.start;
  const e = node.end;
  const primitive = PRIMITIVES[node.type];
  if (primitive !== undefined) return { k: 'prim', name: primitive, s, e };
  switch (node.type) {
    case 'TSTypeReference': {
      const name = dottedName(node.typeName) ?? '';
      return node.typeArguments ? { k: 'ref', name, args: lowerTypes(cx, node.typeArguments.params), s, e } : { k: 'ref', name, s, e };
    }
    case 'TSUnionType': return { k: 'union', types: lowerTypes(cx, node.types), s, e };
    case 'TSIntersectionType': return { k: 'inter', types: lowerTypes(cx, node.types), s, e };
    case 'TSTupleType': return { k: 'tuple', types: lowerTypes(cx, node.elementTypes), s, e };
    case 'TSNamedTupleMember': {
      const type = lowerType(cx, node.elementType);
      return node.optional ? { k: 'optional', type, s, e } : type;
    }
    case 'TSOptionalType': return { k: 'optional', type: lowerType(cx, node.typeAnnotation), s, e };
    case 'TSRestType': return { k: 'rest', type: lowerType(cx, node.typeAnnotation), s, e };
    case 'TSArrayType': return { k: 'array', type: lowerType(cx, node.elementType), s, e };
    case 'TSTypeLiteral': return { k: 'object', members: lowerTypeMembers(cx, node.members), s, e };
    case 'TSFunctionType': return { k: 'fn', fn: lowerFnType(cx, node), s, e };
    case 'TSConstructorType': return { k: 'object', members: [{ kind: 'construct', name: '', fn: lowerFnType(cx, node), s, e }], s, e };
    case 'TSLiteralType': return lowerLiteralType(node.literal, s, e);
    case 'TSTemplateLiteralType': return { k: 'template', quasis: node.quasis.map(q => q.value.cooked ?? q.value.raw), types: lowerTypes(cx, node.types), s, e };
    case 'TSParenthesizedType': return lowerType(cx, node.typeAnnotation);
    case 'TSTypeOperator':
      if (node.operator === 'readonly') return lowerType(cx, node.typeAnnotation);
      return node.operator === 'unique' ? { k: 'prim', name: 'symbol', s, e } : { k: 'keyof', type: lowerType(cx, node.typeAnnotation), s, e };
    case 'TSTypeQuery': {
      if (node.exprName.type === 'TSImportType') return { ...lowerType(cx, node.exprName), isTypeof: true, s, e } as TypeIR;
      const args = node.typeArguments ? { args: lowerTypes(cx, node.typeArguments.params) } : {};
      return { k: 'typeof', name: dottedName(node.exprName) ?? '', ...args, s, e };
    }
    case 'TSImportType': {
      const args = node.typeArguments ? { args: lowerTypes(cx, node.typeArguments.params) } : {};
      return { k: 'import', source: node.source.value, name: node.qualifier ? (dottedName(node.qualifier) ?? '') : '', ...args, s, e };
    }
    case 'TSIndexedAccessType': return { k: 'indexed', obj: lowerType(cx, node.objectType), index: lowerType(cx, node.indexType), s, e };
    case 'TSConditionalType':
      return { k: 'cond', check: lowerType(cx, node.checkType), ext: lowerType(cx, node.extendsType), yes: lowerType(cx, node.trueType), no: lowerType(cx, node.falseType), s, e };
    case 'TSMappedType':
      return {
        k: 'mapped', param: node.key.name, over: lowerType(cx, node.constraint), ...(node.nameType && { as: lowerType(cx, node.nameType) }),
        ...(node.typeAnnotation && { type: lowerType(cx, node.typeAnnotation) }), s, e,
      };
    case 'TSInferType': return { k: 'infer', name: node.typeParameter.name.name, s, e };
    case 'TSTypePredicate': {
      const { parameterName, typeAnnotation, asserts } = node;
      return { k: 'predicate', ...(parameterName.type === 'Identifier' && { param: parameterName.name }), ...(typeAnnotation && { type: lowerType(cx, typeAnnotation.typeAnnotation) }), ...(asserts && { asserts: true as const }), s, e };
    }
    case 'TSThisType': return { k: 'this', s, e };
    case 'TSJSDocNullableType':
      return { k: 'union', types: [lowerType(cx, node.typeAnnotation), { k: 'prim', name: 'null', s, e }], s, e };
    case 'TSJSDocNonNullableType': return lowerType(cx, node.typeAnnotation);
    default: return { k: 'other', s, e };
  }
}
