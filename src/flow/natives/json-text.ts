import { slot } from '../domain/content.js';
import { join, jsonAs, reference, type Value } from '../domain/value.js';
import { deepLabels } from '../machine/deep.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { textOf } from '../machine/operators.js';
import { arg, fallback } from './support.js';

/** What the text was made of whose bytes an object holds. */
const JSON_TEXT = '!@json';

/** A code that another one undoes: what was JSON before is taken for JSON, as it is when it is parsed. */
function code(path: string): Native {
  return (m, call) => {
    const { json } = textOf(m, arg(call, 0), call.site);
    return jsonAs(json, fallback(m, path, call));
  };
}

/** Bytes of a text, or of other bytes. */
function bytes(path: string): Native {
  return (m, call) => {
    const json = arg(call, 0).json ?? heldBy(m, arg(call, 0));
    const made = fallback(m, path, call);
    if (json && m.st) for (const ref of made.refs) m.setSlot(ref, JSON_TEXT, slot(json));
    return made;
  };
}

/** The text of bytes. */
function decoded(path: string, of: (call: NativeCall) => Value): Native {
  return (m, call) => jsonAs(heldBy(m, of(call)), fallback(m, path, call));
}

const NOWHERE = { file: '', s: 0, e: 0 };

function heldBy(m: Machine, v: Value): Value | undefined {
  let json: Value | undefined;
  for (const ref of v.refs) {
    const own = m.obj(ref).kind === 'instance' ? m.slot(ref, JSON_TEXT)?.v : undefined;
    if (own) json = json ? join(json, own) : own;
    else if (deepLabels(m, reference(ref), NOWHERE).length > 0) return undefined;
  }
  if (!json || !v.unknown || v.labels.length === 0) return json;
  // What is not known beside the bytes was joined with them: their labels are all that it has.
  const own = new Set(deepLabels(m, json, NOWHERE).map((t) => t.label));
  return v.labels.every((t) => own.has(t.label)) ? json : undefined;
}

/** JSON texts stay such through codes and bytes. */
export const jsonTextNatives: Natives = {
  ...Object.fromEntries(['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI', 'btoa', 'atob', 'escape', 'unescape'].map((name) => [name, code(name)])),
  ...Object.fromEntries(['Buffer.from', 'TextEncoder.prototype.encode'].map((path) => [path, bytes(path)])),
  'Buffer.prototype.toString': decoded('Buffer.prototype.toString', (call) => call.thisValue),
  'TextDecoder.prototype.decode': decoded('TextDecoder.prototype.decode', (call) => arg(call, 0)),
};
