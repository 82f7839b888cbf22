/** Says on a terminal what is being done; the line is wiped by the next one and by `done`. */
export interface Progress {
  step(text: string): void;
  done(): void;
}

const WIPE = '\r\u001b[2K';

/** Silent where the stream is no terminal. */
export function createProgress(stream: NodeJS.WriteStream, wanted: boolean): Progress {
  if (!wanted || !stream.isTTY) return { step() {}, done() {} };
  return {
    step: (text) => void stream.write(`${WIPE}${text.slice(0, (stream.columns || 80) - 1)}`),
    done: () => void stream.write(WIPE),
  };
}
