import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'Redux: selectors of a slice': `import { configureStore, createSlice } from '@reduxjs/toolkit';
const account = createSlice({ name: 'account', initialState: { phone: '', note: '' }, reducers: { put(s, a) { s.phone = a.payload; }, say: { reducer(s, a) { s.note = a.payload; }, prepare: (x: string) => ({ payload: x.trim() }) } }, selectors: { selectPhone: (s) => s.phone, selectNote: (s) => s.note } });
const store = configureStore({ reducer: { account: account.reducer } });
const { selectPhone, selectNote } = account.selectors;
store.dispatch(account.actions.put(user.phone)); store.dispatch(account.actions.say('x'));
track(selectPhone(store.getState())); // flow
track(selectNote(store.getState()));
track(account.getSelectors().selectPhone(store.getState().account)); // flow
track(account.getSelectors().selectNote(store.getState().account));`,
  'Redux: layers around the dispatch': `import { applyMiddleware, bindActionCreators, createStore } from 'redux';
import { configureStore } from '@reduxjs/toolkit';
const seen = (api: any) => (next: any) => (action: any) => {
  if (action.type === 'put') track(action.phone); // flow
  track(api.getState().phone); // flow
  track(action.type);
  track(api.getState().city);
  return next(action);
};
const reducer = (s = { phone: '', city: '' }, a: any) => (a.type === 'put' ? { ...s, phone: a.phone } : s);
const store = some ? createStore(reducer, applyMiddleware(seen)) : configureStore({ reducer, middleware: (base) => base().concat(seen) });
const { put } = bindActionCreators({ put: (phone: string) => ({ type: 'put', phone }) }, store.dispatch);
put(user.phone);`,
  'Redux: actions told apart by who makes them': `import { configureStore, createAction, createAsyncThunk, createListenerMiddleware, createReducer } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';
const put = createAction<string>('put'), tell = createAction<string>('tell');
const load = createAsyncThunk('load', async () => ({ p: user.phone, c: user.city }));
const state = createReducer({ phone: '', told: '' }, (b) => b.addCase(put, (s, a) => { s.phone = a.payload; }).addCase(tell, (s, a) => { s.told = a.payload; }));
const listeners = createListenerMiddleware();
listeners.startListening({ actionCreator: put, effect: (a) => track(a.payload) }); // flow
listeners.startListening({ actionCreator: tell, effect: (a) => track(a.payload) });
const store = configureStore({ reducer: { state } });
store.dispatch(put(user.phone)); store.dispatch(tell(user.city));
export async function Form() {
  track(store.getState().state.phone); // flow
  track(store.getState().state.told);
  const dispatch = useDispatch();
  const loaded = await dispatch(load()).unwrap();
  track(loaded.p); // flow
  track(loaded.c);
}`,
  'Redux: entities': `import { configureStore, createEntityAdapter, createSlice } from '@reduxjs/toolkit';
const adapter = createEntityAdapter<User>();
const users = createSlice({ name: 'users', initialState: adapter.getInitialState({ filter: '' }), reducers: { got(s, a) { adapter.setAll(s, a.payload); }, added(s, a) { adapter.addOne(s, a.payload); }, look(s, a) { s.filter = a.payload; } } });
const store = configureStore({ reducer: { users: users.reducer } });
const sel = adapter.getSelectors((s: any) => s.users);
store.dispatch(users.actions.got([user])); store.dispatch(users.actions.added(user)); store.dispatch(users.actions.look('x'));
const s = store.getState();
track(sel.selectAll(s).map((u) => u.phone)); // flow
track(sel.selectAll(s).map((u) => u.city));
track(sel.selectById(s, 'a').phone); // flow
track(sel.selectById(s, 'a').city);
track(sel.selectTotal(s));
track(s.users.filter);
track(s.users.entities.a.phone); // flow`,
  'zustand: slices that are spread, in layers': `import { create } from 'zustand';
import { persist, devtools } from 'zustand/middleware';
import { useShallow } from 'zustand/react/shallow';
const account = (set: any) => ({ phone: '', town: '', put: (u: User) => set({ phone: u.phone, town: u.city }) });
const look = (set: any) => ({ theme: 'dark', paint: (theme: string) => set({ theme }) });
const useStore = create<any>()(devtools(persist((...a) => ({ ...account(...a), ...look(...a) }), { name: 'app' })));
export function View() {
  const put = useStore((s: any) => s.put);
  track(useStore((s: any) => s.phone)); // flow
  track(useStore((s: any) => s.town));
  track(useStore((s: any) => s.theme));
  const both = useStore(useShallow((s: any) => ({ p: s.phone, t: s.theme })));
  track(both.p); // flow
  track(both.t);
  return () => put(user);
}`,
  'rest parameters of a callback that is given more than is known': `import { create } from 'zustand';
const useStore = create<any>((...a: any[]) => {
  a[0]({ phone: user.phone, city: user.city });
  return { phone: '', city: '' };
});
track(useStore.getState().phone); // flow
track(useStore.getState().city);`,
};

describe('stores that actions change', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
