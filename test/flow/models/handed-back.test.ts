import { describe, expect, it } from 'vitest';
import { flows, PRELUDE, run } from '../harness.js';
import { expectMarked, filesIn } from '../reach/in-slice.js';

const CASES: Readonly<Record<string, string>> = {
  'Koa: errors come back through next, by ctx.throw too, or to who listens': `--- a.ts
import Koa from 'koa';
import { user } from './data.js';
import { track } from './ads/sink.js';
const app = new Koa();
app.use(async (ctx: any, next: any) => {
  try { await next(); } catch (e: any) {
    track(e.message); // flow
    track(ctx.status);
  }
});
app.use(async (ctx: any) => ctx.throw(409, \`taken \${user.phone}\`));`,
  'Hono: what no handler catches comes to onError': `--- a.ts
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { user } from './data.js';
import { track } from './ads/sink.js';
const app = new Hono();
app.use(createMiddleware(async (c: any, next: any) => { c.set('tag', 't'); await next(); }));
app.get('/a', () => { throw new Error(user.phone); });
app.onError((e: any, c: any) => {
  track(e.message); // flow
  track(c.get('tag'));
  return c.text('x');
});`,
  'React: an element made by a call, and one that forwards a ref': `--- ads/banner.tsx
import { forwardRef } from 'react';
export const Banner = (props: { tag?: string; children?: any }) => <b>{props.tag}{props.children}</b>;
export const Pixel = forwardRef<any, { id: unknown }>(function Pixel({ id }, ref) { return <img ref={ref} src={String(id)} />; });
--- a.tsx
import { createElement } from 'react';
import { user } from './data.js';
import { Banner, Pixel } from './ads/banner.js';
export const A = () => createElement(Banner, { tag: user.phone }); // flow
export const B = () => createElement(Banner, { tag: user.city });
export const C = () => createElement(Banner, {}, user.phone); // flow
export const D = () => <Pixel id={user.phone} />; // flow
export const E = () => <Pixel id={user.city} />;`,
  'zod: a value fits one of several schemas': `--- a.ts
import { z } from 'zod';
import { user } from './data.js';
import { track } from './ads/sink.js';
const contact = z.discriminatedUnion('kind', [z.object({ kind: z.literal('phone'), value: z.string() }), z.object({ kind: z.literal('city'), at: z.string() })]);
const c = contact.parse({ kind: 'phone', value: user.phone, at: user.phone, other: user.phone });
if (c.kind === 'phone') track(c.value); // flow
track(c.kind);
track((c as any).other);`,
  'immer: a draft is a copy of its base': `--- a.ts
import { createDraft, produce } from 'immer';
import { user } from './data.js';
import { track } from './ads/sink.js';
const base = { phone: '', city: '', list: [] as string[] };
const next = produce(base, (d) => { d.phone = user.phone; d.list.push(user.city); });
track(base.phone);
track(next.phone); // flow
track(next.city);
const add = produce((d: any, x: string) => { d.list.push(x); });
track(add(base, user.phone).list); // flow
track(base.list);
const draft: any = createDraft(base);
draft.phone = user.phone;
track(draft.phone); // flow
track(base.phone);
track(produce(base, () => ({ phone: 'x' })).phone);`,
  'files under a path that is joined of constants': `--- a.ts
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { user } from './data.js';
import { track } from './ads/sink.js';
const PHONES = join('/var', 'x', '..', 'phones.txt');
const CITIES = join('/var', 'cities.txt');
writeFileSync(PHONES, user.phone);
writeFileSync(CITIES, user.city);
track(readFileSync('/var/phones.txt', 'utf8')); // flow
track(readFileSync(CITIES, 'utf8'));
export async function lines() {
  for await (const line of createInterface({ input: createReadStream(PHONES) })) track(line); // flow
  for await (const line of createInterface({ input: createReadStream(CITIES) })) track(line);
}`,
  'a process tells what it put out apart from how it ended': `--- a.ts
import { spawnSync } from 'node:child_process';
import { user } from './data.js';
import { track } from './ads/sink.js';
const done = spawnSync('cat', { input: user.phone });
track(done.stdout); // flow
track(done.status);`,
  'neverthrow: what succeeded, and what failed': `--- a.ts
import { err, ok, ResultAsync } from 'neverthrow';
import { some, user } from './data.js';
import { track } from './ads/sink.js';
const find = () => (some ? ok(user) : err({ code: 404 }));
track(find().map((u) => u.phone).unwrapOr('x')); // flow
track(find().map((u) => u.city).unwrapOr('x'));
const r = find();
if (r.isErr()) track(r.error.code);
else {
  track(r.value.phone); // flow
  track(r.value.city);
}
track(find().match((u) => u.phone, (e) => String(e.code))); // flow
track(find().match((u) => u.city, (e) => String(e.code)));
export const later = async () => track(await ResultAsync.fromPromise(Promise.resolve(user.phone), () => 'e').match((v) => v, (e) => e)); // flow`,
  'caches that fetch, atoms that are derived, and the state before': `--- a.ts
import { LRUCache } from 'lru-cache';
import { atom, getDefaultStore } from 'jotai';
import { createStore } from 'zustand/vanilla';
import { user } from './data.js';
import { track } from './ads/sink.js';
const cache = new LRUCache<string, any>({ max: 5, fetchMethod: async () => user });
export const fetched = async () => {
  track((await cache.fetch('1')).phone); // flow
  track((await cache.fetch('1')).city);
};
const phone = atom(user.phone), city = atom(user.city);
const label = atom((get) => \`to \${get(phone)}\`);
track(getDefaultStore().get(label)); // flow
track(getDefaultStore().get(city));
const store = createStore<any>(() => ({ phone: user.phone, city: 'x' }));
store.subscribe((_now: any, before: any) => {
  track(before.phone); // flow
  track(before.city);
});`,
  'NestJS: a pipe makes what the parameter gets': `--- a.ts
import { Controller, Get, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { user } from './data.js';
import { track } from './ads/sink.js';
@Injectable() export class UserPipe implements PipeTransform { async transform(_id: string) { return user; } }
@Controller() export class Users {
  @Get(':id') one(@Param('id', UserPipe) found: any, @Param('id') id: string) {
    track(found.phone); // flow
    track(found.city);
    track(id);
  }
}`,
};

describe('what libraries make of what they are given', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });

  it('elements that two sets have in common are matched by either', () => {
    const text = `import { user } from './data.js';
import { track } from './ads/sink.js';
export function go(list: Set<string>) {
  track([...list.intersection(new Set([user.phone]))]);
  track([...list.intersection(new Set([user.city]))]);
}`;
    expect(run({ ...PRELUDE, 'a.ts': text }).violations.map((v) => `${v.place.line} ${v.rule}`)).toEqual(['4 no-forbidden-match']);
  });

  it('React: state that an effect sets in a later turn reaches who reads it by a context', () => {
    const text = `import { createContext, useContext, useReducer } from 'react';
import { user } from './data.js';
import { track } from './ads/sink.js';
const Ctx = createContext<any>(null);
const reducer = (state: any, action: any) => ({ ...state, user: action.user });
function Provider({ children }: any) {
  const [state, dispatch] = useReducer(reducer, { note: '' });
  return <Ctx.Provider value={{ state, dispatch }}>{children}</Ctx.Provider>;
}
function Profile() {
  const { state, dispatch } = useContext(Ctx);
  Promise.resolve(user).then((u) => dispatch({ type: 'loaded', user: u }));
  track(state.user?.phone);
  track(state.note);
  return null;
}
export const App = () => <Provider><Profile /></Provider>;`;
    expect(flows({ ...PRELUDE, 'a.tsx': text })).toEqual(['a.tsx:13 TwoFactorPhone -> ad-targeting']);
  });
});
