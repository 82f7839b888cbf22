import type { FileFacts, FunctionFacts } from '../facts/ir.js';
import { MIDDLEWARE } from '../models/frameworks.js';

/** The parameter is given the request which the handlers of a framework have in common, as its class is middleware. */
export function isRequestOfMiddleware({ classes, imports }: FileFacts, { cls, name }: FunctionFacts, index: number): boolean {
  if (cls === undefined || name !== MIDDLEWARE.method || index !== MIDDLEWARE.parameter) return false;
  return classes[cls]!.implements.some((t) => t.k === 'ref' && imports.some((i) => i.local === t.name && `${i.source}#${i.imported}` === MIDDLEWARE.type));
}
