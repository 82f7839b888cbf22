import type { Value } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { Args, Site } from './objects.js';

/** A call of a function that the engine implements itself. */
export interface NativeCall {
  readonly thisValue: Value;
  readonly args: Args;
  readonly site: Site;
  readonly isNew: boolean;
  /** Name of the function, for traces. */
  readonly name?: string;
  /** Records that the declaration of a query tells. */
  readonly told?: () => Value;
  /** npm package, or `node:…` module, that the function comes from. */
  readonly module?: string;
}

export type Native = (m: Machine, call: NativeCall) => Value;

/** Natives by path: `Array.prototype.push`, `JSON.parse`, `new Map`, `node:util#promisify`. */
export type Natives = Readonly<Record<string, Native>>;
