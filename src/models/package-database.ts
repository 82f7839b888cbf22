import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;
/** Rows carry the labels of their declared types; a condition selects them: it matches. */
const where = (at: string): readonly string[] => [`${at}.where ~> return.await`, `${at}.cursor ~> return.await`];
const delegate: Members = {
  ...all('findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany delete deleteMany count aggregate groupBy', where('arg0'), promise),
  ...all('create createMany createManyAndReturn', 'arg0.data => return.await', promise),
  ...all('update updateMany updateManyAndReturn', ['arg0.data -> return.await', ...where('arg0')], promise),
  upsert: { flow: ['arg0.create => return.await', 'arg0.update -> return.await', ...where('arg0')], ...promise },
};

export const prisma: Library = {
  modules: ['@prisma/client', '.prisma/client', '@prisma/client/edge'],
  bases: { 'Prisma.TransactionClient': 'PrismaClient' },
  table: () => ({
    '': { PrismaClient: { flow: [], instance: 'PrismaClient' } },
    Prisma: { ...all('sql join raw', 'args -> return'), validator: 'return.arg0 => return.return', defineExtension: 'arg0 => return' },
    'PrismaClient.prototype': {
      $transaction: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await', 'arg0[].await => return.await[]'], ...promise },
      ...all('$queryRaw $queryRawUnsafe $executeRaw $executeRawUnsafe $runCommandRaw', 'args ~> return.await', promise),
      ...none('$connect $disconnect', 'promise'),
      ...all('$on $use', 'arg1()', { deferred: true }),
      $extends: 'this => return',
      '*': { flow: [], property: true, instance: 'Delegate' },
    },
    'Delegate.prototype': delegate,
  }),
};

const repository: Members = {
  ...all(
    'find findBy findAndCount findAndCountBy findOne findOneBy findOneOrFail findOneByOrFail findByIds findOneById exists existsBy exist count countBy sum average minimum maximum',
    ['arg0 ~> return.await', 'arg1 ~> return.await'],
    promise,
  ),
  ...all('save saveAll', ['arg0 => return.await', 'arg1 => return.await'], promise),
  ...all('create merge', ['arg0 => return', 'arg1 => return']),
  preload: { flow: 'arg0 => return.await', ...promise },
  ...all('remove softRemove recover', 'arg0 => return.await', promise),
  ...all('insert update upsert delete softDelete restore increment decrement clear', 'arg0 ~> return.await', promise),
  query: { flow: 'args ~> return.await', ...promise },
  createQueryBuilder: { flow: [], instance: 'QueryBuilder' },
  transaction: {
    flow: ['this => arg0.arg0', 'this => arg1.arg0', 'arg0.return.await => return.await', 'arg1.return.await => return.await'],
    ...promise,
  },
  ...all('getRepository getTreeRepository getMongoRepository withRepository', [], { instance: 'Repository' }),
  extend: 'this => return',
  ...none('getId hasId target metadata'),
  ...properties('manager', [], { instance: 'EntityManager' }),
};

export const typeorm: Library = {
  modules: ['typeorm', '@mikro-orm/core'],
  bases: {
    EntityManager: 'Repository',
    TreeRepository: 'Repository',
    MongoRepository: 'Repository',
    DataSource: 'Repository',
    Connection: 'Repository',
    SelectQueryBuilder: 'QueryBuilder',
    InsertQueryBuilder: 'QueryBuilder',
    UpdateQueryBuilder: 'QueryBuilder',
    DeleteQueryBuilder: 'QueryBuilder',
  },
  table: () => ({
    '': {
      DataSource: { flow: [], instance: 'DataSource' },
      ...all('getRepository getConnection getManager', [], { instance: 'Repository' }),
      ...all('Equal In Like ILike Not LessThan MoreThan Between Any Raw ArrayContains ArrayOverlap Or And', 'args -> return'),
      '*': [],
    },
    'Repository.prototype': repository,
    'QueryBuilder.prototype': {
      ...all('where andWhere orWhere having andHaving orHaving setParameter setParameters whereInIds', ['args ~> this', 'this => return']),
      ...all('values set', ['arg0 -> this.@written', 'this => return']),
      ...all(
        'getOne getOneOrFail getMany getRawOne getRawMany getManyAndCount getCount getExists execute stream',
        ['this ~> return.await', 'this.@written -> return.await'],
        promise,
      ),
      ...none('getQuery getSql', 'string'),
      '*': 'this => return',
    },
  }),
};

export const drizzle: Library = {
  modules: ['drizzle-orm'],
  table: () => ({
    '': {
      drizzle: { flow: [], instance: 'Database' },
      ...all('eq ne gt gte lt lte like ilike notLike inArray notInArray between not and or arrayContains exists sql', 'args -> return'),
      ...none('asc desc count isNull isNotNull relations'),
    },
    'Database.prototype': {
      ...all('select selectDistinct selectDistinctOn insert update delete with $with', [], { instance: 'Query' }),
      execute: { flow: 'arg0 ~> return.await', ...promise },
      transaction: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await'], ...promise },
    },
    'Query.prototype': {
      ...all('where having', ['arg0 ~> this', 'this => return']),
      ...all('values set onConflictDoUpdate', ['arg0 -> this', 'this => return']),
      ...all('returning execute all get run then', ['this -> return.await', 'this -> arg0.arg0', 'arg0.return.await => return.await'], promise),
      '*': 'this => return',
    },
  }),
};

const builder: Members = {
  ...all('where andWhere orWhere having whereIn whereNot whereLike whereRef whereBetween', ['args ~> this', 'this => return']),
  ...all('values set insert update returning onConflict doUpdateSet', ['arg0 -> this', 'this => return']),
  ...all('execute executeTakeFirst executeTakeFirstOrThrow stream first pluck', 'this -> return.await', promise),
  then: { flow: ['this -> arg0.arg0', 'arg0.return.await => return.await'], ...promise, deferred: true },
  ...none('compile toSQL toString'),
  '*': 'this => return',
};

export const kysely: Library = {
  modules: ['kysely', 'knex'],
  bases: { Transaction: 'Database', Knex: 'Database' },
  table: () => ({
    '': { ...all('Kysely default knex', [], { instance: 'Database' }), ...all('Database', [], { instance: 'Query' }), sql: 'args -> return' },
    'Database.prototype': {
      transaction: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await', 'this => return'] },
      execute: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await'], ...promise },
      ...none('destroy', 'promise'),
      ...all('setIsolationLevel withSchema withPlugin withTables', 'this => return'),
      raw: { flow: 'args ~> return', instance: 'Query' },
      '*': { flow: [], instance: 'Query' },
    },
    'Query.prototype': builder,
  }),
};

export const mongoose: Library = {
  modules: ['mongoose', 'sequelize', 'mongodb', 'sequelize-typescript'],
  bases: { Collection: 'Model' },
  table: () => ({
    '': {
      ...all('model', [], { instance: 'Model' }),
      ...all('connect createConnection', [], promise),
      ...none('Schema Types SchemaTypes set plugin'),
      MongoClient: { flow: [], instance: 'MongoClient' },
    },
    'MongoClient.prototype': { db: { flow: [], instance: 'Db' }, ...none('connect close', 'promise') },
    'Db.prototype': { collection: { flow: [], instance: 'Collection' } },
    'Model.prototype': {
      ...all(
        'find findOne findById findAll findByPk findAndCountAll exists countDocuments count distinct deleteOne deleteMany destroy findOneAndDelete findByIdAndDelete',
        ['arg0 ~> return', 'arg0 ~> return.await'],
        { instance: 'Cursor' },
      ),
      ...all(
        'findOneAndUpdate findByIdAndUpdate updateOne updateMany replaceOne findOrCreate upsert',
        ['arg0 ~> return.await', 'arg1 -> return.await'],
        { instance: 'Cursor' },
      ),
      ...all('create insertMany bulkCreate insertOne build', ['arg0 => return.await'], promise),
      aggregate: { flow: 'arg0 ~> return.await', instance: 'Cursor' },
    },
    'Cursor.prototype': {
      ...all('where equals', ['args ~> this', 'this => return']),
      ...all('exec toArray next', 'this -> return.await', promise),
      then: { flow: ['this -> arg0.arg0', 'arg0.return.await => return.await'], ...promise, deferred: true },
      '*': 'this => return',
    },
  }),
};

export const sqlDrivers: Library = {
  modules: ['pg', 'mysql2', 'mysql2/promise', 'mysql', 'better-sqlite3', 'sqlite3', 'postgres', '@vercel/postgres'],
  table: () => ({
    '': {
      ...all('Pool Client default createPool createConnection', [], { instance: 'Client' }),
      sql: { flow: 'args ~> return.await', ...promise },
    },
    'Client.prototype': {
      ...all('query execute all get run each', ['args ~> return.await', 'args ~> last.arg1'], promise),
      ...all('connect getConnection', [], { ...promise, instance: 'Client' }),
      prepare: 'this => return',
      ...all('on once', ['arg1()', 'this => return'], { deferred: true }),
      ...none('end release close exec pragma beginTransaction commit rollback'),
    },
  }),
};
