import { describe, expect, it } from 'vitest';
import { flows, PRELUDE } from '../harness.js';
import { expectMarked, filesIn, markedIn } from '../reach/in-slice.js';

/** Programs as files, of which each line that ends in `// flow` is reported, and no other, whether all of it is run or what lies between. */
const CASES: Readonly<Record<string, string>> = {
  'a file of a package, named with its extension': `--- a.ts
import fp from 'lodash/fp.js';
import get from 'lodash/get.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
const list = [user];
const phones = fp.flow(fp.filter((u: any) => u.age > 2), fp.map((u: any) => u.phone), fp.uniq);
const cities = fp.flow(fp.filter((u: any) => u.age > 2), fp.map((u: any) => u.city), fp.uniq);
track(phones(list)); // flow
track(cities(list));
track(get(user, 'phone')); // flow
track(get(user, 'city'));`,
  'a copy with one property changed': `--- a.ts
import { set } from 'lodash/fp';
import { user } from './data.js';
import { track } from './ads/sink.js';
const draft = { note: '', at: { home: '', work: 'x' } };
const noted = set('note', user.phone, draft);
const moved = set('at.home', user.phone)(draft);
track(noted.note); // flow
track(noted.at.work);
track(moved.at.home); // flow
track(moved.at.work);
track(moved.note);
track(draft.note);
track(draft.at.home);`,
  'errors of observables, up to where they are caught': `--- a.ts
import { catchError, concatMap, map, of, Subject, throwError } from 'rxjs';
import { user } from './data.js';
import { track } from './ads/sink.js';
const users = new Subject<any>();
users.pipe(concatMap((u) => (u.city ? of(u) : throwError(() => new Error(u.phone)))), map((u) => u), catchError((e) => { track(e.message); return of(1); })).subscribe({ error: (e) => track(e.message) }); // flow
users.pipe(concatMap((u) => (u.city ? of(u) : throwError(() => new Error(u.city)))), catchError((e) => { track(e.message); return of(1); })).subscribe();
users.pipe(catchError(() => of(1)), map((n) => n)).subscribe({ error: (e) => track(e) });
users.next(user);`,
  'what the error of a request tells of the request': `--- a.ts
import axios, { isAxiosError } from 'axios';
import { user } from './data.js';
import { track } from './ads/sink.js';
const api = axios.create({ baseURL: 'https://a.example' });
const other = axios.create({ baseURL: 'https://b.example' });
api.interceptors.response.use((r) => r, (e) => { track(e.config.data); return Promise.reject(e); }); // flow
other.interceptors.response.use((r) => r, (e) => { track(e.config.data); return Promise.reject(e); });
export async function send() {
  try { await api.post('/sms', { to: user.phone, text: 'x' }); } catch (e) {
    if (isAxiosError(e)) track(e.config?.data.to); // flow
    if (isAxiosError(e)) track(e.config?.data.text);
    if (isAxiosError(e)) track(e.code);
  }
  try { await other.post('/towns', { to: user.city }); } catch (e) {
    if (isAxiosError(e)) track(e.config?.data);
  }
}`,
  'several keys that are read or written at once': `--- a.ts
import { Redis } from 'ioredis';
import { user } from './data.js';
import { track } from './ads/sink.js';
const redis = new Redis();
export async function run() {
  await redis.mset({ tel: user.phone, town: user.city });
  await redis.mset('tel2', user.phone, 'town2', user.city);
  const [tel, town] = await redis.mget('tel', 'town');
  track(tel); // flow
  track(town);
  track(await redis.get('tel2')); // flow
  track(await redis.get('town2'));
  const both = await redis.mget(['town', 'tel2']);
  track(both[0]);
  track(both[1]); // flow
}`,
  'trees of jobs': `--- a.ts
import { FlowProducer, Worker } from 'bullmq';
import { user } from './data.js';
import { track } from './ads/sink.js';
const jobs = new FlowProducer();
export const send = () => jobs.add({ name: 'root', queueName: 'towns', data: { x: user.city }, children: [{ name: 'c', queueName: 'sms', data: { x: user.phone } }] });
export const sms = new Worker('sms', async ({ data }) => { track(data.x); }); // flow
export const towns = new Worker('towns', async ({ data }) => { track(data.x); });`,
  'who watches a store': `--- a.ts
import { createStore } from 'vuex';
import { user } from './data.js';
import { track } from './ads/sink.js';
const store = createStore({ state: { tel: '', town: '' }, mutations: { setTel(s: any, x: string) { s.tel = x; }, setTown(s: any, x: string) { s.town = x; } } });
store.watch((s: any) => s.tel, (x: any) => track(x)); // flow
store.watch((s: any) => s.town, (x: any) => track(x));
store.subscribe((change: any) => {
  if (change.type === 'setTel') track(change.payload); // flow
  if (change.type === 'setTown') track(change.payload);
});
export function run() { store.commit('setTel', user.phone); store.commit('setTown', user.city); }`,
  'what a session keeps for other routes': `--- a.ts
import cookieSession from 'cookie-session';
import express from 'express';
import { user } from './data.js';
import { track } from './ads/sink.js';
const app = express();
app.use(cookieSession({ keys: ['k'] }));
app.post('/in', (req: any, res) => { req.session.tel = user.phone; req.session.town = user.city; req.note = user.phone; res.end(); });
app.get('/', (req: any, res) => {
  track(req.session.tel); // flow
  track(req.session.town);
  track(req.note);
  res.end();
});`,
  'what a listener writes while an async function goes on': `--- box.ts
export const box: { to: any; town: any } = { to: '', town: '' };
--- read.ts
import { box } from './box.js';
import { track } from './ads/sink.js';
export class Page {
  show() {
    track(box.to); // flow
    track(box.town);
  }
}
--- send.ts
import { Queue, Worker } from 'bullmq';
import { box } from './box.js';
import { user } from './data.js';
const sms = new Queue('sms');
const stats = new Queue('stats');
new Worker('sms', (job) => { box.to = job.data.to; box.town = job.data.town; });
export async function send() {
  await sms.add('send', { to: user.phone, town: user.city });
  await stats.add('count', { n: 1 });
}`,
  'columns that a query asks for, of rows that the program writes': `--- a.ts
import { drizzle } from 'drizzle-orm/node-postgres';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { Kysely } from 'kysely';
import { user, type TwoFactorPhone } from './data.js';
import { track } from './ads/sink.js';
const users = pgTable('users', { id: text('id'), city: text('city'), tel: text('tel').$type<TwoFactorPhone>(), note: text('note') });
const db = drizzle('x');
const kysely = new Kysely<any>({} as any);
export async function run() {
  await db.insert(users).values({ city: user.city, note: user.phone });
  track(await db.select({ city: users.city }).from(users));
  track(await db.select({ note: users.note }).from(users)); // flow
  track(await db.update(users).set({ city: 'x' }).returning({ id: users.id }));
  track(await db.update(users).set({ city: 'x' }).returning({ tel: users.tel })); // flow
  track(await db.update(users).set({ city: 'x' }).returning()); // flow
  await kysely.insertInto('person').values({ name: user.city, note: user.phone }).execute();
  track(await kysely.selectFrom('person').select(['name']).execute());
  track(await kysely.selectFrom('person').select(['note as remark']).execute()); // flow
  for await (const row of kysely.selectFrom('person').selectAll().stream()) {
    track(row.note); // flow
    track(row.name);
  }
}`,
  'what MikroORM sets of an entity and makes of it': `--- a.ts
import { wrap, type EntityManager } from '@mikro-orm/core';
import { user } from './data.js';
import { track } from './ads/sink.js';
export class Article { id = 1; slug = ''; title = ''; }
export async function run(em: EntityManager) {
  const draft = em.create(Article, { id: 1, slug: 'x', title: user.city });
  em.assign(draft, { slug: user.phone });
  track(draft.slug); // flow
  track(draft.title);
  track(wrap(draft).toObject().slug); // flow
  track(wrap(draft).toObject().title);
}`,
};

describe('packages as programs use them', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expectMarked(filesIn(text));
  });
});

it('a cookie that an answer sets is in later requests', () => {
  const files = { ...PRELUDE, ...filesIn(`--- a.ts
import express from 'express';
import { user } from './data.js';
import { track } from './ads/sink.js';
const app = express();
app.get('/set', (_req, res) => { res.cookie('tel', user.phone); res.cookie('town', user.city); res.end(); });
app.get('/', (req, res) => {
  track(req.cookies.tel); // flow
  track(req.cookies.town);
  res.end();
});`) };
  expect(flows(files)).toEqual(markedIn(files));
});

it('functions that make a body of what is sent', () => {
  const files = { ...PRELUDE, ...filesIn(`--- a.ts
import axios from 'axios';
import { user } from './data.js';
import { track } from './ads/sink.js';
const api = axios.create({ transformRequest: [(data) => { track(data.to); return data; }] }); // flow
const other = axios.create({ transformRequest: (data) => { track(data.to); return data; } });
export async function send() {
  await api.post('/sms', { to: user.phone });
  await other.post('/towns', { to: user.city });
}`) };
  expect(flows(files)).toEqual(markedIn(files));
});

it('endpoints of RTK Query, by their functions and types, and hooks by their names', () => {
  const files = { ...PRELUDE, ...filesIn(`--- api.ts
import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';
import { user, type TwoFactorPhone } from './data.js';
export const api = createApi({
  baseQuery: fakeBaseQuery(),
  endpoints: (build) => ({
    tel: build.query<string, string>({ queryFn: async () => ({ data: user.phone as string }) }),
    town: build.query<string, string>({ queryFn: async () => ({ data: user.city }) }),
    typed: build.query<TwoFactorPhone, string>({ query: (id) => id }),
    change: build.mutation<string, string>({ queryFn: async () => ({ data: user.phone as string }) }),
  }),
});
export const more = api.injectEndpoints({ endpoints: (build) => ({ zip: build.query<string, void>({ query: () => 'x', transformResponse: (r: any) => r.zip }) }) });
export const { useTelQuery, useTownQuery, useTypedQuery, useChangeMutation, useLazyTelQuery } = api;
export const { useZipQuery } = more;
--- page.tsx
import { useChangeMutation, useLazyTelQuery, useTelQuery, useTownQuery, useTypedQuery, useZipQuery } from './api.js';
import { track } from './ads/sink.js';
export function Page() {
  track(useTelQuery('1').data); // flow
  track(useTownQuery('1').data);
  track(useTypedQuery('1').data); // flow
  track(useZipQuery().data);
  const [change, changed] = useChangeMutation();
  const [load] = useLazyTelQuery();
  track(changed.data); // flow
  const onClick = async () => {
    track(await change('x').unwrap()); // flow
    track(await load('x').unwrap()); // flow
  };
  return <b onClick={onClick} />;
}`) };
  expect(flows(files)).toEqual(markedIn(files));
});
