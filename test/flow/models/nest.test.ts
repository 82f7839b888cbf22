import { describe, expect, it } from 'vitest';
import { flows, PRELUDE } from '../harness.js';
import { filesIn, inSlice, markedIn } from '../reach/in-slice.js';

/** What NestJS has one class give to another. */
const CASES: Readonly<Record<string, string>> = {
  'a provider of a request has the request of guards': `--- guard.ts
import { CanActivate, Injectable, type ExecutionContext } from '@nestjs/common'; import { user } from './data.js';
@Injectable() export class Guard implements CanActivate { canActivate(context: ExecutionContext) {
const request = context.switchToHttp().getRequest(); request.user = { phone: user.phone, city: user.city }; return true; } }
--- who.ts
import { Inject, Injectable, Scope } from '@nestjs/common'; import { REQUEST } from '@nestjs/core'; import { track } from './ads/sink.js';
@Injectable({ scope: Scope.REQUEST }) export class Who { constructor(@Inject(REQUEST) private readonly request: any, @Inject('other') private readonly other: any) {} go() {
track(this.request.user.phone); // flow
track(this.request.user.city);
track(this.other.user.phone); } }
@Injectable({ scope: Scope.REQUEST }) export class Too { @Inject(REQUEST) private readonly request: any; go() {
track(this.request.user.phone); // flow
track(this.request.user.city); } }`,
};

describe('what NestJS hands on', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expect(flows({ ...PRELUDE, ...files })).toEqual(markedIn(files));
    expect(inSlice(files)).toEqual(markedIn(files));
  });
});
