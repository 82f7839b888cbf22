import { expect, it } from 'vitest';
import { filesIn, inSlice, markedIn } from './in-slice.js';

/** How large applications are put together from several files: containers, registries, hooks, methods from elsewhere. */
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
])('a large program: %s', (_, text) => {
  const files = filesIn(text);
  expect(inSlice(files).sort()).toEqual(markedIn(files).sort());
});
