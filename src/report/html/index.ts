import type { Violation } from '../../flow/result.js';
import { count, countViolations, ruleId, traceSteps, violationMessage } from '../message.js';
import { relativePath } from '../paths.js';
import type { Format, Run } from '../run.js';
import { summarise, type Summary } from '../summary.js';
import { html, NOTHING, type Markup } from './markup.js';
import { analysedSection, frame, page, placeCode, table } from './page.js';

/** One page for a browser: a table by label and purpose, the violations with traces and code, what was analysed. */
export const htmlPage: Format = (run, options) => {
  const summary = summarise(run);
  const title = `data-purpose: ${summary.violations.length > 0 ? countViolations(summary.violations) : 'no violations'}`;
  return page(title, run, html`${overview(summary)}${comparisonSections(summary, run)}${violationSections(summary.violations, run)}${disabledSection(summary, run)}${unusedSection(summary, run)}${analysedSection(summary, run, options.quiet === true)}`);
};

/** How many violations each label has in each purpose. */
function overview({ violations, failures }: Summary): Markup {
  if (violations.length === 0) {
    const doubt = failures.length > 0 ? ', but something was not analysed: see below' : '';
    return html`<p class="${failures.length > 0 ? 'bad' : 'good'}">No label was found to enter a module of a purpose that it does not allow${doubt}.</p>
`;
  }
  const labels = names(violations.map(({ label }) => label));
  const purposes = names(violations.map(({ purpose }) => purpose));
  const rows = labels.map((label) => {
    const own = violations.filter((violation) => violation.label === label);
    return [label, own[0]!.allowed.join(', ') || 'none', ...purposes.map((purpose) => own.filter((violation) => violation.purpose === purpose).length)];
  });
  return table('Violations by label and purpose', ['Label', 'Allowed for', ...purposes], rows);
}

function names(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function violationSections(violations: readonly Violation[], run: Run): Markup {
  const files = [...new Set(violations.map(({ place }) => place.file))];
  return html`${files.map((file) => html`<section>
<h2>${relativePath(file, run.cwd)}</h2>
${violations.filter(({ place }) => place.file === file).map((violation) => article(violation, run))}</section>
`)}`;
}

function article(violation: Violation, run: Run): Markup {
  const { id, place, severity } = violation;
  const steps = traceSteps(violation, run.cwd);
  return html`<article id="v-${id}-${place.line}-${place.column}"${severity === 'warning' ? html` class="warning"` : NOTHING}>
<h3><span class="${severity === 'warning' ? 'warn' : 'bad'}">${severity === 'warning' ? 'Warning' : 'Violation'}:</span> ${violationMessage(violation, run.cwd)}</h3>
<p class="dim">${placeCode(place, run)}, ${ruleId(violation)}, id <code>${id}</code></p>
${frame(place, run)}
<details open><summary>How it gets here, in ${count(steps.length, 'step')}</summary>
<ol>
${steps.map((step, i) => html`<li>${placeCode(step.place, run)}: ${step.message}${sameAsNext(steps, i) ? NOTHING : frame(step.place, run)}</li>
`)}</ol>
</details>
</article>
`;
}

/** The next step shows the same code. */
function sameAsNext(steps: ReturnType<typeof traceSteps>, i: number): boolean {
  const next = steps[i + 1];
  return next !== undefined && JSON.stringify(next.place) === JSON.stringify(steps[i]!.place);
}

function comparisonSections({ comparisons }: Summary, run: Run): Markup {
  return html`${comparisons.map(({ with: other, known, fixed, notes }) => html`<p>Compared with <code>${other}</code>: ${known.length} known, ${fixed.length} fixed. ${notes.join(' ')}</p>
${fixed.length === 0 ? NOTHING : html`<details><summary>${count(fixed.length, 'violation')} fixed</summary>
<ul>
${fixed.map(({ place, label, purpose }) => html`<li>${placeCode(place, run)}: ${label} into ${purpose}</li>
`)}</ul>
</details>
`}`)}`;
}

function disabledSection({ disabled }: Summary, run: Run): Markup {
  if (disabled.length === 0) return NOTHING;
  const rows = disabled.map((violation) => [placeCode(violation.place, run), violationMessage(violation, run.cwd), violation.disabledBy.reason ?? html`<span class="bad">no reason given</span>`]);
  return html`<h2>Disabled by comments</h2>
${table('Violations that comments switch off', ['Place', 'Violation', 'Reason'], rows)}`;
}

function unusedSection({ unusedDirectives }: Summary, run: Run): Markup {
  if (unusedDirectives.length === 0) return NOTHING;
  return html`<h2>Unused disable comments</h2>
<ul>
${unusedDirectives.map(({ place, message }) => html`<li>${placeCode(place, run)}: ${message}</li>
`)}</ul>
`;
}
