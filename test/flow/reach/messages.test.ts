import { expect, it } from 'vitest';
import { filesIn, inSlice, markedIn } from './in-slice.js';

/** What large applications hand on between several files: requests and errors, events, messages, contexts. */
it.each([
  [
    'requests of express',
    `--- http/load-account.ts
import type { NextFunction, Request, Response } from 'express';
import { user } from '../data.js';
export function loadAccount(req: Request, res: Response, next: NextFunction) { (req as any).account = { reach: user.phone, town: user.city }; res.locals.dial = user.phone; res.locals.lang = 'en'; next(); }
--- http/promo.controller.ts
import type { Request, Response } from 'express';
import { track } from '../ads/sink.js';
export const promo = {
  show(req: Request, res: Response) {
    track((req as any).account.reach); // flow
    track((req as any).account.town);
    res.json({ ok: true });
  },
  locals(_req: Request, res: Response) {
    track(res.locals.dial); // flow
    track(res.locals.lang);
    res.end();
  },
};
--- http/routes.ts
import { Router } from 'express';
import { loadAccount } from './load-account.js';
import { promo } from './promo.controller.js';
export function routes() { const r = Router(); r.use(loadAccount); r.get('/promo', promo.show); r.get('/locals', promo.locals); return r; }
--- http/app.ts
import express from 'express';
import { routes } from './routes.js';
export function createApp() { const app = express(); app.use(express.json()); app.use('/api', routes()); return app; }
--- main.ts
import { createApp } from './http/app.js';
createApp().listen(3000);`,
  ],
  [
    'errors of express',
    `--- errors.ts
export class AppError extends Error { constructor(readonly reach: string, readonly status: number) { super('app'); } }
--- handlers.ts
import type { NextFunction, Request, Response } from 'express';
import { AppError } from './errors.js';
import { user } from './data.js';
export const wrap = (f: (req: Request, res: Response) => Promise<unknown>) => (req: Request, res: Response, next: NextFunction) => { f(req, res).catch(next); };
export const signup = wrap(async (_req, _res) => { throw new AppError(user.phone, 400); });
export function legacy(_req: Request, _res: Response, next: NextFunction) { next({ dial: user.phone, status: 500 }); }
--- on-error.ts
import type { NextFunction, Request, Response } from 'express';
import { track } from './ads/sink.js';
export function onError(err: any, _req: Request, res: Response, _next: NextFunction) {
  track(err.reach); // flow
  track(err.status);
  res.end();
}
export function onLegacy(err: any, _req: Request, _res: Response, next: NextFunction) {
  track(err.dial); // flow
  track(err.status);
  next(err);
}
--- app.ts
import express from 'express';
import { legacy, signup } from './handlers.js';
import { onError, onLegacy } from './on-error.js';
const app = express();
app.post('/signup', signup);
app.post('/legacy', legacy);
app.use(onLegacy);
app.use(onError);
app.listen(1);`,
  ],
  [
    'requests of koa and hono',
    `--- koa/auth.ts
import type { Context, Next } from 'koa';
import { user } from '../data.js';
export async function auth(ctx: Context, next: Next) { ctx.state.account = { reach: user.phone, town: user.city }; await next(); }
--- koa/routes.ts
import Router from '@koa/router';
import { track } from '../ads/sink.js';
export const router = new Router();
router.get('/x', async (ctx) => {
  track(ctx.state.account.reach); // flow
  track(ctx.state.account.town);
  ctx.body = 'ok';
});
--- koa/app.ts
import Koa from 'koa';
import { auth } from './auth.js';
import { router } from './routes.js';
export const app = new Koa().use(auth).use(router.routes());
--- hono/auth.ts
import { createMiddleware } from 'hono/factory';
import type { Context, Next } from 'hono';
import { user } from '../data.js';
export const auth = async (c: Context, next: Next) => { c.set('account', { reach: user.phone, town: user.city }); await next(); };
--- hono/app.ts
import { Hono } from 'hono';
import { auth } from './auth.js';
import { track } from '../ads/sink.js';
export const app = new Hono();
app.use('*', auth);
app.get('/x', (c) => {
  const a = c.get('account') as any;
  track(a.reach); // flow
  track(a.town);
  track((c.var as any).account.reach); // flow
  return c.text('ok');
});`,
  ],
  [
    'a queue and what processes it',
    `--- queue/queue.ts
export interface Job<T> { id: number; data: T; attempts: number }
type Processor<T> = (job: Job<T>) => Promise<void> | void;
export class MemoryQueue<T> {
  private readonly waiting: Job<T>[] = []; private processor: Processor<T> | null = null; private next = 0;
  constructor(readonly name: string) {}
  add(data: T) { const job = { id: this.next++, data, attempts: 0 }; this.waiting.push(job); void this.drain(); return job; }
  process(p: Processor<T>) { this.processor = p; void this.drain(); }
  private async drain() { while (this.processor && this.waiting.length > 0) { const job = this.waiting.shift()!; try { await this.processor(job); } catch { job.attempts++; this.waiting.push(job); } } }
}
--- queue/queues.ts
import { MemoryQueue } from './queue.js';
export const sms = new MemoryQueue<{ dial: string; text: string }>('sms');
export const post = new MemoryQueue<{ dial: string }>('post');
--- notify.ts
import { post, sms } from './queue/queues.js';
import { user } from './data.js';
export function notify() { sms.add({ dial: user.phone, text: 'hi' }); post.add({ dial: 'none' }); }
--- workers.ts
import { post, sms } from './queue/queues.js';
import { track } from './ads/sink.js';
export function start() {
  sms.process(async (job) => {
    track(job.data.dial); // flow
    track(job.data.text);
    track(job.attempts);
  });
  post.process((job) => track(job.data.dial));
}
--- main.ts
import { start } from './workers.js';
import { notify } from './notify.js';
start();
notify();`,
  ],
  [
    'an emitter in a field',
    `--- hub.ts
import { EventEmitter } from 'node:events';
export class Hub extends EventEmitter {}
export const hub = new Hub();
--- a.ts
import { hub } from './hub.js';
import { user } from './data.js';
export class Accounts { constructor(private readonly out = hub) {} create() { this.out.emit('created', { dial: user.phone, town: user.city }, 7); this.out.emit('renamed', { dial: 'none' }); } }
--- b.ts
import { hub } from './hub.js';
import { track } from './ads/sink.js';
hub.on('created', (e, n) => {
  track(e.dial); // flow
  track(e.town);
  track(n);
});
hub.on('renamed', (e) => track(e.dial));
--- main.ts
import './b.js';
import { Accounts } from './a.js';
new Accounts().create();`,
  ],
  [
    'a queue of a library by its name',
    `--- queues.ts
import { Queue } from 'bullmq';
export const mails = new Queue('mails');
export const towns = new Queue('towns');
--- producer.ts
import { mails, towns } from './queues.js';
import { user } from './data.js';
export async function enqueue() { await mails.add('welcome', { to: { dial: user.phone }, town: user.city }); await towns.add('seen', { to: { dial: 'none' } }); }
--- worker.ts
import { Worker } from 'bullmq';
import { handleMail } from './processor.js';
import { track } from './ads/sink.js';
export const mailWorker = new Worker('mails', handleMail);
export const townWorker = new Worker('towns', async (job) => { track(job.data.to.dial); });
--- processor.ts
import type { Job } from 'bullmq';
import { track } from './ads/sink.js';
export async function handleMail(job: Job<{ to: { dial: string }; town: string }>) {
  track(job.data.to.dial); // flow
  track(job.data.town);
  track(job.id);
}`,
  ],
  [
    'what a context provides',
    `--- ctx.tsx
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { user } from './data.js';
interface Account { dial: string; town: string }
const AccountContext = createContext<Account | null>(null);
export function AccountProvider({ children }: { children: ReactNode }) { const [account, setAccount] = useState<Account | null>(null); useEffect(() => { setAccount({ dial: user.phone, town: user.city }); }, []); return <AccountContext.Provider value={account}>{children}</AccountContext.Provider>; }
export function useAccount() { const a = useContext(AccountContext); if (!a) throw new Error('no account'); return a; }
--- banner.tsx
import { useAccount } from './ctx.js';
import { track } from './ads/sink.js';
export function Banner() {
  const account = useAccount();
  track(account.dial); // flow
  track(account.town);
  return <p>{account.town}</p>;
}
--- app.tsx
import { AccountProvider } from './ctx.js';
import { Banner } from './banner.js';
export function App() { return <AccountProvider><Banner /></AccountProvider>; }`,
  ],
  [
    'what belongs to a request that runs',
    `--- context.ts
import { AsyncLocalStorage } from 'node:async_hooks';
interface Ctx { dial?: string; lang: string }
const storage = new AsyncLocalStorage<Ctx>();
export const withContext = <T,>(c: Ctx, f: () => T) => storage.run(c, f);
export const current = () => storage.getStore();
--- entry.ts
import { withContext } from './context.js';
import { user } from './data.js';
import { job } from './job.js';
export function entry() { return withContext({ dial: user.phone, lang: 'en' }, () => job()); }
--- job.ts
import { current } from './context.js';
import { track } from './ads/sink.js';
export function job() {
  track(current()?.dial); // flow
  track(current()?.lang);
}
--- main.ts
import { entry } from './entry.js';
entry();`,
  ],
  [
    'effects that a generator yields',
    `--- effects.ts
export const call = <A extends any[], R>(fn: (...a: A) => R, ...args: A) => ({ kind: 'call' as const, fn, args });
export const put = (action: any) => ({ kind: 'put' as const, action });
export const take = (type: string) => ({ kind: 'take' as const, type });
--- run.ts
export function runSaga(saga: () => Generator<any, any, any>, dispatch: (a: any) => void) { const g = saga(); let next = g.next(); while (!next.done) { const e = next.value; let back: any; if (e.kind === 'call') back = e.fn(...e.args); else if (e.kind === 'put') dispatch(e.action); else back = { type: e.type }; next = g.next(back); } return next.value; }
--- saga.ts
import { call, put, take } from './effects.js';
import { user } from './data.js';
const fetchContact = (id: string) => ({ id, dial: user.phone, town: user.city });
export function* contactSaga(): Generator<any, any, any> { yield take('LOAD'); const c = yield call(fetchContact, '1'); yield put({ type: 'OK', contact: c }); return c.town; }
--- app.ts
import { runSaga } from './run.js';
import { contactSaga } from './saga.js';
import { track } from './ads/sink.js';
export function start() {
  const town = runSaga(contactSaga, (a) => {
    track(a.contact.dial); // flow
    track(a.type);
  });
  track(town);
}
start();`,
  ],
  [
    'the request of nest',
    `--- guard.ts
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { user } from './data.js';
@Injectable()
export class AccountGuard implements CanActivate { canActivate(context: ExecutionContext) { const request = context.switchToHttp().getRequest(); request.account = { reach: user.phone, town: user.city }; return true; } }
--- middleware.ts
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { user } from './data.js';
@Injectable()
export class Login implements NestMiddleware { use(req: any, res: any, next: () => void) { req.login = { mobile: user.phone, town: user.city }; next(); } }
--- controller.ts
import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { AccountGuard } from './guard.js';
import { track } from './ads/sink.js';
@Controller('promo')
@UseGuards(AccountGuard)
export class PromoController {
  @Get() show(@Req() req: any) {
    track(req.account.reach); // flow
    track(req.account.town);
    track(req.login.mobile); // flow
    track(req.login.town);
  }
}`,
  ],
  [
    'listeners that a module adds, and globals',
    `--- store.ts
import { user } from './data.js';
export const bus: { h: ((x: string) => void)[] } = { h: [] };
export const fire = () => bus.h.forEach((f) => f(user.phone)); // flow
export function put() { (globalThis as any).kept = user.phone; (globalThis as any).plain = 'x'; }
--- ads/job.ts
import { bus } from '../store.js';
bus.h.push((x) => send(x));
function send(x: string) { void x; }
--- main.ts
import { fire, put } from './store.js';
import './ads/job.js';
import { track } from './ads/sink.js';
put();
fire();
track((globalThis as any).kept); // flow
track((globalThis as any).plain);`,
  ],
  [
    'a handler of messages among options',
    `--- codec.ts
export const encode = (e: unknown) => JSON.stringify(e);
export const decode = (text: string | null) => JSON.parse(text ?? '{}');
--- publish.ts
import { Kafka } from 'kafkajs';
import { encode } from './codec.js';
import { user } from './data.js';
const kafka = new Kafka({}); const producer = kafka.producer();
export const publish = () => producer.send({ topic: 'users', messages: [{ value: encode({ mobile: user.phone, town: user.city }) }] });
--- listen.ts
import { Kafka } from 'kafkajs';
import { decode } from './codec.js';
import { track } from './ads/sink.js';
const kafka = new Kafka({}); const consumer = kafka.consumer({ groupId: 'g' });
export async function listen() {
  await consumer.subscribe({ topic: 'users' });
  await consumer.run({ eachMessage: async ({ message }: { message: { value: string | null } }) => {
    const e = decode(message.value);
    track(e.mobile); // flow
    track(e.town);
  } });
}`,
  ],
  [
    'interceptors of a client',
    `--- http.ts
import axios from 'axios';
import { track } from './ads/sink.js';
export const http = axios.create();
export const crm = axios.create();
http.interceptors.request.use((config: any) => {
  track(config.data.mobile); // flow
  track(config.data.town);
  return config;
});
crm.interceptors.request.use((config: any) => { track(config.data); return config; });
--- api.ts
import { crm, http } from './http.js';
import { user } from './data.js';
export const save = () => http.post('/users', { mobile: user.phone, town: user.city });
export const visit = () => crm.post('/visits', { town: user.city });`,
  ],
])('a large program: %s', (_, text) => {
  const files = filesIn(text);
  expect(inSlice(files).sort()).toEqual(markedIn(files).sort());
});
