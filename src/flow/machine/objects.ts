import type { ClassMember, FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { ObjectShape, Signature, TypeRef } from '../../types/shape.js';
import type { Env } from '../domain/context.js';
import type { Ref, Value } from '../domain/value.js';
import type { Decorated } from './decorators.js';
import type { Machine } from './machine.js';
import type { Native } from './native.js';
import type { keyName } from './properties.js';

/** A place in a file; offsets. */
export interface Site {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}

export interface Closure {
  readonly facts: FileFacts;
  readonly index: number;
  readonly fn: FunctionFacts;
  readonly env: Env;
  /** Arrow functions: `this`, `arguments` and `super` of the place where they stand. */
  readonly lexical?: { readonly thisValue: Value; readonly home: Home | undefined; readonly newTarget: Value; readonly args: Args };
  /** Methods: the object through which `super` is found. */
  readonly home?: Home;
}

export interface Home {
  /** Object whose prototype `super.x` starts from. */
  readonly object: Ref;
  /** The class, for `super()` and field initialisers. */
  readonly cls?: Ref;
}

export interface ClassInfo {
  readonly facts: FileFacts;
  readonly index: number;
  readonly env: Env;
  /** The prototype object. */
  readonly prototype: Ref;
  readonly superClass: Value | undefined;
  /** Names of its members, found when the class is evaluated. */
  readonly keys: Map<ClassMember, ReturnType<typeof keyName>>;
  /** What decorators of its instances' members, and of its static ones, left. */
  readonly decorated: Decorated;
  readonly staticDecorated: Decorated;
}

export type ObjKind = 'object' | 'array' | 'function' | 'class' | 'native' | 'map' | 'set' | 'promise' | 'generator' | 'builtin' | 'external' | 'instance' | 'declared' | 'namespace';

/** What never changes about an abstract object; its content is in the state. */
export interface Obj {
  readonly id: Ref;
  readonly kind: ObjKind;
  readonly site: Site;
  /** Stands for several objects: writes to it join. */
  several: boolean;
  /** Declared types that it was given, which say what is labelled of what is written to it later. */
  declaredAs?: ObjectShape[];
  /** Run in which it was last allocated. */
  run: number;
  /** Tells the times apart that it was allocated. */
  made: number;
  readonly closure?: Closure;
  readonly cls?: ClassInfo;
  readonly native?: { readonly name: string; readonly call: Native };
  /** `builtin`: global path (`JSON`, `Map.prototype`). `external`: path in its module. `instance`: model's type. */
  readonly path?: string;
  /** `external`, `instance`: npm package or `node:…` module that it comes from. */
  readonly module?: string;
  /** `instance`: the package that it was got from, where the models of its type are another package's: that says which purposes it serves. */
  readonly from?: string;
  /** `declared`: a value from outside, known by its type. */
  readonly shape?: ObjectShape;
  /** `declared`: the library's type that it is declared to be, `module#Type`, where models describe that. */
  library?: string;
  readonly depth?: number;
  /** `external`: a value from outside of which no type tells anything. */
  readonly untyped?: true;
  /** From outside: the object that has it as a member. */
  readonly holder?: Ref;
  /** The object that this one is a member of, of unknown structure. */
  readonly of?: Ref;
  /** Class object that made this instance. */
  readonly instanceOf?: Ref;
  /** `external`: declared type, where its package declares one. */
  readonly type?: TypeRef;
  /** `function`: the type that the declaration around it gives it. */
  signature?: Signature;
  /** The same, where all that is known of that type is the library's type of its first parameter. */
  first?: string;
  /** The table whose rows, of those that were made at one place, it stands for. */
  readonly copyIn?: string;
  /** `namespace`: the module file. */
  readonly file?: string;
  /** `generator`: how it makes its elements. */
  iterator?: { readonly async: boolean; step(m: Machine, self: Ref, mode: Mode, sent: Value, site: Site): Stepped; /** The collection whose elements it gives, as they are now. */ readonly source?: { readonly ref: Ref; now(m: Machine): { readonly known: readonly Value[] | undefined; readonly any: Value } } };
  /** `arguments` in sloppy code: the parameters that its elements are. */
  aliases?: { readonly env: Env; readonly params: readonly number[] };
  /** What runs when a promise settles, in one run of a root. */
  waiting?: { readonly run: number; readonly list: readonly (() => void)[] };
  /** Where a generator's code stopped: runs on from there. */
  readonly resumes?: (m: Machine, mode: Mode, sent: Value) => void;
}

/** What an iterator is asked for. */
export type Mode = 'next' | 'return' | 'throw';

/** What one step of an iterator gives; of an async one, `value` is the promise of that. */
export interface Stepped {
  /** An element; bottom: it gives none. */
  readonly value: Value;
  /** What comes with the end; bottom: this is not the end. */
  readonly end: Value;
}

export interface Argument {
  readonly v: Value;
  readonly s: number;
  readonly e: number;
}

/** Arguments of a call; `rest` are those of a spread whose number isn't known. */
export interface Args {
  readonly list: readonly Argument[];
  readonly rest?: Argument;
  /** The call's type arguments. */
  readonly types?: readonly TypeRef[];
}
