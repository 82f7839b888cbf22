import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { absolute } from './absolute.js';

/** The root of the repository that holds the folder; the folder itself where there is none. */
export function repositoryRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(absolute('.git', at))) return at;
    if (dirname(at) === at) return folder;
  }
}
