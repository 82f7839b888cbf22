import type { Linker } from '../facts/link.js';
import type { Policy, PolicyPlace } from '../policy/policy.js';
import { carried } from './carried.js';
import { classMember, classShape } from './classes.js';
import { createIdentity } from './identity.js';
import { idleLabels } from './idle-labels.js';
import { createImplementations } from './implementations.js';
import { createKeys } from './keys.js';
import { createGeneratedRows } from './generated-rows.js';
import { globalNamespace } from './global-namespaces.js';
import { createLabels } from './labels.js';
import { createMatches } from './matches.js';
import { createMentions } from './mentions.js';
import { createNames } from './names.js';
import type { ValueSite } from './names.js';
import { createInherited } from './inherited.js';
import { labelsAt } from './places.js';
import { createReferences } from './references.js';
import type { Resolver } from './resolver.js';
import { createSchemas } from './schemas.js';
import { createScan } from './scan.js';
import type { Member, ProgramTypes, Shape, TypeRef } from './shape.js';
import { createShapes } from './shapes.js';
import { unresolvedReferences } from './unresolved.js';
import { unusedDeclassifiers, unusedTags } from './unused-declassifiers.js';
import { declaredValue, importedValue, valueShape } from './values.js';
import { wrongTags } from './wrong-tags.js';

const known = new WeakMap<Linker, WeakMap<Policy, ProgramTypes>>();

/**
 * Reads types and labels off the declarations of a program, across files and packages, without a type checker.
 * Lazy: a file is read when a name leads there. The answers hold for one state of the program; whoever asks of it shares them.
 */
export function createDeclaredTypes(linker: Linker, policy: Policy): ProgramTypes {
  const byPolicy = known.get(linker) ?? new WeakMap<Policy, ProgramTypes>();
  known.set(linker, byPolicy);
  let types = byPolicy.get(policy);
  if (!types) byPolicy.set(policy, (types = read(linker, policy)));
  return types;
}

function read(linker: Linker, policy: Policy): ProgramTypes {
  const names = createNames(linker);
  const references = createReferences(linker, policy, names);
  const labels = createLabels(policy, references, createGeneratedRows(names, references));
  const r: Resolver = {
    linker,
    names,
    references,
    labels,
    keys: createKeys(),
    get schemas() {
      return schemas;
    },
    shape: (ref) => shapes.shape(ref),
    siteShape: (site, args) => shapes.siteShape(site, args),
    classShape: (file, cls, args) => classShape(r, file, cls, args),
    classMember: (file, cls, name, isStatic) => classMember(r, file, cls, name, isStatic),
    value: (site) => declaredValue(r, site),
    valueShape: (site) => valueShape(r, site),
  };
  const shapes = createShapes(r);
  const schemas = createSchemas(r);
  const scan = createScan(r, policy);
  const ownShapes = new Map<string, Shape>();
  const members = new Map<string, Member | undefined>();
  const cutShort = new Map<string, TypeRef>();
  // Both searches below a type can be cut.
  const cut = (ref: TypeRef, meaning: string): void => {
    if (!cutShort.has(meaning)) cutShort.set(meaning, ref);
  };
  const allFiles = (): readonly string[] => [...new Set([...linker.files, ...scan.sourceFiles()])];
  const value = (site: ValueSite | undefined, of = declaredValue) => (site && site.k !== 'module' ? of(r, site) : undefined);
  return {
    shape: r.shape,
    carried: (ref) => [...new Set(carried(r, ref))],
    mentions: createMentions(r, scan.canDeclareLabels, cut),
    takes: createMentions(r, scan.canDeclareLabels, cut, true),
    cutShort: () => [...cutShort.values()],
    typeOfExport: (file, name) => value(names.exportedValue(file, name), importedValue),
    typeOfImport: (from, specifier, name) => value(names.importedValue(from, specifier, name)),
    ambientGlobal: (name) => {
      const own = value(names.globalValue(name));
      return own?.type || own?.signatures || own?.cls ? own : (globalNamespace(r, name) ?? own);
    },
    identity: createIdentity(r),
    classShape: (file, cls, args = []) => (args.length > 0 ? r.classShape(file, cls, args) : once(ownShapes, `${file}|${cls}`, () => r.classShape(file, cls))),
    memberOfClass: (file, cls, name, isStatic = false) => once(members, `${file}|${cls}|${isStatic ? 'static ' : ''}${name}`, () => classMember(r, file, cls, name, isStatic)),
    implementations: createImplementations(r),
    labelledMemberNames: scan.labelledMemberNames,
    labelWords: scan.labelWords,
    sourceFiles: scan.sourceFiles,
    returnsLabel: (file, fn, className) => [...new Set([...labels.ofDoc(fn.doc), ...labels.ofReturn(file, fn.name, className)])],
    meansFunction: references.meansFunction,
    labelsAt: (at) => labelsAt(r, at),
    isInherited: createInherited(r, scan.sourceFiles),
    nearLabels: scan.nearLabels,
    schemaLabels: (file, expr) => schemas.of(file, expr),
    idleEntries: () => {
      const unresolved = unresolvedReferences(r, policy, scan.sourceFiles);
      const isUnresolved = (place: PolicyPlace): boolean => unresolved.some((problem) => problem.place === place);
      return [...unresolved, ...unusedDeclassifiers(r, policy, linker.files).filter(({ place }) => !isUnresolved(place)), ...idleLabels(r, policy, allFiles)];
    },
    matches: () => createMatches(r, policy, allFiles()),
    unusedTags: () => unusedTags(r, linker.files),
    wrongTags: () => wrongTags(linker, policy, [...new Set([...linker.files, ...scan.sourceFiles().filter(isGenerated)])]),
  };
}

/** What is kept under the key, found at the first time. */
function once<V>(kept: Map<string, V>, key: string, find: () => V): V {
  if (!kept.has(key)) kept.set(key, find());
  return kept.get(key)!;
}

/** Code generated into `node_modules/.prisma` and the like, where no package of the registry can be. */
const isGenerated = (file: string): boolean => file.startsWith('.', file.lastIndexOf('/node_modules/') + '/node_modules/'.length);
