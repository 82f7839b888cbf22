import { all, none } from './table.js';
import type { Library, Table } from './table.js';

const later = { deferred: true } as const;
const state = { medium: 'redux' } as const;
/** One store per program: its state is the channel's `state`. Reducers get every state and action. */
const reducers = (at: string): readonly string[] => [
  `channel.state => ${at}.arg0`,
  `channel.action => ${at}.arg1`,
  `${at}.return => channel.state`,
  // What a slice's reducer comes to later on.
  `${at}.@state => channel.state`,
  `${at}{}.@state => channel.state{}`,
  `channel.state{} => ${at}{}.arg0`,
  `channel.action => ${at}{}.arg1`,
  `${at}{}.return => channel.state{}`,
];
/** Reducers of actions that are made elsewhere: by action in an object, or told to a builder. */
const others = (at: string, from: string): readonly string[] => [
  `new Builder => ${at}.arg0`,
  `${from} => ${at}.arg0.@state`,
  `${at}.arg0.@state => return.reducer.return`,
  `${from} => ${at}.*.arg0`,
  `channel.action => ${at}.*.arg1`,
  `${at}()`,
];
/** What tells a creator of actions from others: the type of its actions, and what they carry. */
const created = (at: string, type: string, payload: string): readonly string[] => [`${payload} => ${at}.@payload`, `${type} => ${at}.@type`];
/** Layers around the dispatch: `(api) => (next) => (action) => …`. */
const middleware = (at: string): readonly string[] => [
  `channel.state => ${at}.arg0.getState.return`,
  `${at}.arg0.dispatch.arg0 => channel.action`,
  `${at}.return.arg0.arg0 => ${at}.return.arg0.return`,
  `channel.action => ${at}.return.return.arg0`,
  ...[at, `${at}.return`, `${at}.return.return`].map((f) => `${f}()`),
];
/** `f.withTypes<…>()` is the function itself. */
const ofTypes = (names: string): Table => Object.fromEntries(names.split(' ').map((name) => [name, { withTypes: 'this => return' }]));
const store = [
  'return.dispatch.arg0 => channel.action',
  'return.dispatch.arg0 => return.dispatch.return',
  'return.dispatch => return.dispatch.arg0.arg0',
  'return.getState => return.dispatch.arg0.arg1',
  'return.dispatch.arg0.return => return.dispatch.return',
  'channel.state => return.getState.return',
  'return.subscribe.arg0()',
];

export const redux: Library = {
  modules: ['redux', '@reduxjs/toolkit', 'reselect'],
  table: () => ({
    '': {
      ...all('createStore legacy_createStore', [...reducers('arg0'), ...store, 'arg1 => channel.state'], {
        channel: state,
        result: 'object',
        ...later,
      }),
      configureStore: {
        flow: [...reducers('arg0.reducer'), ...store, 'arg0.preloadedState => channel.state', 'new Tuple => arg0.middleware.arg0.return', 'arg0.middleware()', ...middleware('arg0.middleware.return[]'), ...middleware('arg0.middleware[]')],
        channel: state,
        result: 'object',
        ...later,
      },
      combineReducers: ['return.arg0{} => arg0{}.arg0', 'return.arg1 => arg0{}.arg1', 'arg0{}.return => return.return{}', 'arg0{}.@state => return.@state{}'],
      applyMiddleware: { flow: ['args -> return', ...middleware('args')], channel: state, ...later },
      compose: 'args -> return',
      bindActionCreators: { flow: ['return.*.arg0 => arg0.*.arg0', 'arg0.*.return => channel.action', 'arg0.return => channel.action'], channel: state, ...later },
      createAction: [
        'return.arg0 => return.return.payload',
        'return.arg0 => arg1.arg0',
        'arg1.return.payload => return.return.payload',
        ...created('return', 'arg0', 'no arg1: return.arg0'),
        'arg1.return.payload => return.@payload',
      ],
      createSlice: {
        flow: [
          'return.actions{}.arg0 => return.actions{}.return.payload',
          'return.actions{}.arg0 => arg0.reducers{}.arg1.payload',
          'return.actions{}.arg0 => arg0.reducers{}.prepare.arg0',
          ...['payload', 'meta', 'error'].map((part) => `arg0.reducers{}.prepare.return.${part} => arg0.reducers{}.reducer.arg1.${part}`),
          'arg0.initialState => arg0.reducers{}.arg0',
          'arg0.initialState => arg0.reducers{}.reducer.arg0',
          'arg0.initialState => return.reducer.return',
          'arg0.initialState.return => arg0.reducers{}.arg0',
          'arg0.initialState.return => return.reducer.return',
          'arg0.initialState.return => arg0.reducers{}.reducer.arg0',
          'return.reducer.arg0 => return.reducer.return',
          ...['arg0.reducers{}', 'arg0.reducers{}.reducer'].flatMap((at) => [`return.reducer.arg0 => ${at}.arg0`, `${at}.arg0 => return.reducer.return`, `${at}.return => return.reducer.return`]),
          ...others('arg0.extraReducers', 'arg0.initialState'),
          'return.reducer.return => return.getInitialState.return',
          ...created('return.actions{}', 'arg0.name', 'return.actions{}.arg0'),
          'arg0.reducers{}.prepare.return.payload => return.actions{}.@payload',
          ...['arg0.initialState', 'return.reducer.arg0', 'arg0.reducers{}.arg0', 'arg0.reducers{}.return', 'arg0.reducers{}.reducer.arg0', 'arg0.reducers{}.reducer.return', 'arg0.extraReducers.arg0.@state'].flatMap((from) => [`${from} => return.@state`, `${from} => return.reducer.@state`]),
          ...['return.selectors', 'return.getSelectors.return'].flatMap((at) => ['return.@state => arg0.selectors{}.arg0', `${at}{}.arg1 => arg0.selectors{}.arg1`, `arg0.selectors{}.return => ${at}{}.return`]),
          'return.@state => return.selectSlice.return',
        ],
        channel: state,
        result: 'object',
        ...later,
      },
      createReducer: {
        flow: ['return.arg0 => arg1.*.arg0', 'return.arg1 => arg1.*.arg1', 'arg1.*.return => return.return', 'arg0 => return.return', ...others('arg1', 'arg0')],
        channel: state,
        ...later,
      },
      createAsyncThunk: { flow: ['return.arg0 => arg1.arg0', 'arg1.arg1.dispatch.arg0 => channel.action', 'arg1.arg1.dispatch.arg0 => arg1.arg1.dispatch.return', 'channel.state => arg1.arg1.getState.return', 'arg1()', 'arg1.return.await => return.return.payload', 'arg1.return.await => return.return.unwrap.return.await', 'arg1.return.await => return.fulfilled.@payload', ...['fulfilled', 'pending', 'rejected'].flatMap((x) => [`return.${x}.arg0 => return.${x}.return.payload`, `arg0 => return.${x}.@type`])], channel: state, ...later },
      createEntityAdapter: { flow: [], instance: 'EntityAdapter' },
      createListenerMiddleware: { flow: [], instance: 'Listeners' },
      ...none('nanoid isPlainObject isAction'),
    },
    ...ofTypes('createAsyncThunk createSelector'),
    'EntityAdapter.prototype': {
      // There is a table, whatever is in it.
      getInitialState: ['arg0 => return', 'new Tuple => return.entities.@table', 'arg1.* => return.entities.*', 'arg1[] => return.entities.*'],
      // A reducer or what one calls: the second argument is the action or what it carries.
      ...all('addOne setOne upsertOne', ['arg1 => arg0.entities.*', 'arg1.payload => arg0.entities.*', 'arg0 => return']),
      ...all('addMany setMany setAll upsertMany', ['arg1', 'arg1.payload'].flatMap((x) => [`${x}[] => arg0.entities.*`, `${x}.* => arg0.entities.*`]).concat('arg0 => return')),
      ...all('updateOne updateMany', ['arg1', 'arg1.payload'].flatMap((x) => [`${x}.changes => arg0.entities.*`, `${x}[].changes => arg0.entities.*`]).concat('arg0 => return')),
      ...all('removeOne removeMany removeAll', 'arg0 => return'),
      getSelectors: [
        ...['All.return[]', 'ById.return', 'Entities.return.*', 'Total.@none', 'Ids.@none'].flatMap((to) => {
          const [name] = to.split('.');
          return [`return.select${name}.arg0 => arg0.arg0`, `arg0.return.entities.* => return.select${to}`, `no arg0: return.select${name}.arg0.entities.* => return.select${to}`];
        }),
      ],
    },
    'Listeners.prototype': {
      startListening: {
        flow: ['no arg0.actionCreator: channel.action => arg0.effect.arg0', 'arg0.actionCreator.@payload => arg0.effect.arg0.payload', 'channel.state => arg0.effect.arg1.getState.return', 'arg0.effect.arg1.dispatch.arg0 => channel.action', 'arg0.effect()'],
        channel: state,
        ...later,
      },
    },
    'Tuple.prototype': { ...all('concat prepend', ['this[] => return[]', 'args => return[]', 'args[] => return[]']) },
    'Builder.prototype': {
      ...all('addCase addMatcher', ['this.@state => arg1.arg0', 'channel.action => arg1.arg1', 'arg1.return => this.@state', 'this => return'], { channel: state, ...later }),
      addThunk: { flow: ['this.@state => arg1.arg0', 'arg0.@payload => arg1.arg1.payload', 'arg1.return => this.@state', 'this => return'], ...later },
      ...all('addDefaultCase', ['this.@state => arg0.arg0', 'channel.action => arg0.arg1', 'arg0.return => this.@state', 'this => return'], { channel: state, ...later }),
    },
  }),
};

export const reactRedux: Library = {
  modules: ['react-redux'],
  table: () => ({
    '': {
      useSelector: { flow: ['channel.state => arg0.arg0', 'arg0.return => return'], channel: state },
      useDispatch: { flow: ['return.arg0 => channel.action', 'return.arg0 => return.return', 'return.arg0.return => return.return'], channel: state, result: 'function' },
      useStore: { flow: ['return.dispatch.arg0 => channel.action', 'channel.state => return.getState.return'], channel: state, result: 'object' },
      connect: { flow: ['channel.state => arg0.arg0', 'arg0.return -> return.arg0.arg0', 'return.arg0 => return.return'], channel: state, ...later },
      Provider: 'arg0.children => return',
    },
    ...ofTypes('useSelector useDispatch useStore'),
  }),
};

export const immer: Library = {
  modules: ['immer', 'use-immer'],
  table: () => ({
    '': {
      ...all('produce default', [
        'arg0 => arg1.arg0',
        'arg0 => return',
        'arg1.return => return',
        'return.arg0 => arg0.arg0',
        'return.arg0 => return.return',
        'arg0.return => return.return',
      ]),
      ...all('original current freeze createDraft finishDraft castDraft castImmutable', 'arg0 => return'),
      produceWithPatches: ['arg0 => arg1.arg0', 'arg0 => return.0', 'arg1.return => return.0', 'arg0 -> return.1'],
      applyPatches: ['arg0 => return', 'arg1 -> return'],
      useImmer: { flow: ['arg0 => return.0', 'return.0 => return.1.arg0.arg0', 'return.1.arg0 => return.0'], result: 'array', kept: true },
      ...none('isDraft isDraftable enableMapSet enablePatches setAutoFreeze'),
    },
  }),
};

/** `create<State>()(…)`: what is called with the initialiser gives the store. */
const curried = [
  'return.arg0.arg0.arg0 => return.return.@state',
  'return.arg0.arg0.arg0.return => return.return.@state',
  'return.return.@state => return.arg0.arg0.arg0.arg0',
  'return.return.@state => return.arg0.arg1.return',
  'no arg0: return.arg0.return => return.return.@state',
  'return.return.@state => return.return.arg0.arg0',
  'return.return.arg0.return => return.return.return',
  'no return.return.arg0: return.return.@state => return.return.return',
  'return.return.@state => return.return.getState.return',
  'return.return.setState.arg0 => return.return.@state',
  'return.return.@state => return.return.subscribe.arg0.arg0',
  'return.return.@state => return.return.subscribe.arg0.arg1',
] as const;

export const zustand: Library = {
  modules: ['zustand', 'zustand/vanilla', 'zustand/react'],
  table: () => ({
    '': all(
      'create createStore default',
      [
        'arg0.arg0.arg0 => return.@state',
        'arg0.arg0.arg0.return => return.@state',
        'return.@state => arg0.arg0.arg0.arg0',
        'return.@state => arg0.arg1.return',
        'arg0.return => return.@state',
        'return.@state => return.arg0.arg0',
        'return.arg0.return => return.return',
        'no return.arg0: return.@state => return.return',
        'return.@state => return.getState.return',
        'return.setState.arg0 => return.@state',
        'return.@state => return.subscribe.arg0.arg0',
        'return.@state => return.subscribe.arg0.arg1',
        ...curried,
      ],
    ),
  }),
};

/** Layers around an initialiser are initialisers. */
export const zustandMiddleware: Library = {
  modules: ['zustand/middleware', 'zustand/middleware/immer', 'zustand/shallow', 'zustand/react/shallow'],
  table: () => ({
    '': {
      ...all('persist devtools subscribeWithSelector immer useShallow', 'arg0 => return'),
      combine: ['arg0 => return.return', 'return.arg0 => arg1.arg0', 'return.arg1 => arg1.arg1', 'arg1.return => return.return'],
      ...none('shallow', 'boolean'),
      ...none('createJSONStorage'),
    },
  }),
};
