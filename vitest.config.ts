import { defineConfig } from 'vitest/config';

const PROCESS_TESTS = ['test/cli/**/*.test.ts', 'test/package/**/*.test.ts', 'test/hooks/**/*.test.ts'];

/** Tests that run the built command as a process stand apart, so that the others need no build. */
export default defineConfig({
  test: {
    // Vitest leaves one core alone; most tests of processes wait for theirs.
    maxWorkers: '100%',
    projects: [
      // Loading the modules anew for each file takes as long as the tests; an editor runs many analyses in one process, too.
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: PROCESS_TESTS, testTimeout: 60_000, isolate: false } },
      { test: { name: 'process', include: PROCESS_TESTS, globalSetup: 'test/setup/build.ts', testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
