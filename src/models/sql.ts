/** A placeholder of a statement: by position, from 0 (`?`, `$1`), or by name (`:phone`, `@phone`). */
export type Placeholder = number | string;

const STATEMENT = /^[\s(]*(?:with|select|insert|update|delete|merge|replace|upsert|set|values|where|and|or)\b/i;
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|::|\$\d+|\?|[:@](?:\.\.\.)?[A-Za-z_]\w*|[A-Za-z_]\w*|[()]|[<>=!~]+/g;
/** Words after which values are written or given, until another such word comes. */
const WRITING = new Set(['values', 'set', 'into', 'insert', 'update', 'select', 'returning', 'limit', 'offset', 'then', 'else']);
/** Words after which values are compared with what is in the table. */
const COMPARING = new Set(['where', 'on', 'having', 'when', 'from', 'join', 'using', 'and', 'or', 'case']);
const OPERATOR = /^(?:[<>=!~]+|like|ilike|in|is|between)$/;

/** Words between a column, its operator and the value. */
const BETWEEN = new Set(['not', 'any', 'all', 'some', 'lower', 'upper', 'trim']);

/**
 * The placeholders of an SQL statement whose values are compared with what is in its tables: those of conditions. What is
 * written (`VALUES`, `SET`) or only given (`LIMIT`) is not among them.
 *
 * @returns undefined for a text that is no statement, of which nothing is known
 */
export function comparedPlaceholders(sql: string): ReadonlySet<Placeholder> | undefined {
  return STATEMENT.test(sql) ? new Set(comparisons(sql).map(({ placeholder }) => placeholder)) : undefined;
}

/** Names, without that of their table, of the columns that a statement or a condition compares with placeholders. */
export function columnsCompared(sql: string): ReadonlySet<string> {
  return new Set(comparisons(sql).flatMap(({ column }) => column ?? []));
}

interface Comparison {
  readonly placeholder: Placeholder;
  readonly column: string | undefined;
}

function comparisons(sql: string): readonly Comparison[] {
  const out: Comparison[] = [];
  /** The word that holds in each parenthesis or CASE around. */
  const around: string[] = [];
  let word = '';
  let before = '';
  let positions = 0;
  /** The last name, and the one that stands before the last operator. */
  let name: string | undefined;
  let column: string | undefined;
  for (const [token] of sql.matchAll(TOKEN)) {
    const text = token.toLowerCase();
    if (/^(?:--|\/\*)/.test(text)) continue;
    if (text === '(' || text === 'case') around.push(word);
    else if (text === ')' || (text === 'end' && (word === 'then' || word === 'else'))) word = around.pop() ?? '';
    // AND and OR join conditions of a CASE, a selected value or a WHERE, but write nothing.
    else if (WRITING.has(text) || (COMPARING.has(text) && !(/^(?:and|or)$/.test(text) && WRITING.has(word)))) word = text;
    const placeholder = text === '?' ? positions++ : /^\$\d/.test(text) ? Number(text.slice(1)) - 1 : /^[:@][.\w]/.test(text) ? token.replace(/^.(?:\.\.\.)?/, '') : undefined;
    const assigns = (word === 'set' || word === 'update') && around.at(-1) !== word;
    if (placeholder !== undefined && (!WRITING.has(word) || (OPERATOR.test(before) && !assigns))) out.push({ placeholder, column });
    if (OPERATOR.test(text)) column = name;
    else if (COMPARING.has(text) || WRITING.has(text)) name = column = undefined;
    else if (/^["`\w]/.test(token) && !BETWEEN.has(text)) name = token.replace(/["`]/g, '');
    before = text;
  }
  return out;
}
