import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { contactOf, TEXT_BUILDERS, type ContactKind, type Surroundings } from './contact-names.js';

/** A declaration whose name says that it holds contact data given for security. */
export interface ContactField {
  readonly kind: ContactKind;
  readonly name: TSESTree.Identifier | TSESTree.StringLiteral;
  /** What a doc comment about it stands before. */
  readonly declaration: TSESTree.Node;
  /** Its declared type; undefined for a field of a schema. */
  readonly type: TSESTree.TypeNode | undefined;
  /** The expression that makes a field of a schema. */
  readonly schema: TSESTree.Expression | undefined;
}

/** Listens for properties, parameters with a body to their function, variables, and fields of schemas. */
export function onContactFields(path: string, report: (field: ContactField) => void): TSESLint.RuleListener {
  const found = (name: TSESTree.Node, declaration: TSESTree.Node, rest: { type?: TSESTree.TypeNode | undefined; schema?: TSESTree.Expression }): void => {
    const text = textOf(name);
    const kind = text === undefined ? undefined : contactOf(text, () => ({ ...holderOf(declaration), beside: namesBeside(declaration), path }));
    if (kind) report({ kind, name: name as ContactField['name'], declaration, type: rest.type, schema: rest.schema });
  };
  const typed = (name: TSESTree.Node, declaration: TSESTree.Node, annotation: TSESTree.TSTypeAnnotation | undefined): void => {
    if (annotation) found(name, declaration, { type: annotation.typeAnnotation });
  };
  const property = (node: TSESTree.TSPropertySignature | TSESTree.PropertyDefinition | TSESTree.AccessorProperty | TSESTree.TSAbstractPropertyDefinition): void => {
    if (!node.computed && !('value' in node && isText(node.value))) typed(node.key, node, node.typeAnnotation);
  };
  const parameters = ({ params }: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression): void => {
    for (const param of params) {
      const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
      const target = inner.type === 'AssignmentPattern' ? inner.left : inner;
      if (target.type === 'Identifier' && !(inner.type === 'AssignmentPattern' && isText(inner.right))) typed(target, param, target.typeAnnotation);
    }
  };
  return {
    TSPropertySignature: property,
    PropertyDefinition: property,
    AccessorProperty: property,
    TSAbstractPropertyDefinition: property,
    FunctionDeclaration: parameters,
    FunctionExpression: parameters,
    ArrowFunctionExpression: parameters,
    VariableDeclarator(node) {
      if (node.id.type === 'Identifier' && !isText(node.init)) typed(node.id, statementOf(node), node.id.typeAnnotation);
    },
    Property(node) {
      if (node.parent.type === 'ObjectExpression' && !node.computed && !node.method && makesText(node.value)) found(node.key, node, { schema: node.value as TSESTree.Expression });
    },
  };
}

function statementOf(node: TSESTree.VariableDeclarator): TSESTree.Node {
  const declaration = node.parent;
  if (declaration.declarations.length > 1) return node;
  return declaration.parent.type === 'ExportNamedDeclaration' ? declaration.parent : declaration;
}

/** `z.string().email()`, `text('phone')`, `String`, `DataTypes.STRING`, `{ type: String }` */
function makesText(value: TSESTree.Node): boolean {
  switch (value.type) {
    case 'CallExpression': {
      const { callee } = value;
      return makesText(callee) || (callee.type === 'MemberExpression' && callee.object.type === 'CallExpression' && makesText(callee.object));
    }
    case 'MemberExpression': return !value.computed && value.property.type === 'Identifier' && value.object.type === 'Identifier' && TEXT_BUILDERS.has(value.property.name);
    case 'Identifier': return value.name === 'String' || (TEXT_BUILDERS.has(value.name) && value.parent.type === 'CallExpression' && value.parent.callee === value);
    case 'ObjectExpression':
      return value.properties.some((p) => p.type === 'Property' && p.key.type === 'Identifier' && p.key.name === 'type' && (p.value.type === 'Identifier' || p.value.type === 'MemberExpression') && makesText(p.value));
    default: return false;
  }
}

/** The name of the type, class, variable or function that a declaration belongs to. */
function holderOf(declaration: TSESTree.Node): Pick<Surroundings, 'type' | 'function'> {
  for (let at = declaration.parent; at; at = at.parent) {
    switch (at.type) {
      case 'TSInterfaceDeclaration': case 'TSTypeAliasDeclaration': return { type: at.id.name, function: undefined };
      case 'ClassDeclaration': case 'ClassExpression': return { type: at.id?.name, function: undefined };
      case 'VariableDeclarator': return { type: textOf(at.id), function: undefined };
      case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression': {
        const built = at.parent.type === 'MethodDefinition' && at.parent.kind === 'constructor' ? at.parent.parent.parent : undefined;
        return { type: built?.id?.name, function: functionName(at) };
      }
      default:
    }
  }
  return { type: undefined, function: undefined };
}

function functionName(fn: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression): string | undefined {
  const { parent } = fn;
  if (fn.id) return fn.id.name;
  if (parent.type === 'VariableDeclarator') return textOf(parent.id);
  return parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property' ? textOf(parent.key) : undefined;
}

function namesBeside({ parent }: TSESTree.Node): readonly string[] {
  switch (parent?.type) {
    case 'TSInterfaceBody': return parent.body.flatMap((m) => ('key' in m ? (textOf(m.key) ?? []) : []));
    case 'TSTypeLiteral': return parent.members.flatMap((m) => ('key' in m ? (textOf(m.key) ?? []) : []));
    case 'ClassBody': return parent.body.flatMap((m) => ('key' in m ? (textOf(m.key) ?? []) : []));
    case 'ObjectExpression': return parent.properties.flatMap((p) => (p.type === 'Property' ? (textOf(p.key) ?? []) : []));
    case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression': return parent.params.flatMap((p) => textOf(p) ?? []);
    default: return [];
  }
}

function textOf(name: TSESTree.Node): string | undefined {
  if (name.type === 'Identifier') return name.name;
  return name.type === 'Literal' && typeof name.value === 'string' ? name.value : undefined;
}

/** A text in the code is a route, a key or a caption, not somebody's data. */
const isText = (value: TSESTree.Node | null): boolean => value?.type === 'Literal' && typeof value.value === 'string' && value.value !== '';
