import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What one storage keeps under a name: a text as it was given. */
const storage = (medium: string): Members => ({
  setItem: { flow: 'arg1 => channel', channel: { medium, key: 'arg0' }, result: 'void' },
  getItem: { flow: 'channel => return', channel: { medium, key: 'arg0' } },
});
const promise = { result: 'promise' } as const;

/** What is kept in the browser. */
export const domStorage: Library = {
  bases: { SessionStorage: 'Storage', IDBCursorWithValue: 'IDBCursor', IDBOpenDBRequest: 'IDBRequest' },
  table: () => ({
    '': {
      ...properties('localStorage', [], { instance: 'Storage' }),
      ...properties('sessionStorage', [], { instance: 'SessionStorage' }),
      ...properties('indexedDB', [], { instance: 'IDBFactory' }),
    },
    'Storage.prototype': {
      ...storage('Storage'),
      ...none('removeItem clear', 'void'),
      key: [],
      ...properties('length', []),
    },
    'SessionStorage.prototype': storage('SessionStorage'),
    'IDBFactory.prototype': { open: { flow: [], instance: 'IDBOpenDBRequest' }, ...none('cmp databases deleteDatabase') },
    'IDBRequest.prototype': {
      ...properties('result', 'this.result -> return'),
      ...properties('onsuccess onupgradeneeded', 'this => arg0.arg0.target'),
      addEventListener: { flow: 'this => arg1.arg0.target', result: 'void', deferred: true },
      ...none('removeEventListener', 'void'),
      ...properties('error onerror onblocked readyState source transaction', []),
    },
    'IDBDatabase.prototype': {
      transaction: { flow: [], instance: 'IDBTransaction' },
      createObjectStore: { flow: 'arg0 => return.name', instance: 'IDBObjectStore' },
      addEventListener: { flow: 'arg1()', result: 'void', deferred: true },
      ...none('close deleteObjectStore removeEventListener', 'void'),
      ...properties('name objectStoreNames onabort onclose onerror onversionchange version', []),
    },
    'IDBTransaction.prototype': {
      objectStore: { flow: 'arg0 => return.name', instance: 'IDBObjectStore' },
      addEventListener: { flow: 'arg1()', result: 'void', deferred: true },
      ...none('abort commit removeEventListener', 'void'),
      ...properties('db durability error mode objectStoreNames onabort oncomplete onerror', []),
    },
    'IDBObjectStore.prototype': {
      ...all('add put', ['arg0 -> channel', 'arg1 -> channel'], { channel: { medium: 'indexedDB', key: 'this.name' }, instance: 'IDBRequest' }),
      ...all('get getAll openCursor', ['channel -> return.result', 'arg0 ~> return.result'], {
        channel: { medium: 'indexedDB', key: 'this.name' },
        instance: 'IDBRequest',
      }),
      ...all('getKey getAllKeys openKeyCursor', 'arg0 ~> return.result', { instance: 'IDBRequest' }),
      ...all('index createIndex', 'this.name => return.name', { instance: 'IDBIndex' }),
      ...none('clear count delete deleteIndex'),
      ...properties('autoIncrement indexNames keyPath name transaction', []),
    },
    'IDBIndex.prototype': {
      ...all('get getAll openCursor', ['channel -> return.result', 'arg0 ~> return.result'], {
        channel: { medium: 'indexedDB', key: 'this.name' },
        instance: 'IDBRequest',
      }),
      ...all('getKey getAllKeys openKeyCursor', 'arg0 ~> return.result', { instance: 'IDBRequest' }),
      ...none('count'),
      ...properties('keyPath multiEntry name objectStore unique', []),
    },
    'IDBCursor.prototype': {
      update: { flow: 'arg0 -> this', instance: 'IDBRequest' },
      ...none('advance continue continuePrimaryKey delete', 'void'),
      ...properties('key primaryKey value'),
      ...properties('direction request source', []),
    },
    'CookieStore.prototype': {
      set: { flow: ['arg0 -> channel', 'arg1 -> channel'], channel: { medium: 'cookies' }, ...promise },
      ...all('get getAll', 'channel -> return.await', { channel: { medium: 'cookies' }, ...promise }),
      ...none('delete', 'promise'),
    },
  }),
};
