import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const types = ['Duration', 'Instant', 'PlainDate', 'PlainDateTime', 'PlainMonthDay', 'PlainTime', 'PlainYearMonth', 'ZonedDateTime'] as const;
const compared = { equals: { flow: ['this ~> return', 'arg0 ~> return'], result: 'boolean' } } as const satisfies Members;

export const ecmascriptTemporal: Library = {
  table: () => ({
    Temporal: Object.fromEntries(types.map((name) => [name, { flow: 'args -> return', instance: `Temporal.${name}` }])),
    'Temporal.Now': none('instant plainDateISO plainDateTimeISO plainTimeISO timeZoneId zonedDateTimeISO'),
    ...Object.fromEntries(
      types.map((name) => [
        `Temporal.${name}`,
        {
          ...all('from fromEpochMilliseconds fromEpochNanoseconds', 'arg0 -> return', { instance: `Temporal.${name}` }),
          compare: { flow: ['arg0 ~> return', 'arg1 ~> return'], result: 'number' },
        },
      ]),
    ),
    ...Object.fromEntries(
      types.map((name): [string, Members] => [
        `Temporal.${name}.prototype`,
        {
          ...compared,
          ...all('add round since subtract until with', ['this -> return', 'arg0 -> return']),
          ...all('toString toLocaleString toJSON', 'this -> return', { result: 'string' }),
          ...properties('calendarId timeZoneId daysInMonth daysInWeek daysInYear inLeapYear monthsInYear [Symbol.toStringTag]', []),
          ...properties(
            `era eraYear year years month months monthCode weeks day days dayOfWeek dayOfYear weekOfYear yearOfWeek hour hours hoursInDay minute
           minutes second seconds millisecond milliseconds microsecond microseconds nanosecond nanoseconds epochMilliseconds epochNanoseconds
           offset offsetNanoseconds sign blank`,
          ),
          '*': 'this -> return',
        },
      ]),
    ),
  }),
};
