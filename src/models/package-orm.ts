import { all, none, properties } from './table.js';
import type { Library, Members, Spec } from './table.js';

const promise = { result: 'promise' } as const;
/**
 * Rows carry the labels of their declared types, and those of what the program itself writes into the table.
 * A condition selects rows: what is found is matched by it.
 */
const table = { channel: { medium: 'prisma', key: 'this.@name', shared: true }, ...promise, columns: 'arg0', typed: true, rows: ['channel.row'] } as const;
const where = ['arg0.where ~> return.await', 'arg0.cursor ~> return.await'] as const;
const row = 'channel.row => return.await';
const delegate: Members = {
  ...all('findUnique findUniqueOrThrow findFirst findFirstOrThrow delete', [row, ...where], table),
  findMany: { flow: ['channel.row => return.await[]', ...where], ...table },
  ...all('deleteMany count', where, { channel: table.channel, rows: table.rows, typed: true, ...promise }),
  ...all('aggregate groupBy', where, { channel: table.channel, rows: table.rows, ...promise, typed: true, open: true }),
  create: { flow: ['arg0.data => channel.row', 'arg0.data => return.await'], ...table, open: true },
  createMany: { flow: ['arg0.data => channel.row', 'arg0.data[] => channel.row'], ...table },
  createManyAndReturn: { flow: ['arg0.data => channel.row', 'arg0.data[] => channel.row', 'arg0.data[] => return.await[]'], ...table },
  update: { flow: ['arg0.data => channel.row', 'arg0.data => return.await', row, ...where], ...table, open: true },
  updateMany: { flow: ['arg0.data => channel.row', ...where], ...table },
  updateManyAndReturn: { flow: ['arg0.data => channel.row', 'channel.row => return.await[]', ...where], ...table },
  upsert: { flow: ['arg0.create => channel.row', 'arg0.update => channel.row', row, ...where], ...table },
};

export const prisma: Library = {
  modules: ['@prisma/client', '.prisma/client', '@prisma/client/edge', '@prisma/client/runtime/client', '@prisma/client/runtime/library', '@prisma/client/runtime/edge', 'nestjs-prisma'],
  bases: { 'Prisma.TransactionClient': 'PrismaClient', PrismaService: 'PrismaClient' },
  generated: { by: '@prisma/client/runtime', types: { PrismaClient: 'PrismaClient', '*Delegate': 'Delegate' } },
  table: () => ({
    '': { PrismaClient: { flow: [], instance: 'PrismaClient' }, getPrismaClient: 'new PrismaClient => return.return' },
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

const entity = { channel: { medium: 'typeorm', key: 'this.@name', shared: true }, ...promise, columns: 'arg0', rows: ['this[]', 'channel.row'] } as const;
const named = { channel: { medium: 'typeorm', key: 'arg0', shared: true }, ...promise, columns: 'arg1', rows: ['arg0.@instance', 'channel.row'] } as const;
const condition = ['arg0 ~> return.await', 'arg1 ~> return.await'] as const;
const one = 'findOne findOneBy findOneOrFail findOneByOrFail findOneById';
const many = 'find findBy findByIds';
const pairs = 'findAndCount findAndCountBy';
const counts = 'exists existsBy exist count countBy sum average minimum maximum';
/** Rows are instances of the entity that is named. */
const repositoryOf = ['arg0 => return.@name', 'arg0.@instance => return[]'];

/**
 * Methods of what reads and writes the rows of one entity.
 *
 * @param rows what tells those
 * @param of the entity's table
 */
function rowsOf(rows: string, of: Omit<Spec, 'flow'>): Members {
  return {
    ...all(one, [`${rows} => return.await`, row, ...condition], of),
    ...all(many, [`${rows} => return.await[]`, 'channel.row => return.await[]', ...condition], of),
    ...all(pairs, [`${rows} => return.await.0[]`, 'channel.row => return.await.0[]', ...condition], of),
    ...all(counts, condition, of),
    ...all('save saveAll', ['arg0 => channel.row', 'arg0[] => channel.row', 'arg0 => return.await'], { ...of, open: true }),
    ...all('create merge', [`${rows} => return`, 'arg0 => return', 'arg1 => return']),
    preload: { flow: [`${rows} => return.await`, 'arg0 => return.await'], ...promise },
    ...all('remove softRemove recover', 'arg0 => return.await', promise),
    insert: { flow: ['arg0 => channel.row', 'arg0[] => channel.row'], ...of },
    upsert: { flow: ['arg0 => channel.row', 'arg0[] => channel.row', 'arg1 ~> return.await'], ...of },
    update: { flow: ['arg1 => channel.row', 'arg0 ~> return.await'], ...of },
    ...all('delete softDelete restore increment decrement clear', 'arg0 ~> return.await', of),
    query: { flow: 'args ~> return.await', ...promise },
  };
}

/** What MikroORM sets of an entity, by the names of its fields. */
const entityOf = ['arg1{} => arg0{}', 'arg0 => return'] as const;

/** A repository's elements are what its declared type says. */
const repository: Members = {
  ...rowsOf('this[]', entity),
  createQueryBuilder: { flow: ['this[] => return[]', 'this.@name => return.@name'], instance: 'QueryBuilder' },
  transaction: {
    flow: ['this => arg0.arg0', 'this => arg1.arg0', 'arg0.return.await => return.await', 'arg1.return.await => return.await'],
    ...promise,
  },
  ...all('getRepository getTreeRepository getMongoRepository withRepository', repositoryOf, { instance: 'Repository' }),
  ...all('extend fork', 'this => return'),
  ...all('assign', entityOf),
  transactional: { flow: ['this => arg0.arg0', 'arg0.return.await => return.await'], ...promise },
  ...all('populate', 'arg0 => return.await', promise),
  ...none('persistAndFlush removeAndFlush flush begin commit rollback', 'promise'),
  ...all('persist', 'this => return'),
  ...none('getId hasId target metadata'),
  ...properties('manager', [], { instance: 'EntityManager' }),
};
/** The same, of an entity that is named first. */
const manager: Members = {
  ...all(one, [row, 'arg0.@instance => return.await', 'arg1 ~> return.await'], named),
  ...all(many, ['channel.row => return.await[]', 'arg0.@instance => return.await[]', 'arg1 ~> return.await'], named),
  ...all(pairs, ['channel.row => return.await.0[]', 'arg0.@instance => return.await.0[]', 'arg1 ~> return.await'], named),
  ...all(counts, 'arg1 ~> return.await', named),
  save: { flow: ['arg1 => channel.row', 'arg1[] => channel.row', 'arg1 => return.await', 'no arg1: arg0 => return.await'], ...named, open: true },
  ...all('create merge', ['arg1 => return', 'arg2 => return']),
  ...all('insert upsert', ['arg1 => channel.row', 'arg1[] => channel.row'], named),
  update: { flow: ['arg2 => channel.row', 'arg1 ~> return.await'], ...named },
  createQueryBuilder: { flow: repositoryOf, instance: 'QueryBuilder' },
};
/** The same of a class that reads and writes its own rows: `User.findOne()`. */
const own = { channel: { medium: 'typeorm', key: 'this', shared: true }, ...promise, columns: 'arg0', rows: ['this.@instance', 'channel.row'] } as const;
const activeRecord: Members = {
  ...rowsOf('this.@instance', own),
  createQueryBuilder: { flow: ['this => return.@name', 'this.@instance => return[]'], instance: 'QueryBuilder' },
  getRepository: { flow: ['this => return.@name', 'this.@instance => return[]'], instance: 'Repository' },
};
const read = { channel: { medium: 'typeorm', key: 'this.@name', shared: true }, ...promise } as const;

export const typeorm: Library = {
  modules: ['typeorm', '@mikro-orm/core'],
  bases: {
    EntityManager: 'Repository',
    SqlEntityManager: 'EntityManager',
    MongoEntityManager: 'EntityManager',
    EntityRepository: 'Repository',
    SqlEntityRepository: 'Repository',
    TreeRepository: 'Repository',
    MongoRepository: 'Repository',
    DataSource: 'EntityManager',
    Connection: 'EntityManager',
    SelectQueryBuilder: 'QueryBuilder',
    InsertQueryBuilder: 'QueryBuilder',
    UpdateQueryBuilder: 'QueryBuilder',
    DeleteQueryBuilder: 'QueryBuilder',
  },
  table: () => ({
    '': {
      DataSource: { flow: [], instance: 'DataSource' },
      getRepository: { flow: repositoryOf, instance: 'Repository' },
      ...all('getConnection getManager', [], { instance: 'EntityManager' }),
      ...all('Equal In Like ILike Not LessThan LessThanOrEqual MoreThan MoreThanOrEqual Between Any Raw ArrayContains ArrayContainedBy ArrayOverlap Or And', ['arg0 => return', 'arg1 => return']),
      ...none('IsNull', 'void'),
      wrap: { flow: 'arg0 => return.@entity', instance: 'Wrapped' },
      ...all('assign', entityOf),
      serialize: 'arg0 => return',
      '*': [],
    },
    BaseEntity: activeRecord,
    'BaseEntity.prototype': {
      save: { flow: ['this => channel.row', 'this => return.await'], ...own },
      ...all('remove softRemove recover', 'this => return.await', promise),
      ...none('reload', 'promise'),
      ...none('hasId', 'boolean'),
    },
    'Wrapped.prototype': {
      ...all('toObject toJSON toPOJO', 'this.@entity => return'),
      ...all('init populate', 'this.@entity => return.await', promise),
      assign: ['arg0{} => this.@entity{}', 'this.@entity => return'],
      ...none('isInitialized', 'boolean'),
    },
    'Repository.prototype': repository,
    'EntityManager.prototype': manager,
    'QueryBuilder.prototype': {
      ...all('where andWhere orWhere having andHaving orHaving setParameter setParameters whereInIds', ['args ~> this', 'this => return'], { channel: read.channel, rows: ['this[]', 'channel.row'] }),
      ...all('values set', ['arg0 => channel.row', 'arg0[] => channel.row', 'this => return'], { channel: read.channel }),
      ...all('from into', ['arg0 => this.@name', 'arg0.@instance => this[]', 'this => return']),
      ...all('getOne getOneOrFail getRawOne', ['this[] => return.await', row, 'this ~> return.await'], read),
      ...all('getMany getRawMany', ['this[] => return.await[]', 'channel.row => return.await[]', 'this ~> return.await'], read),
      getManyAndCount: { flow: ['this[] => return.await.0[]', 'channel.row => return.await.0[]', 'this ~> return.await'], ...read },
      ...all('getCount getExists execute stream', 'this ~> return.await', promise),
      ...none('getQuery getSql', 'string'),
      '*': 'this => return',
    },
  }),
};

/**
 * Models of documents and tables.
 *
 * @param key what names the table
 * @param rows what of the model tells its rows
 */
function documentModel(key: string, rows: string): Members {
  const documents = { channel: { medium: 'documents', key, shared: true }, rows: [rows, 'channel.row'] } as const;
  const cursor = { ...documents, instance: 'Cursor' } as const;
  return {
    ...all('findOne findById findByPk findOneAndDelete findByIdAndDelete', ['arg0 ~> return', 'arg0 ~> return.@found', `${rows} => return.@found`, 'channel.row => return.@found'], cursor),
    ...all('find findAll', ['arg0 ~> return', `${rows} => return.@found[]`, 'channel.row => return.@found[]'], cursor),
    findAndCountAll: { flow: ['arg0 ~> return', `${rows} => return.@found.rows[]`, 'channel.row => return.@found.rows[]'], ...cursor },
    ...all('exists countDocuments count distinct deleteOne deleteMany destroy', ['arg0 ~> return', 'arg0 ~> return.@found'], cursor),
    ...all(
      'findOneAndUpdate findByIdAndUpdate updateOne updateMany replaceOne',
      ['arg0 ~> return.@found', 'arg1 => channel.row', 'arg1.$set => channel.row', `${rows} => return.@found`, 'channel.row => return.@found'],
      cursor,
    ),
    ...all('update upsert', ['arg0 => channel.row', 'arg1 ~> return.@found'], cursor),
    findOrCreate: { flow: ['arg0.defaults => channel.row', `${rows} => return.await.0`, 'channel.row => return.await.0'], ...documents, ...promise },
    ...all('create insertOne', ['arg0 => channel.row', 'arg0[] => channel.row', 'arg0 => return.await', `${rows} => return.await`], { ...documents, ...promise, open: true }),
    // As `create`: what a class makes has its methods, and holds what it declares.
    build: { flow: ['arg0 => return', `${rows} => return`], open: true },
    ...all('insertMany bulkCreate', ['arg0[] => channel.row', 'arg0 => return.await'], { ...documents, ...promise }),
    aggregate: { flow: ['arg0 ~> return', 'channel.row -> return.@found[]'], ...cursor },
  };
}

/** A row as an object that saves itself; in the table of its class, where that is one of the program. */
const record: Members = {
  ...all('save restore', ['this => channel.row', 'this => return.await'], { channel: { medium: 'documents', key: 'this', shared: true, named: true }, ...promise }),
  ...all('reload populate', 'this => return.await', promise),
  ...all('toObject toJSON', 'this => return'),
  ...none('validate increment decrement', 'promise'),
};

/** Models and collections of documents. */
export const mongoose: Library = {
  modules: ['mongoose', 'sequelize', 'mongodb', 'sequelize-typescript'],
  bases: { Collection: 'Model' },
  table: () => ({
    '': {
      model: { flow: 'arg0 => return.@name', instance: 'Model' },
      // What the store adds, an `_id`, is of no data that went in.
      Model: { flow: 'arg0 => return', instance: 'Document' },
      Sequelize: { flow: [], instance: 'Sequelize' },
      ...all('connect createConnection', [], promise),
      ...none('Schema Types SchemaTypes set plugin'),
      MongoClient: { flow: [], instance: 'MongoClient' },
    },
    'Sequelize.prototype': {
      ...all('define model', 'arg0 => return.@name', { instance: 'Model' }),
      query: { flow: 'args ~> return.await', ...promise },
      transaction: { flow: ['arg0.return.await => return.await', 'arg1.return.await => return.await'], ...promise },
      ...none('authenticate sync close', 'promise'),
    },
    'MongoClient.prototype': { db: { flow: [], instance: 'Db' }, ...none('connect close', 'promise') },
    'Db.prototype': {
      collection: { flow: 'arg0 => return.@name', instance: 'Collection' },
      createCollection: { flow: 'arg0 => return.await.@name', ...promise, instance: 'Collection' },
    },
    'Model.prototype': documentModel('this.@name', 'this.@typed'),
    // A class of the program that derives from it: `class User extends Model`.
    Model: documentModel('this', 'this.@instance'),
    'Document.prototype': record,
    'Cursor.prototype': {
      ...all('where equals', ['args ~> this', 'this => return']),
      '@await': { flow: ['this.@found => return', 'this ~> return'], open: true },
      ...all('exec toArray next', ['this.@found => return.await', 'this ~> return.await'], { ...promise, open: true }),
      then: { flow: ['this.@found => arg0.arg0', 'arg0.return.await => return.await'], ...promise, deferred: true },
      '[Symbol.asyncIterator]': 'this.@found => return',
      '*': 'this => return',
    },
  }),
};
