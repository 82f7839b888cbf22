import { all, none } from './table.js';
import type { Library } from './table.js';

/** A function that gives what was last put into it. */
const readable = ['return.@value => return.return', 'return => return.asReadonly.return'];
const writable = [...readable, 'return.set.arg0 => return.@value', 'return.@value => return.update.arg0.arg0', 'return.update.arg0.return => return.@value'];
const observable = { instance: 'rxjs#Observable' } as const;

/** Signals are functions; operators and signals lead to RxJS and back. */
export const angular: Library = {
  modules: ['@angular/core', '@angular/core/rxjs-interop'],
  table: () => ({
    '': {
      ...all('signal model', ['arg0 => return.@value', ...writable]),
      computed: ['arg0.return => return.return'],
      linkedSignal: ['arg0.return => return.return', 'arg0.source.return => arg0.computation.arg0', 'arg0.computation.return => return.return', ...writable],
      untracked: 'arg0.return => return',
      InjectionToken: { flow: 'arg1.factory.return => return.@provided', instance: 'InjectionToken' },
      ...all('effect afterNextRender afterEveryRender afterRenderEffect', 'arg0()', { deferred: true }),
      takeUntilDestroyed: ['new rxjs#Observable => return.return', 'return.arg0[] => return.return[]'],
      toSignal: ['arg0[] => return.return', 'arg1.initialValue => return.return'],
      toObservable: { flow: 'arg0.return => return[]', ...observable },
      outputToObservable: { flow: 'arg0[] => return[]', ...observable },
    },
    'InjectionToken.prototype': {},
  }),
};

const given = ['type0 => return[]', 'no type0: outside => return[]'];
/** Answers are as the call's type says; what is sent does not come back. */
export const angularHttp: Library = {
  modules: ['@angular/common/http'],
  table: () => ({ 'HttpClient.prototype': all('get delete head options jsonp post put patch request', given, observable) }),
};

/** A form's value has what its controls hold, by their names. */
export const angularForms: Library = {
  modules: ['@angular/forms'],
  table: () => ({
    '': {
      ...all('FormControl UntypedFormControl', 'arg0 => return.value', { instance: 'FormControl' }),
      ...all('FormGroup UntypedFormGroup FormRecord', ['arg0{}.value => return.value{}', 'arg0 => return.controls'], { instance: 'FormGroup' }),
    },
    'FormControl.prototype': {
      ...all('setValue patchValue reset', 'arg0 => this.value', { result: 'void' }),
      ...none('markAsTouched markAsDirty markAsPristine markAsUntouched disable enable setErrors updateValueAndValidity setValidators clearValidators', 'void'),
      getRawValue: 'this.value => return',
    },
    'FormGroup.prototype': {
      ...all('setValue patchValue reset', ['arg0{} => this.value{}'], { result: 'void' }),
      ...none('markAsTouched markAsDirty markAsPristine markAsUntouched markAllAsTouched disable enable setErrors updateValueAndValidity setValidators clearValidators', 'void'),
      getRawValue: 'this.value => return',
    },
  }),
};
