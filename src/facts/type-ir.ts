import type { Doc, Span } from './ir.js';

export interface TypeParam {
  readonly name: string;
  readonly constraint?: TypeIR;
  readonly default?: TypeIR;
}

/** A type as written. Names are resolved by scope and imports of the file that it stands in. */
export type TypeIR = Span &
  (
    /** `name` may be dotted. */
    | { readonly k: 'ref'; readonly name: string; readonly args?: readonly TypeIR[] }
    | { readonly k: 'union' | 'inter' | 'tuple'; readonly types: readonly TypeIR[] }
    | { readonly k: 'array' | 'rest' | 'optional' | 'keyof'; readonly type: TypeIR }
    | { readonly k: 'object'; readonly members: readonly TypeMember[] }
    | { readonly k: 'fn'; readonly fn: FnType }
    | { readonly k: 'prim'; readonly name: string }
    | { readonly k: 'lit'; readonly value: string | number | boolean | null }
    /** `quasis` stand around the types. */
    | { readonly k: 'template'; readonly quasis: readonly string[]; readonly types: readonly TypeIR[] }
    /** `typeof a.b` */
    | { readonly k: 'typeof'; readonly name: string; readonly args?: readonly TypeIR[] }
    | { readonly k: 'indexed'; readonly obj: TypeIR; readonly index: TypeIR }
    | { readonly k: 'import'; readonly source: string; readonly name: string; readonly args?: readonly TypeIR[]; readonly isTypeof?: true }
    | { readonly k: 'cond'; readonly check: TypeIR; readonly ext: TypeIR; readonly yes: TypeIR; readonly no: TypeIR }
    | { readonly k: 'mapped'; readonly param: string; readonly over: TypeIR; readonly as?: TypeIR; readonly type?: TypeIR }
    | { readonly k: 'infer'; readonly name: string }
    /** `x is T` and `asserts x`: a boolean or nothing at run time. `param`: x; `type`: T. */
    | { readonly k: 'predicate'; readonly param?: string; readonly type?: TypeIR; readonly asserts?: true }
    | { readonly k: 'this' }
    | { readonly k: 'other' }
  );

export interface FnType {
  readonly params: readonly { readonly name: string; readonly type?: TypeIR; readonly optional?: true; readonly rest?: true }[];
  readonly ret?: TypeIR;
  readonly typeParams?: readonly TypeParam[];
}

export interface TypeMember extends Span {
  readonly kind: 'prop' | 'method' | 'get' | 'set' | 'index' | 'call' | 'construct';
  /** '' for index, call and construct signatures and for computed names. */
  readonly name: string;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly type?: TypeIR;
  readonly fn?: FnType;
  readonly doc?: Doc;
}

export interface TypeDecl extends Span {
  /** Dotted below a namespace: `NS.Name`. Declarations of one name merge, in order. */
  readonly name: string;
  readonly kind: 'alias' | 'interface' | 'class' | 'enum';
  readonly typeParams?: readonly TypeParam[];
  /** Alias: what it stands for. */
  readonly type?: TypeIR;
  /** Interface, class. */
  readonly members?: readonly TypeMember[];
  readonly extends?: readonly TypeIR[];
  readonly implements?: readonly TypeIR[];
  /** Kind `class` with a body in this file: index into classes. */
  readonly cls?: number;
  readonly doc?: Doc;
  /** Function in which it is declared (types can be local). */
  readonly fn: number;
  /** Stands in `declare global` or in a script. */
  readonly global?: true;
  /** Stands in `declare module 'x'`: that name. */
  readonly module?: string;
}

/** A value that is declared without a body: `declare function`, `declare const`, overloads, and all of a `.d.ts` file. */
export interface AmbientValue extends Span {
  readonly name: string;
  /** Functions have type `fn`; overloads are one value each, in order. */
  readonly type?: TypeIR;
  readonly doc?: Doc;
  readonly global?: true;
  readonly module?: string;
}
