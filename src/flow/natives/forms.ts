import { EMPTY, slot, withSlot } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given, runsLater } from './support.js';

/** The values of a form: those that it starts with, those that the program sets, and what people type. */
function valuesOf(m: Machine, initial: Value, call: NativeCall): Ref {
  const { site } = call;
  const values = m.shared(`form|${site.file}|${site.s}|${m.frame.ctx.id}`, 'object', site, {}, true);
  const from: Value = { ...initial, consts: [], kinds: 0, refs: initial.refs.filter((r) => ['object', 'declared'].includes(m.obj(r).kind)), unknown: false };
  if (!isBottom(from)) copyProperties(m, from, values, []);
  return values;
}

function method(m: Machine, call: NativeCall, name: string, run: Native): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, `form ${name}`));
}

function kept(m: Machine, call: NativeCall, members: Readonly<Record<string, Value>>): Value {
  const form = m.shared(`form object|${call.site.file}|${call.site.s}|${m.frame.ctx.id}`, 'object', call.site, {}, true, { ...EMPTY, rest: UNKNOWN });
  for (const [name, v] of Object.entries(members)) if (m.st) m.setSlot(form, name, slot(v));
  return reference(form);
}

/** A value by its name (`a.b`), all that an array names, or the object of all. */
function read(m: Machine, values: Ref, call: NativeCall): Value {
  if (!given(call, 0)) return reference(values);
  const { name } = keyName(arg(call, 0));
  if (arg(call, 0).refs.length > 0 || name === null) return join(reference(values), getProperty(m, reference(values), null, call.site));
  return name.split('.').reduce((v, step) => (isBottom(v) ? UNDEFINED : getProperty(m, v, step, call.site)), reference(values));
}

function write(m: Machine, values: Ref, call: NativeCall): Value {
  setProperty(m, reference(values), keyName(arg(call, 0)).name, arg(call, 1), call.site);
  return UNDEFINED;
}

const replaceAll = (values: Ref): Native => (m, call) => {
  if (arg(call, 0).refs.length > 0) copyProperties(m, onlyObjects(arg(call, 0)), values, []);
  return UNDEFINED;
};

/** The code that takes what was filled in. */
function submit(m: Machine, callback: Value, args: readonly Value[], call: NativeCall): void {
  runsLater(m, { ...callback, consts: [], kinds: 0 }, UNDEFINED, args, call.site);
}

/** react-hook-form */
const useForm: Native = (m, call) => {
  const options: Value = { ...arg(call, 0), consts: [], kinds: 0 };
  const part = (name: string): Value => (isBottom(options) ? BOTTOM : getProperty(m, options, name, call.site));
  const values = valuesOf(m, join(part('defaultValues'), part('values')), call);
  const reads: Native = (mm, c) => read(mm, values, c);
  return kept(m, call, {
    getValues: method(m, call, 'getValues', reads),
    watch: method(m, call, 'watch', (mm, c) => {
      if (arg(c, 0).refs.some((r) => mm.obj(r).kind === 'function')) submit(mm, arg(c, 0), [reference(values)], c);
      return read(mm, values, c);
    }),
    setValue: method(m, call, 'setValue', (mm, c) => write(mm, values, c)),
    reset: method(m, call, 'reset', replaceAll(values)),
    handleSubmit: method(m, call, 'handleSubmit', (mm, c) => {
      submit(mm, arg(c, 0), [reference(values)], c);
      return UNKNOWN;
    }),
    control: reference(m.shared(`form control|${values}`, 'object', call.site, {}, true, withSlot({ ...EMPTY, rest: UNKNOWN }, '!@values', slot(reference(values))))),
  });
};

/** `useWatch({ control, name })` */
const useWatch: Native = (m, call) => {
  const control = getProperty(m, arg(call, 0), 'control', call.site);
  const values = control.refs.flatMap((r) => m.slot(r, '!@values')?.v.refs ?? []);
  const name = getProperty(m, arg(call, 0), 'name', call.site);
  return values.reduce((v, r) => join(v, read(m, r, { ...call, args: plainArgs(call.site, name) })), values.length === 0 ? UNKNOWN : BOTTOM);
};

/** formik */
const useFormik: Native = (m, call) => {
  const part = (name: string): Value => getProperty(m, arg(call, 0), name, call.site);
  const values = valuesOf(m, part('initialValues'), call);
  const form = kept(m, call, {
    values: reference(values),
    setFieldValue: method(m, call, 'setFieldValue', (mm, c) => write(mm, values, c)),
    ...Object.fromEntries(['setValues', 'resetForm'].map((name) => [name, method(m, call, name, replaceAll(values))])),
  });
  submit(m, part('onSubmit'), [reference(values), form], call);
  return form;
};

export const formNatives: Natives = {
  'react-hook-form#useForm': useForm,
  'react-hook-form#useWatch': useWatch,
  'formik#useFormik': useFormik,
};
