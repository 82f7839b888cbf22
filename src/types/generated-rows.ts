import { posix } from 'node:path';
import type { FileFacts, TypeDecl, TypeIR, TypeMember } from '../facts/ir.js';
import type { Reference } from '../policy/policy.js';
import { last } from './keys.js';
import type { Names } from './names.js';
import type { References } from './references.js';

/** What Prisma's generators (5 to 7) write of each model, 5.0 without the `$`, and what they import. */
const PAYLOAD = /^\$?(\w+)Payload$/;
const COLUMNS = 'scalars';
const RELATIONS = 'objects';
/** Of rows that are grouped, and of the least and the greatest of a column: they hold what the columns do. */
const AGGREGATED = /^(\w+?)(?:GroupBy|MinAggregate|MaxAggregate)OutputType$/;
const RUNTIME = '@prisma/client/runtime/';

/** Columns of the rows that a generated database client gives. */
export interface GeneratedRows {
  /** The model that the member is a column of, or holds one of: the name of the type that is computed of its columns. */
  modelOf(file: string, member: TypeMember): string | undefined;
  /** Of what holds values of a column: that. */
  columnOf(file: string, member: TypeMember): TypeMember | undefined;
  /** The policy's reference to a type, `[module#]Model`, means the model that the file declares. */
  means(ref: Reference, file: string): boolean;
}

/**
 * A generated client computes every type of a row from one list of columns: the one with the model's name, and that of each
 * query. Who labels `User.email` means the column, in all of them.
 */
export function createGeneratedRows(names: Names, references: References): GeneratedRows {
  const known = new Map<string, ReadonlyMap<TypeMember, Column>>();
  const at = (file: string, member: TypeMember): Column | undefined => {
    let columns = known.get(file);
    if (!columns) known.set(file, (columns = columnsIn(names, file)));
    return columns.get(member);
  };
  return {
    modelOf: (file, member) => at(file, member)?.model,
    columnOf: (file, member) => at(file, member)?.column,
    means: (ref, file) => {
      if (ref.module === undefined) return true;
      const target = references.module(ref);
      return target.k === 'package' || (target.k === 'file' && file.startsWith(`${posix.dirname(target.file)}/`));
    },
  };
}

interface Column {
  readonly model: string;
  /** The column itself, where the member holds values of it. */
  readonly column?: TypeMember;
}

function columnsIn(names: Names, file: string): ReadonlyMap<TypeMember, Column> {
  const found = new Map<TypeMember, Column>();
  const facts = names.index(file)?.facts;
  if (!facts) return found;
  const byName = new Map<string, TypeMember>();
  eachColumn(facts, (column, row) => {
    const model = PAYLOAD.exec(last(row.name))![1]!;
    found.set(column, { model });
    byName.set(`${model}.${column.name}`, column);
  });
  for (const { name, type } of byName.size > 0 ? facts.types : []) {
    const model = AGGREGATED.exec(last(name))?.[1];
    if (model === undefined || type?.k !== 'object') continue;
    for (const member of type.members) {
      const column = byName.get(`${model}.${member.name}`);
      if (column) found.set(member, { model, column });
    }
  }
  return found;
}

/** The name of a type of such columns. */
export const namesRow = (name: string): boolean => PAYLOAD.test(last(name));

/** Columns of the rows that the file of a generated client declares. */
export function eachColumn(facts: Pick<FileFacts, 'imports' | 'types'>, visit: (column: TypeMember, row: TypeDecl) => void): void {
  for (const { columns, row } of modelsIn(facts)) for (const column of columns) visit(column, row);
}

/** A model of a generated client: the type of its rows. */
export interface GeneratedModel {
  readonly name: string;
  readonly row: TypeDecl;
  readonly columns: readonly TypeMember[];
  /** The names of models whose records stand beside its columns, by the name of the relation. */
  readonly related: ReadonlyMap<string, string>;
}

/** The models that the file of a generated client declares. */
export function modelsIn({ imports, types }: Pick<FileFacts, 'imports' | 'types'>): readonly GeneratedModel[] {
  if (!imports.some(({ source }) => source.startsWith(RUNTIME))) return [];
  return types.flatMap((row) => {
    const name = PAYLOAD.exec(last(row.name))?.[1];
    if (name === undefined || row.type?.k !== 'object') return [];
    const member = (of: string): TypeIR | undefined => row.type?.k === 'object' ? row.type.members.find((m) => m.name === of)?.type : undefined;
    const related = new Map(listed(member(RELATIONS)).flatMap((m) => { const model = payloadIn(m.type); return model === undefined ? [] : [[m.name, model] as const]; }));
    return [{ name, row, columns: listed(member(COLUMNS)), related }];
  });
}

/** The model of a relation's type: `$ProfilePayload<ExtArgs> | null`, `$OrderPayload<ExtArgs>[]`. */
function payloadIn(type: TypeIR | undefined): string | undefined {
  switch (type?.k) {
    case 'ref':
      return PAYLOAD.exec(last(type.name))?.[1] ?? type.args?.map(payloadIn).find((x) => x !== undefined);
    case 'array':
      return payloadIn(type.type);
    case 'union':
      return type.types.map(payloadIn).find((x) => x !== undefined);
    default:
      return undefined;
  }
}

/** `{ … }`, or that as the first argument of a type that adds what extensions compute. */
function listed(type: TypeIR | undefined): readonly TypeMember[] {
  const written = type?.k === 'ref' ? type.args?.[0] : type;
  return written?.k === 'object' ? written.members : [];
}
