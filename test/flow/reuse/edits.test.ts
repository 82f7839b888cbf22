import { expect, it } from 'vitest';
import type { FileFacts } from '../../../src/facts/ir.js';
import { createFactsCache, factsOf } from '../../../src/facts/facts-cache.js';
import { createLinker } from '../../../src/facts/program.js';
import { analyse } from '../../../src/flow/analyse.js';
import type { Analysis } from '../../../src/flow/result.js';
import { ReadsBuilder } from '../../../src/flow/reuse/reads.js';
import { reused, type Former } from '../../../src/flow/reuse/reuse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { randomNumbers } from '../../project/random.js';

const EDITS = 700;

const LABELLED: Readonly<Record<string, string>> = {
  'user.ts': `export type TwoFactorPhone = string;\nexport interface User {\n  id: string;\n  phone: TwoFactorPhone;\n}\n`,
  'store.ts': `import type { User } from './user.js';\nconst kept: User[] = [];\nexport class Store {\n  add(user: User): void {\n    kept.push(user);\n  }\n  first(): User {\n    return kept[0]!;\n  }\n  size(): number {\n    const n = kept.length;\n    return n + 1;\n  }\n}\n`,
  'format.ts': `export function format(text: string): string {\n  return text.trim();\n}\nexport const shout = (text: string) => {\n  const loud = text.toUpperCase();\n  return loud + '!';\n};\n`,
  'ads/send.ts': `export function send(text: string): void {\n  console.log(text);\n}\nexport function report(count: number): void {\n  const line = 'sent ' + count;\n  console.log(line);\n}\n`,
  'bus.ts': `import { EventEmitter } from 'eventemitter3';\nimport type { User } from './user.js';\nexport const bus = new EventEmitter();\nexport function tell(user: User): void {\n  bus.emit('user', user.phone);\n}\n`,
  'summary.ts': `import { format } from './format.js';\nimport { report, send } from './ads/send.js';\nimport type { User } from './user.js';\nexport const limit = 3;\nexport function summary(users: User[], size: number) {\n  const first = users[0]!;\n  const width = size * 2;\n  let name = first.id;\n  if (width > limit) {\n    name = format(name);\n  }\n  const list = [name, width];\n  report(list.length);\n  send(first.phone);\n  return list;\n}\nexport function count(users: User[]) {\n  const all = users.length;\n  const half = all / 2;\n  return half;\n}\n`,
  'sync.ts': `import { format } from './format.js';\nimport { send } from './ads/send.js';\nimport { Store } from './store.js';\nexport function sync(store: Store): void {\n  const user = store.first();\n  send(format(user.phone));\n}\n`,
};

/** Code that no label comes to, in functions, arrow functions and methods. */
function neutral(i: number): string {
  return [
    `import { format } from './format.js';`,
    `import { value${i - 1} } from './n${i - 1}.js';`,
    `let total${i} = 0;`,
    `export const value${i} = (count: number) => {`,
    `  const next = count + ${i};`,
    `  total${i} += next;`,
    `  return [next, total${i}].map((item) => item * 2);`,
    `};`,
    `export class Box${i} {`,
    `  width = ${i};`,
    `  grow(by: number): number {`,
    `    this.width += by;`,
    `    return this.width;`,
    `  }`,
    `}`,
    `export function title${i}(name: string): string {`,
    `  const parts = name.split(' ');`,
    `  return parts.join('-') + String(value${i - 1}(parts.length));`,
    `}`,
    '',
  ].join('\n');
}

const ROOT = '/p';
const WORDS = /[A-Za-z_$][\w$]*/g;

it('says what an analysis from the start says, after each of many edits', () => {
  const random = randomNumbers(4);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const start = { ...LABELLED, 'n0.ts': 'export const value0 = (n: number) => [n];\n', ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((i) => [`n${i}.ts`, neutral(i)])) };
  const texts = new Map(Object.entries(start).map(([file, text]) => [`${ROOT}/${file}`, text]));
  const files = [...texts.keys()];
  const words = [...new Set([...texts.values()].flatMap((text) => text.match(WORDS) ?? []))];
  const policy = loadPolicy({ from: `${ROOT}/tsconfig.json`, file: undefined });
  const cache = createFactsCache();
  const cold = (reads?: ReadsBuilder): Analysis => {
    const linker = createLinker({ files, readFile: (file) => texts.get(file), fileExists: (file) => texts.has(file), cache });
    return analyse({ root: ROOT, linker, policy, extent: 'slice', ...(reads && { reads }) });
  };
  const fresh = (): Former => {
    const reads = new ReadsBuilder();
    return { analysis: cold(reads), reads, questions: [] };
  };
  const snippets = (i: number): readonly string[] => [
    `console.log(${i});`, `const q${i} = ${pick(words)};`, `const r${i} = [${i}, 2].length;`, `const ${pick(words)} = ${i} > 2 ? ${pick(words)} : undefined;`, `let s${i} = { ${pick(words)} };`, `${pick(words)} = ${pick(words)};`, `${pick(words)}(${pick(words)});`, `void ${pick(words)}.${pick(words)};`, `const f${i} = () => ${pick(words)};`,
    `(this as any).${pick(words)} = ${pick(words)};`, `return ${pick(words)} as any;`, `bus.on('user', ${pick(['send', ...words])});`, `${pick(words)}.emit('user', ${pick(words)});`, `let z${i}!: ${pick(words)};`, `throw new Error(${pick(words)});`, `// ${pick(words)}`,
  ];
  const edit = (text: string, i: number): string => {
    const lines = text.split('\n');
    const at = random(lines.length);
    switch (random(8)) {
      // Whole functions, of a name that others may import already.
      case 6: return lines.toSpliced(at, 0, `export ${pick([`function made${i % 5}(a: any) {\n  return ${pick(words)}.${pick(words)};\n}`, `const made${i % 5} = () => ${pick(words)};`, `function ${pick(words)}(text: string) {\n  return text;\n}`])}`).join('\n');
      case 7: return `import { ${pick([`made${i % 5}`, 'bus', pick(words)])} } from './${pick(['n1', 'n2', 'format', 'ads/send', 'bus'])}.js';\n${text}`;
      case 0: return lines.toSpliced(at, 1).join('\n');
      case 1: return lines.toSpliced(at, 0, pick(lines)).join('\n');
      case 2: return lines.toSpliced(at, 0, `${' '.repeat(random(3))}// ${pick(words)} ${pick(['', 'note'])}`).join('\n');
      case 3: return text.replace(pick(text.match(WORDS) ?? ['']), pick(words));
      case 4: return lines.toSpliced(at, 1, ` ${lines[at] ?? ''}`).join('\n');
      default: {
        const opened = [...text.matchAll(/\{\n/g)].map(({ index }) => index + 2);
        const where = pick(opened.length > 0 ? opened : [text.length]);
        return `${text.slice(0, where)}${pick(snippets(i))}\n${text.slice(where)}`;
      }
    }
  };

  let former = fresh();
  const outcomes = new Set<string>();
  let kept = 0;
  let shifted = 0;
  for (let i = 0; i < EDITS; i++) {
    const file = pick(files);
    const before = texts.get(file)!;
    // Back to what it was now and then, so that the program does not fall to pieces.
    const text = random(4) === 0 ? start[file.slice(ROOT.length + 1) as keyof typeof start] : edit(before, i);
    const [x, y] = [factsOf(cache, file, before), factsOf(cache, file, text)];
    if (text === before || x instanceof Error || y instanceof Error) continue;
    texts.set(file, text);
    const then = reused(former, [{ before: { text: before, facts: x }, after: { text, facts: y } }], () => undefined);
    if (!then) {
      former = fresh();
      outcomes.add(JSON.stringify(former.analysis.violations));
      continue;
    }
    expect(then.analysis, `edit ${i} of ${file}:\n${before}\n--->\n${text}`).toEqual(cold());
    if (JSON.stringify(then.analysis) !== JSON.stringify(former.analysis)) shifted++;
    kept++;
    former = then;
  }
  expect(kept).toBeGreaterThan(100);
  expect(shifted).toBeGreaterThan(5);
  expect(outcomes.size).toBeGreaterThan(5);
}, 120_000);

it('does not say it where a call by a computed name is added, which can be of any method', () => {
  const texts: Readonly<Record<string, string>> = {
    ...LABELLED,
    'getters.ts': `import type { User } from './user.js';\nexport const getters = (user: User) => ({ number: () => user.phone });\n`,
    'relay.ts': `import { send } from './ads/send.js';\nexport function relay(text: string): void {\n  send(text);\n}\n`,
    'start.ts': `import { getters } from './getters.js';\nimport { open } from './open.js';\nimport type { User } from './user.js';\nexport const start = (user: User) => open(getters(user), 'number');\n`,
    'open.ts': `import { relay } from './relay.js';\nexport function open(o: any, k: string): void {\n  relay(k);\n}\n`,
  };
  const policy = loadPolicy({ from: `${ROOT}/tsconfig.json`, file: undefined });
  const analysed = (open: string): Former & { readonly facts: FileFacts } => {
    const files = new Map(Object.entries({ ...texts, 'open.ts': open }).map(([file, text]) => [`${ROOT}/${file}`, text]));
    const linker = createLinker({ files: [...files.keys()], readFile: (file) => files.get(file), fileExists: (file) => files.has(file) });
    const reads = new ReadsBuilder();
    return { analysis: analyse({ root: ROOT, linker, policy, extent: 'slice', reads }), reads, questions: [], facts: linker.facts(`${ROOT}/open.ts`)! };
  };
  const before = texts['open.ts']!;
  const former = analysed(before);
  for (const [call, isKept] of [['relay(k + k)', true], ['relay(o[k]())', false], ['const m = o[k];\n  relay(m())', false]] as const) {
    const text = before.replace('relay(k)', call);
    const now = analysed(text);
    expect(now.analysis.violations.length, call).toBe(former.analysis.violations.length + (isKept ? 0 : 1));
    expect(reused(former, [{ before: { text: before, facts: former.facts }, after: { text, facts: now.facts } }], () => undefined) !== undefined, call).toBe(isKept);
  }
});
