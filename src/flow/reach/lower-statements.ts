import type { Block, Stmt } from '../../facts/ir.js';
import type { Lowering } from './lower.js';
import { assign } from './lower-patterns.js';

export function lowerBlock(l: Lowering, block: Block): void {
  for (const { v, f } of block.funcs) l.b.edge(l.functions[f]!.value, v);
  for (const s of block.body) lowerStatement(l, s);
}

function lowerStatement(l: Lowering, s: Stmt): void {
  const outer = l.b.beginStatement(s);
  lowerParts(l, s);
  l.b.endStatement(outer);
}

function lowerParts(l: Lowering, s: Stmt): void {
  switch (s.k) {
    case 'expr':
      l.expr(s.expr);
      return;
    case 'decl':
      assign(l, s.target, s.init ? l.expr(s.init) : -1);
      return;
    case 'block':
      return lowerBlock(l, s.block);
    case 'if':
      l.expr(s.test);
      lowerStatement(l, s.yes);
      if (s.no) lowerStatement(l, s.no);
      return;
    case 'for':
      if (s.init) lowerStatement(l, s.init);
      if (s.test) l.expr(s.test);
      if (s.update) l.expr(s.update);
      return lowerStatement(l, s.body);
    case 'forin': {
      const keys = l.node();
      l.b.edge(l.expr(s.obj), keys, 'blur');
      assign(l, s.target, keys);
      return lowerStatement(l, s.body);
    }
    case 'forof':
      assign(l, s.target, l.expr(s.iter));
      return lowerStatement(l, s.body);
    case 'while':
    case 'dowhile':
      l.expr(s.test);
      return lowerStatement(l, s.body);
    case 'return':
      if (s.arg) l.b.edge(l.expr(s.arg), l.functions[l.fn]!.ret);
      return;
    case 'throw':
      l.b.edge(l.expr(s.arg), l.functions[l.fn]!.thrown);
      return;
    case 'break':
    case 'continue':
      return;
    case 'labeled':
      return lowerStatement(l, s.body);
    case 'switch':
      l.expr(s.disc);
      for (const { v, f } of s.block.funcs) l.b.edge(l.functions[f]!.value, v);
      for (const c of s.cases) {
        if (c.test) l.expr(c.test);
        for (const inner of c.body) lowerStatement(l, inner);
      }
      return;
    case 'try':
      lowerBlock(l, s.block);
      if (s.param) assign(l, s.param, l.functions[l.fn]!.thrown);
      if (s.handler) lowerBlock(l, s.handler);
      if (s.finalizer) lowerBlock(l, s.finalizer);
      return;
    case 'namespace':
      for (const x of s.exports) l.b.edge(x.v, s.v, 'store', x.name);
      return;
    case 'exportdefault':
      l.b.edge(l.expr(s.expr), l.facts.defaultBinding ?? -1);
      return;
    case 'exportassign':
      l.b.edge(l.expr(s.expr), l.exports);
      return;
  }
}
