import { describe, expect, test } from 'vitest';
import { marked, problemsOf } from './helpers.js';

/** Name; policy, with `▸` at each place reported; a message and a hint for each. */
type Case = [name: string, policy: string, ...problems: [message: RegExp | string, hint: RegExp | string][]];

const P = '"purposes": { "security": null, "ads": null }, "data": { "Phone": { "allow": ["security"] } }';

const cases: Case[] = [
  ['an empty file', '▸', ['The file is empty.', /^Start with `\{ "extends": \["recommended"\] \}`/]],
  ['comments only', '// nothing\n▸', ['Syntax error: value expected.', /Write a value/]],
  ['a missing comma', '{\n  "purposes": {}\n  ▸"data": {}\n}', ['Syntax error: comma expected.', /comma between/]],
  ['a missing colon', '{ "purposes" ▸{} }', ['Syntax error: colon expected.', /colon/]],
  ['an unclosed object', '{ "purposes": {}▸', ['Syntax error: close brace expected.', /"}"/]],
  ['an unclosed list', '{ "extends": ["recommended"▸', ['Syntax error: close bracket expected.', /"\]"/]],
  ['text after the end', '{}\n▸{}', ['Syntax error: end of file expected.', /after the closing/]],
  ['two lines with an error each', '{\n  "data": {},▸,\n  "modules" ▸[]\n}', ['Syntax error: property name expected.', /double quotes/], ['Syntax error: colon expected.', /colon/]],
  ['a root that is a list', '▸[]', ['The policy must be an object, not a list.', /JSON Schema/]],
  ['a key written twice', '{ "purposes": { "a": null, ▸"a": null } }', ['The key "a" is written twice.', /Merge/]],
  ['a section written twice', '{ "data": {},\n ▸"data": {} }', ['The key "data" is written twice.', /Merge/]],

  ['an unknown section', '{ ▸"purpose": {} }', ['Unknown key "purpose" in the policy.', /^Did you mean "purposes"\? Purposes by name/]],
  ['an unknown section far from all', '{ ▸"wibble": {} }', ['Unknown key "wibble" in the policy.', /^Known keys: .*"declassifiers"/]],
  ['an unknown key of a label', '{ "data": { "Phone": { "allow": [], ▸"propertys": [] } } }', ['Unknown key "propertys" in "data.Phone".', /^Did you mean "properties"\? Properties that carry/]],
  ['an unknown key of a purpose', '{ "purposes": { "a": { ▸"parent": null } } }', ['Unknown key "parent" in "purposes.a".', /"parents"\? The purposes above/]],
  ['an unknown key of a module', '{ "modules": [{ "purpose": "x", "files": ["a"], ▸"package": [] }], "purposes": {"x":null} }', ['Unknown key "package" in "modules[0]".', /"packages"/]],
  ['an unknown key of a declassifier', `{ ${P}, "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": ["ads"], "reason": "r", ▸"expiry": "2027-01-01" }] }`, ['Unknown key "expiry" in "declassifiers[0]".', /"expires"/]],

  ['a purpose that is a number', '{ "purposes": { "a": ▸1 } }', ['"purposes.a" must be null, a string, a list or an object, not a number.', /Purposes by name/]],
  ['a parent that is a number', '{ "purposes": { "a": [▸1] } }', ['"purposes.a[0]" must be a string, not a number.', /Purposes by name/]],
  ['purposes that are a list', '{ "purposes": ▸["a"] }', ['"purposes" must be an object, not a list.', /Purposes by name/]],
  ['a label with no allow', '{ "data": { "Phone": ▸{} } }', ['"allow" is missing in "data.Phone".', /Purposes that the data may/]],
  ['an allow that is a string', '{ "purposes": {"a":null}, "data": { "Phone": { "allow": ▸"a" } } }', ['"data.Phone.allow" must be a list, not a string.', /empty list allows none/]],
  ['an unknown severity', '{ "data": { "Phone": { "allow": [], "severity": ▸"info" } } }', ['"data.Phone.severity" must be "error" or "warn".', /How a violation/]],
  ['a label name with a space', '{ "data": { ▸"two factor": { "allow": [] } } }', ['"two factor" can\'t be a name.', /JSDoc/]],
  ['a purpose name with a comma', '{ "purposes": { ▸"a,b": null } }', ['"a,b" can\'t be a name.', /JSDoc/]],
  ['an extends that is an object', '{ "extends": ▸{} }', ['"extends" must be a string or a list, not an object.', /Policies to start from/]],
  ['a blank counterpart', '{ "purposes": { "a": { "dpv": ▸" " } } }', ['"purposes.a.dpv" is empty.', /Data Privacy Vocabulary/]],

  ['an unknown purpose in allow', '{ "purposes": { "security": null }, "data": { "Phone": { "allow": [▸"securty"] } } }', ['Unknown purpose "securty".', /^Did you mean "security"\?/]],
  ['an unknown purpose of a module', '{ "purposes": { "export": null }, "modules": [{ "purpose": ▸"ads", "files": ["a"] }] }', ['Unknown purpose "ads".', /^Known: "export"\./]],
  ['an unknown purpose in a list', '{ "purposes": { "export": null }, "modules": [{ "purpose": ["export", ▸"exprot"], "files": ["a"] }] }', ['Unknown purpose "exprot".', /"export"/]],
  ['an unknown purpose in grants', `{ ${P}, "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": [▸"ad"], "reason": "r" }] }`, ['Unknown purpose "ad".', /"ads"/]],
  ['an unknown parent', '{ "purposes": { "a": ▸"b" } }', ['Unknown purpose "b".', /Purposes stand in/]],
  ['an unknown parent of an object', '{ "purposes": { "ads": null, "a": { "parents": ["ads", ▸"adz"] } } }', ['Unknown purpose "adz".', /"ads"/]],
  ['an unknown label', `{ ${P}, "declassifiers": [{ "function": "f", "data": [▸"Fone"], "grants": ["ads"], "reason": "r" }] }`, ['Unknown label "Fone".', /Labels stand in "data"/]],
  ['a purpose that is its own parent', '{ "purposes": { ▸"a": "a" } }', ['Purpose cycle: a -> a.', /remove one/]],
  ['a cycle of three', '{ "purposes": { "top": null, ▸"a": ["top", "b"], "b": { "parents": "c" }, "c": "a" } }', ['Purpose cycle: a -> b -> c -> a.', /remove one/]],
  ['a permission listed twice', '{ "purposes": { "a": null }, "data": { "L": { "allow": ["a", ▸"a"] } } }', ['"a" is listed twice.', 'Remove one.']],
  ['a package listed twice', '{ "purposes": { "a": null }, "modules": [{ "purpose": "a", "packages": ["x", ▸"x"] }] }', ['"x" is listed twice.', 'Remove one.']],

  ['a reference with a space', '{ "data": { "L": { "allow": [], "types": [▸"Two Factor"] } } }', ['"Two Factor" is no reference.', /holds no space/]],
  ['a reference with parentheses', '{ "data": { "L": { "allow": [], "returns": [▸"load()"] } } }', ['"load()" is no reference.', /without parentheses/]],
  ['a reference to nothing in a module', '{ "data": { "L": { "allow": [], "types": [▸"src/a.ts#"] } } }', ['"src/a.ts#" is no reference.', /after the "#"/]],
  ['a reference with no module', '{ "data": { "L": { "allow": [], "types": [▸"#Name"] } } }', ['"#Name" names no module before its "#".', /Write "Name"/]],
  ['a reference without #', '{ "data": { "L": { "allow": [], "returns": [▸"src/a.ts:load"] } } }', ['"src/a.ts:load" is no reference.', /Put a "#"/]],
  ['a reference with two dots', '{ "data": { "L": { "allow": [], "properties": [▸"A.b.c"] } } }', ['"A.b.c" is no reference.', /Write "Name"/]],
  ['an absolute module', '{ "data": { "L": { "allow": [], "types": [▸"/src/a.ts#T"] } } }', [/absolute path/, /relative to the policy/]],
  ['a type with a member', '{ "data": { "L": { "allow": [], "types": [▸"User.phone"] } } }', ['"User.phone" names a member, not a type.', /"properties".*"User"/]],
  ['a property with no member', '{ "data": { "L": { "allow": [], "properties": [▸"User"] } } }', ['"User" names no property.', /User\.twoFactorPhone/]],

  ['a module of nothing', '{ "purposes": {"a":null}, "modules": [▸{ "purpose": "a" }] }', ['"modules[0]" names neither "files" nor "packages".', /Which files/]],
  ['a module with no purpose', '{ "modules": [▸{ "files": ["a"] }] }', ['"purpose" is missing in "modules[0]".', /The purpose, or purposes/]],
  ['an empty list of files', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": ▸[] }] }', ['"modules[0].files" is an empty list.', /Globs/]],
  ['an absolute glob', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": [▸"/src/**"] }] }', ['"/src/**" is no glob that can match a file.', /leading slash/]],
  ['a glob with backslashes', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": [▸"src\\\\ads\\\\**"] }] }', [/is no glob/, /forward slashes/]],
  ['a glob with an open bracket', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": [▸"src/{ads/**"] }] }', [/is no glob/, /Missing closing: "}"/]],
  ['an empty glob', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": [▸""] }] }', [/is no glob/, /src\/ads/]],
  ['a glob of a folder', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": [▸"src/ads/"] }] }', [/is no glob/, 'Write "src/ads/**" for every file below the folder.']],
  ['globs that only take out', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "files": ▸["!src/**"] }] }', [/only take files out/, /Name first/]],
  ['a package with a subpath', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "packages": [▸"csv-stringify/sync"] }] }', [/is no package name/, /"csv-stringify"/]],
  ['a package with a version', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "packages": [▸"xlsx@1"] }] }', [/is no package name/, /without version/]],
  ['a file among packages', '{ "purposes": {"a":null}, "modules": [{ "purpose": "a", "packages": [▸"./src/ads"] }] }', [/is no package name/, /"files"/]],

  ['an expired declassifier', `{ ${P}, "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": ["ads"], "reason": "r", "expires": ▸"2026-06-30" }] }`, ['The declassifier "f" expired on 2026-06-30.', /Review it/]],
  ['a date that is none', `{ ${P}, "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": ["ads"], "reason": "r", "expires": ▸"2027-02-30" }] }`, ['"2027-02-30" in "declassifiers[0].expires" is not a date.', /YYYY-MM-DD/]],
  ['a missing reason', `{ ${P}, "declassifiers": [▸{ "function": "f", "data": ["Phone"], "grants": ["ads"] }] }`, ['"reason" is missing in "declassifiers[0]".', /Why this is lawful/]],
  ['an empty reason', `{ ${P}, "declassifiers": [{ "function": "f", "data": ["Phone"], "grants": ["ads"], "reason": ▸"  " }] }`, ['"declassifiers[0].reason" is empty.', /Why this is lawful/]],
  ['a declassifier of nothing', `{ ${P}, "declassifiers": [{ "function": "f", "data": ▸[], "grants": ["ads"], "reason": "r" }] }`, ['"declassifiers[0].data" is an empty list.', /Labels that it releases/]],
  ['a malformed declassifier function', `{ ${P}, "declassifiers": [{ "function": ▸"f()", "data": ["Phone"], "grants": ["ads"], "reason": "r" }] }`, ['"f()" is no reference.', /parentheses/]],
  ['a flow with no arrow', '{ "models": [{ "function": "lodash#pick", "flow": ["arg0 to return▸"] }] }', ['"arg0 to return" has no arrow.', /FROM -> TO/]],
  ['a model with no flow', '{ "models": [▸{ "function": "lodash#pick" }] }', ['"flow" is missing in "models[0]".', /Flows from/]],

  ['an extends of no file', '{ "extends": ["recommended", ▸"./base.jsonc"] }', ["Can't read the policy /p/base.jsonc: no such file.", /Correct the path/]],
  ['an extends of no package', '{ "extends": ▸"@acme/policy" }', ['"@acme/policy" extends nothing: no such package is installed.', /Install the package "@acme\/policy"/]],
  ['an extends with a slip', '{ "extends": ▸"recomended" }', [/extends nothing/, 'Did you mean "recommended"?']],
  ['an extends of a file without ./', '{ "extends": ▸"base.jsonc" }', [/extends nothing/, 'For a file beside this one write "./base.jsonc".']],
  ['an extends of rubbish', '{ "extends": [▸"@acme"] }', ['"@acme" is nothing that can be extended.', /Write "recommended"/]],
  ['an extends of itself', '{ "extends": ▸"./data-purpose.jsonc" }', ['The policy extends itself: /p/data-purpose.jsonc -> /p/data-purpose.jsonc.', /Remove one "extends"/]],
  ['an extends written twice', '{ "extends": ["recommended", ▸"recommended"] }', ['"recommended" is extended twice.', 'Remove one.']],

  [
    'many problems, in the order of places',
    '{\n  "purposes": { "a": ▸1 },\n  "data": {\n    "L": { "allow": ["a", ▸"b"], "types": [▸"x y"] }\n  },\n  "modules": [\n    ▸{ "purpose": "a" },\n    { "purpose": ▸"c", "files": ["a"] }\n  ],\n  ▸"extra": 1\n}',
    [/^"purposes\.a" must be/, /Purposes/], ['Unknown purpose "b".', /Did you mean "a"/], [/no reference/, /space/], [/neither/, /Which files/], ['Unknown purpose "c".', /Did you mean "a"/], [/Unknown key "extra"/, /Known keys|Did you mean/],
  ],
];

describe('a wrong policy', () => {
  test.each(cases)('%s', (_name, policy, ...expected) => {
    const { text, places } = marked(policy);
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.message)).toEqual(expected.map(([message]) => (typeof message === 'string' ? message : expect.stringMatching(message))));
    expect(problems.map((problem) => problem.hint)).toEqual(expected.map(([, hint]) => (typeof hint === 'string' ? hint : expect.stringMatching(hint))));
    const at = problems.map(({ place }) => ({ line: place.line, column: place.column }));
    expect([...new Map(at.map((place) => [JSON.stringify(place), place])).values()]).toEqual(places);
    expect(problems.every((problem) => problem.place.file === '/p/data-purpose.jsonc')).toBe(true);
  });

  test('the table is wide, and each wrong policy has a message or a hint of its own', () => {
    expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length);
    const said = cases.map(([, policy]) => problemsOf(marked(policy).text));
    expect(new Set(said.map((problems) => problems.map(({ message, hint }) => `${message} ${hint}`).join())).size).toBe(cases.length);
    expect(new Set(said.flatMap((problems) => problems.map(({ message }) => message))).size).toBeGreaterThan(60);
  });

  test('an explicit policy that is not there is one problem, at its start', () => {
    expect(problemsOf({})).toEqual([{ message: "Can't read the policy /p/data-purpose.jsonc: no such file.", hint: 'Correct the path of the policy.', place: { file: '/p/data-purpose.jsonc', line: 1, column: 1 } }]);
  });

  test('lines end at CR LF too, and a byte order mark is no column', () => {
    expect(problemsOf('\uFEFF{ "a": 1,\r\n "b": 1 }').map(({ place }) => [place.line, place.column])).toEqual([[1, 3], [2, 2]]);
  });

  test('problems of an extended file stand in that file, once', () => {
    const problems = problemsOf({
      '/p/data-purpose.jsonc': '{ "extends": ["./a.jsonc", "./b.jsonc"] }',
      '/p/a.jsonc': '{ "extends": "./c.jsonc" }',
      '/p/b.jsonc': '{ "extends": "./c.jsonc" }',
      '/p/c.jsonc': '{ "data": { "L": { "allow": ["x"] } } }',
    });
    expect(problems.map(({ message, place }) => [message, place])).toEqual([['Unknown purpose "x".', { file: '/p/c.jsonc', line: 1, column: 30 }]]);
  });

  test('a cycle of two files is reported where it closes', () => {
    const problems = problemsOf({ '/p/data-purpose.jsonc': '{ "extends": "./a.jsonc" }', '/p/a.jsonc': '{\n"extends": "./data-purpose.jsonc" }' });
    expect(problems.map(({ message, place }) => [message, place])).toEqual([
      ['The policy extends itself: /p/data-purpose.jsonc -> /p/a.jsonc -> /p/data-purpose.jsonc.', { file: '/p/a.jsonc', line: 2, column: 12 }],
    ]);
  });

  test('what could not be read is not blamed on those who name it', () => {
    const problems = problemsOf('{ "extends": "./base.jsonc", "data": { "L": { "allow": ["from-base"] } } }');
    expect(problems.map(({ message }) => message)).toEqual(["Can't read the policy /p/base.jsonc: no such file."]);
  });
});
