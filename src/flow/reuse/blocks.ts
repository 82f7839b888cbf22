import type { Block, Span, Stmt } from '../../facts/ir.js';

/** The blocks of a statement that run at most once when it runs, in order. A loop has none: how often it is run depends on what its code makes. */
export function blocksOf(stmt: Stmt): readonly Block[] {
  const blocks: Block[] = [];
  withBlocks(stmt, (block) => {
    blocks.push(block);
    return block;
  });
  return blocks;
}

/** The statement with others in place of its blocks. */
export function withBlocks(stmt: Stmt, change: (block: Block) => Block): Stmt {
  switch (stmt.k) {
    case 'block':
      return { ...stmt, block: change(stmt.block) };
    case 'labeled':
      return { ...stmt, body: withBlocks(stmt.body, change) };
    case 'if':
      return { ...stmt, yes: withBlocks(stmt.yes, change), ...(stmt.no && { no: withBlocks(stmt.no, change) }) };
    case 'try':
      return { ...stmt, block: change(stmt.block), ...(stmt.handler && { handler: change(stmt.handler) }), ...(stmt.finalizer && { finalizer: change(stmt.finalizer) }) };
    default:
      return stmt;
  }
}

/** Statements that stand in a stretch, of a block or of one in it, without those inside them. */
export function statementsIn(block: Block, span: Span): readonly Stmt[] {
  return block.body.flatMap((stmt) => {
    if (stmt.s >= span.s && stmt.e <= span.e) return [stmt];
    return stmt.s < span.s && stmt.e > span.e ? blocksOf(stmt).flatMap((inner) => statementsIn(inner, span)) : [];
  });
}

/** Functions that the block, or one in it, declares. */
export function functionsOf(block: Block): readonly number[] {
  return [...block.funcs.map(({ f }) => f), ...block.body.flatMap((stmt) => blocksOf(stmt).flatMap(functionsOf))];
}
