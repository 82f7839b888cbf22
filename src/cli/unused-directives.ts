import type { Violation } from '../flow/result.js';
import { unusedIn } from '../project/disable.js';
import type { Run, UnusedDirective } from '../report/run.js';
import type { Restriction } from './restrict.js';

/**
 * Disable comments that switch off nothing, in the words and at the places of ESLint's `--report-unused-disable-directives`.
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
    unusedIn(file, text(file) ?? '', found).map(({ directive: { kind, line, column }, rules }): UnusedDirective => {
      const names = rules.map((rule) => `'${rule}'`).join(' or ');
      return { message: `Unused eslint-${kind} directive (no problems were reported from ${names}).`, place: { file, line, column } };
    }),
  );
}
