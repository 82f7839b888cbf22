import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'keyed platform stores': `localStorage.setItem('p', user.phone); localStorage.setItem('c', 'x');
track(localStorage.getItem('p')); // flow
track(localStorage.getItem('c'));
const h = new Headers(); h.set('a', user.phone); h.set('b', 'x');
track(h.get('a')); // flow
track(h.get('b'));
const fd = new FormData(); fd.append('a', user.phone); fd.append('b', 'x');
track(fd.get('a')); // flow
track(fd.get('b'));
const sp = new URLSearchParams(); sp.set('a', user.phone); sp.append('b', 'x');
track(sp.get('a')); // flow
track(sp.get('b'));
track(sp.toString()); // flow
const sp2 = new URLSearchParams({ a: user.phone, b: 'x' });
track(sp2.get('a')); // flow
track(sp2.get('b'));
const u = new URL('https://x.y/'); u.searchParams.set('a', user.phone); u.hash = 'z';
track(u.hash);
track(u.searchParams.get('a')); // flow
track(u.toString()); // flow
process.env.P = user.phone; process.env.C = 'x';
track(process.env.P); // flow
track(process.env.C);
const r = new Request('https://x', { headers: { a: user.phone }, body: 'x', method: 'POST' });
track(r.headers.get('a')); // flow
const d = new Date(); track(d.getTime());
const m = new Intl.NumberFormat('en').format(Number(user.phone));
track(m); // flow`,
  'lists of names and values': `const f2 = new FormData(); f2.append('a', user.phone);
track(f2); // flow
track([...f2]); // flow
const f3 = new FormData(); f3.append('a', user.phone); f3.delete('a');
track(f3.get('a'));
const key: string = some ? 'a' : 'b';
const f4 = new FormData(); f4.append(key, user.phone);
track(f4.get('a')); // flow
const h1 = new Headers({ 'X-Phone': user.phone, other: 'x' });
track(h1.get('x-phone')); // flow
track(h1.get('Other'));
h1.set('x-phone', 'y');
track(h1.get('x-phone'));
function build(p: string) { const q = new URLSearchParams(); q.append('p', p); q.append('v', '1'); return q; }
track(build(user.phone).get('p')); // flow
track(build(user.phone).get('v'));
track(build('x').get('p'));
track(build(user.phone).getAll('p')[0]); // flow
track(build(user.phone).getAll('v')[0]);
track(String(build(user.phone))); // flow
track(new URLSearchParams(\`p=\${user.phone}\`).get('p')); // flow`,
};

describe('stores of the platform by name', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
