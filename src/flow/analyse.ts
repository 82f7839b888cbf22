import type { Linker } from '../facts/link.js';
import { lineStarts, placeOf } from '../facts/positions.js';
import { createModels } from '../models/index.js';
import type { Policy } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';
import type { ProgramTypes } from '../types/shape.js';
import type { Checker } from '../checker/checker.js';
import { createAsker } from './asker.js';
import { Stores } from './machine/stores.js';
import { Machine, type Setting } from './machine/machine.js';
import { Bounds } from './bounds.js';
import { findSlice } from './reach/slice.js';
import { Relevance } from './relevance.js';
import { Recorder } from './machine/recorder.js';
import { natives } from './natives/index.js';
import { Observer } from './observer.js';
import { permitted, violations } from './report.js';
import type { Analysed, Analysis, Place, Terms, Wanted } from './result.js';
import { runProgram, TooLarge } from './roots.js';
import { sightings } from './sightings.js';
import type { Site } from './machine/objects.js';
import { sourcesOf } from './sources.js';
import type { ReadsBuilder } from './reuse/reads.js';

const NO_CHECKER = 'no TypeScript is installed whose types can be asked for (5, 6 or 7.0)';

/** One program to analyse. */
export interface Project {
  /** Folder that fingerprints take paths relative to, absolute. */
  readonly root: string;
  readonly linker: Linker;
  readonly policy: Policy;
  /** What the declarations say, where that was asked for before. */
  readonly declared?: ProgramTypes;
  /** Asked for a checker only where declarations alone don't tell; undefined: there is none. */
  readonly checker?: () => Checker | undefined;
  /** Told as soon as a checker will probably be asked. */
  readonly prepare?: () => void;
  /** What is wanted beside violations. */
  readonly wanted?: Wanted;
  /** Told what is looked at. */
  readonly reads?: ReadsBuilder;
  /** Run all of the program, or only what lies between sources and boundaries. Default: by its size. */
  readonly extent?: 'all' | 'slice';
}

/**
 * Follows every label of the policy through the program.
 * Files that can't be parsed are listed in the result, and the rest is analysed without them.
 */
export function analyse(project: Project): Analysis {
  const { linker, policy, root, wanted = {}, reads } = project;
  const observer = wanted.sightingsIn === undefined ? undefined : new Observer(wanted.sightingsIn);
  let recorder = new Recorder(wanted.permitted);
  const { declared = createDeclaredTypes(linker, policy) } = project;
  reads?.addNames([...declared.labelWords(), ...referencedNames(policy)]);
  const isLabelled = declared.sourceFiles().length > 0 || observer !== undefined;
  if (declared.sourceFiles().length > 0 && linker.files.length >= Bounds.filesOfLarge && linker.files.some((file) => policy.purposesOfFile(file).length > 0)) project.prepare?.();
  const parsed = linker.files.filter((f) => (isLabelled ? linker.facts(f) : linker.skim(f)) !== undefined);
  let functions = 0;
  if (isLabelled) for (const f of parsed) functions += linker.facts(f)!.functions.length;
  if (declared.sourceFiles().length > 0 && (observer || hasBoundary(linker, policy, parsed))) {
    const setting = { linker, policy, declared, models: createModels(policy.models), asker: createAsker(project.checker, linker, declared), ...(observer && { observer }) };
    if (reads) reads.isIdle = false;
    recorder = run(setting, parsed, project.extent ?? (functions > Bounds.wholeProgramFunctions ? 'slice' : 'all'), wanted, reads);
    for (const { site, why } of setting.asker.unanswered()) recorder.limit('any', `${why ?? NO_CHECKER}: labels that only inferred types tell, as of the rows of a schema, are not seen`, site);
  }
  noteCutShort(recorder, declared);
  noteUnresolved(recorder, linker, parsed);
  const seen = observer && sightings(observer, linker);
  return {
    violations: violations(recorder, linker, policy, root),
    analysed: analysed(recorder, linker, parsed.length, functions),
    ...(recorder.permitted && { permitted: permitted(recorder.permitted, linker, root), terms: termsOf(policy) }),
    ...(seen && { sightings: seen }),
  };
}

function termsOf({ data, purposes }: Policy): Terms {
  const counterparts = ({ dpv, fides }: { readonly dpv?: string; readonly fides?: string }) => ({ ...(dpv !== undefined && { dpv }), ...(fides !== undefined && { fides }) });
  return {
    labels: [...data.values()].map((entry) => ({ label: entry.label, allow: entry.allow, ...counterparts(entry) })),
    purposes: [...purposes.values()].map((entry) => ({ name: entry.name, parents: entry.parents, ...counterparts(entry) })),
  };
}

/** Types below which labels were not searched for to the end: the first of them, and how many there are. */
function noteCutShort(recorder: Recorder, declared: ProgramTypes): void {
  const inOrder = [...declared.cutShort()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.type.s - b.type.s));
  const [first] = inOrder;
  if (!first) return;
  const others = inOrder.length > 1 ? `, as ${inOrder.length - 1} more,` : '';
  const { file, type } = first;
  recorder.limit('bound', `the type here${others} leads to so many others that labels far below are not searched for`, { file, s: type.s, e: type.e });
}

/** Imports that lead nowhere: what comes through them is not followed, and the labels of what they mean are not seen. */
function noteUnresolved(recorder: Recorder, linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    for (const { source, s, e } of linker.skim(file)?.imports ?? []) {
      if (linker.resolve(file, source).k === 'unresolved') recorder.unresolved(source, { file, s, e });
    }
  }
}

/** Runs all of a program; of a large one, the slice between sources and boundaries, as far as the names of labelled data lead into it. */
function run(setting: Omit<Setting, 'recorder'>, files: readonly string[], extent: 'all' | 'slice', wanted: Wanted, reads: ReadsBuilder | undefined): Recorder {
  if (extent === 'all') {
    const recorder = runAll(setting, files, wanted, reads);
    if (recorder) return recorder;
  }
  const relevance = new Relevance(setting.linker, files, setting.policy, setting.declared, findSlice({ linker: setting.linker, files, policy: setting.policy, declared: setting.declared, libraries: { models: setting.models, isNative: (path) => natives[path] !== undefined }, asker: setting.asker, ...(reads && { reads }) }));
  const recorder = runSlice(setting, files, wanted, reads, relevance);
  for (const limit of relevance.slice.limits) recorder.limit('bound', limit, { file: files[0]!, s: 0, e: 0 });
  for (const name of relevance.skipped) {
    recorder.limit('bound', `labels that leave under the name \`${name}\`, which occurs more than ${Bounds.commonName} times, are not followed everywhere`, { file: files[0]!, s: 0, e: 0 });
  }
  return recorder;
}

function runSlice(setting: Omit<Setting, 'recorder'>, files: readonly string[], wanted: Wanted, reads: ReadsBuilder | undefined, relevance: Relevance, stores?: Stores): Recorder {
  const recorder = new Recorder(wanted.permitted);
  const machine = new Machine({ ...setting, recorder }, stores);
  machine.relevance = relevance;
  runProgram(machine, files);
  if (reads) noteReads(machine, reads);
  // What fills a collection with labelled data is in the slice.
  const hollow = machine.stores.hollow();
  return hollow.size === 0 || stores ? recorder : runSlice(setting, files, wanted, reads, relevance, new Stores(hollow));
}

/** Runs all of a program; undefined where it turns out too large for that. */
function runAll(setting: Omit<Setting, 'recorder'>, files: readonly string[], wanted: Wanted, reads: ReadsBuilder | undefined, stores?: Stores): Recorder | undefined {
  const recorder = new Recorder(wanted.permitted);
  const machine = new Machine({ ...setting, recorder }, stores);
  try {
    runProgram(machine, files);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return undefined;
  } finally {
    if (reads) noteReads(machine, reads);
  }
  const hollow = machine.stores.hollow();
  const [first] = hollow;
  if (first === undefined || stores) return recorder;
  const filled = runAll(setting, files, wanted, reads, new Stores(hollow));
  if (filled) return filled;
  const at = first.lastIndexOf('|');
  const s = Number(first.slice(at + 1));
  recorder.limit('bound', `collections that nothing in the program fills are taken for empty: it takes more than ${Bounds.wholeProgramCalls} calls with what their types hold`, { file: first.slice(0, at), s, e: s });
  return recorder;
}

/** Names by which the policy means declarations wherever they stand. */
function referencedNames({ data, declassifiers, models }: Policy): string[] {
  const references = [...[...data.values()].flatMap((d) => [...d.types, ...d.properties, ...d.returns]), ...[...declassifiers, ...models].map((d) => d.function)];
  // A declassifier that a module exports by default is called by the name that its importers choose.
  return [...(declassifiers.length > 0 ? ['default'] : []), ...references.flatMap(({ name, member }) => [...name.split('.'), ...(member === undefined ? [] : [member])])];
}

function noteReads(machine: Machine, reads: ReadsBuilder): void {
  for (const key of machine.entered) {
    const at = key.lastIndexOf('|');
    reads.body(key.slice(0, at), Number(key.slice(at + 1)));
  }
  for (const file of machine.modules.keys()) {
    reads.body(file, 0);
    reads.ran.add(file);
  }
  machine.relevance?.noteReads(reads);
}

/** Some code of the program serves a purpose, or some import leads to a package that does. */
function hasBoundary(linker: Linker, policy: Policy, files: readonly string[]): boolean {
  return files.some((file) => {
    if (policy.purposesOfFile(file).length > 0) return true;
    if (/@purpose\b/.test(linker.text(file) ?? '')) return true;
    const sources = sourcesOf(linker, file);
    return sources.some((s) => policy.purposesOfPackage(s).length > 0) || /\bimport\s*\(/.test(linker.text(file) ?? '');
  });
}

function analysed(recorder: Recorder, linker: Linker, files: number, functions: number): Analysed {
  const lines = new Map<string, readonly number[]>();
  // By the text: of files without labels there may be no facts.
  const place = (site: Site): Place => {
    if (!lines.has(site.file)) lines.set(site.file, lineStarts(linker.text(site.file) ?? ''));
    return placeOf({ file: site.file, lines: lines.get(site.file)! }, site);
  };
  const byPlace = (a: { place: Place }, b: { place: Place }): number => (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : a.place.line - b.place.line || a.place.column - b.place.column);
  return {
    files,
    functions,
    unresolvedImports: [...recorder.unresolvedImports.values()].map((u) => ({ specifier: u.specifier, place: place(u.site) })).sort(byPlace),
    unparsed: linker.failures.map((f) => ({ message: f.message, place: { file: f.file, line: f.line, column: f.column, endLine: f.line, endColumn: f.column + 1 } })),
    limits: [...recorder.limits.values()].map((l) => ({ kind: l.kind, message: l.message, place: place(l.site) })).sort(byPlace),
  };
}
