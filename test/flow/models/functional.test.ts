import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'Ramda: data last, curried': `import * as R from 'ramda';
const users = [user];
track(R.map((u: User) => u.phone, users)); // flow
track(R.map((u: User) => u.city)(users));
track(R.pipe(R.map((u: User) => u.phone), R.join(','))(users)); // flow
track(R.compose(R.toUpper, R.prop('city'))(user));
track(R.prop('phone', user)); // flow
track(R.pluck('city', users));
track(R.path(['phone'])(user)); // flow
track(R.omit(['phone'], user));
track(R.applySpec({ a: R.prop('phone') })(user)); // flow
track(R.curry((a: string, b: string) => b)(user.phone)('x'));
track(R.length(users));
track(R.reduce((all: string, u: User) => all + u.phone, '', users)); // flow`,
  'lodash: composed, curried, by name': `import { curry, flow, flowRight, keyBy, mapValues } from 'lodash';
track(flow([(u: User) => u.phone, (p: string) => p.trim()])(user)); // flow
track(flow((u: User) => u.city, (p: string) => p.trim())(user));
track(flowRight((p: string) => p.trim(), (u: User) => u.phone)(user)); // flow
track(curry((a: string, b: string) => b)('x')(user.phone)); // flow
track(curry((a: string, b: string) => b)(user.phone)('x'));
track(mapValues(keyBy([user], 'city'), (u) => u.phone)); // flow
track(mapValues(keyBy([user], 'city'), (u) => u.city));`,
  'lodash: what objects are made of is apart by name': `import _ from 'lodash';
track(_.merge({}, { a: { x: 'x' } }, { a: { b: user.phone } }).a.x);
track(_.merge({}, { a: { x: 'x' } }, { a: { b: user.phone } }).a.b); // flow
track(_.assign({ a: user.phone }, { a: 'x' }).a);
track(_.defaults({ a: 'x' }, { a: user.phone }).a);
track(_.defaults({ c: 'x' }, { a: user.phone } as any).a); // flow
track(_.zipObject(['a', 'b'], [user.phone, 'x']).a); // flow
track(_.zipObject(['a', 'b'], [user.phone, 'x']).b);
track(_.fromPairs([['a', user.phone], ['b', 'x']]).b);
track(_.pickBy({ a: user.phone, b: 'x' }, (_v, k) => k === 'b'));
track(_.omitBy({ a: user.phone, b: 'x' }, (_v, k) => k === 'b')); // flow
track(_.mapValues({ a: user.phone, b: 'x' }, (v) => v + '!').b);
track(_.mapKeys({ a: user.phone }, (_v, k) => k + '1').a1); // flow
track(_.head([user.phone, 'x'])); // flow
track(_.last([user.phone, 'x']));
track(_.nth(['x', user.phone], 0));
track(_.property('city')(user));`,
  'lodash/fp: data last': `import fp from 'lodash/fp';
const users = [user];
track(fp.map(fp.prop('city'))(users));
track(fp.map(fp.prop('phone'))(users)); // flow
track(fp.map('city', users));
track(fp.get('city', user));
track(fp.flow(fp.get('phone'), fp.toUpper)(user)); // flow
track(fp.pick(['city'])(user));
track(fp.omit(['phone'], user));
track(fp.omit(['city'], user)); // flow
track(fp.merge({ a: 'x' }, { b: user.phone }).a);
track(fp.filter((u: User) => u.city === 'x')(users).map((u) => u.phone)); // flow`,
  'RxJS: tuples and objects of observables': `import { combineLatest, forkJoin, of } from 'rxjs';
import { pluck, withLatestFrom } from 'rxjs/operators';
combineLatest([of(user.phone), of(user.city)]).subscribe(([phone, city]) => track(phone)); // flow
combineLatest([of(user.phone), of(user.city)]).subscribe(([phone, city]) => track(city));
forkJoin({ phone: of(user.phone), city: of(user.city) }).subscribe(({ phone, city }) => track(phone)); // flow
forkJoin({ phone: of(user.phone), city: of(user.city) }).subscribe(({ phone, city }) => track(city));
of(1).pipe(withLatestFrom(of(user.phone))).subscribe(([n, phone]) => track(phone)); // flow
of(1).pipe(withLatestFrom(of(user.phone))).subscribe(([n, phone]) => track(n));
of(user).pipe(pluck('phone')).subscribe((x) => track(x)); // flow
of(user).pipe(pluck('city')).subscribe((x) => track(x));`,
  'async: results by name': `import async from 'async';
async.parallel({ phone: (done) => done(null, user.phone), city: (done) => done(null, user.city) }, (error, found) => {
  track(found.phone); // flow
  track(found.city);
});
async.series([(done) => done(null, user.phone), (done) => done(null, user.city)], (error, found) => {
  track(found[0]); // flow
  track(found[1]);
});`,
  'fp-ts: carriers of a value or an error': `import { flow, pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
track(pipe(user, (u) => u.phone, (p) => p.trim())); // flow
track(flow((u: User) => u.city, (p) => p.trim())(user));
track(pipe(O.some(user), O.map((u) => u.phone), O.getOrElse(() => ''))); // flow
track(pipe(O.some(user), O.map((u) => u.city), O.getOrElse(() => '')));
track(pipe(E.left(user.phone), E.mapLeft((e) => e), E.fold((e) => e, () => ''))); // flow
track(pipe(E.right(user), E.chain((u) => E.right(u.city)), E.getOrElse(() => '')));
const task = pipe(TE.tryCatch(async () => user, (e) => e), TE.map((u) => u.phone));
export async function go() {
  const done = await task();
  if (done._tag === 'Right') track(done.right); // flow
}`,
  'Effect: computations, and generators of them': `import { Effect, pipe } from 'effect';
track(Effect.runSync(pipe(Effect.succeed(user), Effect.map((u) => u.phone)))); // flow
track(Effect.runSync(pipe(Effect.succeed(user), Effect.map((u) => u.city))));
const program = Effect.gen(function* () {
  const found = yield* Effect.succeed(user);
  track(found.phone); // flow
  track(found.city);
  return found.phone;
});
export const go = async () => track(await Effect.runPromise(program)); // flow`,
  'Immutable: collections by key and by index': `import { fromJS, List, Map, Record } from 'immutable';
const map = Map({ phone: user.phone, city: user.city });
track(map.get('phone')); // flow
track(map.get('city'));
const more = map.set('other', user.phone);
track(more.get('other')); // flow
track(map.get('other'));
track(map.delete('phone').get('phone'));
track(fromJS({ a: { phone: user.phone, city: user.city } }).getIn(['a', 'phone'])); // flow
track(fromJS({ a: { phone: user.phone, city: user.city } }).getIn(['a', 'city']));
track(map.withMutations((m) => { m.set('k', user.phone); }).get('k')); // flow
const list = List([user.phone, user.city]);
track(list.get(0)); // flow
track(list.get(1));
list.map(() => 'x').forEach((x) => track(x));
List([user.city]).push(user.phone).forEach((x) => track(x)); // flow
const row = Record({ phone: '', city: '' })({ phone: user.phone });
track(row.phone); // flow
track(row.get('city'));`,
  'lodash: each link of a chain does what its function does': `import _ from 'lodash';
const us = [user];
track(_(us).map((u) => u.city).uniq().value());
track(_(us).map((u) => u.phone).uniq().value()); // flow
track(_.chain(us).map('city').value());
track(_.chain(us).map('phone').first().value()); // flow
track(_.chain(us).map('city').first().value());
track(_(us).filter((u) => u.city !== '').map((u) => ({ c: u.city })).value());
track(_(us).map('phone').first()); // flow
track(_(us).map((u) => u.city).join(','));
track(_(us).map((u) => u.phone).join(',')); // flow
track(_(us).groupBy((u) => u.city).mapValues((l) => l.length).value());
track(_(us).keyBy('city').mapValues('phone').value()); // flow
track(_(us).map('phone')); // flow
track(_(us).size());
track(_(us).sumBy((u) => u.phone.length));
track(_(user).pick(['city']).value());
track(_(user).pick(['phone']).value()); // flow
track(_(user).omit(['phone']).value());
track(_.chain(us).map('phone').tap((l) => { 
track(l); // flow
}).thru((l) => l.length).value());
track(_.chain(us).sortBy('city').head().get('city').value());`,
  'underscore: chains are asked for': `import _ from 'underscore';
track(_([user]).map((u: User) => u.city));
track(_([user]).map((u: User) => u.phone)[0]); // flow
track(_.chain([user]).map((u: User) => u.city).value());
track(_.chain([user]).map((u: User) => u.phone).value()); // flow`,
  'lodash: paths that are read and written': `import _ from 'lodash';
const list = [user];
track(_.get(list, '[0].phone')); // flow
track(_.get(list, '[0].city'));
track(_.at(user, ['phone'])); // flow
track(_.at(user, ['city']));
track(_.result({ a: user }, 'a.phone')); // flow
track(_.result({ a: user }, 'a.city'));
const to: any = { b: { d: '' } };
_.set(to, 'a[0].p', user.phone); _.set(to, ['b', 'c'], user.city);
track(to.a[0].p); // flow
track(to.a[0].q);
track(to.b.c);
track(to.b.d);
track(_.isEqual(user.phone, '1'));`,
  'Ramda: functions of some of the arguments': `import * as R from 'ramda';
function f4(x: any, y: any) { track(x); track(y); } // flow
R.partial(f4, [user.phone])('b');
function f5(x: any, y: any) { track(x); // flow
 track(y); }
R.partial(f5, [user.phone])('b');
function f6(x: any, y: any) { track(x);
 track(y); } // flow
R.partial(f6, ['b'])(user.phone);
function f7(x: any, y: any) { track(x); // flow
 track(y); }
R.partialRight(f7, ['b'])(user.phone);
track(R.converge((a: any, b: any) => [a, b], [(x: any) => x.phone, (x: any) => x.city])(user)[1]);
track(R.converge((a: any, b: any) => [a, b], [(x: any) => x.phone, (x: any) => x.city])(user)[0]); // flow
track(R.juxt([(x: any) => x.phone, (x: any) => x.city])(user)[0]); // flow
track(R.juxt([(x: any) => x.phone, (x: any) => x.city])(user)[1]);
track(R.flip((a: any, b: any) => a)('x', user.phone)); // flow
track(R.flip((a: any, b: any) => a)(user.phone, 'x'));`,
  'lodash: functions of some of the arguments': `import _ from 'lodash';
function f1(x: any, y: any, z: any) { track(x); // flow
 track(y); }
_.partial(f1, user.phone)('b', 'c');
function f2(x: any, y: any, z: any) { track(x);
 track(y);
 track(z); } // flow
_.partialRight(f2, user.phone)('b', 'c');
_.bind(function (this: any, a: any, b: any) { track(this.p); // flow
 track(a); // flow
 track(b); }, { p: user.phone }, user.phone)('x');
track(_.flip((a: any, b: any) => b)(user.phone, 'x')); // flow
track(_.flip((a: any, b: any) => b)('x', user.phone));
track(_.unary((a: any, b: any) => b)('x', user.phone));
track(_.ary((a: any, b: any) => b, 2)('x', user.phone)); // flow
track(_.spread((a: any, b: any) => b)(['x', user.phone])); // flow
track(_.spread((a: any, b: any) => a)(['x', user.phone]));
track(_.wrap('a', (a: any, b: any) => b)(user.phone)); // flow
track(_.wrap('a', (a: any, b: any) => a)(user.phone));
track(_.over([(x: any) => x.phone, (x: any) => x.city])(user)[1]);
track(_.over([(x: any) => x.phone, (x: any) => x.city])(user)[0]); // flow
const o = { greet(a: any, b: any) { return [a, b]; } };
track(_.bindKey(o, 'greet', 'a')(user.phone)[1]); // flow
track(_.bindKey(o, 'greet', 'a')(user.phone)[0]);`,
};

describe('functions that are made of functions, and data that is never changed', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
