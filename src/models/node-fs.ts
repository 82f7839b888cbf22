import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What is written into a file of a constant name is read from it. */
const file = { channel: { medium: 'file', key: 'arg0', named: true } } as const;
/** Which file is read may be chosen by a label (a match). */
const CHOSEN = 'arg0 ~> return';
const paths = 'mkdir mkdtemp readlink realpath';
const writes = 'writeFile appendFile';
const changes = `access chmod chown copyFile cp fchmod fchown fdatasync fsync ftruncate futimes lchmod lchown link lutimes rename rm rmdir
  symlink truncate unlink utimes close write writev`.split(/\s+/);
const queries = 'fstat lstat open opendir readdir stat statfs read readv'.split(' ');
const callbacks = ['arg1()', 'arg2()', 'arg3()', 'arg4()', 'arg5()'];
const sync = (names: readonly string[]): string => names.map((name) => `${name}Sync`).join(' ');

const entries: Members = {
  ...none('isFile isDirectory isBlockDevice isCharacterDevice isSymbolicLink isFIFO isSocket', 'boolean'),
};
const stats = properties(
  `dev ino mode nlink uid gid rdev size blksize blocks atimeMs mtimeMs ctimeMs birthtimeMs atime mtime ctime birthtime atimeNs mtimeNs ctimeNs
   birthtimeNs type bsize bfree bavail files ffree`,
  [],
);

export const nodeFs: Library = {
  modules: ['node:fs', 'graceful-fs', 'fs-extra'],
  bases: {
    ReadStream: 'node:stream#Readable',
    WriteStream: 'node:stream#Writable',
    StatWatcher: 'node:events#EventEmitter',
    FSWatcher: 'node:events#EventEmitter',
    BigIntStats: 'Stats',
    StatsFs: 'Stats',
  },
  table: () => ({
    realpath: { native: { flow: 'arg0 -> last.arg1', deferred: true } },
    realpathSync: { native: 'arg0 -> return' },
    '': {
      ...all([...changes, ...queries].join(' '), callbacks, { result: 'void', deferred: true }),
      ...none(`${sync(changes)} ${sync(queries)}`),
      ...all(writes, ['arg1 => channel', ...callbacks], { ...file, result: 'void', deferred: true }),
      ...all(sync(writes.split(' ')), 'arg1 => channel', { ...file, result: 'void' }),
      readFile: { flow: ['arg0 ~> return.await', 'channel => return.await', 'channel => last.arg1', 'arg1()', 'arg2()'], ...file, deferred: true },
      readFileSync: { flow: [CHOSEN, 'channel => return'], ...file },
      ...all(paths, ['arg0 -> arg1.arg1', 'arg0 -> arg2.arg1'], { result: 'void', deferred: true }),
      ...all(sync(paths.split(' ')), 'arg0 -> return', { result: 'string' }),
      exists: { flow: 'arg1()', result: 'void', deferred: true },
      existsSync: { flow: [], result: 'boolean' },
      createReadStream: { flow: ['channel -> return', 'channel => return[]'], instance: 'ReadStream', ...file },
      createWriteStream: { flow: [], instance: 'WriteStream' },
      openAsBlob: { flow: [], result: 'promise', instance: 'Blob' },
      watch: { flow: ['arg1()', 'arg2()'], instance: 'FSWatcher', deferred: true },
      watchFile: { flow: ['arg1()', 'arg2()'], instance: 'StatWatcher', deferred: true },
      ...none('unwatchFile', 'void'),
      ...properties('constants', []),
      ...all('writeJson writeJSON outputFile outputJson outputJSON', ['arg1 => channel', ...callbacks], { ...file, result: 'promise' }),
      ...all('ensureDir ensureFile emptyDir remove move copy', callbacks, { result: 'promise' }),
      ...none(
        'ensureDirSync ensureFileSync emptyDirSync removeSync moveSync copySync',
        'void',
      ),
      ...all('writeJsonSync writeJSONSync outputFileSync outputJsonSync', 'arg1 => channel', { ...file, result: 'void' }),
      ...all('readJson readJSON', ['arg0 ~> return.await', 'channel => return.await', ...callbacks], { ...file, result: 'promise' }),
      ...all('readJsonSync readJSONSync', [CHOSEN, 'channel => return'], file),
      pathExists: { flow: 'arg1()', result: 'promise' },
      pathExistsSync: { flow: [], result: 'boolean' },
    },
    promises: promised,
    'Stats.prototype': { ...entries, ...stats },
    'StatsBase.prototype': { ...entries, ...stats },
    'StatsFsBase.prototype': stats,
    'Dirent.prototype': { ...entries, ...properties('name parentPath path') },
    'Dir.prototype': {
      ...none('close read', 'promise'),
      ...none('closeSync readSync'),
      '[Symbol.asyncIterator]': { flow: [], result: 'iterator' },
      ...properties('path'),
    },
    'ReadStream.prototype': { close: { flow: 'arg0()', result: 'void' }, ...properties('bytesRead path pending', []) },
    'WriteStream.prototype': { close: { flow: 'arg0()', result: 'void' }, ...properties('bytesWritten path pending', []) },
    'StatWatcher.prototype': all('ref unref', 'this => return'),
    'FSWatcher.prototype': { ...all('ref unref', 'this => return'), ...none('close', 'void') },
  }),
};

const promised: Members = {
  ...none(`${changes.join(' ')} ${queries.join(' ')}`, 'promise'),
  ...all(paths, 'arg0 -> return.await', { result: 'promise' }),
  ...all(writes, 'arg1 => channel', { ...file, result: 'promise' }),
  readFile: { flow: ['arg0 ~> return.await', 'channel => return.await'], ...file, result: 'promise' },
  open: { flow: [], result: 'promise', instance: 'node:fs/promises#FileHandle' },
  opendir: { flow: [], result: 'promise', instance: 'node:fs#Dir' },
  watch: { flow: [], result: 'iterator' },
  glob: { flow: [], result: 'iterator' },
  ...properties('constants', []),
};

export const nodeFsPromises: Library = {
  modules: ['node:fs/promises'],
  table: () => ({
    '': promised,
    'FileHandle.prototype': {
      ...none(
        'appendFile chown chmod datasync sync read readFile readv stat truncate utimes writeFile write writev close [Symbol.asyncDispose]',
        'promise',
      ),
      createReadStream: { flow: [], instance: 'node:fs#ReadStream' },
      createWriteStream: { flow: [], instance: 'node:fs#WriteStream' },
      readableWebStream: { flow: [], instance: 'ReadableStream' },
      readLines: { flow: [], instance: 'node:readline#Interface' },
      ...properties('fd', []),
    },
  }),
};
