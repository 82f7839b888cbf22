import { modelsIn, type GeneratedModel } from '../../../types/generated-rows.js';
import { EMPTY, slot } from '../../domain/content.js';
import { BOTTOM, reference, STRING, type Value } from '../../domain/value.js';
import { sourceLabels, tag } from '../declared.js';
import type { Machine, Setting } from '../machine.js';
import type { Site } from '../objects.js';

/** How many relations lie between a table and a column that its conditions name. */
const RELATIONS = 2;

type Models = ReadonlyMap<string, { readonly file: string; readonly model: GeneratedModel }>;
const known = new WeakMap<Setting, Models>();

/** A record with the labelled columns of a generated client's table, and those of related ones, of the names: what its types compute of the same columns may not be known. */
export function generatedRecord(m: Machine, table: string, names: ReadonlySet<string>, site: Site): Value {
  return recordOf(m, `${table.charAt(0).toUpperCase()}${table.slice(1)}`, names, site, 0);
}

function recordOf(m: Machine, name: string, names: ReadonlySet<string>, site: Site, depth: number): Value {
  const found = modelsOf(m.setting).get(name);
  if (!found || !m.st) return BOTTOM;
  const { file, model } = found;
  const { declared } = m.setting;
  const record = m.alloc('object', site, EMPTY, {}, `columns of ${name}${depth}`);
  for (const column of model.columns) {
    if (!names.has(column.name) || !declared.labelledMemberNames().has(column.name)) continue;
    const labels = declared.labelsAt({ file, s: column.s, e: column.e }).value;
    if (labels.length > 0) m.setSlot(record, column.name, slot(tag(STRING, sourceLabels(labels, site, `\`${name}.${column.name}\` is declared`))));
  }
  for (const [relation, other] of depth < RELATIONS ? model.related : []) {
    const v = names.has(relation) ? recordOf(m, other, names, site, depth + 1) : BOTTOM;
    if (v.refs.length > 0) m.setSlot(record, relation, slot(v));
  }
  return reference(record);
}

function modelsOf(setting: Setting): Models {
  let models = known.get(setting);
  if (!models) {
    models = new Map(setting.declared.sourceFiles().flatMap((file) => modelsIn(setting.linker.facts(file) ?? { imports: [], types: [] }).map((model) => [model.name, { file, model }] as const)));
    known.set(setting, models);
  }
  return models;
}
