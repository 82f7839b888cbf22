/** Library functions whose result has the structure of what they are given. */
export const PASSING = new Set([
  'parse', 'parseAsync', 'validate', 'cast', 'clone', 'cloneDeep', 'structuredClone', 'assign', 'freeze', 'seal', 'resolve', 'all', 'allSettled', 'race', 'any', 'merge',
  'from', 'of', 'concat', 'filter', 'slice', 'map', 'reverse', 'sort', 'flat', 'find', 'at', 'pop', 'shift', 'push', 'memo', 'forwardRef', 'useMemo', 'useCallback', 'useState', 'useRef',
  'create', 'defineProps', 'then', 'catch', 'finally', 'entries', 'values', 'next', 'get', 'plainToInstance', 'toSorted', 'toReversed',
]);
/** Library functions that write one argument into another. */
export const WRITING = new Set(['assign', 'extend', 'merge', 'mergeWith', 'defaults', 'defaultsDeep', 'defineProperty', 'defineProperties', 'set', 'setWith', 'copy', 'pipe', 'pipeline', 'append']);
/** Methods of long-lived objects that keep what they are given: of collections, channels, storages. */
export const STORING = new Set([
  'add', 'set', 'push', 'unshift', 'splice', 'append', 'prepend', 'insert', 'write', 'end', 'emit', 'next', 'publish', 'send', 'enqueue', 'dispatch', 'dispatchEvent', 'setItem', 'put', 'store', 'fill',
  'postMessage', 'setState', 'register', 'setex', 'hset', 'lpush', 'rpush', 'xadd', 'sendToQueue', 'addBulk', 'commit', 'define', 'setValue', 'writeFile', 'writeFileSync', 'setQueryData',
]);
/** Methods that write a record of a database, or give one. */
export const RECORDS = /^(?:create|update|upsert|save|insert|find|delete|remove|select|get)(?:[A-Z]\w*)?$/;
/** Methods of a class of records, which it has from a library, that give instances of it. */
export const GIVES_INSTANCES = /^(?:create|build|insert|upsert|save|find)(?:[A-Z]\w*)?$/;
/** Those that give the class again, for less of its records. */
export const GIVES_CLASS = new Set(['scope', 'unscoped', 'withScope', 'schema']);
/** Methods of the language's collections and strings that change nothing. */
export const READING = new Set([
  'includes', 'indexOf', 'lastIndexOf', 'has', 'get', 'find', 'findIndex', 'findLast', 'filter', 'map', 'flatMap', 'forEach', 'some', 'every', 'slice', 'join', 'concat', 'at', 'startsWith', 'endsWith', 'replace', 'replaceAll', 'split',
  'match', 'matchAll', 'test', 'exec', 'toString', 'then', 'catch', 'finally', 'reduce', 'localeCompare', 'padStart', 'padEnd', 'delete', 'parse', 'safeParse', 'findOne', 'findMany', 'findFirst', 'findUnique', 'log', 'info', 'warn', 'error', 'debug',
]);
/** Globals that keep what they are given. */
export const KEEPING = new Set(['localStorage', 'sessionStorage', 'document', 'window', 'globalThis', 'self', 'global', 'caches', 'indexedDB', 'history', 'location', 'process']);
/** Methods of the language's own objects. */
export const BUILT_IN = new Set([Object, Array, Map, Set, String, Promise, Number, Function, RegExp, Date].flatMap((c) => Object.getOwnPropertyNames(c.prototype)));
/** Methods that give a callback an element and its index. */
export const EACH = new Set(['map', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'some', 'every']);
/** Which parameter of a method's callback gets an element, or what a promise gives; undefined: none does. */
export function elementAt(method: string): number | undefined {
  return EACH.has(method) || method === 'then' ? 0 : method === 'reduce' || method === 'reduceRight' ? 1 : undefined;
}
/** Methods that give what a callback returns. */
export const MAPPING = new Set(['map', 'flatMap', 'then', 'reduce', 'reduceRight', 'transform', 'mapValues']);
/** Methods that find something by a key: what is in an object that is the key is not in what they find. */
export const KEYED = new Set(['get', 'has', 'delete', 'getOrInsert', 'getItem']);
/** Methods that put what they are given into a collection, and those that give what is in one. */
export const COLLECTING = new Set(['push', 'unshift', 'add', 'set']);
/** Methods whose result is, or holds, what their callback gives. */
export const MAKING = new Set(['then', 'catch', 'map', 'flatMap']);
export const GIVING = new Set(['get', 'deref', 'at', 'pop', 'shift', 'values', 'slice', 'filter', 'find', 'concat', 'reverse', 'toReversed']);
/** Those of the language's collections alone. */
export const TAKING = new Set(['get', 'deref', 'at', 'pop', 'shift', 'values', 'slice', 'filter', 'map', 'forEach', 'flatMap', 'reverse', 'toReversed', 'splice']);
/** Methods of records that change or test the object they are called on: what they give is the object again, a count or a truth value. */
export const COMMANDS = /^(?:(?:save|destroy|delete|remove|update|upsert|insert|reload|refresh|restore|increment|decrement|validate|changed|count|authorize|subscribe|unsubscribe|emit|on|once|off|close|reset|clear|set|add)(?:[A-Z]\w*)?|(?:is|has|can|should)[A-Z]\w*)$/;
/** Functions that make text or a copy of all of a value, to the last member. */
export const WHOLE = /^(?!from[A-Z]).*(?:stringify|inspect|dump|clone|json|csv|xml|yaml)/i;
