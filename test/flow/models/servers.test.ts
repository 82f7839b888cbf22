import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'express: each route has a request of its own': `import express, { Router } from 'express';
const app = express();
app.get('/before', (req: any, res: any) => { track(req.phone); });
const load = async (req: any, res: any, next: any) => { await null; req.phone = user.phone; res.locals.user = { phone: user.phone, city: 'x' }; next(); };
app.get('/a', load, (req: any, res: any) => {
  track(req.phone); // flow
  track(res.locals.user.city);
  track(res.locals.user.phone); // flow
});
app.get('/b', async (req: any, res: any) => { await null; track(req.phone); track(res.locals.user); });
app.post('/list', [load, (req: any, _res: any, next: any) => { track(req.phone); next(); }]); // flow
app.route('/r').get(load, (req: any) => {
  track(req.phone); // flow
}).post((req: any) => { track(req.phone); });
app.use('/in', (req: any, _res: any, next: any) => { req.inside = user.phone; next(); });
app.get('/in/x', (req: any) => { track(req.inside); }); // flow
app.get('/out', (req: any) => { track(req.inside); });`,
  'express: routers': `import express, { Router } from 'express';
const secure = Router();
secure.use((req: any, _res: any, next: any) => { req.phone = user.phone; next(); });
secure.get('/a', (req: any) => { track(req.phone); track(req.all); }); // flow
const open = Router();
open.get('/b', (req: any) => { track(req.phone); });
open.get('/c', (req: any) => { track(req.all); }); // flow
const app = express();
app.use('/secure', secure);
app.use((req: any, _res: any, next: any) => { req.all = user.phone; next(); });
app.use('/open', open);`,
  'express: errors': `import express from 'express';
const app = express();
app.get('/a', (_req: any, _res: any, next: any) => { next(new Error(user.phone)); });
app.use((e: any, _req: any, _res: any, next: any) => { track(e.message); next(e); }); // flow
const other = express();
other.get('/b', async () => { throw new Error(user.phone); });
other.get('/c', async (req: any) => { track(req.message); });
other.use((e: any, _req: any, _res: any, _next: any) => { track(e.message); }); // flow`,
  'koa: what comes after next sees what the next did': `import Koa from 'koa';
import Router from '@koa/router';
const app = new Koa(), router = new Router();
app.use(async (ctx: any, next: any) => { try { ctx.state.city = 'x'; await next();
  track(ctx.body); // flow
  track(ctx.state.city); } catch (e) {
  track((e as Error).message); } }); // flow
router.get('/a', async (ctx: any) => { ctx.body = user.phone; });
router.get('/b', async (ctx: any) => { throw new Error(user.phone); });
app.use(router.routes());
const other = new Koa();
other.use(async (ctx: any) => { track(ctx.body); });`,
  'fastify: hooks of an instance and of a route': `import Fastify from 'fastify';
const app = Fastify();
app.register(async (f: any) => { f.addHook('onRequest', async (req: any) => { req.p = user.phone; }); f.get('/a', async (req: any) => { track(req.p); }); }); // flow
app.get('/b', async (req: any) => { track(req.p); });
app.get('/c', { preHandler: async (req: any) => { req.z = user.phone; } }, async (req: any) => { track(req.z); }); // flow
app.setErrorHandler((e: any) => { track(e.message); }); // flow
app.get('/d', async () => { throw new Error(user.phone); });`,
  'hono: variables by name': `import { Hono } from 'hono';
const app = new Hono();
app.use('*', async (c: any, next: any) => { c.set('p', user.phone); c.set('q', 'x'); await next(); });
app.get('/a', (c: any) => {
  track(c.get('p')); // flow
  track(c.get('q'));
  track(c.var.p); // flow
});`,
  'Fastify: what plugins add': `import Fastify from 'fastify'; import fp from 'fastify-plugin';
const app = Fastify();
app.decorate('phones', { get: () => user.phone, city: () => user.city });
app.register(async (child: any) => {
track(child.phones.get()); // flow
track(child.phones.city());
child.decorate('own', { phone: user.phone, city: user.city });
child.get('/x', async () => {
track(child.own.phone); // flow
track(child.own.city);
});
});
app.get('/y', async () => {
track((app as any).phones.get()); // flow
track((app as any).phones.city());
track((app as any).other);
});`,
  'Remix: what a loader gives its page': `import { json } from '@remix-run/node'; import { useLoaderData, useActionData } from '@remix-run/react';
export async function loader({ params }: any) { const u = await Promise.resolve(user); return json({ phone: u.phone, city: u.city, id: params.id }); }
export const action = async () => ({ done: true, phone: user.phone });
export default function Page() { const d = useLoaderData<typeof loader>(); const a: any = useActionData();
track(d.phone); // flow
track(d.city);
track(d.id);
track(a.phone); // flow
track(a.done);
return null; }`,
  'React Router: what a route’s functions give is what its component and its head are given': `import { data } from 'react-router';
export async function loader() { return data({ member: { phone: user.phone, city: user.city } }, { headers: {} }); }
export const action = async () => ({ done: true, phone: user.phone });
export default function Page({ loaderData: { member }, actionData }: any) {
track(member.phone); // flow
track(member.city);
track(actionData?.phone); // flow
track(actionData?.done);
return null; }
export function meta({ data }: any) {
track(data.member.city);
throw data; }`,
  'React Router: a route whose functions only throw': `import { redirect } from 'react-router';
export async function loader() { throw redirect('/x'); }
export function action() { throw redirect('/x'); }
export default function Page({ loaderData }: any) { throw loaderData; }
export const later = () => track(user.phone); // flow`,
  'Hono: routes that a description of them comes with': `import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
export const list = async (c: any) => { c.set('x', user.phone); return c.json({ rows: [user.city] }); };
const createRouter = () => new OpenAPIHono({ strict: false });
const router = createRouter()
  .openapi(createRoute({ method: 'get', path: '/x' }), async (c: any, next: any) => { c.set('phone', user.phone); await next(); })
  .openapi(createRoute({ method: 'get', path: '/y' }), list)
  .openapi(createRoute({ method: 'get', path: '/z' }), async (c: any) => {
track(c.req.valid('json'));
c.set('mine', user.phone);
track(c.get('mine')); // flow
track(c.get('other'));
return c.json({}); });
export default createRouter().route('/', router);`,
  'Remix: a page without a loader': `import { useLoaderData } from '@remix-run/react';
export default function Page() { const d: any = useLoaderData();
track(d.phone);
return null; }`,
  'express: what a request leaves in the session': `import express from 'express';
import session from 'express-session';
const app = express();
app.use(session({ secret: 's' }));
app.post('/login', (req: any, res) => {
  req.session.phone = user.phone;
  req.session.town = user.city;
  req.session.save(() => res.end());
});
app.get('/offers', (req: any, res) => {
  track(req.session.phone); // flow
  track(req.session.town);
  track(req.session.other);
  track(req.sessionID);
  req.session.destroy(() => res.end());
});`,
  'express: headers are the request\'s own, whatever it is given': `import express from 'express';
const app = express();
app.use((req: any, res, next) => {
  req.account = user;
  req.headers['x-phone'] = user.phone;
  req.lookedUp = { by: req.headers['x-id'] };
  next();
});
app.get('/', (req: any, res) => {
  track(req.headers['x-phone']); // flow
  track(req.headers['x-id']);
  track(req.lookedUp.by);
  track(req.get('host')); // flow
  track(req.account.city);
});`,
  'fastify: a plugin without an instance of its own, hooks that run last, the instance of a request': `import Fastify from 'fastify';
import fp from 'fastify-plugin';
const auth = fp(async (app: any) => {
  app.decorate('owner', { phone: user.phone, city: user.city });
  app.addHook('preHandler', async (request: any, reply: any) => { request.dial = user.phone; request.town = user.city; reply.contact = user.phone; });
});
const app = Fastify();
app.register(auth);
app.addHook('onSend', async (request: any, reply: any, payload: any) => {
  track(payload.phone); // flow
  track(payload.city);
  track(request.url);
});
app.addHook('onResponse', async (request: any, _reply: any, done: any) => {
  track(request.dial); // flow
  track(request.town);
  track(done);
});
app.get('/me', async (request: any, reply: any) => {
  track(request.dial); // flow
  track(request.town);
  track(reply.contact); // flow
  track(request.server.owner.phone); // flow
  track(request.server.owner.city);
  return { phone: user.phone, city: user.city };
});`,
  'fastify: what a route answers to a request of the program itself': `import fastify from 'fastify';
const app = fastify();
app.get('/phone', async () => ({ phone: user.phone, n: 1 }));
app.get('/town', async (_request, reply) => reply.header('x-phone', user.phone).header('x-town', user.city).send({ town: user.city }));
app.route({ method: 'GET', url: '/sent', handler: (_request, reply) => { track(reply.getHeader('x-town')); reply.send(user.phone); } });
app.get('/headers', (_request, reply) => {
  reply.header('x-phone', user.phone).header('x-town', user.city);
  track(reply.getHeader('x-phone')); // flow
  track(reply.getHeader('x-town'));
  reply.send('ok');
});
export async function probe() {
  const a = await app.inject({ method: 'GET', url: '/phone' });
  track(a.json().phone); // flow
  track(a.json().n);
  track(a.payload); // flow
  track(a.statusCode);
  track((await app.inject('/town')).body);
  track((await app.inject('/sent')).payload); // flow
  track((await app.inject('/headers')).payload);
}`,
};

describe('requests through servers', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
