import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'texts of numbers and answers are as known as these': `const n: any = {};
n[(2).toString()] = user.phone; n[(3).toString()] = user.city; n[(1.5).toFixed(0)] = user.phone; n[true.toString()] = user.city; n[(255).toString(16)] = user.city;
track(n['3']); track(n['true']); track(n.ff);
track(n[2]); // flow
track(n['2']); // flow`,
  'a comparison asks an object for its value': `const x: any = { valueOf() { throw user.phone; } };
try { if (x > 1) track(1); } catch (e) { track(e); } // flow
const y: any = { valueOf() { throw user.city; } };
try { if (y > 1) track(1); } catch (e) { track(e); }`,
  'library functions ask an object for its text or number': `const x: any = { valueOf: () => user.phone, toString: () => user.city };
track(Number(x)); // flow
track(BigInt(x)); // flow
track(''.concat(x));
const y: any = { toString: () => user.phone, valueOf: () => 1 };
track(encodeURI(y)); // flow
track(''.concat(y)); // flow
track('a'.padEnd(10, y)); // flow
track(Number(y));
track(new Date(x)); // flow
track(['a'].join(y));
track(['a', 'b'].join(y)); // flow
track('a,b'.replace(',', y)); // flow`,
  'the text of an error has its name': `const e = new Error('m'); (e as any).name = user.phone; track(String(e)); // flow
const f = new Error('m'); (f as any).name = user.phone; track(f.toString()); // flow
const g = new Error('m'); (g as any).name = user.city; track(\`\${g}\`);`,
  'a method of texts can throw': `try { 'a'.repeat(-1); track(1); } catch { track(user.phone); } // flow
try { 'a'.normalize('x'); } catch { track(user.city); }`,
  'an object that inherits from an iterator is none': `const it = Object.create([1][Symbol.iterator]());
try { it.next(); for (const x of it) track(x); } catch (e) { track(user.phone); } // flow`,
  'classes that derive from String and Number': `class Phone extends String { get masked() { return this.slice(-2); } }
const p = new Phone(user.phone); const q = new Phone(user.city);
track(p.trim()); // flow
track(p.masked); // flow
track(q.masked);
track(\`\${p}\`); // flow
track(p.toString()); // flow
track(p.valueOf()); // flow
track(p); // flow
track(q);
track(p.length);
class N extends Number {}
track(new N(Number(user.phone)).toFixed(2)); // flow
track(new N(Number(user.city)).toFixed(2));
track(+new N(Number(user.phone))); // flow`,
  'arguments of methods of texts': `const seen: any[] = []; const n: any = { valueOf() { seen.push(user.phone); return 1; } };
'abc'.slice(n); track(seen); // flow
try { 'abc'.indexOf('b', { valueOf() { throw user.phone; } } as any); } catch (e) { track(e); } // flow
try { 'abc'.substring({ valueOf() { throw user.city; } } as any); } catch (e) { track(e); }
track('a'.concat(...[user.phone])); // flow`,
  'patterns that do the work of a text method': `track('a'.replace({ [Symbol.replace]: (s: string, r: string) => user.phone } as any, 'b')); // flow
track('a'.replace({ [Symbol.replace]: (s: string, r: string) => user.city } as any, 'b'));
track(user.phone.split({ [Symbol.split]: (s: string) => [s] } as any)); // flow
track('a'.match({ [Symbol.match]: () => user.phone } as any)); // flow
track('a'.search({ [Symbol.search]: (s: string) => { track(s); return 1; } } as any));
user.phone.search({ [Symbol.search]: (s: string) => { track(s); return 1; } } as any); // flow
track(/a/[Symbol.match](user.phone)); // flow
track(/a/[Symbol.replace](user.phone, 'x')); // flow
track(/a/[Symbol.replace]('a', user.phone)); // flow
track(/a/[Symbol.split](user.phone)); // flow
track([...RegExp.prototype[Symbol.matchAll].call(/a/g, user.phone)]); // flow
track(/a/[Symbol.match](user.city)); track(/a/[Symbol.search](user.phone));
track('a'.replace(/a/, user.phone)); // flow
track(user.city.replace(/a/g, (s) => s));`,
};

describe('objects where a primitive is wanted', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
