import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../src/policy/load.js';
import { linkerOf } from '../../src/project/linker.js';
import { unreadSchemas } from '../../src/project/prisma-schemas.js';
import { createSources } from '../../src/project/sources.js';
import { sourceFiles } from '../../src/project/walk.js';
import { createDeclaredTypes } from '../../src/types/declared.js';
import { tempFolder } from './temp-folder.js';

const APP = { '.git/HEAD': '', 'src/app.ts': "import { PrismaClient } from './generated/client.js';\nexport const db = new PrismaClient();\n" };

function unread(files: Record<string, string>, from = ''): string[] {
  const folder = tempFolder(files);
  const sources = createSources();
  const policy = loadPolicy({ from: folder });
  const linker = linkerOf(sources, { files: sourceFiles(folder, sources) });
  return unreadSchemas(policy, [from === '' ? folder : `${folder}/${from}`], linker, createDeclaredTypes(linker, policy), sources).map(({ message, hint, place }) => {
    expect(hint).toContain('prisma generate');
    return `${place.file?.slice(folder.length + 1)}:${place.line}:${place.column} ${message}`;
  });
}

const schema = (fields: string): string => `model User {\n  id Int @id\n${fields}\n}\n`;
const generated = (doc: string, field = 'phone: string'): string => `export interface User {\n  id: number\n  /**\n   * ${doc}\n   */\n  ${field}\n}\n`;

describe('labels in a Prisma schema that the generated client does not have', () => {
  it('as the comment is one that Prisma drops', () => {
    expect(unread({ ...APP, 'prisma/schema.prisma': schema('  // @data TwoFactorPhone\n  phone String // tel\n  mail String @default("a // b") // @data SecurityEmail') })).toEqual([
      'prisma/schema.prisma:3:6 Prisma drops this comment, so that nothing carries "TwoFactorPhone" here.',
      'prisma/schema.prisma:5:37 Prisma drops this comment, so that nothing carries "SecurityEmail" here.',
    ]);
  });

  it('as it was not generated, or before the label was written', () => {
    const files = { ...APP, 'schema.prisma': schema('  /// Second factor.\n  /// @data TwoFactorPhone\n  phone String') };
    const missing = ['schema.prisma:4:7 No generated client has this label of the field "phone": "TwoFactorPhone".'];
    expect(unread(files)).toEqual(missing);
    expect(unread({ ...files, 'src/generated/client.ts': generated('Second factor.') })).toEqual(missing);
    expect(unread({ ...files, 'src/generated/client.ts': generated('@data TwoFactorPhone', 'tel: string') })).toEqual(missing);
    expect(unread({ ...files, 'src/generated/client.ts': generated('@data TwoFactorPhone') })).toEqual([]);
    expect(unread({ ...files, 'src/generated/client.ts': generated('Second factor. @data TwoFactorPhone', 'phone?: string | null') })).toEqual([]);
  });

  it('in a schema of many files, at the place that package.json or the config names, above the program', () => {
    const labelled = schema('  /// @data TwoFactorPhone\n  phone String');
    expect(unread({ ...APP, 'db/a.prisma': labelled, 'package.json': '{ "prisma": { "schema": "db" } }' })).toHaveLength(1);
    expect(unread({ ...APP, 'db/models/a.prisma': labelled, 'prisma.config.ts': "export default defineConfig({ schema: './db' });" })).toHaveLength(1);
    expect(unread({ ...APP, 'prisma/a.prisma': labelled }, 'src')).toHaveLength(1);
    expect(unread({ ...APP, 'elsewhere/a.prisma': labelled })).toEqual([]);
  });

  it('of a model', () => {
    expect(unread({ ...APP, 'schema.prisma': '/// @data TwoFactorPhone\nmodel Phone {\n  id Int @id\n}\n' })).toEqual(['schema.prisma:1:5 No generated client has this label of a model: "TwoFactorPhone".']);
  });

  it('are none where no program has a client, of labels that the policy does not have, and outside comments', () => {
    const labelled = schema('  /// @data TwoFactorPhone\n  phone String');
    expect(unread({ '.git/HEAD': '', 'src/app.ts': 'export {};', 'schema.prisma': labelled })).toEqual([]);
    expect(unread({ ...APP, 'schema.prisma': schema('  // @data payload of the event\n  phone String @default("// @data TwoFactorPhone")') })).toEqual([]);
  });
});
