import { CodecError, Writer } from '../../../bytes/index.js';
import { aeadOf } from '../../../protection/encryption.js';
import { dialectOf, isSmb3 } from '../../../protection/dialect.js';
import { PreauthHash } from '../../../protection/preauth-hash.js';
import {
  Capabilities,
  Cipher,
  decodeEncryptionCapabilities,
  decodeSigningCapabilities,
  Dialect,
  encodeNegotiateResponse,
  HEADER_LENGTH,
  NegotiateContextType,
  type NegotiateResponse,
  SigningAlgorithm,
} from '../../../smb2-codec/index.js';
import type { AlterableNegotiation } from '../../exchange/request.js';
import type { Negotiated } from '../../model/connection.js';

/** The answer to one NEGOTIATE, until it is encoded. */
export class NegotiateAnswer implements AlterableNegotiation {
  #said: NegotiateResponse;
  #arriving: NegotiateResponse | undefined;
  #isChanged = false;

  constructor(fields: NegotiateResponse) {
    this.#said = fields;
  }

  get said(): NegotiateResponse {
    return this.#said;
  }

  get arriving(): NegotiateResponse {
    return this.#arriving ?? this.#said;
  }

  say(fields: NegotiateResponse): void {
    this.#said = fields;
    this.#isChanged = true;
  }

  arriveAs(fields: NegotiateResponse): void {
    this.#arriving = fields;
  }

  /** Writes the body that the client gets. */
  write(w: Writer): void {
    encodeNegotiateResponse(w, this.arriving);
  }

  /** The message that the server believes to have sent, which its hash is made of. */
  believed(sent: Buffer): Buffer {
    if (this.#arriving === undefined) return sent;
    const w = new Writer(sent.length).bytes(sent.subarray(0, HEADER_LENGTH));
    encodeNegotiateResponse(w, this.#said);
    return w.finish();
  }

  /**
   * The choices that the server holds to: its own, or as far as it can the ones it was made to say.
   *
   * @param request the bytes of the NEGOTIATE
   */
  settle(own: Negotiated, request: Buffer): Negotiated {
    return this.#isChanged ? heldTo(this.#said, own, request) : own;
  }
}

/** Its maxima stay as they are: it may bear more than it says. */
function heldTo(said: NegotiateResponse, own: Negotiated, request: Buffer): Negotiated {
  const isDialect = dialectOf(said.dialectRevision) !== undefined;
  const dialect = isDialect ? said.dialectRevision : own.dialect;
  const is311 = dialect === Dialect.SMB_3_1_1;
  return {
    ...own,
    dialect,
    serverCapabilities: said.capabilities,
    serverSecurityMode: said.securityMode,
    serverGuid: said.serverGuid,
    cipherId: cipherOf(said, dialect, own),
    signingAlgorithm: signingAlgorithmOf(said, dialect, own),
    preauth: is311 ? (own.preauth ?? new PreauthHash().after(request)) : undefined,
    multiCredit: own.multiCredit && dialect !== Dialect.SMB_2_0_2,
  };
}

function cipherOf(said: NegotiateResponse, dialect: number, own: Negotiated): number {
  if (!isSmb3(dialect)) return 0;
  if (dialect !== Dialect.SMB_3_1_1) {
    return (said.capabilities & Capabilities.ENCRYPTION) === 0 ? 0 : Cipher.AES_128_CCM;
  }
  const cipher = firstOf(said, 'ENCRYPTION_CAPABILITIES', decodeEncryptionCapabilities) ?? 0;
  return cipher === 0 || aeadOf(cipher) !== undefined ? cipher : own.cipherId;
}

const signingAlgorithms: ReadonlySet<number> = new Set(Object.values(SigningAlgorithm));

function signingAlgorithmOf(said: NegotiateResponse, dialect: number, own: Negotiated): number {
  if (!isSmb3(dialect)) return SigningAlgorithm.HMAC_SHA256;
  if (dialect !== Dialect.SMB_3_1_1) return SigningAlgorithm.AES_CMAC;
  const algorithm = firstOf(said, 'SIGNING_CAPABILITIES', decodeSigningCapabilities);
  if (algorithm === undefined) return SigningAlgorithm.AES_CMAC;
  return signingAlgorithms.has(algorithm) ? algorithm : own.signingAlgorithm;
}

/** The first id of a context; undefined: there is none, or nobody can read it. */
function firstOf(
  { negotiateContexts }: NegotiateResponse,
  name: keyof typeof NegotiateContextType,
  decode: (data: Buffer) => readonly number[],
): number | undefined {
  const context = negotiateContexts.find(({ type }) => type === NegotiateContextType[name]);
  try {
    return context && decode(context.data)[0];
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
