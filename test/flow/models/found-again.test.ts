import { expect, it } from 'vitest';
import { PRELUDE, run } from '../harness.js';
import { filesIn, inSlice, markedIn } from '../reach/in-slice.js';

/** A row that was found by a label is changed and saved, as an instance of its class; then others look rows of the table up. */
const TEXT = `--- schema.ts
import type { TwoFactorPhone } from './data.js';
export class Role { _id: number; }
export class UserSchemaClass { _id: string; phone: TwoFactorPhone; city: string; role?: Role; }
export interface User { id: string; phone: TwoFactorPhone; city: string; role?: { id: number } }
export const toDomain = (raw: UserSchemaClass): User => { const u = {} as User; u.id = raw._id; u.phone = raw.phone; u.city = raw.city; if (raw.role) u.role = { id: Number(raw.role._id) }; return u; };
export const toPersistence = (d: User): UserSchemaClass => { const p = new UserSchemaClass(); p.phone = d.phone; p.city = d.city; if (d.role) { p.role = new Role(); p.role._id = Number(d.role.id); } return p; };
--- repository.ts
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { UserSchemaClass, toDomain, toPersistence, type User } from './schema.js';
export class Repository {
  constructor(@InjectModel(UserSchemaClass.name) private readonly users: Model<UserSchemaClass>) {}
  async byPhone(phone: User['phone']) { const o = await this.users.findOne({ phone }); return o ? toDomain(o) : null; }
  async byId(id: string) { const o = await this.users.findById(id); return o ? toDomain(o) : null; }
  async update(id: string, changes: Partial<User>) {
    const user = await this.users.findOne({ _id: id });
    if (!user) return null;
    const o = await this.users.findOneAndUpdate({ _id: id }, toPersistence({ ...toDomain(user), ...changes }), { new: true });
    return o ? toDomain(o) : null;
  }
}
--- service.ts
import { Repository } from './repository.js';
import { user } from './data.js';
export class Service {
  constructor(private readonly repository: Repository) {}
  byId(id: string) { return this.repository.byId(id); }
  byPhone() { return this.repository.byPhone(user.phone); }
  async reset() { const u = await this.repository.byPhone(user.phone); if (u) await this.repository.update(u.id, { ...u, city: 'x' }); }
}
--- ads/a.ts
import { track } from './sink.js';
import { Service } from '../service.js';
export class A {
  constructor(private readonly service: Service) {}
  async one() { const u = await this.service.byId('1'); track(u!.role!.id); }
  async two() { const u = await this.service.byId('1'); track(u!.city); }
  async three() { const u = await this.service.byPhone(); track(u!.role!.id); } // flow
  async four() { const u = await this.service.byId('1'); track(u!.phone); } // flow
}`;

it('a row that was found by a label and saved is any row for who looks up others', () => {
  const files = filesIn(TEXT);
  const { violations } = run({ ...PRELUDE, ...files });
  expect(violations.map((v) => `${v.place.file.slice(5)}:${v.place.line} ${v.label} -> ${v.purpose}`)).toEqual(markedIn(files));
  expect(violations.map((v) => v.rule)).toEqual(['no-forbidden-match', 'no-forbidden-flow']);
  expect(inSlice(files)).toEqual(markedIn(files));
});
