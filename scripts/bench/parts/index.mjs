import { bulk } from './bulk.mjs';
import { domain } from './domain.mjs';
import { echo } from './echo.mjs';
import { growth } from './growth.mjs';
import { logins } from './logins.mjs';
import { memory } from './memory.mjs';
import { start } from './start.mjs';
import { workers } from './workers.mjs';

/**
 * Every part of the benchmark, in the order of the tables.
 *
 * Each names its contenders, says with `isMissing` in a sentence why it cannot run here (or false), and measures one
 * contender in one round; `finish`, where it has one, comes after the last. `rows` and `goals` make lines of the tables
 * from the medians of each contender.
 */
export const parts = [logins, echo, bulk, start, memory, workers, domain, growth];

/** The names of the parts that run when none is named: the others take long. */
export const usualParts = parts.filter((part) => part !== growth).map(({ name }) => name);
