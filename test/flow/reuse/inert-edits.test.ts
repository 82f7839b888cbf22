import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../../src/facts/ir.js';
import { createLinker } from '../../../src/facts/program.js';
import { analyse } from '../../../src/flow/analyse.js';
import { ReadsBuilder } from '../../../src/flow/reuse/reads.js';
import { reused, type Former } from '../../../src/flow/reuse/reuse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { filesIn } from '../reach/in-slice.js';

const ROOT = '/app';
const EDITED = `${ROOT}/relay.ts`;

/** Each call of a function makes two of the next: more than are followed. */
const DOUBLING = Array.from({ length: 14 }, (_, i) => `function step${i}(text: string): string { return step${i + 1}(text) + step${i + 1}(text); }`).join('\n');

const PROGRAM = `--- user.ts
export type TwoFactorPhone = string;
export interface User { phone: TwoFactorPhone }
--- ads/send.ts
export function send(text: string): void { console.log(text); }
--- relay.ts
import { send } from './ads/send.js';
import type { User } from './user.js';
${DOUBLING}
function step14(text: string): string { return text; }
export function relay(user: User, size: number): void {
  /* body */
  if (size > 2) {
    /* yes */
    send(step0(user.phone));
  } else {
    /* no */
    send('');
  }
  try {
    /* try */
    send(user.phone);
  } catch {
    /* catch */
  }
  for (const text of [user.phone, '']) {
    /* loop */
    send(text);
  }
}
`;

function analysed(relay: string): Former & { readonly facts: FileFacts } {
  const texts = new Map(Object.entries({ ...filesIn(PROGRAM), 'relay.ts': relay }).map(([file, text]) => [`${ROOT}/${file}`, text]));
  const linker = createLinker({ files: [...texts.keys()], readFile: (file) => texts.get(file), fileExists: (file) => texts.has(file) });
  const reads = new ReadsBuilder();
  const analysis = analyse({ root: ROOT, linker, policy: loadPolicy({ from: `${ROOT}/tsconfig.json`, file: undefined }), extent: 'slice', reads });
  return { analysis, reads, questions: [], facts: linker.facts(EDITED)! };
}

describe('a declaration that runs nothing, in a function that ran', () => {
  const before = filesIn(PROGRAM)['relay.ts']!;
  const former = analysed(before);
  const edited = (place: string, code: string): { readonly now: Former; readonly kept: Former | undefined } => {
    const text = before.replace(`/* ${place} */`, code);
    const now = analysed(text);
    return { now, kept: reused(former, [{ before: { text: before, facts: former.facts }, after: { text, facts: now.facts } }], () => undefined) };
  };

  it('is of a program that has more calls than are followed', () => {
    expect(former.analysis.analysed.limits.map(({ message }) => message).join()).toContain('calls from one entry point');
    expect(former.analysis.violations.length).toBeGreaterThan(1);
  });

  it.each(['body', 'yes', 'no', 'try', 'catch'])('takes no analysis in its %s', (place) => {
    const { now, kept } = edited(place, 'const typed = [1, size].length;');
    expect(kept?.analysis).toEqual(now.analysis);
  });

  it('takes one in a loop, which can run once more for it', () => {
    expect(edited('loop', 'const typed = [1, size].length;').kept).toBeUndefined();
  });

  it.each(['send(user.phone);', 'const typed = user.phone;', 'return;', 'size = 1;', 'function typed() { return 1; }'])('takes one where it is something else: %s', (code) => {
    expect(edited('yes', code).kept).toBeUndefined();
  });
});
