import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'ws: what one end sends the other hears': `import { WebSocketServer, WebSocket } from 'ws';
new WebSocketServer({ port: 1 }).on('connection', (peer) => { peer.send(user.phone);
  peer.on('message', (m) => { track(m); }); });
const socket = new WebSocket('ws://x'); socket.send('x');
socket.on('message', (m) => { track(m); }); // flow
socket.on('close', (code) => { track(code); });`,
  'zod: what is parsed stays labelled': `import { z } from 'zod';
const schema = z.object({ phone: z.string(), city: z.string() });
const parsed = schema.parse(user);
track(parsed.phone); // flow
track(parsed.city);
const safe = schema.safeParse(user);
if (safe.success) track(safe.data.phone); // flow
if (safe.success) track(safe.data.city);`,
  'express: put on the request by a middleware': `import express from 'express';
const app = express();
app.use((req, res, next) => {
  req.phone = user.phone;
  req.city = user.city;
  next();
});
app.get('/ads', (req, res) => {
  track(req.phone); // flow
  track(req.city);
  res.json({ ok: true });
});`,
  'fastify: put on the request by a hook': `import Fastify from 'fastify';
const app = Fastify();
app.addHook('preHandler', async (request) => {
  request.phone = user.phone;
  request.city = user.city;
});
app.get('/ads', async (request, reply) => {
  track(request.phone); // flow
  track(request.city);
  return reply.send({});
});`,
  'axios: what is sent does not come back': `import axios from 'axios';
export async function send() {
  const answer = await axios.post('/verify', { phone: user.phone });
  track(answer.data);
  const [phone] = await axios.all([Promise.resolve(user.phone)]);
  track(phone); // flow
}`,
  'NestJS: events of the program': `import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import { Injectable } from '@nestjs/common';
@Injectable()
export class Sender {
  constructor(private readonly events: EventEmitter2) {}
  go() {
    this.events.emit('phone', user.phone);
    this.events.emit('city', user.city);
  }
}
@Injectable()
export class Hearer {
  @OnEvent('phone')
  onPhone(phone: string) {
    track(phone); // flow
  }
  @OnEvent('city')
  onCity(city: string) {
    track(city);
  }
}`,
  'TypeORM: saved and found': `import { Repository } from 'typeorm';
export class Users {
  constructor(private readonly users: Repository<User>) {}
  async save() {
    const saved = await this.users.save(user);
    track(saved.phone); // flow
    track(saved.city);
  }
  async find() {
    const found = await this.users.findOne({ where: { phone: user.phone } });
    track(found.city);
  }
}`,
  'Prisma: created and found': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function go() {
  const made = await prisma.user.create({ data: { phone: user.phone, city: user.city } });
  track(made.phone); // flow
  track(made.city);
  const found = await prisma.user.findFirst({ where: { phone: user.phone } });
  track(found.city);
  await prisma.$transaction(async (tx) => {
    track((await tx.user.create({ data: user })).phone); // flow
  });
  const [rows, count] = await prisma.$transaction([prisma.user.findMany(), prisma.user.count()]);
  track(rows[0]!.phone); // flow
  track(count);
}`,
  'a text message: its text, and the number of it that the service makes': `import twilio from 'twilio';
export async function go() {
  const message = await twilio('a', 'b').messages.create({ to: user.phone, body: 'x' });
  track(message.to); // flow
  track(message.sid);
}`,
  'Drizzle: returned from an insert': `import { drizzle } from 'drizzle-orm';
import { eq } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
const db = drizzle('');
const users = pgTable('users', { phone: text('phone'), city: text('city') });
const posts = pgTable('posts', { title: text('title') });
export async function go() {
  track(await db.insert(users).values({ phone: user.phone }).returning()); // flow
  track(await db.insert(users).values({ city: user.city }).returning());
  track(await db.select().from(users).where(eq(users.city, user.city)).execute()); // flow
  track(await db.select().from(posts).where(eq(users.phone, user.phone)).execute());
}`,
  'Kysely: returned from an insert': `import { Kysely } from 'kysely';
const db = new Kysely({});
export async function go() {
  track(await db.insertInto('user').values({ phone: user.phone }).executeTakeFirst()); // flow
  track(await db.insertInto('user').values({ city: user.city }).executeTakeFirst());
  track(await db.selectFrom('user').where('city', '=', user.city).execute()); // flow
  track(await db.selectFrom('post').where('phone', '=', user.phone).execute());
}`,
  'BullMQ: what is told of a job when it is done, and where it is added': `import { Queue, Worker } from 'bullmq';
const q = new Queue('codes'), other = new Queue('stats');
const job = await q.add('code', { to: user.phone, text: 'x' }); await other.add('n', { to: 'none' });
track(job.data.to); // flow
track(job.data.text);
track(await job.getState());
track(job.id);
const w = new Worker('codes', async (j) => ({ sent: true, to: j.data.to }));
w.on('completed', (j, result) => {
track(j.data.to); // flow
track(j.data.text);
track(result.to); // flow
track(result.sent);
});
const w2 = new Worker('stats', async (j) => ({ to: j.data.to })); w2.on('completed', (j, result) => { track(j.data.to); track(result.to); });`,
  'JSON and tokens, made and read by functions': `import jwt from 'jsonwebtoken';
const encode = <T>(type: string, data: T): string => JSON.stringify({ type, data }), decode = (text: string) => JSON.parse(text);
const text = encode('t', { p: user.phone, c: 'x' });
track(text); // flow
track(decode(text).data.p); // flow
track(decode(text).data.c);
track(decode(text).type);
const sign = (claims: { p: string; c: string }) => jwt.sign(claims, 'k', { expiresIn: '1h' }), verify = (token: string) => jwt.verify(token, 'k') as any;
track(verify(sign({ p: user.phone, c: 'x' })).p); // flow
track(verify(sign({ p: user.phone, c: 'x' })).c);`,
  'NestJS: queues by their names': `import { Injectable } from '@nestjs/common';
import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job, Queue } from 'bullmq';
@Injectable() export class Codes { constructor(@InjectQueue('sms') private readonly sms: Queue, @InjectQueue('stats') private readonly stats: Queue) {} async send() { await this.sms.add('code', { to: user.phone, text: 'x' }); await this.stats.add('n', { to: 'none' }); } }
@Processor('sms') export class Sms extends WorkerHost { async process(job: Job) {
track(job.data.to); // flow
track(job.data.text);
track(job.name);
} @OnWorkerEvent('completed') done(job: Job) {
track(job.data.to); // flow
} }
@Processor('stats') export class Stats extends WorkerHost { async process(job: Job) { track(job.data.to); } }`,
  'NestJS: decorators of parameters that the program makes': `import { Controller, createParamDecorator, Get, Injectable, Param, type ExecutionContext } from '@nestjs/common';
@Injectable() export class Guard { canActivate(context: ExecutionContext) { const request = context.switchToHttp().getRequest(); request.user = { mobile: user.phone, town: user.city }; return true; } }
const Current = createParamDecorator((name: string | undefined, context: ExecutionContext) => { const request = context.switchToHttp().getRequest(); return name ? request.user[name] : request.user; });
@Controller() export class Offers {
@Get() all(@Current() me: any, @Param('id') id: string) {
track(me.mobile); // flow
track(me.town);
track(id);
}
@Get('one') one(@Current('mobile') mobile: string, @Current('town') town: string) {
track(mobile); // flow
track(town);
} }`,
  'NestJS: middleware': `import { Controller, createParamDecorator, Get, Injectable, type ExecutionContext, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
@Injectable() export class Login implements NestMiddleware { use(req: Request, res: any, next: () => void) { (req as any).user = { mobile: user.phone, town: user.city }; next(); } }
@Injectable() export class Other { use(req: Request) { (req as any).other = user.phone; } }
const Current = createParamDecorator((name: string, context: ExecutionContext) => context.switchToHttp().getRequest()[name]);
@Controller() export class Offers { @Get() all(@Current('user') me: any, @Current('other') other: any) {
track(me.mobile); // flow
track(me.town);
track(other);
} }`,
  'BullMQ: a job reaches the worker of its queue': `import { Queue, Worker } from 'bullmq';
const phones = new Queue('phones');
const cities = new Queue('cities');
new Worker('phones', async (job) => {
  track(job.data.phone); // flow
});
new Worker('cities', async (job) => {
  track(job.data.phone);
});
phones.add('send', { phone: user.phone });
cities.add('send', { phone: user.city });`,
  'kafkajs: by topic': `import { Kafka } from 'kafkajs';
const kafka = new Kafka({});
const producer = kafka.producer();
export async function go() {
  await producer.send({ topic: 'phones', messages: [{ value: user.phone }] });
  await producer.send({ topic: 'cities', messages: [{ value: user.city }] });
}
export async function hear() {
  const a = kafka.consumer({ groupId: 'a' });
  await a.subscribe({ topic: 'phones' });
  await a.run({ eachMessage: async ({ message }) => {
    track(message.value); // flow
  } });
}
export async function hearCities() {
  const b = kafka.consumer({ groupId: 'b' });
  await b.subscribe({ topic: 'cities' });
  await b.run({ eachMessage: async ({ message }) => {
    track(message.value);
  } });
}`,
  'ioredis: by key, and published': `import Redis from 'ioredis';
const redis = new Redis();
export async function write() {
  await redis.set('phone', user.phone);
  await redis.set('city', user.city);
  await redis.publish('p', user.phone);
}
export async function read() {
  track(await redis.get('phone')); // flow
  track(await redis.get('city'));
}`,
  'ioredis: computed keys': `import Redis from 'ioredis';
const redis = new Redis();
export async function write(id: number) {
  await redis.set(\`phone:\${id}\`, user.phone);
}
export async function read(id: number) {
  track(await redis.get(\`phone:\${id}\`)); // flow
  track(await redis.exists(\`phone:\${id}\`));
}`,
  'EventEmitter2: listeners before and after': `import { EventEmitter2 } from 'eventemitter2';
const events = new EventEmitter2();
events.on('phone', (p) => {
  track(p); // flow
});
events.on('city', (p) => {
  track(p);
});
events.emit('phone', user.phone);
events.emit('city', user.city);
events.on('phone', (p) => {
  track(p); // flow
});`,
  'EventEmitter2: names with wildcards': `import { EventEmitter2 } from 'eventemitter2';
const events = new EventEmitter2({ wildcard: true });
events.on('user.*', (u) => {
  track(u.phone); // flow
  track(u.city);
});
events.on('order.*', (u) => track(u));
events.on('order.**', (u) => {
  track(u.phone); // flow
});
events.emit('user.new', user);
events.emit('order.new', 'x');
events.emit('order.new.phone', user);`,
  'ioredis: pipelines': `import Redis from 'ioredis';
const redis = new Redis();
export async function go() {
  await redis.pipeline().set('p', user.phone).set('c', user.city).exec();
  track(await redis.get('p')); // flow
  track(await redis.multi().get('p').exec()); // flow
  track(await redis.multi().get('c').exec());
}`,
  'EventEmitter2: a class that derives from it': `import { EventEmitter2 } from 'eventemitter2';
class Bus extends EventEmitter2 {
  go() {
    this.emit('phone', user.phone);
    this.emit('city', user.city);
  }
}
const bus = new Bus();
bus.on('phone', (p) => {
  track(p); // flow
});
bus.on('city', (p) => {
  track(p);
});
bus.go();`,
  'NestJS: messages between services': `import { EventPattern, ClientProxy } from '@nestjs/microservices';
export class Sender {
  constructor(private readonly client: ClientProxy) {}
  go() {
    this.client.emit('user', { phone: user.phone, city: user.city });
  }
}
export class Hearer {
  #use(x: string) {
    track(x); // flow
  }
  @EventPattern('user')
  hear(data: { phone: string; city: string }) {
    this.#use(data.phone);
    track(data.city);
  }
}`,
  'lru-cache: by key': `import { LRUCache } from 'lru-cache';
const cache = new LRUCache({ max: 5 });
cache.set('phone', user.phone);
cache.set('city', user.city);
track(cache.get('phone')); // flow
track(cache.get('city'));
track(cache.has('phone'));`,
  'what comes after a promise of a library is reached': `import Redis from 'ioredis';
export async function go() {
  const redis = new Redis();
  await redis.connect();
  track(user.phone); // flow
}`,
  'winston and pino: nothing comes back': `import winston from 'winston';
import pino from 'pino';
const a = winston.createLogger({});
const b = pino();
track(a.info('x', { phone: user.phone }));
track(b.child({ phone: user.phone }).info(user.phone));
a.info(user.phone);
track(user.phone); // flow`,
  'i18next: a text holds what was put in': `import i18next from 'i18next';
track(i18next.t('sent', { phone: user.phone })); // flow
track(i18next.t('sent', { city: user.city }));
i18next.init({ phone: user.phone });`,
  'mitt: a listener to all': `import mitt from 'mitt';
const a = mitt<any>(); const b = mitt<any>();
a.on('*', (type, e) => {
track(e); // flow
track(type);
});
b.on('*', (type, e) => {
track(e);
});
a.on('x', (e) => {
track(e);
});
a.emit('p', user.phone); a.emit('x', user.city); b.emit('p', user.city);`,
  'async: tasks that wait for others': `import { auto } from 'async';
auto({ later: ['phone', 'city', (r: any, cb: any) => {
track(r.phone); // flow
track(r.city);
cb(null, r.city); }], phone: (cb: any) => cb(null, user.phone), city: async () => user.city }, (e: any, r: any) => {
track(r.phone); // flow
track(r.later);
track(e);
});`,
};

describe('models of service packages', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
