import { describe, expect, it } from 'vitest';
import { kindsIn, markedKinds } from '../harness.js';

/** What a query or a library finds by a labelled value is matched by it; `// match` and `// flow` mark the lines. */
const CASES: Readonly<Record<string, string>> = {
  'Prisma: where': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function go(list: string[]) {
  const one = await prisma.user.findFirst({ where: { phone: user.phone } });
  track(one.id); // match
  const some = await prisma.user.findMany({ where: { OR: [{ city: user.city }, { phone: { in: [user.phone] } }] } });
  track(some.map((x) => x.id)); // match
  track(await prisma.user.count({ where: { phone: user.phone } })); // match
  track((await prisma.user.findFirst({ where: { city: user.city, phone: { not: null } } })).id);
  const [inside] = await prisma.$transaction([prisma.user.findMany({ where: { phone: user.phone } })]);
  track(inside); // match
}`,
  'TypeORM: find and query builder': `import { DataSource } from 'typeorm';
const source = new DataSource({});
class Account { id!: string }
export async function go() {
  const accounts = source.getRepository(Account);
  track((await accounts.findOneBy({ phone: user.phone })).id); // match
  track((await accounts.findOneBy({ city: user.city })).id);
  const query = accounts.createQueryBuilder('a').where('a.phone = :phone', { phone: user.phone });
  track(await query.getMany()); // match
}`,
  'Drizzle: where': `import { drizzle } from 'drizzle-orm/node-postgres';
import { eq } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
const db = drizzle('');
const users = pgTable('users', { id: text('id'), phone: text('phone'), city: text('city') });
export async function go() {
  track(await db.select({ id: users.id }).from(users).where(eq(users.phone, user.phone))); // match
  track(await db.select({ id: users.id }).from(users).where(eq(users.city, user.city)));
}`,
  'Kysely: where': `import { Kysely } from 'kysely';
const db = new Kysely({});
export async function go() {
  const rows = await db.selectFrom('users').select('id').where('phone', '=', user.phone).execute();
  track(rows); // match
  track(await db.selectFrom('users').select('id').where('city', '=', user.city).execute());
}`,
  'SQL: parameters, but not of an insertion': `import { Pool } from 'pg';
const pool = new Pool();
export async function go() {
  track((await pool.query('select id from users where phone = $1', [user.phone])).rows); // match
  track((await pool.query('select id from users where city = $1', [user.city])).rows);
  track((await pool.query('insert into users (phone) values ($1) returning id', [user.phone])).rows);
}`,
  'SQL: what an update writes is not compared, what its condition asks is': `import { Pool } from 'pg';
const pool = new Pool();
export async function go() {
  track((await pool.query('update users set phone = $1 where id = $2 returning city', [user.phone, user.city])).rows);
  track((await pool.query('update users set city = $1 where phone = $2 returning id', [user.city, user.phone])).rows); // match
  track((await pool.query('insert into copies (id) select id from users where phone = $1 returning id', [user.phone])).rows); // match
}`,
  'SQL: tagged templates, of a client and of Prisma': `import postgres from 'postgres';
import { neon } from '@neondatabase/serverless';
import { PrismaClient } from '@prisma/client';
const sql = postgres('');
const http = neon('');
const prisma = new PrismaClient();
export async function go() {
  track(await sql\`insert into users (phone) values (\${user.phone}) returning id\`);
  track(await sql\`update users set phone = \${user.phone} where city = \${user.city} returning id\`);
  track(await sql\`select id from users where phone = \${user.phone}\`); // match
  track(await sql.begin(async (tx) => tx\`select id from users where phone = \${user.phone}\`)); // match
  track(await http\`insert into users (phone) values (\${user.phone}) returning id\`);
  track(await http\`select id from users where phone = \${user.phone}\`); // match
  track(await prisma.$queryRaw\`update users set phone = \${user.phone} where city = \${user.city} returning id\`);
  track(await prisma.$queryRaw\`select id from users where phone = \${user.phone}\`); // match
}`,
  'SQL: prepared statements': `import Database from 'better-sqlite3';
const db = new Database('');
const find = db.prepare('select id from users where phone = ?');
export function go() {
  track(find.get(user.phone)); // match
  track(find.get(user.city));
  track(db.prepare('insert into users (phone) values (:phone) returning id').get({ phone: user.phone, city: user.city }));
  track(db.prepare('select id from users where phone = :phone').all({ phone: user.phone, city: user.city })); // match
  track(db.prepare('select id from users where city = :city').all({ phone: user.phone, city: user.city }));
}`,
  'what a record is written with selects nothing': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function go() {
  const made = await prisma.user.create({ data: { phone: user.phone } });
  track(made.id);
}`,
  'comparisons by libraries': `import { timingSafeEqual } from 'node:crypto';
import bcrypt from 'bcrypt';
export async function go(given: string, hash: string) {
  track(timingSafeEqual(Buffer.from(given), Buffer.from(user.phone))); // match
  track(await bcrypt.compare(user.phone, hash)); // match
  track(await bcrypt.compare(given, hash));
}`,
};

describe('matched by a model', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    expect(kindsIn(text)).toEqual(markedKinds(text));
  });
});
