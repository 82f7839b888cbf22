import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attempt, POLICY_FILE, upward } from './files.js';
import type { ReadFile } from './files.js';
import { packageOf } from './paths.js';
import { nearest } from './suggest.js';

export const BUILT_IN = 'recommended';

/** What an entry of `extends` stands for. */
export type Extended =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'file' | 'package'; readonly file: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The policy's path inside a package, by its package.json. */
function policyInside(manifest: unknown): string {
  if (!isObject(manifest)) return POLICY_FILE;
  const field = manifest['data-purpose'];
  if (typeof field === 'string') return field;
  const exported = isObject(manifest['exports']) ? manifest['exports'][`./${POLICY_FILE}`] : undefined;
  const target = isObject(exported) ? exported['default'] : exported;
  return typeof target === 'string' ? target : POLICY_FILE;
}

function inPackage(text: string, folder: string, readFile: ReadFile): Extended {
  const name = packageOf(text);
  for (const above of upward(folder)) {
    const home = join(above, 'node_modules', name);
    const manifest = attempt(readFile, join(home, 'package.json'));
    if ('code' in manifest) continue;
    const inside = text === name ? policyInside(JSON.parse(manifest.text)) : text.slice(name.length + 1);
    const file = join(home, inside);
    // A package manager's store links packages: what a policy extends in turn is installed beside the real file.
    return { kind: 'package', file: existsSync(file) ? realpathSync(file) : file };
  }
  const near = nearest(text, [BUILT_IN]);
  const hint = near !== undefined ? `Did you mean "${near}"?` : /\.jsonc?$/.test(text) ? `For a file beside this one write "./${text}".` : `Install the package "${name}", or write "./" before a file's name.`;
  return { kind: 'unknown', message: `"${text}" extends nothing: no such package is installed.`, hint };
}

/**
 * Resolves an entry of `extends`.
 *
 * @param folder of the policy file that extends.
 */
export function resolveExtends(text: string, folder: string, readFile: ReadFile): Extended {
  if (text === BUILT_IN) return { kind: 'built-in' };
  if (/^\.{1,2}\/|^\/|^[A-Za-z]:[\\/]/.test(text)) return { kind: 'file', file: resolve(folder, text) };
  if (/^(?:@[^/\s]+\/)?[^@./\s][^/\s]*(?:\/.+)?$/.test(text)) return inPackage(text, folder, readFile);
  return { kind: 'unknown', message: `"${text}" is nothing that can be extended.`, hint: 'Write "recommended", a file ("./base.jsonc") or a package ("@acme/policy").' };
}

