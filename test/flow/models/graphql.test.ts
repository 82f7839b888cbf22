import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

/** Servers whose schema decorators describe. */
const CASES: Readonly<Record<string, string>> = {
  'what resolvers give is sent': `--- ads/visits.ts
import { Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'; import { user } from '../data.js'; import { User } from '../model.js'; import { find } from '../find.js';
@Resolver(() => User) export class Visits {
@Query(() => User) async me() { return find(); } // flow
@Query(() => [User]) async all() { return [await find()]; } // flow
@Mutation(() => String) async city() { return (await find()).city; }
@ResolveField('owner', () => User) owner(@Parent() x: any) { return find(); } // flow
private other() { return find(); } }
--- find.ts
import { user } from './data.js';
export const find = async () => ({ phone: user.phone, city: user.city });
--- model.ts
import { Field, ObjectType } from '@nestjs/graphql';
@ObjectType() export class User { @Field() phone: string; @Field() city: string; }`,
  'nothing is sent that the schema does not have': `--- ads/visits.ts
import { Query, Resolver } from 'type-graphql'; import { Hidden, Owner, Shown } from '../model.js'; import { find } from '../find.js';
@Resolver() export class Visits {
@Query(() => Shown) shown() { return find(); } // flow
@Query(() => Hidden) hidden() { return find(); }
@Query((returns) => [Hidden]) async list() { return [await find()]; }
@Query(() => Owner) async owner() { return { user: await find() }; } // flow
}
--- find.ts
import { user } from './data.js';
export const find = async () => ({ phone: user.phone, city: user.city });
--- model.ts
import { Field, ObjectType } from 'type-graphql';
class Base { @Field() phone: string; }
@ObjectType() export class Hidden { @Field() city: string; phone: string; }
@ObjectType() export class Shown extends Base { @Field() city: string; }
@ObjectType() export class Owner { @Field(() => Shown) user: Shown; }`,
  'a class without fields of its own has what it declares, but for what is hidden': `--- ads/visits.ts
import { Query, Resolver } from '@nestjs/graphql'; import { Hidden, Shown } from '../model.js'; import { find } from '../find.js';
@Resolver() export class Visits {
@Query(() => Shown) shown() { return find(); } // flow
@Query(() => Hidden) hidden() { return find(); } }
--- find.ts
import { user } from './data.js';
export const find = async () => ({ phone: user.phone, city: user.city });
--- model.ts
import { HideField, ObjectType } from '@nestjs/graphql';
@ObjectType() export class Shown { phone: string; city: string; }
@ObjectType() export class Hidden { @HideField() phone: string; city: string; }`,
  'loaders give what their batches find': `--- loaders.ts
import DataLoader from 'dataloader'; import { users } from './rows.js';
export class Loaders {
readonly phones = new DataLoader<string, string>(async (ids) => { const byId = new Map((await users()).map((u) => [u.id, u])); return ids.map((id) => byId.get(id)!.phone); });
readonly cities = new DataLoader<string, string>(async (ids) => { const byId = new Map((await users()).map((u) => [u.id, u])); return ids.map((id) => byId.get(id)!.city); }); }
--- rows.ts
import { user } from './data.js';
export const users = async () => [{ id: '1', phone: user.phone, city: user.city }];
--- use.ts
import { track } from './ads/sink.js'; import { Loaders } from './loaders.js';
const { phones, cities } = new Loaders();
export async function one() {
track(await phones.load('1')); // flow
track(await cities.load('1')); }
export async function many(ids: string[]) {
const found = await phones.loadMany(ids);
track(found[0]); // flow
for (const city of await cities.loadMany(ids)) track(city); }`,
};

describe('GraphQL by decorators', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
