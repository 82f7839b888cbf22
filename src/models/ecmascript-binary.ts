import { sequence } from './ecmascript-array.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const number = { result: 'number' } as const;
const arrays = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
] as const;
const scalars = 'BigInt64 BigUint64 Float16 Float32 Float64 Int8 Int16 Int32 Uint8 Uint16 Uint32'.split(' ');
const sizes = properties('byteLength maxByteLength resizable growable detached', [], number);
const tag: Members = { '[Symbol.toStringTag]': { flow: [], property: true } };

const typedArray: Members = {
  ...sequence,
  set: { flow: ['arg0[] -> this', 'arg0[] -> this.@buffer[]'], result: 'void' },
  ...all('subarray valueOf', 'this => return'),
  ...properties('buffer', ['this.@buffer => return', 'this -> return'], { instance: 'ArrayBuffer' }),
  ...properties('BYTES_PER_ELEMENT byteLength byteOffset', [], number),
  ...tag,
};

const buffer: Members = {
  slice: { flow: 'this -> return', instance: 'ArrayBuffer' },
  ...all('transfer transferToFixedLength', 'this => return', { instance: 'ArrayBuffer' }),
  ...none('resize grow', 'void'),
  ...sizes,
  ...tag,
};

/** Typed arrays, which share the buffer that they are made of, buffers, DataView, Atomics. */
export const ecmascriptBinary: Library = {
  bases: { ArrayBufferView: 'DataView' },
  table: () => ({
    '': {
      ...Object.fromEntries(arrays.map((name) => [name, { flow: ['arg0 -> return', 'arg0 => return.@buffer'], instance: name }])),
      ...all('ArrayBuffer', [], { instance: 'ArrayBuffer' }),
      ...all('SharedArrayBuffer', [], { instance: 'SharedArrayBuffer' }),
      DataView: { flow: 'arg0 => return.buffer', instance: 'DataView' },
    },
    ...Object.fromEntries(
      arrays.map((name) => [
        name,
        {
          from: { flow: ['arg0[] => arg1.arg0', 'arg0[] -> return', 'arg1.return -> return'], instance: name },
          of: { flow: 'args -> return', instance: name },
          ...all('fromBase64 fromHex', 'arg0 -> return', { instance: name }),
          ...properties('BYTES_PER_ELEMENT', [], number),
        },
      ]),
    ),
    ...Object.fromEntries(arrays.map((name) => [`${name}.prototype`, typedArray])),
    'Uint8Array.prototype': {
      ...typedArray,
      ...all('toBase64 toHex', 'this -> return', { result: 'string' }),
      ...all('setFromBase64 setFromHex', 'arg0 -> this', { result: 'object' }),
    },
    ArrayBuffer: { ...none('isView', 'boolean'), '[Symbol.species]': { flow: [], property: true } },
    SharedArrayBuffer: { '[Symbol.species]': { flow: [], property: true } },
    'ArrayBuffer.prototype': buffer,
    'SharedArrayBuffer.prototype': buffer,
    'DataView.prototype': {
      ...all(scalars.map((name) => `get${name}`).join(' '), ['this -> return', 'this.buffer -> return'], number),
      ...all(scalars.map((name) => `set${name}`).join(' '), ['arg1 -> this', 'arg1 -> this.buffer'], { result: 'void' }),
      ...properties('buffer', 'this -> return', { instance: 'ArrayBuffer' }),
      ...properties('byteLength byteOffset', [], number),
      ...tag,
    },
    Atomics: {
      ...all('add and exchange or store sub xor', ['arg2 -> arg0', 'arg2 -> arg0.@buffer[]', 'arg0 -> return', 'arg2 -> return']),
      compareExchange: ['arg3 -> arg0', 'arg3 -> arg0.@buffer[]', 'arg0 -> return', 'arg2 ~> return'],
      load: 'arg0 -> return',
      ...none('isLockFree notify pause wait waitAsync'),
      ...tag,
    },
  }),
};
