import { describe, expect, test } from 'vitest';
import { recommended } from '../../src/policy/builtin.js';
import { catalogue } from '../../src/policy/catalogue.js';
import { load } from './helpers.js';

const policy = load('{ "extends": "recommended" }');

describe('the built-in policy', () => {
  test('allows both labels for security alone', () => {
    for (const label of ['TwoFactorPhone', 'SecurityEmail']) {
      expect([...policy.purposes.keys()].filter((purpose) => policy.allows(label, purpose))).toEqual(['security']);
    }
  });

  test('names a counterpart of every label and purpose', () => {
    for (const entry of [...policy.purposes.values(), ...policy.data.values()]) expect(entry.dpv).toMatch(/^(dpv|pd):[A-Z]\w+$/);
    expect(policy.purposes.get('ad-targeting')?.parents).toEqual(['advertising']);
  });

  test.each([
    ['src/ads/x.ts', ['ad-targeting']],
    ['packages/core/src/ad-targeting/a/b.tsx', ['ad-targeting']],
    ['advertising/x.js', ['ad-targeting']],
    ['src/Audiences/upload.ts', ['ad-targeting']],
    ['src/export/users.ts', ['export']],
    ['src/exporters/ads/users.ts', ['ad-targeting', 'export']],
    ['src/exports.ts', []],
    ['src/uploads/x.ts', []],
    ['src/security/x.ts', []],
    ['node_modules/lib/export/x.js', []],
  ])('%s serves %j', (file, purposes) => {
    expect(policy.purposesOfFile(`/p/${file}`)).toEqual(purposes);
  });
});

describe('the catalogue', () => {
  test('gives each package once, with a known purpose and a reason', () => {
    expect(new Set(catalogue.map((entry) => entry.package)).size).toBe(catalogue.length);
    for (const entry of catalogue) {
      expect(Object.keys(recommended.purposes ?? {})).toContain(entry.purpose);
      expect(entry.reason).toMatch(/^[A-Z].{15,90}\.$/);
    }
  });

  test('is all in force', () => {
    for (const entry of catalogue) expect(policy.purposesOfPackage(entry.package)).toEqual([entry.purpose]);
  });

  test.each([
    ['facebook-nodejs-business-sdk', ['ad-targeting']],
    ['react-facebook-pixel', ['ad-targeting']],
    ['@mailchimp/mailchimp_marketing', ['direct-marketing']],
    ['csv-stringify/sync', ['export']],
    ['@fast-csv/format', ['export']],
    ['@sendgrid/mail', []],
    ['csv-parse', []],
    ['@segment/analytics-node', []],
    ['lodash', []],
  ])('%s serves %j', (name, purposes) => {
    expect(policy.purposesOfPackage(name)).toEqual(purposes);
  });
});
