import type { CallSite } from './file-graph.js';
import { COLLECTING, COMMANDS, EACH, KEYED, PASSING, READING, RECORDS, STORING, TAKING, WHOLE, WRITING } from './library-names.js';
import { below, cons, holdsDeeper, innermost, isPlain, isWhole, loose, ROOT, type Path } from './paths.js';

/** Where a label goes that a call of unread code is given. */
export interface UnreadCall {
  /** Where it stands in the result; undefined: it is not in it. */
  readonly result?: Path;
  /** Where it stands in the parameter, by index, of callbacks among the other arguments; undefined: it is not in it. */
  readonly callbacks?: (parameter: number) => Path | undefined;
  /** Where it stands in the other arguments afterwards. */
  readonly written?: Path;
  /** Where it stands in the receiver afterwards; of a call without one, in what is called. */
  readonly stored?: Path;
}

/**
 * What the name of a function that can't be read says about what it does.
 *
 * @param index argument in which the label is; -2: it is in the receiver
 * @param receiver `lasting`: lives longer than the call's function. `handed in`: a library gave it to a callback.
 * @param isBeside objects with a property of the path have one of the name, too
 */
export function unreadCall(site: CallSite, path: Path, index: number, receiver: 'none' | 'local' | 'handed in' | 'lasting', isBeside: (path: Path, name: string) => boolean): UnreadCall {
  const lasting = receiver === 'lasting';
  const records = lasting && path !== ROOT && path.head !== 'where' && RECORDS.test(site.name);
  // What is below a member of a record is no column of it.
  if (records && index >= 0 && holdsDeeper(path)) return {};
  if (holdsDeeper(path) && !PASSING.has(site.name) && (index < 0 || !WHOLE.test(site.name))) return {};
  const matched = path.head === 'where' && isPlain(path);
  const ofRecord = index === -2 && isPlain(path);
  const kept = PASSING.has(site.name) || (index === -2 && lasting) || (ofRecord && COMMANDS.test(site.name));
  const read = ofRecord && site.key !== undefined && /^(?:get|previous)/.test(site.name) && (path.head === site.key || isBeside(path, site.key));
  const made = index === -2 && site.name === 'next' ? cons('value', path) : read ? below(path, site.key) : records ? innermost(path) : kept ? path : matched ? ROOT : loose(path);
  const inKey = index >= 0 && receiver !== 'none' && KEYED.has(site.name) && !isWhole(path);
  // What is stored below a long-lived object comes out of the object that holds it, not of those around that.
  const around = index === -2 && lasting && path.depth > 1 && !TAKING.has(site.name);
  const stores = receiver === 'none' || (receiver === 'local' ? !READING.has(site.name) : STORING.has(site.name) || (records && !/^(?:find|get|select|delete)/.test(site.name)));
  return {
    ...(made && !inKey && !around && { result: made }),
    // Beside an element its index is given.
    callbacks: (parameter) => (index !== -2 ? made : parameter === 1 && path !== ROOT && EACH.has(site.name) ? undefined : path),
    ...(index >= 0 && WRITING.has(site.name) && (receiver === 'none' || lasting) && { written: path }),
    ...(index >= 0 && stores && { stored: records ? innermost(path) : COLLECTING.has(site.name) ? path : receiver === 'none' ? loose(path) : loose(innermost(path)) }),
  };
}
