import type { Expr } from '../../facts/ir.js';
import { DERIVED_STATE, LIFECYCLE } from '../../models/frameworks.js';
import { EMPTY, EMPTY_ARRAY, isInternal, withSlot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { BOTTOM, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { memberOf } from '../../types/shape.js';
import { checkEntering, purposesOfCode, reachOf } from './boundary.js';
import { callValue, constructValue, plainArgs } from './calls.js';
import { conform } from './declared.js';
import type { Reach } from './deep.js';
import { evaluate, evaluateUse } from './expressions.js';
import { packageName } from './imported-types.js';
import { noExit } from './frame.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { copyProperties } from './patterns.js';
import { getProperty } from './properties.js';
import { setProperty } from './property-writes.js';
import { pushElement } from './elements.js';
import { passToCallbacks } from './unreadable.js';

/** An element: a component is run with its props, an intrinsic element holds what it is given. */
export function evaluateJsx(m: Machine, e: Extract<Expr, { k: 'jsx' }>): Value {
  const tag = typeof e.tag === 'string' || e.tag === null ? undefined : evaluate(m, e.tag);
  const entering = tag ? enteredBy(m, tag) : [];
  const props = m.alloc('object', m.site(e), EMPTY, {}, 'props');
  const give = (v: Value, name: string, site: Site): Value => entering.reduce((x, p) => checkEntering(m, x, p.purposes, p.module, site, p.reach(name)), v);
  for (const a of e.attrs) {
    if (!m.st) return BOTTOM;
    if ('spread' in a) {
      copyProperties(m, evaluateUse(m, a.spread), props);
      let c = m.content(props);
      for (const [name, s] of c.props) c = withSlot(c, name, { ...s, v: give(s.v, name, m.site(a)) });
      m.setContent(props, c);
    }
    else setProperty(m, reference(props), a.name, give(evaluateUse(m, a.value), a.name, m.site(a)), m.site(a));
  }
  children(m, e, props, give);
  if (!m.st) return BOTTOM;
  const element = m.alloc('object', m.site(e), EMPTY, {}, 'element');
  setProperty(m, reference(element), 'props', reference(props), m.site(e));
  if (tag) setProperty(m, reference(element), 'rendered', renderLater(m, tag, reference(props), m.site(e)), m.site(e));
  else passToCallbacks(m, reference(props), [], { thisValue: UNDEFINED, args: { list: [] }, site: m.site(e), isNew: false }, 0);
  return reference(element);
}

/** `createElement(component, props, ...children)`: the same, by a call. */
export function createElement(m: Machine, [tag = BOTTOM, given = BOTTOM, ...children]: readonly Value[], at: readonly Site[], site: Site): Value {
  const entering = enteredBy(m, tag);
  const props = m.alloc('object', site, EMPTY, {}, 'props');
  copyProperties(m, given, props);
  const held = children.length > 1 ? reference(m.alloc('array', site, EMPTY_ARRAY, {}, 'children')) : children[0];
  if (children.length > 1) for (const x of children) pushElement(m, held!.refs[0]!, x);
  if (held) setProperty(m, reference(props), 'children', held, site);
  let c = m.content(props);
  for (const [name, s] of c.props) c = withSlot(c, name, { ...s, v: entering.reduce((x, p) => checkEntering(m, x, p.purposes, p.module, at[name === 'children' && held ? 2 : 1] ?? site, p.reach(name)), s.v) });
  m.setContent(props, c);
  const element = m.alloc('object', site, EMPTY, {}, 'element');
  setProperty(m, reference(element), 'props', reference(props), site);
  if (m.st) setProperty(m, reference(element), 'rendered', renderLater(m, tag, reference(props), site), site);
  return reference(element);
}

function children(m: Machine, e: Extract<Expr, { k: 'jsx' }>, props: number, give: (v: Value, name: string, site: Site) => Value): void {
  const values: Value[] = [];
  for (const c of e.children) {
    if (!m.st) return;
    const inner = c.k === 'spread' ? c.arg : c;
    values.push(give(evaluateUse(m, inner), 'children', m.site(inner)));
  }
  if (values.length === 0) return;
  let v = values[0]!;
  if (values.length > 1) {
    const list = m.alloc('array', m.site(e), EMPTY_ARRAY, {}, 'children');
    for (const x of values) pushElement(m, list, x);
    v = reference(list);
  }
  setProperty(m, reference(props), 'children', v, m.site(e));
}

/** The module that a component is of. */
interface Entered {
  readonly purposes: readonly string[];
  readonly module: string;
  readonly reach: (attribute: string) => Reach;
}

function enteredBy(m: Machine, tag: Value): Entered[] {
  return tag.refs.flatMap((ref): Entered[] => {
    const { closure, cls, module } = m.obj(ref);
    if (cls) {
      const code = m.slot(cls.prototype, 'render')?.v.refs.map((r) => m.obj(r).closure)[0];
      return code ? [{ purposes: purposesOfCode(m, code), module: cls.facts.file, reach: () => 'elements' }] : [];
    }
    if (closure) {
      const { file } = closure.facts;
      const type = closure.fn.params[0]?.type;
      const props = type && m.setting.declared.shape({ file, type });
      return [{ purposes: purposesOfCode(m, closure), module: file, reach: (name) => (props?.unknown ? 'all' : reachOf(m, memberOf(props?.objects ?? [], name)?.type)) }];
    }
    if (!module) return [];
    return [{ purposes: m.setting.policy.purposesOfPackage(module), module: packageName(module), reach: () => 'all' }];
  });
}

/** Runs a component that an element is of: React does so when the code that made the element has returned, which its errors don't reach. */
function renderLater(m: Machine, tag: Value, props: Value, site: Site): Value {
  const { catches } = m.frame;
  const caught = noExit();
  catches.push(caught);
  const out = render(m, tag, props, site);
  catches.pop();
  const isRendered = m.st !== null;
  m.st = State.join(m.st, caught.st);
  return isRendered ? out : UNDEFINED;
}

/** Runs a component with its props; what they lack it has by its `defaultProps`. */
export function render(m: Machine, tag: Value, props: Value, site: Site): Value {
  defaults(m, tag, props, site);
  let out = BOTTOM;
  const classes: Value = { ...tag, refs: tag.refs.filter((r) => m.obj(r).kind === 'class') };
  const functions: Value = { ...tag, refs: tag.refs.filter((r) => m.obj(r).kind !== 'class') };
  if (classes.refs.length > 0) {
    const given = declaredProps(m, classes, props, site);
    const instance = constructValue(m, classes, plainArgs(site, given), site);
    for (const ref of instance.refs) setProperty(m, reference(ref), 'props', given, site);
    deriveState(m, classes, instance, props, site);
    out = callValue(m, getProperty(m, instance, 'render', site), instance, { list: [] }, site);
    lifecycle(m, instance, props, site);
  }
  if (functions.refs.length > 0 || functions.unknown) out = join(out, m.st ? callValue(m, functions, UNDEFINED, plainArgs(site, props, ...(m.slot(props.refs[0]!, 'ref') ? [getProperty(m, props, 'ref', site)] : [])), site) : BOTTOM);
  return out;
}

/** Props that come from outside are what the class says of them: `extends Component<Props>`. */
function declaredProps(m: Machine, classes: Value, props: Value, site: Site): Value {
  return classes.refs.reduce((v, ref) => {
    const { facts, index } = m.obj(ref).cls!;
    const [base] = facts.types.find((t) => t.cls === index)?.extends ?? [];
    const type = base?.k === 'ref' ? base.args?.[0] : undefined;
    return type ? conform(m, v, { file: facts.file, type }, site, 'the props are declared') : v;
  }, props);
}

/** The state has what a static method makes of the props. */
function deriveState(m: Machine, classes: Value, instance: Value, props: Value, site: Site): void {
  const derive = getProperty(m, classes, DERIVED_STATE, site);
  if (!m.st || !derive.refs.some((r) => m.obj(r).kind === 'function')) return;
  const given = m.within(DERIVED_STATE, false, () => callValue(m, derive, UNDEFINED, plainArgs(site, props, getProperty(m, instance, 'state', site)), site));
  if (m.st && given.refs.length > 0) callValue(m, getProperty(m, instance, 'setState', site), instance, plainArgs(site, given), site);
}

function lifecycle(m: Machine, instance: Value, props: Value, site: Site): void {
  for (const name of LIFECYCLE) {
    const f = m.st ? getProperty(m, instance, name, site) : BOTTOM;
    const own: Value = { ...f, refs: f.refs.filter((r) => m.obj(r).kind === 'function'), consts: [], kinds: 0, unknown: false };
    if (own.refs.length === 0) continue;
    m.branch(() => m.within(name, false, () => callValue(m, own, instance, plainArgs(site, props, getProperty(m, instance, 'state', site)), site)), () => UNDEFINED);
  }
}

function defaults(m: Machine, tag: Value, props: Value, site: Site): void {
  for (const component of tag.refs) {
    if (!m.slot(component, 'defaultProps')) continue;
    for (const from of getProperty(m, reference(component), 'defaultProps', site).refs) {
      for (const [name, s] of m.content(from).props) {
        for (const to of props.refs) if (!isInternal(name) && !m.slot(to, name)) setProperty(m, reference(to), name, s.v, site);
      }
    }
  }
}
