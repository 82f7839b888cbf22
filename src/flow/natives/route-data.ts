import { ROUTE_DATA, ROUTE_DATA_MODULES, type RouteHook } from '../../models/frameworks.js';
import { EMPTY } from '../domain/content.js';
import { BOTTOM, join, reference, UNKNOWN, type Value } from '../domain/value.js';
import { whenKnown } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { untyped } from '../machine/declared-objects.js';
import type { Machine } from '../machine/machine.js';
import { exportedNames, readExport, readImport } from '../machine/modules.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';

/** The functions that the router calls for a request: its component, or who asks by the hook, gets what they give. */
function of(hook: RouteHook): Native {
  return (m, call) => {
    const functions = named(m, call) ?? hook.exports.filter((name) => exportedNames(m, call.site.file).includes(name)).map((name) => readExport(m, call.site.file, name, call.site));
    const data = functions.reduce((out, f) => join(out, dataOf(m, f, call)), BOTTOM);
    if (hook.property === undefined || !m.st) return join(data, UNKNOWN);
    const fetcher = reference(m.alloc('object', call.site, EMPTY, {}, 'fetcher'));
    setProperty(m, fetcher, hook.property, join(data, UNKNOWN), call.site);
    return join(fetcher, UNKNOWN);
  };
}

/** The function that the type argument names: `typeof loader`. */
function named(m: Machine, { args, site }: NativeCall): readonly Value[] | undefined {
  const [given] = args.types ?? [];
  const facts = given?.type.k === 'typeof' ? m.facts(given.file) : undefined;
  if (!given || given.type.k !== 'typeof' || !facts) return undefined;
  const { name } = given.type;
  const at = facts.imports.findIndex((i) => i.local === name);
  if (at >= 0) return [readImport(m, facts, { import: at }, site)];
  return exportedNames(m, given.file).includes(name) ? [readExport(m, given.file, name, site)] : undefined;
}

function dataOf(m: Machine, f: Value, call: NativeCall): Value {
  const functions: Value = { ...f, refs: f.refs.filter((r) => m.obj(r).kind === 'function'), consts: [], kinds: 0, unknown: false };
  if (functions.refs.length === 0 || !m.st) return BOTTOM;
  const kept = reference(m.shared(`route data|${functions.refs.join()}`, 'object', call.site, {}, true));
  const given = callValue(m, functions, BOTTOM, plainArgs(call.site, untyped(m, call.site)), call.site);
  if (!m.st) return BOTTOM;
  whenKnown(m, given, call.site, 'route data', (v) => setProperty(m, kept, 'data', v, call.site), () => undefined);
  return getProperty(m, kept, 'data', call.site);
}

export const routeDataNatives: Natives = Object.fromEntries(
  ROUTE_DATA_MODULES.flatMap((module) => Object.entries(ROUTE_DATA).map(([name, hook]) => [`${module}#${name}`, of(hook)])),
);
