import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What a declaration file declares, by interface, class or namespace (dotted); '' holds the top level. */
export type Declared = Map<string, { members: Map<string, 'method' | 'property'>; extends: string[] }>;

const require = createRequire(import.meta.url);
export const libFolder = dirname(require.resolve('typescript'));

export function libFiles(pattern: RegExp): string[] {
  return readdirSync(libFolder)
    .filter((name) => pattern.test(name))
    .map((name) => join(libFolder, name));
}

export function declaredIn(files: readonly string[]): Declared {
  const declared: Declared = new Map();
  const holder = (name: string) => {
    const known = declared.get(name) ?? { members: new Map<string, 'method' | 'property'>(), extends: [] };
    declared.set(name, known);
    return known;
  };
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source.statements, '');
  }
  return declared;

  function visit(statements: readonly ts.Statement[], scope: string): void {
    const inside = (name: string): string => (scope ? `${scope}.${name}` : name);
    for (const node of statements) {
      if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) type(node, inside(node.name?.text ?? 'default'));
      else if (ts.isFunctionDeclaration(node) && node.name) holder(scope).members.set(node.name.text, 'method');
      else if (ts.isVariableStatement(node))
        for (const { name } of node.declarationList.declarations) holder(scope).members.set(name.getText(), 'property');
      else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
        const name = node.name.text;
        visit(node.body.statements, name === 'global' || ts.isStringLiteral(node.name) ? scope : inside(name));
      }
    }
  }

  function type(node: ts.InterfaceDeclaration | ts.ClassDeclaration, name: string): void {
    const target = holder(name);
    target.extends.push(...(node.heritageClauses ?? []).flatMap((clause) => clause.types.map((base) => base.expression.getText())));
    for (const member of node.members) {
      if (!member.name) continue;
      const isStatic = ts.canHaveModifiers(member) && ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
      const method = ts.isMethodSignature(member) || ts.isMethodDeclaration(member);
      const into = isStatic ? holder(`${name}Constructor`) : target;
      into.members.set(ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(), method ? 'method' : 'property');
    }
  }
}
