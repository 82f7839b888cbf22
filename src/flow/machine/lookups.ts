import { nameLabels } from '../domain/content.js';
import { joinLabels, matching, NO_LABELS, type Labels } from '../domain/taint.js';
import { addLabels, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { isCode } from './services.js';

/** Labels of the names under which the program has put something away by computing them. */
export function computedNames(m: Machine, v: Value): Labels {
  return v.refs.reduce((out, r) => (m.obj(r).kind === 'object' ? joinLabels(out, nameLabels(m.content(r))) : out), NO_LABELS);
}

/** What stands under a labelled name, or under one among such, was looked up by it. */
export function lookedUp(m: Machine, v: Value, labels: Labels, site: Site): Value {
  const empty = v.refs.length === 0 && !v.unknown && v.kinds === 0 && v.consts.every((c) => c === undefined || c === null);
  return empty || isCode(m, v) ? v : addLabels(v, matching(labels, site.file, site.s, site.e));
}
