import { expect, it } from 'vitest';
import { flows, PRELUDE } from '../harness.js';
import { filesIn, inSlice, markedIn } from './in-slice.js';

const HEAD = "--- a.ts\nimport { user } from './data.js';\nimport { track } from './ads/sink.js';\n";

/** Functions under names that the language's objects have too, and properties that descriptors make. */
it.each([
  ['a getter of a descriptor', "const o: any = Object.defineProperty({}, 'a', { get() { return user.phone; } });\ntrack(o.a); // flow\n"],
  ['a getter that an object gets later', "const o: any = {};\nObject.defineProperty(o, 'a', { get: () => user.phone, enumerable: true });\nObject.defineProperty(o, 'b', { get: () => user.city });\ntrack(o.a); // flow\ntrack(o.b);\ntrack(JSON.stringify(o)); // flow\n"],
  ['a value', "const o: any = Object.defineProperty({}, 'a', { value: user.phone });\ntrack(o.a); // flow\n"],
  ['several descriptors', "const o: any = Object.defineProperties({}, { a: { get() { return user.phone; } }, b: { value: user.city } });\ntrack(o.a); // flow\ntrack(o.b);\n"],
  ['descriptors of what is created', "const o: any = Object.create(null, { a: { get: () => user.phone }, b: { get: () => user.city } });\ntrack(o.a); // flow\ntrack(o.b);\n"],
  ['a setter', "const held: any = {};\nconst o: any = {};\nReflect.defineProperty(o, 'a', { set(v) { held.v = v; } });\no.a = user.phone;\ntrack(held.v); // flow\n"],
  ['a getter in a field', "class K { m = Object.defineProperty({} as any, 'a', { get() { return user.phone; } }); }\ntrack(new K().m.a); // flow\n"],
  ['a function under such a name', "const d = { get() { return user.phone; }, map: () => user.city };\nconst { get, map } = d;\ntrack(get()); // flow\ntrack(map());\n"],
])('%s', (_, text) => {
  const files = filesIn(HEAD + text);
  expect({ whole: flows({ ...PRELUDE, ...files }), slice: inSlice(files) }).toEqual({ whole: markedIn(files), slice: markedIn(files) });
});
