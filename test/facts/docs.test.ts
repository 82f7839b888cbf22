import { describe, expect, it } from 'vitest';
import { bare, bindingNamed, expr, factsOf, functionNamed } from './ir.js';

const TAG = '/** @data Phone */';
const phone = { data: ['Phone'] };

describe('@data', () => {
  it.each([
    ['/** @data Phone, Mail */', ['Phone', 'Mail']],
    ['/**\n * Given at sign-up.\n * @data Phone\n * @data Mail the second\n */', ['Phone', 'Mail']],
    ['/** For the second factor. @data Phone. */', ['Phone']],
    ['/** @data Phone */ // note\n /* more */', ['Phone']],
  ])('%s', (comment, data) => {
    expect(factsOf(`${comment} type T = string`).types[0]?.doc?.data).toEqual(data);
  });

  it.each(['/* @data Phone */', '// @data Phone\n', '/** @data Phone */ /** Another. */ ', '/** see me@data.org {@data Phone} */', '/** @data Phone */ x;'])('is none in %s', comment => {
    expect(factsOf(`${comment} type T = string`).types[0]?.doc?.data).toBeUndefined();
  });

  it('stands on types, their members and enums', () => {
    const facts = factsOf(`${TAG} export interface I { ${TAG} a: string; b: string; ${TAG} m(): string } ${TAG} export enum E {} ${TAG} export class C { ${TAG} p: string }`);
    expect(bare(facts.types)).toMatchObject([
      { doc: phone, members: [{ doc: phone }, { name: 'b' }, { doc: phone }] }, { name: 'E', doc: phone }, { name: 'C', doc: phone, members: [{ doc: phone }] },
    ]);
    expect(facts.types[0]?.members?.[1]).not.toHaveProperty('doc');
    expect(bare(facts.classes)).toMatchObject([{ doc: phone, members: [{ doc: phone }] }]);
  });

  it('stands on variables, parameters, functions and ambient values', () => {
    const facts = factsOf(`${TAG} export const x = 1, y = 2, ${TAG} z = 3; ${TAG} function f(${TAG} p, q) {} ${TAG} declare const w: string;`);
    expect(bare(bindingNamed(facts, 'x').doc)).toEqual(phone);
    expect(bindingNamed(facts, 'y').doc).toBeUndefined();
    expect(bare(bindingNamed(facts, 'z').doc)).toEqual(phone);
    expect(bare(functionNamed(facts, 'f'))).toMatchObject({ doc: phone, params: [{ doc: phone }, { target: { k: 'pvar' } }] });
    expect(bare(bindingNamed(facts, 'p').doc)).toEqual(phone);
    expect(bare(facts.ambient)).toMatchObject([{ name: 'w', doc: phone }]);
  });

  it('stands before export, decorators and modifiers', () => {
    expect(factsOf(`${TAG}\n@dec()\nexport class A {}`).classes[0]?.doc).toMatchObject(phone);
    expect(factsOf(`${TAG}\nexport abstract class A {}`).classes[0]?.doc).toMatchObject(phone);
    expect(factsOf(`class A { ${TAG} @dec() private readonly x = 1; constructor(private ${TAG} y: string, ${TAG} public z: string) {} }`).types[0]?.members).toMatchObject([
      { name: 'x', doc: phone }, { name: 'y', doc: phone }, { name: 'z', doc: phone }, { kind: 'construct' },
    ]);
  });

  it('reaches the function that a documented name holds', () => {
    expect(functionNamed(factsOf(`${TAG} const f = () => 1`), 'f').doc).toMatchObject(phone);
    expect(functionNamed(factsOf(`x = { ${TAG} f() {} }`), 'f').doc).toMatchObject(phone);
    expect(functionNamed(factsOf(`${TAG} module.exports.f = function () {}`, '/app/a.js'), 'f').doc).toMatchObject(phone);
    expect(functionNamed(factsOf(`${TAG} export default () => 1`), 'default').doc).toMatchObject(phone);
  });

  it('stands on properties of object literals', () => {
    expect(expr(`x = { ${TAG} a: 1, b: 2 }`)).toMatchObject({ value: { props: [{ doc: phone }, { key: { name: 'b' } }] } });
  });
});

describe('@declassifies', () => {
  it('has a label, purposes, a reason and its place', () => {
    const text = '/**\n * Consent.\n * @declassifies Phone for ads, mail - explicit opt-in,\n *   DPIA-12\n * @data Mail\n */\nfunction f() {}';
    const doc = functionNamed(factsOf(text), 'f').doc;
    const [tag] = doc?.declassifies ?? [];
    expect(bare(doc)).toMatchObject({ data: ['Mail'], declassifies: [{ data: 'Phone', purposes: ['ads', 'mail'], reason: 'explicit opt-in, DPIA-12' }] });
    expect(text.slice(tag?.s, tag?.e)).toMatch(/^@declassifies Phone [^]*DPIA-12/);
  });

  it('is kept where it is incomplete, for a report', () => {
    expect(bare(functionNamed(factsOf('/** @declassifies Phone */ function f() {}'), 'f').doc)).toEqual({ declassifies: [{ data: 'Phone', purposes: [], reason: '' }] });
    expect(bare(functionNamed(factsOf('/** @declassifies Phone for ads */ function f() {}'), 'f').doc)).toMatchObject({ declassifies: [{ purposes: ['ads'], reason: '' }] });
  });
});

describe('the file\'s doc comment', () => {
  const doc = (text: string): unknown => factsOf(text).doc?.purpose;
  it('is the first one', () => {
    expect(doc('/** @purpose ads, mail */\nimport "x";')).toEqual(['ads', 'mail']);
    expect(doc('#!/usr/bin/env node\n// note\n/** @purpose ads */\nconst x = 1;')).toEqual(['ads']);
    expect(doc('import "x";\n/** @purpose ads */\nconst x = 1;')).toEqual(['ads']);
    expect(doc('/** Something else. */\nimport "x";\n/** @purpose ads */\nconst x = 1;')).toBeUndefined();
  });

  it('is not that of the function or class on the next line', () => {
    expect(doc('/** @purpose ads */\nexport function f() {}')).toBeUndefined();
    expect(functionNamed(factsOf('/** @purpose ads */\nexport function f() {}'), 'f').doc?.purpose).toEqual(['ads']);
    expect(doc('/** @purpose ads */\n\nexport function f() {}')).toEqual(['ads']);
    expect(doc('/** @file @purpose ads */\nexport function f() {}')).toEqual(['ads']);
  });
});

describe('types in JavaScript', () => {
  const file = '/app/a.js';
  const label = { k: 'import', source: './labels', name: 'Phone' };

  it('annotate variables, fields, properties and assignments', () => {
    const facts = factsOf('const {a} = require("b"); /** @type {import("./labels").Phone} */ const x = "v";', file);
    expect(bare(bindingNamed(facts, 'x').type)).toEqual(label);
    expect(bare(facts.functions[0]?.body?.body[1])).toMatchObject({ k: 'decl', type: label });
    expect(bare(factsOf('class A { /** @type {Phone} */ x = 1 }', file).classes[0]?.members[0]?.type)).toEqual({ k: 'ref', name: 'Phone' });
    expect(expr('x = { /** @type {Phone} */ a: 1 }', file)).toMatchObject({ value: { props: [{ value: { k: 'cast', type: { name: 'Phone' } } }] } });
    expect(expr('/** @type {Phone} */ this.x = 1', file)).toMatchObject({ value: { k: 'cast', type: { name: 'Phone' } } });
  });

  it('cast what stands in parentheses', () => {
    expect(expr('x = /** @type {Phone} */ (a)', file)).toMatchObject({ value: { k: 'cast', kind: 'as', expr: { k: 'global', name: 'a' }, type: { name: 'Phone' } } });
    expect(expr('x = /** @type {const} */ (a)', file)).toMatchObject({ value: { k: 'cast', kind: 'const' } });
    expect(expr('x = /** a */ (a)', file)).toMatchObject({ value: { k: 'global' } });
  });

  it('annotate parameters and returns', () => {
    const f = functionNamed(factsOf(`/**
      * @param {string} a who
      * @param {Phone=} b
      * @param {Mail} [c=1]
      * @param {Object} o
      * @param {string} o.x
      * @param {number} [o.y]
      * @param {...string} rest
      * @returns {Promise<Phone>} it
      */
      function f(a, b, c, o, ...rest) {}`, file), 'f');
    expect(bare(f)).toMatchObject({
      ret: { k: 'ref', name: 'Promise', args: [{ name: 'Phone' }] },
      params: [
        { type: { k: 'prim', name: 'string' } }, { type: { name: 'Phone' }, optional: true }, { type: { name: 'Mail' }, optional: true },
        { type: { k: 'object', members: [{ name: 'x' }, { name: 'y', optional: true }] } }, { rest: true, type: { k: 'array' } },
      ],
    });
  });

  it('annotate a pattern by place, and a function by its type', () => {
    expect(bare(functionNamed(factsOf('/** @param {A} options */ function f({ x }) {}', file), 'f').params)).toMatchObject([{ type: { name: 'A' } }]);
    expect(bare(functionNamed(factsOf('/** @type {(a: A) => B} */ const f = a => 1', file), 'f'))).toMatchObject({ params: [{ type: { name: 'A' } }], ret: { name: 'B' } });
    expect(bare(functionNamed(factsOf('x.map((/** @type {A} */ p) => 1)', file), '').params)).toEqual([]);
    expect(bare(factsOf('x.map((/** @type {A} */ p) => 1)', file).functions[1]?.params)).toMatchObject([{ type: { name: 'A' } }]);
  });

  it('declare types', () => {
    const facts = factsOf(`
      /** @typedef {import("./labels").Phone} Phone */
      /**
       * @template T
       * @typedef {Object} User
       * @property {Phone} phone
       * @property {string} [name]
       */
      /**
       * @callback Send
       * @param {Phone} to
       * @returns {void}
       */
      module.exports = {};`, file);
    expect(bare(facts.types)).toMatchObject([
      { kind: 'alias', name: 'Phone', type: label },
      { kind: 'alias', name: 'User', typeParams: [{ name: 'T' }], type: { k: 'object', members: [{ name: 'phone', type: { name: 'Phone' } }, { name: 'name', optional: true }] } },
      { kind: 'alias', name: 'Send', type: { k: 'fn', fn: { params: [{ name: 'to', type: { name: 'Phone' } }], ret: { name: 'void' } } } },
    ]);
    expect(facts.exports.map(x => x.k === 'local' && x.name)).toEqual(['Phone', 'User', 'Send']);
  });

  it('keep the places of the file', () => {
    const text = '/** é\n * @type {{\n *   a: Phone\n * }} */ const x = 1';
    const type = bindingNamed(factsOf(text, file), 'x').type;
    const member = type?.k === 'object' ? type.members[0]?.type : undefined;
    expect(text.slice(member?.s, member?.e)).toBe('Phone');
  });

  it.each([['*', { k: 'prim', name: 'any' }], ['?Phone', { k: 'union' }], ['!Phone', { k: 'ref' }], ['Array.<Phone>', { k: 'ref', name: 'Array', args: [{ name: 'Phone' }] }]])('read Closure\'s %s', (type, expected) => {
    expect(bindingNamed(factsOf(`/** @type {${type}} */ const x = 1`, file), 'x').type).toMatchObject(expected);
  });

  it('count in JavaScript only', () => {
    expect(bindingNamed(factsOf('/** @type {Phone} */ const x = 1'), 'x').type).toBeUndefined();
  });
});
