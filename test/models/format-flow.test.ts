import { describe, expect, it } from 'vitest';
import { describeModel } from '../../src/models/describe.js';
import { formatFlow } from '../../src/models/format-flow.js';
import { parseFlow } from '../../src/models/flow-language.js';
import { libraries } from '../../src/models/libraries.js';
import { parseReference } from '../../src/policy/references.js';

const flows = new Set(
  libraries.flatMap((library) => Object.values(library.table()).flatMap((members) => Object.values(members).flatMap((entry) => (typeof entry === 'string' ? [entry] : 'flow' in entry ? [entry.flow ?? []].flat() : Array.isArray(entry) ? (entry as string[]) : [])))),
);

describe('formatFlow', () => {
  it('writes every flow of the built-in models so that it is read as the same', () => {
    expect(flows.size).toBeGreaterThan(200);
    for (const text of flows) expect(parseFlow(formatFlow(parseFlow(text))), text).toEqual(parseFlow(text));
  });

  it.each(['arg0 -> return', 'no arg2: arg0[] => arg1.arg0', 'arg1.. -> return.*', 'args.key[] ~> this.@x', 'last()', 'arg0.onEnd.args -> channel', 'new Wrapper => return.await'])('%s', (text) => {
    expect(formatFlow(parseFlow(text))).toBe(text);
  });
});

describe('describeModel', () => {
  const place = { file: '/p/data-purpose.jsonc', line: 3, column: 5 };
  const entry = { function: parseReference('lodash#pick', place), flow: ['arg0.* -> return'], place };

  it('finds built-in models of modules, globals and instances', () => {
    expect(describeModel([], 'lodash#partition')).toMatchObject({ place: null, flow: expect.arrayContaining(['arg0[] => return[][]', 'arg1 ~> return']), facts: [['result', 'array']] });
    expect(describeModel([], 'JSON.stringify')?.flow).toContainEqual(expect.stringContaining('arg0'));
    for (const name of ['node:crypto#createHash', 'crypto#Hash.update', 'Array.prototype.map', 'String.trim', 'fetch']) expect(describeModel([], name)?.place, name).toBeNull();
  });

  it("prefers the policy's, and says where it stands", () => {
    expect(describeModel([entry], 'lodash#pick')).toEqual({ place, flow: ['arg0.* -> return'], facts: [] });
    expect(describeModel([entry], 'lodash#omit')?.place).toBeNull();
  });

  it('knows none of what has none', () => {
    for (const name of ['none#x', 'nowhere', 'String.missing']) expect(describeModel([entry], name)).toBeUndefined();
  });
});
