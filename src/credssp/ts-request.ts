import { CodecError } from '../bytes/index.js';
import { withMinimalLengths } from '../der/definite-lengths.js';
import {
  closedSequence,
  decode,
  encode,
  optional,
  required,
  sequence,
  sequenceOf,
} from '../der/structure.js';
import { anyInt32, int32, octetString } from '../der/types.js';

/** Bytes of a clientNonce ([MS-CSSP] 2.2.1). */
export const NONCE_LENGTH = 32;

/** The one message of both sides ([MS-CSSP] 2.2.1). Bytes of a decoded message are views of a copy of it. */
export interface TsRequest {
  /** The version of the sender; 2 to 6 are known, and others are greater. */
  readonly version: number;
  /** Token of SPNEGO or a bare mechanism; absent: none. */
  readonly negoTokens?: Buffer | undefined;
  /** TSCredentials, encrypted. */
  readonly authInfo?: Buffer | undefined;
  /** The public key or its hash, encrypted. */
  readonly pubKeyAuth?: Buffer | undefined;
  /** NTSTATUS of a failure, 32 bits without a sign. */
  readonly errorCode?: number | undefined;
  /** 32 random bytes of the client. */
  readonly clientNonce?: Buffer | undefined;
}

/** [MS-CSSP] 2.2.1.1: all clients send one token at a time. */
const negoData = sequenceOf(closedSequence('NegoData', { negoToken: required(0, octetString) }), 1);

/** Fields behind the last are stepped over: a version greater than ours may have some. */
const tsRequest = sequence('TSRequest', {
  version: required(0, int32),
  negoTokens: optional(1, negoData),
  authInfo: optional(2, octetString),
  pubKeyAuth: optional(3, octetString),
  errorCode: optional(4, anyInt32),
  clientNonce: optional(5, octetString),
});

/**
 * Decodes one TSRequest and no more.
 *
 * @throws CodecError for any other bytes
 */
export function decodeTsRequest(bytes: Buffer): TsRequest {
  const fail = (field: string, detail: string): never => {
    throw new CodecError('out-of-range', 'TSRequest', field, 0, detail);
  };
  const { negoTokens, errorCode, ...fields } = decode(
    tsRequest,
    withMinimalLengths(bytes, 'TSRequest'),
    'TSRequest',
  );
  const { version, clientNonce } = fields;
  if (version < 0) fail('version', String(version));
  if (negoTokens?.length === 0) fail('negoTokens', 'no token');
  if (clientNonce !== undefined && clientNonce.length !== NONCE_LENGTH) {
    fail('clientNonce', `${clientNonce.length} bytes, not ${NONCE_LENGTH}`);
  }
  const [first] = negoTokens ?? [];
  return {
    ...fields,
    ...(first && { negoTokens: first.negoToken }),
    ...(errorCode !== undefined && { errorCode: errorCode >>> 0 }),
  };
}

/** Encodes a TSRequest. */
export function encodeTsRequest({ negoTokens, errorCode, ...fields }: TsRequest): Buffer {
  return encode(tsRequest, {
    ...fields,
    negoTokens: negoTokens && [{ negoToken: negoTokens }],
    // In four octets, with a sign: no client reads five.
    errorCode: errorCode === undefined ? undefined : errorCode | 0,
  });
}

/** The version that a TSRequest says; 0: it cannot be read. */
export function versionOfRequest(bytes: Buffer): number {
  try {
    return decodeTsRequest(bytes).version;
  } catch (error) {
    if (error instanceof CodecError) return 0;
    throw error;
  }
}
