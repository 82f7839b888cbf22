import { all, none, properties } from './table.js';
import type { Members, Table } from './table.js';

const later = { deferred: true } as const;
const listening: Members = {
  ...all('on once addListener prependListener prependOnceListener', ['arg1()', 'this => return'], later),
  ...none('emit', 'boolean'),
};
const settled: Members = { ...all('setTimeout', ['arg1()', 'this => return'], later), ...all('close', ['arg0()', 'arg1()'], later) };
const session: Members = { ...listening, ...settled, ...all('ping settings', ['arg0()', 'arg1()'], later), ...none('destroy goaway ref unref setLocalWindowSize') };
const server: Members = { ...listening, ...settled, ...none('updateSettings') };

/** Streams and sessions of HTTP/2: what is sent leaves the program, what comes is from outside. */
export const http2: Table = {
  'Http2Stream.prototype': { ...listening, ...settled, ...none('priority sendTrailers additionalHeaders respond respondWithFD respondWithFile'), pushStream: { flow: ['arg1()', 'arg2()'], ...later } },
  'Http2Session.prototype': { ...session, request: { flow: [], instance: 'Http2Stream' }, ...none('altsvc origin') },
  'HTTP2ServerCommon.prototype': server,
  'Http2ServerRequest.prototype': { ...listening, ...settled, read: [], ...properties('headers method url authority scheme', []) },
  'Http2ServerResponse.prototype': {
    ...listening,
    ...settled,
    ...all('setHeader appendHeader', ['arg1 -> this', 'this => return']),
    ...all('getHeader getHeaders', 'this -> return'),
    ...none('getHeaderNames', 'array'),
    ...none('hasHeader', 'boolean'),
    ...none('removeHeader addTrailers writeContinue writeEarlyHints'),
    write: { flow: ['arg1()', 'arg2()'], result: 'boolean' },
    end: ['arg0()', 'arg1()', 'arg2()', 'this => return'],
    writeHead: 'this => return',
    createPushResponse: { flow: 'arg1()', ...later },
  },
};

export const http2Bases: Readonly<Record<string, string>> = {
  ClientHttp2Stream: 'Http2Stream',
  ServerHttp2Stream: 'Http2Stream',
  ClientHttp2Session: 'Http2Session',
  ServerHttp2Session: 'Http2Session',
  Http2Server: 'HTTP2ServerCommon',
  Http2SecureServer: 'HTTP2ServerCommon',
};

/** Functions of the module itself. */
export const http2Functions: Members = {
  connect: { flow: ['arg1()', 'arg2()'], instance: 'Http2Session', ...later },
  performServerHandshake: { flow: [], instance: 'Http2Session' },
  ...none('getDefaultSettings getUnpackedSettings', 'object'),
  getPackedSettings: 'arg0 -> return',
};
