import picomatch from 'picomatch';
import { absolute } from '../project/absolute.js';
import { createSources, type Sources } from '../project/sources.js';
import { SOURCE } from '../project/walk.js';
import { UsageError } from './errors.js';

/** Which files a report is restricted to. */
export interface Restriction {
  includes(file: string): boolean;
  /** Source files that are named themselves, absolute: each must have been analysed. */
  readonly named: readonly string[];
}

export const ALL_FILES: Restriction = { includes: () => true, named: [] };

/**
 * The restriction to files, folders and globs; none: no restriction.
 *
 * @throws UsageError for a path that does not exist
 */
export function restrictTo(patterns: readonly string[], cwd: string, sources: Sources = createSources()): Restriction {
  const files = new Set<string>();
  const tests: ((file: string) => boolean)[] = [];
  for (const pattern of patterns) {
    const path = absolute(pattern, cwd);
    if (sources.exists(path)) {
      if (!sources.isFolder(path)) files.add(path);
      else tests.push((file) => file.startsWith(path.endsWith('/') ? path : `${path}/`));
    } else if (picomatch.scan(pattern).isGlob) {
      const { base, glob } = picomatch.scan(pattern);
      const matches = picomatch(glob, { dot: true });
      const folder = absolute(base, cwd).replace(/\/?$/, '/');
      tests.push((file) => file.startsWith(folder) && matches(file.slice(folder.length)));
    } else throw new UsageError(`There is no ${pattern}.`, 'Give files, folders or quoted globs; what they hold restricts the report.');
  }
  return {
    includes: (file) => patterns.length === 0 || files.has(file) || tests.some((test) => test(file)),
    named: [...files].filter((file) => SOURCE.test(file)),
  };
}
