import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';

const CASES: Readonly<Record<string, string>> = {
  'inversify: by token': `import { Container, injectable } from 'inversify';
@injectable() class Svc { constructor(private readonly p = user.phone) {} get() { return this.p; } city() { return 'x'; } }
const c = new Container(), token = Symbol('svc');
c.bind('phone').toConstantValue(user.phone); c.bind('city').toConstantValue('x'); c.bind('made').toDynamicValue(() => user.phone).inSingletonScope();
c.bind<Svc>(token).to(Svc); c.bind(Svc).toSelf();
track(c.get('phone')); // flow
track(c.get('city'));
track(c.get('made')); // flow
track(c.get<Svc>(token).get()); // flow
track(c.get(Svc).city());`,
  'tsyringe: by token and by class': `import { container } from 'tsyringe';
class Cfg { v = user.phone; w = 'x'; }
container.register('phone', { useValue: user.phone }); container.register('city', { useValue: 'x' }); container.registerInstance('p', user.phone);
container.register('made', { useFactory: () => user.phone });
track(container.resolve('phone')); // flow
track(container.resolve('city'));
track(container.resolve('p')); // flow
track(container.resolve('made')); // flow
track(container.resolve(Cfg).v); // flow
track(container.resolve(Cfg).w);`,
  'awilix: by name, made with the cradle': `import { createContainer, asClass, asFunction, asValue } from 'awilix';
class Svc { s: any; constructor({ sender }: any) { this.s = sender; } go() { this.s.send(user.phone); } }
class Tracker { send(x: string) { track(x); } } // flow
const c = createContainer();
c.register({ svc: asClass(Svc).singleton(), sender: asClass(Tracker), phone: asValue(user.phone), city: asValue('x'), made: asFunction(({ phone }: any) => ({ p: phone })) });
c.resolve<Svc>('svc').go();
track(c.resolve('phone')); // flow
track(c.resolve('city'));
track(c.cradle.phone); // flow
track(c.resolve<any>('made').p); // flow`,
  'NestJS: commands, queries and events go to the handlers of their class': `import { CommandBus, CommandHandler, EventBus, EventsHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
class Invite { constructor(readonly phone: string, readonly city: string) {} }
class Visit { constructor(readonly phone: string) {} }
class Invited { constructor(readonly phone: string, readonly city: string) {} }
class Find { constructor(readonly id: string) {} }
@CommandHandler(Invite) export class InviteHandler { constructor(private readonly events: EventBus) {} async execute(c: Invite) {
track(c.phone); // flow
track(c.city);
this.events.publish(new Invited(c.phone, c.city)); } }
@CommandHandler(Visit) export class VisitHandler { async execute(c: Visit) { track(c.phone); } }
@EventsHandler(Invited) export class OnInvited { handle(e: Invited) {
track(e.phone); // flow
track(e.city); } }
@QueryHandler(Find) export class FindHandler { async execute(q: Find) { return { phone: user.phone, id: q.id }; } }
export class Api { constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {} async go() {
await this.commands.execute(new Invite(user.phone, user.city));
await this.commands.execute(new Visit(user.city));
const found = await this.queries.execute(new Find('1'));
track(found.phone); // flow
track(found.id); } }`,
};

describe('containers of dependencies', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
