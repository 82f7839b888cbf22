import { utimesSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { currentPolicy } from '../../src/eslint/policies.js';
import { PolicyError } from '../../src/policy/error.js';
import { tempFolder } from '../project/temp-folder.js';

const POLICY = '{ "purposes": { "security": null }, "data": { "Phone": { "allow": ["security"] } } }';

afterEach(() => {
  vi.useRealTimers();
});

describe('currentPolicy', () => {
  it('is the same object until a file that it was read from changes', () => {
    const folder = tempFolder({ 'data-purpose.jsonc': '{ "extends": ["./base.jsonc"] }', 'base.jsonc': POLICY });
    const first = currentPolicy(`${folder}/tsconfig.json`, undefined);
    expect(currentPolicy(`${folder}/tsconfig.json`, undefined)).toBe(first);
    writeFileSync(`${folder}/base.jsonc`, POLICY.replace('Phone', 'Email'));
    utimesSync(`${folder}/base.jsonc`, 1, 1);
    expect([...currentPolicy(`${folder}/tsconfig.json`, undefined).data.keys()]).toEqual(['Email']);
  });

  it('is the nearest, or the one named', () => {
    const folder = tempFolder({ 'data-purpose.jsonc': POLICY, 'other.jsonc': POLICY, 'package.json': '{}' });
    expect(currentPolicy(`${folder}/a/tsconfig.json`, undefined).file).toBe(`${folder}/data-purpose.jsonc`);
    expect(currentPolicy(`${folder}/a/tsconfig.json`, `${folder}/other.jsonc`).file).toBe(`${folder}/other.jsonc`);
  });

  it('throws again and again while it cannot be used', () => {
    const folder = tempFolder({ 'data-purpose.jsonc': '{ "purposs": {} }' });
    for (let i = 0; i < 2; i++) expect(() => currentPolicy(`${folder}/tsconfig.json`, undefined)).toThrow(PolicyError);
    writeFileSync(`${folder}/data-purpose.jsonc`, POLICY);
    expect([...currentPolicy(`${folder}/tsconfig.json`, undefined).data.keys()]).toEqual(['Phone']);
  });

  it('notices that a declassifier expires while an editor stays open', () => {
    const declassifiers = '[{ "function": "a.ts#f", "data": ["Phone"], "grants": ["security"], "reason": "DPIA-12", "expires": "2026-06-30" }]';
    const folder = tempFolder({ 'data-purpose.jsonc': POLICY.replace(/}$/, `, "declassifiers": ${declassifiers} }`) });
    vi.useFakeTimers({ now: new Date('2026-06-30T12:00:00Z'), toFake: ['Date'] });
    expect(currentPolicy(folder, undefined).declassifiers).toHaveLength(1);
    vi.setSystemTime(new Date('2026-07-01T00:00:00Z'));
    expect(() => currentPolicy(folder, undefined)).toThrow(/expired/);
  });
});
