import type Ts from 'typescript';
import type { DeclaredAt } from './checker.js';
import type { Language } from './system.js';

/** Nodes that hold or begin at the offset, innermost first. */
export function candidates(ts: Language, sourceFile: Ts.SourceFile, offset: number): readonly Ts.Node[] {
  const path: Ts.Node[] = [];
  const visit = (node: Ts.Node): void => {
    if (node.getStart(sourceFile) > offset || offset >= node.getEnd()) return;
    path.unshift(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(sourceFile, visit);
  return path;
}

/** The expression that spans exactly s..e; of several, the outermost: its type is that of the whole. */
export function widestAt(ts: Language, sourceFile: Ts.SourceFile, s: number, e: number): Ts.Node | undefined {
  const exact = candidates(ts, sourceFile, s).filter((n) => n.getStart(sourceFile) === s && n.getEnd() === e);
  return exact.filter((n) => !ts.isStatement(n)).at(-1);
}

/** Where declarations have their names; the declaration itself where it has none. */
export function declarationPlaces(ts: Language, declarations: readonly Ts.Declaration[]): readonly DeclaredAt[] {
  return declarations.map((d) => {
    const sourceFile = d.getSourceFile();
    const name = ts.getNameOfDeclaration(d) ?? d;
    return { file: sourceFile.fileName, s: name.getStart(sourceFile), e: name.getEnd() };
  });
}
