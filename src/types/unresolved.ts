import { Words } from '../facts/words.js';
import type { Policy, PolicyProblem, Reference } from '../policy/policy.js';
import { nearest } from '../policy/suggest.js';
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

/** Most members that a hint names. */
const SHOWN = 8;

interface Missing {
  readonly message: string;
  readonly hint: string;
}

function explain(r: Resolver, ref: Reference, wanted: Wanted, sourceFiles: Scan['sourceFiles']): Missing | undefined {
  const word = new Words([ref.member ?? ref.name]);
  if (ref.module === undefined) {
    if (wanted === 'called' && r.linker.files.some((file) => word.anyIn(r.linker.text(file) ?? ''))) return undefined;
    return declaredIn(r, r.linker.files, ref, wanted) || declaredIn(r, sourceFiles(), ref, wanted) ? undefined : { message: `no file of the program declares ${nameOf(ref)}`, hint: hintFor(r, ref, wanted, [...r.linker.files, ...sourceFiles()], 'Check the spelling, or name the module that declares it: `module#Name`.') };
  }
  const target = r.references.module(ref);
  if (target.k === 'none') {
    return { message: `there is no module ${ref.module}`, hint: 'Modules are files relative to the policy, or names of installed packages.' };
  }
  if (target.file === undefined || found(r, target.file, ref, wanted)) return undefined;
  const text = r.linker.text(target.file) ?? '';
  if (target.k === 'package' && (isAssembled(text) || (wanted === 'called' && word.anyIn(text)))) return undefined;
  return { message: `${ref.module} exports no ${nameOf(ref)}`, hint: hintFor(r, ref, wanted, [target.file], 'Check the spelling, and that the module exports it.') };
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
  if (wanted === 'property' && isColumn(r, file, ref)) return true;
  const decl = facts.types.find((d) => d.name === ref.name || last(d.name) === ref.name);
  const site = decl ? r.names.siteOf({ file, decl }) : r.names.exportedType(file, ref.name);
  if (!site) return facts.classes.some((c) => c.name === ref.name && c.members.some((m) => 'name' in m.key && m.key.name === ref.member));
  const shape = r.siteShape(site, []);
  const { member } = ref;
  if (shape.unknown || shape.objects.some((o) => hasMembers(o) && o.member(member) !== undefined)) return true;
  return facts.classes.some((c) => c.name === ref.name && c.members.some((m) => 'name' in m.key && m.key.name === member));
}

/** A column of a table, a field of a validator: of a constant that a call made. */
function isColumn(r: Resolver, file: string, { name, member }: Reference): boolean {
  const value = r.names.exportedValue(file, name);
  const at = value?.k === 'binding' ? { file: value.file, name: r.names.index(value.file)?.facts.bindings[value.v]?.name ?? name } : { file, name };
  return [...r.schemas.fields(at.file, at.name).values()].includes(member ?? '');
}

const DECLARED: Readonly<Record<Wanted, RegExp>> = {
  type: /\b(?:type|interface|class|enum)\s+([\w$]+)/g,
  property: /\b(?:type|interface|class|const)\s+([\w$]+)/g,
  function: /\b(?:function\*?|class|const|let|type|interface)\s+([\w$]+)/g,
  called: /\b(?:function\*?|class|const|let|type|interface)\s+([\w$]+)/g,
};

/** The name, or the member of what has the name, that was probably meant. */
function hintFor(r: Resolver, ref: Reference, wanted: Wanted, files: readonly string[], otherwise: string): string {
  const before = ref.module === undefined ? '' : `${ref.module}#`;
  const members = ref.member === undefined ? [] : files.flatMap((file) => membersOf(r, file, ref.name));
  if (members.length > 0) {
    const near = nearest(ref.member!, members);
    return near === undefined ? `${ref.name} has: ${[...new Set(members)].slice(0, SHOWN).join(', ')}${members.length > SHOWN ? ', …' : ''}.` : `Did you mean \`${before}${ref.name}.${near}\`?`;
  }
  const names = new Set(files.flatMap((file) => Array.from((r.linker.text(file) ?? '').matchAll(DECLARED[wanted]), ([, name]) => name!)));
  names.delete(ref.name);
  const near = nearest(ref.name, names);
  return near === undefined ? otherwise : `Did you mean \`${before}${near}${ref.member === undefined ? '' : `.${ref.member}`}\`?`;
}

/** Names of the properties of a type, or of the columns of a table, that a file declares. */
function membersOf(r: Resolver, file: string, name: string): readonly string[] {
  if (!new Words([name]).anyIn(r.linker.text(file) ?? '')) return [];
  const decl = r.names.index(file)?.facts.types.find((d) => last(d.name) === name);
  const shape = decl && r.siteShape(r.names.siteOf({ file, decl }), []);
  return [...(shape?.objects.flatMap((o) => (hasMembers(o) ? o.members().map((m) => m.name) : [])) ?? []), ...r.schemas.fields(file, name).values()];
}
