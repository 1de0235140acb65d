import { readVectors } from '../../support/vectors.js';

interface Recording {
  readonly exchanges: readonly {
    readonly name: string;
    readonly request: string;
    readonly response: string;
  }[];
  readonly logins: readonly { readonly name: string; readonly pdus: readonly string[] }[];
}

const recording = readVectors('rpc-samba-4.17.json') as Recording;

/** A request of Samba's client and the answer of smbd, whole PDUs. */
export interface Exchange {
  readonly name: string;
  readonly request: Buffer;
  readonly response: Buffer;
}

export const exchanges: readonly Exchange[] = recording.exchanges.map(({ name, request, response }) => ({
  name,
  request: Buffer.from(request, 'hex'),
  response: Buffer.from(response, 'hex'),
}));

/** The PDUs of a login at bind and of one call after it, in order. */
export const logins: readonly { readonly name: string; readonly pdus: readonly Buffer[] }[] =
  recording.logins.map(({ name, pdus }) => ({ name, pdus: pdus.map((hex) => Buffer.from(hex, 'hex')) }));

export function exchange(name: string): Exchange {
  const found = exchanges.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no recording of ${name}`);
  return found;
}

/** The words of a stub, without the values of referents, which are any implementation's own. */
export function comparable(stub: Buffer): string {
  const words: string[] = [];
  for (let offset = 0; offset < stub.length; offset += 4) {
    const word = stub.toString('hex', offset, offset + 4);
    words.push(/^....0200$/.test(word) ? 'referent' : word);
  }
  return words.join(' ');
}
