import { Words } from '../facts/words.js';
import type { Policy, PolicyProblem, Reference } from '../policy/policy.js';
import { last } from './keys.js';
import { nameOf } from './references.js';
import { hasMembers } from './members.js';
import type { Resolver } from './resolver.js';
import type { Scan } from './scan.js';

/** `called`: a function that the program need not declare, as a model may be of what has no declaration at all. */
type Wanted = 'type' | 'property' | 'function' | 'called';

/**
 * References that mean nothing in the program. A label's own name is a type's only where the policy says so: else tags may carry it.
 *
 * @param sourceFiles those of {@link Scan}: files of packages that the program imports are among them
 */
export function unresolvedReferences(r: Resolver, policy: Policy, sourceFiles: Scan['sourceFiles']): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const check = (ref: Reference, wanted: Wanted, what: string): void => {
    if (ref.place.file === null) return;
    const missing = explain(r, ref, wanted, sourceFiles);
    if (missing) problems.push({ message: `${what} \`${ref.text}\` resolves to nothing: ${missing.message}`, hint: missing.hint, place: ref.place });
  };
  for (const data of policy.data.values()) {
    for (const ref of data.types) if (ref.place !== data.place) check(ref, 'type', 'type');
    for (const ref of data.properties) check(ref, 'property', 'property');
    for (const ref of data.returns) check(ref, 'function', 'function');
  }
  for (const d of policy.declassifiers) check(d.function, 'function', 'declassifier');
  for (const { function: ref } of policy.models) check(ref, 'called', 'modelled function');
  return problems;
}

interface Missing {
  readonly message: string;
  readonly hint: string;
}

function explain(r: Resolver, ref: Reference, wanted: Wanted, sourceFiles: Scan['sourceFiles']): Missing | undefined {
  const word = new Words([ref.member ?? ref.name]);
  if (ref.module === undefined) {
    if (wanted === 'called' && r.linker.files.some((file) => word.anyIn(r.linker.text(file) ?? ''))) return undefined;
    return declaredIn(r, r.linker.files, ref, wanted) || declaredIn(r, sourceFiles(), ref, wanted) ? undefined : { message: `no file of the program declares ${nameOf(ref)}`, hint: 'Check the spelling, or name the module that declares it: `module#Name`.' };
  }
  const target = r.references.module(ref);
  if (target.k === 'none') {
    return { message: `there is no module ${ref.module}`, hint: 'Modules are files relative to the policy, or names of installed packages.' };
  }
  if (target.file === undefined || found(r, target.file, ref, wanted)) return undefined;
  const text = r.linker.text(target.file) ?? '';
  if (target.k === 'package' && (isAssembled(text) || (wanted === 'called' && word.anyIn(text)))) return undefined;
  return { message: `${ref.module} exports no ${nameOf(ref)}`, hint: 'Check the spelling, and that the module exports it.' };
}

/** A package's declarations are put together in ways that names alone don't follow: an assigned export, other files by directive. */
const isAssembled = (text: string): boolean => /^\s*export\s*=|^\/\/\/\s*<reference\s+path/m.test(text);

function declaredIn(r: Resolver, files: readonly string[], ref: Reference, wanted: Wanted): boolean {
  const words = new Words([last(ref.name)]);
  return files.some((file) => words.anyIn(r.linker.text(file) ?? '') && found(r, file, ref, wanted));
}

function found(r: Resolver, file: string, ref: Reference, wanted: Wanted): boolean {
  const index = r.names.index(file);
  if (!index) return true;
  const { facts } = index;
  if (wanted === 'type') {
    const name = nameOf(ref);
    return facts.types.some((d) => d.name === name || last(d.name) === name) || r.names.exportedType(file, name) !== undefined;
  }
  if (ref.member === undefined) {
    if (facts.functions.some((f) => f.name === ref.name && f.cls === undefined)) return true;
    return index.ambient.has(ref.name) || (index.bindings.get(ref.name) ?? []).some(({ binding }) => binding.kind !== 'import') || r.names.exportedValue(file, ref.name) !== undefined;
  }
  const decl = facts.types.find((d) => d.name === ref.name || last(d.name) === ref.name);
  const site = decl ? r.names.siteOf({ file, decl }) : r.names.exportedType(file, ref.name);
  if (!site) return facts.classes.some((c) => c.name === ref.name && c.members.some((m) => 'name' in m.key && m.key.name === ref.member));
  const shape = r.siteShape(site, []);
  const { member } = ref;
  if (shape.unknown || shape.objects.some((o) => hasMembers(o) && o.member(member) !== undefined)) return true;
  return facts.classes.some((c) => c.name === ref.name && c.members.some((m) => 'name' in m.key && m.key.name === member));
}
