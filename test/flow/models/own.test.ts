import { expect, it } from 'vitest';
import { PRELUDE, run } from '../harness.js';

const TEXT = `import { user } from './data.js'; import { track } from './ads/sink.js';
track(JSON.stringify(user.phone));
track(user.phone.trim());
track(user.phone.slice(1));
track([user.phone].map((x) => x));`;
const lines = (models: readonly unknown[]): number[] => run({ ...PRELUDE, 'a.ts': TEXT }, {}, { models }).violations.map((v) => v.place.line);

it("a policy's model holds instead of what the engine itself knows of a function", () => {
  expect(lines([])).toEqual([2, 3, 4, 5]);
  const models = [
    { function: 'JSON.stringify', flow: ['arg2 -> return'] },
    { function: 'String.trim', flow: ['arg0 -> return'] },
    { function: 'Array.map', flow: ['arg1 -> return'] },
  ];
  expect(lines(models)).toEqual([4]);
});
