import { createLinker } from '../../src/facts/program.js';
import { filesOf, type Program } from './world.js';

const GLOBALS = /^(?:Map|Set|Object|Array|String|Reflect|JSON|Promise|Symbol|Error|Boolean|Buffer|setTimeout|structuredClone|encodeURIComponent|decodeURIComponent|Number|Proxy|WeakMap|WeakSet|queueMicrotask|require|module|exports)$/;

/** Names that a program uses and nothing declares: reading them throws, which a smaller program must not do where the larger did not. */
export function undeclared(program: Program): string[] {
  const files = filesOf(program);
  const linker = createLinker({ files: [...files.keys()], readFile: (file) => files.get(file), fileExists: (file) => files.has(file) });
  const names = Object.keys(program.files).flatMap((name) => [...JSON.stringify(linker.facts(`/app/${name}`)?.functions ?? []).matchAll(/"k":"p?global","name":"(\w+)"/g)].map((m) => m[1]!));
  const exported = [...files].flatMap(([file, text]) => [...text.matchAll(/import \{([^}]*)\} from '\.\/([\w/]+)\.js'/g)].flatMap((m) => {
    const target = [...files].find(([f]) => f.replace(/\.\w+$/, '') === `/app/${m[2]!}`)?.[1];
    return m[1]!.split(',').map((x) => x.trim().split(' ')[0]!).filter((x) => x !== '' && !(target && new RegExp(`export .*\\b${x}\\b`).test(target))).map((x) => `${file}:${x}`);
  }));
  return [...new Set([...names.filter((n) => !GLOBALS.test(n)), ...exported])];
}
