/** Types of generated values: what the generator needs to know so that programs run without errors. */
export type Type =
  | { readonly k: 'str' | 'num' | 'bool' }
  | { readonly k: 'arr' | 'map' | 'set' | 'opt' | 'prom' | 'iter' | 'aiter'; readonly of: Type }
  | { readonly k: 'obj'; readonly fields: Readonly<Record<string, Type>> }
  | { readonly k: 'fn'; readonly params: readonly Type[]; readonly ret: Type }
  | { readonly k: 'inst'; readonly cls: ClassShape };

/** A generated class. Members are found by name; `get` and `set` are accessors. */
export interface ClassShape {
  readonly name: string;
  readonly ctor: readonly Type[];
  readonly fields: Readonly<Record<string, Type>>;
  readonly methods: Readonly<Record<string, Extract<Type, { k: 'fn' }>>>;
  readonly getters: Readonly<Record<string, Type>>;
  readonly setters: Readonly<Record<string, Type>>;
  readonly statics: Readonly<Record<string, Type>>;
}

export const STR: Type = { k: 'str' };
export const NUM: Type = { k: 'num' };
export const BOOL: Type = { k: 'bool' };
export const arrayOf = (of: Type): Type => ({ k: 'arr', of });
export const mapOf = (of: Type): Type => ({ k: 'map', of });
export const setOf = (of: Type): Type => ({ k: 'set', of });
export const optional = (of: Type): Type => ({ k: 'opt', of });
export const promiseOf = (of: Type): Type => ({ k: 'prom', of });
export const iteratorOf = (of: Type): Type => ({ k: 'iter', of });
export const object = (fields: Readonly<Record<string, Type>>): Type => ({ k: 'obj', fields });
export const fn = (ret: Type, ...params: Type[]): Extract<Type, { k: 'fn' }> => ({ k: 'fn', params, ret });

const PAIR = object({ a: STR, b: STR });
const DEEP = object({ a: STR, o: PAIR, list: arrayOf(STR) });
const HANDLER = object({ a: STR, f: fn(STR, STR) });

/** What `account` of the data module is. */
export const ACCOUNT = object({ secret: STR, city: STR });

/** Types of variables, parameters and fields: few, so that values find each other. */
export const POOL: readonly (readonly [number, Type])[] = [
  [10, STR], [4, PAIR], [4, arrayOf(STR)], [3, DEEP], [2, HANDLER], [2, arrayOf(PAIR)], [2, mapOf(STR)], [1, mapOf(PAIR)], [1, setOf(STR)],
  [3, fn(STR, STR)], [1, fn(STR, fn(STR, STR), STR)], [1, fn(fn(STR), STR)], [1, fn(STR)], [1, fn(PAIR, STR)], [1, fn(STR, PAIR)], [1, optional(STR)], [1, optional(PAIR)], [1, arrayOf(fn(STR, STR))], [1, arrayOf(arrayOf(STR))], [2, ACCOUNT], [1, arrayOf(ACCOUNT)],
];

const keys = new WeakMap<Type, string>();

function keyOf(t: Type): string {
  let key = keys.get(t);
  if (key === undefined) keys.set(t, (key = t.k === 'inst' ? `inst ${t.cls.name}` : JSON.stringify(t)));
  return key;
}

export function sameType(a: Type, b: Type): boolean {
  return a === b || (a.k === b.k && keyOf(a) === keyOf(b));
}

/** As TypeScript writes it. */
export function typeText(t: Type): string {
  switch (t.k) {
    case 'str':
      return 'string';
    case 'num':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'arr':
      return `Array<${typeText(t.of)}>`;
    case 'map':
      return `Map<string, ${typeText(t.of)}>`;
    case 'set':
      return `Set<${typeText(t.of)}>`;
    case 'opt':
      return `${t.of.k === 'fn' ? `(${typeText(t.of)})` : typeText(t.of)} | undefined`;
    case 'prom':
      return `Promise<${typeText(t.of)}>`;
    case 'iter':
      return `Iterable<${typeText(t.of)}>`;
    case 'aiter':
      return `AsyncIterable<${typeText(t.of)}>`;
    case 'obj':
      return `{ ${Object.entries(t.fields).map(([n, f]) => `${n}: ${typeText(f)}`).join('; ')} }`;
    case 'fn':
      return `(${t.params.map((p, i) => `x${i}: ${typeText(p)}`).join(', ')}) => ${typeText(t.ret)}`;
    case 'inst':
      return t.cls.name;
  }
}

/** It can be written as JSON and read again. */
export function isData(t: Type): boolean {
  switch (t.k) {
    case 'str':
    case 'num':
    case 'bool':
      return true;
    case 'arr':
      return isData(t.of);
    case 'obj':
      return Object.values(t.fields).every(isData);
    default:
      return false;
  }
}
