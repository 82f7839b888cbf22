import { dirname } from 'node:path';
import { createFactsCache } from '../../facts/facts-cache.js';
import { describeModel } from '../../models/describe.js';
import { PolicyError } from '../../policy/error.js';
import type { LoadedPolicy } from '../../policy/policy.js';
import { importedFiles } from '../../project/imported-files.js';
import { linkerOf } from '../../project/linker.js';
import { idleEntries, misfitsOf, type Misfits } from '../../project/policy-problems.js';
import { readPrograms, type Program } from '../../project/programs.js';
import { createSources, type Sources } from '../../project/sources.js';
import { findTargets, nearestTarget } from '../../project/targets.js';
import { createDeclaredTypes } from '../../types/declared.js';
import { UsageError } from '../errors.js';
import { policiesOf } from '../policies.js';
import { originOf, policyRecord, type Found, type PolicyRecord } from './record.js';
import { originText, policyText, section } from './text.js';

export interface PolicyOptions {
  readonly cwd: string;
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  readonly format: 'text' | 'json';
  /** List the programs' files that serve each purpose. */
  readonly files: boolean;
  /** Show the model of this function instead. */
  readonly model: string | undefined;
}

/**
 * The policies in force for the programs, or a function's model under them.
 *
 * @throws UsageError where there is no such model, ProjectError, PolicyError, TypeScriptError
 */
export function showPolicy({ cwd, project, policy: file, format, files, model }: PolicyOptions): string {
  const sources = createSources();
  const targets = project.length > 0 ? findTargets(project, cwd) : [nearestTarget(cwd)];
  const { programs, errors } = readPrograms(targets, sources);
  const [error] = errors;
  if (error) throw error;
  const policies = policiesOf(programs, file, cwd, sources);
  if (model !== undefined) return showModels([...new Set(policies.values())], model, cwd, format);
  const records = recordsOf(policies, sources, cwd);
  if (format === 'json') return `${JSON.stringify({ version: 1, policies: records.map((record) => (files ? record : withoutFiles(record))) }, null, 2)}\n`;
  return records.map((record) => policyText(record, files)).join('\n');
}

const withoutFiles = ({ file, projects, purposes, ...record }: PolicyRecord): object => ({ file, projects, purposes: purposes.map(({ files: _, ...purpose }) => purpose), ...record });

/** @throws PolicyError for what of a policy does not fit its programs */
function recordsOf(policies: ReadonlyMap<Program, LoadedPolicy>, sources: Sources, cwd: string): PolicyRecord[] {
  const cache = createFactsCache();
  const found = new Map<LoadedPolicy, (Found & { readonly misfits: Misfits })[]>();
  for (const [{ project, tsconfig, files }, policy] of policies) {
    const link = (of: readonly string[]) => linkerOf(sources, { files: of, tsconfig, cache });
    const linker = link([...files, ...importedFiles(link(files), tsconfig === undefined ? project : dirname(tsconfig), policy)]);
    const declared = createDeclaredTypes(linker, policy);
    const importsOf = (file: string): readonly string[] => (linker.facts(file)?.imports ?? []).map(({ source }) => source);
    found.set(policy, [...(found.get(policy) ?? []), { project, files: linker.files, matches: declared.matches(), importsOf, misfits: misfitsOf(policy, project, linker, sources) }]);
  }
  const problems = [...found].flatMap(([policy, of]) => [...idleEntries(policy, of.map(({ misfits }) => misfits.idle), sources), ...of.flatMap(({ misfits }) => misfits.tags)]);
  if (problems.length > 0) throw new PolicyError(problems);
  return [...found].map(([policy, of]) => policyRecord(policy, of, cwd));
}

function showModels(policies: readonly LoadedPolicy[], name: string, cwd: string, format: PolicyOptions['format']): string {
  const models = policies.map((policy) => {
    const model = describeModel(policy.models, name);
    if (!model) throw new UsageError(`There is no model of ${name}.`, 'Models are named "package#name", "package#Type.member", "JSON.stringify" or "Array.prototype.map". What has none passes labels from arguments to results, callbacks and objects, as far as declared types can hold them.');
    return { name, from: originOf(model.place ?? { file: null, line: 1, column: 1 }, cwd), flow: model.flow, ...Object.fromEntries(model.facts) };
  });
  if (format === 'json') return `${JSON.stringify({ version: 1, models }, null, 2)}\n`;
  return models.map(({ from, flow, name: _, ...facts }) => [`${name}  (${originText(from)})`, ...(flow.length > 0 ? flow : ['nothing flows']).map((text) => `  ${text}`), ...section('', Object.entries(facts).map(([key, value]) => [key, String(value), ''])).slice(2), ''].join('\n')).join('\n');
}
