import type { Param } from '../../facts/ir.js';
import { givesRequest } from '../../models/frameworks.js';
import { EMPTY, slot } from '../domain/content.js';
import { ALL_KINDS, BOTTOM, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue } from './calls.js';
import type { Machine } from './machine.js';
import type { Closure, Site } from './objects.js';

/** The request that guards, interceptors and controllers of NestJS have in common: what one leaves in it others find. */
export function nestRequest(m: Machine): Value {
  return { ...reference(m.shared('nest request', 'external', { file: '', s: 0, e: 0 }, { untyped: true }, true, EMPTY)), kinds: ALL_KINDS };
}

/** The parameter is given the request by NestJS. */
export function takesRequest(m: Machine, file: string, { decorators = [] }: Param): boolean {
  const facts = m.facts(file);
  return decorators.some((d) => {
    const callee = d.k === 'call' ? d.callee : d;
    const b = callee.k === 'var' ? facts?.bindings[callee.v] : undefined;
    const imported = b?.import === undefined ? undefined : facts!.imports[b.import];
    return imported !== undefined && givesRequest(imported);
  });
}

const GIVEN = '!@given';

/** Has the parameter of a method get what the function gives, where a framework calls it. */
export function handParameter(m: Machine, prototype: Ref, method: string, index: number, giver: Value): void {
  if (m.st) m.setSlot(prototype, `${GIVEN} ${method} ${index}`, slot(giver));
}

/** What a framework gives the parameter of a method. */
export function handed(m: Machine, { fn, home }: Closure, index: number, site: Site): Value {
  const giver = home && m.slot(home.object, `${GIVEN} ${fn.name} ${index}`)?.v;
  return giver && m.st ? callValue(m, giver, UNDEFINED, { list: [] }, site) : BOTTOM;
}
