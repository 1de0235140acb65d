import { encryptionTypeOf } from '../../krb5/encryption/index.js';
import type { Identity, MessageSecurity, SecurityContext } from '../mechanism.js';
import { CfxTokens } from './cfx-tokens.js';
import { KerberosMessageSecurity } from './message-security.js';
import type { MessageTokens } from './message-tokens.js';
import { Rc4Tokens } from './rc4-tokens.js';

/** The outcome of an AP exchange, as its context needs it. */
export interface EstablishedContext {
  readonly identity: Identity;
  /** The encryption type of `protocolKey`. */
  readonly etype: number;
  /** The acceptor's subkey, else the initiator's, else the ticket's session key: secret. */
  readonly protocolKey: Buffer;
  /** Whether `protocolKey` is the acceptor's subkey. */
  readonly acceptorSubkey: boolean;
  /** The sequence number of our first message, 32 bits: the one that the AP-REP says. */
  readonly ownSequence: number;
  /** The sequence number of the initiator's first message, 32 bits: its authenticator says it, or it is 0. */
  readonly peerSequence: number;
  /** Milliseconds since 1970 at which the ticket ends. */
  readonly expiresAt: number;
  /** Whether the client expects a mechListMIC from SPNEGO. */
  readonly expectsMechListMic: boolean;
  /** Whether the client set GSS_C_DCE_STYLE. */
  readonly dceStyle: boolean;
  /** The source of confounders. */
  readonly randomBytes: (length: number) => Buffer;
}

/** The state that an accepted Kerberos login leaves behind. */
export class KerberosSecurityContext implements SecurityContext {
  readonly mechanism = 'Kerberos';
  readonly identity: Identity;
  readonly sessionKey: Buffer;
  readonly expiresAt: number;
  readonly expectsMechListMic: boolean;
  readonly #tokens: MessageTokens;
  readonly #ownSequence: bigint;
  readonly #peerSequence: bigint;
  #micSent = false;
  #micReceived = false;

  /** @throws RangeError when we do not have the encryption type, or the key has not its length */
  constructor(established: EstablishedContext) {
    this.identity = established.identity;
    this.sessionKey = established.protocolKey;
    this.expiresAt = established.expiresAt;
    this.expectsMechListMic = established.expectsMechListMic;
    this.#ownSequence = BigInt(established.ownSequence);
    this.#peerSequence = BigInt(established.peerSequence);
    this.#tokens = createTokens(established);
  }

  mechListMic(mechTypes: Buffer): Buffer {
    this.#micSent = true;
    return this.#tokens.mic({ sender: 'acceptor', sequence: this.#ownSequence }, [mechTypes]);
  }

  verifyMechListMic(mechTypes: Buffer, mic: Buffer): boolean {
    this.#micReceived = true;
    return this.#tokens.verifiesMic({ sender: 'initiator', sequence: this.#peerSequence }, [mechTypes], mic);
  }

  /** Numbers go on behind those of the mechListMICs, which are messages like others. */
  messageSecurity(): MessageSecurity {
    return new KerberosMessageSecurity(this.#tokens, 'acceptor', {
      own: this.#ownSequence + (this.#micSent ? 1n : 0n),
      peer: this.#peerSequence + (this.#micReceived ? 1n : 0n),
    });
  }
}

/**
 * The tokens of a context.
 *
 * @throws RangeError when we do not have the encryption type, or the key has not its length
 */
export function createTokens({
  etype,
  protocolKey: key,
  acceptorSubkey,
  dceStyle,
  randomBytes,
}: Omit<
  EstablishedContext,
  'identity' | 'ownSequence' | 'peerSequence' | 'expiresAt' | 'expectsMechListMic'
>): MessageTokens {
  const type = encryptionTypeOf(etype);
  if (type?.keyLength !== key.length) throw new RangeError(`no key of encryption type ${etype}`);
  return type.name === 'rc4-hmac'
    ? new Rc4Tokens(key, dceStyle, randomBytes)
    : new CfxTokens({ type, key, acceptorSubkey, dceStyle, randomBytes });
}
