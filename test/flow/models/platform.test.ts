import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'node:http: what a request brings is read, though nothing in the program wrote it': `import { createServer } from 'node:http';
createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) { track(user.phone); chunks.push(chunk); } // flow
  if (chunks.length > 0) track(user.phone); // flow
  for await (const chunk of request) track(chunk);
  response.end();
}).listen(1);`,
  'AsyncLocalStorage: a store belongs to what runs under it': `import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage<{ v: string }>();
const inner = () => als.getStore()?.v;
track(als.run({ v: user.phone }, inner)); // flow
track(als.run({ v: 'x' }, inner));
als.run({ v: user.phone }, async () => { await null; track(als.getStore()!.v); }); // flow
als.run({ v: 'x' }, async () => { await null; track(als.getStore()!.v); });
als.run({ v: user.phone }, () => setTimeout(() => { track(inner()); }, 1)); // flow
const kept = als.run({ v: user.phone }, () => AsyncLocalStorage.bind(inner));
track(kept()); // flow
track(inner());
export function handler() {
  track(als.getStore()?.v); // flow
}`,
  'AbortController: the reason': `const ac = new AbortController(), other = new AbortController();
const all = AbortSignal.any([ac.signal]);
ac.signal.addEventListener('abort', () => track(ac.signal.reason)); // flow
ac.abort(user.phone); other.abort('x');
track(all.reason); // flow
track(other.signal.reason);
try { ac.signal.throwIfAborted(); } catch (e) { track(e); } // flow
track(ac.signal.aborted);`,
  'stream pipelines of functions': `import { pipeline, Readable, Writable } from 'node:stream';
import { pipeline as run } from 'node:stream/promises';
pipeline(Readable.from([user.phone]), async function* (src) { for await (const c of src) yield String(c); }, async function (src) { for await (const c of src) {
  track(c); } }, () => {}); // flow
pipeline(Readable.from(['x']), async function (src) { for await (const c of src) track(c); }, () => {});
void run([user.phone], new Writable({ write(chunk, _e, done) { track(chunk); done(); } })); // flow
void run([user.phone], async function* (src) { for await (const _ of src) yield 'x'; }, async (src) => { for await (const c of src) track(c); });`,
  'keys of an object from outside': `export function each(u: User) {
  for (const [k, v] of Object.entries(u)) if (k === 'city') track(v);
  for (const [k, v] of Object.entries(u)) if (k !== 'city') track(v); // flow
  for (const k in u) if (k === 'city') track(u[k]);
  const kept = Object.fromEntries(Object.entries(u).filter(([k]) => k !== 'phone'));
  track(kept);
  track(Object.fromEntries(Object.entries(u).map(([k, v]) => [k, v])).phone); // flow
}`,
  'crypto: a hash, a cipher and a derived key': `import { createHash, createCipheriv, pbkdf2, randomUUID, randomBytes } from 'node:crypto';
track(createHash('sha256').update(user.phone).digest('hex')); // flow
track(createHash('sha256').update(user.city).digest('hex'));
const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
track(cipher.update(user.phone, 'utf8', 'hex') + cipher.final('hex')); // flow
pbkdf2(user.phone, 'salt', 1, 32, 'sha512', (err, key) => {
  track(key.toString('hex')); // flow
});
pbkdf2(user.city, 'salt', 1, 32, 'sha512', (err, key) => {
  track(key.toString('hex'));
});
track(randomUUID());`,
  'fs: what is written into a file of a constant name is read from it': `import fs, { writeFileSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
writeFileSync('x', user.phone);
writeFileSync('y', user.city);
track(readFileSync('x', 'utf8')); // flow
track(readFileSync('y', 'utf8'));
fs.appendFile('log', user.phone, (e) => track(e));
fs.readFile('log', (_, text) => {
  track(text); // flow
});
export async function go(name: string) {
  track(await writeFile('z.json', JSON.stringify({ p: user.phone, c: user.city })));
  track(JSON.parse(await readFile('z.json', 'utf8')).p); // flow
  track(JSON.parse(await readFile('z.json', 'utf8')).c);
  await writeFile(name, user.phone);
  track(await readFile(name + '.html', 'utf8'));
}`,
  'URL and its search parameters': `const url = new URL('https://x.test');
url.searchParams.set('phone', user.phone);
track(url.toString()); // flow
const other = new URL('https://x.test');
other.searchParams.set('city', user.city);
track(other.href);
const query = new URLSearchParams({ phone: user.phone });
track(query.get('phone')); // flow
track(new URLSearchParams({ city: user.city }).toString());`,
  'util.format and inspect': `import { format, inspect } from 'node:util';
track(format('%s', user.phone)); // flow
track(format('%s', user.city));
track(inspect({ phone: user.phone })); // flow`,
  'Buffer': `track(Buffer.from(user.phone).toString('base64')); // flow
track(Buffer.from(user.city).toString('base64'));
track(Buffer.byteLength(user.phone));`,
  'zlib': `import { gzipSync, gzip } from 'node:zlib';
track(gzipSync(user.phone)); // flow
track(gzipSync(user.city));
gzip(user.phone, (err, out) => {
  track(out); // flow
});`,
  'streams': `import { PassThrough, Readable } from 'node:stream';
Readable.from([user.phone]).on('data', (c) => {
  track(c); // flow
});
const through = new PassThrough();
through.on('data', (c) => {
  track(c); // flow
});
through.write(user.phone);
export async function go() {
  for await (const c of Readable.from([user.phone])) track(c); // flow
  for await (const c of Readable.from([user.city])) track(c);
}`,
  'AsyncLocalStorage': `import { AsyncLocalStorage } from 'node:async_hooks';
const store = new AsyncLocalStorage<{ phone: string; city: string }>();
store.run({ phone: user.phone, city: user.city }, () => {
  track(store.getStore()!.phone); // flow
  track(store.getStore()!.city);
});`,
  'child_process': `import { execSync, exec } from 'node:child_process';
track(execSync('echo ' + user.phone)); // flow
track(execSync('echo ' + user.city));
exec('echo ' + user.phone, (err, stdout) => {
  track(stdout); // flow
});`,
  'worker_threads: messages and worker data': `import { parentPort, Worker, workerData } from 'node:worker_threads';
const worker = new Worker('./w.js', { workerData: { phone: user.phone, city: user.city } });
track(workerData.phone); // flow
track(workerData.city);
parentPort.on('message', (m) => {
  track(m.phone); // flow
  track(m.city);
});
worker.postMessage({ phone: user.phone, city: user.city });`,
  'DOM storage': `localStorage.setItem('phone', user.phone);
localStorage.setItem('city', user.city);
track(localStorage.getItem('phone')); // flow
track(localStorage.getItem('city'));
sessionStorage.phone = user.phone;
localStorage.tel = user.phone;
track(localStorage.getItem('tel')); // flow
track(localStorage['phone']); // flow
track(localStorage.city);
track(localStorage.other);
track(sessionStorage.getItem('phone')); // flow`,
  'DOM: data attributes are apart': `const element = document.getElementById('x')!;
element.textContent = user.phone;
element.dataset.city = user.city;
track(element.dataset.city);
element.dataset.phone = user.phone;
track(element.dataset.phone); // flow
track(element.dataset['city']);
const reader = new FileReader();
reader.onload = () => {
  track(reader.result); // flow
};
reader.readAsText(new Blob([user.phone]));`,
  'BroadcastChannel': `const a = new BroadcastChannel('phones');
const b = new BroadcastChannel('cities');
a.onmessage = (e) => {
  track(e.data); // flow
};
b.onmessage = (e) => {
  track(e.data);
};
a.postMessage(user.phone);
b.postMessage(user.city);`,
  'window messages': `window.addEventListener('message', (e) => {
  track(e.data.phone); // flow
  track(e.data.city);
});
window.postMessage({ phone: user.phone, city: user.city }, '*');`,
  'fetch: the request holds it, the answer does not': `export async function go() {
  const answer = await fetch('/x', { method: 'POST', body: user.phone });
  track(await answer.json());
  track(answer.status);
  const request = new Request('/x', { method: 'POST', body: user.phone });
  track(await request.text()); // flow
  track(await new Request('/x', { method: 'POST', body: user.city }).text());
}`,
  'events: node emitters': `import { EventEmitter } from 'node:events';
const e = new EventEmitter();
e.on('phone', (p) => {
  track(p); // flow
});
e.on('city', (p) => {
  track(p);
});
e.emit('phone', user.phone);
e.emit('city', user.city);`,
  'JSON texts through codes and bytes': `const deep = { a: { phone: user.phone, city: user.city } };
const text = JSON.stringify(deep); const buf = Buffer.from(text);
track(JSON.parse(buf.toString()).a.city);
track(JSON.parse(buf.toString()).a.phone); // flow
track(JSON.parse(buf.toString('utf8')).a); // flow
track(JSON.parse(text.trim()).a.city);
track(JSON.parse(\`\${text}\`).a.city);
track(JSON.parse(\`\${text}\`).a.phone); // flow
track(JSON.parse(\`\${text}\\n\`).a.city);
track(JSON.parse(text + '\\n').a.city);
track(JSON.parse(text + '\\n').a.phone); // flow
track(JSON.parse(String(text)).a.city);
track(JSON.parse(atob(btoa(text))).a.city);
track(JSON.parse(atob(btoa(text))).a.phone); // flow
track(JSON.parse(decodeURIComponent(encodeURIComponent(text))).a.city);
track(JSON.parse(Buffer.from(Buffer.from(text).toString('base64'), 'base64').toString()).a.city);
track(JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text))).a.city);
track(JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text))).a.phone); // flow
track(JSON.parse(\`{"x":\${text}}\`).a); // flow
track(JSON.parse(text.replace('a', 'b')).b); // flow
localStorage.setItem('k', text);
track(JSON.parse(localStorage.getItem('k')!).a.phone); // flow
track(JSON.parse(localStorage.getItem('k')!).a.city);
const again = Buffer.from(JSON.stringify({ phone: user.phone, city: user.city })); again.write(user.phone);
track(JSON.parse(again.toString()).city);
let t = JSON.stringify({ phone: user.phone, city: 'x' }); if (some) t = JSON.stringify({ phone: 'p', city: user.phone });
track(JSON.parse(t).city); // flow`,
  'two storages': `localStorage.setItem('p', user.phone); sessionStorage.setItem('c', user.city); sessionStorage.setItem('q', user.phone);
track(localStorage.getItem('p')); // flow
track(sessionStorage.getItem('p'));
track(sessionStorage.getItem('c'));
track(sessionStorage.getItem('q')); // flow
track(localStorage.getItem('c'));
localStorage['d'] = user.phone;
track(localStorage['d']); // flow
localStorage.setItem('o', JSON.stringify(user));
const back = JSON.parse(localStorage.getItem('o') ?? '{}') as Partial<User>;
track(back.phone); // flow
track(back.city);
const put = (s: Storage, k: string, v: string) => s.setItem(k, v);
put(sessionStorage, 'z', user.phone);
track(sessionStorage.getItem('z')); // flow
track(localStorage.getItem('z'));
window.localStorage.setItem('w', user.phone);
track(globalThis.localStorage.getItem('w')); // flow`,
  'parameters taken out': `const sp = new URLSearchParams({ p: user.phone, c: user.city });
track(sp.toString()); // flow
sp.delete('p');
track(sp.toString());`,
  'streams that are filled when they are made': `(async () => {
const stream = new ReadableStream({ start(c) { c.enqueue(user.phone); c.close(); } });
const { value, done } = await stream.getReader().read();
track(value); // flow
track(done);
const other = new ReadableStream({ start(c) { c.enqueue(user.city); } }).pipeThrough(new TextEncoderStream());
for await (const x of other) track(x);
})();`,
};

describe('models of the platform', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
