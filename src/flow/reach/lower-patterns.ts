import type { Pattern } from '../../facts/ir.js';
import type { Lowering } from './lower.js';

/** `target = value`; the parts of a pattern are read even where nothing is known of the value. */
export function assign(l: Lowering, target: Pattern, value: number): void {
  switch (target.k) {
    case 'pvar':
      l.b.edge(value, target.v);
      return;
    case 'pglobal':
      l.b.edge(value, l.facts.style === 'cjs' && target.name === 'exports' ? l.exports : l.global(target.name));
      return;
    case 'pmember': {
      if (target.obj.k === 'global' && target.obj.name === 'module' && 'name' in target.key && target.key.name === 'exports') {
        l.b.edge(value, l.exports);
        return;
      }
      const object = l.expr(target.obj);
      const key = l.key(target.key);
      l.b.edge(key.node, object, 'blur', '', true);
      l.b.storeInto(value, object, key.name);
      return;
    }
    case 'pobject':
      for (const p of target.props) {
        const key = l.key(p.key);
        assign(l, p.target, l.b.load(value, key.name, l.fn, p));
      }
      if (target.rest) assign(l, target.rest, value);
      return;
    case 'parray':
      target.elems.forEach((t, i) => t && assign(l, t, l.b.load(value, String(i), l.fn)));
      if (target.rest) assign(l, target.rest, value);
      return;
    case 'pdefault': {
      const fallback = l.expr(target.value);
      assign(l, target.target, l.any([value, fallback]));
      return;
    }
  }
}
