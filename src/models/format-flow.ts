import type { Access, Endpoint, FlowEdge } from './flow-language.js';

/** A flow as `parseFlow` reads it. */
export function formatFlow({ unless, from, to, exact, match }: FlowEdge): string {
  const condition = unless ? `no ${formatEndpoint(unless)}: ` : '';
  if (to.base === 'nothing') return `${condition}${formatEndpoint(from).replace(/\.return$/, '')}()`;
  return `${condition}${formatEndpoint(from)} ${match ? '~>' : exact ? '=>' : '->'} ${formatEndpoint(to)}`;
}

/** An endpoint of a flow, as it is written there. */
export function formatEndpoint(at: Endpoint): string {
  const path = at.path.map(formatAccess).join('');
  switch (at.base) {
    case 'type': return `type${at.index ?? 0}`;
    case 'new': return `new ${at.instance ?? ''}`;
    case 'arg': return argument(at.index) + path;
    case 'args': return (at.index === 0 ? 'args' : `${argument(at.index)}..`) + path;
    case 'callback-arg': return `${callback(at)}${at.rest ? '.args' : `.arg${at.index ?? 0}`}${path}`;
    case 'callback-return': return `${callback(at)}.return${path}`;
    case 'callback-this': return `${callback(at)}.this${path}`;
    default: return at.base + path;
  }
}

const argument = (index = 0): string => (index < 0 ? 'last' : `arg${index}`);
const callback = ({ callback: index = 0, every, at = [] }: Endpoint): string => (every ? (index === 0 ? 'args' : `${argument(index)}..`) : argument(index)) + at.map(formatAccess).join('');

function formatAccess(access: Access): string {
  switch (access.k) {
    case 'property': return `.${access.name}`;
    case 'element': return '[]';
    case 'any': return '.*';
    case 'each': return '{}';
    case 'await': return '.await';
    case 'caught': return '.caught';
    case 'key': case 'value': return `.${access.k}[]`;
    case 'param': return access.rest ? '.args' : `.arg${access.index}`;
    case 'result': return '.return';
  }
}
