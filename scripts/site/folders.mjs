import { join } from 'node:path';
import { root } from '../support/project.mjs';

/** The pages in the form of the generator, made anew each time. */
export const assembled = join(root, 'build/site-pages');
