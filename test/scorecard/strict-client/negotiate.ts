import {
  Capabilities,
  Command,
  decodeEncryptionCapabilities,
  decodeNegotiateResponse,
  decodePreauthIntegrityCapabilities,
  decodeSigningCapabilities,
  Dialect,
  encodeNegotiateRequest,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateResponse,
} from '../../../src/smb2-codec/index.js';
import { negotiateRequest } from '../../support/smb-client-login.js';
import { hashed } from '../../support/smb-client-keys.js';
import { type Channel, expectStatus, Refused } from './channel.js';

/** The settings that NEGOTIATE settled, and those that were offered. */
export interface Agreed {
  readonly dialect: number;
  readonly cipher: number;
  readonly signingAlgorithm: number;
  readonly preauthHash: Buffer;
  readonly request: ReturnType<typeof negotiateRequest>;
  readonly response: NegotiateResponse;
}

/** The mechanisms in DER. */
const NTLM = Buffer.from('2b06010401823702020a', 'hex');
const NEGOEX = Buffer.from('2b06010401823702021e', 'hex');

const ciphers = [2, 4, 1, 3];
const signingAlgorithms = [2, 1, 0];

/** Negotiates, and takes nothing that was not offered. */
export async function negotiate(channel: Channel, dialects?: readonly number[]): Promise<Agreed> {
  const request = negotiateRequest({
    ciphers,
    signingAlgorithms,
    ...(dialects && { dialects: [...dialects], negotiateContexts: [] }),
  });
  const sent = channel.send(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, request));
  const answer = await channel.answerTo(sent);
  expectStatus(answer);
  const response = decodeNegotiateResponse(answer.message);
  const isOffered = request.dialects.includes(response.dialectRevision);
  if (!isOffered && !channel.lacks('unoffered-dialect')) throw new Refused('a dialect that was not offered');
  return agreedOn(channel, request, isOffered ? response : asBefore311(answer.message), {
    sent,
    received: answer.message,
  });
}

/** The answer as if it were of 3.0.2. */
function asBefore311(message: Buffer): NegotiateResponse {
  const altered = Buffer.from(message);
  altered.writeUInt16LE(Dialect.SMB_3_0_2, 64 + 4);
  return decodeNegotiateResponse(altered);
}

function agreedOn(
  channel: Channel,
  request: Agreed['request'],
  response: NegotiateResponse,
  { sent, received }: { readonly sent: Buffer; readonly received: Buffer },
): Agreed {
  const { dialectRevision: dialect, capabilities, maxTransactSize, securityBuffer: hint } = response;
  if (maxTransactSize < 0x10_0000 && channel.lacks('small-server')) throw new Refused('a small server');
  if (hint.length === 0 && channel.lacks('missing-hint')) throw new Refused('no mechanisms');
  const namesNtlmFirst = hint.includes(NTLM) && !hint.includes(NEGOEX);
  if (hint.length > 0 && !namesNtlmFirst && channel.lacks('first-mechanism')) throw new Refused('no NTLM');
  const is311 = dialect === Dialect.SMB_3_1_1;
  const contexts = is311 ? readContexts(channel, response) : { cipher: 0, signingAlgorithm: 1 };
  const encrypts = dialect >= Dialect.SMB_3_0 && (capabilities & Capabilities.ENCRYPTION) !== 0;
  return {
    dialect,
    cipher: is311 ? contexts.cipher : encrypts ? 1 : 0,
    signingAlgorithm: dialect < Dialect.SMB_3_0 ? 0 : contexts.signingAlgorithm,
    preauthHash: hashed(hashed(Buffer.alloc(64), sent), received),
    request,
    response,
  };
}

/** [MS-SMB2] 3.2.5.2 */
function readContexts(
  channel: Channel,
  { negotiateContexts }: NegotiateResponse,
): { readonly cipher: number; readonly signingAlgorithm: number } {
  const only = (name: keyof typeof NegotiateContextType): NegotiateContext | undefined => {
    const found = negotiateContexts.filter(({ type }) => type === NegotiateContextType[name]);
    if (found.length > 1 && !channel.lacks('contexts')) throw new Refused(`${name} twice`);
    return found[0];
  };
  if (only('COMPRESSION_CAPABILITIES') !== undefined && !channel.lacks('compression'))
    throw new Refused('a compression that was not offered');
  const preauth = only('PREAUTH_INTEGRITY_CAPABILITIES');
  if (preauth === undefined) {
    if (!channel.lacks('contexts')) throw new Refused('no PREAUTH_INTEGRITY_CAPABILITIES');
  } else if (
    !channel.lacks('unoffered-hash') &&
    decodePreauthIntegrityCapabilities(preauth.data).hashAlgorithms.join() !== '1'
  ) {
    throw new Refused('another hash than SHA-512');
  }
  const encryption = only('ENCRYPTION_CAPABILITIES');
  const signing = only('SIGNING_CAPABILITIES');
  const [cipher = 0] = encryption === undefined ? [] : decodeEncryptionCapabilities(encryption.data);
  const [signingAlgorithm = 1] = signing === undefined ? [] : decodeSigningCapabilities(signing.data);
  const offered = (cipher === 0 || ciphers.includes(cipher)) && signingAlgorithms.includes(signingAlgorithm);
  if (!offered && !channel.lacks('unoffered-algorithm'))
    throw new Refused('an algorithm that was not offered');
  return { cipher, signingAlgorithm };
}
