import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

const CASES: Readonly<Record<string, string>> = {
  'a client, a logger, a queue and an emitter that a module begins with': `--- ads/client.ts
import axios from 'axios';
import winston from 'winston';
import { EventEmitter } from 'node:events';
import { Queue } from 'bullmq';
import sdk from 'some-sdk';
export const api = axios.create({ baseURL: 'https://ads' });
export const log = winston.createLogger({});
export const bus = new EventEmitter();
export const queue = new Queue('ads');
export const client = sdk.connect('ads');
export const make = () => axios.create({});
--- a.ts
import { user } from './data.js';
import { api, bus, client, log, make, queue } from './ads/client.js';
export async function go() {
  await api.post('/a', { phone: user.phone }); // flow
  await api.post('/a', { city: user.city });
  log.info('seen %s', user.phone); // flow
  log.info('seen', { city: user.city });
  bus.emit('seen', user.phone); // flow
  bus.emit('seen', user.city);
  await queue.add('x', { phone: user.phone }); // flow
  await queue.add('x', { city: user.city });
  client.send(user.phone); // flow
  client.send(user.city);
  const own = make();
  await own.post('/b', { phone: user.phone });
}`,
  'what a helper does with it for the module is the module’s own': `--- help.ts
export const answer = (c: any, data: unknown) => c.json(data);
--- ads/app.ts
import { Hono } from 'hono';
import { user } from '../data.js';
import { answer } from '../help.js';
const app = new Hono();
app.get('/city', (c: any) => answer(c, user.city));
app.get('/phone', (c: any) => answer(c, user.phone)); // flow`,
};

describe('what a package made for a module', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
