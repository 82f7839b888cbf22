import type { LoadedPolicy } from '../policy/policy.js';
import { readPrograms, type Program } from '../project/programs.js';
import { createSources } from '../project/sources.js';
import { findTargets, nearestTarget } from '../project/targets.js';
import { count } from '../report/message.js';
import { relativePath } from '../report/paths.js';
import { policiesOf } from './policies.js';

export interface PolicyOptions {
  readonly cwd: string;
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  /** List the programs' files that serve each purpose. */
  readonly files: boolean;
}

/**
 * The policies in force for the programs, as text.
 *
 * @throws ProjectError, PolicyError, TypeScriptError
 */
export function policyText({ cwd, project, policy, files }: PolicyOptions): string {
  const targets = project.length > 0 ? findTargets(project, cwd) : [nearestTarget(cwd)];
  const { programs, errors } = readPrograms(targets, createSources());
  const [error] = errors;
  if (error) throw error;
  const byPolicy = new Map<LoadedPolicy, Program[]>();
  for (const [program, loaded] of policiesOf(programs, policy, cwd)) byPolicy.set(loaded, [...(byPolicy.get(loaded) ?? []), program]);
  return [...byPolicy].map(([loaded, of]) => describe(loaded, of, cwd, files)).join('\n');
}

function describe(policy: LoadedPolicy, programs: readonly Program[], cwd: string, listFiles: boolean): string {
  const own = [...new Set(programs.flatMap((program) => program.files))].sort();
  const head = policy.file === null ? 'built-in policy' : relativePath(policy.file, cwd);
  return [
    `${head}, in force for ${programs.map((program) => relativePath(program.project, cwd)).join(', ')}`,
    ...section('purposes', [...policy.purposes.values()].map(({ name, parents }) => [name, parents.length > 0 ? `below ${parents.join(', ')}` : ''])),
    ...section('data', [...policy.data.values()].map(({ label, allow }) => [label, `allowed: ${allow.join(', ') || 'none'}`])),
    ...section('modules', served(policy, own, cwd, listFiles)),
    ...section('declassifiers', policy.declassifiers.map(({ function: { text }, data, grants, reason, expires }) => [
      text,
      `${data.join(', ')} for ${grants.join(', ')}${expires ? ` until ${expires}` : ''}: ${reason}`,
    ])),
    ...section('models', policy.models.map((model) => [model.function.text, model.flow.join('; ')])),
    '',
  ].join('\n');
}

type Row = readonly [string, string];

/** Each purpose with how many files and packages serve it, or which files. */
function served(policy: LoadedPolicy, files: readonly string[], cwd: string, listFiles: boolean): Row[] {
  return [...policy.purposes.keys()].flatMap((purpose): Row[] => {
    const serving = files.filter((file) => policy.purposesOfFile(file).includes(purpose));
    const packages = new Set(policy.modules.filter((entry) => entry.purposes.includes(purpose)).flatMap((entry) => entry.packages)).size;
    if (serving.length === 0 && packages === 0) return [];
    const row: Row = [purpose, `${count(serving.length, 'file')}, ${count(packages, 'package')}`];
    return listFiles ? [row, ...serving.map((file): Row => [`  ${relativePath(file, cwd)}`, ''])] : [row];
  });
}

function section(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.max(...rows.filter(([, text]) => text).map(([name]) => name.length), 0);
  return ['', title, ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`.trimEnd())];
}
