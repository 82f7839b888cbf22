/** One step from a value to a value inside it. */
export type Access =
  /** A name that starts with `@` is a hidden slot: seen by models only. What is in one that starts with `@held` is part of what the object holds. */
  | { readonly k: 'property'; readonly name: string }
  /** Any element of an array, Set or other iterable. */
  | { readonly k: 'element' }
  /** Any property. */
  | { readonly k: 'any' }
  /** Each property or element by its name: in one flow, the same on both sides. */
  | { readonly k: 'each' }
  /** What a promise fulfils with; the value itself where it is no promise. */
  | { readonly k: 'await' }
  /** What a promise may be rejected with. */
  | { readonly k: 'caught' }
  /** Any key, or any value, of a Map; of another object, its computed property names and its properties. */
  | { readonly k: 'key' | 'value' }
  /** The function found here: what its parameter `index` gets, with `rest` each parameter from there on. */
  | { readonly k: 'param'; readonly index: number; readonly rest?: true }
  /** The function found here: what it returns. */
  | { readonly k: 'result' };

/**
 * Where labels come from or go to, seen from one call of the modelled function.
 * - `arg`: argument `index`, -1 for the last one; `args`: all arguments from `index` on.
 * - `return`: the result; of a constructor, the new object.
 * - `callback-*`: a parameter (`index`; with `rest` all from there on), the result or `this` of a function that the caller gave: argument `callback`
 *   (-1: the last one), or with `every` each argument from there on, or what is reached from it by `at` (a callback in an options object).
 * - `channel`: an object shared by all calls whose {@link Channel} is the same.
 * - `new`: a new object of `instance`.
 * - `type`: what the call's type argument `index` names.
 * - `outside`: only as source; a value of which nothing is known.
 * - `nothing`: only as target; the callback is called and its result dropped.
 *
 * Functions that the library itself hands out are reached by `param` and `result` in `path`: in `return.1.arg0 => return.0`
 * (React's `useState`) what the setter is given becomes the state.
 */
export interface Endpoint {
  readonly base: 'this' | 'arg' | 'args' | 'return' | 'callback-arg' | 'callback-return' | 'callback-this' | 'channel' | 'new' | 'type' | 'outside' | 'nothing';
  readonly index?: number;
  readonly rest?: true;
  readonly callback?: number;
  readonly every?: true;
  readonly at?: readonly Access[];
  readonly instance?: string;
  readonly path: readonly Access[];
}

/**
 * `exact` (`=>`): the very value passes, with structure, identity and functions. Else (`->`) all labels found anywhere
 * inside `from` go to `to`. `match` (`~>`): what `to` gets was selected or answered by comparing with `from`: its labels match it.
 */
export interface FlowEdge {
  /** Only where nothing is given here. */
  readonly unless?: Endpoint;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly exact: boolean;
  readonly match?: true;
}

/** A flow string that can't be read. `offset`: UTF-16 code units from the string's start. */
export class FlowSyntaxError extends Error {
  override readonly name = 'FlowSyntaxError';
  constructor(
    message: string,
    readonly hint: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const SHAPE = 'Write FROM -> TO, for example "arg0 -> return", "arg0[] => arg1.arg0" or "this -> return.await".';
const BASES = 'An endpoint starts with this, return, args, arg0, arg1…, arg1.. (and all after), last or channel.';
const NOTHING: Endpoint = { base: 'nothing', path: [] };

/**
 * Reads one flow: `FROM -> TO`, `FROM => TO`, `FROM ~> TO`, or `arg1()` (the callback is called, nothing flows).
 * `no arg2: FROM -> TO` holds where a call has no such argument.
 * @throws {FlowSyntaxError}
 */
export function parseFlow(text: string): FlowEdge {
  const condition = /^\s*no\s+([^\s:]+)\s*:/.exec(text);
  if (condition?.[1]) {
    const unless = parseEndpoint(condition[1], text, text.indexOf(condition[1]));
    return { ...parseFlow(' '.repeat(condition[0].length) + text.slice(condition[0].length)), unless };
  }
  const called = /^\s*((?:arg|last|return)\S*)\(\)\s*$/.exec(text);
  if (called?.[1]) {
    const from = parseEndpoint(`${called[1]}.return`, text, text.indexOf(called[1]));
    return { from, to: NOTHING, exact: false };
  }
  const arrow = /->|=>|~>/.exec(text);
  if (!arrow) throw new FlowSyntaxError(`"${text}" has no arrow`, SHAPE, text.length);
  const operator = arrow[0];
  const from = parseEndpoint(text.slice(0, arrow.index), text, 0);
  const to = parseEndpoint(text.slice(arrow.index + 2), text, arrow.index + 2);
  if (to.base === 'new' || to.base === 'type' || to.base === 'outside') throw new FlowSyntaxError('a new object, or one from outside, can only be what flows', SHAPE, arrow.index + 2);
  const exact = operator === '=>';
  return operator === '~>' ? { from, to, exact, match: true } : { from, to, exact };
}

function parseEndpoint(part: string, whole: string, start: number): Endpoint {
  const source = part.trim();
  const offset = start + (part.length - part.trimStart().length);
  if (source === '') throw new FlowSyntaxError(`"${whole}" lacks one side`, SHAPE, offset);
  const type = /^type(\d+)$/.exec(source);
  if (type?.[1]) return { base: 'type', index: Number(type[1]), path: [] };
  if (source === 'outside') return { base: 'outside', path: [] };
  const created = /^new\s+(\S+)$/.exec(source);
  if (created?.[1]) return { base: 'new', instance: created[1], path: [] };
  const head = /^(?:(this|return|channel)|args|last|arg(\d+)(\.\.)?)(?![\w$])/.exec(source);
  if (!head) throw new FlowSyntaxError(`"${source}" is no endpoint`, BASES, offset);
  const path = parsePath(source, head[0].length, offset);
  if (head[1]) return { base: head[1] as 'this' | 'return' | 'channel', path };
  if (head[0] === 'last') return ofArgument(-1, false, path);
  const every = head[2] === undefined || head[3] !== undefined;
  return ofArgument(Number(head[2] ?? 0), every, path);
}

/** The first `param`, `result` or `this` after an argument makes that argument a callback. */
function ofArgument(argument: number, every: boolean, path: readonly Access[]): Endpoint {
  const port = path.findIndex((a) => a.k === 'param' || a.k === 'result' || (a.k === 'property' && a.name === 'this'));
  const access = path[port];
  if (!access) return { base: every ? 'args' : 'arg', index: argument, path };
  const where = {
    callback: argument,
    ...(every ? { every: true as const } : {}),
    ...(port > 0 ? { at: path.slice(0, port) } : {}),
    path: path.slice(port + 1),
  };
  if (access.k === 'param') return { base: 'callback-arg', index: access.index, ...(access.rest ? { rest: true as const } : {}), ...where };
  return { base: access.k === 'result' ? 'callback-return' : 'callback-this', ...where };
}

function parsePath(source: string, from: number, offset: number): Access[] {
  const path: Access[] = [];
  const step = /\[\]|\{\}|\.\*|\.(key|value)\[\]|\.(@?[\w$]+)/y;
  step.lastIndex = from;
  while (step.lastIndex < source.length) {
    const at = step.lastIndex;
    const found = step.exec(source);
    if (!found) {
      throw new FlowSyntaxError(
        `"${source.slice(at)}" is no access`,
        'After an endpoint: .name, [], .*, {}, .await, .caught, .key[], .value[], .arg0, .args or .return (of a function).',
        offset + at,
      );
    }
    path.push(toAccess(found[0], found[1], found[2]));
  }
  return path;
}

function toAccess(text: string, mapPart: string | undefined, name: string | undefined): Access {
  if (mapPart) return { k: mapPart as 'key' | 'value' };
  if (name === undefined) return { k: text === '[]' ? 'element' : text === '{}' ? 'each' : 'any' };
  const param = /^arg(\d+)$/.exec(name);
  if (param?.[1]) return { k: 'param', index: Number(param[1]) };
  if (name === 'args') return { k: 'param', index: 0, rest: true };
  if (name === 'return') return { k: 'result' };
  if (name === 'await' || name === 'caught') return { k: name };
  return { k: 'property', name };
}
