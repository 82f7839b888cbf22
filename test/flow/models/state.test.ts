import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'Redux: reducers of several parts of the state': `import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
const a = createSlice({ name: 'a', initialState: { mobile: '' }, reducers: { set(s, x) { s.mobile = x.payload; } } }), b = createSlice({ name: 'b', initialState: { mobile: 'none' }, reducers: { bump(s) { s.mobile += '!'; } } });
const store = configureStore({ reducer: { a: a.reducer, b: b.reducer } }); store.dispatch(a.actions.set(user.phone)); store.dispatch(b.actions.bump());
track(store.getState().a.mobile); // flow
track(store.getState().b.mobile);
const both = combineReducers({ p: (s: any = user.phone) => s, c: (s: any = 'x') => s });
track(both(undefined, { type: 'x' }).p); // flow
track(both(undefined, { type: 'x' }).c);`,
  'React: state set in a handler, read in the next rendering': `import React, { useState } from 'react';
export function Form() {
  const [phone, setPhone] = useState('');
  const [city, setCity] = useState('');
  const save = () => {
    setPhone(user.phone);
    setCity(user.city);
  };
  track(phone); // flow
  track(city);
  return <button onClick={save}>{phone}</button>;
}`,
  'React: a reducer': `import { useReducer } from 'react';
type Action = { type: 'phone' | 'city'; value: string };
function reducer(state: { phone: string; city: string }, action: Action) {
  switch (action.type) {
    case 'phone': return { ...state, phone: action.value };
    default: return state;
  }
}
export function Form() {
  const [state, dispatch] = useReducer(reducer, { phone: '', city: '' });
  const go = () => dispatch({ type: 'phone', value: user.phone });
  track(state.phone); // flow
  track(state.city);
  return <button onClick={go} />;
}`,
  'React: context': `import { createContext, useContext } from 'react';
const Phone = createContext('');
const City = createContext('');
export function App() {
  return <Phone.Provider value={user.phone}><City.Provider value={user.city}><Page /></City.Provider></Phone.Provider>;
}
function Page() {
  track(useContext(Phone)); // flow
  track(useContext(City));
  return <p />;
}`,
  'React: refs and memoised values': `import { useMemo, useRef, useEffect, memo } from 'react';
export function Page({ u }: { u: User }) {
  const phone = useMemo(() => u.phone, [u]);
  const city = useMemo(() => u.city, [u]);
  const ref = useRef('');
  const other = useRef('');
  useEffect(() => {
    ref.current = u.phone;
    other.current = u.city;
  });
  const click = () => {
    track(ref.current); // flow
    track(other.current);
  };
  track(phone); // flow
  track(city);
  return <Inner phone={phone} city={city} onClick={click} />;
}
const Inner = memo(function Inner(props: { phone: string; city: string; onClick: () => void }) {
  track(props.phone); // flow
  track(props.city);
  return <p onClick={props.onClick} />;
});`,
  'Redux: what is dispatched is in the state': `import { createStore } from 'redux';
const store = createStore((state = { phone: '', city: '' }, action) => {
  if (action.type === 'phone') return { ...state, phone: action.value };
  return state;
});
store.dispatch({ type: 'phone', value: user.phone });
track(store.getState().phone); // flow
track(store.getState().city);`,
  'Redux: without a dispatch of it': `import { createStore } from 'redux';
const store = createStore((state = { phone: '', city: '' }, action) => {
  if (action.type === 'city') return { ...state, city: action.value };
  return state;
});
store.dispatch({ type: 'city', value: user.city });
track(store.getState().phone);
track(store.getState().city);`,
  'Redux: combined reducers and an asynchronous action': `import { combineReducers, createStore, createAsyncThunk } from '@reduxjs/toolkit';
const person = (s = { phone: '' }, a) => (a.type === 'phone' ? { phone: a.value } : s);
const place = (s = { city: '' }, a) => (a.type === 'city' ? { city: a.value } : s);
const store = createStore(combineReducers({ person, place }));
store.dispatch({ type: 'phone', value: user.phone });
track(store.getState().person.phone); // flow
const ask = createAsyncThunk('ask', async (x: string) => x + '!');
track(ask(user.phone).payload); // flow
track(ask(user.city).payload);`,
  'SWR': `import useSWR from 'swr';
export function Page() {
  const { data, error } = useSWR('u', async () => user);
  track(data?.phone); // flow
  track(data?.city);
  track(error);
  return <p />;
}`,
  'Vue: refs': `import { ref, watch } from 'vue';
const phone = ref('');
const city = ref('');
watch(phone, (v) => {
  track(v); // flow
});
watch(city, (v) => {
  track(v);
});
phone.value = user.phone;
city.value = user.city;
track(phone.value); // flow
track(city.value);`,
  'Redux Toolkit: a slice, by hooks': `import { createSlice, configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
const profile = createSlice({
  name: 'profile',
  initialState: { phone: '', city: '' },
  reducers: {
    setPhone(state, action) { state.phone = action.payload; },
    setCity(state, action) { state.city = action.payload; },
  },
});
export const store = configureStore({ reducer: { profile: profile.reducer } });
export function Form() {
  const dispatch = useDispatch();
  return <button onClick={() => dispatch(profile.actions.setPhone(user.phone))} />;
}
export function Page() {
  const phone = useSelector((s) => s.profile.phone);
  track(phone); // flow
  return <p />;
}`,
  'Redux Toolkit: clean': `import { createSlice, configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
const profile = createSlice({
  name: 'profile',
  initialState: { city: '' },
  reducers: { setCity(state, action) { state.city = action.payload; } },
});
export const store = configureStore({ reducer: { profile: profile.reducer } });
export function Form() {
  const dispatch = useDispatch();
  return <button onClick={() => dispatch(profile.actions.setCity(user.city))} />;
}
export function Page() {
  const city = useSelector((s) => s.profile.city);
  track(city);
  return <p />;
}`,
  'zustand': `import { create } from 'zustand';
const useStore = create((set) => ({ phone: '', city: '', setPhone: (phone) => set({ phone }) }));
export function Form() {
  const setPhone = useStore((s) => s.setPhone);
  return <button onClick={() => setPhone(user.phone)} />;
}
export function Page() {
  track(useStore((s) => s.phone)); // flow
  track(useStore((s) => s.city));
  return <p />;
}`,
  'zustand, curried': `import { create } from 'zustand';
const useStore = create<unknown>()((set, get) => ({ phone: '', city: '', setPhone: (phone) => set({ phone }) }));
useStore.getState().setPhone(user.phone);
export function Page() {
  track(useStore((s) => s.phone)); // flow
  track(useStore((s) => s.city));
  return <p />;
}`,
  'TanStack Query': `import { useQuery, useMutation } from '@tanstack/react-query';
export function Page() {
  const { data, error } = useQuery({ queryKey: ['u'], queryFn: async () => user });
  const { mutate } = useMutation({ mutationFn: async (phone: string) => {
    track(phone); // flow
  } });
  track(error);
  track(data?.phone); // flow
  track(data?.city);
  return <button onClick={() => mutate(user.phone)} />;
}`,
  'Redux Toolkit: what a thunk gives is no other action': `import { createSlice, configureStore, createAsyncThunk } from '@reduxjs/toolkit';
const load = createAsyncThunk('load', async (id: string) => ({ phone: user.phone, city: user.city, id }));
const slice = createSlice({ name: 'acct', initialState: { phone: '', city: '', id: '' }, reducers: { setPhone(s, a) { s.phone = a.payload; } }, extraReducers: (b) => { b.addCase(load.fulfilled, (s, a) => {
track(a.payload.phone); // flow
track(a.payload.city);
s.id = a.payload.id; }); } });
const store = configureStore({ reducer: { acct: slice.reducer } });
store.dispatch(slice.actions.setPhone(user.phone)); store.dispatch(load('1'));
export function later() {
track(store.getState().acct.phone); // flow
track(store.getState().acct.city);
track(store.getState().acct.id);
}`,
  'selectors of selectors, in an array or not': `import { createSelector } from 'reselect';
const s = { acct: { phone: user.phone, city: user.city } };
const sel = createSelector([(s: any) => s.acct.phone, (s: any) => s.acct.city], (p, c) => ({ p, c }));
track(sel(s).p); // flow
track(sel(s).c);
const sel2 = createSelector((s: any) => s.acct.phone, (s: any) => s.acct.city, (p, c) => ({ p, c }));
track(sel2(s).p); // flow
track(sel2(s).c);
const inputs = [(s: any) => s.acct.city];
track(createSelector(inputs, (c) => c)(s));`,
  'Vue: a cell that is a property': `import { reactive, toRef, watch } from 'vue';
const state = reactive({ phone: '', city: '', other: '' });
const phone = toRef(state, 'phone'), city = toRef(state, 'city'), other = toRef(state, 'other');
export function fill() { state.phone = user.phone; city.value = user.city; other.value = user.phone; }
export function show() {
  watch(phone, (v) => track(v)); // flow
  watch(city, (v) => track(v));
  track(phone.value); // flow
  track(city.value);
  track(state.other); // flow
  track(state.city);
}`,
};

describe('models of state packages', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text, 'a.tsx')).toEqual(marked(text, 'a.tsx')));
});
