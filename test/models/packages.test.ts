import { describe, expect, it } from 'vitest';
import { createModels, parseFlow } from '../../src/models/index.js';

const models = createModels([]);

/** One function that each library is used for, and a flow that its model must have. Empty: nothing flows. */
const USED: readonly (readonly [module: string, path: string, flow: string])[] = [
  ['lodash', 'debounce', 'arg0 => return'],
  ['rxjs', 'of', 'args => return[]'],
  ['rxjs/operators', 'map', 'arg0.return => return.return[]'],
  ['zod', 'z.ZodType.parse', 'no this.@transform: arg0 => return'],
  ['express', 'Response.json', 'this => return'],
  ['fastify', 'Reply.send', 'this => return'],
  ['axios', 'post', 'arg1 => channel.config.data'],
  ['react', 'default.useState', 'return.1.arg0 => return.0'],
  ['redux', 'createStore', 'return.dispatch.arg0 => channel.action'],
  ['react-redux', 'useSelector', 'arg0.return => return'],
  ['@nestjs/common', 'Injectable', ''],
  ['@nestjs/event-emitter', 'OnEvent', 'channel.0 => return.arg2.value.arg0'],
  ['typeorm', 'Repository.save', 'arg0 => return.await'],
  ['drizzle-orm', 'eq', 'args -> return'],
  ['drizzle-orm/pg-core', 'eq', 'args -> return'],
  ['kysely', 'Query.values', 'arg0 => channel.row'],
  ['bullmq', 'Worker', 'channel.data => arg1.arg0.data'],
  ['kafkajs', 'Producer.send', 'arg0.messages[] => channel'],
  ['ioredis', 'Redis.set', 'arg1 => channel.text'],
  ['eventemitter2', 'EventEmitter2.emit', 'arg1 => channel.0'],
  ['winston', 'info', 'arg0 => channel.first'],
  ['pino', 'Logger.info', 'arg1 => channel.second'],
  ['i18next', 't', 'arg1.. -> return'],
  ['bcrypt', 'default.hash', 'arg0 -> return.await'],
  ['bcryptjs', 'compareSync', ''],
  ['argon2', 'hash', 'arg0 -> return.await'],
  ['uuid', 'v4', ''],
  ['uuid', 'v5', 'arg0 -> return'],
  ['nanoid', 'nanoid', ''],
  ['dayjs', 'default', 'args -> return'],
  ['date-fns/format', 'default', 'args -> return'],
  ['qs', 'default.stringify', 'arg0 -> return'],
  ['jsonwebtoken', 'sign', 'arg0 -> return'],
  ['libphonenumber-js', 'parsePhoneNumber', 'arg0 -> return'],
  ['libphonenumber-js', 'isValidPhoneNumber', ''],
  ['validator', 'default.isEmail', ''],
  ['validator', 'normalizeEmail', 'arg0 -> return'],
  ['p-map', 'default', 'arg1.return.await => return.await[]'],
  ['async', 'mapLimit', 'arg0[] => arg2.arg0'],
  ['immer', 'produce', 'arg0 => arg1.arg0'],
];

describe('models of packages', () => {
  it.each(USED)('%s %s: %s', (module, path, flow) => {
    const model = models.module(module, path);
    if (flow === '') expect(model).toMatchObject({ flow: [] });
    else expect(model?.flow).toContainEqual(parseFlow(flow));
  });

  it('leads from a Prisma client to the models of its tables', () => {
    const client = models.module('@prisma/client', 'PrismaClient')?.instance ?? '';
    const table = models.instance(client, 'user');
    expect(table).toMatchObject({ property: true });
    expect(models.instance(table?.instance ?? '', 'findMany')?.matches).toContainEqual(parseFlow('arg0.where ~> return.await'));
  });

  it('joins what is sent and what is received by one channel', () => {
    const sent = models.module('bullmq', 'Queue.add')?.channel;
    const received = models.module('bullmq', 'Worker')?.channel;
    expect(sent).toMatchObject({ medium: received?.medium, key: { base: 'this', path: [{ k: 'property', name: 'name' }] } });
    expect(received?.key).toMatchObject({ base: 'arg', index: 0 });
  });
});
