import type { AmbientValue, TypeDecl, TypeIR, TypeParam } from './type-ir.js';

export type * from './type-ir.js';

/**
 * Flow facts of one file: a plain, serialisable tree with resolved bindings, free of any parser's node types.
 * Offsets (`s`, `e`) are UTF-16 code units from the start of the file's text, `e` exclusive.
 */
export interface Span {
  readonly s: number;
  readonly e: number;
}

/** A member name: known from syntax, or computed by an expression. Private names keep their `#`. */
export type Key = { readonly name: string } | { readonly expr: Expr };

export interface Spread extends Span {
  readonly k: 'spread';
  readonly arg: Expr;
}
export type Arg = Expr | Spread;

export type ObjectEntry =
  | (Span & { readonly kind: 'init' | 'get' | 'set'; readonly key: Key; readonly value: Expr; readonly doc?: Doc })
  | (Span & { readonly kind: 'spread'; readonly value: Expr });

export type JsxAttribute =
  | (Span & { readonly name: string; readonly value: Expr })
  | (Span & { readonly spread: Expr });

export type Expr = Span &
  (
    | { readonly k: 'undef' }
    | { readonly k: 'const'; readonly value: string | number | boolean | null }
    | { readonly k: 'bigint'; readonly value: string }
    | { readonly k: 'regex'; readonly pattern: string; readonly flags: string }
    | { readonly k: 'template'; readonly quasis: readonly string[]; readonly exprs: readonly Expr[] }
    | { readonly k: 'tagged'; readonly tag: Expr; readonly quasis: readonly string[]; readonly exprs: readonly Expr[]; readonly typeArgs?: readonly TypeIR[] }
    /** A binding of this file, by index into {@link FileFacts.bindings}. */
    | { readonly k: 'var'; readonly v: number }
    /** A name that no scope of the file binds. */
    | { readonly k: 'global'; readonly name: string }
    | { readonly k: 'this' }
    | { readonly k: 'super' }
    | { readonly k: 'newtarget' }
    | { readonly k: 'importmeta' }
    /** A function expression or arrow: index into {@link FileFacts.functions}. */
    | { readonly k: 'func'; readonly f: number }
    /** A class expression or declaration: index into {@link FileFacts.classes}. */
    | { readonly k: 'class'; readonly c: number }
    | { readonly k: 'array'; readonly elems: readonly (Arg | null)[] }
    | { readonly k: 'object'; readonly props: readonly ObjectEntry[] }
    | { readonly k: 'enum'; readonly members: readonly { readonly name: string; readonly init?: Expr }[] }
    /** `key` span in ks..ke. Optional access `a?.b` has `opt`. */
    | { readonly k: 'member'; readonly obj: Expr; readonly key: Key; readonly opt?: true; readonly ks: number; readonly ke: number }
    | { readonly k: 'call'; readonly callee: Expr; readonly args: readonly Arg[]; readonly opt?: true; readonly typeArgs?: readonly TypeIR[] }
    | { readonly k: 'new'; readonly callee: Expr; readonly args: readonly Arg[]; readonly typeArgs?: readonly TypeIR[] }
    /** The extent in which an optional access or call short-circuits to undefined. */
    | { readonly k: 'chain'; readonly expr: Expr }
    | { readonly k: 'unary'; readonly op: '!' | '-' | '+' | '~' | 'typeof' | 'void' | 'delete'; readonly arg: Expr }
    | { readonly k: 'binary'; readonly op: string; readonly l: Expr; readonly r: Expr }
    /** `#name in r` */
    | { readonly k: 'privatein'; readonly name: string; readonly r: Expr }
    | { readonly k: 'logical'; readonly op: '&&' | '||' | '??'; readonly l: Expr; readonly r: Expr }
    | { readonly k: 'cond'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
    | { readonly k: 'update'; readonly op: '++' | '--'; readonly prefix: boolean; readonly target: Pattern }
    /** `op` is `=`, a compound operator without its `=` (`+`), or `&&`, `||`, `??`. */
    | { readonly k: 'assign'; readonly op: string; readonly target: Pattern; readonly value: Expr; /** Labels of a property that is declared by what is assigned to it: `@data` before the statement. */ readonly data?: readonly string[] }
    | { readonly k: 'seq'; readonly exprs: readonly Expr[] }
    | { readonly k: 'await'; readonly arg: Expr }
    | { readonly k: 'yield'; readonly arg?: Expr; readonly delegate: boolean }
    | { readonly k: 'import'; readonly source: Expr }
    /** `require('x')` where `require` is not shadowed. */
    | { readonly k: 'require'; readonly source: Expr }
    | { readonly k: 'cast'; readonly expr: Expr; readonly kind: 'as' | 'satisfies' | 'const' | 'nonnull' | 'instantiate'; readonly type?: TypeIR }
    /** `tag` null is a fragment, a string an intrinsic element. */
    | { readonly k: 'jsx'; readonly tag: Expr | string | null; readonly attrs: readonly JsxAttribute[]; readonly children: readonly Arg[] }
  );

/** What is assigned to. */
export type Pattern = Span &
  (
    | { readonly k: 'pvar'; readonly v: number }
    | { readonly k: 'pglobal'; readonly name: string }
    | { readonly k: 'pmember'; readonly obj: Expr; readonly key: Key; readonly ks: number; readonly ke: number }
    | { readonly k: 'pobject'; readonly props: readonly (Span & { readonly key: Key; readonly target: Pattern })[]; readonly rest?: Pattern }
    | { readonly k: 'parray'; readonly elems: readonly (Pattern | null)[]; readonly rest?: Pattern }
    | { readonly k: 'pdefault'; readonly target: Pattern; readonly value: Expr }
  );

export interface Block {
  /** Bindings of this block that a function inside it captures: each entry into the block makes new ones. */
  readonly scope: readonly number[];
  /** Function declarations, hoisted to the block's start. */
  readonly funcs: readonly { readonly v: number; readonly f: number }[];
  readonly body: readonly Stmt[];
}

export type Stmt = Span &
  (
    | { readonly k: 'expr'; readonly expr: Expr }
    | { readonly k: 'decl'; readonly kind: 'var' | 'let' | 'const' | 'using' | 'awaitusing' | 'class' | 'enum'; readonly target: Pattern; readonly init?: Expr; readonly type?: TypeIR }
    | { readonly k: 'block'; readonly block: Block }
    | { readonly k: 'if'; readonly test: Expr; readonly yes: Stmt; readonly no?: Stmt }
    /** `scope`: captured bindings of the loop head, new in each iteration. */
    | { readonly k: 'for'; readonly init?: Stmt; readonly test?: Expr; readonly update?: Expr; readonly body: Stmt; readonly scope: readonly number[] }
    /** `target`'s bindings are declared by the loop when `declares`. */
    | { readonly k: 'forin'; readonly target: Pattern; readonly obj: Expr; readonly body: Stmt; readonly scope: readonly number[] }
    | { readonly k: 'forof'; readonly target: Pattern; readonly iter: Expr; readonly body: Stmt; readonly scope: readonly number[]; readonly await: boolean }
    | { readonly k: 'while'; readonly test: Expr; readonly body: Stmt }
    | { readonly k: 'dowhile'; readonly test: Expr; readonly body: Stmt }
    | { readonly k: 'return'; readonly arg?: Expr }
    | { readonly k: 'throw'; readonly arg: Expr }
    | { readonly k: 'break'; readonly label?: string }
    | { readonly k: 'continue'; readonly label?: string }
    | { readonly k: 'labeled'; readonly label: string; readonly body: Stmt }
    | { readonly k: 'switch'; readonly disc: Expr; readonly cases: readonly { readonly test?: Expr; readonly body: readonly Stmt[] }[]; readonly block: Omit<Block, 'body'> }
    | { readonly k: 'try'; readonly block: Block; readonly param?: Pattern; readonly handler?: Block; readonly finalizer?: Block }
    /** A TypeScript namespace: runs function `f`, whose exported bindings become properties of the namespace's object `v`. */
    | { readonly k: 'namespace'; readonly v: number; readonly f: number; readonly exports: readonly { readonly name: string; readonly v: number }[] }
    /** `export default expr`; the binding `*default*` is {@link FileFacts.defaultBinding}. */
    | { readonly k: 'exportdefault'; readonly expr: Expr }
    /** `export = expr` */
    | { readonly k: 'exportassign'; readonly expr: Expr }
  );

/** JSDoc tags that concern labels and purposes, and JSDoc types (in JavaScript files only). */
export interface Doc {
  readonly s: number;
  readonly e: number;
  /** Labels of `@data`. */
  readonly data?: readonly string[];
  /** Purposes of `@purpose`. */
  readonly purpose?: readonly string[];
  readonly declassifies?: readonly { readonly data: string; readonly purposes: readonly string[]; readonly reason: string; readonly s: number; readonly e: number }[];
  /** `@type {…}` */
  readonly type?: TypeIR;
  readonly params?: Readonly<Record<string, TypeIR>>;
  readonly returns?: TypeIR;
}

export interface Param extends Span {
  /** Defaults are {@link Pattern} `pdefault`. */
  readonly target: Pattern;
  readonly rest?: true;
  readonly optional?: true;
  readonly type?: TypeIR;
  readonly doc?: Doc;
  readonly decorators?: readonly Expr[];
}

export interface FunctionFacts extends Span {
  /** As written, or as inferred from the variable, property or class that it initialises; '' where there is none. Methods: the member's name. */
  readonly name: string;
  /** Span of the name, else of the function's first token. */
  readonly ns: number;
  readonly ne: number;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'get' | 'set' | 'ctor' | 'field' | 'static' | 'namespace';
  readonly async: boolean;
  readonly generator: boolean;
  /** Enclosing function's index; -1 for the module's. */
  readonly parent: number;
  /** Class whose member this is, by index. */
  readonly cls?: number;
  readonly params: readonly Param[];
  readonly typeParams?: readonly TypeParam[];
  readonly ret?: TypeIR;
  /** Of the parameter that declares it. */
  readonly thisType?: TypeIR;
  /** Absent: declared only (`declare`, overload, abstract). */
  readonly body?: Block;
  /** All bindings whose scope is in this function, block-scoped ones too. */
  readonly locals: readonly number[];
  /** `var`s and functions hoisted to the function's start stand in {@link Block.funcs} of the body. */
  readonly usesArguments: boolean;
  /** 'use strict' stands in it or around it. Module code and classes are strict without. */
  readonly strict?: true;
  /** The binding that a named function expression has for itself. */
  readonly self?: number;
  /** The binding of `arguments` where used (arrows use their parent's). */
  readonly argumentsVar?: number;
  readonly doc?: Doc;
}

export interface ClassMember extends Span {
  readonly kind: 'method' | 'get' | 'set' | 'ctor' | 'field' | 'static';
  readonly static: boolean;
  readonly key: Key;
  /** Method, accessor, constructor or static block: its function. Field: a function of kind `field` that returns the initial value. */
  readonly f?: number;
  readonly type?: TypeIR;
  readonly optional?: boolean;
  readonly abstract?: boolean;
  readonly accessor?: boolean;
  readonly decorators?: readonly Expr[];
  readonly doc?: Doc;
}

export interface ClassFacts extends Span {
  readonly name: string;
  /** The class's own binding, seen inside its body. */
  readonly v?: number;
  readonly superClass?: Expr;
  readonly superTypeArgs?: readonly TypeIR[];
  readonly implements: readonly TypeIR[];
  readonly members: readonly ClassMember[];
  /** Constructor parameters that are fields too (`constructor(private repo: Repo)`), by parameter index. */
  readonly paramProps: readonly { readonly param: number; readonly name: string }[];
  readonly decorators: readonly Expr[];
  readonly typeParams?: readonly TypeParam[];
  readonly abstract: boolean;
  /** Function in which the class is declared. */
  readonly parent: number;
  readonly doc?: Doc;
}

export interface Binding extends Span {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'using' | 'param' | 'function' | 'class' | 'catch' | 'import' | 'enum' | 'namespace' | 'arguments' | 'self' | 'default';
  /** Function that holds it. */
  readonly fn: number;
  /** A function other than the holding one reads or writes it. */
  readonly captured: boolean;
  /** Declared type, JSDoc's in JavaScript files. */
  readonly type?: TypeIR;
  readonly doc?: Doc;
  /** Kind `import`: index into {@link FileFacts.imports}. */
  readonly import?: number;
  /** `declare const x: T` */
  readonly ambient?: true;
}

export interface ImportFact extends Span {
  readonly source: string;
  /** Stands in `declare module 'x'`: that name. */
  readonly module?: string;
  /** Exported name, `default`, `*` for a namespace, `=` for `import x = require()`; '' for a side-effect import. */
  readonly imported: string;
  readonly local: string;
  readonly v?: number;
  readonly typeOnly: boolean;
  /** In TypeScript: no code of the file reads it, so that compilers leave it out. */
  readonly unused?: true;
}

/** Of `declare module 'x'`, with `module`, only what its declarations don't export by themselves. `export = f` has the name `=`. */
export type ExportFact = Span & { readonly typeOnly?: boolean; readonly module?: string } & (
    | { readonly k: 'local'; readonly name: string; readonly v?: number; /** local name, for types */ readonly local: string }
    /** `export { a as b } from 's'`; imported `*` with a name: `export * as b from 's'`. */
    | { readonly k: 'from'; readonly name: string; readonly imported: string; readonly source: string }
    | { readonly k: 'all'; readonly source: string }
  );

export interface FileFacts {
  readonly file: string;
  readonly hash: string;
  /** `esm`: has import or export; `cjs`: uses require, module or exports; else `script`. */
  readonly style: 'esm' | 'cjs' | 'script';
  /** What it requires by constant names. */
  readonly requires?: readonly string[];
  readonly declaration: boolean;
  readonly bindings: readonly Binding[];
  /** Index 0 is the module's body. */
  readonly functions: readonly FunctionFacts[];
  readonly classes: readonly ClassFacts[];
  readonly types: readonly TypeDecl[];
  readonly ambient: readonly AmbientValue[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** `export default expr`'s binding. */
  readonly defaultBinding?: number;
  /** The file's first doc comment. */
  readonly doc?: Doc;
  /** Start offset of each line. */
  readonly lines: readonly number[];
}

/** Thrown for a text that is no program. */
export interface ParseFailure extends Span {
  readonly file: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}
