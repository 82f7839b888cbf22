import { EMPTY } from '../domain/content.js';
import { reference } from '../domain/value.js';
import { plainArgs } from '../machine/calls.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';
import { keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg } from './support.js';

/** `cookie(name, value)`: the model gets an object that has the value under the name. */
function sets(type: string, method: string): Native {
  return (m, call) => {
    const jar = reference(m.alloc('object', call.site, EMPTY, {}, 'cookie'));
    setProperty(m, jar, keyName(arg(call, 0)).name, arg(call, 1), call.site);
    return applyModel(m, m.setting.models.instance(type, method)!, { ...call, args: plainArgs(call.site, arg(call, 0), jar) });
  };
}

/** Cookies by their names. */
export const cookieNatives: Natives = Object.fromEntries([['express#Response', 'cookie'], ['fastify#Reply', 'setCookie'], ['fastify#Reply', 'cookie']].map(([type, method]) => [`${type!}.prototype.${method!}`, sets(type!, method!)]));
