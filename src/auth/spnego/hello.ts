import { obey } from '../../values/rules.js';
import { mechanismsRule } from '../mechanism-rules.js';
import type { Mechanism } from '../mechanism.js';
import type { HintChange } from '../token-script.js';
import { encodeNegTokenInit } from './neg-token-init.js';

/**
 * The token with which a server that speaks first offers its mechanisms, in their order, as in an SMB2 NEGOTIATE
 * response ([MS-SPNG] 3.2.5.2). It is the same for every connection: make it once.
 *
 * @throws ConfigurationError for anything but a list of mechanisms
 */
export function negTokenInit2(mechanisms: readonly Mechanism[]): Buffer {
  obey(mechanismsRule, mechanisms, ['mechanisms']);
  return helloOf(mechanisms);
}

/** {@link negTokenInit2} for mechanisms that were checked before, with the changes of a script. */
export function helloOf(mechanisms: readonly Mechanism[], { oids, form }: HintChange = {}): Buffer {
  const hello = encodeNegTokenInit({
    mechTypes: oids ?? mechanisms.filter(isOffered).flatMap((mechanism) => mechanism.oids),
    hintName: 'not_defined_in_RFC4178@please_ignore',
  });
  switch (form) {
    case 'missing':
      return Buffer.alloc(0);
    case 'malformed':
      return hello.subarray(0, -1);
    default:
      return hello;
  }
}

/** Whether policy does not leave a mechanism out. */
export function isOffered({ refusal }: Mechanism): boolean {
  return refusal === undefined;
}
