import type { FileFacts } from './ir.js';

/**
 * Finds the program's file that declares a module by name: `declare module 'x'` or `declare module '*.svg'`.
 * A file that is a module itself only augments and declares none. Built at the first question.
 */
export function declaredModules(
  files: readonly string[], text: (file: string) => string | undefined, facts: (file: string) => FileFacts | undefined,
): (specifier: string) => string | undefined {
  let exact: Map<string, string> | undefined;
  const patterns: { before: string; after: string; file: string }[] = [];

  function build(): Map<string, string> {
    const names = new Map<string, string>();
    for (const file of files) {
      if (!/declare\s+module\s+['"]/.test(text(file) ?? '')) continue;
      const found = facts(file);
      if (!found || found.style === 'esm') continue;
      for (const { module } of [...found.types, ...found.ambient, ...found.exports, ...found.imports]) {
        if (module === undefined || names.has(module)) continue;
        names.set(module, file);
        const star = module.indexOf('*');
        if (star >= 0) patterns.push({ before: module.slice(0, star), after: module.slice(star + 1), file });
      }
    }
    // As in TypeScript, the pattern with the longest start wins.
    patterns.sort((a, b) => b.before.length - a.before.length);
    return names;
  }

  return specifier => {
    exact ??= build();
    return exact.get(specifier)
      ?? patterns.find(p => specifier.length >= p.before.length + p.after.length && specifier.startsWith(p.before) && specifier.endsWith(p.after))?.file;
  };
}
