import { ROUTE_DATA, ROUTE_DATA_MODULES } from '../../models/frameworks.js';
import { BOTTOM, join, reference, UNKNOWN, type Value } from '../domain/value.js';
import { whenKnown } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { untyped } from '../machine/declared-objects.js';
import type { Machine } from '../machine/machine.js';
import { exportedNames, readExport } from '../machine/modules.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';

/** What the module of a route exports under `name` is called for a request; its component gets what that gives. */
function of(name: string): Native {
  return (m, call) => {
    const { file } = call.site;
    if (!exportedNames(m, file).includes(name)) return UNKNOWN;
    const kept = reference(m.shared(`route data|${file}|${name}`, 'object', call.site, {}, true));
    const given = callValue(m, readExport(m, file, name, call.site), BOTTOM, plainArgs(call.site, untyped(m, call.site)), call.site, name);
    if (!m.st) return UNKNOWN;
    whenKnown(m, given, call.site, name, (v) => setProperty(m, kept, 'data', v, call.site), () => undefined);
    return join(data(m, kept, call), UNKNOWN);
  };
}

function data(m: Machine, kept: Value, call: NativeCall): Value {
  return getProperty(m, kept, 'data', call.site);
}

export const routeDataNatives: Natives = Object.fromEntries(
  ROUTE_DATA_MODULES.flatMap((module) => Object.entries(ROUTE_DATA).map(([hook, name]) => [`${module}#${hook}`, of(name)])),
);
