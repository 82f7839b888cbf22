import { describe, expect, it } from 'vitest';
import { flowsIn, marked, PRELUDE, run } from '../harness.js';

/** What is written into a table is found again where it is read, by the table's name and the column's. */
const CASES: Readonly<Record<string, string>> = {
  'Prisma: by table and column': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function save(u: User) {
  await prisma.account.create({ data: { phone: u.phone, city: u.city } });
}
export async function read(id: string) {
  const one = await prisma.account.findUnique({ where: { id } });
  if (!one.createdAt) return;
  track(one.phone); // flow
  track(one.city);
  const all = await prisma.account.findMany({});
  track(all.map((x) => x.phone)); // flow
  track(all.map((x) => x.city));
  const others = await prisma.post.findMany();
  track(others.map((x) => x.phone));
}`,
  'Prisma: a record that was created has more than what was given': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function save(u: User) {
  const made = await prisma.account.create({ data: { phone: u.phone } });
  if (made.id) track(made.phone); // flow
  track(made.id);
}`,
  'TypeORM: rows of a mapper that all who save use are told apart by what was put into them, in each table': `import { Repository } from 'typeorm';
class Row { phone?: string; city?: string; note?: string; }
const toRow = (u: { phone?: string; city?: string }) => { const row = new Row(); row.phone = u.phone; row.city = u.city; return row; };
class Post { note?: string; phone?: string; }
export class Store {
  constructor(private readonly rows: Repository<Row>, private readonly posts: Repository<Post>) {}
  async join(u: User) { await this.rows.save(toRow(u)); }
  async move(u: User) { await this.rows.save(toRow({ city: u.city })); }
  async write(u: User) {
    const post = new Post();
    await this.posts.save(post);
    post.note = u.phone;
  }
  async show(id: string) {
    const row = await this.rows.findOneBy({ id });
    track(row!.phone); // flow
    track(row!.city);
    const post = await this.posts.findOneBy({ id });
    track(post!.phone);
    track(post!.note);
  }
}`,
  'TypeORM: rows are of the repository’s entity': `import { Repository } from 'typeorm';
import type { TwoFactorPhone } from './data.js';
export class Account {
  id!: string;
  phone!: TwoFactorPhone;
  city!: string;
}
export class Accounts {
  constructor(private readonly accounts: Repository<Account>) {}
  async read(id: string) {
    const one = await this.accounts.findOneBy({ id });
    if (!one?.id) return;
    track(one.phone); // flow
    track(one.city);
    for (const each of await this.accounts.find()) {
      track(each.phone); // flow
      track(each.city);
    }
    const built = await this.accounts.createQueryBuilder('a').where('a.id = :id', { id }).getOne();
    track(built?.phone); // flow
  }
}`,
  'TypeORM: written by one service, read by another': `import { Repository } from 'typeorm';
export class Contact {
  value!: string;
  city!: string;
}
export class Writer {
  constructor(private readonly contacts: Repository<Contact>) {}
  async write(u: User) {
    await this.contacts.save({ value: u.phone, city: u.city });
  }
}
export class Reader {
  constructor(private readonly contacts: Repository<Contact>) {}
  async read() {
    const [first] = await this.contacts.find();
    track(first.value); // flow
    track(first.city);
  }
}`,
  'knex: by table': `import knex from 'knex';
const db = knex({ client: 'pg' });
export const save = (u: User) => db('users').insert({ phone: u.phone, city: u.city });
export async function read() {
  const one = await db('users').where({ city: 'x' }).first();
  track(one.phone); // flow
  track(one.city);
  const [post] = await db('posts').select('*');
  track(post.phone);
}`,
  'Mongoose: a document that is made has what went in, and what the store adds': `import { Model, Schema, model } from 'mongoose';
class Repository {
  constructor(private readonly sessions: Model<any>) {}
  async create(data: { phone: string; city: string }) {
    const created = new this.sessions(data);
    const saved = await created.save();
    track(saved._id);
    track(saved.phone); // flow
    track(saved.city);
    track(saved.toObject().phone); // flow
    track(created.phone); // flow
  }
}
export const go = (sessions: Model<any>) => new Repository(sessions).create({ phone: user.phone, city: user.city });
const Plain = model('Plain', new Schema({}));
export async function plain() {
  const kept = await new Plain({ phone: user.phone, city: user.city }).save();
  track(kept.phone); // flow
  track(kept.id);
}`,
  'Mongoose: by model': `import { model, Schema } from 'mongoose';
const Account = model('Account', new Schema({ phone: String, city: String }));
const Post = model('Post', new Schema({ phone: String }));
export async function save(u: User) {
  const made = await Account.create({ phone: u.phone, city: u.city });
  track(made.phone); // flow
  track(made.city);
}
export async function read() {
  const found = await Account.findOne({ city: 'x' });
  track(found.phone); // flow
  track(found.city);
  const post = await Post.findOne({ city: 'x' });
  track(post.phone);
}`,
  'Sequelize: by model': `import { DataTypes, Sequelize } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const Account = sequelize.define('Account', { phone: DataTypes.STRING });
export const save = (u: User) => Account.create({ phone: u.phone, city: u.city });
export async function read() {
  const found = await Account.findByPk(1);
  track(found.phone); // flow
  track(found.city);
}`,
  'Sequelize: each class has a table of its own': `import { Model } from 'sequelize';
class Base extends Model {
  static async insert(values: object) { return this.create(values); }
}
export class Account extends Base { declare phone: string; declare city: string; }
export class Post extends Base { declare phone: string; declare city: string; }
export const save = (u: User) => Account.insert({ phone: u.phone, city: u.city });
export const write = () => Post.insert({ phone: 'x', city: 'y' });
export async function read() {
  const found = await Account.findByPk(1);
  track(found!.phone); // flow
  track(found!.city);
  const post = await Post.findOne();
  track(post!.phone);
}`,
  'TypeORM: rows are instances of the entity that is named': `import { DataSource, Entity } from 'typeorm';
@Entity() export class Account { id!: string; phone!: User['phone']; city!: string; devices!: Device[]; }
@Entity() export class Device { model!: string; account!: Account; }
const db = new DataSource({ entities: [Account, Device] });
export async function go(id: string) {
  const accounts = db.getRepository(Account);
  const a = await accounts.findOneBy({ id });
  track(a.phone); // flow
  track(a.city);
  track(a.devices[0].model);
  const rows = await accounts.createQueryBuilder('a').where('a.city = :c', { c: 'x' }).getMany();
  track(rows[0].phone); // flow
  track(rows[0].city);
  const [d] = await db.manager.find(Device, {});
  track(d.account.phone); // flow
  track(d.model);
  track(await accounts.count());
}`,
  'Prisma: what is written into other tables with a row is no column of it': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function w(u: User) { await prisma.account.create({ data: { city: u.city, contact: { create: { phone: u.phone, city: u.city } }, cards: { create: [{ phone: u.phone, city: 'a' }] } } }); }
export async function a() { track(await prisma.account.findFirst({ where: { id: 1 } })); }
export async function b() { track(await prisma.account.findFirst({ where: { id: 1 }, include: { contact: true } })); } // flow
export async function c() { const x = await prisma.account.findFirst({ where: { id: 1 }, include: { contact: true, cards: true } }); track(x!.contact.phone); } // flow
export async function d() { const x = await prisma.account.findFirst({ where: { id: 1 }, include: { contact: true, cards: true } }); track(x!.cards[0].phone); } // flow
export async function e() { const x = await prisma.account.findFirst({ where: { id: 1 }, include: { contact: true, cards: true } }); track(x!.contact.city); }
export async function f() { const x = await prisma.account.findMany({ where: { id: 1 }, include: { cards: true } }); track(x.map((y) => y.cards.map((z) => z.phone))); } // flow
export async function g() { track(await prisma.account.findMany({ where: { id: 1 } })); }
export async function h(u: User) { const x = await prisma.account.create({ data: { city: u.city, contact: { create: { phone: u.phone, city: u.city } } } }); track(x); }
export async function i(u: User) { const x = await prisma.other.create({ data: { city: u.city, phone: u.phone }, select: { city: true } }); track(x); }
export async function j(u: User) { const x = await prisma.other.create({ data: { city: u.city, phone: u.phone }, select: { phone: true } }); track(x); } // flow`,
  'TypeORM: a class that reads and writes its own rows': `import { BaseEntity } from 'typeorm';
export class Person extends BaseEntity { id!: string; phone!: User['phone']; city!: string; other!: User['phone']; pets!: Pet[]; note?: string; static byCity(city: string) { return this.findOne({ where: { city } }); } }
export class Pet extends BaseEntity { name!: string; owner!: Person; note?: string }
async function byName(name: string) { return Person.findOne({ where: { city: name } }); }
export async function b1() { const p = await byName('a'); if (!p) return; track(p.other); } // flow
export async function b2() { const p = await byName('a'); if (!p) return; const q = { ...p }; track(q.other); } // flow
export async function b3() { const p = await byName('a'); if (!p) return; const { phone, ...q } = p; track(q.other); } // flow
export async function b4() { const p = await byName('a'); if (!p) return; const { phone, ...q } = { ...p, h: 1 }; track(q.city); }
export async function b5() { const [p] = await Person.find(); track(p!.phone); } // flow
export async function b6() { const [p] = await Pet.find(); track(p!.name); }
export async function b7() { const [p] = await Pet.find(); track(p!.owner.phone); } // flow
export async function b8() { const p = await Person.byCity('x'); track(p!.phone); } // flow
export async function b10(u: User) { const p = new Pet(); p.note = u.phone; await p.save(); }
export async function b11() { const p = await Pet.findOneBy({ id: 1 }); track(p!.note); } // flow
export async function b12() { const p = await Person.findOneBy({ id: '1' }); track(p!.note); }
export async function b13(u: User) { await Person.update({ id: '1' }, { note: u.city }); track(await Person.count()); }
export async function b14(u: User) { const p = await Person.create({ city: u.city }).save(); track(p.city); track(p.id); }`,
  'Sequelize: a class that derives from the model': `import { Model, DataTypes, Sequelize } from 'sequelize';
export class Person extends Model { public id!: string; public phone!: User['phone']; public city!: string; note?: string; }
export class Pet extends Model { declare id: string; declare name: string; declare note?: string }
Person.init({ id: { type: DataTypes.INTEGER }, phone: DataTypes.STRING, city: DataTypes.STRING }, { sequelize: new Sequelize('x') });
export async function b1() { const p = await Person.findOne({ where: { city: 'a' } }); if (!p) return; track(p.phone); } // flow
export async function b2() { const p = await Person.findByPk(1); if (!p) return; track(p.city); }
export async function b3() { for (const p of await Person.findAll()) track(p.phone); } // flow
export async function b4() { for (const p of await Person.findAll({ attributes: ['id'] })) track(p.city); }
export async function b5() { const { rows, count } = await Person.findAndCountAll(); track(count); }
export async function b6() { const { rows, count } = await Person.findAndCountAll(); track(rows[0].phone); } // flow
export async function b10(u: User) { await Pet.create({ note: u.phone, name: u.city }); }
export async function b11() { const p = await Pet.findByPk(1); track(p!.note); } // flow
export async function b12() { const p = await Pet.findByPk(1); track(p!.name); }
export async function b13(u: User) { const p = await Person.create({ city: u.city, phone: u.phone }); track(p.city); }
export async function b14(u: User) { const p = await Person.create({ city: u.city, phone: u.phone }); track(p.phone); } // flow
const DB = { Users: Person };
export async function b15() { const p = await DB.Users.findOne({ where: { city: 'a' } }); track(p!.phone); } // flow`,
  'Drizzle: columns tell what they hold, by the names that a query gives them': `import { pgTable, text, integer } from 'drizzle-orm/pg-core';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
const accounts = pgTable('accounts', { id: integer('id').primaryKey(), phone: text('phone').$type<User['phone']>().notNull(), city: text('city') });
const orders = pgTable('orders', { id: integer('id'), total: integer('total') });
const db = drizzle('x');
export async function go() {
  const rows = await db.select().from(accounts).where(eq(accounts.id, 1));
  track(rows[0].phone); // flow
  track(rows[0].city);
  const some = await db.select({ mobile: accounts.phone, town: accounts.city }).from(accounts);
  track(some[0].mobile); // flow
  track(some[0].town);
  const joined = await db.select().from(orders).leftJoin(accounts, eq(orders.id, accounts.id));
  track(joined[0].accounts.phone); // flow
  track(joined[0].accounts.city);
  track(joined[0].orders.total);
  const named = await db.select({ t: orders.total, p: accounts.phone }).from(orders).innerJoin(accounts, eq(orders.id, accounts.id));
  track(named[0].p); // flow
  track(named[0].t);
  const changed = await db.update(accounts).set({ city: 'x' }).returning({ c: accounts.city, p: accounts.phone });
  track(changed[0].p); // flow
  track(changed[0].c);
  track((await db.select().from(orders))[0].total);
}`,
  'Kysely: rows are what the type of the database says, by the names that queries give to columns': `import { Kysely } from 'kysely';
interface Accounts { id: string; phone: User['phone']; city: string }
interface Orders { id: string; account: string; total: number; note: string | null }
interface Tables { account: Accounts; orders: Orders }
const db = new Kysely<Tables>({ dialect: null as any });
export async function go() {
  const a = await db.selectFrom('account').selectAll().where('city', '=', 'x').executeTakeFirst();
  track(a?.phone); // flow
  track(a?.city);
  const b = await db.selectFrom('account as a').select(['a.id', 'phone as mobile', 'city as phone']).executeTakeFirstOrThrow();
  track(b.mobile); // flow
  track(b.phone);
  track(b.id);
  const c = await db.selectFrom('orders').innerJoin('account', 'account.id', 'orders.account').select(['account.phone as contact', 'orders.total']).execute();
  track(c[0].contact); // flow
  track(c[0].total);
  const d = await db.insertInto('orders').values({ note: user.phone, total: 2 }).returning(['id', 'note']).executeTakeFirst();
  track(d.note); // flow
  track(d.id);
}
export class Store {
  constructor(private readonly db: Kysely<Tables>) {}
  all() { return this.db.selectFrom('account').select(['phone', 'city']).execute(); }
  change() { return this.db.transaction().execute(async (t) => t.updateTable('account').set({ city: 'x' }).returningAll().execute()); }
  totals() { return this.db.selectFrom('orders').selectAll().execute(); }
}
export async function show(store: Store) {
  track((await store.all())[0].phone); // flow
  track((await store.all())[0].city);
  track((await store.change())[0].phone); // flow
  track((await store.change())[0].city);
  track((await store.totals())[0].total);
  track((await store.totals())[0].note); // flow
}`,
};

describe('tables', () => {
  it.each(Object.entries(CASES))('%s', (_title, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });

  it('whose name is computed are said to be unknown', () => {
    const text = `import Redis from 'ioredis';
const redis = new Redis();
export const put = (key: string) => redis.set(key, 'x');`;
    const { limits } = run({ 'a.ts': text, 'ads/b.ts': '', 'data.ts': 'export type TwoFactorPhone = string; export declare const phone: TwoFactorPhone;' }).analysed;
    expect(limits.map((l) => `${l.kind} ${l.place.line} ${l.message}`)).toEqual(['dynamic 3 a name in redis that is computed: what is written under constant names is not read here']);
  });
});

it('a repository whose package declares it is used as its model says: a condition selects, rows are as declared', () => {
  const files = {
    'typeorm.d.ts': `declare module 'typeorm' {
  export class Repository<T> { create(from: object): T; save<E extends T>(all: E[]): Promise<E[]>; save<E extends T>(one: E): Promise<E>; findOne(options: { where: object }): Promise<T | null> }
}`,
    'base.d.ts': `export class BaseEntity { hasId(): boolean; reload(): Promise<void> }`,
    'entities.ts': `import { BaseEntity } from './base.js'; import type { TwoFactorPhone } from './data.js';
export class Account extends BaseEntity { id!: number; city!: string; phone!: TwoFactorPhone }
export class Role extends BaseEntity { id!: number; name!: string }`,
    'a.ts': `import { Repository } from 'typeorm'; import { Account, Role } from './entities.js'; import { track } from './ads/sink.js';
export class Accounts {
  constructor(private readonly accounts: Repository<Account>, private readonly roles: Repository<Role>) {}
  async byPhone(phone: Account['phone']) {
    const found = await this.accounts.findOne({ where: { phone } });
    track(found!.id);
    track(found!.phone);
  }
  async role(id: number) { track(await this.roles.findOne({ where: { id } })); }
  async save(given: Account) {
    const saved = await this.accounts.save(this.accounts.create(given));
    track(saved.id);
    track(saved.phone);
  }
}
export async function active(account: Account) {
  track(account.hasId());
  track(account.id);
  track(account.phone);
}`,
  };
  const found = run({ ...PRELUDE, ...files }).violations.map(({ place, rule }) => `${place.line} ${rule === 'no-forbidden-match' ? 'match' : 'flow'}`);
  expect(found).toEqual(['6 match', '7 match', '7 flow', '13 flow', '19 flow']);
});

describe('records of a class', () => {
  it.each(
    Object.entries({
      'hold their declared fields when they come from outside': `import type { TwoFactorPhone } from './data.js';
export class Account {
  id?: string;
  phone!: TwoFactorPhone;
  city!: string;
}
export function one(a: Account) {
  if (!a.id) return;
  track(a.phone); // flow
  track(a.city);
}
export function many(all: Map<string, Account>) {
  for (const a of all.values()) track(a.phone); // flow
}`,
      'too where module state has one': `import type { TwoFactorPhone } from './data.js';
export class Account {
  constructor(readonly id: string, readonly phone?: TwoFactorPhone) {}
}
export const nobody = new Account('');
export function one(a: Account) {
  track(a.phone); // flow
  track(a.id);
}`,
    }),
  )('%s', (_title, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
