import { ANSWERING, LAYERS, type Layer } from '../../models/frameworks.js';
import { EMPTY, slot } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, constant, isBottom, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { classValue } from '../machine/instances.js';
import { injectParameter, provide } from '../machine/injected.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import { answerWith } from '../machine/model/answering.js';
import { fulfilled } from '../machine/model/access.js';
import { instanceOf } from '../machine/model/results.js';
import { handParameter, nestRequest } from '../machine/nest.js';
import { catches, noteHandler, standAround } from '../machine/nest-layers.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given, joinValues } from './support.js';

/** Before the name of a method that a queue's events call. */
const HEARS = '!@hears ';

function made(m: Machine, call: NativeCall, name: string, run: Native): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, name));
}

/** `createParamDecorator((data, context) => …)`: what that gives for a request is what the parameter gets. */
const createParamDecorator: Native = (m, call) => {
  const factory = onlyObjects(arg(call, 0));
  return made(m, call, 'decorator', (mm, c) => {
    const data = arg(c, 0);
    return made(mm, c, 'parameter decorator', (inner, p) => {
      const { name } = keyName(arg(p, 1));
      const [index] = arg(p, 2).consts;
      const gives: Native = (at, x) => callValue(at, factory, UNDEFINED, plainArgs(x.site, data, instanceOf(at, '@nestjs/common#ExecutionContext', x.site, 'context')), x.site);
      if (name !== null && typeof index === 'number' && !isBottom(factory)) for (const r of arg(p, 0).refs) handParameter(inner, r, name, index, made(inner, c, `given ${index}`, gives));
      return UNDEFINED;
    });
  });
};

/** `@Param(name, Pipe)`: the parameter gets what the pipes, classes or objects, make of what the request has. */
const piped: Native = (m, call) => {
  const pipes = joinValues(call.args.list.map(({ v }) => ({ ...v, unknown: false, kinds: 0, consts: [], refs: v.refs.filter((r) => isPipe(m, r)) })));
  return made(m, call, 'parameter decorator', (mm, p) => {
    const { name } = keyName(arg(p, 1));
    const [index] = arg(p, 2).consts;
    if (pipes.refs.length === 0 || name === null || typeof index !== 'number') return UNDEFINED;
    const gives: Native = (at, x) => joinValues(pipes.refs.map((r) => {
      const { cls } = at.obj(r);
      const pipe = cls ? (classValue(at, cls.facts.file, cls.index) ?? BOTTOM) : reference(r);
      return fulfilled(at, callValue(at, getProperty(at, pipe, 'transform', x.site), pipe, plainArgs(x.site, UNKNOWN), x.site), x.site);
    }));
    for (const r of arg(p, 0).refs) handParameter(mm, r, name, index, made(mm, call, `piped ${index}`, gives));
    return UNDEFINED;
  });
};

function isPipe(m: Machine, ref: Ref): boolean {
  const { cls } = m.obj(ref);
  return m.slot(cls?.prototype ?? ref, 'transform') !== undefined || (m.obj(ref).instanceOf !== undefined && getProperty(m, reference(ref), 'transform', m.obj(ref).site).refs.length > 0);
}

function queueName(m: Machine, call: NativeCall): Value {
  const given = arg(call, 0);
  return given.refs.length > 0 ? getProperty(m, onlyObjects(given), 'name', call.site) : given;
}

/** `@InjectQueue(name)`: the queue of that name. */
const injectQueue: Native = (m, call) => {
  const name = queueName(m, call);
  return made(m, call, 'InjectQueue', (mm, c) => {
    const [index] = arg(c, 2).consts;
    const token = constant(`queue ${keyName(name).name ?? ''}`);
    const queue = instanceOf(mm, 'bullmq#Queue', call.site, 'queue');
    setProperty(mm, queue, 'name', name, c.site);
    provide(mm, token, queue, c.site);
    if (typeof index === 'number') for (const r of arg(c, 0).refs) injectParameter(mm, r, index, token);
    return UNDEFINED;
  });
};

/** `@Processor(name)`: a class whose methods get the jobs of the queue. */
const processor: Native = (m, call) => {
  const name = queueName(m, call);
  return made(m, call, 'Processor', (mm, c) => {
    const job = reference(mm.shared(`job|${keyName(name).name ?? ''}`, 'object', call.site, {}, true));
    const take: Native = (at, x) => (setProperty(at, job, 'data', getProperty(at, arg(x, 0), 'data', x.site), x.site), UNDEFINED);
    const worker = mm.setting.models.module('bullmq', 'Worker');
    if (worker) applyModel(mm, worker, { ...c, thisValue: UNDEFINED, args: plainArgs(c.site, name, made(mm, c, 'take job', take)), isNew: true });
    for (const r of arg(c, 0).refs) {
      const prototype = mm.obj(r).cls?.prototype;
      if (prototype === undefined) continue;
      const heard = [...mm.content(prototype).props.keys()].flatMap((key) => (key.startsWith(HEARS) ? [key.slice(HEARS.length)] : []));
      for (const method of ['process', ...heard]) handParameter(mm, prototype, method, 0, made(mm, c, 'job', () => job));
    }
    return UNDEFINED;
  });
};

/** A method of such a class, beside `process`. */
const hears: Native = (m, call) =>
  made(m, call, 'hears', (mm, c) => {
    const { name } = keyName(arg(c, 1));
    if (name !== null) for (const r of arg(c, 0).refs) mm.setSlot(r, HEARS + name, slot(UNDEFINED));
    return UNDEFINED;
  });

/** A method's result is sent to who asked. */
const answers: Native = (m, call) =>
  made(m, call, 'route', (mm, c) => {
    answerWith(mm, getProperty(mm, onlyObjects(arg(c, 2)), 'value', c.site));
    const { name } = keyName(arg(c, 1));
    if (name !== null) for (const r of arg(c, 0).refs) noteHandler(mm, r, name);
    return UNDEFINED;
  });

/** `@UseInterceptors(X)`, `@UseFilters(X)` on a controller or a handler. */
function use(kind: Layer): Native {
  return (m, call) => {
    const layers = joinValues(call.args.list.map((a) => a.v));
    return made(m, call, kind, (mm, c) => {
      const { name } = keyName(arg(c, 1));
      for (const r of arg(c, 0).refs) {
        const prototype = mm.obj(r).cls?.prototype ?? r;
        standAround(mm, kind, layers, prototype, given(c, 1) && name !== null ? name : undefined);
      }
      return UNDEFINED;
    });
  };
}

/** `@Catch(X)` of a filter. */
const catchOnly: Native = (m, call) => made(m, call, 'Catch', (mm, c) => (catches(mm, arg(c, 0), joinValues(call.args.list.map((a) => a.v))), UNDEFINED));

const useGlobally = (kind: Layer): Native => (m, call) => (standAround(m, kind, joinValues(call.args.list.map((a) => a.v))), call.thisValue);

/** What decorators of NestJS cause: parameters that get what a request has, and methods that get the jobs of queues. */
export const nestNatives: Natives = {
  '@nestjs/common#createParamDecorator': createParamDecorator,
  '@nestjs/common#HttpArgumentsHost.prototype.getRequest': (m) => nestRequest(m),
  '@nestjs/common#Catch': catchOnly,
  ...Object.fromEntries(['Param', 'Body', 'Query', 'UploadedFile'].map((name) => [`@nestjs/common#${name}`, piped])),
  ...Object.fromEntries((Object.keys(LAYERS) as Layer[]).flatMap((kind): [string, Native][] => [
    [`@nestjs/common#${LAYERS[kind].decorator}`, use(kind)],
    [`@nestjs/core#App.prototype.${LAYERS[kind].global}`, useGlobally(kind)],
  ])),
  ...Object.fromEntries(Object.entries(ANSWERING).flatMap(([module, names]) => names.split(' ').map((name) => [`${module}#${name}`, answers] as const))),
  ...Object.fromEntries(['@nestjs/bullmq', '@nestjs/bull'].flatMap((module): [string, Native][] => [
    [`${module}#InjectQueue`, injectQueue],
    [`${module}#Processor`, processor],
    ...['OnWorkerEvent', 'Process', 'OnQueueActive', 'OnQueueCompleted', 'OnQueueFailed'].map((name): [string, Native] => [`${module}#${name}`, hears]),
  ])),
};
