import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { BUILT_IN_LABELS, speaksOf } from '../src/eslint/contact-names.js';
import { onContactFields, type ContactField } from '../src/eslint/contact-fields.js';
import { addDataTag } from '../src/eslint/data-tag.js';
import { defineRule } from '../src/eslint/define-rule.js';
import { isUnlabelled } from '../src/eslint/labelled.js';
import { withDeclarations } from '../src/eslint/refuse.js';
import type { Snapshot } from '../src/eslint/session.js';
import type { Policy } from '../src/policy/policy.js';

type MessageIds = 'unlabelled' | 'noLabel' | 'type' | 'tag';

export const requireLabel = defineRule<MessageIds>({
  name: 'require-label',
  meta: {
    type: 'suggestion',
    docs: { description: 'Contact data given for security carries no label, so that nothing keeps it from other uses.', recommended: true },
    hasSuggestions: true,
    schema: [],
    messages: {
      unlabelled: '`{{ name }}` holds contact data given for security and carries no label: nothing keeps it from other uses. Label it {{ label }}.',
      noLabel: '`{{ name }}` holds contact data given for security and carries no label: nothing keeps it from other uses. Add a label for it to the policy, under "data".',
      type: 'Give it the type `{{ label }}`.',
      tag: 'Label it by a doc comment: `@data {{ label }}`.',
    },
  },
  create: (context) =>
    withDeclarations(context, (open) =>
      onContactFields(context.filename.replaceAll('\\', '/'), (field) => {
        const opened = open();
        if (!opened) return;
        const { file, snapshot } = opened;
        if (!isUnlabelled(field, file, snapshot, context.sourceCode)) return;
        const name = field.name.type === 'Identifier' ? field.name.name : field.name.value;
        const loc = nameLoc(field);
        const label = labelFor(snapshot.policy, field);
        if (label === undefined) {
          context.report({ loc, messageId: 'noLabel', data: { name } });
          return;
        }
        const suggest: TSESLint.ReportSuggestionArray<MessageIds> = [{ messageId: 'tag', data: { label }, fix: addDataTag(context.sourceCode, field.declaration, label) }];
        if (isInScope(label, file, snapshot, field)) {
          suggest.unshift({ messageId: 'type', data: { label }, fix: (fixer) => strings(field.type).map((keyword) => fixer.replaceText(keyword, label)) });
        }
        context.report({ loc, messageId: 'unlabelled', data: { name, label }, suggest });
      }),
    ),
});

/** Of the name alone, without the annotation that belongs to its node. */
function nameLoc({ name }: ContactField): TSESTree.SourceLocation {
  const { start, end } = name.loc;
  return name.type === 'Identifier' ? { start, end: { line: start.line, column: start.column + name.name.length } } : { start, end };
}

/** The policy's label for such data: the built-in one, else one that bears its name. */
function labelFor({ data }: Policy, { kind }: ContactField): string | undefined {
  const builtIn = BUILT_IN_LABELS[kind];
  return data.has(builtIn) ? builtIn : [...data.keys()].find((label) => speaksOf(label, kind));
}

/** The name of the label is that of a type which carries it, here. */
function isInScope(label: string, file: string, { declared, policy }: Snapshot, { type }: ContactField): boolean {
  if (!type || strings(type).length === 0 || policy.data.get(label)?.types.length === 0) return false;
  const [s, e] = type.range;
  const shape = declared.shape({ file, type: { k: 'ref', name: label, s, e } });
  return !shape.unknown && shape.labels.includes(label);
}

/** The keywords `string` of a type: through unions, arrays and holders. */
function strings(type: TSESTree.TypeNode | undefined): readonly TSESTree.TypeNode[] {
  switch (type?.type) {
    case 'TSStringKeyword': return [type];
    case 'TSUnionType': return type.types.flatMap(strings);
    case 'TSArrayType': return strings(type.elementType);
    case 'TSTypeOperator': return type.operator === 'readonly' ? strings(type.typeAnnotation) : [];
    case 'TSTypeReference': return type.typeArguments?.params.flatMap(strings) ?? [];
    default: return [];
  }
}
