import { all, none, properties } from './table.js';
import type { Library, Members, Table } from './table.js';

const later = { deferred: true } as const;
const verbs =
  'all checkout copy delete get head lock merge mkcol move notify options patch post propfind purge put report search subscribe trace use param';

/** What a request leaves in the session, the next one finds there: of whom it is, is not known. */
const session: Members = properties('session', ['new Session => channel.session', 'channel.session => return'], { channel: { medium: 'session', shared: true } });
const sessions: Table = {
  'Session.prototype': {
    ...all('save regenerate destroy reload', ['arg0()', 'this => return'], later),
    ...all('touch resetMaxAge', 'this => return'),
    set: 'arg1 -> this.@data',
    get: 'this.@data => return',
    ...properties('id cookie', []),
  },
};

/** What an answer sets, a later request has, by its name: of whom it is, is not known. */
const jar = { channel: { medium: 'cookies of requests' } } as const;
const cookies = (names: string): Members => properties(names, 'channel.jar => return', jar);

/** Which handlers a request passes is up to the engine (`flow/natives/servers`). What is sent to a client leaves the program. */
const routes: Members = {
  ...all(verbs, 'this => return'),
  route: { flow: [], instance: 'Router' },
};

export const express: Library = {
  modules: ['express', 'express-promise-router', 'router', 'polka', 'restify'],
  bases: {
    Request: 'node:http#IncomingMessage',
    Response: 'node:http#ServerResponse',
    Application: 'Router',
    IRouter: 'Router',
    Express: 'Router',
    IRoute: 'Router',
  },
  table: () => ({
    '': {
      default: { flow: [], instance: 'Application' },
      ...all('Router Route', [], { instance: 'Router' }),
      ...none('json raw text urlencoded static query', 'function'),
    },
    'Router.prototype': routes,
    'Application.prototype': {
      ...routes,
      listen: { flow: ['arg1()', 'arg2()', 'arg3()'], instance: 'node:http#Server', ...later },
      set: ['arg1 => this.@settings', 'this => return'],
      render: { flow: ['arg1 -> arg2.arg1'], ...later },
      engine: ['arg1()', 'this => return'],
      ...all('enable disable', 'this => return'),
      ...none('enabled disabled path', 'boolean'),
      ...properties('locals', 'this.locals => return'),
    },
    'Request.prototype': {
      ...all('get header', ['this.headers -> return', 'this.@headers -> return', 'this.rawHeaders -> return']),
      param: ['this.params -> return', 'this.query -> return', 'this.body -> return'],
      ...none('accepts acceptsCharsets acceptsEncodings acceptsLanguages is range'),
      ...properties('headers', ['new Headers => this.@headers', 'this.@headers => return']),
      ...properties('body rawHeaders params query hostname ip ips originalUrl path url', []),
      ...cookies('cookies signedCookies'),
      ...session,
    },
    ...sessions,
    'Response.prototype': {
      cookie: { flow: ['arg1{} => channel.jar{}', 'this => return'], ...jar },
      ...all('append attachment clearCookie contentType header links location set status type vary', 'this => return'),
      ...all('end json jsonp redirect send sendStatus', 'this => return', { sends: 'arg0' }),
      ...all('download sendFile', ['arg1()', 'arg2()', 'arg3()'], later),
      render: { flow: ['arg1()', 'arg2()'], result: 'void', sends: 'arg1', ...later },
      format: ['arg0.*()', 'this => return'],
      get: 'this -> return',
      ...properties('headersSent statusCode', []),
    },
  }),
};

export const koa: Library = {
  modules: ['koa', '@koa/router', 'koa-router'],
  bases: Object.fromEntries(['ParameterizedContext', 'ExtendableContext', 'RouterContext', 'default.Context', 'default.ParameterizedContext', 'default.ExtendableContext', 'default.RouterContext', 'Router.RouterContext'].map((name) => [name, 'Context'])),
  table: () => ({
    '': { default: { flow: [], instance: 'Koa' }, Router: { flow: [], instance: 'Koa' } },
    'Koa.prototype': {
      ...all(verbs, 'this => return'),
      listen: { flow: ['arg1()', 'arg2()'], instance: 'node:http#Server', ...later },
      ...none('routes allowedMethods middleware callback', 'function'),
    },
    'Context.prototype': {
      ...none('throw assert redirect get set'),
      ...properties('request query params', []),
      ...properties('response', 'this => return'),
      ...properties('body', [], { sends: 'arg0' }),
    },
  }),
};

export const fastify: Library = {
  modules: ['fastify'],
  bases: { FastifyInstance: 'Fastify', FastifyRequest: 'Request', FastifyReply: 'Reply' },
  table: () => ({
    '': { ...all('default fastify', [], { instance: 'Fastify' }) },
    'Fastify.prototype': {
      ...all('get post put patch delete head options all route register addHook setErrorHandler', 'this => return'),
      setNotFoundHandler: { flow: ['new Request => last.arg0', 'new Reply => last.arg1', 'this => return'], ...later },
      ...all('decorate', ['arg1 -> this', 'this => return']),
      ...all('decorateRequest decorateReply addSchema addContentTypeParser setValidatorCompiler setSerializerCompiler', 'this => return'),
      inject: { flow: [], result: 'promise' },
      listen: { flow: ['arg1()', 'arg2()'], result: 'promise', ...later },
      ...all('ready close after', 'arg0()', { result: 'promise', ...later }),
      ...none('printRoutes hasRoute hasDecorator'),
    },
    'Request.prototype': { ...properties('body headers hostname id ip ips originalUrl params query raw url', []), ...cookies('cookies'), ...session },
    ...sessions,
    'Reply.prototype': {
      send: { flow: ['arg0 => this.@sent', 'this => return'], sends: 'arg0' },
      ...all('setCookie cookie', ['arg1{} => channel.jar{}', 'this => return'], jar),
      ...all('code status header headers type redirect serialize clearCookie callNotFound', 'this => return'),
      ...all('getHeader getHeaders', 'this -> return'),
      ...properties('sent statusCode elapsedTime', []),
    },
  }),
};

export const hono: Library = {
  modules: ['hono', 'hono/quick', 'hono/tiny', '@hono/zod-openapi'],
  table: () => ({
    '': all('Hono OpenAPIHono', [], { instance: 'Hono' }),
    'Hono.prototype': {
      ...all('all delete get on options patch post put use route mount openapi', 'this => return'),
      ...all('onError', ['new Context => arg0.arg1', 'this => return'], later),
      ...all('notFound', ['new Context => arg0.arg0', 'this => return'], later),
      basePath: 'this => return',
      ...none('fetch request', 'promise'),
    },
    'Context.prototype': {
      set: { flow: 'arg1 -> this.var', result: 'void' },
      get: 'this.var -> return',
      ...all('body html json newResponse redirect render text', [], { instance: 'Response', sends: 'arg0' }),
      ...none('header status notFound'),
      ...properties('req env', []),
    },
  }),
};

/** Helpers of Hono that give back what they are given. */
export const honoFactory: Library = {
  modules: ['hono/factory'],
  table: () => ({ '': { createMiddleware: 'arg0 => return' } }),
};
