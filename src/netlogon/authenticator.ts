import { equalInConstantTime } from '../crypto/constant-time.js';
import { computeCredential } from './session-key.js';

/** NETLOGON_AUTHENTICATOR ([MS-NRPC] 2.2.1.1.5). */
export interface Authenticator {
  /** 8 bytes. */
  readonly credential: Buffer;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** The credential that moves with each call which carries an authenticator ([MS-NRPC] 3.1.4.5). */
export class AuthenticatorChain {
  readonly #sessionKey: Buffer;
  readonly #stored: Buffer;

  /** @param clientCredential of NetrServerAuthenticate3 */
  constructor(sessionKey: Buffer, clientCredential: Buffer) {
    this.#sessionKey = sessionKey;
    this.#stored = Buffer.from(clientCredential);
  }

  /** @param now milliseconds since 1970 */
  next(now: number): Authenticator {
    const timestamp = Math.floor(now / 1000) >>> 0;
    this.#add(timestamp);
    return { credential: computeCredential(this.#stored, this.#sessionKey), timestamp };
  }

  /** Whether the return authenticator answers the last {@link next}; constant time. */
  confirms(returned: Authenticator): boolean {
    this.#add(1);
    return equalInConstantTime(computeCredential(this.#stored, this.#sessionKey), returned.credential);
  }

  /** The sum of the least significant four bytes; the others stay as they are. */
  #add(value: number): void {
    this.#stored.writeUInt32LE((this.#stored.readUInt32LE() + value) >>> 0);
  }
}
