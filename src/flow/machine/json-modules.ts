import { Bounds } from '../bounds.js';
import { EMPTY, EMPTY_ARRAY, slot, withSlot } from '../domain/content.js';
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
  let parsed = m.jsonModules.get(file);
  if (!parsed) m.jsonModules.set(file, (parsed = { value: parse(text) }));
  return parsed.value === undefined ? UNKNOWN : valueOf(m, parsed.value, file, '');
}

/** An imported name of a JSON module: the whole of it, or a property of it. */
export function jsonExport(m: Machine, file: string, name: string, site: Site): Value {
  const whole = jsonModule(m, file, site);
  if (name === 'default' || name === '=') return whole;
  const [ref] = whole.refs;
  if (ref === undefined) return whole.unknown ? UNKNOWN : UNDEFINED;
  if (name !== '*') return m.content(ref).props.get(name)?.v ?? UNDEFINED;
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
  const isList = Array.isArray(x);
  let content = isList ? { ...EMPTY_ARRAY, length: x.length } : EMPTY;
  for (const [name, inner] of Object.entries(x as object)) content = withSlot(content, name, slot(valueOf(m, inner, file, `${path}/${name}`)));
  return reference(m.shared(`json|${file}|${path}`, isList ? 'array' : 'object', { file, s: 0, e: 0 }, {}, false, content));
}
