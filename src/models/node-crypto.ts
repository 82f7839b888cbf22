import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const buffer = { instance: 'Buffer' } as const;
const cipher: Members = {
  update: ['arg0 -> this', 'arg0 -> return', 'this -> return'],
  final: 'this -> return',
  setAAD: ['arg0 -> this', 'this => return'],
  ...all('setAutoPadding setAuthTag', 'this => return'),
  getAuthTag: { flow: 'this -> return', ...buffer },
};
const exchange: Members = {
  ...all('generateKeys getGenerator getPrime getPrivateKey getPublicKey', 'this -> return'),
  computeSecret: ['this -> return', 'arg0 -> return'],
  ...all('setPrivateKey setPublicKey', 'arg0 -> this', { result: 'void' }),
  ...properties('verifyError', []),
};
const certificate: Members = { ...all('exportChallenge exportPublicKey', 'arg0 -> return', buffer), ...none('verifySpkac', 'boolean') };
const ciphers = ['CCM', 'GCM', 'OCB', 'ChaCha20Poly1305'];

export const nodeCrypto: Library = {
  modules: ['node:crypto'],
  bases: {
    Hash: 'node:stream#Transform',
    Hmac: 'node:stream#Transform',
    Cipher: 'node:stream#Transform',
    Decipher: 'node:stream#Transform',
    Sign: 'node:stream#Writable',
    Verify: 'node:stream#Writable',
    ECDH: 'DiffieHellman',
    DiffieHellmanGroup: 'DiffieHellman',
    Cipheriv: 'Cipher',
    Decipheriv: 'Decipher',
    ...Object.fromEntries(
      ciphers.flatMap((name) => [
        [`Cipher${name}`, 'Cipher'],
        [`Decipher${name}`, 'Decipher'],
      ]),
    ),
  },
  table: () => ({
    '': {
      createHash: { flow: [], instance: 'Hash' },
      createHmac: { flow: 'arg1 -> return', instance: 'Hmac' },
      ...all('createCipher createCipheriv', 'arg1.. -> return', { instance: 'Cipher' }),
      ...all('createDecipher createDecipheriv', 'arg1.. -> return', { instance: 'Decipher' }),
      createSign: { flow: [], instance: 'Sign' },
      createVerify: { flow: [], instance: 'Verify' },
      ...all('createDiffieHellman createDiffieHellmanGroup getDiffieHellman createECDH DiffieHellmanGroup', 'args -> return', {
        instance: 'DiffieHellman',
      }),
      ...all('createPrivateKey createPublicKey createSecretKey', 'arg0 -> return', { instance: 'KeyObject' }),
      X509Certificate: { flow: 'arg0 -> return', instance: 'X509Certificate' },
      hash: ['arg1 -> return'],
      pbkdf2: { flow: ['arg0 -> arg5.arg1', 'arg1 -> arg5.arg1'], result: 'void', deferred: true },
      pbkdf2Sync: { flow: ['arg0 -> return', 'arg1 -> return'], ...buffer },
      scrypt: { flow: ['arg0 -> arg3.arg1', 'arg1 -> arg3.arg1', 'arg0 -> arg4.arg1', 'arg1 -> arg4.arg1'], result: 'void', deferred: true },
      scryptSync: { flow: ['arg0 -> return', 'arg1 -> return'], ...buffer },
      hkdf: { flow: ['arg1 -> arg5.arg1', 'arg2 -> arg5.arg1', 'arg3 -> arg5.arg1'], result: 'void', deferred: true },
      hkdfSync: { flow: ['arg1 -> return', 'arg2 -> return', 'arg3 -> return'], instance: 'ArrayBuffer' },
      ...all('publicEncrypt publicDecrypt privateDecrypt privateEncrypt', 'args -> return', buffer),
      sign: { flow: ['arg1 -> return', 'arg1 -> arg3.arg1'], ...buffer },
      verify: { flow: ['arg1 ~> return', 'arg3 ~> return', 'arg4()'], result: 'boolean' },
      timingSafeEqual: { flow: ['arg0 ~> return', 'arg1 ~> return'], result: 'boolean' },
      diffieHellman: { flow: 'arg0 -> return', ...buffer },
      ...all('randomBytes pseudoRandomBytes', 'arg1()', buffer),
      ...all('randomFill', ['arg0 => arg1.arg1', 'arg0 => arg2.arg1', 'arg0 => arg3.arg1']),
      ...all('randomFillSync getRandomValues', 'arg0 => return'),
      randomInt: { flow: ['arg0()', 'arg1()', 'arg2()'], result: 'number' },
      randomUUID: { flow: [], result: 'string' },
      ...all('generateKey generateKeyPair generatePrime', ['arg1()', 'arg2()']),
      generateKeySync: { flow: [], instance: 'KeyObject' },
      ...none('generateKeyPairSync secureHeapUsed getCipherInfo', 'object'),
      ...none('generatePrimeSync setEngine setFips getFips'),
      checkPrime: { flow: ['arg1()', 'arg2()'], result: 'void' },
      ...none('checkPrimeSync', 'boolean'),
      ...none('getCiphers getCurves getHashes', 'array'),
      ...properties('fips constants', []),
      ...properties('webcrypto', [], { instance: 'Crypto' }),
      ...properties('subtle', [], { instance: 'SubtleCrypto' }),
    },
    'Hash.prototype': {
      update: ['arg0 -> this', 'this => return'],
      digest: 'this -> return',
      copy: { flow: 'this -> return', instance: 'Hash' },
    },
    'Hmac.prototype': { update: ['arg0 -> this', 'this => return'], digest: 'this -> return' },
    'Cipher.prototype': cipher,
    'Decipher.prototype': cipher,
    'Sign.prototype': { update: ['arg0 -> this', 'this => return'], sign: 'this -> return' },
    'Verify.prototype': { update: ['arg0 -> this', 'this => return'], verify: { flow: ['this ~> return', 'arg1 ~> return'], result: 'boolean' } },
    'DiffieHellman.prototype': exchange,
    ECDH: { convertKey: 'arg0 -> return' },
    KeyObject: { from: { flow: 'arg0 -> return', instance: 'KeyObject' } },
    'KeyObject.prototype': {
      export: 'this -> return',
      equals: { flow: ['this ~> return', 'arg0 ~> return'], result: 'boolean' },
      toCryptoKey: 'this -> return',
      ...properties('asymmetricKeyDetails asymmetricKeyType symmetricKeySize type', []),
    },
    Certificate: certificate,
    'Certificate.prototype': certificate,
    'X509Certificate.prototype': {
      ...all('checkEmail checkHost checkIP', ['this ~> return', 'arg0 ~> return']),
      ...none('checkIssued checkPrivateKey verify', 'boolean'),
      ...all('toJSON toString', 'this -> return', { result: 'string' }),
      toLegacyObject: 'this -> return',
      ...properties(
        'fingerprint fingerprint256 fingerprint512 subject subjectAltName infoAccess issuer issuerCertificate publicKey raw serialNumber',
      ),
      ...properties('ca keyUsage validFrom validTo validFromDate validToDate', []),
    },
  }),
};
