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

it('a mock gives nothing of what it is given', () => {
  const text = `import { mock, mockDeep } from 'jest-mock-extended';
class Service { constructor(readonly log: any) {} keep(u: User) { return this.log.write(u); } }
const db = mockDeep<any>();
track(new Service(mock<any>()).keep(user));
track(db.findFirst({ where: user }).name);
db.write(user.phone);
track(db.read());
track(user.phone); // flow`;
  expect(flowsIn(text)).toEqual(marked(text));
});
