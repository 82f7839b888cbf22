import type { Weights } from './generate/choices.js';

/** Without what waits: `async`, timers, generators. */
export const SYNCHRONOUS: Weights = { async: 0, timers: 0, generators: 0 };
