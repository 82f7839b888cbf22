import { isAbsolute, relative } from 'node:path';
import type { FailurePlace } from './run.js';

/** The file relative to the folder, with `/`; the folder itself is `.`. */
export function relativePath(file: string, folder: string): string {
  return relative(folder, file).replaceAll('\\', '/') || '.';
}

/** A module entered: a file relative to the folder, or a package's name as it is. */
export function moduleName(module: string, folder: string): string {
  return isAbsolute(module) ? relativePath(module, folder) : module;
}

/** `src/a.ts:3:7`, as far as it is known. */
export function placeText(place: FailurePlace, folder: string): string {
  return [relativePath(place.file, folder), place.line, place.column].filter((part) => part !== undefined).join(':');
}
