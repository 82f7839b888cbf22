import { describe, expect, it } from 'vitest';
import { ReachBounds } from '../../../src/flow/reach/bounds.js';
import { Search } from '../../../src/flow/reach/search.js';
import { PRELUDE, run } from '../harness.js';
import { filesIn, inSlice, markedIn } from './in-slice.js';

describe('searches for callees', () => {
  const asked = (search: Search): number => {
    let count = 0;
    search.enter();
    while (search.step()) count++;
    search.leave();
    return count;
  };

  it('look at what is near only, once they have looked at much in all', () => {
    const search = new Search();
    for (let spent = 0; spent < ReachBounds.searchOverall; spent += ReachBounds.searchInAll) expect(asked(search)).toBe(ReachBounds.searchInAll);
    expect(search.isBounded).toBe(true);
    expect(asked(search)).toBe(ReachBounds.searchNear);
    expect(search.isSpent).toBe(false);
  });
});

describe('what components of a package that serves a purpose give', () => {
  const MORE = { modules: [{ purpose: 'ad-targeting', files: ['ads/**'], packages: ['ad-widget'] }] };
  const FILES = filesIn(`--- page.tsx
import { Provider, Slot } from 'ad-widget';
import { user } from './data.js';
export const A = () => <Provider>{(client: any) => client.send(user.phone)}</Provider>; // flow
export const B = () => <Slot onReady={(client: any) => client.send(user.phone)} />; // flow
export const D = () => <Provider>{(client: any) => client.send(user.city)}</Provider>;
export const E = () => <Slot onReady={(client: any) => client.send(user.city)} />;
const element = <Slot />;
export const F = () => <div title={user.phone}>{element}</div>;`);

  it('to functions that stand there is theirs, and an element is not, in slices', () => {
    expect(inSlice(FILES, MORE)).toEqual(markedIn(FILES));
  });

  it('to functions that stand there is theirs, and an element is not, where all is run', () => {
    expect(run({ ...PRELUDE, ...FILES }, {}, MORE).violations.map((v) => `page.tsx:${v.place.line} ${v.label} -> ${v.purpose}`)).toEqual(markedIn(FILES));
  });
});
