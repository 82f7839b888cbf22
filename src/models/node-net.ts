import { all, none, properties } from './table.js';
import { http2, http2Bases, http2Functions } from './node-http2.js';
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
    ...http2Bases,
  },
  table: () => ({
    ...http2,
    '': {
      ...http2Functions,
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
      ...none('checkServerIdentity createSecurePair createSecureContext getCiphers'),
    },
    'Server.prototype': { ...server, ...none('addContext getTicketKeys setSecureContext setTicketKeys') },
    'TLSSocket.prototype': {
      ...none(
        `getCertificate getCipher getEphemeralKeyInfo getFinished getPeerCertificate getPeerFinished getProtocol getSession getSharedSigalgs getTLSTicket
         getPeerX509Certificate getX509Certificate exportKeyingMaterial`,
        'object',
      ),
      ...none('isSessionReused setMaxSendFragment', 'boolean'),
      ...none('setKeyCert disableRenegotiation enableTrace', 'void'),
      renegotiate: { flow: 'arg1()', result: 'boolean', ...later },
    },
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
  modules: ['node:os', 'node:perf_hooks', 'node:inspector', 'node:trace_events', 'node:wasi'],
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
      Resolver: { flow: [], instance: 'Resolver' },
    },
    'Resolver.prototype': { ...none('cancel setLocalAddress setServers getServers'), ...all('resolve resolve4 resolve6 resolveAny resolveCname resolveMx resolveTxt resolveSrv reverse', ['arg1()', 'arg2()'], later) },
  }),
};

export const nodeV8: Library = {
  modules: ['node:v8'],
  bases: { DefaultSerializer: 'Serializer', DefaultDeserializer: 'Deserializer' },
  table: () => ({
    '': {
      serialize: { flow: 'arg0 -> return', instance: 'Buffer' },
      deserialize: 'arg0 -> return',
      ...all('Serializer DefaultSerializer', [], { instance: 'Serializer' }),
      ...all('Deserializer DefaultDeserializer', 'arg0 -> return', { instance: 'Deserializer' }),
      ...none('cachedDataVersionTag getHeapStatistics getHeapSpaceStatistics setFlagsFromString getHeapCodeStatistics takeCoverage stopCoverage setHeapSnapshotNearHeapLimit queryObjects'),
      ...none('getHeapSnapshot writeHeapSnapshot'),
    },
    'Serializer.prototype': { ...all('writeValue writeUint32 writeUint64 writeDouble writeRawBytes transferArrayBuffer', 'args -> this'), writeHeader: [], releaseBuffer: { flow: 'this -> return', instance: 'Buffer' } },
    'Deserializer.prototype': { ...all('readValue readUint32 readUint64 readDouble readRawBytes', 'this -> return'), transferArrayBuffer: 'args -> this', ...none('readHeader getWireFormatVersion') },
    'GCProfiler.prototype': none('start stop'),
    StartupSnapshot: { ...all('addSerializeCallback addDeserializeCallback setDeserializeMainFunction', ['arg1 => arg0.arg0', 'arg0()'], later), ...none('isBuildingSnapshot', 'boolean') },
    'StartupSnapshot.prototype': { ...all('addSerializeCallback addDeserializeCallback setDeserializeMainFunction', ['arg1 => arg0.arg0', 'arg0()'], later), ...none('isBuildingSnapshot', 'boolean') },
  }),
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
      measureMemory: { flow: [], result: 'promise' },
    },
    'Module.prototype': { ...none('evaluate', 'promise'), link: { flow: 'arg0()', result: 'promise' } },
    'SyntheticModule.prototype': { setExport: 'arg1 -> this' },
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
      tracingChannel: { flow: [], instance: 'TracingChannel' },
    },
    'TracingChannel.prototype': {
      ...none('subscribe unsubscribe', 'void'),
      traceSync: ['arg3 => arg0.arg0', 'arg4 => arg0.arg1', 'arg0.return => return'],
      tracePromise: { flow: ['arg3 => arg0.arg0', 'arg4 => arg0.arg1', 'arg0.return.await => return.await'], result: 'promise' },
      traceCallback: ['arg4 => arg0.arg0', 'arg5 => arg0.arg1', 'arg0.return => return'],
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
