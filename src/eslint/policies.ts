import { statSync } from 'node:fs';
import { findPolicy, loadPolicy } from '../policy/load.js';
import type { LoadedPolicy } from '../policy/policy.js';

interface Loaded {
  readonly policy: LoadedPolicy;
  readonly stamp: string;
}

const loaded = new Map<string, Loaded>();

/**
 * The policy for a program or file, the same object until one of the files that it was read from changes, or the day does:
 * declassifiers expire.
 *
 * @param from tsconfig or linted file, from which a policy is looked for upward
 * @param file an explicit policy, absolute
 * @throws PolicyError
 */
export function currentPolicy(from: string, file: string | undefined): LoadedPolicy {
  const named = file ?? findPolicy(from);
  const key = named ?? `built-in for ${from}`;
  const known = loaded.get(key);
  if (known && known.stamp === stampOf(known.policy)) return known.policy;
  loaded.delete(key);
  const policy = loadPolicy({ from, file: named });
  loaded.set(key, { policy, stamp: stampOf(policy) });
  return policy;
}

function stampOf(policy: LoadedPolicy): string {
  const times = policy.sources.map((source) => {
    const stat = statSync(source, { throwIfNoEntry: false });
    return stat ? `${stat.mtimeMs} ${stat.size}` : 'none';
  });
  return [new Date().toISOString().slice(0, 10), ...times].join('|');
}
