import { namesIn } from '../facts/doc-tags.js';
import type { Doc, FileFacts } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { positionAt } from '../facts/positions.js';
import type { Policy, PolicyProblem } from '../policy/policy.js';
import { didYouMean, nearest } from '../policy/suggest.js';
import { docsIn } from './doc-comments.js';

const TAG = /@(?:data|purpose|declassifies)\b/;

/**
 * Tags of doc comments that name a label or a purpose which the policy doesn't have, or that declassify nothing.
 * Where prose follows the name it may be another tool's tag (`@purpose Renders the header`): only what resembles a label of
 * the policy counts there.
 *
 * @param files absolute
 */
export function wrongTags(linker: Linker, policy: Policy, files: readonly string[]): PolicyProblem[] {
  return files.flatMap((file) => {
    const text = linker.text(file);
    const facts = text !== undefined && TAG.test(text) ? linker.facts(file) : undefined;
    return facts ? docsIn(facts).flatMap((doc) => wrongIn(doc, facts, text!, policy)) : [];
  });
}

function wrongIn(doc: Doc, { file, lines }: FileFacts, text: string, policy: Policy): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report = (message: string, hint: string, offset: number): void => void problems.push({ message, hint, place: { file, ...positionAt(lines, offset) } });
  const value = text.slice(doc.s + '/*'.length, doc.e - '*/'.length);
  for (const { kind, name, s, inProse } of namesIn({ start: doc.s, end: doc.e, value })) {
    const known = kind === 'label' ? policy.data : policy.purposes;
    if (known.has(name) || (inProse && (kind === 'purpose' || nearest(name, known.keys()) === undefined))) continue;
    report(`Unknown ${kind} "${name}".`, `${didYouMean(name, known.keys())} ${kind === 'label' ? 'Labels stand in "data" of the policy.' : 'Purposes stand in "purposes" of the policy.'}`, s);
  }
  for (const { data, purposes, s } of doc.declassifies ?? []) {
    if (data === '' || purposes.length === 0) report(`\`@declassifies\` names no ${data === '' ? 'label' : 'purpose'}.`, 'Write `@declassifies Label for purpose - reason`.', s);
  }
  return problems;
}
