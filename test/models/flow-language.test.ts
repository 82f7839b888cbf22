import { describe, expect, it } from 'vitest';
import { FlowSyntaxError, parseFlow } from '../../src/models/flow-language.js';
import type { Endpoint } from '../../src/models/flow-language.js';

const element = { k: 'element' } as const;
const property = (name: string) => ({ k: 'property', name }) as const;
const from = (text: string): Endpoint => parseFlow(`${text} -> return`).from;

describe('parseFlow', () => {
  it('reads labels (->), values (=>) and matches (~>)', () => {
    expect(parseFlow('arg0 -> return')).toEqual({ from: { base: 'arg', index: 0, path: [] }, to: { base: 'return', path: [] }, exact: false });
    expect(parseFlow('this=>return').exact).toBe(true);
    expect(parseFlow('arg0 ~> return')).toMatchObject({ exact: false, match: true });
  });

  it.each([
    ['this', { base: 'this', path: [] }],
    ['arg12', { base: 'arg', index: 12, path: [] }],
    ['last', { base: 'arg', index: -1, path: [] }],
    ['args', { base: 'args', index: 0, path: [] }],
    ['arg2..', { base: 'args', index: 2, path: [] }],
    ['args[]', { base: 'args', index: 0, path: [element] }],
    ['new Request', { base: 'new', instance: 'Request', path: [] }],
    ['channel.0', { base: 'channel', path: [property('0')] }],
    ['arg0{}', { base: 'arg', index: 0, path: [{ k: 'each' }] }],
  ])('reads the endpoint %s', (text, endpoint) => {
    expect(from(text)).toEqual(endpoint);
  });

  it.each([
    ['arg1.arg0', { base: 'callback-arg', callback: 1, index: 0, path: [] }],
    ['arg1.args', { base: 'callback-arg', callback: 1, index: 0, rest: true, path: [] }],
    ['arg1.return.await', { base: 'callback-return', callback: 1, path: [{ k: 'await' }] }],
    ['arg1.this', { base: 'callback-this', callback: 1, path: [] }],
    ['last.arg1', { base: 'callback-arg', callback: -1, index: 1, path: [] }],
    ['args.arg0', { base: 'callback-arg', callback: 0, every: true, index: 0, path: [] }],
    ['arg0.onSuccess.arg1', { base: 'callback-arg', callback: 0, at: [property('onSuccess')], index: 1, path: [] }],
    ['arg0[].return', { base: 'callback-return', callback: 0, at: [element], path: [] }],
  ])('reads the callback %s', (text, endpoint) => {
    expect(from(text)).toEqual(endpoint);
  });

  it.each([
    ['this.a.b', [property('a'), property('b')]],
    ['this.@store', [property('@store')]],
    ['this[].*', [element, { k: 'any' }]],
    ['this.key[]', [{ k: 'key' }]],
    ['this.value[].x', [{ k: 'value' }, property('x')]],
    ['this.key', [property('key')]],
    ['return.1.arg0', [property('1'), { k: 'param', index: 0 }]],
    ['return.return', [{ k: 'result' }]],
  ])('reads the path of %s', (text, path) => {
    expect(from(text).path).toEqual(path);
  });

  it('reads a function of the library that the callback gets', () => {
    expect(from('arg0.arg1.arg0')).toEqual({ base: 'callback-arg', callback: 0, index: 1, path: [{ k: 'param', index: 0 }] });
  });

  it('reads what holds only where an argument is absent', () => {
    expect(parseFlow('no arg2: arg0[] => arg1.arg0')).toEqual({ ...parseFlow('arg0[] => arg1.arg0'), unless: parseFlow('arg2 -> return').from });
  });

  it('reads a callback that is only called', () => {
    expect(parseFlow('arg1()')).toEqual({
      from: { base: 'callback-return', callback: 1, path: [] },
      to: { base: 'nothing', path: [] },
      exact: false,
    });
    expect(parseFlow('arg0.read()').from).toMatchObject({ callback: 0, at: [property('read')] });
  });

  it.each([
    ['arg0', 4, /no arrow/],
    ['-> return', 0, /lacks one side/],
    ['arg0 -> ', 8, /lacks one side/],
    ['argument -> return', 0, /no endpoint/],
    ['arg0 -> result', 8, /no endpoint/],
    ['arg0[0] -> return', 4, /no access/],
    ['arg0 -> return..x', 14, /no access/],
    ['arg0 -> new X', 7, /can only be what flows/],
  ])('refuses %j at %i', (text, offset, message) => {
    let error: unknown;
    try {
      parseFlow(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FlowSyntaxError);
    expect(error).toMatchObject({ offset, message: expect.stringMatching(message) as string });
    expect((error as FlowSyntaxError).hint).not.toBe('');
  });
});
