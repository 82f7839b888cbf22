import { expect, it } from 'vitest';
import { PRELUDE, flows } from '../harness.js';
import { filesIn, inSlice, markedIn } from './in-slice.js';

it('services that a container of the program makes when it is asked, by a name', () => {
  const files = filesIn(`--- container.ts
export class Container {
  private readonly factories = new Map<string, (c: Container) => unknown>();
  bind(token: string, factory: (c: Container) => unknown): this { this.factories.set(token, factory); return this; }
  get<T>(token: string): T { return this.factories.get(token)!(this) as T; }
}
--- sync.ts
import type { User } from './data.js';
export interface Publisher { publish(value: unknown): void }
export class Sync {
  constructor(private readonly ads: Publisher, private readonly log: Publisher) {}
  run(user: User): void {
    this.log.publish(user.phone);
    this.ads.publish(user.city);
    this.ads.publish(user.phone); // flow
  }
}
--- log.ts
import type { Publisher } from './sync.js';
export class Log implements Publisher { publish(value: unknown): void { console.log(value); } }
--- ads/network.ts
import type { Publisher } from '../sync.js';
export class Network implements Publisher { publish(value: unknown): void { void value; } }
--- main.ts
import { Container } from './container.js';
import { Log } from './log.js';
import { Network } from './ads/network.js';
import { Sync } from './sync.js';
import { user } from './data.js';
const container = new Container()
  .bind('ads', () => new Network())
  .bind('log', () => new Log())
  .bind('sync', (c) => new Sync(c.get('ads'), c.get('log')));
container.get<Sync>('sync').run(user);`);
  expect(inSlice(files)).toEqual(markedIn(files));
  expect(flows({ ...PRELUDE, ...files })).toEqual(markedIn(files));
});
