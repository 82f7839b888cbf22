import { EMPTY, slot, withSlot } from '../domain/content.js';
import { join, BOTTOM, reference, UNDEFINED, type Value } from '../domain/value.js';
import { lodash } from '../../models/package-lodash.js';
import { callValue } from '../machine/calls.js';
import { external } from '../machine/library.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { callUnreadable } from '../machine/unreadable.js';
import { arg } from './support.js';

/** What a wrapper stands for. */
const WRAPPED = '!value';
/** All that is done with the wrapper gives a wrapper again. */
const EXPLICIT = '!explicit';

/** Functions whose result stays wrapped though no model says that it is an array or an object. */
const STAYS = new Set('assign assignIn assignWith defaults defaultsDeep extend fill merge mergeWith set setWith tap thru update'.split(' '));

function wrap(m: Machine, call: NativeCall, module: string, v: Value, explicit: boolean): Value {
  const content = withSlot(EMPTY, WRAPPED, slot(v));
  return reference(m.alloc('instance', call.site, explicit ? withSlot(content, EXPLICIT, slot(UNDEFINED)) : content, { module, path: 'Wrapper' }, 'chain'));
}

/** A method of a wrapper: the function of that name with what is wrapped as its first argument. */
function chained(module: string, name: string): Native {
  return (m, call) => {
    let out = BOTTOM;
    for (const ref of call.thisValue.refs) {
      const { props } = m.content(ref);
      const wrapped = props.get(WRAPPED)?.v;
      const explicit = props.has(EXPLICIT);
      if (!wrapped) return callUnreadable(m, { ...call, name });
      if (UNWRAPS.includes(name)) {
        out = join(out, wrapped);
        continue;
      }
      if (name === 'chain') {
        out = join(out, wrap(m, call, module, wrapped, true));
        continue;
      }
      const given = callValue(m, reference(external(m, module, name)), UNDEFINED, { ...call.args, list: [{ v: wrapped, s: call.site.s, e: call.site.e }, ...call.args.list] }, call.site, name);
      if (!m.st) return BOTTOM;
      const result = m.setting.models.module(module, name)?.result;
      const stays = explicit || (module !== 'underscore' && (result === 'array' || result === 'object' || STAYS.has(name)));
      out = join(out, stays ? wrap(m, call, module, given, explicit) : given);
    }
    return out;
  };
}

const UNWRAPS = ['value', 'valueOf', 'toJSON'];

function chainsOf(module: string): Natives {
  const implicit: Native = (m, call) => wrap(m, call, module, arg(call, 0), false);
  const explicit: Native = (m, call) => wrap(m, call, module, arg(call, 0), true);
  const names = [...Object.keys(lodash.table()['']!), ...UNWRAPS];
  return {
    ...Object.fromEntries(['', 'default', '_'].map((path) => [`${module}#${path}`, implicit])),
    ...Object.fromEntries(['chain', 'default.chain', '_.chain'].map((path) => [`${module}#${path}`, explicit])),
    ...Object.fromEntries(names.map((name) => [`${module}#Wrapper.prototype.${name}`, chained(module, name)])),
  };
}

/** Chains of lodash's kind: each link is one of its functions. */
export const chainNatives: Natives = { ...chainsOf('lodash'), ...chainsOf('lodash-es'), ...chainsOf('underscore') };
