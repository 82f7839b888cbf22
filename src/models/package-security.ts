import { all, none } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;
const string = { result: 'string' } as const;
const compared = ['arg0 ~> return', 'arg1 ~> return'] as const;
const later = { deferred: true } as const;

/** A password hash answers only with yes or no: what matched is known, no label flows out of the comparison. */
export const bcrypt: Library = {
  modules: ['bcrypt', 'bcryptjs'],
  self: ['bcrypt'],
  table: () => ({
    '': {
      hash: { flow: ['arg0 -> return.await', 'arg0 -> arg2.arg1'], ...promise, ...later },
      hashSync: { flow: 'arg0 -> return', ...string },
      compare: { flow: ['arg0 ~> return.await', 'arg1 ~> return.await', 'arg0 ~> arg2.arg1'], ...promise, ...later },
      compareSync: { flow: compared, result: 'boolean' },
      ...none('genSalt genSaltSync getRounds getSalt truncates'),
      ...all('encodeBase64 decodeBase64', 'arg0 -> return'),
    },
  }),
};

export const argon2: Library = {
  modules: ['argon2', '@node-rs/argon2', '@node-rs/bcrypt', 'scrypt-kdf'],
  table: () => ({
    '': {
      ...all('hash hashRaw kdf', 'arg0 -> return.await', promise),
      hashSync: { flow: 'arg0 -> return', ...string },
      verify: { flow: ['arg0 ~> return.await', 'arg1 ~> return.await'], ...promise },
      verifySync: { flow: compared, result: 'boolean' },
      ...none('needsRehash', 'boolean'),
    },
  }),
};

const digest = 'MD5 SHA1 SHA224 SHA256 SHA384 SHA512 SHA3 RIPEMD160';
const stringify: Members = { toString: { flow: 'this -> return', ...string }, '*': 'this -> return' };
export const cryptoJs: Library = {
  modules: ['crypto-js'],
  self: ['CryptoJS'],
  table: () => ({
    '': {
      ...all(`${digest} PBKDF2 EvpKDF`, ['arg0 -> return', 'arg1 -> return'], { instance: 'WordArray' }),
      ...all(
        digest
          .split(' ')
          .map((name) => `Hmac${name}`)
          .join(' '),
        'arg0 -> return',
        { instance: 'WordArray' },
      ),
    },
    ...Object.fromEntries(
      ['AES', 'DES', 'TripleDES', 'Rabbit', 'RC4'].map((name) => [name, all('encrypt decrypt', 'arg0 -> return', { instance: 'WordArray' })]),
    ),
    ...Object.fromEntries(
      ['enc.Utf8', 'enc.Hex', 'enc.Base64', 'enc.Latin1', 'enc.Base64url'].map((name) => [name, all('parse stringify', 'arg0 -> return')]),
    ),
    'WordArray.prototype': stringify,
  }),
};

export const hashes: Library = {
  modules: [
    'md5',
    'sha1',
    'sha.js',
    'hash.js',
    'js-sha256',
    'js-sha512',
    'object-hash',
    'murmurhash',
    'blake3',
    'hash-wasm',
    'fnv1a',
    'ohash',
    'js-md5',
    'hasha',
    'xxhash-wasm',
    'hash-sum',
    'string-hash',
  ],
  table: () => ({
    '': { ...all('default sha256 sha512 sha1 md5 sha224 hash murmurHash serialize digest v2 v3', ['arg0 -> return', 'this -> return']) },
  }),
};

export const jsonwebtoken: Library = {
  modules: ['jsonwebtoken', 'jwt-simple', 'jwt-decode', 'fast-jwt'],
  self: ['jwt'],
  table: () => ({
    '': {
      sign: { flow: ['arg0 -> return', 'arg0 -> arg3.arg1'], ...later },
      verify: { flow: ['arg0 -> return', 'arg0 -> arg2.arg1', 'arg0 -> arg3.arg1'], ...later },
      ...all('decode encode default jwtDecode', 'arg0 -> return'),
      ...all('createSigner createVerifier createDecoder', 'return.arg0 -> return.return'),
    },
  }),
};

/** Nest's service; what signs a token is no part of it. */
export const nestJwt: Library = {
  modules: ['@nestjs/jwt'],
  table: () => ({
    'JwtService.prototype': {
      ...all('sign decode verify', 'arg0 -> return'),
      ...all('signAsync verifyAsync', 'arg0 -> return.await', promise),
    },
  }),
};

export const jose: Library = {
  modules: ['jose'],
  table: () => ({
    '': {
      ...all('jwtVerify jwtDecrypt compactVerify compactDecrypt flattenedVerify generalVerify', 'arg0 -> return.await', promise),
      ...all('decodeJwt decodeProtectedHeader', 'arg0 -> return'),
      ...all('SignJWT EncryptJWT CompactSign CompactEncrypt', 'arg0 -> return', { instance: 'Token' }),
      ...all('importJWK importSPKI importPKCS8 importX509 exportJWK exportSPKI exportPKCS8 calculateJwkThumbprint', 'arg0 -> return.await', promise),
      ...none('generateKeyPair generateSecret createRemoteJWKSet createLocalJWKSet'),
    },
    'Token.prototype': { ...all('sign encrypt', 'this -> return.await', promise), '*': 'this => return' },
  }),
};

/** Identifiers: random ones hold nothing, v3 and v5 are hashes of a name. */
export const ids: Library = {
  modules: [
    'uuid',
    'nanoid',
    'nanoid/non-secure',
    'cuid',
    '@paralleldrive/cuid2',
    'ulid',
    'ksuid',
    'short-uuid',
    'shortid',
    'crypto-random-string',
    'uniqid',
    'bson-objectid',
  ],
  table: () => ({
    '': {
      ...none('v1 v4 v6 v7 nanoid default createId cuid ulid generate customAlphabet customRandom random init', 'string'),
      ...all('v3 v5', 'arg0 -> return', string),
      ...all('parse stringify', 'arg0 -> return'),
      ...none('validate version isCuid isValid', 'boolean'),
    },
  }),
};

export const deepEqual: Library = {
  modules: [
    'fast-deep-equal',
    'deep-equal',
    'dequal',
    'react-fast-compare',
    'lodash.isequal',
    'shallowequal',
    'safe-compare',
    'tsscmp',
    'string-similarity',
    'fastest-levenshtein',
    'leven',
  ],
  table: () => ({ '': all('default dequal equal shallowEqual compareTwoStrings distance findBestMatch', compared) }),
};
