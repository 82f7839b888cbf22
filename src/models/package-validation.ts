import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;
/** A schema gives back what it is given, labelled as it describes it; what a transform makes of it counts as labelled too. */
const parsed = (to: string): readonly string[] => [
  `no this.@transform: arg0 => ${to}`,
  'arg0 => this.@transform.arg0',
  `this.@transform.return => ${to}`,
  'arg0 => this.@check.arg0',
  `this.@schema -> ${to}`,
];
const parsers: Members = {
  ...all('parse validateSync cast assert decode encode attempt', parsed('return')),
  ...all('parseAsync validate decodeAsync validateAsync', parsed('return.await'), promise),
  safeParse: { flow: [...parsed('return.data'), 'arg0 -> return.error'], result: 'object' },
  ...all('safeParseAsync spa', [...parsed('return.await.data'), 'arg0 -> return.await.error'], promise),
  ...none('isOptional isNullable', 'boolean'),
  ...none('isValidSync', 'boolean'),
  ...none('isValid', 'promise'),
  ...all('refine superRefine check test', ['arg0 => this.@check', 'arg0()', 'arg1()', 'arg2()', 'this => return'], { deferred: true }),
};

/** A schema whose results are what the function makes of them. */
const transform = all('transform overwrite', ['arg0 => return.@transform', 'this.@check => return.@check', 'this.@schema => return.@schema', 'arg0()'], { instance: 'ZodType', deferred: true });

export const zod: Library = {
  modules: ['zod', 'zod/v4', 'zod/v3', 'zod/mini', 'zod/v4-mini'],
  self: ['z'],
  table: () => ({
    '': {
      ...all('parse', 'arg1 => return'),
      safeParse: ['arg1 => return.data'],
      parseAsync: { flow: 'arg1 => return.await', ...promise },
      ...all('treeifyError prettifyError flattenError formatError', 'arg0 -> return'),
      ...all('transform preprocess', ['arg0()'], { instance: 'ZodType', deferred: true }),
      ZodError: { flow: 'arg0 -> return', result: 'object' },
      ...properties('coerce core locales iso NEVER', []),
      '*': { flow: [], instance: 'ZodType' },
    },
    coerce: { '*': { flow: [], instance: 'ZodType' } },
    iso: { '*': { flow: [], instance: 'ZodType' } },
    'ZodType.prototype': { ...parsers, ...transform, ...properties('shape element options enum _def def', []), '*': 'this => return' },
  }),
};

export const yup: Library = {
  modules: ['yup', 'joi', 'superstruct', 'valibot', '@sinclair/typebox', '@hapi/joi'],
  self: ['Joi', 'yup'],
  table: () => ({
    '': {
      ...all('parse create mask attempt assert', ['arg0 => return', 'arg1 => return']),
      ...all('safeParse validate', ['arg0 => return.value', 'arg1 => return.value', 'arg1 => return.output', 'arg0 => return.1']),
      is: { flow: [], result: 'boolean' },
      ...all('array object string number boolean date mixed tuple any alternatives binary symbol func link lazy', [], { instance: 'Schema' }),
    },
    'Schema.prototype': {
      ...parsers,
      validate: ['arg0 => return.value', 'arg0 => return.await', 'arg0 -> return.error.message'],
      transform: ['arg0()', 'this => return'],
      '*': 'this => return',
    },
  }),
};

export const ajv: Library = {
  modules: ['ajv'],
  self: ['Ajv'],
  table: () => ({
    '': { default: { flow: [], instance: 'Ajv' } },
    'Ajv.prototype': {
      compile: { flow: [], result: 'function' },
      ...none('validate', 'boolean'),
      ...all('addSchema addKeyword addFormat addMetaSchema', 'this => return'),
      errorsText: { flow: 'arg0 -> return', result: 'string' },
    },
  }),
};

export const classTransformer: Library = {
  modules: ['class-transformer'],
  table: () => ({
    '': {
      ...all('plainToInstance plainToClass plainToClassFromExist', 'arg1 => return'),
      ...all('instanceToPlain classToPlain instanceToInstance classToClass', 'arg0 => return'),
      serialize: { flow: 'arg0 -> return', result: 'string' },
      deserialize: 'arg1 -> return',
      deserializeArray: { flow: 'arg1 -> return[]', result: 'array' },
      ...none('Exclude Expose Type TransformInstanceToPlain', 'function'),
      Transform: { flow: 'arg0()', result: 'function', deferred: true },
    },
  }),
};

export const classValidator: Library = {
  modules: ['class-validator'],
  table: () => ({ '': { ...none('validate validateOrReject', 'promise'), validateSync: { flow: [], result: 'array' }, '*': [] } }),
};

export const validator: Library = {
  modules: ['validator', 'email-validator', 'is-email'],
  table: () => ({
    '': {
      ...all(
        'blacklist escape ltrim normalizeEmail rtrim stripLow toBoolean toDate toFloat toInt toString trim unescape whitelist',
        'arg0 -> return',
      ),
      ...all('equals contains matches isIn', ['arg0 ~> return', 'arg1 ~> return'], { result: 'boolean' }),
      '*': { flow: [], result: 'boolean' },
    },
  }),
};

const phone = { instance: 'PhoneNumber' } as const;
export const libphonenumber: Library = {
  modules: [
    'libphonenumber-js',
    'libphonenumber-js/max',
    'libphonenumber-js/min',
    'libphonenumber-js/mobile',
    'libphonenumber-js/core',
    'google-libphonenumber',
  ],
  table: () => ({
    '': {
      ...all('default parsePhoneNumber parsePhoneNumberFromString parsePhoneNumberWithError parse parseNumber PhoneNumber', 'arg0 -> return', phone),
      ...all('findPhoneNumbersInText findNumbers searchPhoneNumbersInText searchNumbers', 'arg0 -> return[]', { result: 'array' }),
      ...all(
        'format formatNumber formatIncompletePhoneNumber parseIncompletePhoneNumber parsePhoneNumberCharacter parseDigits formatRFC3966 parseRFC3966',
        'arg0 -> return',
      ),
      AsYouType: { flow: [], instance: 'AsYouType' },
      ...none(
        `isValidPhoneNumber isPossiblePhoneNumber validatePhoneNumberLength isValidNumber isPossibleNumber isValidNumberForRegion getNumberType
         getCountries getCountryCallingCode isSupportedCountry getExtPrefix getExampleNumber getPhoneCode`,
      ),
    },
    'PhoneNumber.prototype': {
      ...all('format formatInternational formatNational getURI', 'this -> return', { result: 'string' }),
      isEqual: { flow: ['this ~> return', 'arg0 ~> return'], result: 'boolean' },
      ...none('isValid isPossible isNonGeographic getType getPossibleCountries', 'boolean'),
      setExt: { flow: 'arg0 -> this', result: 'void' },
      ...properties('number nationalNumber ext'),
      ...properties('country countryCallingCode carrierCode metadata', []),
    },
    'AsYouType.prototype': {
      input: ['arg0 -> this', 'this -> return', 'arg0 -> return'],
      ...all('getNumber', 'this -> return', phone),
      ...all('getChars getNumberValue getNationalNumber getTemplate', 'this -> return'),
      ...none('reset isPossible isValid getCallingCode getCountry isInternational'),
    },
  }),
};
