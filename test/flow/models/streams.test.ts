import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'what a transform makes of it': `import { Transform, Readable, type TransformCallback } from 'node:stream';
const keep = new Transform({ objectMode: true, transform(chunk, _e, cb) { cb(null, { ...chunk, p: chunk.p + '!' }); } });
const drop = new Transform({ objectMode: true, transform(chunk, _e, cb) { cb(null, { city: chunk.city }); } });
Readable.from([{ p: user.phone, city: 'x' }]).pipe(keep).on('data', (d) => {
track(d.p); // flow
track(d.city);
});
Readable.from([{ p: user.phone, city: 'x' }]).pipe(drop).on('data', (d) => track(d));
class Mask extends Transform { constructor() { super({ objectMode: true }); } override _transform(c: any, _e: BufferEncoding, cb: TransformCallback) { this.push({ city: c.city }); cb(); } }
class Pass extends Transform { constructor() { super({ objectMode: true }); } override _transform(c: any, _e: BufferEncoding, cb: TransformCallback) { cb(null, c); } }
const m = new Mask(); m.on('data', (d) => track(d)); m.end({ phone: user.phone, city: 'x' });
const p = new Pass(); p.on('data', (d) => {
track(d.phone); // flow
track(d.city);
}); p.write({ phone: user.phone, city: 'x' });
p.on('error', (e) => track(e)); p.on('end', () => track('end'));`,
  'what is read one by one': `import stream, { Readable } from 'node:stream'; import { text } from 'node:stream/consumers';
async function f() {
for await (const row of Readable.from([{ phone: user.phone, city: 'c' }])) {
track(row.phone); // flow
track(row.city);
}
const out: any[] = []; const r = new Readable({ objectMode: true, read() { this.push({ p: user.phone, q: 'x' }); this.push(null); } });
for await (const x of r) out.push(x);
track(out[0].p); // flow
track(out[0].q);
track(await text(Readable.from([user.phone]))); // flow
track(await text(Readable.from(['x'])));
}
f();
const chunks: any[] = []; const s = new stream.Readable({ read() {} }); s.push(user.phone); s.on('data', (c) => chunks.push(c)); s.on('end', () => {
track(Buffer.concat(chunks).toString()); // flow
});`,
  'codecs and files keep it': `import { PassThrough, Readable, Writable, pipeline } from 'node:stream'; import { createGzip } from 'node:zlib'; import { createHash } from 'node:crypto';
const p = new PassThrough(); p.end(user.phone); p.on('data', (c) => {
track(c.toString()); // flow
});
const g = createGzip(); g.on('data', (c) => {
track(c); // flow
}); Readable.from([user.phone]).pipe(g);
const h = createHash('sha256'); Readable.from([user.phone]).pipe(h).on('finish', () => {
track(h.digest('hex')); // flow
});
class Sink extends Writable { got: any[] = []; override _write(c: any, _e: any, cb: () => void) { this.got.push(c); cb(); } }
const a = new Sink(), b = new Sink(); a.write(user.phone); b.write('x');
track(a.got[0]); // flow
track(b.got[0]);
pipeline(Readable.from([user.phone]), new Writable({ write(c, e, cb) {
track(c); // flow
cb(); } }), (err) => track(err));`,
  'streams of the web': `const rs = new ReadableStream<{ p: string; q: string }>({ start(c) { c.enqueue({ p: user.phone, q: 'x' }); c.close(); } });
const ts = new TransformStream<any, any>({ transform(x, c) { c.enqueue({ q: x.q }); } });
async function f() {
const { value, done } = await rs.getReader().read();
track(value!.p); // flow
track(value!.q);
track(done);
track((await rs.pipeThrough(ts).getReader().read()).value);
const through = new TransformStream(); through.writable.getWriter().write(user.phone);
track((await through.readable.getReader().read()).value); // flow
track((await rs.pipeThrough(new TextEncoderStream() as any).getReader().read()).value); // flow
track((await new Response(user.phone).body!.getReader().read()).value); // flow
track((await new Response('x').body!.getReader().read()).value);
}
f();
new WritableStream<any>({ write(c) {
track(c.p); // flow
track(c.q);
} }).getWriter().write({ p: user.phone, q: 'x' });`,
  'workers and ports': `import { Worker, parentPort, MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
const w = new Worker('./w.js');
w.on('message', (m) => {
track(m.ok);
track(m.back); // flow
});
w.postMessage({ phone: user.phone });
parentPort!.on('message', (m) => {
track(m.phone); // flow
track(m.back);
parentPort!.postMessage({ ok: true, back: user.phone });
});
const one = new MessageChannel(), two = new MessageChannel();
one.port2.on('message', (m) => {
track(m.a); // flow
track(m.b);
});
one.port1.on('message', (m) => track(m));
two.port2.on('message', (m) => track(m));
one.port1.postMessage({ a: user.phone, b: 'x' });
track(receiveMessageOnPort(one.port2)!.message.a); // flow
track(receiveMessageOnPort(two.port2)?.message.a);`,
  'rxjs: streams side by side, of events and of time': `import { combineLatest, fromEvent, interval, map, of, switchMap, timer, zip } from 'rxjs';
import { EventEmitter } from 'node:events';
zip(of(user.phone), of(user.city)).subscribe(([p, c]) => {
  track(p); // flow
  track(c);
});
combineLatest({ p: of(user.phone), c: of(user.city) }).subscribe(({ p, c }) => {
  track(p); // flow
  track(c);
});
const emitter = new EventEmitter();
fromEvent(emitter, 'phone').subscribe((p) => track(p)); // flow
fromEvent(emitter, 'city').subscribe((c) => track(c));
emitter.emit('phone', user.phone);
emitter.emit('city', user.city);
timer(0, 1000).pipe(switchMap(() => of(user))).subscribe((u) => {
  track(u.phone); // flow
  track(u.city);
});
interval(1000).pipe(map((n) => n + 1)).subscribe((n) => {
  track(n);
  track(user.phone); // flow
});`,
};

describe('streams and ports', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
