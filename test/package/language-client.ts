import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

export interface Diagnostic {
  readonly code?: string;
  readonly message: string;
  /** From 0. */
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** An editor that has opened a folder, with the ESLint server of Visual Studio Code. */
export interface Editor {
  open(file: string, text: string): Promise<void>;
  /** The file's whole text is another from now on. */
  change(file: string, text: string): Promise<void>;
  /** What ESLint says of the file as it is in the editor. */
  diagnostics(file: string): Promise<readonly Diagnostic[]>;
  /** Process id of the server. */
  readonly pid: number;
  close(): void;
}

const SERVER = createRequire(import.meta.url).resolve('vscode-langservers-extracted/bin/vscode-eslint-language-server');

/** What the extension sends for a file with ESLint on and nothing else set. */
const settingsFor = (folder: string): object => ({
  validate: 'on', packageManager: 'npm', useESLintClass: true, useFlatConfig: true, experimental: { useFlatConfig: false }, codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
  codeActionOnSave: { enable: false, mode: 'all' }, format: false, quiet: false, onIgnoredFiles: 'off', options: {}, rulesCustomizations: [], run: 'onType', problems: { shortenToSingleLine: false }, nodePath: null,
  workspaceFolder: { name: 'folder', uri: pathToFileURL(folder).href }, workingDirectory: { directory: folder }, silent: false,
});

/** @param folder absolute; ESLint is found from there */
export async function openEditor(folder: string, env: NodeJS.ProcessEnv = {}): Promise<Editor> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settingsFor(folder)));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest((method) => {
    throw new Error(`the server asks for ${method}`);
  });
  connection.listen();
  const workspaceFolders = [{ name: 'folder', uri: pathToFileURL(folder).href }];
  const capabilities = { workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: workspaceFolders[0]?.uri, workspaceFolders, capabilities });
  await connection.sendNotification('initialized', {});
  const versions = new Map<string, number>();
  const document = (file: string): { uri: string; version: number } => {
    const version = (versions.get(file) ?? 0) + 1;
    versions.set(file, version);
    return { uri: pathToFileURL(`${folder}/${file}`).href, version };
  };
  return {
    pid: child.pid ?? 0,
    open: (file, text) => connection.sendNotification('textDocument/didOpen', { textDocument: { ...document(file), languageId: file.endsWith('x') ? 'typescriptreact' : 'typescript', text } }),
    change: (file, text) => connection.sendNotification('textDocument/didChange', { textDocument: document(file), contentChanges: [{ text }] }),
    async diagnostics(file) {
      const { items } = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(`${folder}/${file}`).href }, identifier: 'eslint' });
      return items;
    },
    close() {
      connection.dispose();
      child.kill();
    },
  };
}
