import { expect, it } from 'vitest';
import { flows, PRELUDE } from './harness.js';
import { expectMarked, filesIn } from './reach/in-slice.js';

const LOAD = "const load = (url: any): Promise<any> => fetch(url).then((r: any) => { if (r.ok) return r.json(); throw new Error(r.url); });\n";

/** Functions that a reaction to their own promise calls again: what they settle with goes on to all who wait. */
it.each([
  ['asked again after a failure', `${LOAD}function ask(n: any): any {\n  return load('/u').then((u: any) => { track(u); return user.phone; }).catch((e: any) => { if (e.status == 404) return ask(n + 1); throw e; });\n}\nask(0).then((x: any) => track(x)); // flow\nfunction town(n: any): any {\n  return load('/u').then(() => user.city).catch((e: any) => { if (e.status == 404) return town(n + 1); throw e; });\n}\ntown(0).then((x: any) => track(x));\n`],
  ['what is handed to the next try', "const tries: any = (left: any): any => Promise.resolve(left).then((x: any) => { if (some) throw new Error('no'); return left; }).catch(() => left.length > 3 ? tries(left + user.phone) : left);\ntries(user.city).then((x: any) => track(x)); // flow\nconst clean: any = (left: any): any => Promise.resolve(left).then((x: any) => { if (some) throw new Error('no'); return left; }).catch(() => left.length > 3 ? clean(left + user.city) : left);\nclean(user.city).then((x: any) => track(x));\n"],
  ['counted down', "const wait: any = (n: any, acc: any): any => n === 0 ? Promise.resolve(acc) : Promise.resolve().then(() => wait(n - 1, n === 2 ? acc + user.phone : acc));\nwait(3, '').then((x: any) => track(x)); // flow\nwait(1, '').then((x: any) => track(x));\n"],
  ['page by page', "const page: any = (n: any): any => fetch('/p/' + n).then((r: any) => r.json()).then((p: any) => p.next ? page(p.next).then((rest: any) => [p.a, user.phone, ...rest]) : []);\npage(0).then((all: any) => { track(all[0]);\n  track(all[1]); }); // flow\n"],
])('%s', (_, text) => {
  const files = filesIn(`--- a.ts\nimport { some, user } from './data.js';\nimport { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});

it('is told soon, however many promises stand in a row', () => {
  const start = performance.now();
  const text = `import { user } from './data.js';\nimport { track } from './ads/sink.js';\n${LOAD}class Failed extends Error { constructor(readonly response: any) { super(response.url); } }\nfunction ask(): any {\n  return load('/u').then((u: any) => { track(u.name); return u; }).catch((e: any) => { if (e instanceof Failed && e.response.status == 404) { track(user.phone); return ask(); } else throw e; });\n}\nask();\n`;
  expect(flows({ ...PRELUDE, 'a.ts': text })).toEqual(['a.ts:6 TwoFactorPhone -> ad-targeting']);
  expect(performance.now() - start).toBeLessThan(10_000);
});
