import { globsMatch } from './globs.js';
import type { Layer } from './layers.js';
import { packageOf } from './paths.js';
import type { LoadedPolicy, ModuleEntry, PolicyProblem, PurposeEntry } from './policy.js';
import { purposeCycles, purposesAbove } from './purposes.js';
import { SectionReader } from './sections.js';
import type { Surroundings } from './sections.js';

export interface MergeOptions {
  readonly file: string | null;
  readonly root: string;
  /** ISO date. */
  readonly today: string;
  readonly sources: readonly string[];
  readonly incomplete: boolean;
}

/** Later entries replace earlier ones of the same name, in their place. */
function lastByKey<T>(layers: readonly Layer[], section: (layer: Layer) => Readonly<Record<string, T>> | undefined): Map<string, { layer: Layer; entry: T }> {
  return new Map(layers.flatMap((layer) => Object.entries(section(layer) ?? {}).map(([key, entry]) => [key, { layer, entry }] as const)));
}

/** Names that the layers' documents hold, well-formed or not: a bad entry is one problem, not one more wherever it is named. */
function names(layers: readonly Layer[], section: 'purposes' | 'data'): Set<string> {
  return new Set(
    layers.flatMap((layer) => {
      const content: unknown = (layer.document.value as Record<string, unknown> | null)?.[section];
      return typeof content === 'object' && content !== null ? Object.keys(content) : [];
    }),
  );
}

/** Merges layers, the extended ones first: maps by key, lists by appending. Problems are complete only where the layers are. */
export function mergeLayers(layers: readonly Layer[], options: MergeOptions): { policy: LoadedPolicy; problems: readonly PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const around: Surroundings = {
    root: options.root,
    today: options.today,
    purposes: options.incomplete ? undefined : names(layers, 'purposes'),
    labels: options.incomplete ? undefined : names(layers, 'data'),
    report: (problem) => problems.push(problem),
  };
  const readers = new Map(layers.map((layer) => [layer, new SectionReader(layer, around)]));
  const list = <T, E>(section: (layer: Layer) => readonly T[] | undefined, read: (reader: SectionReader, index: number, entry: T) => E | undefined): E[] => {
    const entries: E[] = [];
    for (const [layer, reader] of readers) {
      section(layer)?.forEach((entry, index) => {
        const made = read(reader, index, entry);
        if (made !== undefined) entries.push(made);
      });
    }
    return entries;
  };

  const purposeTexts = lastByKey(layers, (layer) => layer.policy.purposes);
  const purposes = new Map(Array.from(purposeTexts, ([name, { layer, entry }]) => [name, readers.get(layer)!.readPurpose(name, entry)]));
  for (const cycle of purposeCycles(purposes)) {
    const place = purposeTexts.get(cycle[0]!)!.layer.document.keyPlace(['purposes', cycle[0]!]);
    problems.push({ message: `Purpose cycle: ${cycle.join(' -> ')}.`, hint: 'A purpose can\'t stand above itself: remove one of these parents.', place });
  }
  const dataTexts = lastByKey(layers, (layer) => layer.policy.data);
  const data = new Map(Array.from(dataTexts, ([label, { layer, entry }]) => [label, readers.get(layer)!.readData(label, entry)]));
  const modules = list((layer) => layer.policy.modules, (reader, index, entry) => reader.readModule(index, entry));
  const declassifiers = list((layer) => layer.policy.declassifiers, (reader, index, entry) => reader.readDeclassifier(index, entry));
  const models = list((layer) => layer.policy.models, (reader, index, entry) => reader.readModel(index, entry));

  const { file, root, sources } = options;
  return { policy: { file, root, sources, purposes, data, modules, declassifiers, models, ...questions(purposes, data, modules) }, problems };
}

type Questions = Pick<LoadedPolicy, 'purposesOfFile' | 'purposesOfPackage' | 'allows'>;

function questions(purposes: ReadonlyMap<string, PurposeEntry>, data: LoadedPolicy['data'], modules: readonly ModuleEntry[]): Questions {
  const above = purposesAbove(purposes);
  const byFile = new Map<string, readonly string[]>();
  const byPackage = new Map<string, Set<string>>();
  for (const entry of modules) {
    for (const written of entry.packages) {
      const name = packageOf(written);
      const served = byPackage.get(name) ?? new Set();
      entry.purposes.forEach((purpose) => served.add(purpose));
      byPackage.set(name, served);
    }
  }
  return {
    purposesOfFile(file) {
      let served = byFile.get(file);
      if (served === undefined) {
        const matching = modules.filter((entry) => globsMatch(entry.files, file));
        served = [...new Set(matching.flatMap((entry) => entry.purposes))].sort();
        byFile.set(file, served);
      }
      return served;
    },
    purposesOfPackage: (name) => [...(byPackage.get(packageOf(name)) ?? [])].sort(),
    allows(label, purpose) {
      const allowed = data.get(label)?.allow ?? [];
      const covering = above.get(purpose) ?? new Set([purpose]);
      return allowed.some((permitted) => covering.has(permitted));
    },
  };
}
