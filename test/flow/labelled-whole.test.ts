import { describe, expect, it } from 'vitest';
import { flows, PRELUDE } from './harness.js';
import { inSlice, markedIn } from './reach/in-slice.js';

const STORE = `/** @data TwoFactorPhone */
export declare function anything(): any;
export declare function other(): any;
export interface Contact { readonly number: string; readonly card: { readonly label: string } }
export declare function contact(): Contact;
`;
const POLICY = { data: { TwoFactorPhone: { allow: ['security'], types: ['TwoFactorPhone', 'Contact'] } } };

/** Values that carry a label as a whole, whatever they hold. */
const CASES: Readonly<Record<string, string>> = {
  'copies hold it under every name': `track({ ...anything() }); // flow
track({ a: 1, ...anything() }.b); // flow
track(Object.assign({}, anything()).b); // flow
track({ ...other() }.b);
const { a, ...rest } = anything();
track(a); // flow
track(rest); // flow
track(rest.b); // flow
track(rest.a);`,
  'copies of an object whose type is labelled': `track({ ...contact() }); // flow
track({ x: 1, ...contact() }.number); // flow
track({ ...contact().card }.label); // flow
const { number, ...rest } = contact();
track(rest); // flow
track(rest.card.label); // flow`,
  'what stands before in a copy may be replaced, what stands behind is not': `track({ number: '', ...contact() }.number); // flow
track({ ...contact(), number: '' }.number);
track({ b: '', ...anything() }.b); // flow
track({ ...anything(), b: '' }.b);
track({ mine: '', ...contact() }.mine);`,
  'what is written over is another value': `const value = anything();
value.b = 'x';
track(value.b);
track(value.c); // flow
track(value); // flow
const perhaps = anything();
if (some) perhaps.b = 'x';
track(perhaps.b); // flow`,
  'answers about it are none of it': `const value = anything();
track(value.includes('x'));
track(value.startsWith('x'));
track(value.indexOf('x'));
track(value.hasOwnProperty('x'));
track(value.findLastIndex((x: unknown) => x === 1));
track(value.slice(1)); // flow`,
};

describe('a label on the whole value', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = { 'store.ts': STORE, 'a.ts': `import { some } from './data.js'; import { anything, contact, other } from './store.js'; import { track } from './ads/sink.js';\n${text}` };
    expect(flows({ ...PRELUDE, ...files }, POLICY)).toEqual(markedIn(files));
    expect(inSlice(files, POLICY)).toEqual(markedIn(files));
  });
});
