import { describe, expect, it } from 'vitest';
import { flows, marked, PRELUDE } from '../harness.js';

const HEAD = `import { user } from '../data.js'; import { track } from '../ads/sink.js';\n`;
const CASES: Readonly<Record<string, string>> = {
  'Next.js: what a page is given by its data functions': `export async function getServerSideProps() { return { props: { phone: user.phone, city: user.city } }; }
export default function Page({ phone, city }: { phone: string; city: string }) {
  track(phone); // flow
  track(city);
  return null;
}`,
  'Next.js: initial props': `import React from 'react';
export default class Page extends React.Component<any> {
  static async getInitialProps() { return { p: user.phone, q: 'x' }; }
  render() {
    track(this.props.p); // flow
    track(this.props.q);
    return null;
  }
}`,
  'React: class components': `import React from 'react';
class C extends React.Component<any, any> {
  static defaultProps = { d: user.phone };
  state = { s: user.phone, t: 'x' };
  constructor(props: any) { super(props); track(props.p); track(props.q); } // flow
  componentDidMount() { track(this.state.s); track(this.state.t); } // flow
  componentDidUpdate(before: any) { track(before.p); } // flow
  click = () => { this.setState({ u: this.props.p }); };
  render() {
    track(this.props.d); // flow
    track(this.state.u); // flow
    track(this.props.q);
    return <button onClick={this.click} />;
  }
}
export const App = () => <C p={user.phone} q="x" />;`,
  'a record that a state is set to is no function of the state': `import { useState, useEffect } from 'react';
export function App() {
  const [u, setU] = useState<{ phone: string; city: string } | null>(null);
  useEffect(() => { Promise.resolve(user).then(setU); }, []);
  track(u?.phone); // flow
  track(u?.city);
  return null;
}`,
  'a child that needs what its parent provides': `import React from 'react';
const Ctx = React.createContext<{ phone: string; city: string } | null>(null);
function useUser() { const v = React.useContext(Ctx); if (!v) throw new Error('no'); return v; }
function Child() {
  const u = useUser();
  track(u.phone); // flow
  track(u.city);
  return <b>{u.city}</b>;
}
export const App = () => <Ctx.Provider value={{ phone: user.phone, city: user.city }}><Child /></Ctx.Provider>;`,
};

describe('React and Next.js', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flows({ ...PRELUDE, 'pages/a.tsx': HEAD + text })).toEqual(marked(text, 'pages/a.tsx'));
  });

  it('reports attributes of a class component of another purpose', () => {
    const text = `import { Banner } from '../ads/banner.js';
export const App = () => <>
  <Banner phone={user.phone} /> // flow
  <Banner phone={user.city} />
</>;`;
    const banner = `import React from 'react';\nexport class Banner extends React.Component<any> { render() { return <b>{this.props.phone}</b>; } }`;
    expect(flows({ ...PRELUDE, 'pages/a.tsx': HEAD + text, 'ads/banner.tsx': banner })).toEqual(marked(text, 'pages/a.tsx'));
  });
});
