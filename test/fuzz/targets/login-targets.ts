import { BigEndianReader, Reader } from '../../../src/bytes/index.js';
import { readSid } from '../../../src/bytes/sid.js';
import { decodeAuthenticateMessage } from '../../../src/auth/ntlm/authenticate-message.js';
import { decodeAvPairs } from '../../../src/auth/ntlm/av-pairs.js';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { decodeNegotiateMessage } from '../../../src/auth/ntlm/negotiate-message.js';
import { decodeNtlmV2Response } from '../../../src/auth/ntlm/ntlmv2-response.js';
import { decodeSingleHostData, decodeTokenInfoIntegrity } from '../../../src/auth/machine-identity.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../../src/auth/spnego/index.js';
import { readMechType } from '../../../src/auth/spnego/mech-type.js';
import { readThisMech } from '../../../src/auth/spnego/neg-token-init.js';
import { decodeReceivedToken } from '../../../src/auth/spnego/received-token.js';
import { decodeConnectionRequest } from '../../../src/credssp/rdp/connection-request.js';
import { tpktLength } from '../../../src/credssp/rdp/tpkt.js';
import { RequestAssembly } from '../../../src/credssp/request-assembly.js';
import { lookAtCredentials } from '../../../src/credssp/ts-credentials.js';
import { decodeTsRequest } from '../../../src/credssp/ts-request.js';
import { readDefiniteLength, withMinimalLengths } from '../../../src/der/definite-lengths.js';
import { readElement, readOctetString } from '../../../src/der/der.js';
import { readObjectIdentifier } from '../../../src/der/object-identifier.js';
import { decode, type TypeOf } from '../../../src/der/structure.js';
import type { DerType } from '../../../src/der/types.js';
import { readAuthorization, schemeShown } from '../../../src/http/authorization.js';
import { requestFact, shownTarget, userAgentOf } from '../../../src/http/request.js';
import { HeaderAssembly } from '../../../src/proxy-protocol/index.js';
import { authorizationEntries } from '../../../src/krb5/authorization-entries.js';
import { clientEntries } from '../../../src/krb5/client-entries.js';
import { decodeAuthenticatorChecksum } from '../../../src/krb5/gss/authenticator-checksum.js';
import { decodeContextToken } from '../../../src/krb5/gss/context-token.js';
import * as ap from '../../../src/krb5/messages/ap.js';
import { authorizationData } from '../../../src/krb5/messages/authorization-data.js';
import * as encrypted from '../../../src/krb5/messages/encrypted-data.js';
import * as kdc from '../../../src/krb5/messages/kdc.js';
import * as errorData from '../../../src/krb5/messages/kerb-error-data.js';
import * as cred from '../../../src/krb5/messages/krb-cred.js';
import * as krbError from '../../../src/krb5/messages/krb-error.js';
import * as padata from '../../../src/krb5/messages/padata.js';
import * as principal from '../../../src/krb5/messages/principal.js';
import * as ticket from '../../../src/krb5/messages/ticket.js';
import { decodePac } from '../../../src/krb5/pac/index.js';
import { decodeClientInfo } from '../../../src/krb5/pac/client-info.js';
import { decodeLogonInfo } from '../../../src/krb5/pac/logon-info.js';
import { decodePacBuffers } from '../../../src/krb5/pac/pac-buffers.js';
import { decodePacSignature } from '../../../src/krb5/pac/pac-signature.js';
import { decodeUpnDnsInfo } from '../../../src/krb5/pac/upn-dns-info.js';
import type { FuzzTarget, InputForm } from '../engine/fuzz-target.js';

const texts = (...all: readonly string[]): Buffer[] => all.map((text) => Buffer.from(text, 'latin1'));

/** A target whose inputs come from the pool. */
export function target(
  name: string,
  form: InputForm,
  run: (bytes: Buffer) => unknown,
  seeds: readonly Buffer[] = [],
): FuzzTarget {
  return { name, form, run, seeds };
}

/** Everything of a login before there is an acceptor: tokens, tickets, requests of the carriers. */
export function loginTargets(): FuzzTarget[] {
  return [...ntlm(), ...spnego(), ...kerberosMessages(), ...pac(), ...carriers()];
}

function ntlm(): FuzzTarget[] {
  return [
    target('ntlm: decodeNegotiateMessage', 'bytes', decodeNegotiateMessage),
    target('ntlm: decodeChallengeMessage', 'bytes', decodeChallengeMessage),
    target('ntlm: decodeAuthenticateMessage', 'bytes', (bytes) => decodeAuthenticateMessage(bytes)),
    target('ntlm: decodeAuthenticateMessage in Unicode', 'bytes', (bytes) =>
      decodeAuthenticateMessage(bytes, 1),
    ),
    target('ntlm: decodeNtlmV2Response', 'bytes', decodeNtlmV2Response),
    target('ntlm: decodeAvPairs', 'bytes', (bytes) => decodeAvPairs(bytes, 'AV_PAIR')),
    target('auth: decodeSingleHostData', 'bytes', decodeSingleHostData),
    target('auth: decodeTokenInfoIntegrity', 'bytes', decodeTokenInfoIntegrity),
    target('bytes: readSid', 'bytes', (bytes) => readSid(new Reader(bytes, 'SID'), 'Sid')),
  ];
}

function spnego(): FuzzTarget[] {
  return [
    target('spnego: decodeReceivedToken', 'der', decodeReceivedToken),
    target('spnego: decodeNegTokenInit', 'der', decodeNegTokenInit),
    target('spnego: decodeNegTokenResp', 'der', decodeNegTokenResp),
    target('spnego: readThisMech', 'der', readThisMech),
    target('spnego: readMechType', 'der', (bytes) => readMechType(new Reader(bytes, 'MechType'), 'mech')),
    target(
      'der: readElement',
      'der',
      (bytes) => readElement(new Reader(bytes, 'x'), bytes[0] ?? 0, 'x').remaining,
    ),
    target('der: readOctetString', 'der', (bytes) => readOctetString(new Reader(bytes, 'x'), 'x')),
    target('der: readObjectIdentifier', 'der', (bytes) => readObjectIdentifier(new Reader(bytes, 'x'), 'x')),
    target('der: withMinimalLengths', 'der', (bytes) => withMinimalLengths(bytes, 'x')),
    target('der: readDefiniteLength', 'bytes', (bytes) =>
      readDefiniteLength(new BigEndianReader(bytes, 'x')),
    ),
  ];
}

/** Every type of the messages of Kerberos. */
function kerberosMessages(): FuzzTarget[] {
  const modules = {
    ...ap,
    ...encrypted,
    ...kdc,
    ...errorData,
    ...cred,
    ...krbError,
    ...padata,
    ...principal,
    ...ticket,
  };
  const types = Object.entries({ ...modules, authorizationData } as Record<string, unknown>).filter(
    (entry): entry is [string, DerType<unknown>] => isDerType(entry[1]),
  );
  return [
    ...types.map(([name, type]) => target(`krb5: ${name}`, 'der', (bytes) => decode(type, bytes, name))),
    target('krb5: decodeContextToken', 'der', decodeContextToken),
    target('krb5: decodeAuthenticatorChecksum', 'bytes', decodeAuthenticatorChecksum),
    target('krb5: authorizationEntries', 'der', (bytes) => authorizationEntries(readEntries(bytes))),
    target('krb5: clientEntries', 'der', (bytes) => clientEntries(authorizationEntries(readEntries(bytes)))),
  ];
}

function readEntries(bytes: Buffer): TypeOf<typeof authorizationData> {
  return decode(authorizationData, bytes, 'AuthorizationData');
}

function isDerType(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'tag' in value && 'read' in value && 'write' in value;
}

function pac(): FuzzTarget[] {
  return [
    target('pac: decodePac', 'bytes', decodePac),
    target('pac: decodePacBuffers', 'bytes', decodePacBuffers),
    target('pac: decodeClientInfo', 'bytes', decodeClientInfo),
    target('pac: decodeLogonInfo', 'bytes', decodeLogonInfo),
    target('pac: decodePacSignature', 'bytes', decodePacSignature),
    target('pac: decodeUpnDnsInfo', 'bytes', decodeUpnDnsInfo),
  ];
}

function carriers(): FuzzTarget[] {
  const credentials = texts(
    'Negotiate YIGCBgYrBgEFBQKgeDB2',
    'NTLM TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAA=',
    'Basic eDp5',
  );
  return [
    target('credssp: decodeTsRequest', 'der', decodeTsRequest),
    target('credssp: lookAtCredentials', 'der', (bytes) =>
      lookAtCredentials(bytes, (found) => Promise.resolve({ ...found })),
    ),
    target('credssp: RequestAssembly', 'der', assembleRequests),
    target('rdp: decodeConnectionRequest', 'bytes', decodeConnectionRequest, [
      Buffer.from(
        '0300002b26e00000000000436f6f6b69653a206d737473686173683d616c6963650d0a0100080003000000',
        'hex',
      ),
    ]),
    target('rdp: tpktLength', 'bytes', tpktLength),
    target('http: readAuthorization', 'text', readAuthorizationOf, credentials),
    target(
      'http: a request in words',
      'text',
      requestInWords,
      texts('http://u:p@h/a;b?c#d', 'curl/7.0 (x)', 'Negotiate'),
    ),
    target('proxy: HeaderAssembly', 'bytes', assembleHeader, [
      ...texts(
        'PROXY TCP4 192.0.2.1 192.0.2.2 1234 445\r\nrest',
        'PROXY TCP6 2001:db8::1 ::1 1 2\r\n',
        'PROXY UNKNOWN x\r\n',
      ),
      Buffer.from('0d0a0d0a000d0a515549540a2111000cc0000201c000020204d201bd', 'hex'),
      Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex'),
      Buffer.from(
        '0d0a0d0a000d0a515549540a21110017c0000201c000020204d201bd0300040000000004000361626300',
        'hex',
      ),
    ]),
  ];
}

function assembleRequests(bytes: Buffer): unknown {
  const assembly = new RequestAssembly();
  const size = 1 + (bytes.length % 13);
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    assembly.add(Buffer.from(bytes.subarray(at, at + size)));
    for (let next = assembly.next(0x10000); next; next = assembly.next(0x10000)) lengths.push(next.length);
  }
  return lengths;
}

function assembleHeader(bytes: Buffer): unknown {
  const assembly = new HeaderAssembly();
  const size = 1 + (bytes.length % 11);
  for (let at = 0; at < bytes.length; at += size) {
    const found = assembly.receive(bytes.subarray(at, at + size));
    if (found) return found.header;
  }
  return undefined;
}

function readAuthorizationOf(bytes: Buffer): unknown {
  const values = bytes.toString('latin1').split('\n');
  return [readAuthorization(values), ...values.map(schemeShown)];
}

function requestInWords(bytes: Buffer): unknown {
  const [line = '', agent = '', ...values] = bytes.toString('latin1').split('\n');
  const fields = ['User-Agent', agent, 'Connection', line];
  const request = { method: 'GET', target: line, version: '1.1', fields };
  return [shownTarget(request), userAgentOf(request), requestFact(request, values)];
}
