import { describe, expect, it } from 'vitest';
import { flows, PRELUDE } from '../harness.js';
import { filesIn, inSlice, markedIn } from '../reach/in-slice.js';

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
};

describe('packages as programs use them', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    const files = { ...PRELUDE, ...filesIn(text) };
    expect(flows(files)).toEqual(markedIn(files));
    expect(inSlice(files)).toEqual(markedIn(files));
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
