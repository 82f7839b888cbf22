import type { Model } from '../../../models/index.js';
import { Kind } from '../../../types/shape.js';
import { EMPTY, EMPTY_ARRAY, type Content } from '../../domain/content.js';
import { BOTTOM, ofKinds, reference, UNDEFINED, type Value } from '../../domain/value.js';
import { fulfil, pending } from '../async.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { ObjInit } from '../heap.js';
import type { ObjKind, Site } from '../objects.js';
import { containerOf, OPEN } from './access.js';
import { isFunction, type Place } from './plan.js';

/** The type of which a constructor call makes an instance. */
export interface Made {
  readonly module: string | undefined;
  readonly type: string;
}

/** An instance of a model's type, `Type` or `module#Type`. */
export function instanceOf(m: Machine, type: string, site: Site, tag: string, from?: string): Value {
  return reference(m.alloc('instance', site, EMPTY, typeInit(type, from), tag));
}

/** @param from the package that gives it */
function typeInit(type: string, from: string | undefined): ObjInit {
  const hash = type.lastIndexOf('#');
  const module = hash > 0 ? type.slice(0, hash) : undefined;
  return { path: type.slice(hash + 1), ...(module !== undefined && { module, ...(from !== undefined && from !== module && { from }) }) };
}

/** The result before any edge has added to it; BOTTOM where it is only what flows to it. */
export function startResult(m: Machine, model: Model, call: NativeCall, root: Place | undefined, made?: Made): Value {
  const { site } = call;
  const type = model.instance ?? (call.isNew && made ? (made.module ? `${made.module}#${made.type}` : made.type) : undefined);
  const alloc = (kind: ObjKind, content: Content, init: ObjInit = {}): Value =>
    reference(model.kept ? m.shared(`kept|${site.file}|${site.s}|${site.e}|${kind}|${m.frame.ctx.id}`, kind, site, init, true, content) : m.alloc(kind, site, content, init, 'model'));
  const instance = (): Value => alloc('instance', EMPTY, typeInit(type!, call.module));
  switch (model.result) {
    case 'promise': {
      const p = pending(m, site, 'model');
      if (type) fulfil(m, p, instance(), site);
      return reference(p);
    }
    case 'array':
    case 'iterator':
      return alloc('array', { ...EMPTY_ARRAY, length: undefined, rest: type ? instance() : BOTTOM });
    case 'map':
    case 'set':
      return alloc(model.result, EMPTY);
    case 'object':
      return type ? instance() : alloc('object', root && root.children.size > 0 ? containerOf(root).content : OPEN);
    case 'string':
      return ofKinds(Kind.string);
    case 'number':
      return ofKinds(Kind.number);
    case 'boolean':
      return ofKinds(Kind.boolean);
    case 'void':
      return UNDEFINED;
    case 'function':
    case undefined: {
      if (type) return instance();
      if (!root || root.children.size === 0 || isFunction(root)) return BOTTOM;
      const { kind, content } = containerOf(root);
      return alloc(kind, content);
    }
  }
}
