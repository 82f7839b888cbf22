import type { Natives } from '../machine/native.js';
import { abortNatives } from './abort.js';
import { arrayNatives } from './array.js';
import { asyncContextNatives } from './async-context.js';
import { collectionNatives } from './collections.js';
import { compositionNatives } from './composition.js';
import { effectNatives } from './effect.js';
import { errorNatives } from './errors.js';
import { formNatives } from './forms.js';
import { immutableNatives } from './immutable.js';
import { injectionNatives } from './injection.js';
import { iteratorNatives } from './iterators.js';
import { jsonNatives } from './json.js';
import { objectNatives } from './object.js';
import { packageNatives } from './packages.js';
import { pairNatives } from './pairs.js';
import { platformNatives } from './platform.js';
import { promiseNatives } from './promise.js';
import { reactNatives } from './react.js';
import { serverNatives } from './servers/index.js';
import { storeNatives } from './stores.js';
import { streamNatives } from './streams.js';
import { textNatives } from './text.js';
import { vueNatives } from './vue.js';
import { waterfallNatives } from './waterfall.js';

/** Functions whose effect on structure matters, so that the engine runs them itself; all others are described by models. */
export const natives: Natives = { ...abortNatives, ...arrayNatives, ...asyncContextNatives, ...collectionNatives, ...compositionNatives, ...effectNatives, ...errorNatives, ...formNatives, ...immutableNatives, ...injectionNatives, ...iteratorNatives, ...jsonNatives, ...objectNatives, ...packageNatives, ...pairNatives, ...platformNatives, ...promiseNatives, ...reactNatives, ...serverNatives, ...storeNatives, ...streamNatives, ...textNatives, ...vueNatives, ...waterfallNatives };
