import type { JsonPlace } from '../json.js';
import { relativePath } from '../paths.js';
import type { Run } from '../run.js';
import { summarise } from '../summary.js';
import type { LabelRecord, ProcessingRecord, PurposeRecord, Way } from './record.js';

/** What `map -f json` prints. Fields may be added under one version; none is renamed or dropped. */
export interface JsonMap {
  readonly version: 1;
  readonly labels: readonly (Omit<LabelRecord, 'purposes'> & {
    readonly purposes: readonly (Omit<PurposeRecord, 'ways'> & {
      readonly ways: readonly (Omit<Way, 'places'> & { readonly flows: number; readonly places: readonly JsonPlace[] })[];
    })[];
  })[];
  readonly analysed: {
    /** False: something was not analysed, `failures` says what. */
    readonly complete: boolean;
    readonly projects: readonly { readonly project: string; readonly policy: string | null }[];
    readonly files: number;
    readonly functions: number;
    readonly failures: readonly { readonly kind: string; readonly message: string; readonly file: string; readonly line?: number; readonly column?: number }[];
    /** Places past which values were not followed, and imports that lead nowhere: where a label may be missing from the record. */
    readonly limits: readonly (JsonPlace & { readonly kind: string; readonly message: string })[];
    readonly unresolvedImports: readonly (JsonPlace & { readonly specifier: string })[];
  };
}

/** For programs: one {@link JsonMap}. */
export function mapJson({ labels }: ProcessingRecord, run: Run): string {
  const local = <P extends { readonly file: string }>(place: P): P => ({ ...place, file: relativePath(place.file, run.cwd) });
  const { failures, files, functions, limits, unresolvedImports } = summarise(run);
  const map: JsonMap = {
    version: 1,
    labels: labels.map(({ purposes, ...label }) => ({
      ...label,
      purposes: purposes.map(({ ways, ...purpose }) => ({ ...purpose, ways: ways.map(({ places, ...way }) => ({ ...way, flows: places.length, places: places.map(local) })) })),
    })),
    analysed: {
      complete: failures.length === 0,
      projects: run.analyses.map(({ project, policy }) => ({ project: relativePath(project, run.cwd), policy: policy && relativePath(policy, run.cwd) })),
      files,
      functions,
      failures: failures.map(({ kind, message, place }) => ({ kind, message, ...local(place) })),
      limits: limits.map(({ kind, message, place }) => ({ kind, message, ...local(place) })),
      unresolvedImports: unresolvedImports.map(({ specifier, place }) => ({ specifier, ...local(place) })),
    },
  };
  return `${JSON.stringify(map, null, 2)}\n`;
}
