import { describe, expect, it } from 'vitest';
import { flows, PRELUDE } from '../harness.js';
import { expectMarked, filesIn, inSlice, markedIn } from '../reach/in-slice.js';

const ACTIONS = `--- actions.ts
import { createAction, createActionGroup, emptyProps, props } from '@ngrx/store';
export const found = createAction('[A] found', props<{ contact: any }>());
export const moved = createAction('[A] moved', (town: string) => ({ town }));
export const Prefs = createActionGroup({ source: 'Prefs', events: { Reset: emptyProps(), 'Set Alias': props<{ alias: string }>(), 'Set Theme': props<{ theme: string }>() } });
`;

const CASES: Readonly<Record<string, string>> = {
  'state of features by the actions of each, through selectors': `${ACTIONS}--- state.ts
import { createFeatureSelector, createReducer, createSelector, on, provideStore, StoreModule } from '@ngrx/store';
import { found, moved, Prefs } from './actions.js';
const reducer = createReducer({ last: '', town: '' }, on(found, (s: any, { contact }: any) => ({ ...s, last: contact.phone })), on(moved, (s: any, { town }: any) => ({ ...s, town })));
const prefs = createReducer({ alias: '', theme: '' }, on(Prefs.setAlias, (s: any, { alias }: any) => ({ ...s, alias })), on(Prefs.setTheme, (s: any, { theme }: any) => ({ ...s, theme })), on(Prefs.reset, () => ({ alias: '', theme: '' })));
export const providers = [provideStore({ prefs })];
StoreModule.forFeature('leads', reducer);
const leads = createFeatureSelector<any>('leads');
const ofPrefs = createFeatureSelector<any>('prefs');
export const last = createSelector(leads, (s) => s.last);
export const town = createSelector(leads, (s) => s.town);
export const alias = createSelector(ofPrefs, (s) => s.alias);
export const theme = createSelector(ofPrefs, (s) => s.theme);
export const card = createSelector(last, theme, (tel, shade) => ({ tel, shade }));
--- page.ts
import { select, Store } from '@ngrx/store';
import { found, moved, Prefs } from './actions.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
import { alias, card, last, theme, town } from './state.js';
export class Page {
  last$ = this.store.select(last);
  constructor(private store: Store) {}
  run() {
    this.store.dispatch(found({ contact: user }));
    this.store.dispatch(moved(user.city));
    this.store.dispatch(Prefs.setAlias({ alias: user.phone }));
    this.store.dispatch(Prefs.setTheme({ theme: 'dark' }));
    this.last$.subscribe((x) => track(x)); // flow
    this.store.pipe(select(town)).subscribe((x) => track(x));
    this.store.select(alias).subscribe((x) => track(x)); // flow
    this.store.select(theme).subscribe((x) => track(x));
    this.store.select(card).subscribe((c) => track(c.tel)); // flow
    this.store.select(card).subscribe((c) => track(c.shade));
    track(this.store.selectSignal(last)()); // flow
    track(this.store.selectSignal(town)());
  }
}`,
  'effects hear the actions of their types, and dispatch others': `${ACTIONS}--- effects.ts
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { map, tap } from 'rxjs/operators';
import { user } from './data.js';
import { found, moved, Prefs } from './actions.js';
import { track } from './ads/sink.js';
export class Effects {
  started$ = createEffect(() => this.actions$.pipe(ofType(Prefs.reset), map(() => found({ contact: user }))));
  found$ = createEffect(() => this.actions$.pipe(
    ofType(found),
    tap(({ contact }) => track(contact.phone)), // flow
    tap(({ contact }) => track(contact.city)),
    map(({ contact }) => moved(contact.city)),
  ));
  moved$ = createEffect(() => this.actions$.pipe(ofType(moved), tap((x: any) => track(x.town))), { dispatch: false });
  constructor(private actions$: Actions) {}
}`,
  'entities of an adapter, apart from what stands beside them': `--- state.ts
import { createEntityAdapter } from '@ngrx/entity';
import { createAction, createFeature, createReducer, on, props, provideState } from '@ngrx/store';
export const loaded = createAction('loaded', props<{ users: any[] }>());
export const picked = createAction('picked', props<{ id: string }>());
const adapter = createEntityAdapter<any>();
export const feature = createFeature({
  name: 'users',
  reducer: createReducer(adapter.getInitialState({ picked: null as string | null }), on(loaded, (s: any, { users }: any) => adapter.setAll(users, s)), on(picked, (s: any, { id }: any) => ({ ...s, picked: id }))),
  extraSelectors: ({ selectUsersState }: any) => adapter.getSelectors(selectUsersState),
});
export const providers = [provideState(feature)];
--- page.ts
import { Store } from '@ngrx/store';
import { user } from './data.js';
import { track } from './ads/sink.js';
import { feature, loaded, picked } from './state.js';
export class Page {
  constructor(private readonly store: Store) {}
  run() {
    this.store.dispatch(loaded({ users: [user] }));
    this.store.dispatch(picked({ id: '1' }));
    this.store.select((feature as any).selectAll).subscribe((all: any) => {
      track(all.map((u: any) => u.phone)); // flow
      track(all.map((u: any) => u.city));
    });
    this.store.select((feature as any).selectPicked).subscribe((x: any) => track(x));
    this.store.select((feature as any).selectTotal).subscribe((x: any) => track(x));
  }
}`,
};

describe('NgRx', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expectMarked(filesIn(text));
  });
});

it('answers of HttpClient are as the call says, and hold nothing of what is sent', () => {
  const files = { ...PRELUDE, ...filesIn(`--- api.ts
import { HttpClient } from '@angular/common/http';
import { pluck } from 'rxjs/operators';
import type { User } from './data.js';
import { user } from './data.js';
import { track } from './ads/sink.js';
export class Api {
  constructor(private http: HttpClient) {}
  run() {
    this.http.get<User>('/me').pipe(pluck('phone')).subscribe((x) => track(x)); // flow
    this.http.get<User>('/me').pipe(pluck('city')).subscribe((x) => track(x));
    this.http.post('/sms', { to: user.phone }).subscribe((x) => track(x));
  }
}`) };
  expect(flows(files)).toEqual(markedIn(files));
  expect(inSlice(files)).toEqual(markedIn(files));
});
