import { Bounds } from '../bounds.js';
import { EMPTY, EMPTY_ARRAY, slot, withSlot, withSlots } from '../domain/content.js';
import { constant, reference, UNDEFINED, UNKNOWN, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

export function isJson(file: string): boolean {
  return file.endsWith('.json');
}

/** What a module that is a JSON file gives; unknown where it can't be parsed or is too long. */
export function jsonModule(m: Machine, file: string, site: Site): Value {
  const text = m.setting.linker.text(file);
  if (text === undefined) return UNKNOWN;
  if (text.length > Bounds.jsonModule) {
    m.limit('bound', `a JSON module of more than ${Bounds.jsonModule} characters is not read`, site);
    return UNKNOWN;
  }
  let known = m.jsonModules.get(file);
  if (!known) m.jsonModules.set(file, (known = { value: parse(text), root: undefined }));
  const { value, root } = known;
  if (value === undefined) return UNKNOWN;
  // All of it is put into the state at once.
  if (root !== undefined && m.st?.get(root) !== undefined) return reference(root);
  const whole = valueOf(m, value, file, '');
  known.root = whole.refs[0];
  return whole;
}

/** An imported name of a JSON module: the whole of it, or a property of it. */
export function jsonExport(m: Machine, file: string, name: string, site: Site): Value {
  const whole = jsonModule(m, file, site);
  if (name === 'default' || name === '=') return whole;
  const [ref] = whole.refs;
  if (ref === undefined) return whole.unknown ? UNKNOWN : UNDEFINED;
  if (name !== '*') return m.slot(ref, name)?.v ?? UNDEFINED;
  return reference(m.shared(`json namespace|${file}`, 'object', { file, s: 0, e: 0 }, {}, false, withSlot(m.content(ref), 'default', slot(whole))));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function valueOf(m: Machine, x: unknown, file: string, path: string): Value {
  if (x === null || typeof x === 'string' || typeof x === 'number' || typeof x === 'boolean') return constant(x);
  const entries = Object.entries(x as object).map(([name, inner]) => [name, slot(valueOf(m, inner, file, `${path}/${name}`))] as const);
  const isList = Array.isArray(x);
  const content = withSlots(isList ? { ...EMPTY_ARRAY, length: x.length } : EMPTY, entries);
  return reference(m.shared(`json|${file}|${path}`, isList ? 'array' : 'object', { file, s: 0, e: 0 }, {}, false, content));
}
