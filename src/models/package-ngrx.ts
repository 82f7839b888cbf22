import { all, none } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
const observable = { instance: 'rxjs#Observable' } as const;
/** One store per program: its state is the channel's `root`, by the names of features; its actions are the channel's. */
const store = { medium: 'ngrx' } as const;
/** Reducers under the names of their features: what those of actions come to, and what functions of state and action give. */
const reduced: readonly string[] = ['arg0{}.@state => channel.root{}', 'channel.root{} => arg0{}.arg0', 'channel.action => arg0{}.arg1', 'arg0{}.return => channel.root{}'];
const provided = { flow: reduced, channel: store, ...later } as const;
/** Under the name of the feature (`natives/ngrx`). */
const feature = { flow: ['arg1', 'arg0.reducer'].flatMap((at) => [`${at}.@state => channel.root.*`, `${at}.return => channel.root.*`]), channel: store, ...later } as const;
const operator = (...flow: readonly string[]): readonly string[] => ['new rxjs#Observable => return.return', ...flow];

/** Creators of actions know what their actions carry: a reducer of theirs gets that, and nothing of other actions. */
export const ngrxStore: Library = {
  modules: ['@ngrx/store'],
  bases: { Store: 'rxjs#Observable', ActionsSubject: 'rxjs#Observable' },
  table: () => ({
    '': {
      ...all('props emptyProps', [], { instance: 'Props' }),
      createAction: ['return.arg0 => return.return', 'arg0 => return.return.type', 'return.arg0 => return.@payload', 'return.args => arg1.args', 'arg1.return => return.return', 'arg1.return => return.@payload', 'arg0 => return.@type'],
      createActionGroup: ['return.*.arg0 => return.*.return', 'return.*.arg0 => return.*.@payload'],
      on: { flow: ['args.@payload => last.arg1', 'outside => last.arg1', 'return.@state => last.arg0', 'last.return => return.@state'], instance: 'On', ...later },
      createReducer: { flow: ['arg0 => return.@state', 'arg1...@state => return.@state', 'return.@state => arg1...@state', 'return.@state => return.return', 'return.arg0 => return.return'], ...later },
      combineReducers: { flow: ['arg0{}.@state => return.@state{}', 'return.arg0{} => arg0{}.arg0', 'return.arg1 => arg0{}.arg1', 'arg0{}.return => return.return{}'], ...later },
      provideStore: provided,
      provideState: feature,
      createFeature: ['arg0.reducer => return.reducer', 'arg0.name => return.name'],
      createFeatureSelector: { flow: 'channel.root.* => return.return', channel: store },
      select: { flow: operator('return.arg0[] => arg0.arg0', 'arg0.return => return.return[]'), shorthand: true },
      ...none('isNgrxMockEnvironment setNgrxMockEnvironment'),
    },
    StoreModule: { forRoot: provided, forFeature: feature },
    'Props.prototype': {},
    'On.prototype': {},
    'Store.prototype': {
      select: { flow: ['channel.root => arg0.arg0', 'no channel.root: outside => arg0.arg0', 'arg0.return => return[]'], channel: store, shorthand: true, ...observable, ...later },
      selectSignal: { flow: ['channel.root => arg0.arg0', 'arg0.return => return.return'], channel: store },
      dispatch: { flow: ['arg0 => channel.action', 'arg0.return => channel.action'], channel: store },
      next: { flow: 'arg0 => channel.action', channel: store },
      addReducer: [],
      '@source': { flow: 'channel.root => return[]', channel: store, ...observable, ...later },
      ...none('removeReducer complete error', 'void'),
    },
  }),
};

/** What an effect emits is dispatched. */
export const ngrxEffects: Library = {
  modules: ['@ngrx/effects', '@ngrx/operators'],
  bases: { Actions: 'rxjs#Observable' },
  table: () => ({
    '': {
      createEffect: { flow: ['arg0.return => return', 'arg0.return[] => channel.action', 'arg0()'], channel: store },
      // Templates and other code dispatch actions, too.
      // What of a stream of which nothing is known comes to later operators stands in the operator as well.
      ofType: operator('args.@payload => return.return[]', 'args.@payload => return'),
      '@ofCreators': operator('args.@payload => return.return[]', 'outside => return.return[]'),
      '@ofTypes': operator('return.arg0[] => return.return[]'),
      concatLatestFrom: operator('return.arg0[] => arg0.arg0', 'return.arg0[] => return.return[].0', 'arg0.return[] => return.return[].1', 'arg0.return[][] => return.return[].1'),
      tapResponse: operator('return.arg0[] => arg0.next.arg0', 'return.arg0[] => arg0.arg0', 'return.arg0.@error => arg0.error.arg0', 'return.arg0.@error => arg1.arg0', 'return.arg0[] => return.return[]'),
      mapResponse: operator('return.arg0[] => arg0.next.arg0', 'return.arg0.@error => arg0.error.arg0', 'arg0.next.return => return.return[]', 'arg0.error.return => return.return[]'),
      ...all('provideEffects', []),
    },
    'Actions.prototype': { '@source': { flow: 'channel.action => return[]', channel: store, ...observable, ...later } },
  }),
};

/** What these make of a state is a copy of it (`natives/ngrx`), which has the entities, too. */
const changed = (names: string, ...entities: readonly string[]): Members => all(names, [...entities, 'arg1 => return']);
export const ngrxEntity: Library = {
  modules: ['@ngrx/entity'],
  table: () => ({
    '': { createEntityAdapter: { flow: ['arg0.selectId()', 'arg0.sortComparer()'], instance: 'EntityAdapter' } },
    'EntityAdapter.prototype': {
      getInitialState: ['arg0 => return', 'arg1[] => return.entities.*'],
      ...changed('addOne setOne upsertOne', 'arg0 => arg1.entities.*'),
      ...changed('addMany setMany setAll addAll upsertMany', 'arg0[] => arg1.entities.*', 'arg0.* => arg1.entities.*'),
      ...changed('updateOne updateMany', 'arg0.changes => arg1.entities.*', 'arg0[].changes => arg1.entities.*'),
      ...changed('map mapOne', 'arg1.entities.* => arg0.arg0', 'arg1.entities.* => arg0.map.arg0', 'arg0.return => arg1.entities.*', 'arg0.map.return => arg1.entities.*'),
      ...changed('removeOne removeMany removeAll'),
      getSelectors: ['All.return[]', 'Entities.return.*', 'Total.@none', 'Ids.@none'].flatMap((to) => {
        const [name] = to.split('.');
        return [`return.select${name}.arg0 => arg0.arg0`, `arg0.return.entities.* => return.select${to}`, `no arg0: return.select${name}.arg0.entities.* => return.select${to}`];
      }),
    },
  }),
};
