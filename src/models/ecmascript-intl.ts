import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const string = { result: 'string' } as const;
const array = { result: 'array' } as const;
const constructors = [
  'Collator',
  'DateTimeFormat',
  'DisplayNames',
  'DurationFormat',
  'ListFormat',
  'Locale',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'Segmenter',
] as const;
const common: Members = { resolvedOptions: { flow: 'this -> return', result: 'object' }, '[Symbol.toStringTag]': { flow: [], property: true } };
const formats: Members = {
  ...common,
  format: { flow: 'args -> return', ...string },
  formatToParts: { flow: 'args -> return[]', ...array },
  formatRange: { flow: 'args -> return', ...string },
  formatRangeToParts: { flow: 'args -> return[]', ...array },
};

export const ecmascriptIntl: Library = {
  bases: { 'Intl.SegmentIterator': 'Iterator' },
  table: () => ({
    Intl: {
      ...Object.fromEntries(constructors.map((name) => [name, { flow: 'args -> return', instance: `Intl.${name}` }])),
      getCanonicalLocales: { flow: 'arg0 -> return[]', ...array },
      ...none('supportedValuesOf', 'array'),
    },
    ...Object.fromEntries(constructors.map((name) => [`Intl.${name}`, none('supportedLocalesOf', 'array')])),
    ...Object.fromEntries(
      ['DateTimeFormat', 'DurationFormat', 'ListFormat', 'NumberFormat', 'RelativeTimeFormat'].map((name) => [`Intl.${name}.prototype`, formats]),
    ),
    'Intl.Collator.prototype': { ...common, compare: { flow: ['arg0 ~> return', 'arg1 ~> return'], result: 'number' } },
    'Intl.DisplayNames.prototype': { ...common, of: { flow: 'arg0 -> return', ...string } },
    'Intl.PluralRules.prototype': { ...common, ...none('select selectRange', 'string') },
    'Intl.Segmenter.prototype': { ...common, segment: { flow: 'arg0 -> return', instance: 'Intl.Segments' } },
    'Intl.Segments.prototype': {
      containing: { flow: 'this -> return', instance: 'Intl.SegmentData' },
      '[Symbol.iterator]': { flow: 'this -> return[]', result: 'iterator', instance: 'Intl.SegmentData' },
    },
    'Intl.SegmentData.prototype': { ...properties('segment input'), ...properties('index isWordLike', []) },
    'Intl.Locale.prototype': {
      ...all('maximize minimize', 'this -> return', { instance: 'Intl.Locale' }),
      ...all('getCalendars getCollations getHourCycles getNumberingSystems getTimeZones', [], array),
      ...none('getTextInfo getWeekInfo', 'object'),
      toString: { flow: 'this -> return', ...string },
      ...properties('baseName calendar caseFirst collation hourCycle language numberingSystem numeric region script variants'),
      ...common,
    },
  }),
};
