import type { ModelEntry, Reference } from '../policy/policy.js';
import { toModel } from './compile.js';
import { FlowSyntaxError } from './flow-language.js';
import type { Model } from './model.js';

/** A policy's `models` entry that can't be read. */
export class ModelEntryError extends Error {
  override readonly name = 'ModelEntryError';
  constructor(
    message: string,
    readonly hint: string,
    readonly entry: ModelEntry,
  ) {
    super(message);
  }
}

/** The policy's own models, by module (`''`: any) and `name` or `Class.method`. */
export class Overrides {
  readonly #models = new Map<string, Model>();

  /** @throws {ModelEntryError} */
  constructor(entries: readonly ModelEntry[]) {
    for (const entry of entries) {
      const { module, text } = entry.function;
      this.#models.set(`${module === undefined ? '' : moduleKey(module)}#${pathOf(entry.function)}`, read(entry, text));
    }
  }

  has(model: Model): boolean {
    return this.#models.size > 0 && [...this.#models.values()].includes(model);
  }

  find(module: string, path: string): Model | undefined {
    if (this.#models.size === 0) return undefined;
    return this.#models.get(`${moduleKey(module)}#${path}`) ?? this.#models.get(`#${path}`);
  }
}

function read(entry: ModelEntry, text: string): Model {
  try {
    return toModel(entry.flow);
  } catch (error) {
    if (error instanceof FlowSyntaxError) throw new ModelEntryError(`model of ${text}: ${error.message}`, error.hint, entry);
    throw error;
  }
}

function pathOf(reference: Reference): string {
  return reference.member === undefined ? reference.name : `${reference.name}.${reference.member}`;
}

/** `node:` and a file's extension are optional. */
function moduleKey(module: string): string {
  return module
    .replace(/^node:/, '')
    .replace(/^\.\//, '')
    .replace(/\.d?\.?[cm]?[jt]sx?$/, '');
}
