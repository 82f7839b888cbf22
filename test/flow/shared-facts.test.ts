import { expect, it } from 'vitest';
import { createFactsCache } from '../../src/facts/facts-cache.js';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import { loadPolicy } from '../../src/policy/load.js';

const FILES: Readonly<Record<string, string>> = {
  '/app/data.ts': 'export type TwoFactorPhone = string;\nexport declare const phone: TwoFactorPhone;\n',
  '/app/lists/add.ts': 'export function add(x: unknown): void { void x; }\n',
  '/app/consent.ts': 'export function withConsent(x: string): string { return x; }\n',
  '/app/main.ts': "import { phone } from './data.js';\nimport { add } from './lists/add.js';\nimport { withConsent } from './consent.js';\nadd(withConsent(phone));\n",
};

it('a policy does not see what another made of the same facts', () => {
  const cache = createFactsCache();
  const linesUnder = (policy: object): number[] => {
    const linker = createLinker({ files: Object.keys(FILES), readFile: (file) => FILES[file], fileExists: (file) => file in FILES, cache });
    const text = JSON.stringify({ purposes: { security: null, ads: null }, data: { TwoFactorPhone: { allow: ['security'] } }, ...policy });
    const loaded = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => text, today: '2026-01-01' });
    return analyse({ root: '/app', linker, policy: loaded }).violations.map(({ place }) => place.line);
  };
  const modules = [{ purpose: 'ads', files: ['lists/**'] }];
  const declassifiers = [{ function: 'consent.ts#withConsent', data: ['TwoFactorPhone'], grants: ['ads'], reason: 'opt-in' }];
  expect(linesUnder({ modules: [{ purpose: 'ads', files: ['nowhere/**'] }] })).toEqual([]);
  expect(linesUnder({ modules })).toEqual([4]);
  expect(linesUnder({ modules, declassifiers })).toEqual([]);
  expect(linesUnder({ modules })).toEqual([4]);
});
