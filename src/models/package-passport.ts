import { all, none } from './table.js';
import type { Library } from './table.js';

const later = { deferred: true } as const;
const login = { medium: 'passport', name: 'login' } as const;
/** What a function gives to `done(error, user)`, its last parameter. */
const verified = (at: string): readonly string[] => [1, 2, 3, 4, 5].map((i) => `${at}.arg${String(i)}.arg1 => channel.user`);

/** Whom strategies find is the user of the requests that they let pass. */
export const passport: Library = {
  modules: ['passport', 'koa-passport', '@fastify/passport'],
  table: () => ({
    '': { default: { flow: [], instance: 'Passport' }, ...all('Passport Authenticator', [], { instance: 'Passport' }), ...members() },
    'Passport.prototype': members(),
  }),
};

function members(): ReturnType<typeof all> {
  return {
    ...all('use unuse framework', 'this => return'),
    serializeUser: { flow: ['channel.user => arg0.arg0', 'arg0()'], channel: login, ...later },
    deserializeUser: { flow: ['arg0.arg1.arg1 => channel.user', 'arg0.return.await => channel.user', 'arg0()'], channel: login, ...later },
    ...all('authenticate authorize', ['channel.user => return.arg0.user', 'channel.user => return.arg0.state.user', 'return.arg1()', 'return.arg2()', 'channel.user => last.arg1'], { channel: login, result: 'function' }),
    ...all('initialize session secureSession', ['channel.user => return.arg0.user', 'channel.user => return.arg0.state.user', 'return.arg1()', 'return.arg2()'], { channel: login, result: 'function' }),
  };
}

export const passportStrategies: Library = {
  modules: ['passport-local', 'passport-jwt', 'passport-custom', 'passport-http', 'passport-http-bearer', 'passport-oauth2', 'passport-google-oauth20', 'passport-github2', 'passport-facebook', 'passport-twitter', 'passport-magic-link'],
  table: () => ({
    '': {
      ...all('Strategy default BasicStrategy DigestStrategy', [...verified('last'), 'last()'], { instance: 'Strategy', channel: login, ...later }),
      '*': [],
    },
    'Strategy.prototype': none('authenticate'),
  }),
};
