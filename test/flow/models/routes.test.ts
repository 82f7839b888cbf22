import { describe, it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

/** What a router hands from one module to another. */
const CASES: Readonly<Record<string, string>> = {
  'a fetcher has what the function gives that its type names': `--- api.ts
import { user } from './data.js';
export async function loader() { return { phone: user.phone, city: user.city }; }
export async function towns() { return { phone: user.city }; }
--- page.tsx
import { useFetcher, useRouteLoaderData } from 'react-router'; import { track } from './ads/sink.js';
import { towns, type loader } from './api.js';
export default function Page() { const f = useFetcher<typeof loader>();
track(f.data!.phone); // flow
track(f.data!.city);
track(f.state);
track(useRouteLoaderData<typeof loader>('root')!.phone); // flow
track(useFetcher<typeof towns>().data!.phone);
return <f.Form><button onClick={() => f.submit({ a: 1 })} /></f.Form>; }`,
  'a fetcher without a type has what its own module gives': `--- page.tsx
import { useFetcher } from '@remix-run/react'; import { user } from './data.js'; import { track } from './ads/sink.js';
export async function action() { return { phone: user.phone, city: user.city }; }
export default function Page() { const f = useFetcher();
track((f.data as any).phone); // flow
track((f.data as any).city);
return null; }`,
  'what a layout gives to the pages in it': `--- layout.tsx
import { Outlet } from 'react-router'; import { user } from './data.js';
export default function Layout() { return <main><Outlet context={{ phone: user.phone, city: user.city }} /></main>; }
--- page.tsx
import { useOutletContext } from 'react-router'; import { track } from './ads/sink.js';
export default function Page() { const { phone, city } = useOutletContext<{ phone: string; city: string }>();
track(phone); // flow
track(city);
return null; }`,
  'sessions by their keys': `--- sessions.ts
import { createCookieSessionStorage } from 'react-router';
export const { getSession, commitSession } = createCookieSessionStorage({ cookie: { name: 's' } });
--- login.ts
import { getSession, commitSession } from './sessions.js'; import { user } from './data.js';
export async function action({ request }: any) { const session = await getSession(request.headers.get('Cookie'));
session.set('phone', user.phone); session.set('city', user.city); session.flash('note', user.phone);
return new Response(null, { headers: { 'Set-Cookie': await commitSession(session) } }); }
--- page.ts
import { getSession } from './sessions.js'; import { track } from './ads/sink.js';
export async function loader({ request }: any) { const session = await getSession(request.headers.get('Cookie'));
track(session.get('phone')); // flow
track(session.get('city'));
track(session.get('note')); // flow
track(session.get('other'));
return null; }`,
  'sessions of a storage': `--- sessions.ts
import { createMemorySessionStorage } from '@remix-run/node';
export const storage = createMemorySessionStorage({});
--- page.ts
import { storage } from './sessions.js'; import { user } from './data.js'; import { track } from './ads/sink.js';
export async function action({ request }: any) { const session = await storage.getSession(request.headers.get('Cookie')); session.set('phone', user.phone); session.set('city', user.city); return null; }
export async function loader({ request }: any) { const session = await storage.getSession(request.headers.get('Cookie'));
track(session.get('phone')); // flow
track(session.get('city'));
return null; }`,
};

describe('what routers hand on', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
