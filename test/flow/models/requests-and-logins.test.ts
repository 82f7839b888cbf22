import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'the parts of a message': `export async function f() {
const r = new Request('https://x.test/a', { method: 'POST', body: user.phone, headers: { 'x-a': 'b', 'x-p': user.phone } });
track(await r.text()); // flow
track(r.method);
track(r.url);
track(r.headers.get('x-a'));
track(r.headers.get('x-p')); // flow
track(new Request(\`https://x.test/\${user.phone}\`).url); // flow
track(await new Request(r).text()); // flow
track(r); // flow
const s = new Response(JSON.stringify({ p: user.phone, q: 'x' }), { status: 200, headers: { 'x-b': 'c' } });
track(s.status);
track(s.headers.get('x-b'));
const body = await s.json();
track(body.p); // flow
track(body.q);
const j = Response.json({ p: user.phone, q: 'x' });
track((await j.json()).p); // flow
track((await j.json()).q);
track(j.ok);
}`,
  'a token and what was signed': `import jwt from 'jsonwebtoken';
const t = jwt.sign({ phone: user.phone, role: 'x' }, 'secret');
track(t); // flow
const d = jwt.verify(t, 'secret') as any;
track(d.phone); // flow
track(d.role);
track(d.iat);
track((jwt.decode(jwt.sign({ role: 'x' }, 'k')) as any).role);`,
  'a token of Nest and what was signed': `import { JwtService } from '@nestjs/jwt';
export class Tokens {
  constructor(private readonly jwt: JwtService) {}
  async make() {
const t = await this.jwt.signAsync({ phone: user.phone }, { secret: 'x' });
track(t); // flow
track((await this.jwt.verifyAsync(t)).phone); // flow
track(await this.jwt.signAsync({ role: 'x' }, { secret: user.phone }));
track(this.jwt.sign({ role: 'x' }));
track(this.jwt.decode(t)); // flow
  }
}`,
  'whom a strategy finds': `import passport from 'passport'; import { Strategy } from 'passport-local'; import express from 'express';
passport.use(new Strategy((name, pass, done) => { done(null, { phone: user.phone, city: 'x' }); }));
const app = express();
app.post('/login', passport.authenticate('local'), (req: any, res) => {
track(req.user.phone); // flow
track(req.user.city);
});
passport.serializeUser((u: any, done) => {
track(u.phone); // flow
done(null, u.id);
});`,
  'formats of log entries': `import winston from 'winston'; import pino from 'pino';
const logger = winston.createLogger({ format: winston.format.printf((info) => {
track(info.phone); // flow
track(info.plan);
return info.message as string; }) });
logger.info('hello', { phone: user.phone, plan: 'x' });
const other = pino({ hooks: { logMethod(args: any[], method: any) {
track(args[0].phone); // flow
return method.apply(this, args); } } });
other.info({ phone: user.phone });`,
  'winston: transports and formats of a logger get what it is told': `import winston, { createLogger, format, transports } from 'winston';
import Transport from 'winston-transport';
class Ads extends Transport { log(info: any, next: () => void) {
track(info.message); // flow
track(info.phone); // flow
track(info.level);
track(info.city);
next(); } }
class Towns extends Transport { log(info: any, next: () => void) { track(info.message); track(info.city); next(); } }
const seen = format((info) => {
track(info.message); // flow
track(info.level);
return info; });
const a = createLogger({ format: format.combine(format.timestamp(), seen(), format.json()), transports: [new Ads(), new transports.Console()] });
const b = winston.createLogger({ level: 'info' });
b.add(new Towns());
a.info('login ' + user.phone);
a.log('warn', 'x', { phone: user.phone, city: user.city });
b.info('in ' + user.city, { city: user.city });`,
  'queues by their names': `import amqp from 'amqplib';
async function f() { const c = await amqp.connect('x'); const ch = await c.createChannel();
ch.sendToQueue('phones', Buffer.from(JSON.stringify({ p: user.phone })));
ch.sendToQueue('cities', Buffer.from(JSON.stringify({ c: 'x' })));
ch.consume('phones', (m) => {
track(JSON.parse(m!.content.toString()).p); // flow
});
ch.consume('cities', (m) => track(JSON.parse(m!.content.toString()).c));
}
f();`,
  'a client of which nothing is known': `import Client from 'some-client';
const client = new Client('k');
async function f() { const c = await client.customers.create({ phone: user.phone, name: 'x' });
track(c.id);
track(c.phone); // flow
track(c.name);
const s = await client.checkout.sessions.create({ customer: c.id, mode: 'payment' });
track(s.url);
}
f();`,
  'a thunk': `import { configureStore, createSlice } from '@reduxjs/toolkit';
const s = createSlice({ name: 's', initialState: { p: '', q: '' }, reducers: { set: (st, a: any) => { st.p = a.payload; }, setQ: (st, a: any) => { st.q = a.payload; } } });
const store = configureStore({ reducer: s.reducer });
const thunk = (v: string) => (dispatch: any, getState: any) => { dispatch(s.actions.set(v)); };
store.dispatch(thunk(user.phone) as any);
track(store.getState().p); // flow
track(store.getState().q);`,
};

describe('requests and log-ins', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
