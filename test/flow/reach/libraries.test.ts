import { expect, it } from 'vitest';
import { filesIn, inSlice, markedIn } from './in-slice.js';

const DATA = `--- load.ts
import { user } from './data.js';
export const load = async (id: string) => ({ id, mobile: user.phone, town: user.city });
`;

it.each([
  [
    'a reducer whose dispatch goes through a context',
    `--- store.tsx
import { createContext, useContext, useMemo, useReducer } from 'react';
function reducer(state: any, action: any) { switch (action.type) { case 'loaded': return { ...state, ...action.payload }; case 'moved': return { ...state, town: action.payload }; default: return state; } }
const Ctx = createContext<any>(undefined);
export function Provider({ children }: any) {
  const [state, dispatch] = useReducer(reducer, { mobile: '', town: '', n: 0 });
  const value = useMemo(() => ({ state, dispatch }), [state]);
  return <Ctx.Provider value={value}>{children}</Ctx.Provider>;
}
export const useAccount = () => useContext(Ctx);
--- loader.tsx
import { useAccount } from './store.js';
import { user } from './data.js';
export function Loader() { const { dispatch } = useAccount(); dispatch({ type: 'loaded', payload: { mobile: user.phone } }); dispatch({ type: 'moved', payload: user.city }); return null; }
--- banner.tsx
import { useAccount } from './store.js';
import { track } from './ads/sink.js';
export function Banner() {
  const { state } = useAccount();
  track(state.mobile); // flow
  track(state.town);
  track(state.n);
  return null;
}
--- app.tsx
import { Provider } from './store.js'; import { Loader } from './loader.js'; import { Banner } from './banner.js';
export const App = () => <Provider><Loader /><Banner /></Provider>;`,
  ],
  [
    "hooks that keep another's value in a ref",
    `--- hooks.ts
import { useEffect, useRef } from 'react';
export function usePrevious(v: any) { const ref = useRef<any>(undefined); useEffect(() => { ref.current = v; }, [v]); return ref.current; }
export function useLatest(v: any) { const ref = useRef(v); ref.current = v; return ref; }
--- page.tsx
import { useState } from 'react';
import { useLatest, usePrevious } from './hooks.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
export function Page() {
  const [sent, setSent] = useState({ mobile: '', town: '' });
  const latest = useLatest(sent);
  setSent((s) => ({ ...s, mobile: user.phone }));
  track(latest.current.mobile); // flow
  track(latest.current.town);
  track(usePrevious(user.phone)); // flow
  track(usePrevious(user.city));
  return null;
}`,
  ],
  [
    'slices, thunks and stores of Redux',
    `--- slice.ts
import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { load } from './load.js';
export const loadAccount = createAsyncThunk('account/load', async (id: string) => load(id));
const slice = createSlice({
  name: 'account',
  initialState: { mobile: '', town: '', dial: '', n: 0 },
  reducers: { dialled(state, action) { state.dial = action.payload.dial; }, counted(state) { state.n += 1; } },
  extraReducers: (builder) => { builder.addCase(loadAccount.fulfilled, (state, action) => { state.mobile = action.payload.mobile; state.town = action.payload.town; }); },
});
export const { counted, dialled } = slice.actions;
export default slice.reducer;
--- store.ts
import { configureStore } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import account from './slice.js';
export const store = configureStore({ reducer: { account } });
export const useAppSelector = useSelector;
--- run.ts
import { counted, dialled, loadAccount } from './slice.js';
import { store } from './store.js';
import { user } from './data.js';
export function run() { store.dispatch(loadAccount('1') as any); store.dispatch(dialled({ dial: user.phone })); store.dispatch(counted()); }
--- widget.tsx
import { store, useAppSelector } from './store.js';
import { track } from './ads/sink.js';
export function Widget() {
  track(useAppSelector((s: any) => s.account.mobile)); // flow
  track(useAppSelector((s: any) => s.account.town));
  track(store.getState().account.dial); // flow
  track(store.getState().account.n);
  return null;
}`,
  ],
  [
    'a store of zustand, and one beside it',
    `--- store.ts
import { create } from 'zustand';
export const useContact = create<any>((set, get) => ({ items: [], add: (i: any) => set((s: any) => ({ items: [...s.items, i] })), first: () => get().items[0] }));
export const useOther = create<any>((set) => ({ note: '', setNote: (note: string) => set({ note }) }));
--- form.tsx
import { useContact, useOther } from './store.js';
import { user } from './data.js';
export function Form() { const add = useContact((s: any) => s.add); const setNote = useOther((s: any) => s.setNote); add({ sku: 'x', note: user.phone }); setNote(user.city); return null; }
--- ad.tsx
import { useContact, useOther } from './store.js';
import { track } from './ads/sink.js';
export function Ad() {
  const items = useContact((s: any) => s.items);
  track(items[0].note); // flow
  track(items[0].sku);
  track(useOther((s: any) => s.note));
  return null;
}`,
  ],
  [
    'queries and mutations',
    `--- hooks.ts
import { useMutation, useQuery } from '@tanstack/react-query';
import { load } from './load.js';
export const useAccount = (id: string) => useQuery({ queryKey: ['account', id], queryFn: () => load(id) });
export const useTown = (id: string) => useQuery({ queryKey: ['account', id], queryFn: () => load(id), select: (a) => a.town });
export const useSave = (done: (v: any) => void) => useMutation({ mutationFn: async (v: any) => v.length, onSuccess: (_r, v) => done(v) });
--- page.tsx
import { useAccount, useSave, useTown } from './hooks.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
export function Page() {
  const { data } = useAccount('1');
  track(data?.mobile); // flow
  track(data?.town);
  track(useTown('1').data);
  const save = useSave((v) => {
    track(v); // flow
  });
  save.mutate(user.phone);
  const other = useSave((v) => track(v));
  other.mutate(user.city);
  return null;
}`,
  ],
  [
    'subjects in fields',
    `--- feed.ts
import { BehaviorSubject, Subject } from 'rxjs';
import { map } from 'rxjs/operators';
export class Feed { private readonly state = new BehaviorSubject<any>({ mobile: '', town: '' }); readonly mobile$ = this.state.pipe(map((s) => s.mobile)); readonly town$ = this.state.pipe(map((s) => s.town)); readonly clicks = new Subject<string>(); push(c: any) { this.state.next(c); } }
export const feed = new Feed();
--- producer.ts
import { feed } from './feed.js';
import { user } from './data.js';
export function produce() { feed.push({ mobile: user.phone, town: user.city }); feed.clicks.next('x'); }
--- consumer.ts
import { feed } from './feed.js';
import { track } from './ads/sink.js';
export function consume() {
  feed.mobile$.subscribe((m) => track(m)); // flow
  feed.town$.subscribe((t) => track(t));
  feed.clicks.subscribe((c) => track(c));
}
--- main.ts
import { consume } from './consumer.js'; import { produce } from './producer.js';
consume(); produce();`,
  ],
  [
    'streams of the platform',
    `--- streams.ts
import { user } from './data.js';
export const rows = () => new ReadableStream<any>({ start(controller) { controller.enqueue({ mobile: user.phone, town: user.city }); controller.close(); } });
export const mobiles = () => new TransformStream<any, string>({ transform(row, controller) { controller.enqueue(row.mobile.trim()); } });
export const towns = () => new TransformStream<any, string>({ transform(row, controller) { controller.enqueue(row.town); } });
--- main.ts
import { mobiles, rows, towns } from './streams.js';
import { track } from './ads/sink.js';
export async function main() {
  const { value, done } = await rows().pipeThrough(mobiles()).getReader().read();
  track(value); // flow
  track(done);
  track((await rows().pipeThrough(towns()).getReader().read()).value);
  await rows().pipeThrough(mobiles()).pipeTo(new WritableStream({ write(chunk) { track(chunk); } })); // flow
}
void main();`,
  ],
  [
    'what a server is decorated with, over plugins',
    `--- directory.ts
import fp from 'fastify-plugin';
import { user } from './data.js';
export default fp(async (app: any) => { app.decorate('directory', { find: () => ({ mobile: user.phone, town: user.city }) }); app.decorate('own', { find: () => ({ mobile: 'none' }) }); app.decorate('authenticate', async (request: any) => { request.current = { mobile: user.phone, town: user.city }; }); });
--- routes.ts
import type { FastifyInstance } from 'fastify';
import { track } from './ads/sink.js';
export default async function routes(app: FastifyInstance) {
  app.get('/one', { preHandler: [(app as any).authenticate] }, async (request: any) => {
    const found = (app as any).directory.find();
    track(found.mobile); // flow
    track(found.town);
    track((app as any).own.find().mobile);
    track(request.current.mobile); // flow
    track(request.current.town);
  });
}
--- main.ts
import Fastify from 'fastify'; import directory from './directory.js'; import routes from './routes.js';
const app = Fastify(); app.register(directory); app.register(routes); app.listen({ port: 1 });`,
  ],
  [
    'what a container gives for tokens, and queues by their names',
    `--- tokens.ts
export const MAILER = Symbol('mailer'); export const OTHER = 'other';
--- module.ts
import { Module } from '@nestjs/common';
import { MAILER, OTHER } from './tokens.js';
import { user } from './data.js';
@Module({ providers: [{ provide: MAILER, useFactory: () => ({ from: user.phone, region: user.city }) }, { provide: OTHER, useValue: { from: 'none' } }] })
export class AppModule {}
--- service.ts
import { Inject, Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { MAILER, OTHER } from './tokens.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
@Injectable()
export class Service {
  constructor(@Inject(MAILER) private readonly mailer: any, @Inject(OTHER) private readonly other: any, @InjectQueue('sms') private readonly sms: Queue) {}
  run() {
    track(this.mailer.from); // flow
    track(this.mailer.region);
    track(this.other.from);
    return this.sms.add('code', { to: user.phone, text: 'x' });
  }
}
--- sms.ts
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { track } from './ads/sink.js';
@Processor('sms') export class Sms extends WorkerHost {
  async process(job: Job) {
    track(job.data.to); // flow
    track(job.data.text);
  }
}
@Processor('stats') export class Stats extends WorkerHost { async process(job: Job) { track(job.data.to); } }`,
  ],
  [
    'what frameworks give pages and hooks',
    `--- page.tsx
import { load } from './load.js';
import { track } from './ads/sink.js';
export const getServerSideProps = async () => ({ props: { member: await load('1'), total: 2 } });
export default function Page({ member, total }: any) {
  track(member.mobile); // flow
  track(member.town);
  track(total);
  return null;
}
--- route.tsx
import { json } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from './load.js';
import { track } from './ads/sink.js';
export async function loader() { return json({ member: await load('1') }); }
export default function Route() {
  const { member } = useLoaderData<typeof loader>() as any;
  track(member.mobile); // flow
  track(member.town);
  return null;
}
--- props.tsx
import { load } from './load.js';
import { track } from './ads/sink.js';
export async function loader() { return { member: await load('1') }; }
export default function Route({ loaderData }: any) {
  track(loaderData.member.mobile); // flow
  track(loaderData.member.town);
  return null;
}`,
  ],
])('%s', (_, text) => {
  const files = filesIn(DATA + text);
  expect(inSlice(files).sort()).toEqual(markedIn(files).sort());
});
