import type { Endpoint, FlowEdge } from './flow-language.js';

/** What kind of value a call returns, for callers without a declared type. */
export type ResultKind = 'object' | 'array' | 'map' | 'set' | 'promise' | 'iterator' | 'function' | 'string' | 'number' | 'boolean' | 'void';

/**
 * A place where values are left by some calls and taken up by others: an emitter, a queue, a store.
 * Calls share the `channel` endpoint's object where `medium` and the value of `key` are the same.
 */
export interface Channel {
  readonly medium: string;
  /** What names the channel in the medium; keys compare by what is constant in them. */
  readonly key?: Endpoint;
  /** A fixed name in place of `key`, `*` for all. Neither: the medium has but one channel. */
  readonly name?: string;
  /** Only constant names join: what is done under a computed one has nothing to do with others. */
  readonly named?: true;
  /** A name with `*` in it hears what is sent under each name that it describes. */
  readonly wildcards?: true;
  /** Others than the program write to it: what is received may be anything beside what was sent. */
  readonly shared?: true;
  /** The object (`this`, `arg0`) that has the channel for its own. Absent: the whole program shares it. */
  readonly owner?: Endpoint;
}

/** What a function whose body can't be read does to labels. An empty `flow` says that nothing flows. */
export interface Model {
  readonly flow: readonly FlowEdge[];
  /** Edges of {@link FlowEdge.match} kind, kept apart: no label flows along them. */
  readonly matches: readonly FlowEdge[];
  readonly result?: ResultKind;
  /** Type of the result for {@link Models.instance}; of what it fulfils with where `result` is `promise`, of its elements where `array`. */
  readonly instance?: string;
  /** Callbacks run after the call has returned. */
  readonly deferred?: true;
  /** The result has more than what flows to it: fields that a database fills in. */
  readonly open?: true;
  /** The types of the program's own schema tell what is in the result: a generated client's. */
  readonly typed?: true;
  /** Calls from one place give the same object each time, as hooks do. */
  readonly kept?: true;
  /** A property's name in place of a callback stands for a function that reads it. */
  readonly shorthand?: true;
  /** A call with fewer arguments gives a function that takes the others. */
  readonly arity?: number;
  /** No function: the flow describes a read of this property (`this -> return`), or a write, whose value is `arg0` (`channel => arg0.arg0` of `onmessage`). */
  readonly property?: true;
  readonly channel?: Channel;
  /** Where the call says what it wants of the records that come from the channel: `select` and `omit` of the object here. */
  readonly columns?: Endpoint;
  /** Records of the table that the conditions of the call compare, beside those that its declaration tells. */
  readonly rows?: readonly Endpoint[];
  /** What leaves the program here, as JSON or text of all that is in it: an answer to a request. */
  readonly sends?: readonly Endpoint[];
}

/** Looks models up; undefined: no model, the default of a body that can't be read holds. */
export interface Models {
  /** The model is the policy's own: it holds instead of whatever else is known of the function. */
  own(model: Model): boolean;
  /** The name, as {@link Model.instance} gives it, of a module's type that has models; undefined: it has none. */
  type(module: string, name: string): string | undefined;
  /** The same for a type that a generator wrote into a file with these imports; `made`: the name under which the library itself makes an instance of it. */
  generatedType(imports: readonly string[], name: string): { readonly type: string; readonly made?: string } | undefined;
  /** The path is that of a global object with members that have models: `Intl`, `Temporal.Now`. */
  isNamespace(path: string): boolean;
  /** A global function, constructor or member by its path: `fetch`, `console.log`, `URL` (for `new URL()`), `Array.prototype.map`. */
  global(path: string): Model | undefined;
  /** A member of an instance: `String`, `trim`. Types of modules are qualified as {@link Model.instance} gives them: `node:crypto#Hash`, `update`. Symbols: `[Symbol.iterator]` or `@@iterator`. */
  instance(type: string, member: string): Model | undefined;
  /**
   * A member of a module by import path: `lodash`, `pick` (or `default.pick`); `node:crypto`, `createHash` or `Hash.update`;
   * `express`, `default` (or '' for what `require` gives). `node:` is optional; a file of the program goes by its path
   * relative to the policy's folder and answers only from the policy.
   */
  module(name: string, path: string): Model | undefined;
}
