/** A span in a policy file: 1-based. `file` null stands for the built-in policy. */
export interface PolicyPlace {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

export interface PolicyProblem {
  readonly message: string;
  readonly hint: string;
  readonly place: PolicyPlace;
}

/** `[module#]Name`, `[module#]Type.property`, `[module#]Class.method`. */
export interface Reference {
  /** File (relative to the policy's folder, extension optional) or package; absent: any. */
  readonly module?: string;
  readonly name: string;
  /** After the dot. */
  readonly member?: string;
  /** Folder that `module` is relative to, absolute; absent: the policy's root. */
  readonly base?: string;
  /** As written. */
  readonly text: string;
  readonly place: PolicyPlace;
}

export interface PurposeEntry {
  readonly name: string;
  readonly parents: readonly string[];
  readonly dpv?: string;
  readonly fides?: string;
  /** How a violation by data that enters modules of this purpose is to be reported; absent: as an error. */
  readonly severity?: 'error' | 'warn';
  readonly place: PolicyPlace;
}

export interface DataEntry {
  readonly label: string;
  readonly allow: readonly string[];
  readonly types: readonly Reference[];
  readonly properties: readonly Reference[];
  readonly returns: readonly Reference[];
  readonly dpv?: string;
  readonly fides?: string;
  /** How a violation of this label is to be reported; absent: as an error. */
  readonly severity?: 'error' | 'warn';
  readonly place: PolicyPlace;
}

export interface ModuleEntry {
  readonly purposes: readonly string[];
  readonly files: readonly GlobEntry[];
  readonly packages: readonly string[];
  readonly place: PolicyPlace;
}

export interface GlobEntry {
  /** As written. */
  readonly glob: string;
  /** It belongs to the built-in policy or to a package's, which suit many programs: it may match nothing. */
  readonly general: boolean;
  readonly place: PolicyPlace;
  /** Takes an absolute file. */
  matches(file: string): boolean;
}

export interface DeclassifierEntry {
  readonly function: Reference;
  readonly data: readonly string[];
  readonly grants: readonly string[];
  readonly reason: string;
  readonly approver?: string;
  /** ISO date, last day on which it holds. */
  readonly expires?: string;
  readonly place: PolicyPlace;
}

export interface ModelEntry {
  readonly function: Reference;
  /** In the flow language of `src/models`. */
  readonly flow: readonly string[];
  readonly place: PolicyPlace;
}

export interface Policy {
  /** The policy's file, absolute; null: the built-in policy. */
  readonly file: string | null;
  /** Folder that globs and module references are relative to, absolute. */
  readonly root: string;
  readonly purposes: ReadonlyMap<string, PurposeEntry>;
  readonly data: ReadonlyMap<string, DataEntry>;
  readonly declassifiers: readonly DeclassifierEntry[];
  readonly models: readonly ModelEntry[];
  /** Purposes that a file (absolute) serves by the policy's globs; sorted, may be empty. */
  purposesOfFile(file: string): readonly string[];
  /** Purposes that an npm package serves; sorted, may be empty. */
  purposesOfPackage(name: string): readonly string[];
  /** The label's permission covers the purpose: it is allowed itself or below an allowed one. */
  allows(label: string, purpose: string): boolean;
}

/** What {@link Policy} is made from; `loadPolicy` returns it. */
export interface LoadedPolicy extends Policy {
  readonly modules: readonly ModuleEntry[];
  /** Files that the policy was read from, absolute: its own first. A change to one of them changes the policy. */
  readonly sources: readonly string[];
}
