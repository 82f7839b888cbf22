import { constant, constants } from '../domain/value.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';

/** Parts of a path as one, in the manner of POSIX: `.` and `..` count, and from the last absolute part on where `isResolved`. */
function joined(parts: readonly string[], isResolved: boolean): string {
  const from = isResolved ? Math.max(0, parts.findLastIndex((p) => p.startsWith('/'))) : 0;
  const whole = parts.slice(from).filter((p) => p !== '').join('/');
  const out: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return (whole.startsWith('/') ? '/' : '') + out.join('/') || '.';
}

/** Where all parts are constants the path is one: files are known again by it. */
const path = (name: string): Native => (m, call) => {
  const parts = call.args.rest ? [undefined] : call.args.list.map(({ v }) => (v.labels.length === 0 ? constants(v) : undefined));
  const known = parts.map((c) => (c?.length === 1 && typeof c[0] === 'string' ? c[0] : undefined));
  if (known.length > 0 && known.every((p) => p !== undefined)) return constant(joined(known, name === 'resolve'));
  return applyModel(m, m.setting.models.module('node:path', name)!, call);
};

export const pathNatives: Natives = Object.fromEntries(['join', 'resolve', 'normalize'].flatMap((name) => ['', 'default.', 'posix.'].map((at): [string, Native] => [`node:path#${at}${name}`, path(name)])));
