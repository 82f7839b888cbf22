import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const answer = { result: 'promise', instance: 'Answer' } as const;
const promise = { result: 'promise' } as const;
const verbs = 'delete get head options patch post put request postForm putForm patchForm stream paginate';

const requests = { medium: 'axios requests', name: 'config' } as const;
const sent = { flow: ['arg1 => channel.config.data', 'arg0.data => channel.config.data', 'arg0.params => channel.config.params', 'arg1.params => channel.config.params', 'arg0 -> channel.config.url'], channel: requests } as const;
const interceptors = { use: { flow: ['channel.config => arg0.arg0', 'arg0()', 'arg1()'], channel: requests, deferred: true } } as const;

/** Clients: what is sent does not come back with the answer. */
export const axios: Library = {
  modules: ['axios'],
  self: ['axios', 'Axios'],
  table: () => ({
    '': {
      ...all(`default ${verbs}`, sent.flow, { channel: requests, ...answer }),
      create: { flow: [], instance: 'Axios' },
      all: { flow: 'arg0[].await => return.await[]', ...promise },
      spread: 'arg0 => return',
      ...none('isAxiosError isCancel', 'boolean'),
      getUri: { flow: 'arg0 -> return', result: 'string' },
      AxiosError: { flow: ['arg0 -> return.message', 'arg2 => return.config', 'arg4 => return.response'], instance: 'Error' },
      toFormData: { flow: 'arg0 -> return', instance: 'FormData' },
      ...properties('defaults', []),
    },
    'Axios.prototype': { ...all(verbs, sent.flow, { channel: requests, ...answer }), getUri: { flow: 'arg0 -> return', result: 'string' }, ...properties('defaults', []), ...properties('interceptors', [], { instance: 'Interceptors' }) },
    'interceptors.request': interceptors,
    'interceptors.response': { use: { flow: ['arg0()', 'arg1()'], deferred: true } },
    'Interceptors.prototype': { ...properties('request', [], { instance: 'Requests' }), ...properties('response', [], { instance: 'Responses' }) },
    'Requests.prototype': interceptors,
    'Responses.prototype': { use: { flow: ['arg0()', 'arg1()'], deferred: true } },
    'Answer.prototype': { ...properties('data', 'this.@typed => return'), ...properties('headers status statusText config request', []) },
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
