import { code, escape } from '../markdown-text.js';
import { count } from '../message.js';
import { placeText } from '../paths.js';
import type { Run } from '../run.js';
import { summarise } from '../summary.js';
import { STATUSES, type LabelRecord, type ProcessingRecord, type Way } from './record.js';
import { counterparts, flows, ground, permission, total, UNUSED } from './words.js';

/** For a document or a wiki: a table over all labels and purposes, then one for each label. */
export function mapMarkdown({ labels }: ProcessingRecord, run: Run): string {
  const { failures, files, functions } = summarise(run);
  const rows = labels.flatMap(({ label, purposes }) =>
    purposes.map((purpose) => `| ${escape(label)} | ${escape(purpose.purpose)} | ${STATUSES.map((status) => total([purpose], status)).join(' | ')} |`),
  );
  const overview = [`| label | purpose | ${STATUSES.join(' | ')} |`, `| --- | --- | ${STATUSES.map(() => '--:').join(' | ')} |`, ...rows].join('\n');
  return [
    '# Record of processing',
    ...(rows.length > 0 ? [overview] : []),
    ...labels.flatMap((label) => labelSection(label, run)),
    ...(failures.length > 0 ? [`## Not analysed\n\n${failures.map(({ place, message }) => `- ${code(placeText(place, run.cwd))}: ${escape(message)}`).join('\n')}`] : []),
    `## Analysed\n\n${count(files, 'file')}, ${count(functions, 'function')}.`,
  ].join('\n\n') + '\n';
}

function labelSection(label: LabelRecord, run: Run): string[] {
  const same = counterparts(label);
  const head = [`## ${escape(label.label)}`, escape(`${permission(label)}${same && ` (${same})`}.`)];
  if (label.purposes.length === 0) return [...head, escape(`It ${UNUSED}.`)];
  const rows = label.purposes.flatMap(({ purpose, ways, ...counterpart }) =>
    ways.map((way) => `| ${escape([purpose, counterparts(counterpart)].filter(Boolean).join(': '))} | ${code(way.module)} | ${way.status} | ${flows(way)} | ${escape(ground(way))} | ${places(way, run)} |`),
  );
  return [...head, ['| purpose | module | | flows | ground | enters at |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n')];
}

function places(way: Way, run: Run): string {
  return way.places.map((place) => code(placeText(place, run.cwd))).join(' ');
}
