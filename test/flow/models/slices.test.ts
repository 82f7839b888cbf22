import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

const STORE = (reducer = '{ acct }'): string => `--- store.ts
import { combineReducers, configureStore } from '@reduxjs/toolkit'; import acct from './slice.js';
export const store = configureStore({ reducer: ${reducer} });
`;
const view = (imports: string, dispatched: string, hooks = ''): string => `--- view.tsx
import { useDispatch, useSelector } from 'react-redux'; import { ${imports} } from './slice.js'; import { user } from './data.js'; import { track } from './ads/sink.js';
${hooks}
export function View() { const dispatch = ${hooks ? 'useAppDispatch' : 'useDispatch'}(); const s = ${hooks ? 'useAppSelector' : 'useSelector'}((x: any) => x.acct);
track(s.phone); // flow
track(s.city);
return <button onClick={() => ${dispatched}} />; }
`;
const READ = `
track(action.payload.phone); // flow
track(action.payload.city);
`;
/** A slice with one action. */
const slice = (reducers: string): string => `--- slice.ts
import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit'; import { track } from './ads/sink.js';
export const slice = createSlice({ name: 'acct', initialState: { phone: '', city: '' }, reducers: { ${reducers} } });
export const { set } = slice.actions;
export default slice.reducer;
`;
const LOAD = `export const load = createThunk('acct/load', async (id: string, api: any) => { api.signal.throwIfAborted(); await api.extra.wait(id);
if (id === '') return api.rejectWithValue({ phone: user.phone });
track(user.phone); // flow
return { phone: user.phone, city: user.city }; });`;
/** A slice that hears of a thunk, which stands below it. */
const hearing = (below: string, hears = 'addCase(load.pending, (s) => { s.city = "x"; }).addCase(load.fulfilled, '): string => `--- slice.ts
import { createAsyncThunk, createSlice, isAnyOf } from '@reduxjs/toolkit'; import { user } from './data.js'; import { track } from './ads/sink.js';
const createThunk = createAsyncThunk.withTypes<{ state: any }>();
export const slice = createSlice({ name: 'acct', initialState: { phone: '', city: '' }, reducers: {}, extraReducers: (builder) => { builder.${hears}(s: any, action: any) => {${READ} s.phone = action.payload.phone; s.city = action.payload.city; }); } });
${below}
export default slice.reducer;
`;
const both = view('set', 'dispatch(set(user.phone, user.city))');
const one = view('set', 'dispatch(set({ phone: user.phone, city: user.city }))');

const CASES: Readonly<Record<string, string>> = {
  'an action is prepared, and changes the state': slice(`set: { reducer(s, action: PayloadAction<any>) {${READ} s.phone = action.payload.phone; s.city = action.payload.city; }, prepare: (phone: string, city: string) => ({ payload: { phone, city, id: nanoid() } }) }`) + STORE() + both,
  'what is prepared beside the payload': slice(`set: { reducer(s, action: any) {${READ.replaceAll('payload', 'meta')} s.phone = action.payload.phone; }, prepare: (phone: string, city: string) => ({ payload: { phone }, meta: { phone, city } }) }`) + STORE() + both,
  'an action is prepared, and makes a new state': slice(`set: { reducer: (s, action: PayloadAction<any>) => {${READ} return { ...s, ...action.payload }; }, prepare: (phone: string, city: string) => ({ payload: { phone, city } }) }`) + STORE() + both,
  'a new state': slice(`set: (s, action: PayloadAction<any>) => {${READ} return { ...s, phone: action.payload.phone }; }`) + STORE() + one,
  'a new state, of reducers that are combined': slice(`set: (s, action: PayloadAction<any>) => {${READ} return action.payload; }`) + STORE('combineReducers({ acct })') + one,
  'a thunk that stands below': hearing(LOAD) + STORE() + view('load', "dispatch(load('1'))"),
  'one of several thunks': hearing(LOAD, 'addMatcher(isAnyOf(load.fulfilled), ') + STORE() + view('load', "dispatch(load('1')).unwrap()"),
  'a thunk that a thunk dispatches': hearing(`${LOAD}\nexport const all = createThunk('acct/all', async (_: void, { dispatch }: any) => { await dispatch(load('1')); });`) + STORE() + view('all', 'dispatch(all())'),
  'hooks for the types of the store': hearing(LOAD) + STORE() + view('load', "dispatch(load('1'))", 'const useAppDispatch = useDispatch.withTypes<any>(); const useAppSelector = useSelector.withTypes<any>();'),
};

describe('slices of a store', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
