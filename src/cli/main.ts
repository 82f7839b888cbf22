#!/usr/bin/env node
import { CommanderError } from 'commander';
import { survivesClosedPipe } from './output.js';
import { createProgram } from './program.js';

survivesClosedPipe(process.stdout);
survivesClosedPipe(process.stderr);

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.exitCode = 2;
    const { explainError } = await import('./errors.js');
    process.stderr.write(`${explainError(error, process.cwd())}\n`);
  }
}
