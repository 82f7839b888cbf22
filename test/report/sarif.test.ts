import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log, Run as SarifRun } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/report/run.js';
import { sarif } from '../../src/report/sarif.js';
import { analysis, INCOMPLETE, place, run, violation } from './run-fixture.js';

// Origin: see README.md beside it. Ajv knows draft 7, in which the schema's draft-4 keywords mean the same but for `id`.
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

function sarifRun(from: Run): SarifRun {
  const log = JSON.parse(sarif(from, {})) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  const [first] = log.runs;
  if (!first) throw new Error('no run');
  return first;
}

describe('sarif', () => {
  it('is refused by the schema when it is wrong', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  it('has one result with place, code flow, related locations and fingerprint', () => {
    const { results = [] } = sarifRun(run([analysis([violation()])]));
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      ruleId: 'data-purpose/no-forbidden-flow',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'TwoFactorPhone (allowed: security) flows into ad-targeting: app/src/ads/upload.ts' },
      partialFingerprints: { 'dataPurpose/v1': '0123456789abcdef' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'app/src/sync.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 28 },
          },
        },
      ],
      relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: 'app/src/user.ts' } } }],
    });
    const steps = results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map((step) => step.location?.message?.text);
    expect(steps).toEqual(['User.twoFactorPhone is labelled TwoFactorPhone', 'enters app/src/ads/upload.ts (ad-targeting)']);
  });

  it('gives a sink with several sources one result with several code flows', () => {
    const second = violation({ id: 'fedcba9876543210', trace: [{ place: place('app/src/user.ts', 1, 1), message: 'another source' }, ...violation().trace.slice(1)] });
    const email = violation({ id: 'aaaaaaaaaaaaaaaa', label: 'SecurityEmail' });
    const { results = [] } = sarifRun(run([analysis([violation(), second, email])]));
    expect(results.map((result) => [result.properties?.['label'], result.codeFlows?.length])).toEqual([['SecurityEmail', 1], ['TwoFactorPhone', 2]]);
  });

  it('describes both rules in text and Markdown', () => {
    const { rules = [] } = sarifRun(run([])).tool.driver;
    expect(rules.map((rule) => rule.id)).toEqual(['data-purpose/no-forbidden-flow', 'data-purpose/no-forbidden-match']);
    for (const { shortDescription, fullDescription, help } of rules) {
      for (const text of [shortDescription?.text, fullDescription?.text, help?.text, help?.markdown]) expect(text).toMatch(/\w{3}/);
    }
  });

  it('says what was not analysed, as errors unless it is allowed', () => {
    const failures = [{ kind: 'project', message: 'No inputs were found', hint: 'Check "include".', place: { file: '/repo/lib/tsconfig.json' } }] as const;
    const [invocation] = sarifRun(run([analysis([], INCOMPLETE)], { failures })).invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.map((n) => [n.level, n.descriptor?.id])).toEqual([
      ['error', 'not-analysed/file'],
      ['error', 'not-analysed/project'],
      ['note', 'unresolved-import'],
      ['note', 'limit/any'],
      ['note', 'limit/bound'],
    ]);
    const [allowed] = sarifRun(run([analysis([], INCOMPLETE)], { failures, allowIncomplete: true })).invocations ?? [];
    expect([allowed?.executionSuccessful, allowed?.toolExecutionNotifications?.[0]?.level]).toEqual([true, 'warning']);
  });

  it.each([
    ['app/src/a b#[id].ts', { uri: 'app/src/a%20b%23%5Bid%5D.ts', uriBaseId: '%SRCROOT%' }],
    ['../outside/ü.ts', { uri: 'file:///outside/%C3%BC.ts' }],
  ])('writes the URI of %s', (file, expected) => {
    const at = { ...place('', 1, 1), file: new URL(encodeURI(`file:///repo/${file}`).replaceAll('#', '%23')).pathname };
    const decoded = { ...at, file: decodeURIComponent(at.file) };
    const { results = [] } = sarifRun(run([analysis([violation({ place: decoded })])]));
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual(expected);
  });
});
