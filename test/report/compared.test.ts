import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import type { Comparison, Run } from '../../src/report/run.js';
import { analysis, disabled, place, run, violation } from './run-fixture.js';

const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
formats.default(ajv);
const isSarif = ajv.compile(schema);

const { id, rule, label, purpose } = violation();
const compared = (changes: Partial<Comparison> = {}): Comparison => ({
  kind: 'baseline',
  with: 'known.json',
  known: [violation({ id: 'aaaaaaaaaaaa0000' })],
  fixed: [{ id, rule, label, purpose, place: place('app/src/old.ts', 3, 1) }],
  notes: ['HEAD could not be analysed.'],
  ...changes,
});
const unused = { message: "Unused eslint-disable directive (no problems were reported from 'data-purpose/no-forbidden-flow').", place: place('app/src/sync.ts', 9, 3) };
const warning = violation({ severity: 'warning' });

const RUN: Run = run([analysis([warning], {}, { disabled: [disabled()] })], { comparisons: [compared()], unusedDirectives: [unused] });
const parsed = (format: 'json' | 'sarif' | 'gitlab', from = RUN, options = {}) => JSON.parse(FORMATS[format](from, options));

describe('stylish', () => {
  it('tells warnings, what is left out, what is fixed and unused comments', () => {
    const text = FORMATS.stylish(RUN, {});
    expect(text).toContain('  4:9  warning  TwoFactorPhone');
    expect(text).toContain(`error  src/sync.ts:9:3  ${unused.message}\n`);
    expect(text).toContain('1 violation of known.json is fixed; --prune-baseline takes it out\n  src/old.ts:3:1  TwoFactorPhone into ad-targeting\n');
    expect(text).toContain('note  HEAD could not be analysed.\n');
    expect(text).toContain('✖ 1 warning in 1 file, 1 unused disable comment (1 more disabled by comments, 1 was in known.json)\n');
  });

  it('does not fail on warnings alone', () => {
    expect(FORMATS.stylish(run([analysis([warning])]), {})).toContain('⚠ 1 warning in 1 file\n');
    expect(FORMATS.stylish(run([analysis([warning, violation({ id: 'b', place: place('app/src/a.ts', 1, 1) })])]), {})).toContain('✖ 1 violation and 1 warning in 2 files\n');
  });
});

describe('json', () => {
  it('has severities, suppressions with their reasons, comparisons and unused comments', () => {
    const report = parsed('json');
    expect(report.violations).toMatchObject([{ id, severity: 'warning' }]);
    expect(report.suppressed).toMatchObject([{ id, suppression: { kind: 'directive', justification: 'consented', line: 3, column: 2 } }]);
    expect(report.compared).toEqual([{
      kind: 'baseline', with: 'known.json', known: ['aaaaaaaaaaaa0000'],
      fixed: [{ id, rule, label, purpose, file: 'src/old.ts', line: 3, column: 1, endLine: 3, endColumn: 2 }],
      notes: ['HEAD could not be analysed.'],
    }]);
    expect(report.unusedDirectives).toMatchObject([{ message: unused.message, file: 'src/sync.ts', line: 9, column: 3 }]);
  });
});

describe('sarif', () => {
  it('has levels and suppressed results, and keeps to the schema', () => {
    const log = parsed('sarif');
    expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
    expect(log.runs[0].results).toMatchObject([
      { level: 'warning' },
      { level: 'error', suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'consented', location: { physicalLocation: { region: { startLine: 3, startColumn: 2 } } } }] },
    ]);
    expect(log.runs[0].results[0]).not.toHaveProperty('suppressions');
    expect(log.runs[0].invocations[0].toolExecutionNotifications.map((note: { descriptor: { id: string } }) => note.descriptor.id)).toEqual(['unused-disable-directive', 'comparison']);
    expect(parsed('sarif', RUN, { suppressed: false }).runs[0].results).toHaveLength(1);
    const silent = parsed('sarif', run([analysis([], {}, { disabled: [{ ...disabled(), disabledBy: { line: 1, column: 1, reason: undefined } }] })]));
    expect([isSarif(silent), silent.runs[0].results[0].suppressions[0]]).toEqual([true, expect.not.objectContaining({ justification: expect.anything() })]);
  });
});

describe('github', () => {
  it('annotates warnings as such, and unused comments', () => {
    const text = FORMATS.github(RUN, {});
    expect(text).toContain('::warning file=app/src/sync.ts,line=4');
    expect(text).toContain('::error file=app/src/sync.ts,line=9,col=3,title=data-purpose%3A unused disable comment::Unused eslint-disable directive');
    expect(text).toContain('::notice title=data-purpose::HEAD could not be analysed.\n');
    expect(text).toContain('data-purpose: 1 warning, 1 more disabled by comments, 1 was in known.json, 1 of known.json fixed, analysed');
  });
});

describe('gitlab', () => {
  it('has lower severities for warnings and unused comments', () => {
    expect(parsed('gitlab')).toMatchObject([{ severity: 'minor', check_name: 'data-purpose/no-forbidden-flow' }, { severity: 'minor', check_name: 'data-purpose/unused-disable-directive', location: { path: 'app/src/sync.ts', lines: { begin: 9 } } }]);
  });
});

describe('markdown', () => {
  it('counts what is new, known and fixed by label and purpose', () => {
    const text = FORMATS.markdown(RUN, {});
    expect(text).toContain('# data-purpose: 1 warning\n\nCompared with `known.json`. HEAD could not be analysed.\n\n| label | purpose | new | known | fixed |\n| --- | --- | --: | --: | --: |\n| TwoFactorPhone | ad-targeting | 1 | 1 | 1 |\n');
    expect(text).toContain('Warning. `src/sync.ts:4:9`');
    expect(text).toContain('<details><summary>1 violation fixed</summary>\n\n- `src/old.ts:3:1`: TwoFactorPhone into ad-targeting\n');
    expect(text).toContain('## Unused disable comments\n\n- `src/sync.ts:9:3`: Unused eslint-disable directive');
    expect(FORMATS.markdown(run([analysis([])], { comparisons: [compared({ known: [], fixed: [], notes: [] })] }), {})).toContain('# data-purpose: No violations\n\nCompared with `known.json`.\n\n## Analysed');
  });
});
