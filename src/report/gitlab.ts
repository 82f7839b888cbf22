import { createHash } from 'node:crypto';
import { ruleId, violationMessage } from './message.js';
import { relativePath } from './paths.js';
import type { Format } from './run.js';
import { summarise } from './summary.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** GitLab merges issues of one fingerprint. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/** GitLab's code quality report. Paths are relative to the repository's root; what was not analysed is an issue too. */
export const gitlab: Format = (run) => {
  const { violations, unusedDirectives, failures } = summarise(run);
  const seen = new Map<string, number>();
  const issues: Issue[] = violations.map((violation) => {
    const { id, place } = violation;
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return {
      description: violationMessage(violation, run.root),
      check_name: ruleId(violation),
      fingerprint: before === 0 ? id : `${id}-${before + 1}`,
      severity: violation.severity === 'warning' ? 'minor' : 'critical',
      location: { path: relativePath(place.file, run.root), lines: { begin: place.line, end: place.endLine } },
    };
  });
  for (const { message, place } of unusedDirectives) {
    const path = relativePath(place.file, run.root);
    const line = place.line ?? 1;
    const key = `unused\n${path}\n${message}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    issues.push({
      description: message,
      check_name: 'data-purpose/unused-disable-directive',
      fingerprint: createHash('sha256').update(`${key}\n${before}`).digest('hex').slice(0, 16),
      severity: 'minor',
      location: { path, lines: { begin: line, end: line } },
    });
  }
  for (const { kind, place, message, hint } of failures) {
    const path = relativePath(place.file, run.root);
    const line = place.line ?? 1;
    issues.push({
      description: `Not analysed: ${hint ? `${message} ${hint}` : message}`,
      check_name: `data-purpose/not-analysed-${kind}`,
      fingerprint: createHash('sha256').update(`${kind}\n${path}\n${message}`).digest('hex').slice(0, 16),
      severity: run.allowIncomplete ? 'info' : 'blocker',
      location: { path, lines: { begin: line, end: line } },
    });
  }
  return JSON.stringify(issues, null, 2) + '\n';
};
