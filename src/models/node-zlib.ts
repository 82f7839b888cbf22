import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const formats = [
  'brotliCompress',
  'brotliDecompress',
  'deflate',
  'deflateRaw',
  'gunzip',
  'gzip',
  'inflate',
  'inflateRaw',
  'unzip',
  'zstdCompress',
  'zstdDecompress',
];
const streams = [
  'BrotliCompress',
  'BrotliDecompress',
  'Deflate',
  'DeflateRaw',
  'Gunzip',
  'Gzip',
  'Inflate',
  'InflateRaw',
  'Unzip',
  'ZstdCompress',
  'ZstdDecompress',
];

export const nodeZlib: Library = {
  modules: ['node:zlib'],
  bases: { Zlib: 'node:stream#Transform' },
  table: () => ({
    'ZlibReset.prototype': none('reset', 'void'),
    '': {
      ...all(formats.join(' '), ['arg0 -> arg1.arg1', 'arg0 -> arg2.arg1'], { result: 'void', deferred: true }),
      ...all(formats.map((name) => `${name}Sync`).join(' '), 'arg0 -> return', { instance: 'Buffer' }),
      ...all(streams.map((name) => `create${name}`).join(' '), [], { instance: 'Zlib' }),
      ...all(streams.join(' '), [], { instance: 'Zlib' }),
      crc32: { flow: 'args -> return', result: 'number' },
      ...properties('constants codes', []),
    },
    'Zlib.prototype': {
      ...all('flush params', ['arg0()', 'arg1()', 'arg2()'], { result: 'void' }),
      close: { flow: 'arg0()', result: 'void' },
      ...none('reset', 'void'),
      ...properties('bytesRead bytesWritten shell', []),
    },
  }),
};
