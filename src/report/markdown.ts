import type { Violation } from '../flow/result.js';
import { code, escape } from './markdown-text.js';
import { count, countViolations, ruleId, traceSteps, violationMessage } from './message.js';
import { placeText } from './paths.js';
import type { Format, Run } from './run.js';
import { summarise, type Summary } from './summary.js';

/** For a pull request's comment or a file: violations with their traces, then what was analysed and what was not. Paths are relative to the working directory. */
export const markdown: Format = (run, options) => {
  const summary = summarise(run);
  const { violations, failures } = summary;
  const title = violations.length > 0 ? countViolations(violations) : 'No violations';
  return [
    `# data-purpose: ${title}`,
    ...tableSections(summary),
    ...violations.map((violation) => violationSection(violation, run)),
    ...unusedSections(summary, run),
    ...fixedSections(summary, run),
    ...(failures.length > 0 ? [section('Not analysed', failures.map((f) => `${code(placeText(f.place, run.cwd))}: ${escape([f.message, f.hint ?? ''].join(' ').trim())}`))] : []),
    ...analysedSections(summary, run, options.quiet === true),
  ].join('\n\n') + '\n';
};

/** What is new, known and fixed, by label and purpose; only where there is something to compare with. */
function tableSections({ violations, comparisons }: Summary): string[] {
  if (comparisons.length === 0) return [];
  const rows = new Map<string, { name: string; counts: [number, number, number] }>();
  const add = ({ label, purpose }: { readonly label: string; readonly purpose: string }, column: 0 | 1 | 2): void => {
    const name = `${escape(label)} | ${escape(purpose)}`;
    const row = rows.get(name) ?? { name, counts: [0, 0, 0] };
    row.counts[column]++;
    rows.set(name, row);
  };
  for (const violation of violations) add(violation, 0);
  for (const { known, fixed } of comparisons) {
    for (const violation of known) add(violation, 1);
    for (const violation of fixed) add(violation, 2);
  }
  const head = `Compared with ${comparisons.map(({ with: other }) => code(other)).join(' and ')}.`;
  const notes = comparisons.flatMap((comparison) => comparison.notes).map(escape);
  if (rows.size === 0) return [[head, ...notes].join(' ')];
  const lines = [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, counts }) => `| ${name} | ${counts.join(' | ')} |`);
  return [[head, ...notes].join(' '), ['| label | purpose | new | known | fixed |', '| --- | --- | --: | --: | --: |', ...lines].join('\n')];
}

function fixedSections({ comparisons }: Summary, run: Run): string[] {
  const fixed = comparisons.flatMap((comparison) => comparison.fixed);
  const items = fixed.map(({ place, label, purpose }) => `${code(placeText(place, run.cwd))}: ${escape(label)} into ${escape(purpose)}`);
  return items.length === 0 ? [] : [details(`${count(items.length, 'violation')} fixed`, items)];
}

function unusedSections({ unusedDirectives }: Summary, run: Run): string[] {
  if (unusedDirectives.length === 0) return [];
  return [section('Unused disable comments', unusedDirectives.map(({ place, message }) => `${code(placeText(place, run.cwd))}: ${escape(message)}`))];
}

function violationSection(violation: Violation, run: Run): string {
  const steps = traceSteps(violation, run.cwd).map(({ place, message }, i) => `${i + 1}. ${code(placeText(place, run.cwd))}: ${escape(message)}`);
  return [
    `## ${escape(violationMessage(violation, run.cwd))}`,
    `${violation.severity === 'warning' ? 'Warning. ' : ''}${code(placeText(violation.place, run.cwd))}, ${code(ruleId(violation))}, id ${code(violation.id)}`,
    steps.join('\n'),
  ].join('\n\n');
}

function analysedSections(summary: Summary, run: Run, quiet: boolean): string[] {
  const { files, functions, disabled, unresolvedImports, limits } = summary;
  const counts = `${count(run.analyses.length, 'project')}, ${count(files, 'file')}, ${count(functions, 'function')}`;
  const head = `## Analysed\n\n${counts}.${disabled.length > 0 ? ` ${count(disabled.length, 'violation')} disabled by comments.` : ''}`;
  if (quiet) return [head];
  return [
    head,
    ...(unresolvedImports.length > 0 ? [details(count(unresolvedImports.length, 'unresolved import'), unresolvedImports.map((i) => `${code(placeText(i.place, run.cwd))}: ${code(i.specifier)}`))] : []),
    ...(limits.length > 0 ? [details(`${count(limits.length, 'place')} not followed past`, limits.map((l) => `${code(placeText(l.place, run.cwd))}: ${escape(l.message)}`))] : []),
  ];
}

function section(title: string, items: readonly string[]): string {
  return `## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}

function details(title: string, items: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${items.map((item) => `- ${item}`).join('\n')}\n\n</details>`;
}
