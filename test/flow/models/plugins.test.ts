import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

/** Plugins of Fastify that a loader finds by their files: no code calls them. */
const CASES: Readonly<Record<string, string>> = {
  'plugins in JavaScript that nothing registers, and those registered in them': `--- index.js
const fp = require('fastify-plugin');
const { Users } = require('./users');
async function addUsers (fastify) {
  const c = await fastify.mongo.db.createCollection('users');
  const users = new Users(c);
  await users.ensure();
  fastify.decorate('users', users);
}
module.exports = async function (fastify, opts) {
  fastify.register(require('fastify-env'), { data: [opts] })
    .register(fp(addUsers))
    .register(require('./ads/routes'), { prefix: '/a' });
};
--- users.js
class Users {
  constructor (c) { this.c = c; }
  /** @returns {Promise<import('./data').User>} */
  async byName (n) { return this.c.findOne({ n }); }
  async ensure () { await this.c.createIndex({ n: 1 }); }
}
exports.Users = Users;
--- ads/routes.js
module.exports = async function (fastify, opts) {
  fastify.addHook('preHandler', fastify.auth);
  fastify.get('/me', me);
  fastify.get('/city', city);
  fastify.get('/described', { schema: { response: { 200: { type: 'object', properties: { city: { type: 'string' } } } } } }, described);
  fastify.route({ method: 'POST', url: '/push', handler: async (req, reply) => {
    const user = await fastify.users.byName(req.body.name);
    reply.send({ to: user.phone }); // flow
    return reply;
  } });
};
async function me (req, reply) {
  const user = await this.users.byName('x');
  return user; // flow
}
async function city (req, reply) {
  const user = await this.users.byName('x');
  return { city: user.city };
}
async function described (req, reply) { return this.users.byName('x'); }`,
  'plugins and routes in folders of their own': `--- plugins/users.js
const fp = require('fastify-plugin');
module.exports = fp(async function (fastify) {
  fastify.decorate('users', { /** @returns {Promise<import('../data').User>} */ async find (id) { return fastify.pg.find(id); } });
});
--- ads/lead.js
module.exports = async function (fastify) {
  fastify.get('/lead', async function (req) {
    return { to: (await fastify.users.find(1)).phone }; // flow
  });
  fastify.get('/where', async function (req) { return { to: (await fastify.users.find(1)).city }; });
};`,
  'an object that is no server': `--- other.js
const f = require('fastify');
module.exports = async function (app) { app.get('key', () => app.users.find(1)); };
--- ads/a.js
module.exports = async function (store) { const found = await store.get('me'); return found; };`,
};

describe('Fastify', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
