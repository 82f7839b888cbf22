import { all, none } from './table.js';
import type { Library } from './table.js';

const later = { deferred: true } as const;
const kept = { result: 'array', kept: true } as const;
/** What a setter is given: a value, or a function of the old one. */
const set = (atom: string, setter: string): readonly string[] => [`${setter}.arg0 => ${atom}.@value`, `${atom}.@value => ${setter}.arg0.arg0`, `${setter}.arg0.return => ${atom}.@value`];

/** A function that an atom holds makes its value, each time that it is read. */
const derived = (to: string): readonly string[] => ['arg0.@value.arg0.arg0.@value => arg0.@value.arg0.return', `arg0.@value.return => ${to}`, `arg0.@value.return.await => ${to}`];

/** An atom holds its value; one that is made by a function reads others by the function that it is given. */
export const jotai: Library = {
  modules: ['jotai', 'jotai/vanilla', 'jotai/react', 'jotai/utils'],
  table: () => ({
    '': {
      ...all(
        'atom atomWithReset atomWithDefault',
        [
          'arg0 => return.@value',
          'return.@written => arg1.arg2',
          'arg1.arg0.arg0.@value => arg1.arg0.return',
          'arg1.arg1.arg1 => arg1.arg1.arg0.@value',
          'arg1()',
        ],
        { instance: 'Atom', ...later },
      ),
      atomWithStorage: { flow: 'arg1 => return.@value', instance: 'Atom' },
      atomFamily: ['return.arg0 => arg0.arg0', 'arg0.return => return.return'],
      selectAtom: { flow: ['arg0.@value => arg1.arg0', 'arg1.return => return.@value'], instance: 'Atom', ...later },
      useAtom: { flow: ['arg0.@value => return.0', ...derived('return.0'), ...set('arg0', 'return.1'), 'return.1.arg0 => arg0.@written'], ...kept },
      useAtomValue: ['arg0.@value => return', ...derived('return')],
      useSetAtom: [...set('arg0', 'return'), 'return.arg0 => arg0.@written'],
      ...all('createStore getDefaultStore useStore', [], { instance: 'Store' }),
      Provider: 'arg0.children => return',
    },
    'Atom.prototype': {},
    'Store.prototype': {
      get: ['arg0.@value => return', ...derived('return')],
      set: { flow: ['arg1 => arg0.@value', 'arg1 => arg0.@written', 'arg1.return => arg0.@value'], result: 'void' },
      sub: { flow: 'arg1()', ...later },
    },
  }),
};

const selected = (to: string): readonly string[] => ['arg0.@read.arg0.get.arg0.@value => arg0.@read.arg0.get.return', `arg0.@read.return => ${to}`, `arg0.@read.return.await => ${to}`];

export const recoil: Library = {
  modules: ['recoil'],
  table: () => ({
    '': {
      atom: { flow: 'arg0.default => return.@value', instance: 'Atom' },
      selector: {
        flow: ['arg0.get => return.@read', 'arg0.set.arg0.set.arg1 => arg0.set.arg0.set.arg0.@value'],
        instance: 'Atom',
        ...later,
      },
      useRecoilState: { flow: ['arg0.@value => return.0', ...selected('return.0'), ...set('arg0', 'return.1')], ...kept },
      useRecoilValue: ['arg0.@value => return', ...selected('return')],
      useSetRecoilState: set('arg0', 'return'),
      RecoilRoot: 'arg0.children => return',
      ...none('useResetRecoilState useRecoilCallback'),
    },
    'Atom.prototype': {},
  }),
};

/** What is observed is the program's own object. */
export const mobx: Library = {
  modules: ['mobx'],
  table: () => ({
    '': {
      ...all('makeAutoObservable makeObservable extendObservable toJS action computed observable reactive', ['arg0 => return']),
      observable: ['arg0 => return'],
      computed: ['arg0.return => return.get.return', 'arg0.return => return.value'],
      ...all('autorun when', 'arg0()', later),
      reaction: { flow: ['arg0.return => arg1.arg0', 'arg1()'], ...later },
      runInAction: 'arg0.return => return',
      flow: 'arg0 => return',
      ...none('configure isObservable'),
    },
    observable: {
      ...all('object array map set ref deep shallow struct', 'arg0 => return'),
      box: ['arg0 => return.@value', 'return.@value => return.get.return', 'return.set.arg0 => return.@value'],
    },
    action: { bound: 'arg0 => return' },
  }),
};
