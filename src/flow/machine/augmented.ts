import { memberOf, type Member } from '../../types/shape.js';
import { slot, type Content } from '../domain/content.js';
import { memberValue } from './declared-objects.js';
import type { Value } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** Types of the platform's objects to which a program can add members (`declare global { interface Window { … } }`). */
const TYPES: Readonly<Record<string, string>> = {
  globalThis: 'Window', navigator: 'Navigator', document: 'Document', location: 'Location', history: 'History', process: 'NodeJS.Process', 'process.env': 'NodeJS.ProcessEnv',
};

function membersOf(m: Machine, path: string): { of(name: string): Member | undefined; all(): readonly Member[] } | undefined {
  const name = TYPES[path];
  const file = m.setting.linker.files[0];
  if (name === undefined || file === undefined) return undefined;
  const { objects } = m.setting.declared.shape({ file, type: { k: 'ref', name, s: 0, e: 0 } });
  return { of: (x) => memberOf(objects, x), all: () => objects.flatMap((o) => (o.k === 'object' ? o.members() : [])) };
}

/** A member that the program declares of an object of the platform, from which a label can be read. */
export function augmentedMember(m: Machine, path: string, name: string, site: Site): Value | undefined {
  const member = membersOf(m, path)?.of(name);
  const holds = member && (member.labels.length > 0 || (member.type && m.setting.declared.mentions(member.type)));
  return holds ? memberValue(m, member, TYPES[path]!, { ...site, part: { of: path, name } }, 1) : undefined;
}

/** The variables of the environment that are declared to be labelled, by name. */
export function declaredEnvironment(m: Machine): Content['props'] {
  const path = 'process.env';
  const labelled = (membersOf(m, path)?.all() ?? []).filter((x) => x.labels.length > 0 || (x.type && m.setting.declared.shape(x.type).labels.length > 0));
  return new Map(labelled.map((x) => [x.name, slot(memberValue(m, x, TYPES[path]!, { file: x.file, s: x.s, e: x.e }, 1))]));
}
