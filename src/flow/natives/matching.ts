import { Kind } from '../../types/shape.js';
import { EMPTY, slot, without, withSlot, type Content } from '../domain/content.js';
import { joinLabels, matching, stepped, type Labels } from '../domain/taint.js';
import { addLabels, BOOLEAN, constant, constants, join, NUMBER, ofKinds, reference, type Value } from '../domain/value.js';
import { deepLabels } from '../machine/deep.js';
import { listIterator } from '../machine/list-iterators.js';
import { builtin } from '../machine/library.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Args, Argument } from '../machine/objects.js';
import { textOf } from '../machine/operators.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

const LAST_MATCH = ['$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9', 'input', '$_', 'lastMatch', '$&', 'lastParen', '$+', 'leftContext', '$`', 'rightContext', "$'"];

/** `RegExp.$1` and its like are of the text that was matched last. */
export function rememberMatch(m: Machine, text: Labels): void {
  if (!m.st) return;
  const ref = builtin(m, 'RegExp');
  // Not as a read: the match before makes no difference to this one.
  const old = (m.st.get(ref) as Content | undefined) ?? EMPTY;
  if (text.length === 0 && !old.props.has('$1')) return;
  const piece = slot(ofKinds(Kind.string, text));
  m.setContent(ref, LAST_MATCH.reduce((c, name) => (text.length > 0 ? withSlot(c, name, piece) : without(c, name)), old));
}

/** The text is split or searched by a pattern that may be a regular expression. */
export function mayMatch(call: NativeCall): boolean {
  return !constants(arg(call, 0))?.every((c) => typeof c === 'string');
}

/** What a replacing function is given: the match, then groups, offset and the whole text. What a constant text matches is that text. */
export function replacerArguments(call: NativeCall, self: Value): Args {
  const at = (v: Value): Argument => ({ v, s: call.site.s, e: call.site.e });
  const pattern = constants(arg(call, 0));
  if (pattern?.length === 1 && typeof pattern[0] === 'string') return { list: [constant(pattern[0]), NUMBER, self].map(at) };
  const piece = ofKinds(Kind.string, self.labels);
  return { list: [piece, piece, piece].map(at), rest: at(piece) };
}

/** What a regular expression found in a text: its pieces in order, and by name. */
function found(m: Machine, call: NativeCall, name: string, text: Value): Value {
  const from = textOf(m, text, call.site).labels;
  rememberMatch(m, from);
  const labels = stepped(from, call.site.file, call.site.s, call.site.e, `through ${name}()`);
  const piece = ofKinds(Kind.string | Kind.undefined, labels);
  const list = newArray(m, call, undefined, piece, 'found');
  const groups = m.alloc('object', call.site, { ...EMPTY, rest: piece }, {}, 'groups');
  setProperty(m, list, 'groups', reference(groups), call.site);
  setProperty(m, list, 'input', ofKinds(Kind.string, labels), call.site);
  setProperty(m, list, 'index', NUMBER, call.site);
  return list;
}

/** Under which a regular expression has its pattern, where that is written in the program. */
const PATTERN = '!regexp';

const isWritten = (m: Machine, pattern: Value): boolean => !pattern.unknown && pattern.kinds === 0 && pattern.refs.every((r) => m.slot(r, PATTERN) !== undefined);

/** A pattern that is written in the program, is known as such. */
const newRegExp: Native = (m, call) => {
  const made = applyModel(m, m.setting.models.global('RegExp')!, { ...call, name: 'RegExp' }, { module: undefined, type: 'RegExp' });
  if (m.st && given(call, 0) && isWritten(m, arg(call, 0))) for (const r of made.refs) m.setSlot(r, PATTERN, slot(arg(call, 0)));
  return made;
};

/** Whether the text matches is an answer by the labels of both; a test by a pattern that is written there is no match. */
function answer(m: Machine, kind: Value, text: Value, pattern: Value, { site }: NativeCall): Value {
  const { labels } = textOf(m, text, site);
  rememberMatch(m, labels);
  return isWritten(m, pattern) ? kind : addLabels(kind, matching(joinLabels(labels, deepLabels(m, pattern, site)), site.file, site.s, site.e));
}

export const matchingNatives: Natives = {
  'new RegExp': newRegExp,
  'String.prototype.match': (m, call) => join(constant(null), found(m, call, 'match', call.thisValue)),
  'RegExp.prototype.exec': (m, call) => join(constant(null), found(m, call, 'exec', arg(call, 0))),
  'String.prototype.matchAll': (m, call) => listIterator(m, call.site, undefined, found(m, call, 'matchAll', call.thisValue), 'all'),
  'String.prototype.search': (m, call) => answer(m, NUMBER, call.thisValue, arg(call, 0), call),
  'RegExp.prototype.test': (m, call) => answer(m, BOOLEAN, arg(call, 0), call.thisValue, call),
};
