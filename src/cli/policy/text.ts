import { count } from '../../report/message.js';
import type { Origin, PolicyRecord, SourceRecord } from './record.js';

type Row = readonly string[];

/**
 * A policy's record for a terminal. Globs and packages of the built-in policy and of packages' that match nothing here are
 * only counted.
 *
 * @param listFiles list the files that serve each purpose
 */
export function policyText(record: PolicyRecord, listFiles: boolean): string {
  return [
    `${record.file ?? 'built-in policy'}, in force for ${record.projects.join(', ')}`,
    ...section('purposes', record.purposes.map(({ name, parents, from, ...terms }) => [name, [...(parents.length > 0 ? [`below ${parents.join(', ')}`] : []), ...counterparts(terms)].join('; '), originText(from)])),
    ...section('data', record.data.flatMap(({ label, allow, from, sources, ...terms }) => [
      [label, [`allowed: ${allow.join(', ') || 'none'}`, ...counterparts(terms)].join('; '), originText(from)],
      ...sources.map((source): Row => [`  ${KINDS[source.kind]} ${source.reference}`, matched(source), sameOrigin(source.from, from) ? '' : originText(source.from)]),
    ])),
    ...section('modules', record.purposes.flatMap(({ name, files }) => served(record, name, files, listFiles))),
    ...section('declassifiers', record.declassifiers.map(({ function: name, data, grants, reason, approver, expires, declarations, from }) => [
      name,
      `${data.join(', ')} for ${grants.join(', ')}${expires ? ` until ${expires}` : ''}: ${reason}${approver ? ` (${approver})` : ''}; ${count(declarations, 'declaration')}`,
      originText(from),
    ])),
    ...section('models', record.models.map(({ function: name, flow, from }) => [name, flow.join('; '), originText(from)])),
    '',
  ].join('\n');
}

const KINDS: Readonly<Record<SourceRecord['kind'], string>> = { type: 'type', property: 'property', returns: 'result of', tag: '@data', schema: 'schemas of' };

function matched({ kind, declarations }: SourceRecord): string {
  return count(declarations, kind === 'tag' ? 'doc comment' : kind === 'schema' ? 'schema' : 'declaration');
}

const sameOrigin = (a: Origin | undefined, b: Origin): boolean => a?.kind === b.kind && a.name === b.name && a.line === b.line;

/** `data-purpose.jsonc:12`, `@acme/policy:3`, `built-in` */
export function originText(origin: Origin | undefined): string {
  if (!origin) return '';
  return origin.kind === 'built-in' ? 'built-in' : `${origin.name}:${origin.line}`;
}

function counterparts({ dpv, fides, severity }: { readonly dpv?: string; readonly fides?: string; readonly severity?: string }): string[] {
  return [...(dpv === undefined ? [] : [dpv]), ...(fides === undefined ? [] : [`fideslang ${fides}`]), ...(severity === 'warn' ? ['warnings only'] : [])];
}

/** A purpose with how many files and packages serve it, and by which entries. */
function served({ modules }: PolicyRecord, purpose: string, files: readonly string[], listFiles: boolean): Row[] {
  const entries = modules.filter(({ purposes }) => purposes.includes(purpose));
  const packages = new Set(entries.flatMap((entry) => entry.packages.map(({ name }) => name))).size;
  if (files.length === 0 && packages === 0) return [];
  const by = entries.flatMap(({ globs, packages: named, from }): Row[] => {
    const shown = (matches: number): boolean => from.kind === 'file' || matches > 0;
    return [
      ...globs.filter(({ files: matches }) => shown(matches)).map(({ glob, files: matches }): Row => [`  ${glob}`, count(matches, 'file'), originText(from)]),
      ...named.filter(({ imports }) => shown(imports)).map(({ name, imports }): Row => [`  ${name}`, `imported by ${count(imports, 'file')}`, originText(from)]),
    ];
  });
  return [[purpose, `${count(files.length, 'file')}, ${count(packages, 'package')}`, ''], ...by, ...(listFiles ? files.map((file): Row => [`    ${file}`, '', '']) : [])];
}

/** Rows in columns; the last one is as long as it is. */
export function section(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const width = (column: number): number => Math.max(...rows.filter((row) => row.slice(column + 1).some(Boolean)).map((row) => row[column]?.length ?? 0), 0);
  const widths = [width(0), width(1)];
  return ['', title, ...rows.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())];
}
