import { count } from '../message.js';
import type { Counterparts, LabelRecord, PurposeRecord, Status, Way } from './record.js';

/** `dpv:TargetedAdvertising, fideslang marketing.advertising`; '' where there is none. */
export function counterparts({ dpv, fides }: Counterparts): string {
  return [...(dpv === undefined ? [] : [dpv]), ...(fides === undefined ? [] : [`fideslang ${fides}`])].join(', ');
}

/** `3 flows`, `1 match`. */
export function flows({ match, places }: Pick<Way, 'match' | 'places'>): string {
  const n = places.length;
  return match ? `${n.toLocaleString('en-US')} ${n === 1 ? 'match' : 'matches'}` : count(n, 'flow');
}

/** On what ground a way is open: a declassifier with its reason, a comment's reason; '' where none is needed or there is none. */
export function ground({ release, reasons = [] }: Way): string {
  if (release) {
    const { function: name, reason, approver, expires } = release;
    return `by ${name}: ${reason}${approver === undefined ? '' : `, approved by ${approver}`}${expires === undefined ? '' : `, until ${expires}`}`;
  }
  return reasons.length > 0 ? `by a comment: ${reasons.join('; ')}` : '';
}

/** How many crossings of a status there are, matches too. */
export function total(purposes: readonly PurposeRecord[], status?: Status): number {
  return purposes.flatMap(({ ways }) => ways).filter((way) => status === undefined || way.status === status).reduce((sum, { places }) => sum + places.length, 0);
}

/** What is said of a label that enters no module. */
export const UNUSED = 'reaches no module that serves a purpose';

/** `TwoFactorPhone` with what it allows. */
export function permission({ allow }: LabelRecord): string {
  return `allowed: ${allow.join(', ') || 'none'}`;
}
