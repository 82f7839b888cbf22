import { expect, it } from 'vitest';
import { flowsIn, marked } from '../harness.js';
import { inSlice } from './in-slice.js';

const HEAD = "import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';";

/** Components that are classes, and promises that are rejected: found by a run of the whole and of a slice. */
it.each([
  [
    'props of a class',
    `import React from 'react';
class Page extends React.Component<any> {
  componentDidUpdate(prev: any) { track(prev.tel); } // flow
  render() { track(this.props.tel); // flow
    track(this.props.city); return null; }
}
export function App() { return <Page tel={user.phone} city={user.city} />; }`,
  ],
  [
    'props that a constructor puts into the state',
    `class Page extends React.Component<any> {
  constructor(props: any) { super(props); this.state = { tel: props.tel, city: props.city }; }
  render() { track(this.state.tel); // flow
    track(this.state.city); return null; }
}
export function App() { return <Page tel={user.phone} city={user.city} />; }
import React from 'react';`,
  ],
  [
    'state that a component sets and reads',
    `import React from 'react';
class Page extends React.Component<any, any> {
  load = () => { this.setState((state: any, props: any) => ({ ...state, tel: props.tel, city: props.city })); };
  componentDidMount() { this.load(); this.setState({ own: user.phone }); }
  render() { track(this.state.tel); // flow
    track(this.state.own); // flow
    track(this.state.city); return null; }
}
export function App() { return <Page tel={user.phone} city={user.city} />; }`,
  ],
  [
    'state that is derived from props',
    `import React from 'react';
class Page extends React.Component<any, any> {
  static getDerivedStateFromProps(props: any) { return { tel: props.tel, city: props.city }; }
  render() { track(this.state.tel); // flow
    track(this.state.city); return null; }
}
export function App() { return <Page tel={user.phone} city={user.city} />; }`,
  ],
  [
    'props by their declared type',
    `import { Component } from 'react';
export class Page extends Component<any, any> {
  async componentDidMount() { const u = await load(); this.setState({ u }); }
  render() { return <Card user={this.state.u} />; }
}
async function load() { return user; }
class Card extends Component<{ user: User }> {
  click = () => { track(this.props.user.phone); // flow
    track(this.props.user.city); };
  render() { return <button onClick={this.click} />; }
}`,
  ],
  [
    'the initial props of a page',
    `import React from 'react';
export default class Page extends React.Component<any> {
  static async getInitialProps() { return { tel: user.phone, city: user.city }; }
  render() { track(this.props.tel); // flow
    track(this.props.city); return null; }
}`,
  ],
  [
    'the initial props of a page that is a function',
    `function Page(props: any) { track(props.tel); // flow
  track(props.city); return null; }
Page.getInitialProps = async () => ({ tel: user.phone, city: user.city });
export default Page;`,
  ],
  [
    'promises that are rejected, awaited',
    `const load = (x: any) => new Promise((_, reject) => setTimeout(() => reject(x), 10));
export async function go() {
  try { await load(user.phone); } catch (e) { track(e); } // flow
  try { await Promise.reject(user.phone); } catch (e) { track(e); } // flow
  try { await Promise.reject(user.city); } catch (e) { track(e); }
}`,
  ],
  [
    'what one callback of a library’s call gives the others',
    `import { waterfall } from 'async';
waterfall([(done: any) => done(null, user.phone), (tel: any, done: any) => done(null, tel)], (error: any, tel: any) => track(tel)); // flow
waterfall([(done: any) => done(null, user.city), (city: any, done: any) => done(null, city)], (error: any, city: any) => track(city));`,
  ],
  [
    'requests of a server that is required',
    `const express = require('express');
export function serve() {
  const app = express();
  app.use((req: any, res: any, next: any) => { req.tel = user.phone; req.city = user.city; next(); });
  app.get('/', (req: any) => { track(req.tel); // flow
    track(req.city); });
}`,
  ],
])('%s', (_, text) => {
  expect(flowsIn(text, 'a.tsx')).toEqual(marked(text, 'a.tsx'));

  expect(inSlice({ 'a.tsx': `${HEAD}\n${text}` })).toEqual(marked(text, 'a.tsx'));
});
