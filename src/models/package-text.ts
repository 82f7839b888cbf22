import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const string = { result: 'string' } as const;
const log = { medium: 'log', name: 'entry' } as const;
/** What a log entry holds: what is written beside the message is among it. */
const entry = ['arg0 => channel.first', 'arg1 => channel.second'] as const;
/** Code of the program that entries go through on their way out. */
const formats = (at: string): readonly string[] => [`channel.first => ${at}`, `channel.second => ${at}`, `channel.first => ${at}.message`];
const logger: Members = {
  ...all(
    `alert crit critical data debug emerg error fatal help http info input log notice prompt security silent silly success table time timeEnd trace
     verbose warn warning write exception profile startTimer fail start ready box`,
    entry,
    { result: 'void', channel: log },
  ),
  log: { flow: [...entry, 'arg1 => channel.first', 'arg2 => channel.second'], result: 'void', channel: log },
  ...all('child extend clone withTag withScope scope', [], { instance: 'Logger' }),
  ...all('add remove clear configure setLevel setBindings', 'this => return'),
  ...none('isLevelEnabled isDebugEnabled flush close bindings'),
  ...properties('level levels', []),
};

/** What is logged leaves the program; a logger gives nothing back. */
export const loggers: Library = {
  modules: [
    'winston',
    'pino',
    'bunyan',
    'log4js',
    'loglevel',
    'consola',
    'signale',
    'tslog',
    'roarr',
    'debug',
    'npmlog',
    'electron-log',
    'pino-http',
    'nestjs-pino',
    'morgan',
  ],
  self: ['winston', 'pino'],
  table: () => ({
    '': {
      ...logger,
      ...all('default createLogger getLogger Logger Container debug log', [
        'channel.first => arg0.hooks.logMethod.arg0[]', 'channel.second => arg0.hooks.logMethod.arg0[]', 'channel.first => arg0.formatters.log.arg0', 'channel.first{} => arg0.serializers{}.arg0',
        'arg0.hooks.logMethod()', 'arg0.formatters.log()',
      ], { instance: 'Logger', channel: log, deferred: true }),
      format: { flow: [...formats('arg0.arg0'), 'arg0()', 'arg0.return => return.return'], channel: log, deferred: true },
      ...none('configure transport destination addColors stdTimeFunctions enable disable'),
      ...properties('transports stdSerializers', []),
    },
    format: {
      printf: { flow: [...formats('arg0.arg0'), 'arg0()'], channel: log, result: 'object', deferred: true },
      ...none('combine json simple timestamp colorize errors splat label prettyPrint metadata uncolorize align cli'),
    },
    'Logger.prototype': logger,
  }),
};

export const errorTrackers: Library = {
  modules: ['@sentry/node', '@sentry/browser', '@sentry/react', '@sentry/nextjs', '@opentelemetry/api', 'dd-trace', 'newrelic'],
  table: () => ({
    '': {
      ...none('captureException captureMessage captureEvent addBreadcrumb setUser setTag setTags setExtra setExtras setContext init flush close'),
      ...all('withScope configureScope startSpan wrap', ['arg0.return => return', 'arg1.return => return']),
    },
  }),
};

export const chalk: Library = {
  modules: ['chalk', 'kleur', 'picocolors', 'colorette', 'ansi-colors', 'strip-ansi', 'slice-ansi', 'wrap-ansi', 'cli-color', 'yoctocolors'],
  self: ['chalk', 'pc'],
  table: () => ({ '': { '*': { flow: 'args -> return', ...string } } }),
};

/** Some give what they make to a callback. */
const texts = ['args -> return', 'arg0 -> arg1.arg1', 'arg0 -> arg2.arg1'] as const;
export const text: Library = {
  modules: [
    'slugify',
    '@sindresorhus/slugify',
    'escape-html',
    'html-entities',
    'he',
    'sanitize-html',
    'dompurify',
    'isomorphic-dompurify',
    'striptags',
    'entities',
    'change-case',
    'camelcase',
    'camelcase-keys',
    'snakecase-keys',
    'pluralize',
    'titleize',
    'clsx',
    'classnames',
    'tailwind-merge',
    'class-variance-authority',
    'js-base64',
    'base64-js',
    'base-64',
    'base64url',
    'utf8',
    'iconv-lite',
    'pako',
    'fflate',
    'lz-string',
    'msgpackr',
    '@msgpack/msgpack',
    'bson',
    'cbor',
    'superjson',
    'devalue',
    'flatted',
    'serialize-javascript',
    'safe-stable-stringify',
    'fast-json-stable-stringify',
    'json-stable-stringify',
    'json5',
    'yaml',
    'js-yaml',
    'toml',
    'ini',
    'xml2js',
    'fast-xml-parser',
    'xmlbuilder2',
    'csv-parse',
    'csv-parse/sync',
    'papaparse',
    'marked',
    'markdown-it',
    'remark',
    'showdown',
    'sprintf-js',
    'pretty-format',
    'klona',
    'rfdc',
    'clone',
    'clone-deep',
    'deepmerge',
    'merge-deep',
    'ts-deepmerge',
    'defu',
    'object-assign',
    'flat',
    'dot-prop',
    'dlv',
    'dset',
    'object-path',
    'just-clone',
    'fast-redact',
  ],
  table: () => ({ '': { default: texts, ...none('isValid validate test', 'boolean'), '*': texts } }),
};

/** A template: what is rendered holds what was put in. */
export const templates: Library = {
  modules: ['handlebars', 'ejs', 'mustache', 'pug', 'nunjucks', 'eta', 'liquidjs', 'dot'],
  table: () => ({
    '': {
      ...all('render renderString renderFile renderSync renderAsync', ['args -> return', 'arg1 -> last.arg1', 'args -> return.await']),
      ...all('compile compileClient template', ['return.arg0 -> return.return', 'arg0 -> return.return', 'return.arg0 -> channel.data'], { result: 'function', channel: { medium: 'template', name: 'data' } }),
      registerHelper: { flow: ['channel.data -> arg1.arg0', 'channel.data -> arg1.arg1', 'arg1()'], channel: { medium: 'template', name: 'data' }, deferred: true },
      ...none('registerPartial unregisterHelper configure'),
      ...all('escape escapeExpression', 'arg0 -> return', string),
    },
  }),
};

const translated: Members = {
  ...all('t translate formatMessage format getFixedT', ['arg1.. -> return', 'arg0 -> return'], string),
  ...none('use init changeLanguage exists loadNamespaces addResource addResourceBundle on off dir hasResourceBundle'),
  ...properties('language languages resolvedLanguage', []),
};
export const i18n: Library = {
  modules: [
    'i18next',
    'react-i18next',
    'vue-i18n',
    'react-intl',
    'next-intl',
    'intl-messageformat',
    '@formatjs/intl',
    '@lingui/core',
    'typesafe-i18n',
    'i18n',
  ],
  self: ['i18n', 'i18next'],
  table: () => ({
    '': {
      ...translated,
      ...all(
        'useTranslation useI18n useIntl createInstance',
        ['return.t.arg1 -> return.t.return', 'return.t.arg0 -> return.t.return', 'return.0.arg1 -> return.0.return'],
        { instance: 'I18n' },
      ),
      useTranslations: ['return.arg0 -> return.return', 'return.arg1 -> return.return'],
      IntlMessageFormat: { flow: [], instance: 'I18n' },
      ...none('initReactI18next', 'object'),
    },
    'I18n.prototype': translated,
  }),
};

const dates: Members = {
  ...none(
    'isValid isAfter isBefore isSame isSameOrAfter isSameOrBefore isBetween isDayjs isMoment isDuration isLuxonDateTime isLeapYear isToday isPast isFuture isWeekend isExists isMatch isEqual isWithinInterval hasSame',
    'boolean',
  ),
  ...none('extend locale locales localeData updateLocale defineLocale tz guess'),
  ...all(
    'diff differenceInDays differenceInHours differenceInMinutes differenceInMonths differenceInSeconds differenceInYears compareAsc compareDesc',
    ['this -> return', 'args -> return'],
    { result: 'number' },
  ),
  ...none('now'),
};
/** Dates are values made of what they are given. */
export const datetime: Library = {
  modules: ['dayjs', 'moment', 'moment-timezone', 'date-fns', 'date-fns-tz', 'luxon', 'spacetime', 'ms', 'js-joda'],
  table: () => ({
    '': { ...dates, ...all('default utc unix duration parseZone', 'args -> return', { instance: 'Moment' }), '*': 'args -> return' },
    ...Object.fromEntries(
      ['DateTime', 'Duration', 'Interval', 'Info', 'Settings'].map((name) => [
        name,
        { ...all('now local utc', 'args -> return', { instance: 'Moment' }), '*': { flow: 'args -> return', instance: 'Moment' } },
      ]),
    ),
    'Moment.prototype': { ...dates, '*': ['this -> return', 'arg0 -> return'] },
  }),
};
