import { expect, it } from 'vitest';
import { PRELUDE, flows } from '../harness.js';
import { filesIn, inSlice, markedIn } from './in-slice.js';

it('what comes behind an await is followed, though nothing of a label settles the promise', () => {
  const files = filesIn(`--- gate.ts
export class Gate {
  private waiting: (() => void)[] = [];
  enter(): Promise<void> { return new Promise((done) => { this.waiting.push(done); }); }
  open(): void { for (const done of this.waiting.splice(0)) done(); }
}
export const gate = new Gate();
export function tick(): void { gate.open(); }
--- main.ts
import { gate, tick } from './gate.js';
import { track } from './ads/sink.js';
import { user } from './data.js';
setInterval(tick, 10);
export async function go() {
  await gate.enter();
  track(user.phone); // flow
  track(user.city);
}
await gate.enter();
track(user.phone); // flow
track(user.city);`);
  expect(inSlice(files)).toEqual(markedIn(files));
  expect(flows({ ...PRELUDE, ...files })).toEqual(markedIn(files));
});
