import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';
import { filesIn, inSlice, markedIn } from '../reach/in-slice.js';

const AUTHENTICATE = `function authenticate(type: string) {
  return function auth(req: any, res: any, next: any) {
    if (req.user) return next();
    passport.authenticate(type, (err: any, found: any) => {
      if (err) return next(err);
      if (!found) return res.status(401).send();
      req.user = { ...found, admin: found.role === 'admin' };
      next();
    })(req, res, next);
  };
}`;

const CASES: Readonly<Record<string, string>> = {
  'a handler that calls the next in several places, and in callbacks, has all that follow run once': `import express from 'express';
const app = express();
const slow = async (req: any, res: any, next: any) => {
  if (req.headers.a) return next();
  try { await fetch('https://x.test'); } catch (e) { return next(e); }
  if (req.headers.b) { next(); return; }
  setTimeout(() => next(), 10);
};
app.use(${'slow, '.repeat(24)} (req: any, _res: any, next: any) => { req.phone = user.phone; req.city = 'x'; next(); });
app.get('/a', ${'slow, '.repeat(12)} (req: any) => {
  track(req.phone); // flow
  track(req.city);
});
app.use((e: any, req: any, _res: any, _next: any) => {
  track(e.message);
  track(req.phone); // flow
});`,
  'what a later handler of a chain puts in the place of a value': `import express from 'express';
const app = express();
app.get('/a', async (req: any, _res: any, next: any) => { await null; req.contact = user.phone; next(); }, (req: any, _res: any, next: any) => { req.contact = 'x'; next(); }, (req: any) => { track(req.contact); });
app.get('/b', async (req: any, _res: any, next: any) => { await null; req.contact = 'x'; next(); }, (req: any, _res: any, next: any) => { setTimeout(() => { req.contact = user.phone; next(); }, 5); }, (req: any) => {
  track(req.contact); // flow
});`,
  'whom a function of passport is given is put into the request': `import passport from 'passport'; import { Strategy } from 'passport-localapikey-update'; import express from 'express';
passport.use(new Strategy({}, async (key: any, done: any) => { await null; return done(null, { phone: user.phone, city: 'x' }); }));
const app = express();
${AUTHENTICATE}
app.get('/a', authenticate('jwt'), authenticate('local'), (req: any) => {
  track(req.user.phone); // flow
  track(req.user.city);
});
app.get('/b', (req: any) => { track(req.user); });`,
  'a strategy that a client of OpenID brings': `import passport from 'passport'; import express from 'express';
async function enable() {
  const { Strategy } = await import('openid-client');
  passport.use('oidc', new Strategy({}, async (_tokens: any, info: any, done: any) => done(null, { phone: user.phone, city: info.city })));
}
enable();
express().get('/a', passport.authenticate('oidc'), (req: any) => {
  track(req.user.phone); // flow
  track(req.user.city);
});`,
  'code that can not be read is given two objects again and again': `import { save } from 'some-store';
const who: any = { phone: user.phone, city: 'x' };
export function keep(info: any) {
  save(who, info);
  save(who, info);
  track(who.role);
  track(info); // flow
  const other: any = { plan: 'x' };
  save(other, user.phone);
  track(other.role); // flow
}`,
};

const CATCH_ALL = `--- server.ts
import express from 'express';
import { setUser, load } from './users.js';
import { onLead } from './lead.js';
const app = express();
app.get('/lead', load, onLead);
app.get('/clean', onLead);
app.get('*', (_req: any, res: any) => { res.render('404'); });
app.post('/user', (req: any) => { setUser(req.body.id); });
--- users.ts
import { user } from './data.js';
let current: any = { city: 'x' };
export function setUser(id: string) { current = { id, phone: user.phone, city: 'y' }; }
export async function load(req: any, _res: any, next: any) { await null; req.who = current; next(); }
--- lead.ts
import { track } from './ads/sink.js';
export function onLead(req: any) {
  track(req.who.phone); // flow
  track(req.who.city);
}`;

describe('chains of handlers', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });

  it('a route that answers any request does not keep those of others from being made again, in large programs', () => {
    const files = filesIn(CATCH_ALL);
    expect(inSlice(files)).toEqual(markedIn(files));
  });
});
