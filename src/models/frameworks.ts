/**
 * What frameworks do with a program's own code by its names, beside what their functions do when they are called: which exports they
 * render and call, which servers' methods take handlers, what describes providers of a container.
 */

/** Functions that a page's module exports, whose result has the props that its default export is rendered with. */
export const PAGE_DATA = ['getServerSideProps', 'getStaticProps'] as const;
/** The property of what they give. */
export const PAGE_PROPS = 'props';
/** The same as a member of the page itself, which gives the props alone. */
export const PAGE_INITIAL_DATA = 'getInitialProps';

/** Properties that the default export of a route's module is rendered with, and its function for the page's head is given, by the function that it exports which gives them. */
export const ROUTE_PROPS: Readonly<Record<string, readonly string[]>> = { loader: ['loaderData'], action: ['actionData'] };
export const ROUTE_HEAD = { name: 'meta', of: 'loader', props: ['data', 'loaderData'] } as const;

/** Methods that React calls on a component, with what they get of props and state, old or new. */
export const LIFECYCLE: readonly string[] = ['componentDidMount', 'shouldComponentUpdate', 'componentDidUpdate', 'getSnapshotBeforeUpdate', 'UNSAFE_componentWillReceiveProps', 'componentWillReceiveProps', 'componentWillUnmount', 'render'];
/** A static method of a component that gets the same, and gives what the state has by it. */
export const DERIVED_STATE = 'getDerivedStateFromProps';
/** The method by which a component changes its state: to an object, or to what a function makes of state and props. */
export const SET_STATE = 'setState';

/** Hooks of routers that give what a function gives: the one that their type argument names (`typeof loader`), else those that their own module exports. */
export interface RouteHook {
  readonly exports: readonly string[];
  /** The property of what the hook gives that has it; absent: it is that. */
  readonly property?: string;
}
export const ROUTE_DATA: Readonly<Record<string, RouteHook>> = {
  useLoaderData: { exports: ['loader'] },
  useActionData: { exports: ['action'] },
  useRouteLoaderData: { exports: [] },
  useFetcher: { exports: ['loader', 'action'], property: 'data' },
};
export const ROUTE_DATA_MODULES = ['@remix-run/react', 'react-router', 'react-router-dom'] as const;

/** A server whose plugins share what one of them puts on it, and whose requests have it. */
export interface SharedServer {
  /** Of the modules whose files have to do with it. */
  readonly modules: RegExp;
  /** Methods that tell that an object is such a server. */
  readonly methods: ReadonlySet<string>;
  /** Of those, what no other object has that a function can be given first. */
  readonly tells: ReadonlySet<string>;
  /** The type that models describe. */
  readonly type: string;
  /** The one that puts what it is given second on the server, under the name that it is given first. */
  readonly decorates: string;
  /** The property of requests and replies that is the server. */
  readonly inRequest: string;
}
export const SHARED_SERVERS: readonly SharedServer[] = [
  {
    modules: /^fastify(?:$|-)/,
    methods: new Set(['decorate', 'register', 'addHook', 'route', 'get', 'post', 'put', 'patch', 'delete', 'all', 'listen', 'inject', 'ready']),
    tells: new Set(['decorate', 'register', 'addHook', 'inject']),
    type: 'fastify#Fastify',
    decorates: 'decorate',
    inRequest: 'server',
  },
];

/** Types of functions that get a library's object first, whichever package declares the type. */
export const GIVEN_FIRST: readonly { readonly modules: RegExp; readonly name: RegExp; readonly type: string }[] = [{ modules: /^@?fastify(?:$|[-/])/, name: /^FastifyPlugin/, type: 'fastify#Fastify' }];

/** Exports of libraries that instances of a type inherit from: what a program adds to one, all have. */
export const PROTOTYPES: Readonly<Record<string, string>> = { 'express#Response': 'response', 'express#Request': 'request', 'express#Application': 'application' };

/** Packages of servers: what a handler returns goes to who asked, and each request has objects of its own. */
export const SERVERS = new Set(['express', 'express-promise-router', 'router', 'polka', 'restify', 'connect', 'koa', '@koa/router', 'koa-router', 'fastify', 'hono', 'hono/quick', 'hono/tiny', '@hono/zod-openapi', 'elysia']);
/** Methods of servers that register handlers, and of those the ones whose handlers get errors (`ON_ERROR`). */
export const ROUTING = new Set(['use', 'all', 'get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'route', 'param', 'on', 'addHook', 'onError', 'setErrorHandler', 'notFound', 'setNotFoundHandler', 'opts', 'onRequest', 'decorate', 'openapi']);
/** Of those, the ones that register for a path alone, which their first argument is. */
export const OF_ROUTE = new Set(['all', 'get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'opts', 'openapi']);
export const ON_ERROR = new Set(['onError', 'setErrorHandler']);
/** Options of a route under which handlers stand. */
export const IN_OPTIONS = new Set(['handler', 'onRequest', 'preParsing', 'preValidation', 'preHandler']);

/** Properties of a request that hold what earlier requests have left there. */
export const LASTING = new Set(['session']);

/** Directive of functions, or of all that a module exports, that a client can call. */
export const ANSWERING_DIRECTIVE = 'use server';

/** Decorators of methods whose result goes to who asked, by module. */
export const ANSWERING: Readonly<Record<string, string>> = {
  '@nestjs/common': 'Get Post Put Delete Patch Options Head All Search Sse Render',
  'routing-controllers': 'Get Post Put Delete Patch Head All Method Render',
  tsoa: 'Get Post Put Delete Patch Options Head',
  '@tsoa/runtime': 'Get Post Put Delete Patch Options Head',
  'inversify-express-utils': 'httpGet httpPost httpPut httpDelete httpPatch httpHead all httpMethod',
};

/** Decorators of methods that resolve what a GraphQL schema has, by module, and those that say which properties of a class are in it. */
export const RESOLVING: Readonly<Record<string, string>> = {
  '@nestjs/graphql': 'Query Mutation Subscription ResolveField ResolveProperty',
  'type-graphql': 'Query Mutation Subscription FieldResolver',
};
export const FIELD_DECORATORS = { shows: 'Field', hides: 'HideField' } as const;

/** What leaves fields of classes out of what handlers give, by decorators on the fields and options on the handlers. */
export const SERIALIZING = { module: '@nestjs/common', interceptor: 'ClassSerializerInterceptor', options: 'SerializeOptions', transformer: 'class-transformer', hides: 'Exclude', shows: 'Expose', inward: 'toClassOnly' } as const;

/** Description of what a container gives for a token. */
export const PROVIDER = {
  token: 'provide',
  /** Properties that tell it, and how: what stands there, what a call of it gives, an instance of it, or what is given for it. */
  gives: { useValue: 'value', useFactory: 'result', useClass: 'instance', useExisting: 'provided' },
} as const;
/** Decorators of parameters and fields that get what is given for their argument. */
export const INJECTING = /^[iI]nject$/;

/** Decorators of parameters that get the request itself, which guards, interceptors and handlers have in common. */
const REQUEST_DECORATORS = new Set(['@nestjs/common#Req', '@nestjs/common#Request']);
/** The import is such a decorator. */
export function givesRequest({ source, imported }: { readonly source: string; readonly imported: string }): boolean {
  return REQUEST_DECORATORS.has(`${source}#${imported}`);
}
/** Its token: what a container gives for it is the request. */
export const REQUEST_TOKEN = { module: '@nestjs/core', name: 'REQUEST' } as const;
/** Classes of the type get it as a parameter of a method. */
export const MIDDLEWARE = { type: '@nestjs/common#NestMiddleware', method: 'use', parameter: 0 } as const;
/** Classes of NestJS that stand around handlers: by which decorator, token and method of the application, and the parameter of their method that gets what handlers give or throw. */
export const LAYERS = {
  interceptors: { name: 'intercept', parameter: 1, decorator: 'UseInterceptors', token: 'APP_INTERCEPTOR', global: 'useGlobalInterceptors' },
  filters: { name: 'catch', parameter: 0, decorator: 'UseFilters', token: 'APP_FILTER', global: 'useGlobalFilters' },
} as const;
export type Layer = keyof typeof LAYERS;
/** The method of an interceptor's second parameter that runs the handler. */
export const HANDLE = 'handle';
/** The method of a library's function that gives the function itself, for other types. */
export const WITH_TYPES = 'withTypes';
/** What gives guards and interceptors that request. */
export const REQUEST_METHOD = 'getRequest';

/** What tests import, by its beginning where it ends in `/`, and how their files are named. */
export const TESTS = {
  modules: ['vitest', '@jest/globals', 'node:test', '@playwright/test', 'cypress', 'jest-mock-extended', 'vitest-mock-extended', 'ts-mockito', 'sinon', 'chai', 'supertest', '@nestjs/testing', '@testing-library/'],
  named: /[.-](?:test|tests|spec|e2e|cy)\.[cm]?[jt]sx?$/,
} as const;
