import { constant, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { untyped } from './declared-objects.js';
import { ambientGlobal } from './declared-values.js';
import { builtin, builtinMember } from './library.js';
import type { Machine } from './machine.js';
import { cjsExports, cjsModule, runModule } from './modules.js';
import type { Site } from './objects.js';

/** The value of a name that no scope of the file binds. */
export function readGlobal(m: Machine, name: string, site: Site): Value {
  const file = m.frame.facts.file;
  switch (name) {
    case 'undefined':
      return UNDEFINED;
    case 'globalThis':
    case 'window':
    case 'self':
    case 'global':
      return reference(builtin(m, 'globalThis'));
    case 'module':
      return cjsModule(m, file);
    case 'exports':
      return cjsExports(m, file);
    case '__filename':
      return constant(file);
    case '__dirname':
      return constant(file.slice(0, file.lastIndexOf('/')));
  }
  const assigned = m.slot(builtin(m, 'globalThis'), name);
  if (assigned && !assigned.maybe) return assigned.v;
  const declared = declaredGlobal(m, name, site);
  // `declare var process: any` says less than what is known of the platform.
  const found = (declared && declared.unknown && declared.refs.length === 0 && declared.labels.length === 0 ? builtinMember(m, '', name, site) : undefined) ?? declared ?? builtinMember(m, '', name, site) ?? undeclared(m, name);
  return assigned ? join(assigned.v, found) : found;
}

/** A global that neither the program nor the platform declares: a page's other scripts make it. What is put into it is read again. */
function undeclared(m: Machine, name: string): Value {
  return untyped(m, { file: '', s: 0, e: 0, part: { of: 'global', name } });
}

/** What scripts of the program, or its declarations, make global under a name. */
export function declaredGlobal(m: Machine, name: string, site: Site): Value | undefined {
  return fromScripts(m, name) ?? ambientGlobal(m, name, site);
}

const scripts = new WeakMap<Machine, ReadonlyMap<string, { readonly file: string; readonly v: number }>>();

/** Top-level names of script files. */
function scriptGlobals(m: Machine): ReadonlyMap<string, { readonly file: string; readonly v: number }> {
  let found = scripts.get(m);
  if (!found) {
    const all = m.setting.linker.files.flatMap((file) => {
      const facts = m.facts(file);
      return !facts || facts.style !== 'script' || facts.declaration ? [] : facts.functions[0]!.locals.map((v) => [facts.bindings[v]!.name, { file, v }] as const);
    });
    scripts.set(m, (found = new Map(all)));
  }
  return found;
}

/** Top-level declarations of script files are global. */
export function fromScripts(m: Machine, name: string): Value | undefined {
  const at = scriptGlobals(m).get(name);
  if (!at) return undefined;
  runModule(m, at.file);
  const env = m.modules.get(at.file)?.env;
  return env ? m.readVar(env, at.v) : undefined;
}
