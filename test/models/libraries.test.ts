import { describe, expect, it } from 'vitest';
import { CompiledLibrary } from '../../src/models/compile.js';
import { createModels } from '../../src/models/index.js';
import { libraries } from '../../src/models/libraries.js';

const compiled = libraries.map((library) => new CompiledLibrary(library.modules?.[0], library));
const models = createModels([]);
const globals = compiled.filter((library) => library.name === undefined);

/** Every entry of every table, with the place that a message needs. */
const entries = compiled.flatMap((library) =>
  Object.entries(library.table).flatMap(([section, members]) =>
    Object.keys(members).map((member) => ({ library, section, member, at: `${library.name ?? 'global'} ${section}.${member}` })),
  ),
);

function typeExists(type: string): boolean {
  const [module, name] = type.includes('#') ? type.split('#') : [undefined, type];
  const homes = module === undefined ? globals : compiled.filter((library) => library.library.modules?.includes(module));
  return homes.some((home) => home.hasType(name ?? ''));
}

describe('model tables', () => {
  it('hold flows that parse', () => {
    const broken = entries.flatMap(({ library, section, member, at }) => {
      try {
        return library.member(section, member) ? [] : [`${at}: no model`];
      } catch (error) {
        return [`${at}: ${String(error)}`];
      }
    });
    expect(broken).toEqual([]);
    expect(entries.length).toBeGreaterThan(3000);
  });

  it('name only instance types that have members', () => {
    const unknown = entries.flatMap(({ library, section, member, at }) => {
      const model = library.member(section, member);
      const named = [model?.instance, ...(model?.flow ?? []).map((edge) => edge.from.instance)];
      return named.filter((type): type is string => type !== undefined && !typeExists(type)).map((type) => `${at}: ${type}`);
    });
    expect(unknown).toEqual([]);
  });

  it('name only base types that exist', () => {
    const unknown = compiled.flatMap((library) =>
      Object.entries(library.library.bases ?? {})
        .filter(([, base]) => !library.hasType(base) && !typeExists(base))
        .map(([type, base]) => `${type} < ${base}`),
    );
    expect(unknown).toEqual([]);
  });

  it('give each import name one library', () => {
    const names = libraries.flatMap((library) => library.modules ?? []).map((name) => name.replace(/^node:/, ''));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('are not built before they are asked', () => {
    const built: string[] = [];
    const library = new CompiledLibrary('p', { modules: ['p'], table: () => (built.push('p'), { '': { f: 'arg0 -> return' } }) });
    expect(built).toEqual([]);
    expect(library.member('', 'f')).toBe(library.member('', 'f'));
    expect(built).toEqual(['p']);
  });

  it('answer for a global through the objects on its path', () => {
    expect(models.global('crypto.subtle.digest')?.result).toBe('promise');
    expect(models.global('window.localStorage.setItem')?.channel?.medium).toBe('Storage');
  });
});
