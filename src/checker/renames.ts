import type Ts from 'typescript';
import type { Language } from './system.js';

/** `users.phone as tel` */
const RENAMED = /^\s*(?:[\w$]+\.)*([\w$]+)\s+as\s+([\w$]+)\s*$/i;

/** The new names that the calls of a query give to columns: `select('phone as tel')`, `eb.ref('phone').as('tel')`. */
export class Renames {
  readonly #before = new Map<string, string[]>();

  constructor(private readonly ts: Language) {}

  /** The names that columns had which the query calls so. */
  before(name: string): readonly string[] {
    return this.#before.get(name) ?? [];
  }

  /** Reads the arguments of a call and of those that its receiver was made by. */
  read(call: Ts.CallExpression): void {
    const { ts } = this;
    for (let at: Ts.Node = call; ; ) {
      if (ts.isCallExpression(at)) {
        at.arguments.forEach((argument) => this.#visit(argument));
        at = at.expression;
      } else if (ts.isPropertyAccessExpression(at) || ts.isParenthesizedExpression(at) || ts.isAwaitExpression(at)) at = at.expression;
      else return;
    }
  }

  #visit(node: Ts.Node): void {
    const { ts } = this;
    if (ts.isStringLiteralLike(node)) {
      const [, column, name] = RENAMED.exec(node.text) ?? [];
      if (column !== undefined && name !== undefined) this.#add(column, name);
      return;
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'as') {
      const [name] = node.arguments;
      const named = node.expression.expression;
      const [column] = ts.isCallExpression(named) ? named.arguments : [];
      if (name && column && ts.isStringLiteralLike(name) && ts.isStringLiteralLike(column)) this.#add(column.text.slice(column.text.lastIndexOf('.') + 1), name.text);
    }
    ts.forEachChild(node, (inner) => this.#visit(inner));
  }

  #add(column: string, name: string): void {
    this.#before.set(name, [...(this.#before.get(name) ?? []), column]);
  }
}
