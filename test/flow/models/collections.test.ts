import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'async: each step of a waterfall gets what the one before hands on': `import async from 'async';
async.waterfall(
  [
    (next) => next(null, user.city, user.phone),
    (city, phone, next) => {
      track(phone); // flow
      track(city);
      next(null, phone, city);
    },
  ],
  (error, phone, city) => {
    track(phone); // flow
    track(city);
    track(error);
  },
);`,
  'typed arrays share their buffer': `const buffer = new ArrayBuffer(8);
const view = new Uint8Array(buffer);
track(buffer);
view.set(Buffer.from(user.phone), 0);
track(buffer); // flow
track(new Uint8Array(buffer.transfer())); // flow
track(new Uint8Array(new ArrayBuffer(8)));`,
  'lodash: a mapped element': `import _ from 'lodash';
track(_.map([user], (u) => u.phone)); // flow
track(_.map([user], (u) => u.city.length));`,
  'lodash: groups': `import { groupBy } from 'lodash';
const groups = groupBy([user], (u) => u.city);
for (const us of Object.values(groups)) for (const u of us) track(u.phone); // flow
for (const us of Object.values(groups)) for (const u of us) track(u.city);`,
  'lodash: a fold': `import { reduce } from 'lodash';
track(reduce([user], (all, u) => all + u.phone, '')); // flow
track(reduce([user], (all, u) => all + u.city, ''));`,
  'lodash: properties by name': `import _, { pick } from 'lodash';
import omit from 'lodash/omit';
track(_.map([user], 'phone')); // flow
track(_.map([user], 'city'));
track(_.get(user, 'phone')); // flow
track(_.get({ user }, 'user.city'));
track(pick(user, ['phone']).phone); // flow
track(pick(user, ['city']));
track(omit(user, ['city']).phone); // flow
track(omit(user, 'phone'));
export function by(name: string) {
  track(_.get(user, name)); // flow
}`,
  'lodash: a chain': `import _ from 'lodash';
track(_([user]).map('phone').value()); // flow
track(_.chain([1]).map(String).value());`,
  'reselect': `import { createSelector } from 'reselect';
track(createSelector((s) => s.user, (u) => u.phone)({ user })); // flow
track(createSelector((s) => s.user, (u) => u.city)({ user }));
track(createSelector([(s) => s.user], (u) => u.phone)({ user })); // flow`,
  'lodash: a composed function': `import { flow } from 'lodash';
const phoneOf = flow((u: User) => u, (u: User) => u.phone);
const cityOf = flow((u: User) => u, (u: User) => u.city);
track(phoneOf(user)); // flow
track(cityOf(user));`,
  'lodash: a debounced function': `import debounce from 'lodash/debounce';
const send = debounce((x: string) => {
  track(x); // flow
});
send(user.phone);
const other = debounce((x: string) => {
  track(x);
});
other(user.city);`,
  'lodash: a constant function': `import { constant } from 'lodash';
track(constant(user.phone)()); // flow
track(constant(user.city)());`,
  'rxjs: through operators': `import { of, map } from 'rxjs';
of(user).pipe(map((u) => u.phone), map((p) => p + '!')).subscribe((p) => {
  track(p); // flow
});
of(user).pipe(map((u) => u.city), map((p) => p + '!')).subscribe((p) => {
  track(p);
});`,
  'rxjs: a subject, subscribed to before': `import { Subject, BehaviorSubject, filter } from 'rxjs';
const phones = new Subject<string>();
const cities = new Subject<string>();
phones.pipe(filter((x) => x.length > 2)).subscribe({ next: (p) => {
  track(p); // flow
} });
cities.pipe(filter((x) => x.length > 2)).subscribe({ next: (p) => {
  track(p);
} });
phones.next(user.phone);
cities.next(user.city);
const state = new BehaviorSubject(user.city);
track(state.value);
state.next(user.phone);
track(state.getValue()); // flow`,
  'rxjs: an observable from outside, by its type': `import { map, type Observable } from 'rxjs';
export function f(users: Observable<User>) {
  users.pipe(map((u) => u.phone)).subscribe((p) => {
    track(p); // flow
  });
  users.pipe(map((u) => u.city)).subscribe((p) => {
    track(p);
  });
}`,
  'rxjs: an observable of its own': `import { Observable, firstValueFrom } from 'rxjs';
const o = new Observable<string>((subscriber) => {
  subscriber.next(user.phone);
  subscriber.complete();
});
o.subscribe((x) => {
  track(x); // flow
});
async function later() {
  track(await firstValueFrom(o)); // flow
}`,
  'rxjs: a folded and a flattened one': `import { from, scan, mergeMap } from 'rxjs';
from([user]).pipe(scan((all: string[], u) => [...all, u.phone], [])).subscribe((all) => {
  track(all[0]); // flow
});
from([user]).pipe(mergeMap(async (u) => u.phone)).subscribe((p) => {
  track(p); // flow
});
from([user]).pipe(mergeMap(async (u) => u.city)).subscribe((p) => {
  track(p);
});`,
  'immer: a draft': `import { produce } from 'immer';
const next = produce({ phone: '', city: '' }, (draft) => {
  draft.phone = user.phone;
});
track(next.phone); // flow
track(next.city);`,
  'p-map and p-limit': `import pMap from 'p-map';
import pLimit from 'p-limit';
const limit = pLimit(2);
export async function go() {
  track(await pMap([user], async (u) => u.phone)); // flow
  track(await pMap([user], async (u) => u.city));
  track(await limit(async () => user.phone)); // flow
  track(await limit(async () => user.city));
}`,
  'async: results by callback': `import async from 'async';
async.map([user], (u, done) => done(null, u.phone), (err, results) => {
  track(results[0]); // flow
});
async.map([user], (u, done) => done(null, u.city), (err, results) => {
  track(results[0]);
});`,
  'forEach of Map and Set with a receiver for its callback': `const m = new Map([[1, 2]]); const seen: unknown[] = [];
m.forEach(function (this: unknown) { track(this); // flow
}, { phone: user.phone });
m.forEach(function (this: unknown) { track(this); }, { phone: user.city });
new Set([1]).forEach(function (this: unknown) { track(this); // flow
}, { phone: user.phone });`,
};

describe('models of collection and function packages', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
