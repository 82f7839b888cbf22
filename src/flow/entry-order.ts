import type { FileFacts, FunctionFacts } from '../facts/ir.js';

const WORD = /[A-Za-z_$][\w$]*/g;

/** Functions of one name; past it the name does not say who is called. */
const NAMESAKES = 8;

/** Functions that a function calls, or hands on. */
export type CalleesOf = (fn: FunctionFacts) => Iterable<FunctionFacts>;

/**
 * The order in which functions are run as entry points: those that call come before what they call, so that what a program
 * calls itself need not be run once more from outside. Where two call each other, either comes first.
 */
export class EntryOrder {
  readonly #order = new Map<FunctionFacts, number>();
  readonly #ranks = new Map<FunctionFacts, number>();

  /**
   * @param functions in the order of the program
   * @param rank how urgent each is, the least first; a function is as urgent as what it calls
   */
  constructor(functions: readonly FunctionFacts[], calleesOf: CalleesOf, rank: (fn: FunctionFacts) => number) {
    const open: { readonly fn: FunctionFacts; readonly callees: Iterator<FunctionFacts> }[] = [];
    const enter = (fn: FunctionFacts): void => {
      if (!this.#ranks.has(fn)) open.push({ fn, callees: calleesOf(fn)[Symbol.iterator]() });
      this.#ranks.set(fn, this.#ranks.get(fn) ?? rank(fn));
    };
    const urge = (fn: FunctionFacts, callee: FunctionFacts): void => void this.#ranks.set(fn, Math.min(this.#ranks.get(fn)!, this.#ranks.get(callee)!));
    // Of those that have nothing to do with each other, the first in the program stays the first.
    for (const start of [...functions].reverse()) {
      enter(start);
      // No recursion: calls can lead as far as the program has functions.
      for (let at = open.at(-1); at; at = open.at(-1)) {
        const next = at.callees.next();
        if (next.done) {
          open.pop();
          this.#order.set(at.fn, -this.#order.size);
          const by = open.at(-1);
          if (by) urge(by.fn, at.fn);
        } else {
          enter(next.value);
          urge(at.fn, next.value);
        }
      }
    }
  }

  compare(a: FunctionFacts, b: FunctionFacts): number {
    return before(this.#ranks, a, b) || before(this.#order, a, b);
  }
}

function before(table: ReadonlyMap<FunctionFacts, number>, a: FunctionFacts, b: FunctionFacts): number {
  const [x, y] = [table.get(a) ?? Infinity, table.get(b) ?? Infinity];
  return x === y ? 0 : x - y;
}

/** Who calls whom in a small program, told by names alone. */
export function calleesByName(files: readonly FileFacts[], text: (file: string) => string | undefined): CalleesOf {
  const named = new Map<string, FunctionFacts[]>();
  const fileOf = new Map<FunctionFacts, string>();
  for (const facts of files) {
    for (const fn of facts.functions) {
      fileOf.set(fn, facts.file);
      const name = fn.kind === 'ctor' ? facts.classes[fn.cls!]!.name : fn.name;
      if (name !== '' && fn.body) named.set(name, [...(named.get(name) ?? []), fn]);
    }
  }
  return (fn) => {
    const words = new Set(text(fileOf.get(fn)!)?.slice(fn.s, fn.e).match(WORD));
    return [...words].flatMap((word) => {
      const of = named.get(word) ?? [];
      return of.length > NAMESAKES ? [] : of;
    });
  };
}
