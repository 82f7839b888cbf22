import type Ts from 'typescript';
import type { SourceFile } from 'typescript7/unstable/ast';
import type { API, Project, Snapshot } from 'typescript7/unstable/sync';
import { dirname, join } from 'node:path/posix';
import { CheckerError } from '../checker.js';
import type { ClosableChecker } from '../fallback.js';
import { createChecker } from '../questions.js';
import type { TypeSystem } from '../system.js';
import { languageOf } from './language.js';
import { endProcess, type NativeFiles, type NativeModules } from './modules.js';
import { NativeTypes, type NativeSymbol } from './types.js';

/** What to make a program of at the first question. */
export interface NativeSource {
  readonly files: readonly string[];
  /** Whose options hold; undefined: those of a folder of JavaScript and TypeScript files. */
  readonly tsconfig: string | undefined;
  /** Absolute. */
  readonly folder: string;
  readonly host: NativeFiles;
}

/**
 * A checker over TypeScript 7's native API: a process of its own, started at the first question. It ends when it is closed, or
 * this process ends.
 */
export function createNativeChecker(load: () => NativeModules, source: NativeSource): ClosableChecker {
  let api: API | undefined;
  let snapshot: Snapshot | undefined;
  const start = (): TypeSystem => {
    const modules = load();
    const config = configOf(source);
    api = new modules.sync.API({ cwd: source.folder, fs: withFile(source.host, config) });
    snapshot = api.updateSnapshot({ openProjects: [config.file] });
    const project = snapshot.getProject(config.file);
    if (!project) throw new Error(`it opened no project for ${config.file}`);
    return systemOf(modules, project);
  };
  return {
    ...createChecker(start),
    close() {
      if (!api) return;
      try {
        snapshot?.dispose();
      } catch (error) {
        throw new CheckerError('TypeScript 7 has ended before it was closed.', { cause: error });
      } finally {
        endProcess(api);
        api.close();
      }
    },
  };
}

function systemOf(modules: NativeModules, project: Project): TypeSystem {
  const types = new NativeTypes(modules, project);
  return {
    ts: languageOf(modules),
    checker: types.questions(),
    typesOf: (symbols) => types.typesOf(symbols as unknown as readonly NativeSymbol[]) as unknown as readonly Ts.Type[],
    // What a mapped type's property was made from can't be asked for: `origins.ts` looks for it.
    rootsOf: (symbol) => [symbol],
    sourceFile: (file) => project.program.getSourceFile(file) as unknown as Ts.SourceFile | undefined,
    isLibrary: (file) => project.program.isSourceFileDefaultLibrary(file as unknown as SourceFile),
  };
}

function withFile(host: NativeFiles, { file, text }: { readonly file: string; readonly text: string }): NativeFiles {
  return { ...host, readFile: (path) => (path === file ? text : host.readFile(path)), fileExists: (path) => path === file || host.fileExists(path) };
}

/** A tsconfig that is on no disk: the options of the program's own, and its files by name. */
function configOf({ files, tsconfig, folder }: NativeSource): { readonly file: string; readonly text: string } {
  const options = tsconfig === undefined ? { compilerOptions: { allowJs: true, noEmit: true } } : { extends: tsconfig, compilerOptions: { noEmit: true }, include: [], references: [] };
  return { file: join(tsconfig === undefined ? folder : dirname(tsconfig), 'tsconfig.data-purpose.json'), text: JSON.stringify({ ...options, files }) };
}
