import type { Expr } from '../../../facts/ir.js';
import type { Endpoint, Model } from '../../../models/index.js';
import { joinLabels } from '../../domain/taint.js';
import { BOTTOM, type Value } from '../../domain/value.js';
import { writtenLabels } from '../../natives/json.js';
import { askedContents, originContents } from '../asked.js';
import { whenKnown } from '../async.js';
import { useWhole } from '../boundary.js';
import type { Frame } from '../frame.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Site } from '../objects.js';
import { readStep } from './access.js';
import { leftOut, type LeftOut } from './serializing.js';
import { answerWith, isAnswering, restrictedTo } from './answering.js';

/** What a call sends out of the program is used as it is written, by the code that calls. */
export function sendAll(m: Machine, model: Model, call: NativeCall): void {
  const { list, rest } = call.args;
  for (const sent of model.sends ?? []) {
    if (sent.base === 'callback-return') answerWith(m, callback(m, sent, call));
    const from = sent.index ?? 0;
    const given = sent.base === 'args' ? [...list.slice(from), ...(rest ? [rest] : [])] : sent.base === 'arg' ? list.slice(from, from + 1) : [];
    for (const a of given) send(m, a.v, { file: call.site.file, s: a.s, e: a.e }, { names: restrictedTo(m, call.thisValue) });
  }
}

function callback(m: Machine, { callback: index = 0, at = [] }: Endpoint, call: NativeCall): Value {
  const given = call.args.list.at(index)?.v;
  return given ? at.reduce((v, step) => readStep(m, v, step, call.site), given) : BOTTOM;
}

/** The running function returns a value: if a server called it, that is sent. */
export function sendReturned(m: Machine, v: Value, e: Expr): void {
  const answers = m.frame.purposes.length > 0 && isAnswering(m);
  if (!answers) return;
  const at = { file: m.frame.facts.file, s: e.s, e: e.e };
  const how: Sent = answers === true ? leftOut(m) : { names: answers };
  whenKnown(m, v, at, 'answer', (x) => send(m, x, at, how), () => undefined);
}

/** What of a value is sent. */
interface Sent {
  readonly names?: ReadonlySet<string> | undefined;
  readonly leftOut?: LeftOut | undefined;
  /** Names under which nothing counts that only types tell of. */
  readonly hidden?: ReadonlySet<string> | undefined;
}

/** What serves no purpose sends for the code that called it. */
function send(m: Machine, v: Value, given: Site, how: Sent): void {
  const sender = senderOf(m.frame, given);
  if (!sender || !m.st) return;
  const { frame, at } = sender;
  const hidden = how.names ? new Set([...m.setting.declared.labelledMemberNames()].filter((name) => !how.names!.has(name))) : how.hidden;
  const told = joinLabels(askedContents(m, v, given, hidden), originContents(m, v, given, hidden));
  const labels = joinLabels(writtenLabels(m, v, at, how), told);
  const running = m.frame;
  m.frame = frame;
  useWhole(m, labels, at);
  m.frame = running;
}

function senderOf(running: Frame, given: Site): { readonly frame: Frame; readonly at: Site } | undefined {
  let at = given;
  for (let frame = running; frame.caller; frame = frame.caller) {
    if (frame.purposes.length > 0) return { frame, at };
    at = frame.at ?? at;
  }
  return running.caller === null && running.purposes.length > 0 ? { frame: running, at } : undefined;
}
