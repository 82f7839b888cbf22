import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What an assertion compares goes nowhere; functions that it is given are called. */
const expecting: Members = { expect: { flow: 'arg0()', instance: 'Assertion' }, ...none('assert') };
const assertion: Members = {
  ...properties('not resolves rejects to be been is that which and has have with at of same but does still also deep nested own ordered any all', [], { instance: 'Assertion' }),
  '*': { flow: [], instance: 'Assertion' },
};

/** Jest, Vitest and Chai, imported. */
export const testFrameworks: Library = {
  modules: ['vitest', '@jest/globals', 'chai'],
  table: () => ({ '': expecting, 'Assertion.prototype': assertion }),
};

/** The same as globals. */
export const testGlobals: Library = {
  table: () => ({ '': expecting, 'Assertion.prototype': assertion }),
};

/** What stands for a service in a test: whatever is read of it, or comes of a call, is made for the test, and what it is given goes nowhere. */
export const jestMockExtended: Library = {
  modules: ['jest-mock-extended', 'vitest-mock-extended'],
  table: () => ({
    '': { ...none('mockReset mockClear'), ...all('mock mockDeep mockFn', [], { instance: 'Mock' }) },
    'Mock.prototype': { '*': { flow: [], instance: 'Mock' } },
  }),
};
