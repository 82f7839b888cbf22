import type { ReadFile } from '../policy/files.js';
import type { Sources } from './sources.js';

/** Reads policies from `sources`, as they want it: a file that is missing is an error like Node's. */
export function policyReader(sources: Sources): ReadFile {
  return (file) => {
    const text = sources.read(file.replaceAll('\\', '/'));
    if (text === undefined) throw Object.assign(new Error(`no such file: ${file}`), { code: 'ENOENT' });
    return text;
  };
}
