import { resolve } from 'node:path';
import { packageOf, slashed, typedPackage } from './paths.js';
import type { PolicyPlace, Reference } from './policy.js';

/** A reference that can't be read. */
export class ReferenceSyntaxError extends Error {
  override readonly name = 'ReferenceSyntaxError';
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

const SHAPE = 'Write "Name", "Name.member", or either with its file or package before a "#": "src/identity/store.ts#loadPhone".';
const NAME = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
/** The module ends before a `#` that does not follow a dot: that one starts a private member's name. */
const REFERENCE = new RegExp(String.raw`^(?:(?<module>(?:[^#]*[^#.])?)#)?(?<name>${NAME})(?:\.(?<member>#?[^\s.#]+))?$`, 'u');

/**
 * Reads `[module#]Name[.member]`.
 *
 * @param base folder that the module is relative to, where it is not the policy's root.
 * @throws {ReferenceSyntaxError}
 */
export function parseReference(text: string, place: PolicyPlace, base?: string): Reference {
  const parts = REFERENCE.exec(text)?.groups;
  if (!parts) throw new ReferenceSyntaxError(`"${text}" is no reference.`, malformed(text));
  const { module, name, member } = parts;
  if (module === '') throw new ReferenceSyntaxError(`"${text}" names no module before its "#".`, SHAPE);
  if (module !== undefined && /^\/|^[A-Za-z]:|\\/.test(module)) {
    throw new ReferenceSyntaxError(`"${text}" has an absolute path or a backslash in it.`, "Write the file relative to the policy's folder, with forward slashes.");
  }
  return {
    ...(module === undefined ? {} : { module }),
    name: name!,
    ...(member === undefined ? {} : { member }),
    ...(base === undefined ? {} : { base }),
    text,
    place,
  };
}

function malformed(text: string): string {
  if (/\s/.test(text)) return `A reference holds no space. ${SHAPE}`;
  if (/\(\)?$/.test(text)) return 'Write the function without parentheses.';
  if (text.endsWith('#')) return 'Write a name after the "#".';
  if (/\.[cm]?[jt]sx?[:.]/.test(text) && !text.includes('#')) return 'Put a "#" between the file and the name.';
  return SHAPE;
}

const EXTENSION = /(?:\.d)?\.(?:[cm]?[jt]sx?|vue|svelte|astro|json)$/;

/** A file's path without what an import may leave out. */
const stem = (file: string): string => file.replace(EXTENSION, '').replace(/\/index$/, '');

/** What follows the last `node_modules/` in a path. */
function installed(file: string): string | undefined {
  const at = file.lastIndexOf('/node_modules/');
  return at < 0 ? undefined : file.slice(at + '/node_modules/'.length);
}

/**
 * Whether a declaration's file is one that the reference means.
 *
 * @param file absolute, where the declaration stands.
 * @param policyRoot the policy's root, absolute.
 * @param packageName the package that holds the file, where the caller knows (a workspace's package is linked, and so has no
 *   `node_modules` in its path).
 */
export function matchesModule(reference: Reference, file: string, policyRoot: string, packageName?: string): boolean {
  const { module } = reference;
  if (module === undefined) return true;
  const path = slashed(file);
  const inside = installed(path);
  const owner = packageName ?? (inside === undefined ? undefined : packageOf(inside));
  if (owner !== undefined && packageOf(module) === typedPackage(owner)) {
    const rest = module.slice(packageOf(module).length + 1);
    return rest === '' || stem(path).endsWith(`/${stem(rest)}`);
  }
  if (inside !== undefined) return false;
  return stem(path) === stem(slashed(resolve(reference.base ?? policyRoot, module)));
}
