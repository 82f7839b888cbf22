import { printable } from '../frame.js';
import { count } from '../message.js';
import { placeText } from '../paths.js';
import type { ReportOptions, Run } from '../run.js';
import { styler, type Style } from '../style.js';
import { summarise } from '../summary.js';
import type { LabelRecord, ProcessingRecord, PurposeRecord, Status, Way } from './record.js';
import { counterparts, flows, ground, permission, total, UNUSED } from './words.js';

const SIGNS: Readonly<Record<Status, string>> = { forbidden: '✖', disabled: '✖', declassified: '✔', allowed: '✔' };

/** For a terminal: label, purposes below it, modules below those. */
export function mapText({ labels }: ProcessingRecord, run: Run, options: ReportOptions): string {
  const style = styler(options.color);
  const blocks = labels.map((label) => labelLines(label, style));
  const { failures, files, functions } = summarise(run);
  const all = labels.flatMap(({ purposes }) => purposes);
  const forbidden = total(all, 'forbidden');
  const end = [
    ...failures.map(({ place, message }) => `${style('red', 'not analysed')}  ${printable(placeText(place, run.cwd))}  ${message}`),
    `${count(total(all), 'flow')} into modules that serve a purpose, ${forbidden} forbidden`,
    `analysed: ${count(files, 'file')}, ${count(functions, 'function')}`,
  ];
  return [...blocks, end].map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

function labelLines(label: LabelRecord, style: Style): string[] {
  const same = counterparts(label);
  const head = `${style('bold', label.label)}  ${permission(label)}${same && style('dim', `  ${same}`)}`;
  return label.purposes.length === 0 ? [head, `  ${style('dim', UNUSED)}`] : [head, ...label.purposes.flatMap((purpose) => purposeLines(purpose, style))];
}

function purposeLines({ purpose, ways, ...same }: PurposeRecord, style: Style): string[] {
  const widths = [Math.max(...ways.map(({ status }) => status.length)), Math.max(...ways.map(({ module }) => module.length))] as const;
  return [`  ${purpose}${style('dim', `  ${counterparts(same)}`)}`.trimEnd(), ...ways.map((way) => wayLine(way, widths, style))];
}

function wayLine(way: Way, [status, module]: readonly [number, number], style: Style): string {
  const color = way.status === 'forbidden' ? 'red' : way.status === 'disabled' ? 'yellow' : 'green';
  const line = `    ${style(color, `${SIGNS[way.status]} ${way.status.padEnd(status)}`)}  ${printable(way.module).padEnd(module)}  ${flows(way)}  ${style('dim', printable(ground(way)))}`;
  return line.trimEnd();
}
