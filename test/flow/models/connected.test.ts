import { describe, it } from 'vitest';
import { expectMarked } from '../reach/in-slice.js';

/** Code that libraries call with what other code has given them: commands, queries, components of a store. */
const CASES: Readonly<Record<string, string>> = {
  'commands get what the program is called with': `import { Command, program } from 'commander';
const one = new Command();
one.command('run <script>').description('x').action((script: string, options: { dry: string }) => {
  track(script); // flow
  track(options.dry); // flow
});
one.parse([user.phone]);
const two = new Command();
two.command('run <script>').action((script: string) => track(script));
two.parse([user.city]);
program.option('--to <to>').parse([user.phone]);
track(program.opts().to); // flow`,
  'queries of several frameworks': `import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useQuery as useVueQuery } from '@tanstack/vue-query';
import { createQuery } from '@tanstack/svelte-query';
import { injectQuery } from '@tanstack/angular-query-experimental';
const load = async () => user;
export const A = () => { const all = useQueries({ queries: [{ queryKey: ['a'], queryFn: load }] });
  track(all[0].data.phone); // flow
  track(all[0].data.city); };
export const B = () => { const { data } = useVueQuery({ queryKey: ['a'], queryFn: load });
  track(data.value.phone); // flow
  track(data.value.city); };
export const C = () => { const q = createQuery(() => ({ queryKey: ['a'], queryFn: load }));
  track(q.data.phone); // flow
  track(q.data.city); };
export const D = () => { const q = injectQuery(() => ({ queryKey: ['a'], queryFn: load }));
  track(q.data().phone); // flow
  track(q.data().city); };
export const E = () => { const { data } = useInfiniteQuery({ queryKey: ['a'], queryFn: load });
  track(data.pages[0].phone); // flow
  track(data.pages[0].city); };`,
  'components that are connected to a store': `import { configureStore, createSlice } from '@reduxjs/toolkit';
import { connect } from 'react-redux';
import React from 'react';
const slice = createSlice({ name: 'u', initialState: { phone: '', city: '' }, reducers: {
  setPhone(state: any, action: any) { state.phone = action.payload; } } });
const store = configureStore({ reducer: { u: slice.reducer } });
const Inner = (props: any) => {
  track(props.phone); // flow
  track(props.city);
  return null;
};
export const One = connect((s: any) => ({ phone: s.u.phone, city: s.u.city }))(Inner);
class Other extends React.Component<any> {
  render() {
    track(this.props.mine); // flow
    track(this.props.other);
    return null;
  }
}
export const Two = connect((s: any) => ({ mine: s.u.phone, other: s.u.city }))(Other);
export const run = () => store.dispatch(slice.actions.setPhone(user.phone));`,
};

describe('what libraries hand on', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = { 'a.tsx': `import { user } from './data.js'; import { track } from './ads/sink.js';\n${text}` };
    expectMarked(files);
  });
});
