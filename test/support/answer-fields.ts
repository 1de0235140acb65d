import { unixMsFromFileTime } from '../../src/bytes/index.js';
import { AvId, type AvPair } from '../../src/auth/ntlm/av-pairs.js';
import { decodeChallengeMessage } from '../../src/auth/ntlm/challenge-message.js';
import { ntlmFlagNames } from '../../src/auth/ntlm/negotiate-flags.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import {
  Capabilities,
  Command,
  decodeHeader,
  decodeNegotiateResponse,
  decodePreauthIntegrityCapabilities,
  decodeSessionSetupResponse,
  decodeTreeConnectResponse,
  type Header,
  HeaderFlags,
  type NegotiateContext,
  NegotiateContextType,
} from '../../src/smb2-codec/index.js';
import { signatureOf } from './smb-client-keys.js';
import type { ClientSession } from './smb-client.js';

/** The fields of one answer in words that are the same for two servers with the same habits. */
export type AnswerFields = Readonly<Record<string, string>>;

/** A request as it was sent, and who sent it. */
export interface Asked {
  readonly request: Buffer;
  readonly session?: ClientSession | undefined;
}

/** Milliseconds that two clocks of this machine may differ. */
const NOW = 30_000;

/** Takes an answer to pieces. Random values, times and ids become words for their form. */
export function fieldsOfAnswer(answer: Buffer, { request, session }: Asked): AnswerFields {
  const header = decodeHeader(answer);
  const asked = decodeHeader(request);
  const body = answer.subarray(64);
  return {
    status: ntStatusName(header.status),
    creditCharge: `${header.creditCharge}`,
    credits: `${header.credits}`,
    flags: hex(header.flags),
    messageId: header.messageId === asked.messageId ? 'of the request' : `${header.messageId}`,
    reserved: hex(header.reserved),
    treeId: idForm(BigInt(header.treeId), BigInt(asked.treeId), 8n),
    sessionId: idForm(header.sessionId, asked.sessionId, 32n),
    signature: signatureForm(answer, header, request, session),
    ...bodyFields(header, answer, body),
  };
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

function idForm(id: bigint, asked: bigint, bits: bigint): string {
  if (id === asked) return id === 0n ? 'zero' : 'of the request';
  if (id === 0n) return 'zero instead of that of the request';
  return id >> bits === 0n ? `new, of ${bits} bits` : `new, of more than ${bits} bits`;
}

function signatureForm(
  answer: Buffer,
  header: Header,
  request: Buffer,
  session: ClientSession | undefined,
): string {
  const signature = answer.subarray(48, 64);
  const flag = (header.flags & HeaderFlags.SIGNED) !== 0 ? '' : ', without its flag';
  if (signature.every((byte) => byte === 0)) return `none${flag}`;
  if (signature.equals(request.subarray(48, 64))) return `that of the request${flag}`;
  if (session === undefined) return `some${flag}`;
  const right = signatureOf(session.keys.signingAlgorithm, session.keys.signing, answer);
  return right.equals(signature) ? `right${flag}` : `wrong${flag}`;
}

function bodyFields({ command, status }: Header, answer: Buffer, body: Buffer): AnswerFields {
  const succeeded = status === NtStatus.STATUS_SUCCESS || status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
  if (!succeeded) return { body: body.toString('hex') };
  switch (command) {
    case Command.NEGOTIATE:
      return negotiateFields(answer);
    case Command.SESSION_SETUP:
      return sessionSetupFields(answer);
    case Command.TREE_CONNECT: {
      const { shareType, shareFlags, capabilities, maximalAccess } = decodeTreeConnectResponse(answer);
      return {
        shareType: `${shareType}`,
        shareFlags: hex(shareFlags),
        shareCapabilities: hex(capabilities),
        [shareType === 2 ? 'maximalAccessOfPipes' : 'maximalAccess']: hex(maximalAccess),
      };
    }
    default:
      return { body: body.toString('hex') };
  }
}

function negotiateFields(answer: Buffer): AnswerFields {
  const body = decodeNegotiateResponse(answer);
  const name = body.serverGuid.toString('latin1').replace(/\0+$/, '');
  const { mechTypes, hintName = 'none' } = decodeNegTokenInit(body.securityBuffer);
  return {
    securityMode: hex(body.securityMode),
    dialectRevision: hex(body.dialectRevision),
    serverGuid: /^[\w-]{1,15}$/.test(name) ? name : 'random',
    ...capabilityFields(body.capabilities),
    maxTransactSize: `${body.maxTransactSize}`,
    maxReadSize: `${body.maxReadSize}`,
    maxWriteSize: `${body.maxWriteSize}`,
    systemTime: timeForm(body.systemTime),
    serverStartTime: timeForm(body.serverStartTime),
    mechTypes: mechTypes.map(({ oid }) => oid).join(' '),
    hintName,
    negotiateContexts: body.negotiateContexts.map(contextForm).join('; '),
  };
}

/** A field for each capability, and one for those without a name. */
function capabilityFields(capabilities: number): AnswerFields {
  const named = Object.entries(Capabilities);
  const rest = named.reduce((left, [, bit]) => left & ~bit, capabilities);
  const fields = named.map(([name, bit]) => [`CAP_${name}`, (capabilities & bit) === 0 ? 'no' : 'yes']);
  return { ...Object.fromEntries(fields), capabilities: hex(rest) };
}

function timeForm(fileTime: bigint): string {
  if (fileTime === 0n) return 'zero';
  return Math.abs(unixMsFromFileTime(fileTime) - Date.now()) < NOW ? 'now' : 'another time';
}

function contextForm({ type, data }: NegotiateContext): string {
  if (type !== NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES) return `${type}: ${data.toString('hex')}`;
  const { hashAlgorithms, salt } = decodePreauthIntegrityCapabilities(data);
  return `${type}: ${hashAlgorithms.join()}, salt of ${salt.length} bytes`;
}

function sessionSetupFields(answer: Buffer): AnswerFields {
  const { sessionFlags, securityBuffer } = decodeSessionSetupResponse(answer);
  const flags = { sessionFlags: hex(sessionFlags) };
  if (securityBuffer.length === 0) return { ...flags, token: 'none' };
  const bare = securityBuffer.subarray(0, 7).toString('latin1') === 'NTLMSSP';
  const {
    negState = 'none',
    supportedMech,
    responseToken,
    mechListMic,
  } = bare
    ? { responseToken: securityBuffer, supportedMech: undefined, mechListMic: undefined }
    : decodeNegTokenResp(securityBuffer);
  return {
    ...flags,
    negState,
    supportedMech: supportedMech?.oid ?? 'none',
    mechListMic: mechListMic === undefined ? 'none' : `${mechListMic.length} bytes`,
    ...(responseToken === undefined ? { token: 'none' } : challengeFields(responseToken)),
  };
}

function challengeFields(token: Buffer): AnswerFields {
  if (token.subarray(0, 7).toString('latin1') !== 'NTLMSSP') return { token: token.toString('hex') };
  const { targetName, negotiateFlags, targetInfo, version } = decodeChallengeMessage(token);
  return {
    targetName,
    negotiateFlags: ntlmFlagNames(negotiateFlags).join(' '),
    targetInfo: targetInfo?.map((pair) => avPairForm(pair, targetInfo)).join('; ') ?? 'none',
    version: version?.toString('hex') ?? 'none',
    payload: `TargetName at ${token.readUInt32LE(16)}, TargetInfo ${token.readUInt32LE(44) - token.readUInt32LE(16) - token.readUInt16LE(12)} behind it`,
  };
}

/** A DNS name counts by its host, and the domain by what is behind that: the machine may have no domain. */
function avPairForm({ id, value }: AvPair, all: readonly AvPair[]): string {
  const [host = '', domain = ''] =
    /^([^.]*)\.?(.*)$/.exec(textOf(all, AvId.MsvAvDnsComputerName))?.slice(1) ?? [];
  const text = value.toString('utf16le');
  switch (id) {
    case AvId.MsvAvTimestamp:
      return `${id}: ${timeForm(value.readBigUInt64LE(0))}`;
    case AvId.MsvAvDnsComputerName:
      return `${id}: ${host} and the domain`;
    case AvId.MsvAvDnsDomainName:
      return `${id}: ${text === domain ? 'the domain' : text}`;
    default:
      return `${id}: ${text}`;
  }
}

function textOf(pairs: readonly AvPair[], id: number): string {
  return pairs.find((pair) => pair.id === id)?.value.toString('utf16le') ?? '';
}
