import { html, type Markup } from '../html/markup.js';
import { analysedSection, page, placeCode, table } from '../html/page.js';
import type { Run } from '../run.js';
import { summarise } from '../summary.js';
import { STATUSES, type LabelRecord, type ProcessingRecord, type Status, type Way } from './record.js';
import { counterparts, flows, ground, permission, total, UNUSED } from './words.js';

const CLASSES: Readonly<Record<Status, string>> = { forbidden: 'bad', disabled: 'warn', declassified: 'good', allowed: 'good' };

/** One page for a browser: a table over all labels and purposes, then one for each label. */
export function mapHtml({ labels }: ProcessingRecord, run: Run): string {
  const rows = labels.flatMap(({ label, purposes }) => purposes.map((purpose) => [label, purpose.purpose, ...STATUSES.map((status) => total([purpose], status))]));
  return page('Record of processing', run, html`${table('Flows of each label into modules of each purpose', ['Label', 'Purpose', ...STATUSES], rows)}${labels.map((label) => labelSection(label, run))}${analysedSection(summarise(run), run, false)}`);
}

function labelSection(label: LabelRecord, run: Run): Markup {
  const same = counterparts(label);
  const rows = label.purposes.flatMap(({ purpose, ways, ...counterpart }) =>
    ways.map((way) => [html`${purpose}<br><span class="dim">${counterparts(counterpart)}</span>`, html`<code>${way.module}</code>`, html`<span class="${CLASSES[way.status]}">${way.status}</span>`, flows(way), ground(way), places(way, run)]),
  );
  return html`<section>
<h2>${label.label}</h2>
<p>${permission(label)}${same && ` (${same})`}.</p>
${rows.length === 0 ? html`<p>It ${UNUSED}.</p>
` : table(`Where ${label.label} goes`, ['Purpose', 'Module', 'Status', 'Flows', 'Ground', 'Enters at'], rows)}</section>
`;
}

function places(way: Way, run: Run): Markup {
  return html`${way.places.map((place, i) => html`${i > 0 ? html`<br>` : ''}${placeCode(place, run)}`)}`;
}
