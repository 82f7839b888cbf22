import { all, none } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;
/** What is inserted comes back from the same query, if anything; else what the table holds. */
const written = ['arg0 => this.@written', 'arg0[] => this.@written', 'arg0 => channel.row', 'arg0[] => channel.row'] as const;
const found = (to: string, at = '[]'): readonly string[] => [`this.@joined => ${to}${at}`, `this.@chosen => ${to}${at}`, `this.@written => ${to}${at}`, `this.@typed => ${to}${at}`, `no this.@written: channel.row => ${to}${at}`];
/** Rows of the table that a query is on: what the program itself writes into them is found again. */
const rows = (medium: string) => ({ medium, key: 'this.@table', shared: true }) as const;

/** Where a query notes which columns of rows it asks for. */
const columns = 'this.@picked';
/** Columns by the names that the query gives them. */
const chosen = (from: string, to: string): readonly string[] => [`${from} => ${to}.@columns`, `${from} => ${to}.@picked.select`, `${from}{}.@type => ${to}.@chosen{}`];

/** What the query holds so far, in the next one. */
const kept = (slots: string): readonly string[] => [...slots.split(' ').map((slot) => `this.@${slot} => return.@${slot}`), 'this ~> return'];

export const drizzle: Library = {
  modules: ['drizzle-orm'],
  table: () => ({
    '': {
      drizzle: { flow: [], instance: 'Database' },
      ...all('eq ne gt gte lt lte like notLike ilike notIlike inArray notInArray between notBetween not and or arrayContains arrayContained arrayOverlaps exists sql', 'args -> return'),
      ...none('asc desc count isNull isNotNull relations'),
      ...all('pgTable mysqlTable sqliteTable', ['arg0 => return.@name', 'arg1{} => return{}', 'arg1{}.@type => return.@row{}'], { instance: 'Table' }),
      ...all(
        `text varchar char serial bigserial smallserial integer int tinyint mediumint smallint bigint boolean timestamp datetime date time json jsonb uuid numeric
         decimal real float double doublePrecision inet cidr macaddr point line blob binary varbinary citext interval year`,
        [],
        { instance: 'Column' },
      ),
    },
    'Database.prototype': {
      ...all('select selectDistinct', chosen('arg0', 'return'), { instance: 'Query' }),
      selectDistinctOn: { flow: chosen('arg1', 'return'), instance: 'Query' },
      ...all('with $with', [], { instance: 'Query' }),
      ...all('insert update delete', ['arg0 => return.@table', 'arg0.@row => return.@typed'], { instance: 'Query' }),
      query: { flow: [], property: true, instance: 'Relations' },
      execute: { flow: 'arg0 ~> return.await', ...promise },
      transaction: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await'], ...promise },
    },
    'Query.prototype': {
      from: ['arg0 => this.@table', 'no this.@columns: arg0.@row => this.@typed', 'this => return'],
      // Rows of several tables have them by their names.
      ...all(
        'leftJoin rightJoin innerJoin fullJoin crossJoin',
        [...kept('table typed columns picked chosen written'), 'this.@joined.* => return.@joined.*', 'no this.@columns: this.@typed => return.@joined.*', 'no this.@columns: arg0.@row => return.@joined.*', 'arg1 ~> return'],
        { instance: 'Query' },
      ),
      returning: { flow: [...kept('table written'), 'no arg0: this.@typed => return.@typed', ...chosen('arg0', 'return')], instance: 'Query' },
      ...all('where having', ['arg0 ~> this', 'this => return']),
      ...all('values set', [...written, 'this => return'], { channel: rows('drizzle') }),
      onConflictDoUpdate: { flow: ['arg0.set => channel.row', 'this => return'], channel: rows('drizzle') },
      '@await': { flow: [...found('return'), 'this ~> return'], channel: rows('drizzle'), columns },
      ...all('execute all run', [...found('return.await'), 'this ~> return.await'], { channel: rows('drizzle'), columns, ...promise }),
      then: { flow: [...found('arg0.arg0'), 'arg0.return.await => return.await'], channel: rows('drizzle'), columns, ...promise, deferred: true },
      get: { flow: ['channel.row => return.await', 'this ~> return.await'], channel: rows('drizzle'), ...promise },
      '*': 'this => return',
    },
    'Table.prototype': { '*': { flow: [], property: true } },
    'Column.prototype': { $type: ['type0 => this.@type', 'this => return'], '*': 'this => return' },
    'Relations.prototype': { '*': { flow: [], property: true, instance: 'Relation' } },
    'Relation.prototype': {
      findMany: { flow: 'arg0.where ~> return.await', result: 'promise' },
      findFirst: { flow: 'arg0.where ~> return.await', result: 'promise' },
    },
  }),
};

const sql = rows('sql');
const builder: Members = {
  ...all('where andWhere orWhere having whereIn whereNot whereLike whereRef whereBetween', ['args ~> this', 'this => return']),
  ...all('values set insert update doUpdateSet', [...written, 'this => return'], { channel: sql }),
  ...all('from into table selectFrom insertInto updateTable deleteFrom', ['arg0 => this.@table', 'this => return']),
  '@await': { flow: [...found('return'), 'this ~> return'], channel: sql, columns },
  execute: { flow: [...found('return.await'), 'this ~> return.await'], channel: sql, columns, ...promise },
  stream: { flow: [...found('return'), 'this ~> return'], channel: sql, columns, result: 'array' },
  ...all('executeTakeFirst executeTakeFirstOrThrow first', [...found('return.await', ''), 'this ~> return.await'], { channel: sql, columns, ...promise }),
  pluck: { flow: ['channel.row -> return.await[]', 'this ~> return.await'], channel: sql, ...promise },
  then: { flow: [...found('arg0.arg0'), 'arg0.return.await => return.await'], channel: sql, ...promise, deferred: true },
  ...none('compile toSQL toString'),
  '*': 'this => return',
};
const query = { flow: 'arg0 => return.@table', instance: 'Query' } as const;

export const kysely: Library = {
  modules: ['kysely', 'knex'],
  bases: { Kysely: 'Database', Transaction: 'Database', Knex: 'Database', 'Knex.Transaction': 'Database' },
  table: () => ({
    '': { Kysely: { flow: 'type0 => return[]', instance: 'Database' }, ...all('default knex', [], { instance: 'Database' }), Database: query, sql: 'args -> return' },
    'Database.prototype': {
      '@typed': [],
      transaction: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await', 'this => return'] },
      execute: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await'], ...promise },
      ...none('destroy', 'promise'),
      ...all('setIsolationLevel withSchema withPlugin withTables', 'this => return'),
      raw: { flow: 'args ~> return', instance: 'Query' },
      '*': query,
    },
    'Query.prototype': builder,
  }),
};

/** What a statement gives, if anything; its callback, where it takes one, is given that too. */
const statement = ['args ~> return', 'args ~> last.arg1'] as const;

export const sqlDrivers: Library = {
  modules: ['pg', 'mysql2', 'mysql2/promise', 'mysql', 'better-sqlite3', 'sqlite3', 'postgres', '@vercel/postgres', '@neondatabase/serverless'],
  table: () => ({
    '': {
      ...all('Pool Client default createPool createConnection neon', [], { instance: 'Client' }),
      sql: { flow: 'args ~> return.await', ...promise },
    },
    'Client.prototype': {
      // A client that is itself the tag of its statements.
      '@call': { flow: 'args ~> return.await', ...promise },
      ...all('query execute all get run each unsafe', ['args ~> return.await', 'args ~> last.arg1'], { ...promise, rows: ['type0'] }),
      ...all('connect getConnection', [], { ...promise, instance: 'Client' }),
      begin: { flow: ['this => last.arg0', 'last.return.await => return.await'], ...promise },
      prepare: { flow: 'arg0 => return.@sql', instance: 'Statement' },
      ...all('on once', ['arg1()', 'this => return'], { deferred: true }),
      ...none('end release close exec pragma beginTransaction commit rollback'),
    },
    'Statement.prototype': {
      ...all('get all run iterate each', statement),
      ...all('bind pluck raw expand', 'this => return'),
    },
  }),
};
