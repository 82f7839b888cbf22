import { emitter } from './node-events.js';
import { all, none, properties } from './table.js';
import type { Library, Members, Spec } from './table.js';

const later = { deferred: true } as const;
const promise = { result: 'promise' } as const;
const queue = { medium: 'bullmq', key: 'this.name' } as const;
const tree = { medium: 'bullmq', key: 'arg0.queueName' } as const;

export const bullmq: Library = {
  modules: ['bullmq', 'bull', '@nestjs/bullmq', '@nestjs/bull', 'bee-queue'],
  table: () => ({
    '': {
      ...all('Queue default', 'arg0 => return.name', { instance: 'Queue' }),
      Worker: {
        flow: [
          'channel.data => arg1.arg0.data',
          'arg1()',
          'channel.data => return.@job.data',
          'arg1.return.await => return.@result',
          'arg1.return.await => return.@job.returnvalue',
          'arg1.return.await => channel.returnvalue',
        ],
        channel: { medium: 'bullmq', key: 'arg0' },
        instance: 'Worker',
        ...later,
      },
      // The decorator of a class, whose jobs come to its methods.
      Processor: { flow: 'channel.data => return.arg0.prototype.*.arg0.data', channel: { medium: 'bullmq', key: 'arg0' }, result: 'function', ...later },
      ...all('QueueEvents QueueScheduler', [], { instance: 'Worker' }),
      FlowProducer: { flow: [], instance: 'FlowProducer' },
      '*': [],
    },
    'Queue.prototype': {
      add: { flow: ['arg1 => channel.data', 'no arg1: arg0 => channel.data', 'arg1 => return.await.data', 'arg0 => return.await.name'], channel: queue, instance: 'Job', ...promise },
      addBulk: { flow: 'arg0[].data => channel.data', channel: queue, ...promise },
      createJob: { flow: 'arg0 => channel.data', channel: queue, result: 'object' },
      process: { flow: ['channel.data => last.arg0.data', 'last()'], channel: queue, ...later },
      ...all(
        'getJob getJobs getWaiting getActive getCompleted getFailed getDelayed',
        ['data', 'returnvalue'].flatMap((x) => [`channel.${x} => return.await.${x}`, `channel.${x} => return.await[].${x}`]),
        { channel: queue, ...promise },
      ),
      ...all('on once', ['arg1()', 'this => return'], later),
      ...none('close pause resume obliterate drain clean remove upsertJobScheduler', 'promise'),
      ...properties('name', 'this.name => return'),
    },
    // A tree of jobs, each for the queue that it names (`natives/queues`).
    'FlowProducer.prototype': {
      add: { flow: ['arg0.data => channel.data', 'arg0.children[].data => channel.data'], channel: tree, ...promise },
      '@job': { flow: 'arg0.data => channel.data', channel: tree, ...promise },
      ...none('close', 'promise'),
    },
    'Worker.prototype': {
      // Of `completed` the second parameter is what the job came to.
      ...all('on once', ['this.@job => arg1.arg0', 'this.@result => arg1.arg1', 'arg1()', 'this => return'], later),
      ...none('close run pause resume', 'promise'),
    },
    'Job.prototype': {
      updateData: { flow: 'arg0 => this.data', ...promise },
      ...none(
        `changeDelay discard extendLock getState isActive isCompleted isDelayed isFailed isWaiting log moveToCompleted moveToDelayed moveToFailed promote
         remove retry updateProgress`,
        'promise',
      ),
      ...properties('attemptsMade finishedOn id processedOn progress timestamp', []),
    },
  }),
};

const amqpQueue = { medium: 'amqp', key: 'arg0' } as const;
/** Queues by their names; what is published to an exchange can arrive in any queue. */
export const amqplib: Library = {
  modules: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
  self: ['amqp'],
  table: () => ({
    '': { connect: { flow: ['new Connection => last.arg1'], result: 'promise', instance: 'Connection', ...later } },
    'Connection.prototype': {
      ...all('createChannel createConfirmChannel', ['new Channel => last.arg1'], { result: 'promise', instance: 'Channel', ...later }),
      ...all('on once', ['arg1()', 'this => return'], later),
      ...none('close', 'promise'),
    },
    'Channel.prototype': {
      sendToQueue: { flow: 'arg1 => channel.content', channel: amqpQueue, result: 'boolean' },
      publish: { flow: 'arg2 => channel.content', channel: { medium: 'amqp', name: '*' }, result: 'boolean' },
      consume: { flow: ['channel.content => arg1.arg0.content', 'arg1()'], channel: amqpQueue, ...promise, ...later },
      get: { flow: 'channel.content => return.await.content', channel: amqpQueue, ...promise },
      assertQueue: { flow: 'arg0 => return.await.queue', ...promise },
      assertExchange: { flow: 'arg0 => return.await.exchange', ...promise },
      ...all('on once', ['arg1()', 'this => return'], later),
      ...none('bindQueue unbindQueue bindExchange prefetch close cancel deleteQueue deleteExchange purgeQueue checkQueue waitForConfirms', 'promise'),
      ...none('ack nack ackAll nackAll reject recover', 'void'),
    },
  }),
};

const topic = (key: string) => ({ medium: 'kafka', key }) as const;
export const kafkajs: Library = {
  modules: ['kafkajs', '@confluentinc/kafka-javascript'],
  table: () => ({
    '': { Kafka: { flow: [], instance: 'Kafka' }, ...properties('CompressionTypes logLevel Partitioners', []) },
    'Kafka.prototype': {
      producer: { flow: [], instance: 'Producer' },
      consumer: { flow: [], instance: 'Consumer' },
      admin: { flow: [], result: 'object' },
    },
    'Producer.prototype': {
      send: { flow: 'arg0.messages[] => channel', channel: topic('arg0.topic'), ...promise },
      sendBatch: { flow: 'arg0.topicMessages[].messages[] => channel', channel: topic('arg0.topicMessages[].topic'), ...promise },
      transaction: { flow: 'this => return.await', ...promise },
      ...none('connect disconnect', 'promise'),
    },
    'Consumer.prototype': {
      subscribe: { flow: ['arg0.topic => this.topic', 'arg0.topics[] => this.topic'], ...promise },
      run: {
        flow: ['channel => arg0.eachMessage.arg0.message', 'channel => arg0.eachBatch.arg0.batch.messages[]', 'arg0.eachMessage()'],
        channel: topic('this.topic'),
        ...promise,
        ...later,
      },
      ...none('connect disconnect commitOffsets seek pause resume stop', 'promise'),
    },
  }),
};

const key = { channel: { medium: 'redis', key: 'arg0' } } as const;
/** Commands in camel case are node-redis's, in lower case ioredis's. */
const redis: Members = {
  ...all('set setnx setNX append', ['arg1 => channel.text', 'arg1 -> channel'], { ...key, ...promise }),
  ...all('getset getSet', ['channel.text => return.await', 'arg1 => channel.text', 'arg1 -> channel', 'arg0 ~> return.await'], { ...key, ...promise }),
  ...all('setex setEx psetex pSetEx', ['arg2 => channel.text', 'arg2 -> channel'], { ...key, ...promise }),
  ...all('get getdel getDel getex getEx', ['channel.text => return.await', 'arg0 ~> return.await'], { ...key, ...promise }),
  ...all('lset lpush rpush lPush rPush lpushx rpushx sadd sAdd zadd zAdd xadd xAdd pfadd', 'arg1.. -> channel', { ...key, ...promise }),
  // Fields that are no constants are any of the hash.
  ...all('hset hSet hsetnx hSetNX hmset', ['arg1{} => channel.hash{}', 'arg2.. -> channel.hash.*', 'arg1 -> channel'], { ...key, ...promise }),
  ...all('hgetall hGetAll hget hGet', ['channel.hash => return.await', 'arg0 ~> return.await'], { ...key, ...promise }),
  ...all(
    'getrange getRange lrange lRange lindex lIndex lpop rpop lPop rPop smembers sMembers spop sPop srandmember zrange zRange zrangebyscore hmget hmGet hvals hVals hkeys xread xrange',
    ['channel -> return.await', 'arg0 ~> return.await'],
    { ...key, ...promise },
  ),
  ...all('mset mSet msetnx mSetNX', 'args -> channel', { channel: { medium: 'redis', name: '*' }, ...promise }),
  ...all('mget mGet', ['channel -> return.await[]', 'args ~> return.await'], { channel: { medium: 'redis', name: '*' }, ...promise }),
  ...all('sismember sIsMember hexists hExists exists zscore zScore', ['args ~> return.await'], promise),
  publish: { flow: 'arg1 => channel', channel: { medium: 'redis pub', key: 'arg0', wildcards: true }, ...promise },
  ...all('subscribe psubscribe pSubscribe', ['channel => arg1.arg0', 'channel => this.@message', 'arg0 => arg1.arg1'], {
    channel: { medium: 'redis pub', key: 'arg0', wildcards: true },
    ...promise,
    ...later,
  }),
  ...all('on once', ['this.@message => arg1.arg1', 'this.@message => arg1.arg2', 'arg1()', 'this => return'], later),
  duplicate: 'this => return',
  ...all('multi pipeline', [], { instance: 'Pipeline' }),
  ...none(
    `del unlink expire pexpire expireat ttl pttl incr incrby incrBy decr decrby hincrby hIncrBy hdel hDel hlen srem sRem scard zrem zRem zcard
     llen lLen ltrim lrem flushall flushdb flushAll ping quit connect disconnect select keys scan scanStream type persist rename eval evalsha
     unsubscribe punsubscribe auth info dbsize`,
    'promise',
  ),
};

/** What the commands of a pipeline give is told at its end. */
const pipeline: Members = {
  ...Object.fromEntries(
    Object.entries(redis).map(([name, spec]) => {
      const { flow = [], channel }: Spec = typeof spec === 'string' || 'length' in spec ? { flow: spec } : spec;
      const edges = (typeof flow === 'string' ? [flow] : flow).map((edge) => edge.replace(/return\.await(\[\])?/, 'this.@results'));
      return [name, { flow: [...edges.filter((edge) => !edge.includes('return')), 'this => return'], ...(channel && { channel }) }];
    }),
  ),
  ...all('exec execAsPipeline', ['this.@results -> return.await[]', 'this.@results -> arg0.arg1[]'], promise),
};

export const ioredis: Library = {
  modules: ['ioredis', 'redis', '@redis/client', '@upstash/redis', '@vercel/kv'],
  bases: { Cluster: 'Redis', RedisClientType: 'Redis' },
  table: () => ({
    '': { ...all('default Redis Cluster createClient createCluster', [], { instance: 'Redis' }), ...properties('kv', [], { instance: 'Redis' }) },
    'Redis.prototype': redis,
    'Pipeline.prototype': pipeline,
  }),
};

const every = all('onAny prependAny', ['channel.0 => arg0.arg1', 'channel.1 => arg0.arg2', 'arg0()'], { channel: { medium: 'emitter', name: '*', owner: 'this' }, ...later });

/** Its `on('*')` is what others call `onAny`. */
export const mitt: Library = {
  modules: ['mitt'],
  table: () => ({ '': all('default mitt', [], { instance: 'Mitt' }), 'Mitt.prototype': { ...emitter('emitter', 'this'), ...every } }),
};

export const emitters: Library = {
  modules: ['eventemitter2', 'eventemitter3', 'eventemitter', 'tiny-emitter', 'nanoevents', 'typed-emitter', 'emittery'],
  bases: { EventEmitter2: 'EventEmitter', EventEmitter3: 'EventEmitter', Emittery: 'EventEmitter' },
  table: () => ({
    '': { ...all('default EventEmitter EventEmitter2 EventEmitter3 Emittery createNanoEvents', [], { instance: 'EventEmitter' }) },
    'EventEmitter.prototype': {
      ...emitter('emitter', 'this', true),
      ...all('emitAsync emitSerial', ['arg1 => channel.0', 'arg2 => channel.1'], {
        channel: { medium: 'emitter', key: 'arg0', owner: 'this', wildcards: true },
        ...promise,
      }),
      ...every,
      ...all('many prependMany', ['channel.0 => arg2.arg0', 'channel.1 => arg2.arg1', 'this => return'], {
        channel: { medium: 'emitter', key: 'arg0', owner: 'this', wildcards: true },
        ...later,
      }),
      waitFor: { flow: 'channel.0 => return.await[]', channel: { medium: 'emitter', key: 'arg0', owner: 'this', wildcards: true }, ...promise },
      ...none('offAny unAny hasListeners listenersAny'),
    },
  }),
};

/** NestJS's emitter is one per program. */
export const nestEvents: Library = {
  modules: ['@nestjs/event-emitter'],
  table: () => ({
    '': {
      OnEvent: {
        flow: ['channel.0 => return.arg2.value.arg0', 'channel.1 => return.arg2.value.arg1'],
        channel: { medium: 'nest', key: 'arg0', wildcards: true },
        result: 'function',
        ...later,
      },
      EventEmitterModule: [],
    },
    'EventEmitter2.prototype': {
      ...emitter('nest', undefined, true),
      emitAsync: { flow: ['arg1 => channel.0', 'arg2 => channel.1'], channel: { medium: 'nest', key: 'arg0', wildcards: true }, ...promise },
    },
  }),
};

const event = { medium: 'socket.io', key: 'arg0' } as const;
export const socketIo: Library = {
  modules: ['socket.io', 'socket.io-client'],
  bases: { Server: 'Socket', Namespace: 'Socket' },
  table: () => ({
    '': { Server: { flow: [], instance: 'Socket' }, ...all('default io connect', [], { instance: 'Socket' }) },
    'Socket.prototype': {
      ...all('emit send write', ['arg1 => channel.0', 'arg2 => channel.1', 'last()'], { channel: event, ...later }),
      ...all('on once addListener', ['channel.0 => arg1.arg0', 'channel.1 => arg1.arg1', 'new Socket => arg1.arg0', 'this => return'], {
        channel: event,
        ...later,
      }),
      ...all('to in of except join leave use compress timeout', ['this => return', 'arg0()']),
      ...none('disconnect close off removeAllListeners'),
      ...properties('id handshake rooms connected', []),
      ...properties('broadcast volatile sockets', [], { instance: 'Socket' }),
    },
  }),
};

/** What one end of a connection sends, the other hears: `to` and `from` name the directions. */
const peer = (to: string, from: string): Members => ({
  send: { flow: ['arg0 => channel', 'arg1()', 'arg2()'], result: 'void', channel: { medium: to, name: 'message' }, ...later },
  ...all('on once addListener', ['channel => arg1.arg0', 'arg1()', 'this => return'], { channel: { medium: from, key: 'arg0' }, ...later }),
  addEventListener: { flow: ['channel => arg1.arg0.data', 'arg1()'], channel: { medium: from, key: 'arg0' }, ...later },
  ...properties('onmessage', 'channel => arg0.arg0.data', { channel: { medium: from, name: 'message' }, ...later }),
  ...none('close terminate ping pong pause resume off removeListener removeEventListener removeAllListeners', 'void'),
  ...properties('readyState bufferedAmount url protocol binaryType extensions', []),
});

export const ws: Library = {
  modules: ['ws', 'isomorphic-ws'],
  table: () => ({
    '': { ...all('WebSocketServer Server', [], { instance: 'Server' }), ...all('default WebSocket', [], { instance: 'WebSocket' }) },
    default: all('Server WebSocketServer', [], { instance: 'Server' }),
    'Server.prototype': {
      ...all('on once addListener', ['new Peer => arg1.arg0', 'this => return'], later),
      handleUpgrade: { flow: 'new Peer => arg3.arg0', ...later },
      ...properties('clients', 'new Peer => return[]', { result: 'set' }),
      ...none('close address shouldHandle', 'void'),
      emit: 'this => return',
    },
    'Peer.prototype': peer('ws to client', 'ws to server'),
    'WebSocket.prototype': peer('ws to server', 'ws to client'),
  }),
};
