import type { Witness } from './cache/recorder.js';
import type { Sources } from './sources.js';
import type { TypeScript } from './typescript.js';

/** The file-system part of TypeScript's hosts. */
interface FileHost {
  fileExists(file: string): boolean;
  readFile(file: string): string | undefined;
  directoryExists(folder: string): boolean;
  getDirectories(folder: string): string[];
  realpath?(path: string): string;
  readDirectory(root: string, extensions?: readonly string[], excludes?: readonly string[], includes?: readonly string[], depth?: number): string[];
}

type MatchFiles = (
  path: string, extensions: readonly string[] | undefined, excludes: readonly string[] | undefined, includes: readonly string[] | undefined,
  useCaseSensitiveFileNames: boolean, currentDirectory: string, depth: number | undefined,
  entriesOf: (folder: string) => { files: string[]; directories: string[] }, realpath: (path: string) => string,
) => string[];

/** How TypeScript is to see the file system: as the disk where that is what `sources` reads, and by `sources` else. */
export function fileHost(ts: TypeScript, sources: Sources): FileHost {
  const { sys } = ts;
  const readFile = (file: string): string | undefined => sources.read(file) ?? (sources.isOverlay ? undefined : sys.readFile(file));
  if (!sources.isOverlay) {
    const { fileExists, directoryExists, getDirectories, readDirectory } = sys;
    if (sources.witness) return recordingHost(ts, sources, sources.witness, readFile);
    return { fileExists, directoryExists, getDirectories, readDirectory, readFile };
  }
  const entriesOf = (folder: string): { files: string[]; directories: string[] } => {
    const entries = sources.isFolder(folder) ? sources.list(folder) : [];
    const [files, directories] = [false, true].map((wanted) => entries.filter(({ isFolder }) => isFolder === wanted).map(({ name }) => name).sort());
    return { files: files!, directories: directories! };
  };
  // How `include` and `exclude` match: TypeScript exports it without declaring it, and has no other way to say of a file that is not on disk whether they do.
  const { matchFiles } = ts as unknown as { readonly matchFiles: MatchFiles };
  return {
    readFile,
    fileExists: (file) => sources.exists(file) && !sources.isFolder(file),
    directoryExists: sources.isFolder,
    getDirectories: (folder) => entriesOf(folder).directories,
    readDirectory: (root, extensions, excludes, includes, depth) =>
      matchFiles(root, extensions, excludes, includes, sys.useCaseSensitiveFileNames, root, depth, entriesOf, (path) => path),
  };
}

/** The same answers as without a record, as links are followed alike. */
function recordingHost({ sys }: TypeScript, sources: Sources, witness: Witness, readFile: FileHost['readFile']): FileHost {
  return {
    readFile,
    fileExists: (file) => witness.kind(file) === 'file',
    directoryExists: (folder) => witness.kind(folder) === 'folder',
    realpath: (path) => witness.realPath(path),
    getDirectories(folder) {
      if (witness.kind(folder) === 'folder') sources.list(folder);
      return sys.getDirectories(folder);
    },
    readDirectory(...question) {
      witness.lost();
      return sys.readDirectory(...question);
    },
  };
}
