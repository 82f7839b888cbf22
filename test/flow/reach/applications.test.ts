import { expect, it } from 'vitest';
import { filesIn, inSlice, markedIn } from './in-slice.js';

/** Programs as large applications have them: what belongs together stands in several files. */
it.each([
  [
    'services that a container of the program makes',
    `--- di/tokens.ts
export const CONTACTS = Symbol('contacts');
export const PLACES = Symbol('places');
--- di/container.ts
type Factory<T> = (c: Container) => T;
export class Container {
  private readonly factories = new Map<symbol, Factory<unknown>>();
  private readonly made = new Map<symbol, unknown>();
  bind<T>(token: symbol, factory: Factory<T>): this { this.factories.set(token, factory); return this; }
  get<T>(token: symbol): T {
    if (!this.made.has(token)) {
      const factory = this.factories.get(token);
      if (!factory) throw new Error('nothing is bound');
      this.made.set(token, factory(this));
    }
    return this.made.get(token) as T;
  }
}
export const container = new Container();
--- contacts/service.ts
import { user } from '../data.js';
export interface Contact { tel: string; town: string }
export class ContactService { current(): Contact { return { tel: user.phone, town: user.city }; } }
--- places/service.ts
export class PlaceService { current() { return { tel: 'none', town: 'x' }; } }
--- setup.ts
import { container } from './di/container.js';
import { CONTACTS, PLACES } from './di/tokens.js';
import { ContactService } from './contacts/service.js';
import { PlaceService } from './places/service.js';
export function setup() {
  container.bind(CONTACTS, () => new ContactService()).bind(PLACES, () => new PlaceService());
}
--- jobs/campaign.ts
import { container } from '../di/container.js';
import { CONTACTS, PLACES } from '../di/tokens.js';
import type { ContactService } from '../contacts/service.js';
import type { PlaceService } from '../places/service.js';
import { track } from '../ads/sink.js';
export function campaign() {
  const contacts = container.get<ContactService>(CONTACTS);
  track(contacts.current().tel); // flow
  track(contacts.current().town);
}
export function places() {
  const p = container.get<PlaceService>(PLACES);
  track(p.current().tel);
}
--- main.ts
import { setup } from './setup.js';
import { campaign, places } from './jobs/campaign.js';
setup();
campaign();
places();`,
  ],
  [
    'events by their classes',
    `--- events/bus.ts
export abstract class DomainEvent { abstract readonly name: string }
type Ctor<E> = { readonly prototype: E; new (...args: any[]): E };
export class EventBus {
  private readonly subs = new Map<Function, ((e: any) => void | Promise<void>)[]>();
  subscribe<E extends DomainEvent>(type: Ctor<E>, f: (e: E) => void | Promise<void>) { const l = this.subs.get(type) ?? []; l.push(f); this.subs.set(type, l); }
  async publish(e: DomainEvent) { for (const f of this.subs.get(e.constructor) ?? []) await f(e); }
}
export const events = new EventBus();
--- events/user-joined.ts
import { DomainEvent } from './bus.js';
export class UserJoined extends DomainEvent { readonly name = 'user.joined'; constructor(readonly tel: string, readonly town: string) { super(); } }
export class TownAdded extends DomainEvent { readonly name = 'town.added'; constructor(readonly tel: string) { super(); } }
--- users/join.ts
import { events } from '../events/bus.js';
import { TownAdded, UserJoined } from '../events/user-joined.js';
import { user } from '../data.js';
export async function join() {
  await events.publish(new UserJoined(user.phone, user.city));
  await events.publish(new TownAdded('none'));
}
--- growth/handlers.ts
import { events } from '../events/bus.js';
import { TownAdded, UserJoined } from '../events/user-joined.js';
import { track } from '../ads/sink.js';
export class GrowthHandlers {
  register() {
    events.subscribe(UserJoined, (e) => this.joined(e));
    events.subscribe(TownAdded, (e) => { track(e.tel); });
  }
  private joined(e: UserJoined) {
    track(e.tel); // flow
    track(e.town);
  }
}
--- main.ts
import { GrowthHandlers } from './growth/handlers.js';
import { join } from './users/join.js';
new GrowthHandlers().register();
await join();`,
  ],
  [
    'an object that a function chooses',
    `--- strategies/index.ts
import { user } from '../data.js';
export interface Channel { readonly name: string; target(): string }
export const sms: Channel = { name: 'sms', target: () => user.phone };
export const post: Channel = { name: 'post', target: () => user.city };
--- config.ts
import { post, sms, type Channel } from './strategies/index.js';
const channels = [sms, post];
export const channelOf = (name: string): Channel | undefined => channels.find((c) => c.name === name);
export const primary = { channel: channels[0]! };
--- sender.ts
import { channelOf, primary } from './config.js';
import { track } from './ads/sink.js';
export class Sender {
  constructor(private readonly name: string) {}
  send() {
    track(channelOf(this.name)?.target()); // flow
    track(primary.channel.target()); // flow
    track(primary.channel.name);
  }
}
--- main.ts
import { Sender } from './sender.js';
new Sender(process.argv[2] ?? 'sms').send();`,
  ],
  [
    'hooks of plugins',
    `--- host/types.ts
export interface Plugin { name: string; setup(api: PluginApi): void }
export interface PluginApi { hook(name: string, f: (v: any) => any): void; provide(key: string, v: unknown): void; use<T>(key: string): T }
--- host/host.ts
import type { Plugin, PluginApi } from './types.js';
export class Host implements PluginApi {
  private readonly hooks = new Map<string, ((v: any) => any)[]>();
  private readonly provided: Record<string, unknown> = {};
  install(...plugins: Plugin[]) { for (const p of plugins) p.setup(this); return this; }
  hook(name: string, f: (v: any) => any) { const list = this.hooks.get(name); if (list) list.push(f); else this.hooks.set(name, [f]); }
  provide(key: string, v: unknown) { this.provided[key] = v; }
  use<T>(key: string) { return this.provided[key] as T; }
  run<T>(name: string, v: T): T { return (this.hooks.get(name) ?? []).reduce((acc, f) => f(acc), v as any); }
}
--- plugins/contact.ts
import type { Plugin } from '../host/types.js';
import { user } from '../data.js';
export const contact = (): Plugin => ({ name: 'contact', setup(api) { api.provide('tel', user.phone); api.provide('town', user.city); api.hook('row', (r) => ({ ...r, reach: user.phone })); } });
--- plugins/clean.ts
import type { Plugin } from '../host/types.js';
export const plain: Plugin = { name: 'plain', setup(api) { api.hook('cell', (c) => ({ ...c, reach: 'none' })); } };
--- main.ts
import { Host } from './host/host.js';
import { contact } from './plugins/contact.js';
import { plain } from './plugins/clean.js';
import { track } from './ads/sink.js';
const host = new Host().install(contact(), plain);
export function main() {
  track(host.run('row', { id: 1 } as any).reach); // flow
  track(host.run('row', { id: 1 } as any).id);
  track(host.run('cell', { id: 1 } as any).reach);
  track(host.use<string>('tel')); // flow
  track(host.use<string>('town'));
}
main();`,
  ],
  [
    'steps that another file puts together',
    `--- pipeline.ts
export type Step<I, O> = (input: I) => O | Promise<O>;
export class Pipeline<I, O> {
  private constructor(private readonly steps: readonly Step<any, any>[]) {}
  static from<I>() { return new Pipeline<I, I>([]); }
  pipe<N>(step: Step<O, N>): Pipeline<I, N> { return new Pipeline<I, N>([...this.steps, step]); }
  async run(input: I): Promise<O> { let v: any = input; for (const s of this.steps) v = await s(v); return v; }
}
--- steps.ts
import { user } from './data.js';
export const enrich = (o: { id: string }) => ({ ...o, reach: user.phone, town: user.city });
export const normalise = async (o: { reach: string; town: string }) => ({ key: o.reach.replace(/\\D/g, ''), place: o.town.trim() });
export const drop = ({ reach: _r, ...rest }: { reach: string; town: string }) => rest;
--- jobs.ts
import { Pipeline } from './pipeline.js';
import { drop, enrich, normalise } from './steps.js';
export const audience = Pipeline.from<{ id: string }>().pipe(enrich).pipe(normalise);
export const anonymous = Pipeline.from<{ id: string }>().pipe(enrich).pipe(drop);
--- main.ts
import { anonymous, audience } from './jobs.js';
import { track } from './ads/sink.js';
export async function main() {
  const a = await audience.run({ id: '1' });
  track(a.key); // flow
  track(a.place);
  track(await anonymous.run({ id: '1' }));
}
main();`,
  ],
  [
    'methods that decorators put into a registry',
    `--- framework/decorators.ts
const registry = new Map<string, { method: string; owner: any }>();
const instances = new Map<any, any>();
export function Route(path: string) { return (target: any, name: string, _d: PropertyDescriptor) => { registry.set(path, { method: name, owner: target.constructor }); }; }
export function dispatch(path: string, body: unknown): any {
  const r = registry.get(path)!;
  if (!instances.has(r.owner)) instances.set(r.owner, new r.owner());
  return instances.get(r.owner)[r.method](body);
}
--- controllers/contact.ts
import { Route } from '../framework/decorators.js';
import { user } from '../data.js';
export class ContactController {
  @Route('/contact') show(_b: unknown, _x?: unknown) { return { reach: user.phone, town: user.city }; }
  @Route('/town') town(_b: unknown, _x?: unknown) { return { reach: 'none' }; }
}
--- main.ts
import './controllers/contact.js';
import { dispatch } from './framework/decorators.js';
import { track } from './ads/sink.js';
export function main() {
  track(dispatch('/contact', {}).reach); // flow
  track(dispatch('/contact', {}).town);
  track(dispatch('/town', {}).reach);
}
main();`,
  ],
  [
    'methods that another file adds to a class',
    `--- ext.ts
import { user } from './data.js';
declare global { interface Array<T> { withReach(): (T & { reach: string })[] } }
export class Query { filters: string[] = []; where(f: string) { this.filters.push(f); return this; } }
Array.prototype.withReach = function (this: any[]) { return this.map((x) => ({ ...x, reach: user.phone })); };
--- query-ext.ts
import { Query } from './ext.js';
import { user } from './data.js';
declare module './ext.js' { interface Query { contact(): { reach: string; town: string } } }
Query.prototype.contact = function () { return { reach: user.phone, town: user.city }; };
--- main.ts
import { Query } from './ext.js';
import './query-ext.js';
import { track } from './ads/sink.js';
export function main() {
  track(new Query().where('a').contact().reach); // flow
  track(new Query().where('a').contact().town);
  track([{ id: 1 }].withReach()[0]!.reach); // flow
  track([{ id: 1 }].withReach()[0]!.id);
}
main();`,
  ],
  [
    'services that get each other by their types',
    `--- session/session.store.ts
import { Injectable } from '@nestjs/common';
@Injectable()
export class SessionStore { private readonly bySession = new Map<string, { reach: string; town: string }>(); put(id: string, v: { reach: string; town: string }) { this.bySession.set(id, v); } take(id: string) { return this.bySession.get(id); } }
--- session/auth.service.ts
import { Injectable } from '@nestjs/common';
import { SessionStore } from './session.store.js';
import { user } from '../data.js';
@Injectable()
export class AuthService { constructor(private readonly store: SessionStore) {} login(id: string) { this.store.put(id, { reach: user.phone, town: user.city }); } }
--- ads-feed/feed.service.ts
import { Injectable } from '@nestjs/common';
import { SessionStore } from '../session/session.store.js';
import { track } from '../ads/sink.js';
@Injectable()
export class FeedService {
  constructor(private readonly store: SessionStore) {}
  push(id: string) {
    const s = this.store.take(id);
    track(s?.reach); // flow
    track(s?.town);
  }
}
--- app.module.ts
import { Module } from '@nestjs/common';
import { SessionStore } from './session/session.store.js';
import { AuthService } from './session/auth.service.js';
import { FeedService } from './ads-feed/feed.service.js';
@Module({ providers: [SessionStore, AuthService, FeedService] })
export class AppModule {}`,
  ],
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
])('a large program: %s', (_, text) => {
  const files = filesIn(text);
  expect(inSlice(files).sort()).toEqual(markedIn(files).sort());
});
