import type { Param } from '../../facts/ir.js';
import { EMPTY } from '../domain/content.js';
import { ALL_KINDS, reference, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';

const NEST = '@nestjs/common';
/** Decorators of parameters that get the request itself. */
const REQUESTS = new Set(['Req', 'Request']);

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
    return imported?.source === NEST && REQUESTS.has(imported.imported);
  });
}
