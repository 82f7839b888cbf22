import type { Notification, ReportingDescriptor } from 'sarif';
import type { Run } from './run.js';
import { location, partialLocation } from './sarif-places.js';
import type { Summary } from './summary.js';

const TEXTS = {
  'not-analysed/file': 'A file could not be parsed.',
  'not-analysed/project': 'A project could not be read.',
  'not-analysed/crash': 'The analysis of a project crashed.',
  'unused-disable-directive': 'A disable comment switches off no violation.',
  comparison: 'Violations may count as new that are not.',
  'unresolved-import': 'An import leads nowhere; what passes through it is not followed.',
  'limit/bound': 'A bound of the analysis was reached.',
  'limit/any': 'A value of type any hides what it holds.',
  'limit/dynamic': 'What happens here is decided at run time.',
} as const;

type NotificationId = keyof typeof TEXTS;
const IDS = Object.keys(TEXTS) as NotificationId[];

export const NOTIFICATIONS: ReportingDescriptor[] = IDS.map((id) => ({ id, shortDescription: { text: TEXTS[id] } }));

/** What was not analysed: errors where it fails the gate. */
export function notifications(summary: Summary, run: Run): Notification[] {
  const level = run.allowIncomplete ? 'warning' : 'error';
  const note = (id: NotificationId, text: string, where: Notification['locations'], of: Notification['level']): Notification => ({
    descriptor: { id, index: IDS.indexOf(id) },
    level: of,
    message: { text },
    locations: where,
  });
  return [
    ...summary.failures.map(({ kind, message, hint, place }) =>
      note(`not-analysed/${kind}`, hint ? `${message}\n${hint}` : message, [partialLocation(place, run.root)], level),
    ),
    ...summary.unusedDirectives.map(({ message, place }) => note('unused-disable-directive', message, [partialLocation(place, run.root)], 'error')),
    ...summary.comparisons.flatMap(({ notes }) => notes).map((text) => note('comparison', text, [], 'note')),
    ...summary.unresolvedImports.map(({ specifier, place }) =>
      note('unresolved-import', `Cannot resolve ${specifier}`, [location(place, run.root)], 'note'),
    ),
    ...summary.limits.map(({ kind, message, place }) => note(`limit/${kind}`, message, [location(place, run.root)], 'note')),
  ];
}
