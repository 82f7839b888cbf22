import { expect, it } from 'vitest';
import { PRELUDE, run } from '../harness.js';
import { inSlice } from '../reach/in-slice.js';

/** A client of Prisma's as it is generated, and what a program makes of it. */
const FILES = {
  'generated/client.d.ts': `import * as runtime from '@prisma/client/runtime/library.js';
export class PrismaClient { constructor(options?: unknown); get user(): Prisma.UserDelegate }
export type User = Prisma.Row;
export namespace Prisma {
  interface UserDelegate { findUnique<T>(args?: T): Promise<Row | null>; findMany(args?: unknown): Promise<Row[]>; create<T>(args: T): Promise<Row>; update<T>(args: T): Promise<Row> }
  interface Row { id: number; city: string; /** @data TwoFactorPhone */ phone: string }
}`,
  'users.ts': `import { PrismaClient, type User } from './generated/client.js';
const prisma = new PrismaClient();
const columns = (keys: string[]) => keys.reduce((obj, k) => ({ ...obj, [k]: true }), {});
export const one = (id: number) => prisma.user.findUnique({ where: { id } });
export const many = () => prisma.user.findMany();
export const made = async () => prisma.user.create({ data: { city: 'x', phone: 'y' } });
export const saved = async () => prisma.user.update({ where: { id: 1 }, data: { city: 'x', phone: 'y' } });
export const chosen = async <K extends keyof User>(keys: K[] = ['id', 'city'] as K[]): Promise<Pick<User, K> | null> => (await prisma.user.findUnique({ where: { id: 1 }, select: columns(keys) })) as Pick<User, K> | null;
export const exclude = <T, K extends keyof T>(obj: T, keys: K[]): Omit<T, K> => { for (const key of keys) { delete obj[key]; } return obj; };`,
};

/** The same where queries give objects with `then`, and the types of rows depend on what is asked for. */
const THENABLE = `import * as runtime from '@prisma/client/runtime/library.js';
export type PrismaPromise<A> = Promise<A> & { [prisma]: true };
declare const prisma: unique symbol;
export class PrismaClient { constructor(options?: unknown); get user(): Prisma.UserDelegate }
export type User = Prisma.Row;
export namespace Prisma {
  export class Client<T> implements PrismaPromise<T> { private readonly _query; then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | undefined | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | undefined | null): Promise<A | B> }
  type Payload<S> = S extends { include: any } ? Row & { [P in Keys<S['include']>]: P extends keyof Row ? Row[P] : never } : S extends { select: any } ? { [P in Keys<S['select']>]: P extends keyof Row ? Row[P] : never } : Row;
  type Rejects<T> = T extends { rejectOnNotFound: true } ? True : False;
  interface UserDelegate { findUnique<T extends object>(args?: Subset<T>): Rejects<T> extends True ? Client<Payload<T>> : Client<Payload<T> | null>; findMany<T extends object>(args?: Subset<T>): PrismaPromise<Array<Payload<T>>>; create<T extends object>(args: Subset<T>): Client<Payload<T>>; update<T extends object>(args: Subset<T>): Client<Payload<T>> }
  interface Row { id: number; city: string; /** @data TwoFactorPhone */ phone: string }
}`;

const code = (framework: string, text: string): string => `${framework}\nimport { chosen, exclude, made, many, one, saved } from '../users.js';\n${text}`;

/** Lines of handlers of a purpose that reports are on, and those of them that end in `// flow`. */
function answers(framework: string, text: string, files: Readonly<Record<string, string>> = FILES): readonly [found: number[], expected: number[]] {
  const whole = code(framework, text);
  const { violations } = run({ ...PRELUDE, ...files, 'ads/web.ts': whole });
  return [violations.map((v) => v.place.line), whole.split('\n').flatMap((line, i) => (line.endsWith('// flow') ? [i + 1] : []))];
}

it.each([
  ['Express', "import express from 'express'; const app = express();", (body: string) => `app.get('/', async (req, res) => { ${body.replace('SEND', 'res.status(200).json')} });`],
  ['Express, by wrapped handlers', "import express from 'express'; const app = express(); const wrap = (f: any) => (req: any, res: any, next: any) => { Promise.resolve(f(req, res, next)).catch((e) => next(e)); };", (body: string) => `app.get('/', wrap(async (req: any, res: express.Response) => { ${body.replace('SEND', 'res.send')} }));`],
  ['Fastify', "import fastify from 'fastify'; const app = fastify();", (body: string) => `app.get('/', async (req, reply) => { ${body.replace('SEND', 'reply.send')} });`],
  ['Fastify, by a function of its own', "import type { FastifyReply } from 'fastify';", (body: string) => `export async function handler(request: unknown, reply: FastifyReply) { ${body.replace('SEND', 'await reply.code(200).send')} }`],
  ['Hono', "import { Hono } from 'hono'; const app = new Hono();", (body: string) => `app.get('/', async (c) => { ${body.replace('SEND', 'return c.json')} });`],
  ['Next.js', "import { NextResponse } from 'next/server';", (body: string) => `export async function GET() { ${body.replace('SEND', 'return NextResponse.json')} }`],
  ['Next.js, below pages/api', "import type { NextApiRequest, NextApiResponse } from 'next';", (body: string) => `export default async function handler(req: NextApiRequest, res: NextApiResponse) { ${body.replace('SEND', 'res.status(200).json')} }`],
  ['the platform', '', (body: string) => `export async function GET() { ${body.replace('SEND', 'return Response.json')} }`],
] as const)('answers with whole records, of %s', (_, head, handler) => {
  const found = (body: string, isFlow: boolean): void => {
    for (const files of [FILES, { ...FILES, 'generated/client.d.ts': THENABLE }]) {
      const [lines, expected] = answers(head, `${handler(body)}${isFlow ? ' // flow' : ''}`, files);
      expect(lines, body).toEqual(expected);
    }
  };
  for (const body of ['SEND(await one(1));', 'SEND({ user: await made() });', 'SEND(await many());', "SEND(await chosen(['id', 'phone']));", 'const u = await made(); const { city, ...rest } = u; SEND(rest);']) found(body, true);
  for (const body of [
    'SEND(await chosen());',
    'const u = await made(); SEND({ id: u.id });',
    "SEND(exclude(await made(), ['phone']));",
    "const u = await one(1); u!.phone = ''; SEND(u);",
    'const u = await saved(); delete (u as any).phone; SEND({ u });',
    'const { phone, ...rest } = (await one(1))!; SEND(rest);',
    'const u = await many(); SEND(u.map((x: any) => ({ ...x, phone: undefined })));',
    'const u = await many(); SEND(u.map(({ phone, ...x }: any) => x));',
    'SEND({ known: (await one(1)) !== null });',
  ]) found(body, false);
});

it('is made by a helper that serves no purpose', () => {
  const helper = 'export function json(data: Record<string, any> = {}) { return Response.json(data); }\nexport const ok = () => new Response("ok");';
  const [lines, expected] = answers("import { json, ok } from '../response.js';", `export async function GET() {
  const u = await one(1);
  if (!u) return ok();
  if (u.id > 3) return json({ id: u.id, city: u.city });
  return json(u); // flow
}`, { ...FILES, 'response.ts': helper });
  expect(lines).toEqual(expected);
});

it('is of a client that is kept for all reloads, and told what was written', () => {
  const users = FILES['users.ts'].replace('const prisma = new PrismaClient();', 'interface Kept extends NodeJS.Global { prisma: PrismaClient }\ndeclare const global: Kept;\nconst prisma = global.prisma || new PrismaClient();')
    .concat("\nexport const changed = async (data: any, keys: string[] = ['id', 'city']) => prisma.user.update({ where: { id: 1 }, data, select: columns(keys) });");
  const [lines, expected] = answers("import express from 'express'; import { changed } from '../users.js'; const app = express();", `app.put('/', async (req, res) => {
  res.send(await changed(req.body));
  res.send(await changed(req.body, ['id', 'phone'])); // flow
  res.send(exclude(await made(), ['phone']));
  res.send(await made()); // flow
});`, { ...FILES, 'users.ts': users, 'generated/client.d.ts': THENABLE });
  expect(lines).toEqual(expected);
});

it('what is written over stays in the table, and in what else was found', () => {
  const [lines, expected] = answers("import express from 'express'; const app = express();", `app.get('/', async (req, res) => {
  const [u, v] = [await one(1), await one(2)];
  u!.phone = '';
  res.send(u);
  res.send(v); // flow
  res.send(await one(1)); // flow
});`);
  expect(lines).toEqual(expected);
});

it.each([
  ['Fastify', "import fastify from 'fastify'; const app = fastify();", (body: string) => `app.get('/', async (req) => { ${body} });`],
  ['Fastify, by options', "import fastify from 'fastify'; const app = fastify();", (body: string) => `app.route({ method: 'GET', url: '/', handler: async () => { ${body} } });`],
  ['NestJS', "import { Controller, Get, Param } from '@nestjs/common';", (body: string) => `@Controller('users') export class Users { @Get(':id') async find(@Param('id') id: string) { ${body} } }`],
  ['NestJS, without async', "import { Controller, Get } from '@nestjs/common';", (body: string) => `@Controller('users') export class Users { @Get() all() { ${body.replaceAll('await ', '')} } }`],
  ['tRPC', "import { initTRPC } from '@trpc/server'; const t = initTRPC.create();", (body: string) => `export const router = t.router({ users: t.procedure.query(async () => { ${body} }) });`],
  ['a server action', "'use server';", (body: string) => `export async function list() { ${body} }`],
  ['a server action of its own', '', (body: string) => `export const list = async () => { 'use server'; ${body} };`],
  ['React Router', "import { data } from 'react-router';", (body: string) => `export async function loader() { ${body} }`],
  ['Next.js, for a page', '', (body: string) => `export const getServerSideProps = async () => { ${body.replace(/return (?:await )?(.*?);/, 'return { props: { given: await $1 } };')} };`],
] as const)('returns whole records from handlers, of %s', (name, head, handler) => {
  const found = (body: string, isFlow: boolean): void => {
    for (const files of [FILES, { ...FILES, 'generated/client.d.ts': THENABLE }]) {
      const [lines, expected] = answers(head, `${handler(body)}${isFlow ? ' // flow' : ''}`, files);
      expect(lines, body).toEqual(expected);
      expect(inSlice({ ...files, 'ads/web.ts': code(head, handler(body)) }).length > 0, `${body} in a slice`).toBe(isFlow);
    }
  };
  for (const body of ['return await one(1);', 'return many();', 'return made();']) found(body, true);
  if (name.includes('without')) return;
  for (const body of ['const u = await made(); const { city, ...rest } = u; return rest;', 'return { user: await one(1) };', 'if (Math.random() > 0.5) return null; const u = await one(1); return { u, some: 1 };']) found(body, true);
  for (const body of ['return (await made()).id;', 'const { phone, ...rest } = (await one(1))!; return rest;', 'return { n: (await many()).length };', 'await one(1);', 'const f = async () => one(1); await f(); return 1;']) found(body, false);
});

it('is nothing that other functions return', () => {
  const [lines, expected] = answers('', 'export async function find() { return await one(1); }\nexport const list = async () => many();\nexport class Users { async all() { return many(); } }');
  expect(lines).toEqual(expected);
});
