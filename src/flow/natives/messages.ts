import { slot } from '../domain/content.js';
import { joinLabels, settle } from '../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, jsonAs, primitives, STRING, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { settled } from '../machine/async.js';
import { plainArgs } from '../machine/calls.js';
import { deepLabels } from '../machine/deep.js';
import { noExit } from '../machine/frame.js';
import type { Machine } from '../machine/machine.js';
import { addInside, applyModel } from '../machine/model.js';
import { instanceOf } from '../machine/model/results.js';
import { sendAll } from '../machine/model/sends.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { textOf } from '../machine/operators.js';
import { getProperty } from '../machine/properties.js';
import { clone } from './clones.js';
import { jsonNatives } from './json.js';
import { pairNatives } from './pairs.js';
import { arg, fallback, given } from './support.js';

const BODY = '!@heldBody';
const URL_ = '!@heldUrl';
/** The parts of a message that its own slots hold. */
const PARTS = [BODY, URL_, 'headers'];

function put(m: Machine, ref: Ref, name: string, v: Value): void {
  if (m.st && !isBottom(v)) m.setSlot(ref, name, slot(v));
}

/** An object without what is only known to be somewhere in it. */
function plainOptions(m: Machine, v: Value): boolean {
  return !v.unknown && v.labels.length === 0 && v.refs.every((r) => m.obj(r).kind === 'object' && m.content(r).inside.length === 0 && isBottom(m.content(r).rest));
}

/** A message of the type with these parts; options of which not all is known are somewhere in it. */
function made(m: Machine, type: string, call: NativeCall, body: Value, url: Value, options: Value): Value {
  const out = instanceOf(m, type, call.site, 'message');
  const [ref] = out.refs;
  const headers = isBottom(options) ? UNDEFINED : getProperty(m, options, 'headers', call.site);
  put(m, ref!, BODY, body);
  put(m, ref!, URL_, url);
  put(m, ref!, 'headers', pairNatives['new Headers']!(m, { ...call, thisValue: UNDEFINED, args: plainArgs(call.site, ...(headers.consts.includes(undefined) && headers.refs.length === 0 ? [] : [headers])), isNew: true }));
  if (!plainOptions(m, options)) addInside(m, ref!, deepLabels(m, options, call.site));
  return m.st ? out : BOTTOM;
}

/** `new Request(input, init)`: of another request it has all that `init` does not say. */
const request: Native = (m, call) => {
  const input = arg(call, 0);
  const options = given(call, 1) ? arg(call, 1) : UNDEFINED;
  const others = input.refs.filter((r) => m.obj(r).kind === 'instance' && m.obj(r).path !== 'URL');
  const url = join(addLabels(STRING, primitives(input).labels), addLabels(STRING, deepLabels(m, { ...input, refs: input.refs.filter((r) => !others.includes(r)) }, call.site)));
  const body = options.refs.length > 0 ? getProperty(m, options, 'body', call.site) : BOTTOM;
  const out = made(m, 'Request', call, body, url, options);
  for (const other of others) {
    for (const part of PARTS) {
      const held = m.slot(other, part);
      if (held && out.refs[0] !== undefined) put(m, out.refs[0], part, join(m.slot(out.refs[0], part)?.v ?? BOTTOM, held.v));
    }
    if (out.refs[0] !== undefined) addInside(m, out.refs[0], m.content(other).inside);
  }
  return out;
};

/** `new Response(body, init)` */
const response: Native = (m, call) => made(m, 'Response', call, given(call, 0) ? arg(call, 0) : BOTTOM, STRING, given(call, 1) ? arg(call, 1) : UNDEFINED);

/** `Response.json(data, init)` */
const jsonResponse: Native = (m, call) => {
  sendAll(m, m.setting.models.global('Response.json')!, call);
  const body = jsonNatives['JSON.stringify']!(m, { ...call, args: plainArgs(call.site, arg(call, 0)) });
  // The code that calls has used it.
  return made(m, 'Response', call, { ...body, labels: settle(body.labels, m.frame.purposes) }, STRING, given(call, 1) ? arg(call, 1) : UNDEFINED);
};

/** Reads a body: `as` tells what its value is taken for; undefined: what the model says. Nothing is known of other messages. */
function read(path: string, as: (m: Machine, body: Value, call: NativeCall) => Value | undefined): Native {
  return (m, call) => {
    const [ref, ...more] = call.thisValue.refs;
    const body = ref === undefined || more.length > 0 || call.thisValue.unknown ? undefined : m.slot(ref, BODY);
    const v = body && !body.maybe && m.content(ref!).inside.length === 0 ? as(m, body.v, call) : undefined;
    return v && m.st ? settled(m, addLabels(v, call.thisValue.labels), noExit(), call.site) : fallback(m, path, call);
  };
}

const BODIES: Readonly<Record<string, (m: Machine, body: Value, call: NativeCall) => Value | undefined>> = {
  text: (m, body, call) => textOf(m, body, call.site),
  json: (m, body, call) => jsonNatives['JSON.parse']!(m, { ...call, args: plainArgs(call.site, body) }),
  formData: (m, body) => (body.refs.length === 1 && m.obj(body.refs[0]!).path === 'FormData' ? body : undefined),
};

/** `sign(payload, …)`: a text that holds the payload. */
const sign: Native = (m, call) => {
  const model = m.setting.models.module('jsonwebtoken', 'sign')!;
  const payload = arg(call, 0);
  const token = applyModel(m, model, call);
  return payload.refs.length > 0 && !payload.unknown && token.refs.length === 0 ? jsonAs(payload, { ...STRING, labels: joinLabels(token.labels, deepLabels(m, payload, call.site)) }) : token;
};

/** `verify(token, …)` and `decode(token)`: the payload that was signed, and what signing adds. */
const decode = (name: string): Native => (m, call) => {
  const { json } = arg(call, 0);
  const callback = call.args.list.slice(1).some((a) => a.v.refs.some((r) => m.obj(r).kind === 'function'));
  if (json && !callback && arg(call, 0).consts.length === 0) return clone(m, json, call, 0);
  const model = m.setting.models.module('jsonwebtoken', name)!;
  return applyModel(m, model, call);
};

const tokens = Object.fromEntries([['sign', sign], ['verify', decode('verify')], ['decode', decode('decode')]].flatMap(([name, native]) => ['', 'default.', 'jwt.'].map((at) => [`jsonwebtoken#${at}${name as string}`, native as Native])));

/** Messages of which the body, the address and the headers are told apart, and texts that hold a record. */
export const messageNatives: Natives = {
  'new Request': request,
  'new Response': response,
  'Response.json': jsonResponse,
  'new next/server#NextResponse': response,
  'next/server#NextResponse.json': jsonResponse,
  ...Object.fromEntries(['Request', 'Response'].flatMap((type) => Object.entries(BODIES).map(([name, as]) => [`${type}.prototype.${name}`, read(`${type}.prototype.${name}`, as)]))),
  ...tokens,
};
