import { existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { CheckerError, type Checker } from '../checker/checker.js';
import type { ClosableChecker } from '../checker/fallback.js';
import type { Inputs } from './cache/inputs.js';
import type { ClassicProgram } from './classic-checker.js';
import type { Sources } from './sources.js';

/** What the thread of a checker is begun with. */
export interface ThreadData {
  readonly program: ClassicProgram;
  readonly port: MessagePort;
  /** Number of the questions that are answered. */
  readonly answered: Int32Array;
  /** What is read is wanted, too. */
  readonly isRecorded: boolean;
}

/** A question to the checker there; whether there is one, or what it has read. */
export interface Question {
  readonly of: keyof Checker | 'exists' | 'inputs';
  readonly args: readonly unknown[];
}

export type Answer = { readonly is: unknown } | { readonly failure: string };

/** Milliseconds that one answer takes at most: a thread that is gone never answers. The first waits for all of the program. */
const PATIENCE = 900_000;

const ENTRIES = ['./checker-thread.js', '../project/checker-thread.js'];

/** A checker in a thread of its own, which begins to read the program at once. */
export interface CheckerThread {
  /** Undefined where the thread finds no TypeScript. */
  checker(): ClosableChecker | undefined;
  /** Nothing more is asked. */
  end(): void;
}

/**
 * Undefined where one processor has to do both, where the files are not those on disk, and where the code runs as it stands in `src`.
 *
 * @param own URL of this module
 */
export function startCheckerThread(program: ClassicProgram, sources: Sources, own: string = import.meta.url): CheckerThread | undefined {
  const entry = ENTRIES.map((path) => fileURLToPath(new URL(path, own))).find((file) => existsSync(file));
  if (entry === undefined || sources.isOverlay || availableParallelism() < 2) return undefined;
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const data: ThreadData = { program, port: port2, answered, isRecorded: sources.witness !== undefined };
  // A thread without memory ends without a word: it gets what there is.
  const worker = new Worker(entry, { workerData: data, transferList: [port2], resourceLimits: { maxOldGenerationSizeMb: Math.floor(totalmem() / 1_048_576) } });
  worker.unref();
  port1.unref();
  let asked = 0;

  function ask(of: Question['of'], ...args: readonly unknown[]): unknown {
    port1.postMessage({ of, args } satisfies Question);
    const before = asked++;
    // Again where what woke this one is the notice of an answer that was taken before it.
    while (Atomics.load(answered, 0) <= before) {
      if (Atomics.wait(answered, 0, before, PATIENCE) === 'timed-out') throw new CheckerError(`TypeScript did not answer within ${PATIENCE / 60_000} minutes.`);
    }
    const { message } = receiveMessageOnPort(port1) as { readonly message: Answer };
    if ('failure' in message) throw new CheckerError(message.failure);
    return message.is;
  }

  function end(): void {
    port1.close();
    void worker.terminate();
  }

  return {
    end,
    checker() {
      if (ask('exists') === false) {
        end();
        return undefined;
      }
      return {
        declarations: (file, offset) => ask('declarations', file, offset) as ReturnType<Checker['declarations']>,
        member: (file, offset) => ask('member', file, offset) as ReturnType<Checker['member']>,
        contents: (file, s, e, names) => ask('contents', file, s, e, names) as ReturnType<Checker['contents']>,
        typeNames: (file, s, e) => ask('typeNames', file, s, e) as ReturnType<Checker['typeNames']>,
        callee: (file, s, e) => ask('callee', file, s, e) as ReturnType<Checker['callee']>,
        close() {
          sources.witness?.add(ask('inputs') as Inputs | undefined);
          end();
        },
      };
    },
  };
}
