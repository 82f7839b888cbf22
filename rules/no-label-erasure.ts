import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { addDataTag } from '../src/eslint/data-tag.js';
import { createInDeclassifier } from '../src/eslint/declassifiers.js';
import { docCastsIn } from '../src/eslint/doc-casts.js';
import { defineRule } from '../src/eslint/define-rule.js';
import { createErasures, uncast, type Erasure } from '../src/eslint/erasures.js';
import { sayOnce, withProgram } from '../src/eslint/refuse.js';
import { createIsExported, returnedBy, type FunctionNode } from '../src/eslint/returned.js';
import { expressionLabels, programName } from '../src/eslint/session.js';
import { createTargets } from '../src/eslint/targets.js';

type MessageIds = 'dropped' | 'replaced' | 'dropCast' | 'dropAnnotation' | 'type' | 'tag';

/** Types whose values can't carry what a label is put on. */
const NO_DATA: ReadonlySet<string> = new Set(['TSBooleanKeyword', 'TSVoidKeyword', 'TSNeverKeyword', 'TSUndefinedKeyword', 'TSNullKeyword', 'TSTypePredicate', 'TSThisType']);

const NO_CHECKER =
  'The type information here is not of a TypeScript whose checker can be asked what an expression is: casts and annotations are not looked at.\n' +
  '  Take `projectService: true` without `EXPERIMENTAL_backend`, or switch data-purpose/no-label-erasure off.';

export const noLabelErasure = defineRule<MessageIds>({
  name: 'no-label-erasure',
  meta: {
    type: 'suggestion',
    docs: { description: 'A cast or an annotation drops a label, or replaces it, so that readers can no longer see what the data is.', requiresTypeChecking: true },
    hasSuggestions: true,
    schema: [],
    messages: {
      dropped: '{{ label }}{{ of }} is out of sight from here on: {{ where }} `{{ type }}`.',
      replaced: '{{ label }}{{ of }} passes for something else from here on: {{ where }} `{{ type }}`.',
      dropCast: 'Drop the cast.',
      dropAnnotation: 'Drop the annotation.',
      type: 'Write `{{ label }}` instead.',
      tag: 'Label it by a doc comment: `@data {{ label }}`.',
    },
  },
  create: (context) =>
    withProgram(context, (linted, snapshot) => {
      const labels = expressionLabels(linted);
      const services = context.sourceCode.parserServices as ParserServicesWithTypeInformation;
      if (snapshot.declared.sourceFiles().length === 0) return {};
      if (!labels) return sayOnce(context, NO_CHECKER);
      const { sourceCode } = context;
      const file = programName(linted);
      const targets = createTargets(snapshot, file, sourceCode);
      const targetOf = targets.ofNode;
      const find = createErasures(labels, services.esTreeNodeToTSNodeMap);
      const isExported = createIsExported(sourceCode.ast);
      const trusted = createInDeclassifier(snapshot, file);

      const report = (written: TSESTree.TypeNode, where: string, erasures: readonly Erasure[], node: TSESTree.Node, suggest: (erasure: Erasure) => TSESLint.ReportSuggestionArray<MessageIds>): void => {
        const seen = new Set<string>();
        for (const erasure of erasures) {
          const { label, path, replaced } = erasure;
          if (seen.has(label + path) || trusted(node.range[0], label)) continue;
          seen.add(label + path);
          const data = { label, of: path === '' ? '' : ` of ${path}`, where, type: sourceCode.getText(written) };
          context.report({ node, messageId: replaced ? 'replaced' : 'dropped', data, suggest: suggest(erasure) });
        }
      };

      /** Replaces a type by the label's, where that is a type by its name here. */
      const retype = (written: TSESTree.TypeNode, { label, path }: Erasure): TSESLint.ReportSuggestionArray<MessageIds> => {
        const [s, e] = written.range;
        const named = snapshot.declared.shape({ file, type: { k: 'ref', name: label, s, e } });
        if (path !== '' || named.unknown || !named.labels.includes(label)) return [];
        return [{ messageId: 'type', data: { label }, fix: (fixer) => fixer.replaceText(innermost(written), label) }];
      };

      const ofCast = (node: TSESTree.TSAsExpression | TSESTree.TSTypeAssertion): void => {
        const written = node.typeAnnotation;
        if (isCast(node.parent) || (written.type === 'TSTypeReference' && written.typeName.type === 'Identifier' && written.typeName.name === 'const')) return;
        const target = targetOf(written);
        if (!target) return;
        report(written, 'the cast says', find(node, target, 'members'), node, (erasure) => [
          ...retype(written, erasure),
          { messageId: 'dropCast', fix: (fixer) => dropCasts(fixer, node, sourceCode) },
        ]);
      };

      const ofAnnotation = (written: TSESTree.TypeNode | undefined, value: TSESTree.Expression | null, node: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition | TSESTree.AssignmentPattern): void => {
        if (!written || !value || isCast(value) || NO_DATA.has(written.type)) return;
        const target = targetOf(written);
        if (!target) return;
        const annotation = written.parent;
        report(written, 'it is declared', find(value, target, node.type !== 'AssignmentPattern' && isExported(node) ? 'everywhere' : 'nowhere'), annotation.type === 'TSTypeAnnotation' ? written : node, (erasure) => [
          ...retype(written, erasure),
          { messageId: 'dropAnnotation', fix: (fixer) => fixer.remove(annotation) },
        ]);
      };

      const ofResult = (fn: FunctionNode): void => {
        const written = fn.returnType?.typeAnnotation;
        const target = written && !NO_DATA.has(written.type) ? targetOf(written) : undefined;
        if (!written || !target) return;
        const name = nameNode(fn) ?? fn;
        const [s, e] = name.range;
        const kept = snapshot.declared.labelsAt({ file, s, e }).returns;
        const erasures = returnedBy(fn, sourceCode.visitorKeys).flatMap((value) => (isCast(value) ? [] : find(value, target, isExported(fn) ? 'everywhere' : 'nowhere')));
        report(written, `${nameOf(fn)} is declared to return`, erasures.filter(({ label, path }) => path !== '' || !kept.includes(label)), written, (erasure) => [
          ...retype(written, erasure),
          ...(erasure.path === '' ? [{ messageId: 'tag' as const, data: { label: erasure.label }, fix: addDataTag(sourceCode, documented(fn), erasure.label) }] : []),
        ]);
      };

      const ofDocCasts = (): void => {
        const facts = snapshot.linker.facts(file);
        for (const { type, value } of facts ? docCastsIn(facts, sourceCode) : []) {
          for (const { label, path, replaced } of find(value, targets.ofDoc(type), 'members')) {
            if (trusted(value.range[0], label)) continue;
            const data = { label, of: path === '' ? '' : ` of ${path}`, where: 'the cast says', type: sourceCode.text.slice(type.s, type.e) };
            context.report({ node: value, messageId: replaced ? 'replaced' : 'dropped', data });
          }
        }
      };

      return {
        ...(/\.[cm]?jsx?$/.test(file) && { Program: ofDocCasts }),
        TSAsExpression: ofCast,
        TSTypeAssertion: ofCast,
        VariableDeclarator: (node) => ofAnnotation(node.id.typeAnnotation?.typeAnnotation, node.init, node),
        PropertyDefinition: (node) => ofAnnotation(node.typeAnnotation?.typeAnnotation, node.value, node),
        AssignmentPattern: (node) => ofAnnotation(node.left.typeAnnotation?.typeAnnotation, node.right, node),
        FunctionDeclaration: ofResult,
        FunctionExpression: ofResult,
        ArrowFunctionExpression: ofResult,
      };
    }),
});

const isCast = (node: TSESTree.Node): boolean => node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';

/** What of a type stands for the value itself: `string` of `Promise<string | null>`. */
function innermost(type: TSESTree.TypeNode): TSESTree.TypeNode {
  const keyword = (node: TSESTree.TypeNode): boolean => node.type === 'TSNullKeyword' || node.type === 'TSUndefinedKeyword';
  if (type.type === 'TSArrayType') return innermost(type.elementType);
  if (type.type === 'TSUnionType') {
    const rest = type.types.filter((each) => !keyword(each));
    return rest.length === 1 && rest[0] ? innermost(rest[0]) : type;
  }
  const [argument, ...more] = type.type === 'TSTypeReference' ? (type.typeArguments?.params ?? []) : [];
  return argument && more.length === 0 ? innermost(argument) : type;
}

/** Leaves the value as it stood before its first cast. */
function* dropCasts(fixer: TSESLint.RuleFixer, cast: TSESTree.TSAsExpression | TSESTree.TSTypeAssertion, sourceCode: Readonly<TSESLint.SourceCode>): Generator<TSESLint.RuleFix> {
  const value = uncast(cast);
  let from: TSESTree.Node | TSESTree.Token = value;
  let to: TSESTree.Node | TSESTree.Token = value;
  for (;;) {
    const before: TSESTree.Token | null = sourceCode.getTokenBefore(from);
    const after: TSESTree.Token | null = sourceCode.getTokenAfter(to);
    if (before?.value !== '(' || after?.value !== ')' || before.range[0] < cast.range[0] || after.range[1] > cast.range[1]) break;
    [from, to] = [before, after];
  }
  yield fixer.removeRange([cast.range[0], from.range[0]]);
  yield fixer.removeRange([to.range[1], cast.range[1]]);
}

function nameNode(fn: FunctionNode): TSESTree.Identifier | undefined {
  const { parent } = fn;
  if (fn.id) return fn.id;
  const name = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property' ? parent.key : undefined;
  return name?.type === 'Identifier' ? name : undefined;
}

function nameOf(fn: FunctionNode): string {
  const name = nameNode(fn)?.name;
  return name === undefined ? 'the function' : `${name}()`;
}

/** The statement or member that a function's doc comment stands before. */
function documented(fn: FunctionNode): TSESTree.Node {
  let at: TSESTree.Node = fn;
  while (at.parent && ['VariableDeclarator', 'VariableDeclaration', 'MethodDefinition', 'PropertyDefinition', 'Property', 'ExportNamedDeclaration', 'ExportDefaultDeclaration'].includes(at.parent.type)) at = at.parent;
  return at;
}
