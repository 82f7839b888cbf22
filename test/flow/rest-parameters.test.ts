import { expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

it('what a function that is called again and again gets as the rest of its arguments keeps its places', () => {
  const text = `const wrap = (fn: any) => (...args: any[]) => fn(...args);
function first(..._: any[]) { return arguments[0]; }
const call = wrap((phone: any, city: any, other: any) => {
track(phone); // flow
track(city);
track(other);
});
export function go(users: User[]) {
  for (const u of users) call(u.phone, u.city, '');
  users.forEach((u) => call(u.phone, u.city, ''));
  for (const u of users) track(first(u.city, u.phone));
  for (const u of users) {
track(first(u.phone, u.city)); // flow
  }
}`;
  expect(flowsIn(text)).toEqual(marked(text));
});
