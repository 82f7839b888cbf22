import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'parts of a URL': `const u = new URL('https://x.test/p?lang=de'); u.searchParams.set('phone', user.phone);
track(u.href); // flow
track(u.search); // flow
track(\`\${u}\`); // flow
track(u.searchParams.get('phone')); // flow
track(u.searchParams.get('lang'));
track(u.hostname);
track(u.pathname);
const v = new URL(\`https://x.test/u/\${user.phone}?a=1\`);
track(v.pathname); // flow
track(v.origin);
const w = new URL('/u?p=' + user.phone, 'https://a.test');
track(w.host);
track(w.pathname);
track(w.search); // flow
track(new URL('https://' + user.phone + '/x').host); // flow
track(new URL(user.phone).hostname); // flow`,
  'entries one by one': `const q = new URLSearchParams({ a: user.phone, b: 'x' });
for (const [k, v] of q) {
track(k);
track(v); // flow
}
track([...q.keys()].join());
track([...q.values()]); // flow
q.forEach((v, k) => track(k));
track(q.has('a'));
q.delete('a');
track(q.toString());
const f = new FormData(); f.append('p', user.phone); f.append('q', 'x');
track(Object.fromEntries(f).p); // flow
track(Object.fromEntries(f).q);
const h = new Headers([['X-Phone', user.phone], ['accept', 'x']]);
track(h.get('x-phone')); // flow
track(h.get('Accept'));`,
  'columns of a record': `import { PrismaClient } from '@prisma/client';
const db = new PrismaClient();
async function f() {
await db.user.create({ data: { phone: user.phone, city: 'x' } });
track(await db.user.findMany({ select: { city: true } }));
track((await db.user.findMany({ select: { phone: true } }))[0]); // flow
track(await db.user.findFirst({ omit: { phone: true } }));
track(await db.user.findFirst({ omit: { city: true } })); // flow
}
f();`,
  'a path in an array': `import { get } from 'lodash';
const u = { deep: { a: user.phone, b: 'y' } };
track(get(u, ['deep', 'a'])); // flow
track(get(u, ['deep', 'b']));`,
};

describe('names and values', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
