import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'Redux Toolkit: slices, thunks and selectors': `import { configureStore, createAsyncThunk, createSelector, createSlice } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
const load = createAsyncThunk('load', async () => user);
const slice = createSlice({
  name: 'user', initialState: { phone: '', city: '', loaded: null as any },
  reducers: { setPhone(state, action) { state.phone = action.payload; }, setCity(state, action) { state.city = action.payload; } },
  extraReducers: (builder) => { builder.addCase(load.fulfilled, (state, action) => { state.loaded = action.payload; }); },
});
const store = configureStore({ reducer: { user: slice.reducer } });
store.dispatch(slice.actions.setPhone(user.phone)); store.dispatch(slice.actions.setCity(user.city)); store.dispatch(load());
const upper = createSelector([(s: any) => s.user.phone], (p) => p.toUpperCase());
track(useSelector(upper)); // flow
track(useSelector((s: any) => s.user.phone)); // flow
track(useSelector((s: any) => s.user.city));
track(store.getState().user.loaded.phone); // flow`,
  'Pinia: stores by options and by a function': `import { defineStore, storeToRefs } from 'pinia';
import { computed, ref } from 'vue';
const useA = defineStore('a', { state: () => ({ phone: '', city: '' }), getters: { upper: (s) => s.phone.toUpperCase(), place: (s) => s.city }, actions: { take(u: User) { this.phone = u.phone; this.city = u.city; } } });
const useB = defineStore('b', () => { const phone = ref(''), city = ref(''); const upper = computed(() => phone.value); return { phone, city, upper, take(u: User) { phone.value = u.phone; city.value = u.city; } }; });
useA().take(user); useB().take(user);
track(useA().phone); // flow
track(useA().city);
track(useA().upper); // flow
track(useA().place);
track(useB().phone); // flow
track(useB().city);
track(useB().upper); // flow
const { phone, city } = storeToRefs(useA());
track(phone.value); // flow
track(city.value);
useA().$subscribe((_change, state) => { track(state.phone); }); // flow`,
  'Vuex: what is committed and dispatched, by name': `import { createStore, mapGetters, mapState } from 'vuex';
import { defineComponent } from 'vue';
const store = createStore({
  state: { phone: '', city: '' },
  getters: { upper: (s) => s.phone, place: (s) => s.city },
  mutations: { setPhone(s, p) { s.phone = p; }, setCity(s, c) { s.city = c; } },
  actions: { take({ commit }, p) { commit('setPhone', p); } },
  modules: { inner: { namespaced: true, getters: { own: () => user.phone } } },
});
store.dispatch('take', user.phone); store.commit('setCity', user.city);
track(store.state.phone); // flow
track(store.state.city);
track(store.getters.upper); // flow
track(store.getters.place);
export default defineComponent({
  computed: { ...mapGetters(['upper', 'place']), ...mapGetters('inner', { far: 'own' }), ...mapState({ p: 'phone', c: (s) => s.city }) },
  methods: { go() {
    track(this.upper); // flow
    track(this.place);
    track(this.far); // flow
    track(this.p); // flow
    track(this.c);
  } },
});`,
  'Jotai and Recoil: atoms, and what is made of them': `import { atom, useAtomValue, useSetAtom } from 'jotai';
import { atom as recoilAtom, selector, useRecoilState, useRecoilValue } from 'recoil';
const phone = atom(''), city = atom(''), upper = atom((get) => get(phone).toUpperCase()), place = atom((get) => get(city));
const held = recoilAtom({ key: 'p', default: '' }), other = recoilAtom({ key: 'c', default: '' }), made = selector({ key: 'm', get: ({ get }) => get(held) });
export function A() { useSetAtom(phone)(user.phone); useSetAtom(city)(user.city); useRecoilState(held)[1](user.phone); useRecoilState(other)[1](user.city); return null; }
export function B() {
  track(useAtomValue(phone)); // flow
  track(useAtomValue(city));
  track(useAtomValue(upper)); // flow
  track(useAtomValue(place));
  track(useRecoilValue(held)); // flow
  track(useRecoilValue(other));
  track(useRecoilValue(made)); // flow
  return null;
}`,
  'MobX: reactions': `import { autorun, makeAutoObservable, observable, reaction } from 'mobx';
class Store { phone = ''; city = ''; constructor() { makeAutoObservable(this); } take(u: User) { this.phone = u.phone; this.city = u.city; } }
const store = new Store();
store.take(user);
autorun(() => { track(store.phone); }); // flow
reaction(() => store.phone, (x) => { track(x); }); // flow
reaction(() => store.city, (x) => { track(x); });
track(observable.box(user.phone).get()); // flow`,
  'forms: what is filled in, by name': `import { useForm } from 'react-hook-form';
import { useFormik } from 'formik';
export function A() {
  const form = useForm({ defaultValues: { phone: user.phone, city: user.city } });
  form.setValue('second', user.phone);
  track(form.watch('phone')); // flow
  track(form.watch('city'));
  track(form.getValues('second')); // flow
  const submit = form.handleSubmit((values) => {
    track(values.phone); // flow
    track(values.city);
  });
  const formik = useFormik({ initialValues: { phone: user.phone, city: '' }, onSubmit: (values) => {
    track(values.phone); // flow
    track(values.city);
  } });
  track(formik.values.phone); // flow
  track(formik.values.city);
  return submit;
}`,
  'TanStack Query: selected data, and the cache by key': `import { QueryClient, useQuery } from '@tanstack/react-query';
const client = new QueryClient();
client.setQueryData(['user', 1], user.phone); client.setQueryData(['city', 1], user.city);
track(client.getQueryData(['user', 1])); // flow
track(client.getQueryData(['city', 1]));
export function A() {
  track(useQuery({ queryKey: ['u'], queryFn: async () => user, select: (u) => u.phone }).data); // flow
  track(useQuery({ queryKey: ['u'], queryFn: async () => user, select: (u) => u.city }).data);
}`,
};

describe('stores of an application', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text, 'a.tsx')).toEqual(marked(text, 'a.tsx')));
});
