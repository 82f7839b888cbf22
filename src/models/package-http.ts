import { all, none, properties } from './table.js';
import type { ChannelSpec, Library, Spec } from './table.js';

const promise = { result: 'promise' } as const;
const verbs = 'delete get head options patch post put request postForm putForm patchForm stream paginate';

const sends = ['data', 'params'].flatMap((x) => [`arg0.${x}`, `arg1.${x}`].map((from) => [from, x] as const)).concat([['arg1', 'data']]);
/** Functions that make a body of the data: of the client, of one request. */
const transforms = (client: string): readonly string[] => [`${client}.@transforms`, 'arg1.transformRequest', 'arg2.transformRequest'].flatMap((at) => [at, `${at}[]`]);
/** What is asked of one client, and what its interceptors make of answers. */
const sent = (client: string) => ({
  flow: [
    ...sends.flatMap(([from, to]) => [`${from} => channel.config.${to}`, `${from} => return.await.config.${to}`, `${from} => return.caught.config.${to}`]),
    ...sends.flatMap(([from, to]) => (to === 'data' ? transforms(client).map((at) => `${from} => ${at}.arg0`) : [])),
    'new Failure => return.caught', 'arg0 -> channel.config.url', `${client}.@answers => return.await`, `no ${client}.@answers: new Answer => return.await`,
  ],
  ...promise,
});
const interceptors = (client: string, channel: ChannelSpec): Record<'request' | 'response', Spec> => ({
  request: { flow: ['channel.config => arg0.arg0', 'arg0()', 'arg1()'], channel, deferred: true },
  response: { flow: ['new Answer => arg0.arg0', `arg0.return.await => ${client}.@answers`, 'new Failure => arg1.arg0', 'channel.config => arg1.arg0.config', 'arg0()', 'arg1()'], channel, deferred: true },
});
const anyone = { medium: 'axios requests', name: 'config' } as const;
const own = (owner: string) => ({ medium: 'axios requests', name: 'config', owner }) as const;
const defaults = properties('defaults', ['new Defaults => channel.defaults', 'channel.defaults => return'], { channel: anyone });

/** Clients: what is sent does not come back with the answer. */
export const axios: Library = {
  modules: ['axios'],
  self: ['axios', 'Axios'],
  bases: { AxiosInstance: 'Axios', AxiosStatic: 'Axios' },
  table: () => ({
    '': {
      ...all(`default ${verbs}`, sent('channel').flow, { channel: anyone, ...promise }),
      create: { flow: 'arg0.transformRequest => return.@transforms', instance: 'Axios' },
      all: { flow: 'arg0[].await => return.await[]', ...promise },
      spread: 'arg0 => return',
      ...none('isAxiosError isCancel', 'boolean'),
      getUri: { flow: 'arg0 -> return', result: 'string' },
      AxiosError: { flow: ['arg0 -> return.message', 'arg2 => return.config', 'arg4 => return.response'], instance: 'Error' },
      toFormData: { flow: 'arg0 -> return', instance: 'FormData' },
      ...defaults,
    },
    'Axios.prototype': {
      ...all(`@call ${verbs}`, sent('this').flow, { channel: own('this'), ...promise }),
      getUri: { flow: 'arg0 -> return', result: 'string' },
      ...properties('defaults', ['new Defaults => this.@defaults', 'this.@defaults => return']),
      ...properties('interceptors', 'this => return.@client', { instance: 'Interceptors' }),
    },
    'interceptors.request': { use: interceptors('channel', anyone).request },
    'interceptors.response': { use: interceptors('channel', anyone).response },
    'Interceptors.prototype': Object.fromEntries(['request', 'response'].map((x) => [x, { flow: 'this.@client => return.@client', property: true, instance: x === 'request' ? 'Requests' : 'Responses' }])),
    'Requests.prototype': { use: interceptors('this.@client', own('this.@client')).request },
    'Responses.prototype': { use: interceptors('this.@client', own('this.@client')).response },
    'Defaults.prototype': properties('adapter timeout', []),
    'Failure.prototype': { ...properties('message name code status stack cause', []), ...properties('response', [], { instance: 'Answer' }), ...none('toJSON') },
    'Answer.prototype': { ...properties('data', 'this.@typed => return'), ...properties('headers status statusText request', []) },
  }),
};

export const fetchClients: Library = {
  modules: ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'whatwg-fetch', 'ky', 'ofetch', 'undici'],
  self: ['fetch'],
  globals: ['Headers', 'FormData', 'Request', 'Response', 'Blob', 'File'],
  table: () => ({
    '': {
      ...all(`default fetch ${verbs}`, [], { ...promise, instance: 'Response' }),
      ...all('create extend', [], { result: 'function' }),
      ...none('setGlobalDispatcher getGlobalDispatcher'),
    },
  }),
};

export const got: Library = {
  modules: ['got', 'superagent', 'needle'],
  self: ['got'],
  table: () => ({
    '': {
      ...all(`default ${verbs} del`, [], { instance: 'Request' }),
      extend: { flow: [], result: 'function' },
    },
    'Request.prototype': {
      ...all('json text buffer', [], promise),
      ...all('send set query field attach auth type accept timeout retry use', 'this => return'),
      then: { flow: ['arg0()', 'arg0.return.await => return.await'], ...promise, deferred: true },
    },
  }),
};

export const nodemailer: Library = {
  modules: ['nodemailer'],
  table: () => ({
    '': {
      createTransport: { flow: [], instance: 'Transporter' },
      createTestAccount: { flow: [], ...promise },
      getTestMessageUrl: { flow: 'arg0 -> return' },
    },
    'Transporter.prototype': {
      sendMail: { flow: ['arg1()'], ...promise, deferred: true },
      ...none('verify close', 'promise'),
      use: 'this => return',
    },
  }),
};
