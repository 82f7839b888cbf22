import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';
import { inSlice } from './reach/in-slice.js';

const CASES: Readonly<Record<string, string>> = {
  'what is written to a proxy that traps reads only is in its target': `const made: any = { give: () => '', city: '' };
const front: any = new Proxy(made, { get: (of: any, name: any) => of[name] });
front.give = () => user.phone;
front.city = user.city;
track(front.give()); // flow
track(made.give()); // flow
track(front.city);
delete front.give;
track(made.give);`,
  'what is written to one that traps writes is what its trap makes of it': `const kept: any = {};
const front: any = new Proxy({} as any, { set: (of: any, name: any, v: any) => { kept[name] = v; return true; } });
front.phone = user.phone;
front.city = user.city;
track(kept.phone); // flow
track(kept.city);
track(front.phone);`,
  'the handler is what its traps have as this': `class Handler { last: any = ''; constructor(private readonly text: any) {} get(of: any, name: any) { return name === 'text' ? this.text : of[name]; } set(of: any, name: any, v: any) { this.last = v; return true; } }
const handler = new Handler(user.phone);
const other = new Handler(user.city);
const front: any = new Proxy({ city: user.city } as any, handler);
const clean: any = new Proxy({ city: user.city } as any, other);
track(front.text); // flow
track(front.city);
track(clean.text);
front.x = user.phone;
track(handler.last); // flow
track(other.last);`,
  'a property of a computed name is what the trap gives': `const front: any = new Proxy({ a: '', b: '' } as any, { get: (of: any, name: any) => user.phone });
const clean: any = new Proxy({ a: '', b: '' } as any, { get: (of: any, name: any) => user.city });
export function read(name: string) {
track(front[name]); // flow
track(clean[name]);
}`,
};

describe.each(Object.entries(CASES))('%s', (_, text) => {
  it('in a whole program', () => expect(flowsIn(text)).toEqual(marked(text)));

  it('in a slice', () => {
    const found = inSlice({ 'a.ts': `import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` });
    expect(found).toEqual(marked(text));
  });
});
