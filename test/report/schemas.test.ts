import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import type { Run } from '../../src/report/run.js';
import { analysis, disabled, INCOMPLETE, place, run, violation } from './run-fixture.js';

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });

const { id, rule, label, purpose } = violation();
const comparison = { kind: 'baseline', with: 'known.json', known: [violation()], fixed: [{ id, rule, label, purpose, place: place('app/src/old.ts', 3, 1) }], notes: ['A note.'] } as const;
const unused = { message: 'Unused', place: { file: '/repo/app/src/user.ts', line: 1 } };
const failure = { kind: 'project', message: 'No inputs were found', hint: 'Check "include".', place: { file: '/repo/lib/tsconfig.json' } } as const;

/** Runs that have all that a report can have, and nothing of it. */
const RUNS: readonly (readonly [string, Run])[] = [
  ['nothing', run([])],
  ['everything', run([analysis([violation(), violation({ severity: 'warning', direction: 'pulled', module: 'csv-stringify', id: 'fedcba9876543210' })], INCOMPLETE, { disabled: [disabled(), { ...disabled(), disabledBy: { line: 1, column: 1, reason: undefined } }] })], { failures: [failure], comparisons: [comparison], unusedDirectives: [unused] })],
];

describe('report.schema.json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8')) as Node;
  const validate = ajv.compile(schema as AnySchema);

  it.each(RUNS)('holds for a report of %s', (_, from) => {
    const report: unknown = JSON.parse(FORMATS.json(from, {}));
    expect([validate(report), validate.errors]).toEqual([true, null]);
  });

  it.each([
    ['another version', (report: Report) => ({ ...report, version: 2 })],
    ['an id that is none', (report: Report) => ({ ...report, violations: report.violations.map((one) => ({ ...one, id: 'x' })) })],
    ['a violation without its trace', (report: Report) => ({ ...report, violations: report.violations.map(({ trace: _, ...rest }) => rest) })],
    ['a place that counts from 0', (report: Report) => ({ ...report, violations: report.violations.map((one) => ({ ...one, column: 0 })) })],
  ])('refuses %s', (_, spoil) => {
    expect(validate(spoil(JSON.parse(FORMATS.json(RUNS[1]![1], {})) as Report))).toBe(false);
  });

  it('describes every field', () => {
    const unknown: string[] = [];
    for (const [, from] of RUNS) collectUnknown(JSON.parse(FORMATS.json(from, {})), [schema], schema, '', unknown);
    expect(unknown).toEqual([]);
    expect(Object.keys(schema.properties!)).toEqual(schema.required);
  });
});

interface Report {
  readonly violations: readonly { readonly trace: unknown }[];
}

interface Node {
  readonly $ref?: string;
  readonly allOf?: readonly Node[];
  readonly items?: Node;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly definitions?: Readonly<Record<string, Node>>;
}

/** Paths of a value's fields that none of the schemas names. */
function collectUnknown(value: unknown, schemas: readonly Node[], root: Node, path: string, unknown: string[]): void {
  const all = schemas.flatMap(function expand(node: Node): Node[] {
    const target = node.$ref === undefined ? node : root.definitions![node.$ref.replace('#/definitions/', '')]!;
    return [target, ...(target.allOf ?? []).flatMap(expand)];
  });
  if (Array.isArray(value)) return value.forEach((item) => collectUnknown(item, all.flatMap(({ items }) => items ?? []), root, `${path}[]`, unknown));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const inside = all.flatMap(({ properties }) => properties?.[key] ?? []);
    if (inside.length === 0) unknown.push(`${path}.${key}`);
    collectUnknown(inner, inside, root, `${path}.${key}`, unknown);
  }
}

describe('gitlab', () => {
  // What GitLab's parser asks of each issue (its schema `codeclimate.json` and its documentation): else it drops the report.
  const issues = ajv.compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^(?!/|\\./|\\.\\./).' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  });

  it.each(RUNS)('is what GitLab reads, for %s, with each fingerprint once', (_, from) => {
    const found = JSON.parse(FORMATS.gitlab(from, {})) as { fingerprint: string }[];
    expect([issues(found), issues.errors]).toEqual([true, null]);
    const fingerprints = found.map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });
});

describe('github', () => {
  /** As the runner reads a line that is a command: name, properties and message, unescaped. */
  const read = (line: string) => {
    const [, name = '', properties = '', message = ''] = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
    const plain = (text: string) => text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    return { name, message: plain(message), ...Object.fromEntries(properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))])) };
  };

  it('is one command a line, which the runner reads as it was meant', () => {
    const odd = violation({ label: 'A:B,C%', place: place('a,b:c%2C.ts', 4, 1) });
    const [command, log, ...rest] = FORMATS.github(run([analysis([odd])]), {}).split('\n');
    expect(read(command!)).toMatchObject({ name: 'error', file: 'a,b:c%2C.ts', line: '4', title: 'data-purpose/no-forbidden-flow', message: expect.stringMatching(/^A:B,C% \(allowed: security\) flows into .*\n1\. /) });
    expect([log, rest]).toEqual([expect.stringMatching(/^data-purpose: 1 violation, /), ['']]);
  });
});
