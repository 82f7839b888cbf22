import type { Expr, FileFacts, TypeIR } from '../facts/ir.js';
import { Words } from '../facts/words.js';
import type { DataEntry, Policy, PolicyProblem } from '../policy/policy.js';
import { nearest } from '../policy/suggest.js';
import { docsIn } from './doc-comments.js';
import { last } from './keys.js';
import type { Resolver } from './resolver.js';

const DECLARED_TYPE = /\b(?:type|interface|class|enum)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;

/**
 * Labels of the policy's own files that nothing in the program carries: no type bears their name, no doc comment's `@data`
 * and no schema's brand names them. A label with `properties`, `returns` or `types` of its own stands or falls with these.
 *
 * @param files absolute: all that can hold a source
 */
export function idleLabels(r: Resolver, policy: Policy, files: () => readonly string[]): PolicyProblem[] {
  const named = [...policy.data.values()].filter((entry) => entry.place.file !== null && standsByName(entry));
  return named.filter((entry) => !stands(r, entry, files())).map(({ label, types, place }) => ({
    message: `The label "${label}" stands nowhere: ${types.length > 0 ? 'no type bears its name, and ' : ''}no \`@data\` tag names it.`,
    hint: hint(r, label, files()),
    place,
  }));
}

/** Its only reference is the type that is named like it, by default. */
function standsByName({ types, properties, returns, place }: DataEntry): boolean {
  return properties.length + returns.length === 0 && types.every((ref) => ref.place === place);
}

function stands(r: Resolver, { label, types }: DataEntry, files: readonly string[]): boolean {
  const word = new Words([label]);
  return files.some((file) => {
    if (!word.anyIn(r.linker.text(file) ?? '')) return false;
    const facts = r.names.index(file)?.facts;
    // What can't be parsed may hold it.
    return !facts || docsIn(facts).some(({ data }) => data?.includes(label)) || (types.length > 0 && standsAsType(r, label, facts));
  });
}

function standsAsType(r: Resolver, label: string, facts: FileFacts): boolean {
  if (facts.types.some(({ name }) => last(name) === label)) return true;
  if (facts.imports.some(({ imported, source }) => imported === label && r.linker.resolve(facts.file, source).k !== 'file')) return true;
  return isNamedBelow([facts.bindings, facts.ambient, facts.types, facts.classes, facts.functions], label);
}

/** A type of this name is written, or a brand of a validator. */
function isNamedBelow(node: unknown, label: string): boolean {
  if (Array.isArray(node)) return node.some((inner) => isNamedBelow(inner, label));
  if (node === null || typeof node !== 'object') return false;
  const typed = node as TypeIR | Expr;
  if ((typed.k === 'ref' || typed.k === 'import') && 'name' in typed && last(typed.name) === label) return true;
  if (typed.k === 'call' && typed.callee.k === 'member' && 'name' in typed.callee.key && typed.callee.key.name === 'brand') {
    if ([...(typed.typeArgs ?? []), ...typed.args].some((arg) => arg !== null && (arg.k === 'lit' || arg.k === 'const') && arg.value === label)) return true;
  }
  return Object.values(node).some((inner) => isNamedBelow(inner, label));
}

function hint(r: Resolver, label: string, files: readonly string[]): string {
  const types = new Set(files.flatMap((file) => Array.from((r.linker.text(file) ?? '').matchAll(DECLARED_TYPE), ([, name]) => name!)));
  const near = nearest(label, types);
  if (near !== undefined) return `Did you mean the type "${near}"? Give the label its name, or name it under "types".`;
  return `Write \`/** @data ${label} */\` on what holds such data, or name its "types", "properties" or "returns" here; or remove the label.`;
}
