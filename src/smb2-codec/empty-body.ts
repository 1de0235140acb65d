import { type Writer } from '../bytes/index.js';
import { readBody } from './message.js';

/** Checks a body of StructureSize 4 that has nothing but two reserved bytes. */
export function readEmptyBody(message: Buffer, structure: string): void {
  readBody(message, structure, 4).skip(2, 'Reserved');
}

export function writeEmptyBody(w: Writer): void {
  w.u16(4).u16(0);
}
