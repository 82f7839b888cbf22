import { all } from './table.js';
import type { Library } from './table.js';

const promise = { result: 'promise' } as const;
const user = (at: string): string => `${at}.providers[].authorize.return.await`;

/** Who logs in goes into the token, the token into the session: callbacks in the options see both, the request gets neither. */
const session = (at: string, to: string): readonly string[] => [
  `${user(at)} => ${at}.callbacks.signIn.arg0.user`,
  `${user(at)} => ${at}.callbacks.jwt.arg0.user`,
  `${at}.callbacks.jwt.return.await => ${at}.callbacks.session.arg0.token`,
  `${user(at)} => ${at}.callbacks.session.arg0.user`,
  `${user(at)} => ${at}.callbacks.session.arg0.session.user`,
  `${at}.callbacks.session.return.await => ${to}`,
  `no ${at}.callbacks.session: ${user(at)} => ${to}.user`,
];

/** next-auth 4 and 5, and its providers: what a provider is made with is what it holds. */
export const nextAuth: Library = {
  modules: ['next-auth', 'next-auth/next'],
  table: () => ({
    '': {
      ...all('getServerSession unstable_getServerSession', session('last', 'return.await'), promise),
      default: { flow: [...session('last', 'return.auth.return.await')] },
    },
  }),
};

export const nextAuthProviders: Library = {
  modules: ['next-auth/providers/credentials', '@auth/core/providers/credentials'],
  table: () => ({ '': { default: 'arg0 => return' } }),
};
