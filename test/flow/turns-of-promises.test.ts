import { expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const later = 'Promise.resolve().then().then(() => { held.city = user.phone; });';

it.each(["Promise.race([''])", "Promise.race(['', new Promise(() => {})])", "Promise.all([''])", "Promise.any([''])", "Promise.allSettled([''])"])('%s is there a turn after its elements: what other reactions did meanwhile is seen', (given) => {
  const text = `const held: any = {};
(async () => await ${given})().then(() => {
track(held); // flow
});
${later}`;
  expect(flowsIn(text)).toEqual(marked(text));
});

it('what is no promise is awaited for one turn only', () => {
  const text = `const held: any = {};
(async () => await '')().then(() => {
track(held);
});
${later}`;
  expect(flowsIn(text)).toEqual(marked(text));
});

it.each(['[1, 2]', '[Promise.resolve(1), 2]'])('for await of the list %s: what two reactions did is seen in the next pass', (list) => {
  const text = `const held: any = {};
(async () => { for await (const x of ${list}) {
track(held); // flow
Promise.resolve().then().finally(() => { held.city = user.phone; });
} })();`;
  expect(flowsIn(text)).toEqual(marked(text));
});
