import { dirname } from 'node:path';
import { recommended } from './builtin.js';
import { builtInDocument, parseDocument } from './document.js';
import type { PolicyDocument } from './document.js';
import { resolveExtends } from './extends.js';
import { attempt, isAbsent } from './files.js';
import type { ReadFile } from './files.js';
import type { PolicyPlace, PolicyProblem } from './policy.js';
import type { PolicyText } from './schema.js';
import { validate } from './validate.js';

/** One policy of those that are merged. */
export interface Layer {
  readonly document: PolicyDocument;
  readonly policy: PolicyText;
  /** Folder that its globs and module references are relative to, absolute. */
  readonly base: string;
  /** Written for many programs: the built-in policy, or a package's. */
  readonly general: boolean;
}

/** A policy and those that it extends, the extended ones first. */
export interface Layers {
  readonly layers: readonly Layer[];
  readonly problems: readonly PolicyProblem[];
  /** Files read, absolute. */
  readonly sources: readonly string[];
  /** Something could not be read: what the rest refers to may be in it. */
  readonly incomplete: boolean;
}

export function builtInLayer(base: string): Layer {
  return { document: builtInDocument(recommended), policy: recommended, base, general: true };
}

/** Reads a policy file and, recursively, what it extends. */
export function readLayers(top: string, readFile: ReadFile): Layers {
  const layers: Layer[] = [];
  const problems: PolicyProblem[] = [];
  const sources: string[] = [];
  let incomplete = false;
  const fail = (message: string, hint: string, place: PolicyPlace): void => {
    problems.push({ message, hint, place });
    incomplete = true;
  };

  const add = (file: string, base: string, general: boolean, above: readonly string[], from?: PolicyPlace): void => {
    if (above.includes(file)) {
      fail(`The policy extends itself: ${[...above.slice(above.indexOf(file)), file].join(' -> ')}.`, 'Remove one "extends" of the cycle.', from!);
      return;
    }
    if (layers.some((layer) => layer.document.file === file && layer.base === base)) return;
    const read = attempt(readFile, file);
    if ('code' in read) {
      fail(`Can't read the policy ${file}: ${isAbsent(read.code) ? 'no such file' : read.code}.`, from ? 'Correct the path in "extends".' : 'Correct the path of the policy.', from ?? { file, line: 1, column: 1 });
      return;
    }
    if (!sources.includes(file)) sources.push(file);
    const document = parseDocument(file, read.text);
    problems.push(...document.problems);
    if (document.value === undefined) {
      incomplete = true;
      return;
    }
    const { policy, problems: wrong } = validate(document);
    problems.push(...wrong);
    extend({ document, policy, base, general }, [...above, file]);
  };

  const extend = (layer: Layer, above: readonly string[]): void => {
    const { document, policy, base, general } = layer;
    const single = typeof policy.extends === 'string';
    const entries = single ? [policy.extends as string] : ((policy.extends as string[] | undefined) ?? []);
    entries.forEach((text, index) => {
      const place = document.place(single ? ['extends'] : ['extends', index]);
      if (entries.indexOf(text) < index) {
        problems.push({ message: `"${text}" is extended twice.`, hint: 'Remove one.', place });
        return;
      }
      const extended = resolveExtends(text, dirname(above.at(-1)!), readFile);
      if (extended.kind === 'unknown') fail(extended.message, extended.hint, place);
      else if (extended.kind === 'built-in') {
        if (!layers.some((other) => other.document.file === null && other.base === base)) layers.push(builtInLayer(base));
      } else if (extended.kind === 'package' || general) add(extended.file, base, true, above, place);
      else add(extended.file, dirname(extended.file), false, above, place);
    });
    layers.push(layer);
  };

  add(top, dirname(top), false, []);
  return { layers, problems, sources, incomplete };
}
