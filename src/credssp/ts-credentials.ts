import { CodecError, decodeUtf16 } from '../bytes/index.js';
import { withMinimalLengths } from '../der/definite-lengths.js';
import { closedSequence, decode, optional, required, sequenceOf, type TypeOf } from '../der/structure.js';
import { type DerType, int32, octetString } from '../der/types.js';

/** Units of the longest name. */
const MAX_NAME = 256;

/** Bytes of the longest password: 256 units, as Windows has it at most. */
const MAX_PASSWORD = 512;

/** Credentials for packages beside the logon's, of which Windows has a handful. */
const MAX_SUPPLEMENTAL = 16;

// Exactly one structure, and nothing beside it: "MUST NOT contain more than one" ([MS-CSSP] 3.1.5, step 5).
const tsCredentials = closedSequence('TSCredentials', {
  credType: required(0, int32),
  credentials: required(1, octetString),
});

const tsPasswordCreds = closedSequence('TSPasswordCreds', {
  domainName: required(0, octetString),
  userName: required(1, octetString),
  password: required(2, octetString),
});

const tsCspDataDetail = closedSequence('TSCspDataDetail', {
  keySpec: required(0, int32),
  cardName: optional(1, octetString),
  readerName: optional(2, octetString),
  containerName: optional(3, octetString),
  cspName: optional(4, octetString),
});

const tsSmartCardCreds = closedSequence('TSSmartCardCreds', {
  pin: required(0, octetString),
  cspData: required(1, tsCspDataDetail),
  userHint: optional(2, octetString),
  domainHint: optional(3, octetString),
});

const tsRemoteGuardPackageCred = closedSequence('TSRemoteGuardPackageCred', {
  packageName: required(0, octetString),
  credBuffer: required(1, octetString),
});

const tsRemoteGuardCreds = closedSequence('TSRemoteGuardCreds', {
  logonCred: required(0, tsRemoteGuardPackageCred),
  supplementalCreds: optional(1, sequenceOf(tsRemoteGuardPackageCred, MAX_SUPPLEMENTAL)),
});

/** TSCredentials ([MS-CSSP] 2.2.1.2), as far as they are looked at. */
export type TsCredentials =
  | {
      readonly type: 'password';
      readonly user: string;
      readonly domain: string;
      /** The password in UTF-16LE: secret, and gone once the credentials were looked at. */
      readonly password: Buffer;
    }
  /** A hint that is missing names nobody. */
  | { readonly type: 'smart-card'; readonly user: string; readonly domain: string }
  | { readonly type: 'remote-guard'; readonly user: ''; readonly domain: '' };

/**
 * Decodes TSCredentials for as long as `look` takes. Afterwards every copy of their bytes is overwritten with zeros;
 * the bytes that are given are the caller's.
 *
 * @throws CodecError for anything but exactly one of the three kinds of credentials
 */
export async function lookAtCredentials<T>(
  bytes: Buffer,
  look: (credentials: TsCredentials) => Promise<T>,
): Promise<T> {
  const outer = withMinimalLengths(bytes, 'TSCredentials');
  let inner: Buffer | undefined;
  try {
    const { credType, credentials } = decode(tsCredentials, outer, 'TSCredentials');
    inner = withMinimalLengths(credentials, nameOf(credType));
    return await look(decodeOne(credType, inner));
  } finally {
    outer.fill(0);
    inner?.fill(0);
  }
}

const names = new Map([
  [1, 'TSPasswordCreds'],
  [2, 'TSSmartCardCreds'],
  [6, 'TSRemoteGuardCreds'],
]);

/** "credType MUST be one of the following values" ([MS-CSSP] 2.2.1.2). */
function nameOf(credType: number): string {
  const name = names.get(credType);
  if (name !== undefined) return name;
  throw new CodecError('bad-constant', 'TSCredentials', 'credType', 0, `${credType}, not 1, 2 or 6`);
}

function decodeOne(credType: number, bytes: Buffer): TsCredentials {
  const structure = nameOf(credType);
  const read = <T>(type: DerType<T>): T => decode(type, bytes, structure);
  if (credType === 1) return passwordOf(read(tsPasswordCreds));
  if (credType === 2) {
    const { userHint, domainHint } = read(tsSmartCardCreds);
    return {
      type: 'smart-card',
      user: textOf(userHint, structure, 'userHint'),
      domain: textOf(domainHint, structure, 'domainHint'),
    };
  }
  read(tsRemoteGuardCreds);
  return { type: 'remote-guard', user: '', domain: '' };
}

function passwordOf({ userName, domainName, password }: TypeOf<typeof tsPasswordCreds>): TsCredentials {
  const structure = 'TSPasswordCreds';
  if (password.length % 2 !== 0 || password.length > MAX_PASSWORD) {
    // The length of a password is part of it.
    throw new CodecError('out-of-range', structure, 'password', 0, 'an odd or too great length');
  }
  return {
    type: 'password',
    user: textOf(userName, structure, 'userName'),
    domain: textOf(domainName, structure, 'domainName'),
    password: withoutTerminator(password),
  };
}

/** A NUL ends each text of rdesktop, the password included. */
function withoutTerminator(octets: Buffer): Buffer {
  const isTerminated =
    octets.length % 2 === 0 && octets.length >= 2 && octets.readUInt16LE(octets.length - 2) === 0;
  return isTerminated ? octets.subarray(0, -2) : octets;
}

/** UTF-16LE ([MS-CSSP] <9>). */
function textOf(sent: Buffer | undefined, structure: string, field: string): string {
  const octets = withoutTerminator(sent ?? Buffer.alloc(0));
  if (octets.length > 2 * MAX_NAME) {
    throw new CodecError('out-of-range', structure, field, 0, `${octets.length} bytes`);
  }
  const text = decodeUtf16(octets, structure, field);
  if (text.includes('\0')) throw new CodecError('malformed', structure, field, 0, 'NUL in a name');
  return text;
}
