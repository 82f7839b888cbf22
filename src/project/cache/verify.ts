import { createFactsCache } from '../../facts/facts-cache.js';
import { linkerOf } from '../linker.js';
import type { Sources } from '../sources.js';
import { foundTypeScript } from '../typescript.js';
import { digestOf, digestOfEntries, kindOf, realPath, stampOf } from './disk.js';
import type { Inputs, Stamp } from './inputs.js';

/** File systems tell times in steps of up to two seconds: younger stamps prove nothing. */
const STEP = 2_000;
/** Edited files past which it is quicker to begin anew. */
const EDITED = 64;

/** A text that is another one now. */
export interface Edited {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly stamp: Stamp | null;
}

export interface Verdict {
  readonly holds: boolean;
  /** Where all the rest holds. */
  readonly edited: readonly Edited[];
  /** Stamps were out of date though the contents are the same, as after a checkout: they have been renewed in the inputs. */
  readonly renewed: boolean;
}

/** Whether the disk still says what it said when the inputs were recorded. Cheapest questions first. */
export function verify(inputs: Inputs, disk: Sources): Verdict {
  const begun = Date.now();
  const edited: Edited[] = [];
  let renewed = false;
  const same = (path: string, known: { stamp: Stamp | null }, isSame: (stamp: Stamp | null) => boolean): boolean => {
    const stamp = stampOf(path);
    if (isTrusted(known.stamp, stamp, inputs.begun)) return true;
    if (!isSame(stamp)) return false;
    known.stamp = stamp;
    renewed = true;
    return true;
  };
  const sameText = (file: string, known: { readonly digest: string | null; stamp: Stamp | null }): boolean => {
    let isEdited = false;
    const holds = same(file, known, (stamp) => {
      const after = digestOrNull(disk.read(file));
      if (after === known.digest) return true;
      isEdited = known.digest !== null && after !== null && edited.length < EDITED;
      if (isEdited) edited.push({ file, before: known.digest!, after: after!, stamp });
      return false;
    });
    return holds || isEdited;
  };
  const othersHold =
    Object.entries(inputs.folders).every(([folder, known]) => same(folder, known, () => kindOf(folder) === 'folder' && digestOfEntries(disk.list(folder)) === known.digest)) &&
    Object.entries(inputs.texts).every(([file, known]) => sameText(file, known)) &&
    Object.entries(inputs.kinds).every(([path, kind]) => kindOf(path) === kind) &&
    Object.entries(inputs.links).every(([path, real]) => realPath(path) === real) &&
    Object.entries(inputs.typescript).every(([folder, found]) => foundTypeScript(folder) === found) &&
    resolveAlike(inputs, disk);
  // All stamps that were too young for the former time have been checked by content.
  if (renewed && othersHold) inputs.begun = begun;
  return { holds: othersHold && edited.length === 0, edited: othersHold ? edited : [], renewed };
}

function isTrusted(known: Stamp | null, now: Stamp | null, begun: number): boolean {
  if (known === null || now === null) return known === null && now === null;
  return known.every((part, i) => part === now[i]) && Math.max(known[0], known[1]) < begun - STEP;
}

function digestOrNull(text: string | undefined): string | null {
  return text === undefined ? null : digestOf(text);
}

/** Asks again where the specifiers lead that a list of files does not decide. */
function resolveAlike({ programs }: Inputs, disk: Sources): boolean {
  const cache = createFactsCache();
  return programs.every(({ files, tsconfig, resolved }) => {
    const linker = linkerOf(disk, { files, tsconfig, cache });
    return resolved.every(([from, specifier, answer]) => JSON.stringify(linker.resolve(from, specifier)) === JSON.stringify(answer));
  });
}
