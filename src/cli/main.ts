#!/usr/bin/env node
import { loadRun } from './bundle/load-run.js';

const run = await loadRun();
process.exitCode = await run(process.argv.slice(2));
// Node.js gives up its listeners of signals before it ends by itself, so that a SIGHUP would decide the exit code.
// Everything is written by then.
process.once('exit', () => process.exit());
