import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'signals, computed ones and effects': `import { computed, effect, inject, Injectable, signal } from '@angular/core';
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly session = signal<{ tel: string; title: string } | null>(null);
  readonly contact = computed(() => this.session()?.tel ?? '');
  readonly title = computed(() => this.session()?.title ?? '');
  start() { this.session.set({ tel: user.phone, title: 'x' }); }
  read() {
    track(this.contact()); // flow
    track(this.title());
    track(this.session()?.tel); // flow
    track(this.session.asReadonly()()?.title);
    effect(() => track(this.contact())); // flow
    effect(() => track(this.title()));
  }
}
const count = signal('x');
count.update((old) => old + user.city);
track(count());
const both = signal('x');
both.update((old) => old + user.phone);
track(both()); // flow`,
  'observables until a component is gone, and as signals': `import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { BehaviorSubject, combineLatest } from 'rxjs'; import { catchError, map } from 'rxjs/operators';
const current = new BehaviorSubject<any>(null); const plan = new BehaviorSubject('x');
current.next({ phone: user.phone, city: 'x' });
combineLatest([current, plan]).pipe(catchError((e) => { throw e; }), takeUntilDestroyed()).subscribe(([who, p]) => {
  track(who.phone); // flow
  track(who.city);
  track(p);
});
const tel = toSignal(current.pipe(map((w) => w.phone)));
const city = toSignal(current.pipe(map((w) => w.city)));
track(tel()); // flow
track(city());
toObservable(tel).subscribe((x) => track(x)); // flow
toObservable(city).subscribe((x) => track(x));`,
  'values of forms': `import { FormControl, FormGroup } from '@angular/forms';
const form = new FormGroup({ phone: new FormControl(''), city: new FormControl('x') });
form.patchValue({ phone: user.phone, city: 'x' });
track(form.value.phone); // flow
track(form.value.city);
track(form.getRawValue().city);
const one = new FormControl('');
one.setValue(user.phone);
track(one.value); // flow
const other = new FormControl('x');
track(other.value);`,
};

describe('Angular', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
