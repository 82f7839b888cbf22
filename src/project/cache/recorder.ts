import { dirname, posix } from 'node:path';
import type { Linker, Resolution } from '../../facts/link.js';
import type { Sources } from '../sources.js';
import { digestOf, digestOfEntries, kindOf, realPath, stampOf } from './disk.js';
import type { Inputs, Kind, LinkedProgram, Stamp } from './inputs.js';

/** The disk, with a record of all that was asked of it. */
export interface Recorder {
  readonly sources: Sources;
  /** Undefined where something was read past the record. */
  inputs(): Inputs | undefined;
}

interface Recorded extends Omit<LinkedProgram, 'resolved'> {
  readonly resolved: Map<string, readonly [string, string, Resolution]>;
}

/** What only a run whose answer is to be remembered wants to know. */
export interface Witness {
  /** Records where specifiers of the program lead. */
  linker(linker: Linker, tsconfig: string | undefined): Linker;
  /** Asked of the disk by TypeScript. */
  kind(path: string): Kind;
  realPath(path: string): string;
  /** Found from the folder. */
  typescript(folder: string, found: string): void;
  /** All that another recorder has; undefined: something was read past it. */
  add(inputs: Inputs | undefined): void;
  /** The disk was read by something that does not say what it read. */
  lost(): void;
}

/** Of a file that came into being while it was read: no file has this one. */
const UNKNOWN: Stamp = [0, 0, 0, 0];

/** @param former what an answer that is revised was computed from, which the new inputs hold too */
export function recordSources(disk: Sources, former?: Inputs): Recorder {
  const begun = former?.begun ?? Date.now();
  const texts: Inputs['texts'] = { ...former?.texts };
  const folders: Inputs['folders'] = { ...former?.folders };
  const kinds: Inputs['kinds'] = { ...former?.kinds };
  const links: Inputs['links'] = { ...former?.links };
  const typescript: Inputs['typescript'] = { ...former?.typescript };
  const programs: Recorded[] = (former?.programs ?? []).map(({ files, tsconfig, resolved }) => ({ files, tsconfig, resolved: new Map(resolved.map((of) => [`${dirname(of[0])}\n${of[1]}`, of])) }));
  let isWhole = true;

  const kind = (path: string): Kind => (kinds[path] ??= kindOf(path));
  const witness: Witness = {
    kind,
    realPath: (path) => (links[path] ??= realPath(path)),
    typescript: (folder, found) => void (typescript[folder] = found),
    lost: () => void (isWhole = false),
    add(inputs) {
      if (!inputs) return witness.lost();
      // What was seen first counts: where the other has seen something else, that has changed since.
      for (const [file, text] of Object.entries(inputs.texts)) texts[file] ??= text;
      for (const [folder, entries] of Object.entries(inputs.folders)) folders[folder] ??= entries;
      for (const [path, kind] of Object.entries(inputs.kinds)) kinds[path] ??= kind;
      for (const [path, real] of Object.entries(inputs.links)) links[path] ??= real;
    },
    linker(linker, tsconfig) {
      const { files } = linker;
      const program = new Set(files);
      const resolved: Recorded['resolved'] = new Map();
      programs.push({ files, tsconfig, resolved });
      return {
        ...linker,
        resolve(from, specifier) {
          const answer = linker.resolve(from, specifier);
          if (!isByName(program, from, specifier, answer)) {
            const key = `${dirname(from)}\n${specifier}`;
            if (!resolved.has(key)) resolved.set(key, [from, specifier, answer]);
          }
          return answer;
        },
      };
    },
  };

  return {
    sources: {
      ...disk,
      read(file) {
        // Before the text, so that a change in between shows.
        const stamp = file in texts ? null : stampOf(file);
        const text = disk.read(file);
        texts[file] ??= text === undefined ? { digest: null, stamp } : { digest: digestOf(text), stamp: stamp ?? UNKNOWN };
        return text;
      },
      exists: (path) => kind(path) !== 'none',
      isFolder: (path) => kind(path) === 'folder',
      list(folder) {
        const stamp = folder in folders ? null : stampOf(folder);
        const entries = disk.list(folder);
        folders[folder] ??= { digest: digestOfEntries(entries), stamp };
        return entries;
      },
      witness,
    },
    inputs: () =>
      isWhole
        ? { begun, texts, folders, kinds, links, typescript, programs: programs.map(({ files, tsconfig, resolved }) => ({ files, tsconfig, resolved: [...resolved.values()] })) }
        : undefined,
  };
}

/** A path to another file of the program, which the list of its files alone decides. */
function isByName(program: ReadonlySet<string>, from: string, specifier: string, answer: Resolution): boolean {
  if (answer.k !== 'file' || !specifier.startsWith('.') || !program.has(answer.file)) return false;
  const path = posix.join(posix.dirname(from), specifier);
  const stem = path.slice(0, path.length - posix.extname(path).length);
  return answer.file.startsWith(stem) && /^(?:\/index)?[^/]*$/.test(answer.file.slice(stem.length));
}
