import { CodecError, truncatedCopy } from '../../../bytes/index.js';
import type { OfferedContexts } from '../../../facts/smb.js';
import { NtStatus } from '../../../constants/nt-status.js';
import type { Runtime } from '../../../runtime/runtime.js';
import {
  Capabilities,
  decodeCompressionCapabilities,
  decodeEncryptionCapabilities,
  decodeNetname,
  decodePreauthIntegrityCapabilities,
  decodeSigningCapabilities,
  Dialect,
  encodeEncryptionCapabilities,
  encodePreauthIntegrityCapabilities,
  encodeSigningCapabilities,
  HashAlgorithm,
  NegotiateContextType,
  SigningAlgorithm,
  type NegotiateContext,
  type NegotiateRequest,
} from '../../../smb2-codec/index.js';
import { isSmb3 } from '../../../protection/dialect.js';
import { cipherId } from '../../../protection/encryption.js';
import { signingAlgorithmId } from '../../../protection/signing.js';
import type { ServerState } from '../../model/server-state.js';

const SALT_LENGTH = 32;

/** The choices from the contexts of a 3.1.1 request; for older dialects, the choices that they imply. */
export interface Chosen {
  readonly offered: OfferedContexts;
  readonly hashAlgorithm: number;
  /** CipherId; 0: there is none in common, or none was offered. */
  readonly cipher: number;
  readonly signingAlgorithm: number;
  readonly answerEncryption: boolean;
  readonly answerSigning: boolean;
}

/** A NEGOTIATE that fails because of its contexts. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
  readonly status: NtStatus;

  constructor(detail: string, status: NtStatus = NtStatus.STATUS_INVALID_PARAMETER) {
    super(detail);
    this.status = status;
  }
}

/**
 * Processes the NegotiateContextList ([MS-SMB2] 3.3.5.4). Clients send contexts in any order and with stray bytes
 * behind their data; both are tolerated.
 *
 * @throws ContextError where the request MUST be failed
 */
export function chooseFromContexts(
  dialect: number,
  body: NegotiateRequest,
  { policy, profile }: Pick<ServerState, 'policy' | 'profile'>,
): Chosen {
  if (dialect !== Dialect.SMB_3_1_1) {
    return {
      offered: { types: [] },
      hashAlgorithm: 0,
      cipher: 0,
      signingAlgorithm: isSmb3(dialect) ? SigningAlgorithm.AES_CMAC : SigningAlgorithm.HMAC_SHA256,
      answerEncryption: false,
      answerSigning: false,
    };
  }
  const contexts = new ContextList(body.negotiateContexts);
  const hashAlgorithms = contexts.decode(
    'PREAUTH_INTEGRITY_CAPABILITIES',
    (data) => decodePreauthIntegrityCapabilities(data).hashAlgorithms,
  );
  if (hashAlgorithms === undefined) throw new ContextError('PREAUTH_INTEGRITY_CAPABILITIES is missing');
  if (!hashAlgorithms.includes(HashAlgorithm.SHA_512)) {
    throw new ContextError(
      'no hash algorithm in common',
      NtStatus.STATUS_SMB_NO_PREAUTH_INTEGRITY_HASH_OVERLAP,
    );
  }
  // "If IsEncryptionSupported is FALSE, the server MUST ignore the context."
  const mayEncrypt =
    profile.encryptionContext === 'alone' || (body.capabilities & Capabilities.ENCRYPTION) !== 0;
  const encrypts = policy.encryption !== 'off' && mayEncrypt;
  const ciphers = contexts.decode('ENCRYPTION_CAPABILITIES', decodeEncryptionCapabilities, !encrypts);
  const signingAlgorithms = contexts.decode('SIGNING_CAPABILITIES', decodeSigningCapabilities);
  contexts.refuseDuplicates('COMPRESSION_CAPABILITIES');
  contexts.refuseDuplicates('RDMA_TRANSFORM_CAPABILITIES');
  const offered: Recorded = {
    types: firstIds(body.negotiateContexts.map(({ type }) => type)),
    hashAlgorithms: firstIds(hashAlgorithms),
  };
  if (ciphers !== undefined) offered.ciphers = firstIds(ciphers);
  if (signingAlgorithms !== undefined) offered.signingAlgorithms = firstIds(signingAlgorithms);
  contexts.recordOthers(offered);
  return {
    offered,
    hashAlgorithm: HashAlgorithm.SHA_512,
    cipher: firstCommon(policy.ciphers, cipherId, ciphers) ?? 0,
    // "If the server does not support any of the signing algorithms …, AES-CMAC": this holds without the context too.
    signingAlgorithm:
      firstCommon(policy.signingAlgorithms, signingAlgorithmId, signingAlgorithms) ??
      SigningAlgorithm.AES_CMAC,
    answerEncryption: ciphers !== undefined && encrypts,
    answerSigning: signingAlgorithms !== undefined,
  };
}

/** The first of ours that is offered as well; undefined: there is none, or nothing is offered. */
function firstCommon<Name>(
  own: readonly Name[],
  idOf: (name: Name) => number,
  offered: readonly number[] = [],
): number | undefined {
  for (const name of own) {
    const id = idOf(name);
    if (offered.includes(id)) return id;
  }
  return undefined;
}

/** Longer than any list of an honest client. */
export const MAX_RECORDED = 64;

/** The longest host name that is recorded, in UTF-16 units; DNS allows no more. */
const MAX_NETNAME = 255;

/** The first ids of a list, for the record. The record outlives the request, so its length has a bound. */
export function firstIds(ids: readonly number[]): readonly number[] {
  return ids.length <= MAX_RECORDED ? ids : ids.slice(0, MAX_RECORDED);
}

/** NegotiateContextList of the response; NETNAME and unknown contexts are not answered. */
export function responseContexts(
  dialect: number,
  chosen: Chosen,
  cipher: number,
  runtime: Runtime,
): NegotiateContext[] {
  if (dialect !== Dialect.SMB_3_1_1) return [];
  const contexts: NegotiateContext[] = [
    {
      type: NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES,
      data: encodePreauthIntegrityCapabilities({
        hashAlgorithms: [chosen.hashAlgorithm],
        salt: runtime.randomBytes(SALT_LENGTH),
      }),
    },
  ];
  if (chosen.answerEncryption) {
    const data = encodeEncryptionCapabilities([cipher]);
    contexts.push({ type: NegotiateContextType.ENCRYPTION_CAPABILITIES, data });
  }
  if (chosen.answerSigning) {
    const data = encodeSigningCapabilities([chosen.signingAlgorithm]);
    contexts.push({ type: NegotiateContextType.SIGNING_CAPABILITIES, data });
  }
  return contexts;
}

/** The contexts for the record, while they are collected. */
type Recorded = { -readonly [Name in keyof OfferedContexts]: OfferedContexts[Name] };

type ContextName = keyof typeof NegotiateContextType;

class ContextList {
  readonly #contexts: readonly NegotiateContext[];

  constructor(contexts: readonly NegotiateContext[]) {
    this.#contexts = contexts;
  }

  /** "If the NegotiateContextList contains more than one …, the server MUST fail the negotiate request." */
  refuseDuplicates(name: ContextName): NegotiateContext | undefined {
    const wanted = NegotiateContextType[name];
    let found: NegotiateContext | undefined;
    for (const context of this.#contexts) {
      if (context.type !== wanted) continue;
      if (found !== undefined) throw new ContextError(`${name} appears twice`);
      found = context;
    }
    return found;
  }

  /**
   * The ids of a context with a count. A count of zero is refused, and so is data that is too short for the count. With
   * `ignored`, malformed or empty data is not an error: the ids are returned for the attempt record only.
   */
  decode(
    name: ContextName,
    decode: (data: Buffer) => readonly number[],
    ignored = false,
  ): readonly number[] | undefined {
    const context = this.refuseDuplicates(name);
    if (context === undefined) return undefined;
    const ids = tryDecode(() => decode(context.data));
    if (ignored) return ids;
    if (ids === undefined) throw new ContextError(`${name} is too short for what it announces`);
    if (ids.length === 0) throw new ContextError(`${name} lists nothing`);
    return ids;
  }

  /** Takes over contexts that are for the record only; malformed data in them is no error. */
  recordOthers(offered: Recorded): void {
    const netname = this.#dataOf('NETNAME_NEGOTIATE_CONTEXT_ID');
    const compression = this.#dataOf('COMPRESSION_CAPABILITIES');
    const name = netname && tryDecode(() => decodeNetname(netname));
    const algorithms =
      compression && tryDecode(() => decodeCompressionCapabilities(compression).compressionAlgorithms);
    if (name !== undefined) offered.netname = truncatedCopy(name, MAX_NETNAME);
    if (algorithms !== undefined) offered.compressionAlgorithms = firstIds(algorithms);
  }

  #dataOf(name: ContextName): Buffer | undefined {
    const wanted = NegotiateContextType[name];
    return this.#contexts.find(({ type }) => type === wanted)?.data;
  }
}

function tryDecode<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
