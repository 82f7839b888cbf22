import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import type { Permitted, Sighting, Wanted } from '../../src/flow/result.js';
import { loadPolicy } from '../../src/policy/load.js';
import { createSources } from '../../src/project/sources.js';
import { APPLICATIONS, filesOf, FIXTURES } from '../fixtures/programs.js';
import { PRELUDE, run } from './harness.js';

const IMPORTS = "import { user, type User } from './data.js'; import { track } from './ads/sink.js';\n";

function permittedIn(files: Readonly<Record<string, string>>): string[] {
  const describePermitted = ({ place, label, purpose, direction, match, release }: Permitted): string =>
    `${place.file.slice('/app/'.length)}:${place.line} ${match ? 'matched by ' : ''}${label} -> ${purpose} ${direction}${release ? ` by ${release.function}: ${release.reason}` : ''}`;
  return (run({ ...PRELUDE, ...files }, { permitted: true }).permitted ?? []).map(describePermitted);
}

/** The sightings on one line of a.ts, each as its text with the labels seen. */
function seenOn(line: number, text: string): string[] {
  const lines = (IMPORTS + text).split('\n');
  const { sightings } = run({ ...PRELUDE, 'a.ts': IMPORTS + text }, { sightingsIn: '/app/a.ts' });
  const describeSighting = ({ place, labels, drops }: Sighting): string =>
    [lines[line - 1]!.slice(place.column - 1, place.endColumn - 1), ...labels.map(({ label, inside = '', match }) => `${match ? 'matched by ' : ''}${label}${inside && ` in ${inside}`}`), ...(drops ? [`drops by ${drops}`] : [])].join(' | ');
  return sightings!.points.filter(({ place }) => place.line === line && place.endLine === line).map(describeSighting);
}

describe('permitted crossings', () => {
  it('are not gathered unless they are wanted', () => {
    const { permitted, sightings } = run({ ...PRELUDE, 'a.ts': `${IMPORTS}track(user.phone);` });
    expect([permitted, sightings]).toEqual([undefined, undefined]);
  });

  it('are pushed into a module that serves an allowed purpose, or pulled by it', () => {
    const module = '/** @purpose security */\nimport type { User } from "../data.js";\nexport function verify(phone: string): void { void phone; }\nexport const codeOf = (u: User): string => `code ${u.phone}`;';
    expect(permittedIn({ 'login/verify.ts': module, 'a.ts': `import { verify } from './login/verify.js';\n${IMPORTS}verify(user.phone); verify(user.city);` })).toEqual([
      'a.ts:3 TwoFactorPhone -> security pushed',
      'login/verify.ts:4 TwoFactorPhone -> security pulled',
    ]);
  });

  it('are those of data too that came from another module of the purpose, by an object that it changed', () => {
    const enrol = '/** @purpose security */\nexport function enrol(account: { phone?: string }, phone: string): void { account.phone = phone; }';
    const mask = '/** @purpose security */\nexport function mask(phone: string): void { void phone; }';
    const text = "const account: { phone?: string } = {};\nenrol(account, user.phone);\nmask(account.phone!);";
    expect(permittedIn({ 'login/enrol.ts': enrol, 'login/mask.ts': mask, 'a.ts': `import { enrol } from './login/enrol.js'; import { mask } from './login/mask.js';\n${IMPORTS}${text}` })).toEqual([
      'a.ts:4 TwoFactorPhone -> security pushed',
      'a.ts:5 TwoFactorPhone -> security pushed',
    ]);
  });

  it('name the declassifier, by tag, with its reason', () => {
    const consent = '/** @declassifies TwoFactorPhone for advertising - opt-in */\nexport function consent(x: string): string { return x; }';
    expect(permittedIn({ 'consent.ts': consent, 'a.ts': `import { consent } from './consent.js';\n${IMPORTS}track(consent(user.phone));` })).toEqual([
      'a.ts:3 TwoFactorPhone -> ad-targeting pushed by consent: opt-in',
    ]);
  });

  it('leave out what has no label, and what is a violation', () => {
    expect(permittedIn({ 'a.ts': `${IMPORTS}track(user.phone); track(user.city);` })).toEqual([]);
  });
});

describe('sightings', () => {
  it('tell the labels of expressions and variables, and what drops them', () => {
    expect(seenOn(2, 'const long = user.phone.length > 3;')).toEqual([
      'long',
      'user.phone.length > 3 | drops by comparison',
      'user.phone.length | drops by count',
      'user.phone | TwoFactorPhone',
      'user | TwoFactorPhone in .phone',
      '3',
    ]);
  });

  it('tell parameters, matches and objects that hold a label', () => {
    const text = 'export function f(u: User, list: string[]): void {\n  const found = list.includes(u.phone);\n  const box = { inner: { number: u.phone } };\n  void found; void box;\n}';
    expect(seenOn(2, text)).toContain('u | TwoFactorPhone in .phone');
    expect(seenOn(3, text)).toContain('found | matched by TwoFactorPhone');
    expect(seenOn(4, text)).toContain('box | TwoFactorPhone in .inner.number');
  });

  it('leave out code that does not run, of which they tell the statements and functions', () => {
    expect(seenOn(2, 'if (false) track(user.phone);')).toEqual(['false']);
    const { sightings } = run({ ...PRELUDE, 'a.ts': `${IMPORTS}export function f(): void {\n  return;\n  track(1);\n}\nif (false) { const g = (): void => track(2); }` }, { sightingsIn: '/app/a.ts' });
    expect(new Set(sightings?.statements.map(({ line }) => line))).toEqual(new Set([3, 4, 6]));
    expect(sightings?.functions.map(({ name, place, ran }) => [name, place.line, ran])).toEqual([['f', 2, true], ['g', 6, false]]);
  });

  it('come with the trace, and the declassifiers that released the label', () => {
    const consent = '/** @declassifies TwoFactorPhone for advertising - opt-in */\nexport function consent(x: string): string { return x; }';
    const { sightings } = run({ ...PRELUDE, 'consent.ts': consent, 'a.ts': "import { consent } from './consent.js'; import { user } from './data.js';\nexport const free = consent(user.phone);" }, { sightingsIn: '/app/a.ts' });
    const free = sightings?.points.find(({ variable, place }) => variable && place.line === 2);
    expect(free?.labels).toMatchObject([
      {
        label: 'TwoFactorPhone',
        releases: [{ purpose: 'ad-targeting', function: 'consent', reason: 'opt-in' }, { purpose: 'advertising' }],
        trace: [{ message: '`User.phone` is TwoFactorPhone' }, { message: 'read from .phone' }, { message: 'passed as `x` to consent()' }, { message: 'released by consent()' }, { message: 'returned by consent()' }],
      },
    ]);
  });
});

describe('what is wanted beside violations', () => {
  it.each(APPLICATIONS.filter((name) => name !== 'twitter-2019-clean'))('changes none of them: %s', { timeout: 120_000 }, (name) => {
    const dir = join(FIXTURES, name);
    const linker = createLinker({ files: filesOf(dir), readFile: createSources().read, tsconfig: join(dir, 'tsconfig.json') });
    const result = (wanted: Wanted) => analyse({ root: dir, linker, policy: loadPolicy({ from: dir }), wanted });
    const { violations, analysed } = result({});
    for (const file of linker.files.filter((_, i) => i % 24 === 0)) {
      expect(result({ permitted: true, sightingsIn: file })).toMatchObject({ violations, analysed });
    }
  });
});
