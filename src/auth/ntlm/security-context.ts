import type { Identity, MessageSecurity, SecurityContext } from '../mechanism.js';
import { createDirection, type MessageDirection } from './message-direction.js';
import { NtlmMessageSecurity } from './message-security.js';
import { NegotiateFlags } from './negotiate-flags.js';
import type { Side } from './session-keys.js';

/**
 * The state that an accepted NTLM login leaves behind. Keys beyond the exported one are derived when they are needed.
 */
export class NtlmSecurityContext implements SecurityContext {
  readonly mechanism = 'NTLM';
  readonly identity: Identity;
  readonly sessionKey: Buffer;
  readonly expectsMechListMic: boolean;
  readonly #negotiateFlags: number;
  #micSent = false;
  #micReceived = false;
  /** Without extended session security: the one handle and sequence number of the mechListMICs of both sides. */
  #shared: MessageDirection | undefined;

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

  mechListMic(mechTypes: Buffer): Buffer {
    const direction = this.#micDirection('server');
    const mic = direction.mac(mechTypes);
    direction.advance();
    this.#micSent = true;
    return mic;
  }

  verifyMechListMic(mechTypes: Buffer, mic: Buffer): boolean {
    const direction = this.#micDirection('client');
    const matches = direction.matches(direction.mac(mechTypes), mic);
    direction.advance();
    this.#micReceived = true;
    return matches;
  }

  messageSecurity(): MessageSecurity {
    const mics = { sent: this.#micSent, received: this.#micReceived };
    return new NtlmMessageSecurity(this.#negotiateFlags, this.sessionKey, 'server', mics);
  }

  /**
   * A fresh direction leaves the handles of the first message where they were ([MS-SPNG] 3.2.5.1). The keys exist
   * whether SIGN was negotiated or not. Without extended session security both sides share a handle ([MS-NLMP] 3.4):
   * the second MIC, ours or the client's, goes on at byte 12 of the key stream with sequence number 1, as smbd has it.
   */
  #micDirection(sender: Side): MessageDirection {
    const create = (): MessageDirection => createDirection(this.#negotiateFlags, this.sessionKey, sender);
    if (this.#negotiateFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) return create();
    return (this.#shared ??= create());
  }
}
