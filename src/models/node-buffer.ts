import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const buffer = { instance: 'Buffer' } as const;
const number = { result: 'number' } as const;
const widths = `BigInt64BE BigInt64LE BigUInt64BE BigUint64BE BigUInt64LE BigUint64LE UIntLE UintLE UIntBE UintBE IntLE IntBE UInt8 Uint8 UInt16LE
  Uint16LE UInt16BE Uint16BE UInt32LE Uint32LE UInt32BE Uint32BE Int8 Int16LE Int16BE Int32LE Int32BE FloatLE FloatBE DoubleLE DoubleBE`.split(/\s+/);

/** Buffer, which is a global of Node. */
export const nodeBufferGlobal: Library = {
  bases: { Buffer: 'Uint8Array' },
  table: () => ({
    '': { Buffer: { flow: 'arg0 -> return', ...buffer } },
    Buffer: {
      ...all('from copyBytesFrom', 'arg0 -> return', buffer),
      of: { flow: 'args -> return', ...buffer },
      concat: { flow: 'arg0[] -> return', ...buffer },
      alloc: { flow: 'arg1 -> return', ...buffer },
      ...all('allocUnsafe allocUnsafeSlow', [], buffer),
      byteLength: { flow: [], ...number },
      compare: { flow: ['arg0 ~> return', 'arg1 ~> return'], ...number },
      ...none('isBuffer isEncoding', 'boolean'),
      ...properties('poolSize', []),
    },
    'Buffer.prototype': {
      ...all('toString asciiSlice base64Slice base64urlSlice hexSlice latin1Slice ucs2Slice utf8Slice', 'this -> return', { result: 'string' }),
      toJSON: { flow: 'this -> return', result: 'object' },
      ...all('slice subarray reverse swap16 swap32 swap64', 'this => return', buffer),
      write: { flow: 'arg0 -> this', ...number },
      fill: { flow: ['arg0 -> this', 'this => return'], ...buffer },
      copy: { flow: 'this -> arg0', ...number },
      equals: { flow: ['this ~> return', 'arg0 ~> return'], result: 'boolean' },
      compare: { flow: ['this ~> return', 'arg0 ~> return'], ...number },
      includes: { flow: ['this ~> return', 'arg0 ~> return'], result: 'boolean' },
      ...all('indexOf lastIndexOf', ['this ~> return', 'arg0 ~> return'], number),
      ...all(widths.map((width) => `read${width}`).join(' '), 'this -> return', number),
      ...all(widths.map((width) => `write${width}`).join(' '), 'arg0 -> this', number),
      ...properties('parent', 'this -> return', { instance: 'ArrayBuffer' }),
    },
  }),
};

export const nodeBuffer: Library = {
  modules: ['node:buffer'],
  globals: ['Buffer', 'Blob', 'File', 'atob', 'btoa'],
  table: () => ({
    '': {
      SlowBuffer: { flow: [], ...buffer },
      transcode: { flow: 'arg0 -> return', ...buffer },
      resolveObjectURL: { flow: [], instance: 'Blob' },
      ...none('isUtf8 isAscii', 'boolean'),
      ...properties('INSPECT_MAX_BYTES kMaxLength kStringMaxLength constants', []),
    },
  }),
};
