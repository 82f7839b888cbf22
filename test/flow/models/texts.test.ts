import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'JSON that may be absent, or another text': `export function go(x: string | null) {
  const s = JSON.stringify({ p: user.phone, c: user.city });
  const t = x ? s : x;
  if (t) {
    track(JSON.parse(t).p); // flow
    track(JSON.parse(t).c);
  }
  const o: { body?: string } = {};
  if (x) o.body = s;
  track(JSON.parse(o.body ?? '{}').p); // flow
  track(JSON.parse(o.body ?? '{}').c);
  const either = JSON.parse(x ? s : JSON.stringify({ c: user.phone }));
  track(either.c); // flow
  track(JSON.parse(x ? s : user.phone).c); // flow
}`,
  'JSON as bytes that may be absent': `const decode = (b: Buffer | null) => JSON.parse((b ?? Buffer.from('{}')).toString('utf8'));
export function go() {
  const e = decode(some ? Buffer.from(JSON.stringify({ p: user.phone, c: user.city })) : null);
  track(e.p); // flow
  track(e.c);
  track(decode(some ? Buffer.from(user.phone) : null).c); // flow
}`,
  'ioredis: JSON under a computed key': `import Redis from 'ioredis';
const redis = new Redis();
export async function go(id: string) {
  await redis.set(\`user:\${id}\`, JSON.stringify(user), 'EX', 60);
  const cached = await redis.get(\`user:\${id}\`);
  if (!cached) return;
  track(JSON.parse(cached).phone); // flow
  track(JSON.parse(cached).city);
}`,
  'ioredis: fields of a hash': `import Redis from 'ioredis';
const redis = new Redis();
export async function go(field: string) {
  await redis.hset('h', { p: user.phone, c: user.city });
  await redis.hset('one', 'p', user.phone, 'c', user.city);
  await redis.hset('any', field, user.phone);
  track(await redis.hget('h', 'p')); // flow
  track(await redis.hget('h', 'c'));
  track(await redis.hget('one', 'p')); // flow
  track(await redis.hget('one', 'c'));
  track((await redis.hgetall('one')).p); // flow
  track((await redis.hgetall('one')).c);
  track(await redis.hget('any', 'x')); // flow
  track(await redis.hget('h', field)); // flow
  track(await redis.hget('none', 'p'));
}`,
  'BullMQ: what comes to a worker later on': `import { Queue, Worker } from 'bullmq';
const sms = new Queue('sms');
const geo = new Queue('geo');
export async function enqueue(id: string) {
  await sms.add('send', { to: user.phone, lang: 'en' });
  await geo.add('see', { to: user.city });
}
const worker = new Worker('sms', async (job) => ({ receipt: job.data.to, n: 1 }));
worker.on('completed', (job, result) => {
  track(result.receipt); // flow
  track(result.n);
  track(job.data.to); // flow
  track(job.data.lang);
  track(job.returnvalue.receipt); // flow
});
new Worker('geo', async (job) => ({ receipt: job.data.to })).on('completed', (job, result) => track([job.data, result]));
export async function inspect() {
  track((await sms.getCompleted())[0].returnvalue.receipt); // flow
  track((await sms.getCompleted())[0].data.lang);
  track((await geo.getCompleted())[0].returnvalue);
}`,
  'kafkajs: batches go to the topics that they name': `import { Kafka } from 'kafkajs';
const kafka = new Kafka({});
const [a, b] = [kafka.consumer({ groupId: 'a' }), kafka.consumer({ groupId: 'b' })];
export async function go() {
  await kafka.producer().sendBatch({ topicMessages: [{ topic: 'p', messages: [{ value: user.phone }] }] });
  await kafka.producer().sendBatch({ topicMessages: [{ topic: 'c', messages: [{ value: user.city }] }] });
  await a.subscribe({ topic: 'p' });
  await a.run({ eachMessage: async ({ message }) => track(message.value) }); // flow
  await b.subscribe({ topic: 'c' });
  await b.run({ eachMessage: async ({ message }) => track(message.value) });
}`,
};

describe('texts and hashes that are kept outside', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
