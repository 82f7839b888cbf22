import { expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const BODY = `
let seen: unknown;
export const said = expect(user.phone).not.toBe('x');
track(said);
track(expect(user.phone).resolves);
expect(() => track(user.phone)).toThrow(); // flow
expect(() => { seen = user.phone; }).not.toThrow();
track(seen); // flow
track(expect(user.city));`;

it.each([
  ['of a global', ''],
  ['of Vitest', "import { expect } from 'vitest';"],
  ['of Chai', "import { expect } from 'chai';"],
])('an assertion %s calls what it is given and passes nothing on', (_, head) => {
  const text = head + BODY;
  expect(flowsIn(text)).toEqual(marked(text));
});

it('an assertion of the program is a function of it', () => {
  const text = `function expect<T>(x: T) { return { value: x }; }
track(expect(user.phone).value); // flow`;
  expect(flowsIn(text)).toEqual(marked(text));
});
