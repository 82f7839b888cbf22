import { ProjectError } from './errors.js';
import type { Sources } from './sources.js';
import { targetPath, type Target } from './targets.js';
import { createTsConfigReader } from './tsconfig.js';
import { sourceFiles } from './walk.js';

/** One program to analyse; paths are absolute, with `/`. */
export interface Program {
  /** Its tsconfig, or its folder where it has none. */
  readonly project: string;
  readonly tsconfig: string | undefined;
  /** Sorted, at least one. */
  readonly files: readonly string[];
}

/**
 * The programs of the targets, each once. A tsconfig without files of its own stands for those that it references.
 *
 * @returns errors beside the programs, so that one broken project does not hide the others
 * @throws TypeScriptError
 */
export function readPrograms(targets: readonly Target[], sources: Sources): { programs: Program[]; errors: ProjectError[] } {
  const reader = createTsConfigReader(sources);
  const programs = new Map<string, Program>();
  const errors: ProjectError[] = [];
  const seen = new Set<string>();

  const readTsConfig = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    try {
      const { files, references } = reader.read(file);
      if (files.length > 0) programs.set(file, { project: file, tsconfig: file, files });
      else references.forEach(readTsConfig);
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      errors.push(error);
    }
  };

  for (const target of targets) {
    if (target.kind === 'tsconfig') {
      readTsConfig(target.file);
      continue;
    }
    const project = targetPath(target);
    const files = sourceFiles(project, sources);
    if (files.length > 0) programs.set(project, { project, tsconfig: undefined, files });
    else errors.push(new ProjectError('There is no JavaScript or TypeScript file below this folder.', 'Run in the folder of a program, or give its tsconfig with --project.', { file: project }));
  }
  reader.close();
  return { programs: [...programs.values()], errors };
}
