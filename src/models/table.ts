import type { Channel, ResultKind } from './model.js';

/** {@link Channel} with its endpoints as text. */
export interface ChannelSpec extends Omit<Channel, 'key' | 'owner'> {
  readonly key?: string;
  readonly owner?: string;
}

/** One member's model as written in a table. */
export interface Spec {
  readonly flow?: string | readonly string[];
  readonly result?: ResultKind;
  /** A type with a `Type.prototype` section in the same module, else a global type; or qualified `module#Type`. */
  readonly instance?: string;
  readonly deferred?: true;
  readonly open?: true;
  readonly typed?: true;
  readonly kept?: true;
  readonly shorthand?: true;
  readonly arity?: number;
  readonly property?: true;
  readonly channel?: ChannelSpec;
  readonly columns?: string;
  readonly rows?: readonly string[];
  readonly sends?: string | readonly string[];
}
export type Entry = string | readonly string[] | Spec;
export type Members = Readonly<Record<string, Entry>>;

/**
 * Models by section and member. Section '' holds functions and constructors, `Type` statics, `Type.prototype` members of
 * instances; member `*` stands for all that are not listed.
 */
export type Table = Readonly<Record<string, Members>>;

export interface Library {
  /** Import names that hold this table; absent: its names are globals. */
  readonly modules?: readonly string[];
  /** Built on first use. */
  readonly table: () => Table;
  /** Base type of a type: where a member isn't listed, the base's holds. */
  readonly bases?: Readonly<Record<string, string>>;
  /** Exports that are the module's object itself: `_` of lodash, `z` of zod. */
  readonly self?: readonly string[];
  /** Types that a generator writes into a program, which imports `by` or what is below it: by name, or by a name's end after `*`, whose beginning is the member that is of the type. */
  readonly generated?: { readonly by: string; readonly types: Readonly<Record<string, string>> };
  /** Exports that are globals of the same name: `URL` of node:url. */
  readonly globals?: readonly string[];
}

/** The same entry for several members: names separated by spaces. */
export function all(names: string, flow: string | readonly string[], more?: Omit<Spec, 'flow'>): Members {
  const entry: Entry = more ? { flow, ...more } : flow;
  return Object.fromEntries(
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => [name, entry]),
  );
}

/** Members whose call lets nothing flow. */
export function none(names: string, result?: ResultKind): Members {
  return all(names, [], result ? { result } : undefined);
}

/** Properties of instances, read as labelled as the instance itself. */
export function properties(names: string, flow: string | readonly string[] = 'this -> return', more?: Omit<Spec, 'flow' | 'property'>): Members {
  return all(names, flow, { ...more, property: true });
}
