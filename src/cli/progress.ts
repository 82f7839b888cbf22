/** Says on a terminal what is being done; the line is wiped by the next one and by `done`. */
export interface Progress {
  step(text: string): void;
  /** Says what went wrong though it was mended: a line that stays, on any stream. */
  note(text: string): void;
  done(): void;
}

const WIPE = '\r\u001b[2K';

/** Silent where the stream is no terminal, or one that can't wipe a line. */
export function createProgress(stream: NodeJS.WriteStream, wanted: boolean): Progress {
  if (!wanted || !stream.isTTY || process.env['TERM'] === 'dumb') return { step() {}, note: (text) => void stream.write(`${text}\n`), done() {} };
  let shown = false;
  return {
    step(text) {
      stream.write(`${WIPE}${text.slice(0, (stream.columns || 80) - 1)}`);
      shown = true;
    },
    note(text) {
      stream.write(`${shown ? WIPE : ''}${text}\n`);
      shown = false;
    },
    done() {
      if (shown) stream.write(WIPE);
      shown = false;
    },
  };
}

/** Runs with progress on standard error, which is wiped at the end, of an error too: its message comes next. */
export function withProgress<T>(wanted: boolean, run: (progress: Progress) => T): T {
  const progress = createProgress(process.stderr, wanted);
  try {
    return run(progress);
  } finally {
    progress.done();
  }
}
