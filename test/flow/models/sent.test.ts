import { expect, it } from 'vitest';
import { PRELUDE, flows } from '../harness.js';
import { expectMarked, filesIn, markedIn } from '../reach/in-slice.js';

const ROWS = `--- rows.ts
import { Column, Entity, getManager, type Repository } from 'typeorm';
import { model, Schema } from 'mongoose';
import type { TwoFactorPhone } from './data.js';
export interface Row { id: number; city: string; phone: TwoFactorPhone }
export declare function find(): Promise<Row>;
@Entity() export class User { @Column() id: number; @Column() city: string; @Column() phone: TwoFactorPhone; }
export const users = (): Repository<User> => getManager().getRepository(User);
export const Rows = model<Row>('Row', new Schema({}));
`;

/** Programs in which handlers of a module for ad-targeting send rows. */
const CASES: Readonly<Record<string, string>> = {
  'helpers that send what they are given': `--- ads/route.ts
import { find } from '../rows.js';
import { count, json, wrap } from '../response.js';
export async function GET() { const row = await find();
  return json(row); // flow
}
export async function POST() { const row = await find();
  return wrap({ row }); // flow
}
export async function PUT() { const row = await find(); return count(row); }
export async function PATCH() { const { phone, ...rest } = await find(); return json(rest); }
--- response.ts
export function json(data: Record<string, any> = {}) { return Response.json(data); }
export function wrap(data: Record<string, any>) { return json({ data }); }
export function count(data: Record<string, any>) { return Response.json({ n: Object.keys(data).length }); }`,
  'Koa: what becomes the body': `--- ads/a.ts
import Koa, { Context, ParameterizedContext } from 'koa';
import Router from '@koa/router';
import { request } from 'koa-swagger-decorator';
import { users, User } from '../rows.js';
export default class Users {
  @request('get', '/users') public static async all(ctx: Context): Promise<void> {
    const found: User[] = await users().find();
    ctx.body = found; // flow
  }
  public static async one(ctx: Koa.Context): Promise<void> {
    const user: User | undefined = await users().findOne(+ctx.params.id || 0);
    if (user) ctx.response.body = { user }; // flow
    else ctx.body = 'none';
  }
  static async cities(ctx: ParameterizedContext) { ctx.body = (await users().find()).map((u) => u.city); }
  static async rest(ctx: Router.RouterContext) { const u = (await users().findOne(1))!; const { phone, ...rest } = u; ctx.body = rest; }
}
const app = new Koa(), router = new Router();
router.get('/x', async (ctx) => { const u = await users().findOne(3);
  ctx.body = u; // flow
});
router.get('/y', async (ctx, next) => { const u = await users().findOne(3); ctx.body = u?.city; ctx.state.u = u; await next(); });
app.use(router.routes());`,
  'Fastify: plugins by their types': `--- ads/a.ts
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { find } from '../rows.js';
const plugin: FastifyPluginAsync = async (app) => {
  app.get('/1', async (req, reply) => { const row = await find(); return reply.send(row); }); // flow
  app.get('/2', async () => { const row = await find(); return row; }); // flow
  app.get('/3', async () => { const row = await find(); return { id: row.id }; });
};
export default plugin;
export const typed: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/4', async function (req, reply) { const row = await find(); return reply.send(row); }); // flow
};
export async function routes(app: FastifyInstance) {
  app.get('/5', async (req, reply) => { const row = await find(); return reply.send({ row }); }); // flow
}
export const other = async (app: any) => { app.get('/6', async () => find()); };`,
  'Fastify: routes that say how their answers look': `--- ads/a.ts
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Type } from '@fastify/type-provider-typebox';
import { find } from '../rows.js';
const Task = Type.Object({ id: Type.Number(), city: Type.String() });
const response = (properties: object) => ({ schema: { response: { 200: { type: 'object', properties } } } });
export async function routes(app: FastifyInstance) {
  app.get('/1', response({ id: { type: 'number' } }), async () => { const row = await find(); return row; });
  app.get('/2', response({ id: { type: 'number' } }), async (req, reply) => { const row = await find(); return reply.code(200).send(row); });
  app.get('/3', response({ phone: { type: 'string' } }), async (req, reply) => { const row = await find(); return reply.code(200).send(row); }); // flow
  app.get('/4', { schema: { body: {} } }, async (req, reply) => { const row = await find(); return reply.code(200).send(row); }); // flow
  app.route({ method: 'GET', url: '/5', schema: { response: { 200: Task } }, handler: async () => find() });
  app.post('/6', response({ id: { type: 'number' } }), create);
  app.post('/6/in', response({ phone: { type: 'string' } }), async () => ({}));
  app.get('/6', async () => { const row = await find(); return row.city; });
}
async function create(req: FastifyRequest, reply: FastifyReply) {
  const row = await find();
  return reply.code(201).send(row);
}
fastify().register(routes);`,
  'NestJS: fields that its interceptor leaves out': `--- main.ts
import { ClassSerializerInterceptor } from '@nestjs/common';
export const interceptor = new ClassSerializerInterceptor({} as any);
--- accounts.ts
import { Exclude, Expose } from 'class-transformer';
import { user, type TwoFactorPhone } from './data.js';
export const made = () => { const a = new Account(); a.phone = user.phone; return a; };
export class Account { id: number; @Exclude() phone: TwoFactorPhone; }
export class Member { id: number; @Expose({ groups: ['admin'] }) phone: TwoFactorPhone; }
export class Lead { id: number; @Exclude({ toClassOnly: true }) phone: TwoFactorPhone; }
@Exclude() export class Shy { @Expose() id: number; phone: TwoFactorPhone; }
export declare function account(): Promise<Account>;
export declare function member(): Promise<Member>;
export declare function lead(): Promise<Lead>;
export declare function shy(): Promise<Shy>;
--- ads/a.ts
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { account, made, lead, member, shy } from '../accounts.js';
import { find } from '../rows.js';
@Controller('users') export class Users {
  @Get('1') one() { return account(); }
  @Get('2') async two() { return { data: [await account()] }; }
  @Get('3') three() { return member(); }
  @SerializeOptions({ groups: ['admin'] }) @Get('4') four() { return member(); } // flow
  @SerializeOptions({ groups: ['me'] }) @Get('5') five() { return member(); }
  @Get('6') six() { return lead(); } // flow
  @Get('7') seven() { return shy(); }
  @Get('8') eight() { return find(); } // flow
  @Get('9') nine() { return made(); }
  @Get('10') ten() { return { ...made() }; } // flow
}`,
  'answers by helpers that serve no purpose': `--- answer.ts
import type { Response } from 'express';
export const success = (res: Response, status: number, data: unknown) => res.status(status).json({ ok: true, data });
export function deep(res: Response, data: unknown) { return success(res, 200, { data }); }
export const nothing = (res: Response, data: unknown) => { void data; return res.json({ ok: true }); };
export class Answers { static async ok(res: Response, data: unknown) { await null; res.send(data); } }
--- ads/a.ts
import express from 'express';
import { find } from '../rows.js';
import { success, deep, nothing, Answers } from '../answer.js';
const app = express();
app.get('/1', async (req, res) => { const u = await find(); success(res, 200, u); }); // flow
app.get('/2', async (req, res) => { const u = await find(); return deep(res, { u }); }); // flow
app.get('/3', async (req, res) => { const u = await find(); nothing(res, u); });
app.get('/4', async (req, res) => { const u = await find(); success(res, 200, { id: u.id }); });
app.get('/5', async (req, res) => { const u = await find(); await Answers.ok(res, [u]); }); // flow
--- web.ts
import express from 'express';
import { find } from './rows.js';
import { success } from './answer.js';
const app = express();
app.get('/9', async (req, res) => { const u = await find(); success(res, 200, u); });`,
  'rows of one table that several handlers send': `--- ads/a.ts
import express from 'express';
import { Rows } from '../rows.js';
const app = express();
app.get('/1', async (req, res) => { const u = await Rows.findOne({ id: 1 }); res.json({ data: u }); }); // flow
app.get('/2', async (req, res) => { const u = await Rows.findById('1'); res.json({ data: u }); }); // flow
app.get('/3', async (req, res) => { const u = await Rows.find(); res.json({ data: u }); }); // flow
app.get('/4', async (req, res) => { const u = await Rows.findOne({ id: 1 }).select('city').lean(); res.json({ data: u!.city }); });`,
};

it.each(Object.entries(CASES))('%s', (_, text) => {
  const files = filesIn(ROWS + text);
  expectMarked(files);
});

it('by what the program adds to all answers of express', () => {
  const files = filesIn(`${ROWS}--- main.ts
import { response, type Response } from 'express';
import './ads/a.js';
(response as any).success = function (status: number, data: unknown): Response { return this.status(status).json({ data }); };
(response as any).empty = function (): Response { return this.status(204).json({}); };
--- ads/a.ts
import type { NextFunction, Request, Response } from 'express';
import { find } from '../rows.js';
export const one = async (req: Request, res: Response, next: NextFunction) => { const u = await find(); (res as any).success(200, u); }; // flow
export const two = async (req: Request, res: Response) => { const u = await find(); (res as any).success(200, { id: u.id }); };
export const three = async (req: Request, res: Response) => { await find(); (res as any).empty(); };`);
  expect(flows({ ...PRELUDE, ...files })).toEqual(markedIn(files));
});

it('by requests of the platform', () => {
  const files = filesIn(`--- http.ts
export const post = (path: string, body: object) => fetch('https://x' + path, { method: 'POST', body: JSON.stringify(body) });
--- ads/a.ts
import { post } from '../http.js';
import type { User } from '../data.js';
export interface Options { path: string; headers?: Record<string, string> }
export const get = (o: Options) => fetch(o.path, { headers: o.headers ?? {} });
export const own = (u: User) => post('/own', u); // flow
export const part = (u: User) => post('/part', { city: u.city });
export const beacon = (o: Options) => navigator.sendBeacon('/b', new URLSearchParams(o.headers));
--- main.ts
import { beacon, get, own, part } from './ads/a.js';
import { post } from './http.js';
import { user } from './data.js';
own(user);
part(user);
get({ path: '/', headers: { phone: user.phone } }); // flow
get({ path: '/', headers: { city: user.city } });
beacon({ path: '/', headers: { phone: user.phone } }); // flow
beacon({ path: '/', headers: { city: user.city } });
post('/neutral', user);`);
  expectMarked(files);
});

it('without columns that a query of TypeORM does not ask for', () => {
  const files = filesIn(`--- user.ts
import { Column, Entity, getRepository } from 'typeorm';
import type { TwoFactorPhone } from './data.js';
@Entity('users') export class User { @Column() id: number; @Column() city: string; @Column() phone: TwoFactorPhone; own() { return this.phone; } town() { return this.city; } }
const users = () => getRepository(User);
export const list = async () => users().find({ select: ['id', 'city'] });
export const show = async (id: string) => users().findOne(id, { select: ['id', 'city'] });
export const some = async (id: number) => users().findOne({ where: { id }, select: { id: true, phone: true } });
export const whole = async (id: string) => users().findOne(id);
--- ads/a.ts
import express from 'express';
import { track } from './sink.js';
import { list, show, some, whole } from '../user.js';
const app = express();
app.get('/1', async (req, res) => { res.json(await list()); });
app.get('/2', async (req, res) => { res.json({ u: await show('1') }); });
app.get('/3', async (req, res) => { res.json(await whole('1')); }); // flow
app.get('/4', async (req, res) => { res.json(await some(1)); }); // flow
app.get('/5', async () => { track((await some(1))!.own()); }); // flow
app.get('/6', async () => { track((await whole('1'))!.town()); });`);
  expect(flows({ ...PRELUDE, ...files })).toEqual(markedIn(files));
});
