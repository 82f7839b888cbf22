import type {
  AmbientValue, Binding, ClassFacts, Doc, ExportFact, FunctionFacts, ImportFact, TypeDecl,
} from './ir.js';
import type { Docs } from './docs.js';
import { Scope } from './scopes.js';

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What a declaration stands in, below its function: decides its full name and who sees it. */
export interface Host {
  /** `NS.` below a namespace. */
  readonly prefix: string;
  /** Function in which the outermost namespace stands. */
  readonly fn: number;
  /** Declarations here have no bodies: `declare`, `.d.ts`. */
  readonly ambient: boolean;
  readonly global?: true;
  readonly module?: string;
  /** Where `export` leads to below a namespace that runs. */
  readonly exported?: { name: string; v: number }[];
}

/** What an anonymous function or class is named after, and the doc comment of that. */
export interface Hint {
  readonly name: string;
  readonly s: number;
  readonly e: number;
  readonly doc?: Doc;
}

/** All that is built while one file is lowered. */
export class Context {
  readonly bindings: Draft<Binding>[] = [];
  readonly functions: FunctionFacts[] = [];
  readonly locals: number[][] = [];
  readonly classes: ClassFacts[] = [];
  readonly types: TypeDecl[] = [];
  readonly ambient: AmbientValue[] = [];
  readonly imports: ImportFact[] = [];
  readonly exports: ExportFact[] = [];
  /** Names that the declarations of one namespace export, by the namespace's binding. */
  readonly namespaceMembers = new Map<number, Set<string>>();
  /** Bindings that code reads or writes. */
  readonly used = new Set<number>();
  defaultBinding: number | undefined;
  usesCommonJs = false;
  readonly requires: string[] = [];
  /** The code names `module` or `exports`, and means CommonJS's. */
  namesExports = false;
  /** Below a 'use strict'. */
  strict = false;
  scope: Scope = new Scope(undefined);
  fn = 0;
  host: Host;

  constructor(readonly file: string, readonly text: string, readonly js: boolean, readonly declaration: boolean, readonly docs: Docs) {
    this.host = { prefix: '', fn: 0, ambient: declaration };
  }

  /** A new binding that no scope lists yet. */
  newBinding(name: string, kind: Binding['kind'], s: number, e: number, fn = this.fn): number {
    const v = this.bindings.length;
    this.bindings.push({ name, kind, s, e, fn, captured: false });
    this.locals[fn]?.push(v);
    return v;
  }

  within<T>(scope: Scope, run: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = run();
    this.scope = outer;
    return result;
  }

  hosted<T>(host: Host, run: () => T): T {
    const outer = this.host;
    this.host = host;
    const result = run();
    this.host = outer;
    return result;
  }

  /** The bindings of `scope`'s block that an inner function captures; known once the block is lowered. */
  capturedOf(scope: Scope): number[] {
    return scope.owned.filter(v => this.bindings[v]?.captured);
  }
}
