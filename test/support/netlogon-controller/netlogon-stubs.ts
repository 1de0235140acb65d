import { NdrReader, NdrWriter, unicodeString } from '../../../src/ndr/index.js';

/** Numbers of the calls ([MS-NRPC] 3.5.4). */
export const Opnum = {
  CHALLENGE: 4,
  AUTHENTICATE2: 15,
  CAPABILITIES: 21,
  AUTHENTICATE: 26,
  SITE: 28,
  LOGON: 39,
  LOGON_WITH_FLAGS: 45,
} as const;

/** NetrServerReqChallenge ([MS-NRPC] 3.5.4.4.1). */
export function readChallenge(stub: Buffer): { server: string; computer: string; challenge: Buffer } {
  const r = new NdrReader(stub, 'NetrServerReqChallenge');
  const server = r.optionalText('PrimaryName') ?? '';
  return { server, computer: r.text('ComputerName'), challenge: r.bytes(8, 'ClientChallenge') };
}

export interface Authenticate {
  readonly server: string;
  readonly account: string;
  readonly channelType: number;
  readonly computer: string;
  readonly credential: Buffer;
  readonly flags: number;
}

/** NetrServerAuthenticate3 ([MS-NRPC] 3.5.4.4.2). */
export function readAuthenticate(stub: Buffer): Authenticate {
  const r = new NdrReader(stub, 'NetrServerAuthenticate3');
  const server = r.optionalText('PrimaryName') ?? '';
  const account = r.text('AccountName');
  const channelType = r.u16('SecureChannelType');
  const computer = r.text('ComputerName');
  return {
    server,
    account,
    channelType,
    computer,
    credential: r.bytes(8, 'ClientCredential'),
    flags: r.u32('NegotiateFlags'),
  };
}

/** @param rid of the account; NetrServerAuthenticate2 has none ([MS-NRPC] 3.5.4.4.3) */
export function writeAuthenticated(
  { credential, flags, status }: { credential: Buffer; flags: number; status: number },
  rid: number | undefined,
): Buffer {
  const w = new NdrWriter().bytes(credential).u32(flags);
  if (rid !== undefined) w.u32(rid);
  return w.u32(status).finish();
}

/** NETLOGON_AUTHENTICATOR ([MS-NRPC] 2.2.1.1.5). */
export interface Authenticator {
  readonly credential: Buffer;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

function readAuthenticator(r: NdrReader): Authenticator {
  r.align(4, 'Authenticator');
  return { credential: r.bytes(8, 'Credential'), timestamp: r.u32('Timestamp') };
}

/** NetrLogonGetCapabilities ([MS-NRPC] 3.5.4.4.11). */
export function readCapabilities(stub: Buffer): {
  computer: string;
  authenticator: Authenticator;
  level: number;
} {
  const r = new NdrReader(stub, 'NetrLogonGetCapabilities');
  r.text('ServerName');
  const computer = r.optionalText('ComputerName') ?? '';
  const authenticator = readAuthenticator(r);
  readAuthenticator(r);
  return { computer, authenticator, level: r.u32('QueryLevel') };
}

export function writeCapabilities(
  credential: Buffer,
  level: number,
  capabilities: number,
  status: number,
): Buffer {
  return new NdrWriter().bytes(credential).u32(0).u32(level).u32(capabilities).u32(status).finish();
}

export interface LogonCall {
  readonly logonServer: string;
  readonly computer: string;
  readonly authenticator?: Authenticator | undefined;
  /** 2 or 6: network information. */
  readonly logonLevel: number;
  readonly domain: string;
  readonly parameterControl: number;
  readonly user: string;
  readonly workstation: string;
  readonly challenge: Buffer;
  readonly ntResponse: Buffer;
  readonly lmResponse: Buffer;
  readonly validationLevel: number;
  readonly extraFlags: number;
}

/** NetrLogonSamLogonEx and NetrLogonSamLogonWithFlags ([MS-NRPC] 3.5.4.5.1, 3.5.4.5.2). */
export function readLogon(stub: Buffer, withFlags: boolean): LogonCall {
  const r = new NdrReader(stub, 'NetrLogonSamLogonEx');
  const logonServer = r.optionalText('LogonServer') ?? '';
  const computer = r.optionalText('ComputerName') ?? '';
  let authenticator: Authenticator | undefined;
  if (withFlags) {
    r.pointer('Authenticator', () => (authenticator = readAuthenticator(r)));
    r.pointer('ReturnAuthenticator', () => readAuthenticator(r));
  }
  const logonLevel = r.u16('LogonLevel');
  if (r.u16('LogonInformation') !== logonLevel) r.fail('LogonInformation', 'the tag is not LogonLevel');
  const identity = { domain: '', user: '', workstation: '', parameterControl: 0 };
  const responses: Record<'challenge' | 'ntResponse' | 'lmResponse', Buffer> = {
    challenge: Buffer.alloc(0),
    ntResponse: Buffer.alloc(0),
    lmResponse: Buffer.alloc(0),
  };
  const isThere = r.pointer('LogonNetwork', () => {
    unicodeString.read(r, 'LogonDomainName', (value) => (identity.domain = value));
    identity.parameterControl = r.u32('ParameterControl');
    r.u32('Reserved');
    r.u32('Reserved');
    unicodeString.read(r, 'UserName', (value) => (identity.user = value));
    unicodeString.read(r, 'Workstation', (value) => (identity.workstation = value));
    responses.challenge = r.bytes(8, 'LmChallenge');
    readOctets(r, (octets) => (responses.ntResponse = octets));
    readOctets(r, (octets) => (responses.lmResponse = octets));
  });
  if (!isThere) r.fail('LogonNetwork', 'null');
  const validationLevel = r.u16('ValidationLevel');
  const extraFlags = r.u32('ExtraFlags');
  const server = { logonServer, computer, authenticator, logonLevel };
  return { ...server, ...identity, ...responses, validationLevel, extraFlags };
}

/** STRING ([MS-NRPC] 2.2.1.1.2). */
function readOctets(r: NdrReader, store: (octets: Buffer) => void): void {
  r.align(4, 'STRING');
  const length = r.u16('Length');
  const maximum = r.u16('MaximumLength');
  const isThere = r.pointer('Buffer', () => {
    if (r.u32('Buffer') !== maximum) r.fail('Buffer', 'the size is not MaximumLength');
    if (r.u32('Buffer') !== 0) r.fail('Buffer', 'the octets begin elsewhere');
    if (r.u32('Buffer') !== length) r.fail('Buffer', 'the count is not Length');
    store(r.bytes(length, 'Buffer'));
  });
  if (!isThere && length !== 0) r.fail('Buffer', 'null, with a length');
}
