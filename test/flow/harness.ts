import { analyse } from '../../src/flow/analyse.js';
import type { Analysis, Wanted } from '../../src/flow/result.js';
import { createLinker } from '../../src/facts/program.js';
import { loadPolicy } from '../../src/policy/load.js';

const ROOT = '/app';
const POLICY = {
  purposes: { security: null, advertising: null, 'ad-targeting': 'advertising' },
  data: { TwoFactorPhone: { allow: ['security'], types: ['TwoFactorPhone'] } },
  modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }],
};

/** `phone: TwoFactorPhone`, labelled; `city: string`, not; `track(x)` of a module for ad-targeting. */
export const PRELUDE: Readonly<Record<string, string>> = {
  'data.ts': `export type TwoFactorPhone = string;
export interface User { readonly phone: TwoFactorPhone; readonly city: string }
export declare const user: User;
export declare const some: boolean;`,
  'ads/sink.ts': `export function track(x: unknown): void { void x; }`,
};

/** Analyses a program that is given by file name, under a policy by which `ads/**` serves ad-targeting; `more`: other entries of it. */
export function run(files: Readonly<Record<string, string>>, wanted: Wanted = {}, more: Readonly<Record<string, unknown>> = {}): Analysis {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const policy = `${ROOT}/data-purpose.jsonc`;
  const linker = createLinker({ files: [...texts.keys()], readFile: (file) => texts.get(file), fileExists: (file) => texts.has(file) });
  return analyse({ root: ROOT, linker, policy: loadPolicy({ file: policy, from: ROOT, readFile: () => JSON.stringify({ ...POLICY, ...more }), today: '2026-01-01' }), wanted });
}

/** Each flow as `file:line label -> purpose`; `more`: other entries of the policy. */
export function flows(files: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string[] {
  return run(files, {}, more)
    .violations.filter((v) => v.rule === 'no-forbidden-flow')
    .map((v) => `${v.place.file.slice(ROOT.length + 1)}:${v.place.line} ${v.label} -> ${v.purpose}`);
}

/** Flows of one file that may use `user`, `some`, of which nothing is known, and `track` beside what it imports itself. */
export function flowsIn(text: string, name = 'a.ts'): string[] {
  return flows({ ...PRELUDE, [name]: `import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` });
}

/** The flows that a text for {@link flowsIn} expects: one on each line that ends in `// flow`. */
export function marked(text: string, name = 'a.ts'): string[] {
  return text.split('\n').flatMap((line, i) => (line.trimEnd().endsWith('// flow') ? [`${name}:${i + 2} TwoFactorPhone -> ad-targeting`] : []));
}

/** Line and kind, flow or match, of what is reported in a text as of {@link flowsIn}. */
export function kindsIn(text: string): string[] {
  const files = { ...PRELUDE, 'a.ts': `import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` };
  return run(files).violations.map(({ place, rule }) => `${place.line} ${rule === 'no-forbidden-match' ? 'match' : 'flow'}`);
}

/** What a text for {@link kindsIn} expects: on each line that ends in `// flow` or `// match`, that. */
export function markedKinds(text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const kind = /\/\/ (match|flow)$/.exec(line)?.[1];
    return kind ? [`${i + 2} ${kind}`] : [];
  });
}
