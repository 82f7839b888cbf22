import { describe, expect, it } from 'vitest';
import { count, traceLines, violationMessage } from '../../src/report/message.js';
import { place, violation } from './run-fixture.js';

describe('violationMessage', () => {
  it.each([
    ['a flow', violation(), 'TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/upload.ts'],
    ['a match', violation({ rule: 'no-forbidden-match' }), 'Data matched by TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/upload.ts'],
    ['a package', violation({ module: 'csv-stringify' }), 'TwoFactorPhone (allowed: security) flows into ad-targeting: csv-stringify'],
    ['nothing allowed', violation({ allowed: [] }), 'TwoFactorPhone (allowed: none) flows into ad-targeting: src/ads/upload.ts'],
    ['a module outside of the folder', violation({ module: '/repo/lib/ads.ts' }), 'TwoFactorPhone (allowed: security) flows into ad-targeting: ../lib/ads.ts'],
  ])('tells %s', (_, value, message) => {
    expect(violationMessage(value, '/repo/app')).toBe(message);
  });
});

describe('traceLines', () => {
  it('numbers the steps and aligns them', () => {
    const trace = Array.from({ length: 10 }, (_, i) => ({ place: place('app/a.ts', i * 5 + 1, 1), message: `step ${i}` }));
    const lines = traceLines(violation({ trace }), '/repo/app');
    expect(lines[0]).toBe(' 1. a.ts:1:1   step 0');
    expect(lines[8]).toBe(' 9. a.ts:41:1  step 8');
    expect(lines[9]).toBe('10. a.ts:46:1  enters src/ads/upload.ts (ad-targeting)');
  });
});

describe('count', () => {
  it.each([[0, '0 files'], [1, '1 file'], [12345, '12,345 files']])('%i', (n, text) => {
    expect(count(n, 'file')).toBe(text);
  });
});
