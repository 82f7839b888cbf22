import { describe, expect, it } from 'vitest';
import { flows, flowsIn, marked, PRELUDE } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'Express: a request passes on to a later route of its method': `import express from 'express';
const app = express();
app.get('/a', (req, res, next) => { req.got = user.phone; next(); });
app.post('/a', (req, res, next) => { req.posted = user.phone; next(); });
app.get('/a', (req) => {
  track(req.got); // flow
  track(req.posted);
});
app.get('/b', (req) => { track(req.got); });
app.route('/c').all((req, res, next) => { req.all = user.phone; next(); }).get((req) => { track(req.all); }); // flow`,
  'Express: what stands before sees nothing of what comes after': `import express from 'express';
const app = express();
app.use((req, res, next) => { track(req.later); next(); });
app.use([(req, res, next) => { track(req.later); next(); }, (req, res, next) => { req.later = user.phone; next(); }]);
function inner() { return express.Router().use((req, res, next) => { track(req.later); next(); }); } // flow
app.use(inner());
app.get('/x', (req) => { track(req.later); }); // flow`,
  'Express: parameters, settings and what the application holds': `import express from 'express';
const app = express();
app.param('id', (req, res, next, id) => { req.found = user; next(); });
app.get('/:id', (req) => {
  track(req.found.phone); // flow
  track(req.found.city);
  track(req.app.locals.phone); // flow
  track(app.get('phone')); // flow
  track(app.get('city'));
});
app.locals.phone = user.phone; app.set('phone', user.phone); app.set('city', user.city);`,
  'GraphQL: the context of resolvers, and their parents': `import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
const server = new ApolloServer({ typeDefs: '', resolvers: {
  Query: { me: (_, args, context) => { track(context.me.phone); return context.me; }, place: (_, args, { me }) => { track(me.city); return 1; } }, // flow
  User: { contact: (parent) => { track(parent.phone); return ''; }, place: (parent) => { track(parent.city); return ''; } }, // flow
} });
startStandaloneServer(server, { context: async () => ({ me: user }) });`,
  'tRPC: the context of procedures, and what middleware adds': `import { initTRPC } from '@trpc/server';
const t = initTRPC.context().create();
const authed = t.procedure.use(t.middleware(({ ctx, next }) => next({ ctx: { phone: ctx.me.phone, city: ctx.me.city } })));
const router = t.router({
  a: authed.query(({ ctx }) => { track(ctx.phone); return ctx.phone; }), // flow
  b: authed.query(({ ctx }) => { track(ctx.city); return 1; }),
  c: t.procedure.query(({ ctx }) => { track(ctx.me.phone); return ctx.me.city; }), // flow
});
const caller = router.createCaller({ me: user });
export const go = async () => track(await caller.a()); // flow
export const other = async () => track(await caller.c());`,
  'tRPC: helpers that call procedures on the server': `import { initTRPC } from '@trpc/server';
import { createServerSideHelpers } from '@trpc/react-query/server';
const t = initTRPC.context().create();
const router = t.router({
  a: t.procedure.query(({ ctx }) => { track(ctx.me.city); track(ctx.me.phone); return ctx.me.phone; }), // flow
  b: t.procedure.query(({ ctx }) => { track(ctx.anonymous); return ctx.me.city; }),
});
const helpers = createServerSideHelpers({ router, ctx: { me: user } });
export const other = async () => track(await helpers.b.fetch());`,
  'NextAuth: who logs in is in the session, not in the request': `import { getServerSession } from 'next-auth/next';
import CredentialsProvider from 'next-auth/providers/credentials';
const options = (req, res) => ({
  providers: [CredentialsProvider({ id: 'credentials', authorize: async () => ({ email: user.phone, name: user.city }) })],
  callbacks: {
    async signIn({ user }) { track(user.email); track(user.name); return true; }, // flow
    async jwt({ token, user }) { track(user.email); track(token.sub); return { ...token, mail: user.email, name: user.name }; }, // flow
    async session({ session, token }) { session.name = token.name; track(token.mail); return session; }, // flow
  },
});
export async function handler(req, res) {
  const session = await getServerSession(req, res, options(req, res));
  track(session.user.email); // flow
  track(session.user.name);
  track(session.name);
  track(req.body.email);
}
export async function other() {
  const session = await getServerSession({ providers: [CredentialsProvider({ async authorize() { return { email: user.phone, name: user.city }; } })] });
  track(session.user.email); // flow
  track(session.user.name);
}`,
  'Next.js: addresses and cookies': `import { useRouter } from 'next/router';
import { cookies } from 'next/headers';
export function go() { useRouter().push({ pathname: '/b', query: { phone: user.phone, city: user.city } }); }
export function Page() {
  track(useRouter().query.phone); // flow
  track(useRouter().query.city);
}
export async function save() { const jar = await cookies(); jar.set('phone', user.phone); jar.set('city', user.city); }
export async function read() {
  const jar = await cookies();
  track(jar.get('phone')?.value); // flow
  track(jar.get('city')?.value);
}`,
  'AWS: objects, queues and tables by name': `import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
const s3 = new S3Client({}), sqs = new SQSClient({}), table = DynamoDBDocumentClient.from({} as any);
export async function go() {
  await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'phone', Body: user.phone }));
  await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'city', Body: user.city }));
  track(await (await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'phone' }))).Body!.transformToString()); // flow
  track(await (await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'city' }))).Body!.transformToString());
  await sqs.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: user.phone }));
  track((await sqs.send(new ReceiveMessageCommand({ QueueUrl: 'q' }))).Messages![0].Body); // flow
  track((await sqs.send(new ReceiveMessageCommand({ QueueUrl: 'other' }))).Messages![0].Body);
  await table.send(new PutCommand({ TableName: 't', Item: { phone: user.phone, city: user.city } }));
  const { Item } = await table.send(new GetCommand({ TableName: 't', Key: { id: 1 } }));
  track(Item!.phone); // flow
  track(Item!.city);
}`,
  'Firestore: documents by the name of their collection': `import { doc, getDoc, getFirestore, setDoc } from 'firebase/firestore';
const db = getFirestore();
export async function go() {
  await setDoc(doc(db, 'users', '1'), { phone: user.phone, city: user.city });
  await setDoc(doc(db, 'cities', '1'), { phone: user.city });
  const found = (await getDoc(doc(db, 'users', '1'))).data()!;
  track(found.phone); // flow
  track(found.city);
  track((await getDoc(doc(db, 'cities', '1'))).data()!.phone);
}`,
  'ExcelJS: what is put into a sheet is in its book': `import ExcelJS from 'exceljs';
const one = new ExcelJS.Workbook(), two = new ExcelJS.Workbook();
one.addWorksheet('a').addRow([user.phone]); two.addWorksheet('a').addRow([user.city]);
export const go = async () => track(await one.xlsx.writeBuffer()); // flow
export const other = async () => track(await two.xlsx.writeBuffer());`,
  'axios: what interceptors see of requests; zod: what checks and transforms see': `import axios from 'axios';
import { z } from 'zod';
axios.interceptors.request.use((config) => { track(config.data); return config; }); // flow
axios.post('/x', user.phone);
z.string().refine((v) => { track(v); return true; }).parse(user.phone); // flow
z.string().refine((v) => { track(v); return true; }).parse(user.city);
track(z.string().transform((v) => v + '!').parse(user.phone)); // flow
track(z.string().transform((v) => v.length).parse(user.phone));`,
  'zod: fields whose schemas have a brand': `import { z } from 'zod';
const text = z.string().min(3), Phone = text.brand<'TwoFactorPhone'>();
const schema = z.object({ phone: z.string().brand<'TwoFactorPhone'>(), city: text, other: text.brand<'City'>(), list: z.array(Phone.optional()) });
export function parse(body: unknown) { const parsed = schema.parse(body), safe = schema.safeParse(body);
track(parsed.phone); // flow
track(parsed.city);
track(parsed.other);
track(parsed.list[0]); // flow
if (safe.success) {
track(safe.data.phone); // flow
track(safe.data.city);
} }
export async function ask(request: Request) { const { phone, city } = schema.parse(await request.json());
track(phone); // flow
track(city); }`,
  'zod: a schema lets through what it names': `import { z } from 'zod';
const Public = z.object({ city: z.string() });
track(Public.parse(user));
track(Public.parse({ phone: user.phone, city: user.city }));
const Full = z.object({ phone: z.string(), city: z.string() });
track(Full.parse(user).phone); // flow
track(Full.parse(user)); // flow
track(Full.parse(user).city);
track(Full.omit({ phone: true }).parse(user));
track(Full.pick({ city: true }).parse(user));
track(Full.pick({ phone: true }).parse(user)); // flow
track(Full.partial().parse(user)); // flow
track(Public.extend({ phone: z.string() }).parse(user)); // flow
track(Public.extend({ zip: z.string() }).parse(user));
track(Public.passthrough().parse(user)); // flow
track(Public.loose().parse(user)); // flow
track(z.looseObject({ city: z.string() }).parse(user)); // flow
track(z.strictObject({ city: z.string() }).parse(user));
track(Public.merge(z.object({ phone: z.string() })).parse(user)); // flow
track(z.array(Public).parse([user]));
track(z.array(Full).parse([user])); // flow
track(z.object({ who: Public }).parse({ who: user }));
track(z.object({ who: Full }).parse({ who: user })); // flow
track(Public.nullable().optional().parse(user));
const r = Public.safeParse(user);
if (r.success) {
track(r.data);
}
track(Public.catchall(z.string()).parse(user)); // flow
track(z.object({ phone: z.string() }).transform((o) => o.phone.length > 3).parse(user));
track(z.object({ city: z.string() }).transform((o: any) => o).parse(user));
track(z.record(z.string(), z.string()).parse(user)); // flow
track(z.union([Public, Full]).parse(user)); // flow
track(z.any().parse(user)); // flow
const shape = { city: z.string() };
track(z.object(shape).parse(user));
track(z.object({ ...shape, phone: z.string() }).parse(user)); // flow
track(z.object({ phone: z.string().default(user.phone) }).parse({}).phone); // flow
track(z.string().default('x').parse(undefined));
track(z.preprocess((v: any) => v.city, z.string()).parse(user));
track(z.preprocess((v: any) => v.phone, z.string()).parse(user)); // flow
track(Public.refine((o) => o.city !== '').parse(user));`,
  'axios: clients have interceptors and defaults of their own': `import axios from 'axios';
const http = axios.create(); const crm = axios.create();
http.interceptors.request.use((config) => {
  track(config.data); // flow
  track(config.url);
  return config;
});
crm.interceptors.request.use((config) => {
  track(config.data);
  track(config.params);
  return config;
});
axios.interceptors.request.use((config) => (track(config.data), config));
export async function save() {
  const r = await http.post('/users', { mobile: user.phone });
  await crm.post('/visits', { town: user.city }, { params: { n: 1 } });
  track(r.config.data); // flow
  track(r.status);
  track((await crm.get('/x')).config);
}
crm.interceptors.response.use(() => ({ phone: user.phone, n: 1 }));
export async function load() {
  const answer: any = await crm.get('/me');
  track(answer.phone); // flow
  track(answer.n);
  track((await http.get('/me')).data);
}
http.defaults.headers['x-phone'] = user.phone;
export const defaults = () => {
  track(http.defaults.headers['x-phone']); // flow
  track(crm.defaults.headers['x-phone']);
};`,
  'attributes and fields of elements, headers and parameters are kept apart by name': `import { createServer } from 'node:http';
import { URL as NodeUrl } from 'node:url';
const el = document.createElement('input');
el.setAttribute('data-x', user.phone); el.setAttribute('title', user.city);
track(el.getAttribute('data-x')); // flow
track(el.getAttribute('data-y'));
track(el.getAttribute('title'));
track(el.id);
el.value = user.phone; el.name = 'p';
track(el.value); // flow
track(el.name);
createServer((req, res) => {
  res.setHeader('X-Phone', user.phone).setHeader('x-city', user.city);
  track(res.getHeader('x-phone')); // flow
  track(res.getHeader('x-city'));
  track(res.getHeader('x-other'));
});
const url = new NodeUrl('https://x/y');
url.searchParams.set('phone', user.phone); url.searchParams.set('city', user.city);
track(url.href); // flow
track(url.searchParams.get('phone')); // flow
track(url.searchParams.get('city'));`,
};

describe('servers, clients and services of the web', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));

  it('NestJS: what is provided for a token or a class', () => {
    const files = {
      'ports.ts': `export abstract class Sender { abstract send(x: string): void }`,
      'senders.ts': `import { track } from './ads/sink.js'; import { Sender } from './ports.js';
export class Tracker extends Sender { send(x: string) { track(x); } }`,
      'service.ts': `import { Inject, Injectable } from '@nestjs/common'; import { Sender } from './ports.js'; import { track } from './ads/sink.js'; import { user } from './data.js';
@Injectable() export class Service {
  @Inject('MADE') made: any;
  constructor(private readonly sender: Sender, @Inject('CONFIG') private config: any) {}
  go() {
    this.sender.send(user.phone);
    track(this.config.phone);
    track(this.config.city);
    track(this.made.phone);
  }
}`,
      'module.ts': `import { Module } from '@nestjs/common'; import { user } from './data.js'; import { Service } from './service.js'; import { Sender } from './ports.js'; import { Tracker } from './senders.js';
@Module({ providers: [Service, { provide: Sender, useClass: Tracker }, { provide: 'CONFIG', useValue: { phone: user.phone, city: 'x' } }, { provide: 'MADE', useFactory: async (config: any) => ({ phone: config.phone }), inject: ['CONFIG'] }] })
export class AppModule {}`,
    };
    expect(flows({ ...PRELUDE, ...files }).sort()).toEqual(['senders.ts:2 TwoFactorPhone -> ad-targeting', 'service.ts:7 TwoFactorPhone -> ad-targeting', 'service.ts:9 TwoFactorPhone -> ad-targeting']);
  });
});
