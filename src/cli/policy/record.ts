import type { LoadedPolicy, ModuleEntry, PolicyPlace, Reference } from '../../policy/policy.js';
import { packageOf } from '../../policy/paths.js';
import { relativePath } from '../../report/paths.js';
import type { Matches } from '../../types/shape.js';

/** Where an entry is written: built in, or a file relative to the working folder; of a package's policy, its name. */
export interface Origin {
  readonly kind: 'built-in' | 'file' | 'package';
  readonly name?: string;
  readonly line?: number;
}

/** What a label stands on in the code. */
export interface SourceRecord {
  readonly kind: 'type' | 'property' | 'returns' | 'tag' | 'schema';
  /** As the policy writes it; of tags and schemas, the label. */
  readonly reference: string;
  /** Declarations, doc comments or schemas of the programs that it matches. */
  readonly declarations: number;
  readonly from?: Origin;
}

interface Terms {
  readonly dpv?: string;
  readonly fides?: string;
  readonly severity?: 'error' | 'warn';
  readonly from: Origin;
}

/** One policy and what it finds in the programs that it is in force for. */
export interface PolicyRecord {
  /** Null: the built-in policy. */
  readonly file: string | null;
  readonly projects: readonly string[];
  readonly purposes: readonly (Terms & { readonly name: string; readonly parents: readonly string[]; readonly files: readonly string[] })[];
  readonly data: readonly (Terms & { readonly label: string; readonly allow: readonly string[]; readonly sources: readonly SourceRecord[] })[];
  readonly modules: readonly {
    readonly purposes: readonly string[];
    readonly from: Origin;
    readonly globs: readonly { readonly glob: string; readonly files: number }[];
    /** With how many files import them. */
    readonly packages: readonly { readonly name: string; readonly imports: number }[];
  }[];
  readonly declassifiers: readonly {
    readonly function: string; readonly data: readonly string[]; readonly grants: readonly string[]; readonly reason: string;
    readonly approver?: string; readonly expires?: string; readonly declarations: number; readonly from: Origin;
  }[];
  readonly models: readonly { readonly function: string; readonly flow: readonly string[]; readonly from: Origin }[];
}

/** What is known of one program. */
export interface Found {
  readonly project: string;
  /** Absolute. */
  readonly files: readonly string[];
  readonly matches: Matches;
  /** Specifiers that each file imports. */
  importsOf(file: string): readonly string[];
}

export function originOf({ file, line }: PolicyPlace, cwd: string): Origin {
  if (file === null) return { kind: 'built-in' };
  const installed = file.lastIndexOf('/node_modules/');
  if (installed >= 0) return { kind: 'package', name: packageOf(file.slice(installed + '/node_modules/'.length)), line };
  return { kind: 'file', name: relativePath(file, cwd), line };
}

export function policyRecord(policy: LoadedPolicy, programs: readonly Found[], cwd: string): PolicyRecord {
  const files = [...new Set(programs.flatMap((program) => program.files))].sort();
  const importing = filesByPackage(programs);
  const from = ({ place }: { readonly place: PolicyPlace }): { readonly from: Origin } => ({ from: originOf(place, cwd) });
  const size = (sets: readonly (ReadonlySet<string> | undefined)[]): number => new Set(sets.flatMap((set) => [...(set ?? [])])).size;
  const meant = (ref: Reference): number => size(programs.map(({ matches }) => matches.references.get(ref)));
  const source = (kind: SourceRecord['kind']) => (ref: Reference): SourceRecord => ({ kind, reference: ref.text, declarations: meant(ref), ...from(ref) });
  const globsOf = ({ files: globs }: ModuleEntry) => globs.map((glob) => ({ glob: glob.glob, files: files.filter((file) => glob.matches(file)).length }));
  return {
    file: policy.file === null ? null : relativePath(policy.file, cwd),
    projects: programs.map(({ project }) => relativePath(project, cwd)),
    purposes: [...policy.purposes.values()].map(({ place, ...purpose }) => ({ ...purpose, ...from({ place }), files: files.filter((file) => policy.purposesOfFile(file).includes(purpose.name)).map((file) => relativePath(file, cwd)) })),
    data: [...policy.data.values()].map(({ label, allow, types, properties, returns, place, ...terms }) => {
      const tags = size(programs.map(({ matches }) => matches.tags.get(label)));
      const schemas = size(programs.map(({ matches }) => matches.schemas.get(label)));
      const sources: SourceRecord[] = [...types.map(source('type')), ...properties.map(source('property')), ...returns.map(source('returns'))];
      if (tags > 0) sources.push({ kind: 'tag', reference: label, declarations: tags });
      if (schemas > 0) sources.push({ kind: 'schema', reference: label, declarations: schemas });
      return { label, allow, ...terms, ...from({ place }), sources };
    }),
    modules: policy.modules.map((entry) => ({
      purposes: entry.purposes, ...from(entry), globs: globsOf(entry),
      packages: entry.packages.map((name) => ({ name, imports: importing.get(packageOf(name))?.size ?? 0 })),
    })),
    declassifiers: policy.declassifiers.map(({ function: ref, place, ...rest }) => ({ function: ref.text, ...rest, declarations: meant(ref), ...from({ place }) })),
    models: policy.models.map(({ function: ref, flow, place }) => ({ function: ref.text, flow, ...from({ place }) })),
  };
}

function filesByPackage(programs: readonly Found[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { files, importsOf } of programs) {
    for (const file of files) {
      for (const specifier of importsOf(file)) {
        const name = packageOf(specifier);
        found.set(name, (found.get(name) ?? new Set()).add(file));
      }
    }
  }
  return found;
}
