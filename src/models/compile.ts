import { parseFlow } from './flow-language.js';
import type { Endpoint, FlowEdge } from './flow-language.js';
import type { Channel, Model } from './model.js';
import type { ChannelSpec, Entry, Library, Spec, Table } from './table.js';

/** A library's table as a lookup: models are parsed on first use, once. */
export class CompiledLibrary {
  #table: Table | undefined;
  readonly #models = new Map<string, Model | null>();

  constructor(
    /** Import name that qualifies types; undefined: global. */
    readonly name: string | undefined,
    readonly library: Library,
  ) {}

  get table(): Table {
    return (this.#table ??= this.library.table());
  }

  /** Has members of `Type.prototype`, or inherits them. */
  hasType(type: string): boolean {
    return Object.hasOwn(this.table, `${type}.prototype`) || Object.hasOwn(this.library.bases ?? {}, type);
  }

  /** @param section '' for top level */
  member(section: string, member: string): Model | undefined {
    const key = `${section}.${member}`;
    const known = this.#models.get(key);
    if (known !== undefined) return known ?? undefined;
    const entry = this.#entry(section, member);
    const model = entry === undefined ? undefined : this.#compile(entry);
    this.#models.set(key, model ?? null);
    return model;
  }

  #entry(section: string, member: string): Entry | undefined {
    const members = Object.hasOwn(this.table, section) ? this.table[section] : undefined;
    if (!members) return undefined;
    if (Object.hasOwn(members, member)) return members[member];
    // What a library does with names of its own says nothing about the language's protocols.
    return Object.hasOwn(members, '*') && !/^[[@]/.test(member) ? members['*'] : undefined;
  }

  #compile(entry: Entry): Model {
    const spec: Spec = typeof entry === 'string' ? { flow: entry } : isList(entry) ? { flow: entry } : entry;
    const { flow = [], instance, channel, columns, rows, sends, ...rest } = spec;
    const model = toModel(isList(flow) ? flow : [flow], (type) => this.#qualify(type));
    return {
      ...rest,
      ...model,
      ...(instance === undefined ? {} : { instance: this.#qualify(instance) }),
      ...(channel === undefined ? {} : { channel: toChannel(channel) }),
      ...(columns === undefined ? {} : { columns: endpoint(columns) }),
      ...(rows === undefined ? {} : { rows: rows.map(endpoint) }),
      ...(sends === undefined ? {} : { sends: (isList(sends) ? sends : [sends]).map(endpoint) }),
    };
  }

  #qualify(type: string): string {
    return this.name !== undefined && !type.includes('#') && this.hasType(type) ? `${this.name}#${type}` : type;
  }
}

/** Parses flow strings; matches are kept apart. @throws {FlowSyntaxError} */
export function toModel(flow: readonly string[], qualify: (type: string) => string = (type) => type): Model {
  const edges = flow.map((text): FlowEdge => {
    const edge = parseFlow(text);
    return edge.from.instance === undefined ? edge : { ...edge, from: { ...edge.from, instance: qualify(edge.from.instance) } };
  });
  return { flow: edges.filter((edge) => !edge.match), matches: edges.filter((edge) => edge.match) };
}

function toChannel({ key, owner, ...channel }: ChannelSpec): Channel {
  return { ...channel, ...(key === undefined ? {} : { key: endpoint(key) }), ...(owner === undefined ? {} : { owner: endpoint(owner) }) };
}

function endpoint(text: string): Endpoint {
  return parseFlow(`${text} -> return`).from;
}

function isList(value: Entry): value is readonly string[] {
  return Array.isArray(value);
}
