import { createFactsCache } from '../../facts/facts-cache.js';
import { linkerOf } from '../linker.js';
import type { Sources } from '../sources.js';
import { foundTypeScript } from '../typescript.js';
import { digestOf, digestOfEntries, kindOf, realPath, stampOf } from './disk.js';
import type { Inputs, Stamp } from './inputs.js';

/** File systems tell times in steps of up to two seconds: younger stamps prove nothing. */
const STEP = 2_000;

export interface Verdict {
  readonly holds: boolean;
  /** Stamps were out of date though the contents are the same, as after a checkout: they have been renewed in the inputs. */
  readonly renewed: boolean;
}

/** Whether the disk still says what it said when the inputs were recorded. Cheapest questions first. */
export function verify(inputs: Inputs, disk: Sources): Verdict {
  const begun = Date.now();
  let renewed = false;
  const same = (path: string, known: { stamp: Stamp | null }, isSame: () => boolean): boolean => {
    const stamp = stampOf(path);
    if (isTrusted(known.stamp, stamp, inputs.begun)) return true;
    if (!isSame()) return false;
    known.stamp = stamp;
    renewed = true;
    return true;
  };
  const holds =
    Object.entries(inputs.folders).every(([folder, known]) => same(folder, known, () => kindOf(folder) === 'folder' && digestOfEntries(disk.list(folder)) === known.digest)) &&
    Object.entries(inputs.texts).every(([file, known]) => same(file, known, () => digestOrNull(disk.read(file)) === known.digest)) &&
    Object.entries(inputs.kinds).every(([path, kind]) => kindOf(path) === kind) &&
    Object.entries(inputs.links).every(([path, real]) => realPath(path) === real) &&
    Object.entries(inputs.typescript).every(([folder, found]) => foundTypeScript(folder) === found) &&
    resolveAlike(inputs, disk);
  // All stamps that were too young for the former time have been checked by content.
  if (renewed) inputs.begun = begun;
  return { holds, renewed };
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
