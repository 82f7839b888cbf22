import { describe, expect, it } from 'vitest';
import { kindsIn, markedKinds } from '../harness.js';
import { inSlice } from '../reach/in-slice.js';

/** A condition on a labelled column finds by the column, whatever it is compared with; `// match` and `// flow` mark the lines. */
const CASES: Readonly<Record<string, string>> = {
  'TypeORM: find and query builder': `import { DataSource, In, IsNull, Not, Repository } from 'typeorm';
class Account { id!: string; phone!: User['phone']; city!: string; owner!: Account }
export async function go(source: DataSource, accounts: Repository<Account>, list: string[], city: string) {
  track((await accounts.find({ where: { phone: In(list) } })).map((x) => x.id)); // match
  track((await accounts.find({ where: { city: In(list) } })).map((x) => x.id));
  track((await accounts.findOneBy({ phone: list[0] }))!.id); // match
  track((await accounts.find({ where: [{ city }, { owner: { phone: In(list) } }] })).map((x) => x.id)); // match
  track((await accounts.find({ where: { phone: Not(IsNull()), city } })).map((x) => x.id));
  track((await accounts.find({ where: { phone: 'none' }, order: { phone: 'ASC' } })).map((x) => x.id));
  track(await accounts.existsBy({ phone: list[0] })); // match
  track(await accounts.existsBy({ city }));
  const query = source.getRepository(Account).createQueryBuilder('a');
  track((await query.where('a.phone IN (:...list)', { list }).getMany()).map((x) => x.id)); // match
  const other = source.getRepository(Account).createQueryBuilder('a');
  track((await other.where('a.city IN (:...list)', { list }).andWhere('a.phone IS NOT NULL').getMany()).map((x) => x.id));
}`,
  'Mongoose and Sequelize: conditions': `import { Model, Op } from 'sequelize';
class Person extends Model { id!: string; phone!: User['phone']; city!: string }
export async function go(list: string[], city: string) {
  track((await Person.findAll({ where: { phone: { [Op.in]: list } } })).map((x) => x.id)); // match
  track((await Person.findAll({ where: { city, phone: { [Op.ne]: null } }, order: [['phone', 'ASC']] })).map((x) => x.id));
}`,
  'Drizzle: conditions on columns': `import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { pgTable, text } from 'drizzle-orm/pg-core';
const db = drizzle('');
const users = pgTable('users', { id: text('id'), phone: text('phone').$type<User['phone']>(), city: text('city') });
export async function go(list: string[], city: string) {
  track(await db.select({ id: users.id }).from(users).where(inArray(users.phone, list))); // match
  track(await db.select({ id: users.id }).from(users).where(inArray(users.city, list)));
  track(await db.select({ id: users.id }).from(users).where(and(eq(users.city, city), eq(users.phone, list[0])))); // match
  track(await db.select({ id: users.id }).from(users).where(and(eq(users.city, city), isNotNull(users.phone), ne(users.phone, ''))));
}`,
  'Kysely: conditions on columns': `import { Kysely } from 'kysely';
interface Database { account: { id: string; phone: User['phone']; city: string } }
export async function go(db: Kysely<Database>, list: string[], city: string) {
  track((await db.selectFrom('account').select('id').where('phone', 'in', list).execute()).map((x) => x.id)); // match
  track((await db.selectFrom('account').select('id').where('city', 'in', list).execute()).map((x) => x.id));
  track((await db.selectFrom('account as a').select('a.id').where('a.phone', '=', city).execute()).map((x) => x.id)); // match
  track((await db.selectFrom('account').select('id').where('phone', 'is not', null).where('city', '=', city).execute()).map((x) => x.id));
  track((await db.selectFrom('account').select('id').where((eb) => eb.or([eb('city', '=', city), eb('phone', '=', city)])).execute()).map((x) => x.id)); // match
}`,
  'SQL: columns of the rows that a query is declared to give': `import { Pool } from 'pg';
const pool = new Pool();
interface Row { id: string; phone: User['phone']; city: string }
export async function go(list: string[]) {
  track((await pool.query<Row>('select id, phone, city from users where phone = any($1)', [list])).rows.map((x) => x.id)); // match
  track((await pool.query<Row>('select id, phone, city from users where city = any($1) and phone is not null', [list])).rows.map((x) => x.id));
  track((await pool.query<Row>('update users set phone = $1 where city = $2 returning id, phone, city', list)).rows.map((x) => x.id));
}`,
};

describe.each(Object.entries(CASES))('%s', (_, text) => {
  it('in a whole program', () => expect(kindsIn(text)).toEqual(markedKinds(text)));

  it('in a slice', () => {
    const found = inSlice({ 'a.ts': `import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` });
    expect(found).toEqual(markedKinds(text).map((mark) => `a.ts:${mark.split(' ')[0]} TwoFactorPhone -> ad-targeting`));
  });
});
