import type { Identity, MessageSecurity, SecurityContext } from '../mechanism.js';
import { createDirection } from './message-direction.js';
import { NtlmMessageSecurity } from './message-security.js';

/** What an accepted NTLM login leaves behind. Keys beyond the exported one are derived when they are needed. */
export class NtlmSecurityContext implements SecurityContext {
  readonly mechanism = 'NTLM';
  readonly identity: Identity;
  readonly sessionKey: Buffer;
  readonly expectsMechListMic: boolean;
  readonly #negotiateFlags: number;
  #micSent = false;
  #micReceived = false;

  /**
   * @param negotiateFlags what both sides agreed on
   * @param exportedKey ExportedSessionKey, 16 bytes
   * @param micVerified whether the AUTHENTICATE_MESSAGE carried a MIC, which was right
   */
  constructor(identity: Identity, negotiateFlags: number, exportedKey: Buffer, micVerified: boolean) {
    this.identity = identity;
    this.sessionKey = exportedKey;
    this.expectsMechListMic = micVerified;
    this.#negotiateFlags = negotiateFlags;
  }

  // A fresh direction for each leaves the handles of the first message where they were ([MS-SPNG] 3.2.5.1). The keys
  // exist whether SIGN was negotiated or not.
  mechListMic(mechTypes: Buffer): Buffer {
    this.#micSent = true;
    return createDirection(this.#negotiateFlags, this.sessionKey, 'server').mac(mechTypes);
  }

  verifyMechListMic(mechTypes: Buffer, mic: Buffer): boolean {
    this.#micReceived = true;
    const direction = createDirection(this.#negotiateFlags, this.sessionKey, 'client');
    return direction.matches(direction.mac(mechTypes), mic);
  }

  messageSecurity(): MessageSecurity {
    const mics = { sent: this.#micSent, received: this.#micReceived };
    return new NtlmMessageSecurity(this.#negotiateFlags, this.sessionKey, 'server', mics);
  }
}
