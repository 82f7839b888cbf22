import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;
const location: Members = {
  ...none('assign replace reload', 'void'),
  ...all('toString', 'this -> return', { result: 'string' }),
  ...properties('hash host hostname href origin pathname port protocol search'),
  ...properties('ancestorOrigins', []),
};
const state = { medium: 'history' } as const;
const window: Members = {
  ...none(
    `alert blur cancelIdleCallback cancelAnimationFrame captureEvents close confirm focus getComputedStyle getSelection matchMedia moveBy moveTo open
     print prompt releaseEvents resizeBy resizeTo scroll scrollBy scrollTo stop createImageBitmap`,
  ),
  ...all('requestIdleCallback requestAnimationFrame', 'arg0()', { result: 'number', deferred: true }),
  reportError: { flow: [], result: 'void' },
  ...properties('history', [], { instance: 'History' }),
  ...properties('location', [], { instance: 'Location' }),
  ...properties('navigator clientInformation', [], { instance: 'Navigator' }),
  ...properties('crypto', [], { instance: 'Crypto' }),
  ...properties('performance', [], { instance: 'Performance' }),
  ...properties('window self parent top opener frames', [], { instance: 'Window' }),
  ...properties('name status event'),
  ...properties(
    `closed cookieStore customElements devicePixelRatio external frameElement innerHeight innerWidth length locationbar menubar navigation
     ondevicemotion ondeviceorientation ondeviceorientationabsolute onorientationchange orientation originAgentCluster outerHeight outerWidth
     pageXOffset pageYOffset personalbar screen screenLeft screenTop screenX screenY scrollX scrollY scrollbars speechSynthesis statusbar
     toolbar visualViewport console crossOriginIsolated isSecureContext origin scheduler`,
    [],
  ),
};
/** What is logged is written out whole. */
const logged: Members = {
  ...none('clear count countReset groupEnd profile profileEnd time timeEnd timeStamp', 'void'),
  ...all('assert debug dir dirxml error group groupCollapsed info log table timeLog trace warn', [], { result: 'void', sends: 'args' }),
};

export const domWindow: Library = {
  bases: { Window: 'Worker' },
  table: () => ({
    '': window,
    'Window.prototype': {
      ...window,
      ...properties('document', [], { instance: 'Document' }),
      ...properties('localStorage sessionStorage', [], { instance: 'Storage' }),
      ...properties('caches', [], { instance: 'CacheStorage' }),
      ...properties('indexedDB', [], { instance: 'IDBFactory' }),
      ...all('fetch', [], { ...promise, instance: 'Response', sends: ['arg0', 'arg1'] }),
    },
    console: logged,
    'Console.prototype': logged,
    'Location.prototype': location,
    'History.prototype': {
      ...all('pushState replaceState', 'arg0 => channel', { channel: state, result: 'void' }),
      ...properties('state', 'channel => return', { channel: state }),
      ...none('back forward go', 'void'),
      ...properties('length scrollRestoration', []),
    },
    'Navigator.prototype': {
      ...none('canShare getGamepads requestMIDIAccess requestMediaKeySystemAccess share vibrate'),
      sendBeacon: { flow: [], result: 'boolean', sends: 'args' },
      ...properties('clipboard', [], { instance: 'Clipboard' }),
      '*': { flow: [], property: true },
    },
    'Clipboard.prototype': {
      ...all('write writeText', 'arg0 -> channel', { channel: { medium: 'clipboard' }, ...promise }),
      ...all('read readText', 'channel -> return.await', { channel: { medium: 'clipboard' }, ...promise }),
    },
    'Crypto.prototype': {
      getRandomValues: 'arg0 => return',
      randomUUID: { flow: [], result: 'string' },
      ...properties('subtle', [], { instance: 'SubtleCrypto' }),
    },
    'SubtleCrypto.prototype': {
      digest: { flow: 'arg1 -> return.await', ...promise, instance: 'ArrayBuffer' },
      ...all('encrypt decrypt sign', 'arg2 -> return.await', { ...promise, instance: 'ArrayBuffer' }),
      verify: { flow: ['arg2 ~> return.await', 'arg3 ~> return.await'], ...promise },
      importKey: { flow: 'arg1 -> return.await', ...promise },
      exportKey: { flow: 'arg1 -> return.await', ...promise },
      ...all('deriveBits deriveKey', ['arg0 -> return.await', 'arg1 -> return.await'], promise),
      wrapKey: { flow: 'arg1 -> return.await', ...promise, instance: 'ArrayBuffer' },
      unwrapKey: { flow: 'arg1 -> return.await', ...promise },
      generateKey: { flow: [], ...promise },
    },
    'Performance.prototype': {
      ...none(
        'clearMarks clearMeasures clearResourceTimings getEntries getEntriesByName getEntriesByType mark measure now setResourceTimingBufferSize toJSON markResourceTiming',
      ),
      timerify: 'arg0 => return',
      addEventListener: { flow: 'arg1()', result: 'void', deferred: true },
      ...none('removeEventListener', 'void'),
      ...properties('eventCounts interactionCount navigation onresourcetimingbufferfull timeOrigin timing eventLoopUtilization nodeTiming', []),
    },
  }),
};
