import type { Class, MethodDefinition, ParamPattern, TSSignature } from 'oxc-parser';
import type { Context } from './context.js';
import type { TypeMember } from './ir.js';
import { keyName } from './patterns.js';
import { annotation, lowerFnType, parameterAnnotation } from './types.js';

/** Members of an interface or a type literal. */
export function lowerTypeMembers(cx: Context, nodes: readonly TSSignature[]): TypeMember[] {
  return nodes.map((node): TypeMember => {
    const s = node.start;
    const e = node.end;
    const found = cx.docs.before(s);
    const doc = found ? { doc: found } : {};
    switch (node.type) {
      case 'TSPropertySignature': {
        const type = annotation(cx, node.typeAnnotation);
        return { kind: 'prop', name: keyName(node.key, node.computed) ?? '', ...(node.optional && { optional: true }), ...(type && { type }), ...doc, s, e };
      }
      case 'TSMethodSignature': {
        const name = keyName(node.key, node.computed) ?? '';
        const fn = lowerFnType(cx, node);
        const type = node.kind === 'get' ? fn.ret : node.kind === 'set' ? fn.params[0]?.type : undefined;
        if (node.kind !== 'method') return { kind: node.kind, name, ...(type && { type }), ...doc, s, e };
        return { kind: 'method', name, ...(node.optional && { optional: true }), fn, ...doc, s, e };
      }
      case 'TSIndexSignature': {
        const type = annotation(cx, node.typeAnnotation);
        return { kind: 'index', name: '', ...(type && { type }), ...doc, s, e };
      }
      case 'TSCallSignatureDeclaration': return { kind: 'call', name: '', fn: lowerFnType(cx, node), ...doc, s, e };
      case 'TSConstructSignatureDeclaration': return { kind: 'construct', name: '', fn: lowerFnType(cx, node), ...doc, s, e };
    }
  });
}

function parameterProperty(cx: Context, node: ParamPattern): TypeMember | undefined {
  if (node.type !== 'TSParameterProperty') return undefined;
  const inner = node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter;
  if (inner.type !== 'Identifier') return undefined;
  const type = annotation(cx, parameterAnnotation(node));
  const doc = cx.docs.before(node.start) ?? cx.docs.before(inner.start);
  const optional = (node.parameter as { optional?: boolean }).optional === true;
  return { kind: 'prop', name: inner.name, ...(optional && { optional: true }), ...(type && { type }), ...(doc && { doc }), s: node.start, e: node.end };
}

/** An implementation is no signature where overloads are written. */
function isHiddenImplementation(node: MethodDefinition, all: Class['body']['body']): boolean {
  return node.value.body !== null && all.some(other =>
    other.type === 'MethodDefinition' && other.value.body === null && other.kind === node.kind && other.static === node.static
    && keyName(other.key, other.computed) === keyName(node.key, node.computed));
}

/** What the instances (and, `static`, the class itself) are declared to have; a constructor's parameter properties too. */
export function lowerClassTypeMembers(cx: Context, node: Class): TypeMember[] {
  const members: TypeMember[] = [];
  for (const m of node.body.body) {
    if (m.type === 'StaticBlock') continue;
    const s = m.start;
    const e = m.end;
    const found = cx.docs.before(s);
    const common = { ...(m.static && { static: true }), ...(found && { doc: found }), s, e };
    if (m.type === 'TSIndexSignature') {
      const type = annotation(cx, m.typeAnnotation);
      members.push({ kind: 'index', name: '', ...(type && { type }), ...common });
    } else if ('kind' in m) {
      if (m.kind === 'constructor') members.push(...m.value.params.map(p => parameterProperty(cx, p)).filter(p => p !== undefined));
      if (m.type === 'MethodDefinition' && isHiddenImplementation(m, node.body.body)) continue;
      const fn = lowerFnType(cx, m.value, found);
      const name = keyName(m.key, m.computed) ?? '';
      const type = m.kind === 'get' ? fn.ret : fn.params[0]?.type;
      if (m.kind === 'get' || m.kind === 'set') members.push({ kind: m.kind, name, ...(type && { type }), ...common });
      else members.push({ kind: m.kind === 'constructor' ? 'construct' : 'method', name: m.kind === 'constructor' ? '' : name, ...(m.optional && { optional: true }), fn, ...common });
    } else {
      const type = annotation(cx, m.typeAnnotation) ?? found?.type;
      members.push({ kind: 'prop', name: keyName(m.key, m.computed) ?? '', ...(m.optional && { optional: true }), ...(type && { type }), ...common });
    }
  }
  return members;
}
