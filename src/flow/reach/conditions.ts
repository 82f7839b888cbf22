import type { Callees } from './callees.js';
import type { FileGraph } from './file-graph.js';
import type { Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** How far conditions in conditions, and variables that hold them, are looked into. */
const DEPTH = 8;
/** Names of methods that take a condition, and of those that take an SQL statement. */
const CONDITIONAL = /^(?:find|where|andWhere|orWhere|having|count|exist|first|delete|update|upsert|aggregate|groupBy|destroy|\w*[jJ]oin$)/;
const STATEMENT = /\bwhere\b/i;

/**
 * Calls that may find records by a labelled column: the function can't be read, and its condition has the column's name, as a property of an object
 * (`{ where: { phone: { in: list } } }`) or in a text (`'phone'`, `'select id from users where phone = $1'`).
 */
export class Conditions {
  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    /** Names of labelled columns. */
    readonly columns: ReadonlySet<string>,
  ) {}

  /** The calls whose results are found by such a column: this one, and those by which its callback builds the condition (`(eb) => eb('phone', '=', phone)`). */
  findingBy(file: FileGraph, index: number): readonly SiteId[] {
    const site = file.sites[index]!;
    const isStatement = site.key !== undefined && STATEMENT.test(site.key);
    if (this.columns.size === 0 || (!isStatement && !CONDITIONAL.test(site.name))) return [];
    const builders = site.args.flatMap((arg) => this.#buildersIn(file, arg));
    const names = builders.length > 0 || this.#names(site.key) || site.args.some((arg) => arg >= 0 && this.#hasProperty(this.graph.at(file, arg), 0, new Set()));
    const id = this.graph.siteId(file, index);
    return names && this.callees.targets(id).length === 0 ? [id, ...builders] : [];
  }

  /** Calls in a callback that is written as the argument. */
  #buildersIn(file: FileGraph, arg: number): readonly SiteId[] {
    const fn = arg < 0 ? -1 : file.functions.findIndex(({ value }) => value === arg);
    return fn < 0 ? [] : file.sites.flatMap((s, i) => (s.fn === fn && this.#names(s.key) ? [this.graph.siteId(file, i)] : []));
  }

  #names(text: string | undefined): boolean {
    return text?.split(/\W+/).some((word) => this.columns.has(word)) === true;
  }

  #hasProperty(node: Node, depth: number, seen: Set<Node>): boolean {
    if (depth > DEPTH || seen.has(node)) return false;
    seen.add(node);
    const { copies, stores } = this.graph.incoming(node);
    for (const [name, held] of stores) if (this.columns.has(name) || held.some((from) => this.#hasProperty(from, depth + 1, seen))) return true;
    return copies.some((from) => this.#hasProperty(from, depth + 1, seen));
  }
}
