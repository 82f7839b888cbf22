import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { parseDoc } from '../facts/doc-tags.js';
import { Kind, type TypeRef } from '../types/shape.js';
import type { ContactField } from './contact-fields.js';
import type { Snapshot } from './session.js';
import { typeAt } from './written-types.js';

/** A field that can hold text, and neither its type, a doc comment nor the policy labels it. */
export function isUnlabelled(field: ContactField, file: string, snapshot: Snapshot, sourceCode: Readonly<TSESLint.SourceCode>): boolean {
  const { policy, linker, declared } = snapshot;
  if (taggedLabels(sourceCode, field.declaration).some((label) => policy.data.has(label))) return false;
  if (field.schema) return !namesLabel(sourceCode.getText(field.schema), [...policy.data.keys()]);
  const facts = linker.facts(file);
  const written = facts && field.type && typeAt(facts, field.type);
  if (!written) return false;
  const type: TypeRef = { file, type: written };
  if (!holdsText(snapshot, type)) return false;
  const [s, e] = field.name.range;
  return declared.carried(type).length === 0 && declared.labelsAt({ file, s, e }).value.length === 0;
}

function taggedLabels(sourceCode: Readonly<TSESLint.SourceCode>, node: TSESTree.Node): readonly string[] {
  const doc = sourceCode.getCommentsBefore(node).findLast(({ type, value }) => type === 'Block' && value.startsWith('*'));
  return doc ? (parseDoc({ start: doc.range[0], end: doc.range[1], value: doc.value }, undefined)?.data ?? []) : [];
}

/** `.$type<TwoFactorPhone>()`, `.brand<'TwoFactorPhone'>()` */
function namesLabel(text: string, labels: readonly string[]): boolean {
  return labels.some((label) => new RegExp(`<[^>]*\\b${label.replace(/[^\w]/g, '\\$&')}\\b[^>]*>`, 'u').test(text));
}

/** Text, or an array, promise or the like of text. Literals are none: they say which, not what. */
function holdsText(snapshot: Snapshot, type: TypeRef, depth = 0): boolean {
  const shape = snapshot.declared.shape(type);
  if (shape.literals) return false;
  if ((shape.kinds & Kind.string) !== 0) return (shape.kinds & Kind.boolean) === 0;
  const held = shape.objects.flatMap((o) => ('elem' in o && o.elem ? [o.elem] : []));
  return depth < 2 && held.some((elem) => holdsText(snapshot, elem, depth + 1));
}
