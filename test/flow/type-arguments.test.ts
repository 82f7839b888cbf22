import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

/** What a type argument says of the result of a call into a package whose types are not there. */
const CASES: Readonly<Record<string, string>> = {
  'a client that a model describes': `import axios from 'axios';
async function f() {
const { data } = await axios.get<User>('/me');
track(data.phone); // flow
track(data.city);
const all = await axios.create({}).post<User[]>('/all', { q: 1 });
track(all.data[0].phone); // flow
track(all.data.map((u) => u.city));
track(all.status);
const other = await axios.get<{ id: string }>('x');
track(other.data.id);
}`,
  'an observable of a client': `import { HttpClient } from '@angular/common/http'; import { map } from 'rxjs/operators';
class S { constructor(private http: HttpClient) {}
load() { this.http.get<User>('/me').subscribe((u) => {
track(u.phone); // flow
track(u.city);
}); }
list() { this.http.get<User[]>('/l').pipe(map((us) => us.map((u) => u.phone))).subscribe((ps) => {
track(ps); // flow
}); }
cities() { this.http.get<User[]>('/l').pipe(map((us) => us.map((u) => u.city))).subscribe((cs) => track(cs)); }
}`,
  'a package of which nothing is known': `import { http, $fetch, useThing, Client } from 'some-lib';
async function f() {
const a = await http.post<User>('/a');
track(a.phone); // flow
track(a.city);
track(JSON.stringify(a)); // flow
const b = await $fetch<{ data: User }>('/b');
track(b.data.phone); // flow
track(b.data.city);
const { value, isLoading } = useThing<User>();
track(value.phone); // flow
track(value.city);
track(value); // flow
track(isLoading);
const rows = await new Client().query<User>('select');
for (const r of rows) track(r.phone); // flow
for (const r of rows) track(r.city);
track(rows.length);
track(await http.post<string>('/a'));
track(await http.post<{ ok: boolean }>('/a'));
}`,
  'databases': `import { Pool } from 'pg'; import knex from 'knex'; import { Schema, model } from 'mongoose';
async function f() {
const { rows } = await new Pool().query<User>('select * from users');
track(rows[0]!.phone); // flow
track(rows[0]!.city);
const us = await knex({})<User>('users').where('id', 1);
track(us[0]!.phone); // flow
track(us[0]!.city);
const one = await model<User>('User', new Schema({})).findOne({ id: 1 });
track(one!.phone); // flow
track(one!.city);
}`,
  'the context of tRPC': `import { initTRPC } from '@trpc/server';
const t = initTRPC.context<{ user: User }>().create();
const authed = t.procedure.use(({ ctx, next }) => next({ ctx: { ...ctx, tel: ctx.user.phone, role: 'r' } }));
export const router = t.router({
  me: authed.query(({ ctx }) => {
track(ctx.tel); // flow
track(ctx.user.phone); // flow
track(ctx.role);
return ctx.user.city; }),
  open: t.procedure.mutation(({ ctx }) => {
track(ctx.user.city);
}),
});`,
};

describe('type arguments', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
