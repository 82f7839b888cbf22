import type { Model } from '../../models/index.js';
import { slot } from '../domain/content.js';
import { constant } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';

/**
 * The model of a method whose type a generator wrote for a library: a client whose types know the program's tables. What
 * it gives is told by its declaration too, labels of the schema among it.
 *
 * @returns undefined where the receiver is of no such type, or the model doesn't have the method
 */
export function generatedModel(m: Machine, { thisValue, name }: NativeCall): Model | undefined {
  if (name === undefined) return undefined;
  for (const ref of thisValue.refs) {
    const { shape } = m.obj(ref);
    if (shape?.k !== 'object' && shape?.k !== 'class') continue;
    const hash = shape.id.indexOf('#');
    const generated = hash > 0 ? m.setting.models.generatedType(importsOf(m, shape.id.slice(0, hash)), shape.name.slice(shape.name.lastIndexOf('.') + 1)) : undefined;
    const model = generated && m.setting.models.instance(generated.type, name);
    if (!model || model.property) continue;
    if (m.st && generated.made !== undefined && !m.slot(ref, '!@name')) m.setSlot(ref, '!@name', slot(constant(generated.made)));
    return model;
  }
  return undefined;
}

function importsOf(m: Machine, file: string): readonly string[] {
  return (m.facts(file)?.imports ?? []).map(({ source }) => source);
}
