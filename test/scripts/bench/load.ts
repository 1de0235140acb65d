import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of scripts/bench, which is plain JavaScript, with the types that a test gives it. */
export async function load<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(resolve('scripts/bench', name)).href)) as Module;
}
