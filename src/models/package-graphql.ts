import { all, none } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
const context = { medium: 'graphql', name: 'context' } as const;
const made = (at: string): readonly string[] => [`${at}.context => channel.context`, `${at}.context.return => channel.context`, `${at}.context.return.await => channel.context`];
const ROOTS = ['Query', 'Mutation', 'Subscription'];
/** Each resolver gets the context; those of a type get what resolvers of the roots returned. */
const resolvers = (at: string): readonly string[] => [
  `channel.context => ${at}.*.*.arg2`,
  ...ROOTS.flatMap((root) => [`channel.context => ${at}.${root}.*.arg2`, `${at}.${root}.*.return.await => ${at}.*.*.arg0`, `${at}.${root}.*.return.await[] => ${at}.*.*.arg0`]),
  `${at}.*.*()`,
];
const schema = { flow: resolvers('arg0.resolvers'), channel: context, result: 'object', ...later } as const;

export const graphql: Library = {
  modules: ['@apollo/server', 'apollo-server', 'apollo-server-express', 'apollo-server-core', '@graphql-tools/schema', 'graphql-yoga', 'graphql-tools', '@apollo/subgraph', 'apollo-server-micro', '@apollo/server/standalone', '@apollo/server/express4', '@as-integrations/express5', '@as-integrations/next', 'express-graphql', 'graphql-http'],
  table: () => ({
    '': {
      ApolloServer: { flow: [...resolvers('arg0.resolvers'), ...made('arg0')], channel: context, instance: 'Server', ...later },
      ...all('makeExecutableSchema createSchema buildSubgraphSchema', schema.flow, { channel: context, result: 'object', ...later }),
      createYoga: { flow: made('arg0'), channel: context, instance: 'Server', ...later },
      ...all('graphqlHTTP createHandler', ['channel.context => arg0.rootValue.*.arg1', ...made('arg0')], { channel: context, result: 'function', ...later }),
      ...all('startStandaloneServer expressMiddleware startServerAndCreateNextHandler', made('arg1'), { channel: context, result: 'promise', ...later }),
      gql: [],
    },
    'Server.prototype': { ...none('start stop applyMiddleware listen', 'promise') },
  }),
};

const trpcContext = { medium: 'trpc', name: 'context' } as const;
const input: Members = {
  ...all('input output meta', 'this => return'),
  use: {
    flow: [
      'this.@context => arg0.arg0.ctx',
      'channel.context => arg0.arg0.ctx',
      'this.@context => return.@context',
      'arg0.arg0.next.arg0.ctx => return.@context',
      'arg0()',
    ],
    channel: trpcContext,
    instance: 'Procedure',
    ...later,
  },
  ...all('query mutation subscription', ['this.@context => arg0.arg0.ctx', 'channel.context => arg0.arg0.ctx', 'arg0.return => return.@result', 'arg0.return.await => return.@result', 'arg0()'], {
    channel: trpcContext,
    instance: 'Procedure',
    sends: 'arg0.return',
    ...later,
  }),
};
const context_ = ['arg0.createContext.return => channel.context', 'arg0.createContext.return.await => channel.context'] as const;

/** What the server makes as context is what procedures get, with what middleware adds. */
export const trpc: Library = {
  modules: ['@trpc/server', '@trpc/server/adapters/express', '@trpc/server/adapters/fetch', '@trpc/server/adapters/next', '@trpc/server/adapters/standalone', '@trpc/server/adapters/fastify', '@trpc/server/adapters/node-http'],
  table: () => ({
    '': {
      initTRPC: { flow: [], property: true, instance: 'Builder' },
      ...all('createExpressMiddleware fetchRequestHandler createNextApiHandler createHTTPServer createHTTPHandler fastifyTRPCPlugin nodeHTTPRequestHandler', context_, { channel: trpcContext, ...later }),
    },
    'Builder.prototype': { context: { flow: ['type0 => channel.context', 'this => return'], channel: trpcContext }, meta: 'this => return', create: { flow: [], instance: 'Root' } },
    'Root.prototype': {
      procedure: { flow: [], property: true, instance: 'Procedure' },
      middleware: 'arg0 => return',
      ...all('router mergeRouters', ['arg0{} => return{}', 'return.createCaller.arg0 => channel.context', 'arg0{}.@result => return.createCaller.return{}.return.await'], { channel: trpcContext, result: 'object' }),
      createCallerFactory: { flow: ['return.arg0 => channel.context', 'return.arg0.return => channel.context', 'arg0{}.@result => return.return{}.return.await'], channel: trpcContext },
    },
    'Procedure.prototype': input,
  }),
};

/** Helpers that call a router's procedures on a server, with a context that is made there. What these give, types tell. */
export const trpcHelpers: Library = {
  modules: ['@trpc/react-query/server', '@trpc/react-query/ssg', '@trpc/react/ssg'],
  table: () => ({
    '': all('createServerSideHelpers createSSGHelpers createProxySSGHelpers', 'arg0.ctx => channel.context', { channel: trpcContext, open: true }),
  }),
};
