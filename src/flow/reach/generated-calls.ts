import type { TypeIR, TypeMember } from '../../facts/ir.js';
import type { Linker } from '../../facts/link.js';
import { eachColumn, namesRow } from '../../types/generated-rows.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { pathOf, type Path } from './paths.js';

/** By the names of methods, the labelled columns of the rows that they give. */
type Methods = ReadonlyMap<string, ReadonlySet<Path>>;

/**
 * Labelled columns of the rows that a generated client gives: `client.user.findMany()`. A method is known by its name and by that of
 * the property that it is called on, as clients of one program have the same methods for every table.
 */
export class GeneratedCalls {
  readonly #under = new Map<string, Methods[]>();

  constructor(
    linker: Linker,
    readonly types: ProgramTypes,
    files: readonly string[],
  ) {
    const declared = files.flatMap((file) => (linker.facts(file)?.types ?? []).map((decl) => ({ file, decl })));
    const columns = new Map<string, readonly Path[]>();
    for (const file of files) {
      const facts = linker.facts(file);
      if (!facts) continue;
      eachColumn(facts, (column, row) => {
        if (!types.labelledMemberNames().has(column.name) || types.labelsAt({ file, s: column.s, e: column.e }).value.length === 0) return;
        const meaning = types.identity.of(file, row);
        columns.set(meaning, [...(columns.get(meaning) ?? []), pathOf(column.name)]);
      });
    }
    if (columns.size === 0) return;
    const tables = new Map<string, Methods>();
    for (const { file, decl } of declared) {
      if (decl.kind !== 'interface') continue;
      const methods = new Map<string, ReadonlySet<Path>>();
      for (const m of decl.members ?? []) {
        const rows = m.kind === 'method' && m.fn?.ret ? this.#rowsIn(file, m.fn.ret, columns) : [];
        if (rows.length > 0) methods.set(m.name, new Set(rows));
      }
      if (methods.size > 0) tables.set(types.identity.of(file, decl), methods);
    }
    for (const { file, decl } of declared) for (const m of decl.members ?? []) this.#note(file, m, tables);
  }

  /** Labelled places below what the method gives, where it is called on a property of that name. */
  of(property: string, method: string): Iterable<Path> {
    return new Set(this.#under.get(property)?.flatMap((methods) => [...(methods.get(method) ?? [])]));
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#under.keys());
  }

  #note(file: string, m: TypeMember, tables: ReadonlyMap<string, Methods>): void {
    const type = m.type ?? (m.kind === 'get' ? m.fn?.ret : undefined);
    const meaning = type?.k === 'ref' ? this.types.identity.meaning(file, type.name, type.s) : undefined;
    const methods = meaning === undefined ? undefined : tables.get(meaning);
    if (methods) this.#under.set(m.name, [...(this.#under.get(m.name) ?? []), methods]);
  }

  /** Of the rows that the arguments of a result's type name. */
  #rowsIn(file: string, type: TypeIR, columns: ReadonlyMap<string, readonly Path[]>): readonly Path[] {
    if (type.k === 'union') return type.types.flatMap((t) => this.#rowsIn(file, t, columns));
    if (type.k !== 'ref') return [];
    const meaning = namesRow(type.name) ? this.types.identity.meaning(file, type.name, type.s) : undefined;
    return [...((meaning !== undefined && columns.get(meaning)) || []), ...(type.args ?? []).flatMap((t) => this.#rowsIn(file, t, columns))];
  }
}
