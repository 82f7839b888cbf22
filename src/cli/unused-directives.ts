import type { Violation } from '../flow/result.js';
import { unusedIn, type Directive } from '../project/disable.js';
import type { Run, UnusedDirective } from '../report/run.js';
import type { Restriction } from './restrict.js';

/**
 * Disable and enable comments without effect, in the words and at the places of ESLint's `--report-unused-disable-directives`.
 * Files that could not be parsed are left out: what is in them is not known.
 */
export function unusedDirectives({ analyses, text }: Run, restriction: Restriction): UnusedDirective[] {
  const violations = new Map<string, Violation[]>();
  for (const { files, disabled, analysis } of analyses) {
    const unparsed = new Set(analysis.analysed.unparsed.map(({ place }) => place.file));
    for (const file of files) if (!unparsed.has(file) && restriction.includes(file) && !violations.has(file)) violations.set(file, []);
    for (const violation of [...analysis.violations, ...disabled]) violations.get(violation.place.file)?.push(violation);
  }
  return [...violations].flatMap(([file, found]) =>
    unusedIn(file, text(file) ?? '', found).flatMap(({ directive: { kind, rules: all, line, column }, rules }): UnusedDirective[] => {
      const place = { file, line, column };
      // Where rules of others are in the comment too, each of ours is reported by itself.
      const groups = rules.length === all.length ? [rules] : rules.map((rule) => [rule]);
      return groups.map((group) => ({ message: words(kind, group), place }));
    }),
  );
}

function words(kind: Directive['kind'], rules: readonly string[]): string {
  const names = rules.map((rule) => `'${rule}'`).join(' or ');
  return kind === 'enable'
    ? `Unused eslint-enable directive (no matching eslint-disable directives were found for ${names}).`
    : `Unused eslint-disable directive (no problems were reported from ${names}).`;
}
