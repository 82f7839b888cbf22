import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What is sent to the network leaves the program; what comes from it carries no label but that of the request it answers. */
const later = { deferred: true } as const;
const request = [
  'new ServerRequest => arg0.arg0',
  'new ServerResponse => arg0.arg1',
  'new ServerRequest => arg1.arg0',
  'new ServerResponse => arg1.arg1',
];
const answered = ['new IncomingMessage => arg1.arg0', 'new IncomingMessage => arg2.arg0'];
const server: Members = {
  ...all('on once addListener prependListener prependOnceListener', ['arg1()', 'this => return'], later),
  ...all('listen close setTimeout', ['arg0()', 'arg1()', 'arg2()', 'arg3()', 'this => return'], later),
  getConnections: { flow: 'arg0()', ...later },
  ...all('ref unref', 'this => return'),
  ...none('emit address closeAllConnections closeIdleConnections [Symbol.asyncDispose]'),
  ...properties(
    'maxHeadersCount maxRequestsPerSocket timeout headersTimeout keepAliveTimeout requestTimeout maxConnections connections listening',
    [],
  ),
};
const headers: Members = {
  ...all('setHeader appendHeader', ['arg1 -> this', 'this => return']),
  setHeaders: ['arg0 -> this', 'this => return'],
  ...all('getHeader getHeaders', 'this -> return'),
  ...none('getHeaderNames getRawHeaderNames', 'array'),
  ...none('hasHeader', 'boolean'),
  ...none('removeHeader flushHeaders addTrailers', 'void'),
  ...all('setTimeout', ['arg1()', 'this => return'], later),
  ...properties('req chunkedEncoding shouldKeepAlive useChunkedEncodingByDefault sendDate finished headersSent connection socket', []),
};
const sent: Members = {
  write: { flow: ['arg1()', 'arg2()'], result: 'boolean' },
  end: ['arg0()', 'arg1()', 'arg2()', 'this => return'],
};

export const nodeHttp: Library = {
  modules: ['node:http', 'node:https', 'node:http2'],
  bases: {
    ServerRequest: 'IncomingMessage',
    IncomingMessage: 'node:stream#Readable',
    OutgoingMessage: 'node:stream#Writable',
    ServerResponse: 'OutgoingMessage',
    ClientRequest: 'OutgoingMessage',
    Agent: 'node:events#EventEmitter',
  },
  table: () => ({
    '': {
      ...all('createServer createSecureServer', request, { instance: 'Server', ...later }),
      ...all('request get', answered, { instance: 'ClientRequest', ...later }),
      Agent: { flow: [], instance: 'Agent' },
      ...all('validateHeaderName validateHeaderValue setMaxIdleHTTPParsers', [], { result: 'void' }),
      ...properties('METHODS STATUS_CODES globalAgent maxHeaderSize', []),
    },
    'Server.prototype': server,
    'OutgoingMessage.prototype': { ...headers, ...sent },
    'ServerResponse.prototype': {
      writeHead: 'this => return',
      ...all('writeContinue writeEarlyHints writeProcessing', ['arg0()', 'arg1()'], { result: 'void' }),
      ...none('assignSocket detachSocket', 'void'),
      ...properties('statusCode statusMessage strictContentLength', []),
    },
    'ClientRequest.prototype': {
      ...all('on once addListener prependListener prependOnceListener', ['new IncomingMessage => arg1.arg0', 'this => return'], later),
      ...none('abort onSocket setNoDelay setSocketKeepAlive', 'void'),
      ...properties('aborted host protocol reusedSocket maxHeadersCount method path', []),
    },
    'IncomingMessage.prototype': {
      ...properties('headers headersDistinct rawHeaders trailers trailersDistinct rawTrailers url method statusMessage'),
      ...properties('aborted httpVersion httpVersionMajor httpVersionMinor complete connection socket statusCode', []),
      setTimeout: { flow: ['arg1()', 'this => return'], ...later },
    },
    'Agent.prototype': {
      ...none('createConnection keepSocketAlive reuseSocket getName destroy'),
      ...properties('maxFreeSockets maxSockets maxTotalSockets freeSockets sockets requests options', []),
    },
  }),
};

export const nodeNet: Library = {
  modules: ['node:net', 'node:tls'],
  bases: { Socket: 'node:stream#Duplex', TLSSocket: 'Socket' },
  table: () => ({
    '': {
      createServer: { flow: ['new Socket => arg0.arg0', 'new Socket => arg1.arg0'], instance: 'Server', ...later },
      ...all('connect createConnection', ['arg1()', 'arg2()', 'arg3()'], { instance: 'Socket', ...later }),
      Socket: { flow: [], instance: 'Socket' },
      ...none(
        'isIP isIPv4 isIPv6 getDefaultAutoSelectFamily setDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout setDefaultAutoSelectFamilyAttemptTimeout',
      ),
      BlockList: { flow: [], instance: 'BlockList' },
    },
    'Server.prototype': server,
    'BlockList.prototype': {
      ...all('addAddress addRange addSubnet', 'args -> this', { result: 'void' }),
      check: { flow: ['arg0 ~> return', 'this ~> return'], result: 'boolean' },
    },
    'Socket.prototype': {
      ...sent,
      ...all('connect setTimeout', ['arg0()', 'arg1()', 'arg2()', 'this => return'], later),
      ...all('setEncoding setNoDelay setKeepAlive pause resume resetAndDestroy ref unref', 'this => return'),
      ...none('destroySoon address'),
      ...properties('remoteAddress remoteFamily remotePort'),
      ...properties(
        'autoSelectFamilyAttemptedAddresses bufferSize bytesRead bytesWritten connecting pending destroyed localAddress localPort localFamily readyState timeout',
        [],
      ),
    },
  }),
};

export const nodeOs: Library = {
  modules: ['node:os', 'node:tty', 'node:perf_hooks', 'node:cluster', 'node:inspector', 'node:trace_events', 'node:module', 'node:wasi'],
  table: () => ({
    '': {
      createHistogram: { flow: [], result: 'object' },
      ...properties('performance', [], { instance: 'Performance' }),
      ...properties('EOL devNull constants', []),
      '*': [],
    },
  }),
};

export const nodeDns: Library = {
  modules: ['node:dns', 'node:dns/promises'],
  table: () => ({
    '': {
      ...all(
        'lookup resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt resolveTlsa lookupService reverse',
        ['arg1()', 'arg2()'],
        later,
      ),
      ...none('setServers getServers setDefaultResultOrder getDefaultResultOrder'),
    },
  }),
};

export const nodeV8: Library = {
  modules: ['node:v8'],
  table: () => ({ '': { serialize: { flow: 'arg0 -> return', instance: 'Buffer' }, deserialize: 'arg0 -> return' } }),
};

export const nodeVm: Library = {
  modules: ['node:vm'],
  table: () => ({
    '': {
      Script: { flow: 'arg0 -> return', instance: 'Script' },
      createContext: 'arg0 => return',
      isContext: { flow: [], result: 'boolean' },
      ...all('runInContext runInNewContext runInThisContext', ['arg0 -> return', 'arg1 -> return']),
      compileFunction: { flow: 'args -> return', result: 'function' },
    },
    'Script.prototype': { ...all('runInContext runInNewContext runInThisContext', ['this -> return', 'arg0 -> return']), createCachedData: [] },
  }),
};

export const nodeDiagnosticsChannel: Library = {
  modules: ['node:diagnostics_channel'],
  table: () => ({
    '': {
      channel: { flow: 'arg0 => return.name', instance: 'Channel' },
      subscribe: { flow: ['channel => arg1.arg0', 'arg0 => arg1.arg1'], channel: { medium: 'diagnostics', key: 'arg0' }, ...later },
      ...none('unsubscribe hasSubscribers', 'boolean'),
      tracingChannel: [],
    },
    'Channel.prototype': {
      publish: { flow: 'arg0 => channel', channel: { medium: 'diagnostics', key: 'this.name' }, result: 'void' },
      subscribe: { flow: ['channel => arg0.arg0', 'this.name => arg0.arg1'], channel: { medium: 'diagnostics', key: 'this.name' }, ...later },
      ...none('unsubscribe unbindStore', 'boolean'),
      bindStore: ['channel => arg1.arg0', 'arg1.return => arg0.@store'],
      runStores: ['arg0 => channel', 'arg3 => arg1.arg0', 'arg1.return => return'],
      ...properties('name hasSubscribers', []),
    },
  }),
};
