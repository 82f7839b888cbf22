import type { ModelEntry, PolicyPlace } from '../policy/policy.js';
import type { Endpoint } from './flow-language.js';
import { formatEndpoint, formatFlow } from './format-flow.js';
import { createModels } from './index.js';
import type { Model, Models } from './model.js';

/** A model in words. */
export interface ModelText {
  /** Where it is written; null: built in. */
  readonly place: PolicyPlace | null;
  /** In the flow language; empty: nothing flows. */
  readonly flow: readonly string[];
  /** What else it says, such as `["result", "array"]`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/**
 * The model that is in force for a function: the policy's, else the built-in one.
 *
 * @param name `module#name`, a global's path (`JSON.stringify`) or a member of a global type (`String.trim`, `Array.prototype.map`)
 * @returns undefined where there is none
 */
export function describeModel(entries: readonly ModelEntry[], name: string): ModelText | undefined {
  const model = find(createModels(entries), name);
  if (!model) return undefined;
  const own = find(createModels([]), name) === model ? undefined : entries.findLast((entry) => find(createModels([entry]), name)?.flow.length === model.flow.length);
  const { result, instance, channel, arity, sends = [], deferred, open, typed, kept, shorthand, property } = model;
  const flags = Object.entries({ deferred, open, typed, kept, shorthand, property }).filter(([, on]) => on);
  return {
    place: own?.place ?? null,
    flow: [...model.flow, ...model.matches].map(formatFlow),
    facts: [
      ...(result === undefined ? [] : [['result', result] as const]),
      ...(instance === undefined ? [] : [['instance', instance] as const]),
      ...(channel === undefined ? [] : [['channel', `${channel.medium}${named(channel.name ?? channel.key)}`] as const]),
      ...(arity === undefined ? [] : [['arity', String(arity)] as const]),
      ...sends.map((end) => ['sends', formatEndpoint(end)] as const),
      ...flags.map(([flag]) => [flag, 'yes'] as const),
    ],
  };
}

const named = (key: string | Endpoint | undefined): string => (key === undefined ? '' : ` named by ${typeof key === 'string' ? key : formatEndpoint(key)}`);

function find(models: Models, name: string): Model | undefined {
  const hash = name.indexOf('#', 1);
  if (hash > 0) return models.module(name.slice(0, hash), name.slice(hash + 1));
  const dot = name.lastIndexOf('.');
  return models.global(name) ?? (dot > 0 ? models.instance(name.slice(0, dot), name.slice(dot + 1)) : undefined);
}
