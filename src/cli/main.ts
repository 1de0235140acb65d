#!/usr/bin/env node
import { loadRun } from './bundle/load-run.js';

const run = await loadRun();
process.exitCode = await run(process.argv.slice(2));
