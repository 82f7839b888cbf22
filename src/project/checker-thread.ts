import { workerData } from 'node:worker_threads';
import type { Checker } from '../checker/checker.js';
import { recordSources } from './cache/recorder.js';
import { openClassic } from './classic-checker.js';
import { createSources } from './sources.js';
import type { Answer, Question, ThreadData } from './thread.js';
import { loadTypeScript } from './typescript.js';

/**
 * The thread of a checker: TypeScript reads the program while the analysis searches it, and answers what that asks. Its side of
 * `thread.ts`.
 */
const { program, port, answered, isRecorded } = workerData as ThreadData;
const recorder = isRecorded ? recordSources(createSources()) : undefined;
let opened: { readonly checker: Checker | undefined } | undefined;

function answerTo({ of, args }: Question): Answer {
  try {
    if (of === 'inputs') return { is: recorder?.inputs() };
    const { checker } = (opened ??= { checker: openClassic(program, recorder?.sources ?? createSources(), loadTypeScript) });
    if (of === 'exists' || !checker) return { is: checker !== undefined };
    return { is: (checker[of] as (...given: readonly unknown[]) => unknown)(...args) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (question: Question) => {
  port.postMessage(answerTo(question));
  Atomics.add(answered, 0, 1);
  Atomics.notify(answered, 0);
});
// What fails now fails again when it is asked for.
const [first] = program.files;
if (first !== undefined) answerTo({ of: 'declarations', args: [first, 0] });
