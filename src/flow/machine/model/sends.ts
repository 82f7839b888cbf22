import type { Model } from '../../../models/index.js';
import { joinLabels } from '../../domain/taint.js';
import { writtenLabels } from '../../natives/json.js';
import { askedContents } from '../asked.js';
import { useWhole } from '../boundary.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';

/** What a call sends out of the program is used as it is written, by the code that calls. */
export function sendAll(m: Machine, model: Model, call: NativeCall): void {
  if (m.frame.purposes.length === 0) return;
  for (const { base, index = 0 } of model.sends ?? []) {
    const given = base === 'arg' ? call.args.list[index] : undefined;
    if (!given || !m.st) continue;
    const at = { file: call.site.file, s: given.s, e: given.e };
    useWhole(m, joinLabels(writtenLabels(m, given.v, at), askedContents(m, given.v, at)), at);
  }
}
