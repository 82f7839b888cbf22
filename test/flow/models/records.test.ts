import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

/** Rows that read, set and save themselves. */
const CASES: Readonly<Record<string, string>> = {
  'Sequelize: columns by name': `import { Model } from 'sequelize';
export class Account extends Model { declare phone: User['phone']; declare city: string; declare id: string; }
export async function read(id: string) {
  const found = await Account.findByPk(id);
  track(found!.get('phone')); // flow
  track(found!.get('city'));
  track(found!.getDataValue('phone')); // flow
  track(found!.getDataValue('id'));
  track(found!.get({ plain: true }).phone); // flow
  track(found!.toJSON().city);
  track((await found!.reload()).phone); // flow
}`,
  'Sequelize: columns that are set': `import { Model } from 'sequelize';
export class Account extends Model { declare name: string; declare city: string; }
export function set() {
  const made = new Account();
  made.set('name', user.phone);
  track(made.name); // flow
  track(made.city);
  const other = new Account();
  other.set({ city: user.phone });
  track(other.city); // flow
  track(other.name);
}`,
  'MongoDB: a collection that is declared to hold labelled documents': `import type { Collection } from 'mongodb';
class Accounts {
  constructor(private readonly all: Collection<User>) {}
  async one(id: string) { return this.all.findOne({ id }); }
  async list() { return this.all.find({}).toArray(); }
}
export async function read(accounts: Collection<User>, others: Collection<{ phone: string }>) {
  track((await new Accounts(accounts).one('x'))!.phone); // flow
  track((await new Accounts(accounts).one('x'))!.city);
  track((await new Accounts(accounts).list())[0]!.phone); // flow
  track((await others.findOne({}))!.phone);
}`,
  'Sequelize: what an instance saves, its class finds': `import { Model } from 'sequelize';
export class Account extends Model { declare name: string; declare city: string; }
export class Post extends Model { declare name: string; declare city: string; }
export async function save() {
  const made = await Account.create({ city: 'x' });
  made.name = user.phone;
  await made.save();
}
export async function update(id: string) {
  const post = await Post.findByPk(id);
  await post!.update({ city: user.phone });
}
export async function read() {
  const found = await Account.findOne();
  track(found!.name); // flow
  track(found!.city);
  const posts = await Post.findAll();
  track(posts[0]!.city); // flow
  track(posts[0]!.name);
}`,
};

describe('a row that is an object of a model', () => {
  it.each(Object.entries(CASES))('%s', (_title, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
