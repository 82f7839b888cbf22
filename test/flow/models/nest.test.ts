import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

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
  'interceptors get what the handlers give around which they stand': `--- layers.ts
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'; import { map, tap } from 'rxjs/operators'; import { track } from './ads/sink.js';
@Injectable() export class OfClass implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) { return next.handle().pipe(tap((x) => {
track(x.phone); // flow
track(x.city); }), map((x) => {
track(x.phone); // flow
return x; })); } }
@Injectable() export class OfMethod implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) { return next.handle().pipe(map((x) => {
track(x.phone); // flow
return x; })); } }
@Injectable() export class OfOther implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) { return next.handle().pipe(tap((x) => track(x.phone))); } }
@Injectable() export class OfAll implements NestInterceptor { async intercept(context: ExecutionContext, next: CallHandler) { return next.handle().pipe(tap((x) => {
track(x.phone); // flow
track(x.city); })); } }
@Injectable() export class Started implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) { return next.handle().pipe(tap((x) => {
track(x.phone); // flow
track(x.city); })); } }
--- users.ts
import { Controller, Get, Module, UseInterceptors } from '@nestjs/common'; import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core'; import { user } from './data.js';
import { OfAll, OfClass, OfMethod, OfOther, Started } from './layers.js';
@Controller('users') @UseInterceptors(OfClass) export class Users { @Get() async find() { return { phone: user.phone, city: user.city }; } }
@Controller('more') export class More {
@UseInterceptors(new OfMethod()) @Get() find() { return { phone: user.phone, city: user.city }; }
@UseInterceptors(OfOther) @Get() other() { return { phone: user.city }; } }
@Module({ controllers: [Users, More], providers: [{ provide: APP_INTERCEPTOR, useClass: OfAll }] }) export class App {}
export async function main() { const app = await NestFactory.create(App); app.useGlobalInterceptors(new Started()); await app.listen(1); }`,
  'what interceptors of a forbidden module give is sent': `--- ads/wrap.ts
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'; import { map } from 'rxjs/operators';
@Injectable() export class Wrap implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) {
return next.handle().pipe(map((data) => ({ data }))); // flow
} }
@Injectable() export class Count implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) {
return next.handle().pipe(map((data) => ({ n: Object.keys(data).length })));
} }
@Injectable() export class City implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) {
return next.handle().pipe(map(({ phone, ...rest }) => rest));
} }
@Injectable() export class Plain implements NestInterceptor { intercept(context: ExecutionContext, next: CallHandler) {
return next.handle(); // flow
} }
--- users.ts
import { Controller, Get, UseInterceptors } from '@nestjs/common'; import { user } from './data.js';
import { City, Count, Plain, Wrap } from './ads/wrap.js';
@Controller('users') export class Users {
@UseInterceptors(Wrap) @Get('a') a() { return { phone: user.phone, city: user.city }; }
@UseInterceptors(Count) @Get('b') b() { return { phone: user.phone, city: user.city }; }
@UseInterceptors(City) @Get('c') c() { return { phone: user.phone, city: user.city }; }
@UseInterceptors(Plain) @Get('d') d() { return { phone: user.phone, city: user.city }; } }`,
  'filters get what handlers throw, of their classes': `--- filters.ts
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'; import { track } from './ads/sink.js';
export class Bad extends Error { constructor(readonly phone: string, readonly city: string) { super('x'); } }
export class Worse extends Error { constructor(readonly phone: string) { super('x'); } }
@Catch(Bad) export class OnBad implements ExceptionFilter { catch(e: any, host: ArgumentsHost) {
track(e.phone); // flow
track(e.city); } }
@Catch(Worse) export class OnWorse implements ExceptionFilter { catch(e: any, host: ArgumentsHost) { track(e.phone); } }
@Catch() export class Started implements ExceptionFilter { catch(e: any, host: ArgumentsHost) {
track(e.phone); // flow
track(e.city); } }
@Catch() export class OnAny implements ExceptionFilter { catch(e: any, host: ArgumentsHost) {
track(e.phone); // flow
track(e.city); } }
--- users.ts
import { Controller, Get, Module, Post, UseFilters } from '@nestjs/common'; import { APP_FILTER } from '@nestjs/core'; import { some, user } from './data.js';
import { Bad, OnAny, OnBad, OnWorse, Worse } from './filters.js';
@Controller('users') @UseFilters(OnBad, new OnWorse()) export class Users {
@Get() find() { this.check(); return 1; }
@Post() async make() { if (some) throw new Worse(user.city); return 2; }
check() { throw new Bad(user.phone, user.city); } }
@Module({ controllers: [Users], providers: [{ provide: APP_FILTER, useClass: OnAny }] }) export class App {}
--- main.ts
import { NestFactory } from '@nestjs/core'; import { App } from './users.js'; import { Started } from './filters.js';
async function main() { const app = await NestFactory.create(App); app.useGlobalFilters(new Started()); await app.listen(1); }
main();`,
  'interceptors by decorators of the program, of streams, of handlers that tests call': `--- layers.ts
import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common'; import { map } from 'rxjs'; import { track } from './ads/sink.js';
@Injectable() export class One { intercept(context: any, next: any) { return next.handle().pipe(map((x: any) => {
track(x.phone); // flow
track(x.city);
return { data: x }; })); } }
@Injectable() export class Two { intercept(context: any, next: any) { return next.handle().pipe(map((x: any) => {
track(x.phone); // flow
track(x.city);
return { data: x }; })); } }
export const WithOne = () => UseInterceptors(new One());
export const WithTwo = () => applyDecorators(UseInterceptors(Two));
--- users.ts
import { Controller, Get, Injectable } from '@nestjs/common'; import { of } from 'rxjs'; import { user } from './data.js'; import { WithOne, WithTwo } from './layers.js';
@Injectable() export class Found { async one(id: string) { return { phone: user.phone, city: user.city }; } }
@Controller('users') export class Users { constructor(private readonly found: Found) {}
@WithOne() @Get() find() { return of({ phone: user.phone, city: user.city }); }
@WithTwo() @Get() one() { return this.found.one('1'); } }
--- users.spec.ts
import { expect, it } from 'vitest'; import { Found, Users } from './users.js';
it('finds', async () => { expect(await new Users(new Found()).one()).toEqual(1); });`,
  'filters get what is thrown later on': `--- users.ts
import { Catch, Controller, Get, HttpException, NotFoundException, UseFilters } from '@nestjs/common'; import { user } from './data.js'; import { track } from './ads/sink.js';
@Catch(HttpException) export class OnHttp { catch(e: HttpException, host: any) {
track(e.message); // flow
track(e.getStatus()); } }
@Catch() export class Unused { catch(e: any, host: any) { track(e.message); } }
@Controller('users') @UseFilters(OnHttp) export class Users { @Get() async find() { await Promise.resolve(1); throw new NotFoundException('no ' + user.phone); } }`,
};

describe('what NestJS hands on', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
