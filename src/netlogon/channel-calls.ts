import { NdrReader, NdrWriter } from '../ndr/index.js';
import type { SyntaxId } from '../rpc/index.js';
import type { Authenticator } from './authenticator.js';
import { CREDENTIAL_LENGTH } from './challenge.js';

/** The Netlogon interface ([MS-NRPC] 1.9). */
export const NETLOGON: SyntaxId = { uuid: '12345678-1234-abcd-ef00-01234567cffb', major: 1, minor: 0 };

/** Opnums ([MS-NRPC] 3.5.4). */
export const Opnum = {
  SERVER_REQ_CHALLENGE: 4,
  LOGON_GET_CAPABILITIES: 21,
  SERVER_AUTHENTICATE_3: 26,
  GET_SITE_NAME: 28,
  LOGON_SAM_LOGON_EX: 39,
  LOGON_SAM_LOGON_WITH_FLAGS: 45,
} as const;

/** NETLOGON_SECURE_CHANNEL_TYPE of a member ([MS-NRPC] 2.2.1.3.13). */
const WORKSTATION_SECURE_CHANNEL = 2;

/** QueryLevel of the capabilities that the server has negotiated. */
const SERVER_CAPABILITIES = 1;

/** The two computers of a call. */
export interface Parties {
  /** LOGONSRV_HANDLE of the controller: its name behind two backslashes. */
  readonly server: string;
  /** NetBIOS name of the member. */
  readonly computer: string;
}

/** An answer whose bytes come from the network. */
export interface Answer {
  readonly stub: Buffer;
  /** Numbers of the stub are big-endian. */
  readonly bigEndian: boolean;
}

/** NetrServerReqChallenge ([MS-NRPC] 3.5.4.4.1). */
export function encodeReqChallenge({ server, computer }: Parties, clientChallenge: Buffer): Buffer {
  return new NdrWriter().textPointer(server).text(computer).bytes(clientChallenge).finish();
}

/** @throws CodecError for anything else */
export function decodeReqChallenge({ stub, bigEndian }: Answer): { serverChallenge: Buffer; status: number } {
  const r = new NdrReader(stub, 'NetrServerReqChallenge', bigEndian);
  return { serverChallenge: r.bytes(CREDENTIAL_LENGTH, 'ServerChallenge'), status: r.u32('ReturnValue') };
}

/** NetrServerAuthenticate3 ([MS-NRPC] 3.5.4.4.2). */
export function encodeAuthenticate3(
  { server, computer }: Parties,
  { account, credential, flags }: { account: string; credential: Buffer; flags: number },
): Buffer {
  const w = new NdrWriter().textPointer(server).text(account).u16(WORKSTATION_SECURE_CHANNEL);
  return w.text(computer).bytes(credential).u32(flags).finish();
}

/** The answer to NetrServerAuthenticate3. */
export interface Authenticated {
  readonly serverCredential: Buffer;
  /** The options that the controller has granted. */
  readonly flags: number;
  readonly status: number;
}

/** @throws CodecError for anything else */
export function decodeAuthenticate3({ stub, bigEndian }: Answer): Authenticated {
  const r = new NdrReader(stub, 'NetrServerAuthenticate3', bigEndian);
  const serverCredential = r.bytes(CREDENTIAL_LENGTH, 'ServerCredential');
  const flags = r.u32('NegotiateFlags');
  r.u32('AccountRid');
  return { serverCredential, flags, status: r.u32('ReturnValue') };
}

/** NetrLogonGetCapabilities ([MS-NRPC] 3.5.4.4.11). */
export function encodeGetCapabilities({ server, computer }: Parties, authenticator: Authenticator): Buffer {
  const w = new NdrWriter().text(server).textPointer(computer);
  writeAuthenticator(w, authenticator);
  writeAuthenticator(w, NO_AUTHENTICATOR);
  return w.u32(SERVER_CAPABILITIES).finish();
}

/** The answer to NetrLogonGetCapabilities. */
export interface Capabilities {
  readonly returned: Authenticator;
  readonly flags: number;
  readonly status: number;
}

/** @throws CodecError for anything else */
export function decodeGetCapabilities({ stub, bigEndian }: Answer): Capabilities {
  const r = new NdrReader(stub, 'NetrLogonGetCapabilities', bigEndian);
  const returned = readAuthenticator(r);
  r.discriminant(SERVER_CAPABILITIES, 'Capabilities');
  return { returned, flags: r.u32('ServerCapabilities'), status: r.u32('ReturnValue') };
}

/** DsrGetSiteName ([MS-NRPC] 3.5.4.3.6). */
export function encodeGetSiteName({ server }: Parties): Buffer {
  return new NdrWriter().textPointer(server).finish();
}

/** The authenticator that a client sends in place of a return authenticator. */
export const NO_AUTHENTICATOR: Authenticator = { credential: Buffer.alloc(CREDENTIAL_LENGTH), timestamp: 0 };

/** Writes a NETLOGON_AUTHENTICATOR ([MS-NRPC] 2.2.1.1.5). */
export function writeAuthenticator(w: NdrWriter, { credential, timestamp }: Authenticator): void {
  w.align(4).bytes(credential).u32(timestamp);
}

/** Reads a NETLOGON_AUTHENTICATOR. */
export function readAuthenticator(r: NdrReader): Authenticator {
  r.align(4, 'ReturnAuthenticator');
  return { credential: r.bytes(CREDENTIAL_LENGTH, 'Credential'), timestamp: r.u32('Timestamp') };
}
