import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ParseError, extractFacts } from '../../src/facts/extract.js';
import { offsetAt, placeOf, positionAt } from '../../src/facts/positions.js';
import { factsOf, functionNamed } from './ir.js';

function failure(text: string, file: string): ParseError['failure'] {
  try {
    extractFacts(file, text);
  } catch (error) {
    if (error instanceof ParseError) return error.failure;
    throw error;
  }
  throw new Error('it parses');
}

describe('syntax errors', () => {
  it.each([['const a = ;', '/app/a.ts'], ['a b', '/app/a.ts'], ['f(', '/app/a.js'], ['const x: string = 1', '/app/a.js'], ['class {', '/app/a.ts'], ['"abc', '/app/a.ts'], ['a }', '/app/a.cjs']])('%s in %s', (text, file) => {
    expect(() => extractFacts(file, text)).toThrow(ParseError);
  });

  it('say where and what', () => {
    expect(failure('// é😀\n  const a = ;', '/app/a.ts')).toMatchObject({ file: '/app/a.ts', line: 2, column: 13, message: 'Unexpected token', s: 19 });
    expect(() => extractFacts('/app/a.ts', 'f(')).toThrow('/app/a.ts:1:3: ');
  });

  it('are not what only a checker complains about', () => {
    for (const text of ['let a; let a;', 'const a;', 'export { zz }', 'break', 'abstract class A { abstract x() {} }', 'interface A { private x: 1 }', 'function f(a?: string, b) {}', 'delete x', 'return 1', 'class A { constructor(); }']) {
      expect(() => extractFacts('/app/a.ts', text)).not.toThrow();
    }
  });

  it('are not what a script may contain', () => {
    for (const text of ['return 1', 'var x = 010', 'var await = 1', '<!-- old', 'with (a) { b }', '#!/usr/bin/env node\nx', 'var let = 1', 'module.exports = <div/>']) {
      expect(() => extractFacts('/app/a.cjs', text)).not.toThrow();
    }
    expect(factsOf('with (a) { b }', '/app/a.js').functions[0]?.body?.body).toHaveLength(2);
  });
});

describe('offsets', () => {
  const text = '// é😀\u2028/* 😀 */ const naïve = "😀", f = (é) => é;\r\nfunction g() {}\r';
  const facts = factsOf(text);

  it('count UTF-16 code units', () => {
    const f = functionNamed(facts, 'f');
    expect(text.slice(f.s, f.e)).toBe('(é) => é');
    expect(text.slice(f.ns, f.ne)).toBe('f');
    for (const b of facts.bindings) expect(text.slice(b.s, b.e)).toBe(b.name);
    const call = 'a(😀b.c)'.replace('😀', '"😀", ');
    const inner = factsOf(call).functions[0]?.body?.body[0];
    expect(inner?.k === 'expr' && inner.expr.k === 'call' && inner.expr.args.map(x => call.slice(x.s, x.e))).toEqual(['"😀"', 'b.c']);
  });

  it('of an import are the specifier\'s, of its binding the local name\'s', () => {
    const source = 'import d, { a as b } from "x"; import * as n from "y"; import r = require("z");';
    const { imports, bindings } = factsOf(source);
    expect(imports.map(i => source.slice(i.s, i.e))).toEqual(['d', 'a as b', '* as n', 'import r = require("z");']);
    expect(bindings.map(b => source.slice(b.s, b.e))).toEqual(['d', 'b', 'n', 'r']);
  });

  it('lead to places and back', () => {
    expect(facts.lines).toHaveLength(4);
    expect(placeOf(facts, functionNamed(facts, 'g'))).toEqual({ file: '/app/a.ts', line: 3, column: 1, endLine: 3, endColumn: 16 });
    for (const offset of [0, 5, 6, 20, text.length]) {
      const { line, column } = positionAt(facts.lines, offset);
      expect(offsetAt(facts.lines, line, column)).toBe(offset);
    }
  });

  it('hold the whole expression, without its parentheses', () => {
    const source = 'x = ((a.b?.[c]));';
    const statement = factsOf(source).functions[0]?.body?.body[0];
    const value = statement?.k === 'expr' && statement.expr.k === 'assign' ? statement.expr.value : undefined;
    expect(source.slice(value?.s, value?.e)).toBe('a.b?.[c]');
    const member = value?.k === 'chain' && value.expr.k === 'member' ? value.expr : undefined;
    expect(source.slice(member?.ks, member?.ke)).toBe('c');
  });
});

describe('real code', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const below = (folder: string): string[] => readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(d => d.isFile() && /\.tsx?$/.test(d.name)).map(d => join(d.parentPath, d.name));
  const libs = dirname(createRequire(import.meta.url).resolve('typescript'));

  it('of this project becomes facts that hold together', () => {
    for (const file of [...below(join(root, 'src')), ...below(join(root, 'test/facts'))]) {
      const facts = extractFacts(file, readFileSync(file, 'utf8'));
      facts.functions.forEach((f, i) => {
        expect(f.parent, file).toBeLessThan(i);
        for (const v of f.locals) expect(facts.bindings[v]?.fn, file).toBe(i);
      });
      for (const c of facts.classes) expect(c.members, file).toBeInstanceOf(Array);
      expect(facts.functions.flatMap(f => f.locals).sort((a, b) => a - b)).toEqual(facts.bindings.map((_, i) => i));
    }
  });

  it('of TypeScript\'s libraries becomes types', () => {
    const all = readdirSync(libs).filter(name => /^lib\..*\.d\.ts$/.test(name));
    expect(all.length).toBeGreaterThan(50);
    for (const name of all) expect(extractFacts(join(libs, name), readFileSync(join(libs, name), 'utf8')).declaration).toBe(true);
    const es5 = extractFacts('lib.es5.d.ts', readFileSync(join(libs, 'lib.es5.d.ts'), 'utf8'));
    expect(es5.types.find(t => t.name === 'Array')).toMatchObject({ kind: 'interface', global: true, typeParams: [{ name: 'T' }] });
    expect(es5.ambient.find(a => a.name === 'parseInt')).toMatchObject({ global: true, type: { k: 'fn' } });
  });
});
