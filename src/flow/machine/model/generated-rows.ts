import { modelsIn, type GeneratedModel } from '../../../types/generated-rows.js';
import { Bounds } from '../../bounds.js';
import { EMPTY, isInternal, slot } from '../../domain/content.js';
import { BOTTOM, reference, STRING, type Ref, type Value } from '../../domain/value.js';
import { sourceLabels, tag } from '../declared.js';
import { anyElement } from '../elements.js';
import type { Machine, Setting } from '../machine.js';
import type { Site } from '../objects.js';

/** A table, and the file that declares it. */
interface Table {
  readonly file: string;
  readonly model: GeneratedModel;
}

const known = new WeakMap<Setting, ReadonlyMap<string, Table>>();

/** A record with the labelled columns of a generated client's table, and of related ones, that a condition names: what its types compute of the same columns may not be known. */
export function generatedRecord(m: Machine, table: string, condition: Value, site: Site): Value {
  return recordOf(m, `${table.charAt(0).toUpperCase()}${table.slice(1)}`, condition, site, 0);
}

function recordOf(m: Machine, name: string, condition: Value, site: Site, depth: number): Value {
  const found = tablesOf(m.setting).get(name);
  if (!found || !m.st) return BOTTOM;
  const record = m.alloc('object', site, EMPTY, {}, `columns of ${name}${depth}`);
  fill(m, record, found, condition, site, depth);
  return reference(record);
}

function fill(m: Machine, record: Ref, table: Table, condition: Value, site: Site, depth: number): void {
  for (const ref of depth > Bounds.conditionDepth ? [] : condition.refs) {
    const { kind } = m.obj(ref);
    if (kind === 'array') fill(m, record, table, anyElement(m, ref), site, depth + 1);
    if (kind !== 'object') continue;
    for (const [name, { v }] of m.content(ref).props) {
      if (isInternal(name)) continue;
      const labels = columnLabels(m, table, name);
      const relation = table.model.related.get(name);
      if (labels) m.setSlot(record, name, slot(tag(STRING, sourceLabels(labels, site, `\`${table.model.name}.${name}\` is declared`))));
      else if (relation !== undefined) m.setSlot(record, name, slot(recordOf(m, relation, v, site, depth + 1)));
      else fill(m, record, table, v, site, depth + 1);
    }
  }
}

function columnLabels(m: Machine, { file, model }: Table, name: string): readonly string[] | undefined {
  const { declared } = m.setting;
  const column = declared.labelledMemberNames().has(name) ? model.columns.find((c) => c.name === name) : undefined;
  const labels = column ? declared.labelsAt({ file, s: column.s, e: column.e }).value : [];
  return labels.length > 0 ? labels : undefined;
}

function tablesOf(setting: Setting): ReadonlyMap<string, Table> {
  let tables = known.get(setting);
  if (!tables) {
    tables = new Map(setting.declared.sourceFiles().flatMap((file) => modelsIn(setting.linker.facts(file) ?? { imports: [], types: [] }).map((model) => [model.name, { file, model }] as const)));
    known.set(setting, tables);
  }
  return tables;
}
