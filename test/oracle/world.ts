import { createLinker } from '../../src/facts/program.js';
import { analyse, type Project } from '../../src/flow/analyse.js';
import type { Analysis } from '../../src/flow/result.js';
import { loadPolicy } from '../../src/policy/load.js';

/** Folder of every generated program. */
export const ROOT = '/app';

/** How a label stands in the code, one label for each way, and an expression that reads it. */
export const SOURCES = {
  Alias: 'aliased.v',
  Brand: 'brand()',
  Property: 'account.secret',
  Returned: 'returned()',
  Tagged: 'tagged',
  Element: 'elements[0].v',
} as const;
export type Label = keyof typeof SOURCES;
export const LABELS = Object.keys(SOURCES) as Label[];

/** Names that every module of a program may import from `data.js`. */
export const DATA_NAMES = ['aliased', 'brand', 'account', 'returned', 'tagged', 'elements', 'flip', 'probe'] as const;

const DATA = `export type Alias = string;
export type Brand = string & { readonly brand: 'Brand' };
export type Element = string;
export interface Account { secret: string; city: string }
export declare const aliased: { v: Alias; city: string };
export declare function brand(): Brand;
export declare const account: Account;
export function returned(): string { return account.city; }
/** @data Tagged */
export declare const tagged: string;
export declare const elements: readonly { v: Element }[];
export declare function flip(n: number): boolean;
export declare function probe(sink: number, x: unknown): void;
`;

/** How a boundary is hosted: each has a module, a way to be called there, and a purpose `p<n>` of its own. */
export const HOSTS = ['file', 'purpose', 'package', 'method', 'instance', 'property', 'component'] as const;
export type Host = (typeof HOSTS)[number];

export interface Sink {
  readonly n: number;
  readonly host: Host | 'pulled';
}

/** Files by name, relative to {@link ROOT}, without those that {@link filesOf} adds. The program starts at `main.*`. */
export interface Program {
  readonly files: Readonly<Record<string, string>>;
  readonly sinks: readonly Sink[];
}

/** Where the code of a sink stands; packages have none. */
export function moduleOf(sink: Sink): string {
  if (sink.host === 'package') return `package-${sink.n}`;
  return sink.host === 'purpose' ? './purposes.js' : `./ads/sink${sink.n}.js`;
}

const BODIES: Readonly<Record<Exclude<Host, 'package'>, (n: number) => string>> = {
  file: (n) => `export function sink${n}(x: unknown): void { void x; }`,
  purpose: (n) => `/** @purpose p${n} */\nexport function sink${n}(x: unknown): void { void x; }`,
  method: (n) => `export const sink${n} = { send(x: unknown): void { void x; } };`,
  instance: (n) => `export class Sink${n} { send(x: unknown): void { void x; } }\nexport const sink${n} = new Sink${n}();`,
  property: (n) => `export const sink${n}: { last?: unknown } = {};`,
  component: (n) => `export function Sink${n}(props: { x: unknown }): null { void props.x; return null; }`,
};

/** All files of a program as the analysis sees them, by absolute name. */
export function filesOf(program: Program): Map<string, string> {
  const out = new Map([[`${ROOT}/data.ts`, DATA]]);
  const purposes: string[] = [];
  for (const { n, host } of program.sinks) {
    if (host === 'package' || host === 'pulled') continue;
    const body = BODIES[host](n);
    if (host === 'purpose') purposes.push(body);
    else out.set(`${ROOT}/ads/sink${n}.ts`, body);
  }
  if (purposes.length > 0) out.set(`${ROOT}/purposes.ts`, purposes.join('\n'));
  for (const [name, text] of Object.entries(program.files)) out.set(`${ROOT}/${name}`, text);
  return out;
}

function policyOf(program: Program): string {
  const purposes = Object.fromEntries(program.sinks.map(({ n }) => [`p${n}`, null]));
  const data = Object.fromEntries(LABELS.map((label) => [label, { allow: ['security'] }]));
  return JSON.stringify({
    purposes: { security: null, ...purposes },
    data: { ...data, Property: { allow: ['security'], types: [], properties: ['Account.secret'] }, Returned: { allow: ['security'], types: [], returns: ['data.ts#returned'] }, Tagged: { allow: ['security'], types: [] } },
    modules: program.sinks.flatMap(({ n, host }): object[] => {
      if (host === 'purpose') return [];
      return [host === 'package' ? { purpose: `p${n}`, packages: [`package-${n}`] } : { purpose: `p${n}`, files: [host === 'pulled' ? `ads/pull${n}.*` : `ads/sink${n}.ts`] }];
    }),
  });
}

/** Analyses a program. */
export function analyseProgram(program: Program, options: Partial<Project> = {}): Analysis {
  const files = filesOf(program);
  const linker = createLinker({ files: [...files.keys()], readFile: (file) => files.get(file), fileExists: (file) => files.has(file) });
  const policy = loadPolicy({ file: `${ROOT}/data-purpose.jsonc`, from: ROOT, readFile: () => policyOf(program), today: '2026-01-01' });
  return analyse({ ...options, root: ROOT, linker, policy });
}
