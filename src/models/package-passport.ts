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

const NAMES = 'Strategy default BasicStrategy DigestStrategy BearerStrategy HeaderAPIKeyStrategy OIDCStrategy OAuthStrategy OAuth2Strategy MultiSamlStrategy TotpStrategy';
const strategies = (): ReturnType<typeof all> => all(NAMES, [...verified('last'), 'last()'], { instance: 'Strategy', channel: login, ...later });

export const passportStrategies: Library = {
  modules: [
    ...'anonymous apple auth0 azure-ad cookie custom discord facebook firebase-jwt github github2 gitlab2 google-oauth google-oauth2 google-oauth20 google-oidc headerapikey http http-bearer'.split(' '),
    ...'jwt ldapauth linkedin-oauth2 local localapikey localapikey-update magic-link microsoft oauth oauth1 oauth2 oauth2-client-password openidconnect remember-me saml slack-oauth2 spotify steam totp twitter unique-token webauthn'.split(' '),
  ].map((name) => `passport-${name}`).concat('@node-saml/passport-saml'),
  table: () => ({
    '': { ...strategies(), '*': [] },
    'Strategy.prototype': none('authenticate'),
  }),
};

/** A client that has a strategy of passport's among what it exports. */
export const openidClient: Library = {
  modules: ['openid-client'],
  table: () => ({ '': { Strategy: strategies()['Strategy']! }, 'Strategy.prototype': none('authenticate') }),
};
