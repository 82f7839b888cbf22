import { expect, it } from 'vitest';
import type { Checker } from '../../src/checker/checker.js';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import { loadPolicy } from '../../src/policy/load.js';

const DATA = 'export interface User { id: string; city: string; phone: string }\nexport declare function rows(): any;\nexport declare const row: any;';
const FILES = new Map([
  ['/app/data.ts', DATA],
  ['/app/ads/sink.ts', 'export function track(x: unknown): void { void x; }'],
  ['/app/a.ts', `import { pick } from 'lodash'; import { track } from './ads/sink.js'; import { row, rows, type User } from './data.js';
track(pick(row, ['id', 'phone'])); // flow
track(pick(row, ['id', 'city']));
const city = { one: row.city, more: [row.id] };
track(city);
track([city]);
const user = { user: row, id: 1 };
track(user); // flow
track(rows()); // flow
export const kept = (u: User): string => u.phone;`],
]);

/** A type checker that takes each value for one of all users' properties, as lodash's types do. */
function analysed(): number[] {
  const linker = createLinker({ files: [...FILES.keys()], readFile: (f) => FILES.get(f), fileExists: (f) => FILES.has(f) });
  const policy = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => JSON.stringify({ purposes: { security: null, 'ad-targeting': null }, data: { Phone: { allow: ['security'], properties: ['User.phone'] } }, modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }] }), today: '2026-01-01' });
  const s = DATA.indexOf('phone: string');
  const phone = { name: 'phone', declarations: [{ file: '/app/data.ts', s, e: s + 'phone: string'.length }], types: [], primitive: true };
  const isNested = (file: string, from: number, to: number): boolean => FILES.get(file)!.slice(from, to) === 'user';
  const contents: Checker['contents'] = (file, from, to) => [{ ...phone, via: isNested(file, from, to) ? 'user' : 'phone' }];
  const checker = { member: () => undefined, contents, declarations: () => [] } as unknown as Checker;
  return analyse({ root: '/app', linker, policy, extent: 'all', checker: () => checker }).violations.map(({ place }) => place.line);
}

it('an object of properties that are known has none beside them, whatever its type says', () => {
  const marked = FILES.get('/app/a.ts')!.split('\n').flatMap((line, i) => (line.endsWith('// flow') ? [i + 1] : []));
  expect(analysed()).toEqual(marked);
});
