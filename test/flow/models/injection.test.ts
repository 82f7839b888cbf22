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
};

describe('containers of dependencies', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => expect(flowsIn(text)).toEqual(marked(text)));
});
