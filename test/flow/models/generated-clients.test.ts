import { describe, expect, it } from 'vitest';
import { PRELUDE, run } from '../harness.js';

/** The shape of what Prisma's generator `prisma-client` writes into a program. */
const CLIENT = {
  'generated/models/User.ts': `import type * as runtime from '@prisma/client/runtime/client';
export interface UserDelegate { count(args?: unknown): Promise<number>; findFirst(args?: unknown): Promise<Row | null>; findMany(args?: unknown): Promise<Row[]>; create(args: unknown): Promise<Row> }
export interface Row { id: number; city: string; /** @data TwoFactorPhone */ phone: string }
export type $UserPayload = { name: 'User'; objects: { home: $HomePayload | null; posts: $PostPayload[] }; scalars: runtime.Types.Extensions.GetPayloadResult<{ id: number; city: string; /** @data TwoFactorPhone */ phone: string }, {}> };
export type $HomePayload = { name: 'Home'; objects: { user: $UserPayload }; scalars: { id: number; /** @data TwoFactorPhone */ line: string; street: string } };
export type $PostPayload = { name: 'Post'; objects: {}; scalars: { id: number; phone: string } };`,
  'generated/class.ts': `import * as runtime from '@prisma/client/runtime/client';
import type * as Models from './models/User.js';
export interface PrismaClientConstructor { new (options?: unknown): PrismaClient }
export interface PrismaClient { $transaction<R>(fn: (tx: PrismaClient) => Promise<R>): Promise<R>; get user(): Models.UserDelegate }
export function getPrismaClientClass(): PrismaClientConstructor { return runtime.getPrismaClient({}) as unknown as PrismaClientConstructor }`,
  'generated/client.ts': `import * as $Class from './class.js';
export const PrismaClient = $Class.getPrismaClientClass();
export type PrismaClient = $Class.PrismaClient;`,
};

/** That of its generator `prisma-client-js`: a class without a body. */
const DECLARED = {
  'generated/client.d.ts': `import * as runtime from '@prisma/client/runtime/library.js';
export class PrismaClient { constructor(options?: unknown); $transaction<R>(fn: (tx: PrismaClient) => Promise<R>): Promise<R>; get user(): Prisma.UserDelegate; get price(): Prisma.PriceDelegate }
export namespace Prisma {
  interface UserDelegate { count(args?: unknown): Promise<number>; findFirst(args?: unknown): Promise<Row | null>; findMany(args?: unknown): Promise<Row[]>; create(args: unknown): Promise<Row> }
  interface PriceDelegate { findMany(args?: unknown): Promise<{ id: number }[]> }
  interface Row { id: number; city: string; /** @data TwoFactorPhone */ phone: string }
}`,
};

function found(text: string, client: Readonly<Record<string, string>> = CLIENT): string[] {
  const files = { ...PRELUDE, ...client, 'a.ts': `import { user } from './data.js'; import { track } from './ads/sink.js'; import { PrismaClient } from './generated/client.js';\n${text}` };
  return run(files).violations.map(({ place, rule }) => `${place.line} ${rule === 'no-forbidden-match' ? 'match' : 'flow'}`);
}

describe.each([
  ['into the program, that is made', 'const prisma = new PrismaClient();', CLIENT],
  ['into the program, that is given', 'declare const prisma: PrismaClient;', CLIENT],
  ['as declarations, that is made', 'const prisma = new PrismaClient();', DECLARED],
  ['as declarations, made once for all reloads', 'const kept = globalThis as unknown as { prisma: PrismaClient | undefined }; const prisma = kept.prisma ?? new PrismaClient({}); kept.prisma = prisma;', DECLARED],
])('a client generated %s', (_, client, files) => {
  it('matches by its where clauses', () => {
    expect(found(`${client}
export async function go() {
  track((await prisma.user.findFirst({ where: { phone: user.phone } }))!.id);
  track((await prisma.user.findFirst({ where: { city: user.city } }))!.id);
  track((await prisma.$transaction((tx) => tx.user.findFirst({ where: { phone: user.phone } })))!.id);
}`, files)).toEqual(['4 match', '6 match']);
  });

  it('matches by conditions on labelled columns, whatever they are compared with', () => {
    expect(found(`${client}
export async function go(list: string[], city: string) {
  track((await prisma.user.findFirst({ where: { phone: { in: list } } }))!.id);
  track((await prisma.user.findMany({ where: { OR: [{ city }, { phone: city }] } })).map((x) => x.id));
  track((await prisma.user.findMany({ where: { city, phone: { not: null } } })).map((x) => x.id));
  track(await prisma.user.count({ where: { phone: city } }));
  track(await prisma.user.count({ where: { city } }));
}`, files)).toEqual(['4 match', '5 match', '7 match']);
  });

  it('has in its tables what was written to them', () => {
    expect(found(`${client}
export const write = () => prisma.user.create({ data: { city: user.phone } });
export async function read() {
  track((await prisma.user.findFirst())!.city);
  track((await prisma.user.findFirst())!.id);
}`, files)).toEqual(['5 flow']);
  });
});

it.each(['const prisma = new PrismaClient();', 'declare const prisma: PrismaClient;'])('matches by conditions on labelled columns of related tables: %s', (client) => {
  expect(found(`${client}
export async function go(list: string[], city: string) {
  track((await prisma.user.findFirst({ where: { home: { is: { line: { in: list } } } } }))!.id);
  track((await prisma.user.findFirst({ where: { home: { street: { in: list } }, posts: { some: { phone: city } } } }))!.id);
}`)).toEqual(['4 match']);
});

it('what is written to a table is in no other table', () => {
  expect(found(`const prisma = new PrismaClient();
export async function go() {
  const row = await prisma.user.findFirst();
  await prisma.user.create({ data: { city: row!.phone } });
  track(row!.phone);
  track(await prisma.price.findMany());
}
await go();`, DECLARED)).toEqual(['6 flow']);
});

it('a table written by a client that is made is read by one that is given', () => {
  expect(found(`export const write = () => new PrismaClient().user.create({ data: { city: user.phone } });
export async function read(prisma: PrismaClient) {
  track((await prisma.user.findFirst())!.city);
}`)).toEqual(['4 flow']);
});

/** A model as the generators write it: every type of its rows is computed of its columns. */
const COMPUTED = {
  'generated/client.ts': `import type * as runtime from '@prisma/client/runtime/client';
export type $UserPayload = { name: 'User'; objects: {}; scalars: GetPayloadResult<{ id: number; city: string; phone: string }, {}> };
type GetPayloadResult<Base, Extended> = Base & Extended;
export type $PostPayload = { name: 'Post'; objects: {}; scalars: { id: number; phone: string } };
export type User = runtime.Types.Result.DefaultSelection<$UserPayload>;
export interface UserDelegate { find(): Promise<$UserPayload['scalars']> }
export interface PostDelegate { find(): Promise<$PostPayload['scalars']> }
export interface PrismaClient { get user(): UserDelegate; get post(): PostDelegate }`,
};

/** The same by generator 5.0, with what groups rows and finds the least of a column. */
const OLDER = {
  'generated/client.ts': COMPUTED['generated/client.ts']
    .replaceAll(/\$(User|Post)Payload/g, '$1Payload')
    .replace('runtime/client', 'runtime/library') + `
export type UserGroupByOutputType = { phone: string; city: string; _min: UserMinAggregateOutputType };
export type UserMinAggregateOutputType = { phone: string | null; city: string | null };
export type PostGroupByOutputType = { phone: string }`,
};

it('columns are labelled in rows of Prisma 5.0, in groups of rows and in the least of them', () => {
  const files = {
    ...PRELUDE,
    ...OLDER,
    'a.ts': `import type { PrismaClient, UserGroupByOutputType, PostGroupByOutputType } from './generated/client.js'; import { track } from './ads/sink.js';
export async function go(prisma: PrismaClient, group: UserGroupByOutputType, other: PostGroupByOutputType) {
  track((await prisma.user.find()).phone);
  track((await prisma.user.find()).city);
  track((await prisma.post.find()).phone);
  track(group.phone);
  track(group.city);
  track(group._min.phone);
  track(group._min.city);
  track(other.phone);
}`,
  };
  const found = run(files, {}, { data: { TwoFactorPhone: { allow: ['security'], properties: ['User.phone'] } } }).violations;
  expect(found.map(({ place }) => place.line)).toEqual([3, 6, 8]);
});

it.each(['User.phone', 'generated/client#User.phone'])('a column that the policy names by its model, %s, is labelled in what queries give', (property) => {
  const files = {
    ...PRELUDE,
    ...COMPUTED,
    'a.ts': `import type { PrismaClient, $UserPayload } from './generated/client.js'; import { track } from './ads/sink.js';
export async function go(prisma: PrismaClient, columns: $UserPayload['scalars']) {
  track(columns.phone);
  track((await prisma.user.find()).phone);
  track((await prisma.user.find()).city);
  track((await prisma.post.find()).phone);
}`,
  };
  const found = run(files, {}, { data: { TwoFactorPhone: { allow: ['security'], properties: [property] } } }).violations;
  expect(found.map(({ place }) => place.line)).toEqual([3, 4]);
});
