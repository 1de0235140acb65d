import { NtStatus } from '../constants/nt-status.js';
import { NdrReader, NdrWriter, octetString, unicodeString } from '../ndr/index.js';
import type { Authenticator } from './authenticator.js';
import {
  NO_AUTHENTICATOR,
  readAuthenticator,
  writeAuthenticator,
  type Answer,
  type Parties,
} from './channel-calls.js';
import type { LogonQuestion } from './channel-action.js';
import { samInfo2Type, samInfo4Type, type SamInfo2, type SamInfo4 } from './validation-info.js';

/** NETLOGON_LOGON_INFO_CLASS ([MS-NRPC] 2.2.1.4.16). */
export const LogonLevel = { NETWORK: 2, NETWORK_TRANSITIVE: 6 } as const;
export type LogonLevel = (typeof LogonLevel)[keyof typeof LogonLevel];

/** NETLOGON_VALIDATION_INFO_CLASS ([MS-NRPC] 2.2.1.4.17). */
export type ValidationLevel = 3 | 6;

/** The levels of a logon call. */
export interface LogonLevels {
  readonly logon: LogonLevel;
  readonly validation: ValidationLevel;
}

/** Bytes behind a level with a null pointer: the pointer, Authoritative, ExtraFlags and the status, each aligned. */
const WITH_NULL_POINTER = 18;

/** The answer to a logon call. */
export interface LogonReply {
  /** Absent in NetrLogonSamLogonEx. */
  readonly returned: Authenticator | undefined;
  /** Undefined where the controller sends none. */
  readonly info: SamInfo2 | SamInfo4 | undefined;
  /** Whether another controller could not answer otherwise. */
  readonly authoritative: boolean;
  readonly status: number;
}

/**
 * NetrLogonSamLogonEx ([MS-NRPC] 3.5.4.5.1) or, with an authenticator, NetrLogonSamLogonWithFlags (3.5.4.5.2).
 */
export function encodeLogon(
  { server, computer }: Parties,
  question: LogonQuestion,
  { logon, validation }: LogonLevels,
  authenticator?: Authenticator,
): Buffer {
  const w = new NdrWriter().textPointer(server).textPointer(computer);
  if (authenticator) {
    w.pointer(() => writeAuthenticator(w, authenticator));
    w.pointer(() => writeAuthenticator(w, NO_AUTHENTICATOR));
  }
  // The discriminant of the union repeats the level; both are enums of 16 bits.
  w.u16(logon).u16(logon);
  w.pointer(() => writeNetworkInfo(w, question));
  return w.u16(validation).u32(0).finish();
}

/** NETLOGON_NETWORK_INFO ([MS-NRPC] 2.2.1.4.5) with its NETLOGON_LOGON_IDENTITY_INFO (2.2.1.4.15). */
function writeNetworkInfo(w: NdrWriter, question: LogonQuestion): void {
  unicodeString.write(w, question.domain);
  w.u32(question.parameterControl).u32(0).u32(0);
  unicodeString.write(w, question.user);
  unicodeString.write(w, question.workstation);
  w.bytes(question.challenge);
  octetString.write(w, question.ntResponse);
  octetString.write(w, question.lmResponse);
}

/**
 * @param withAuthenticator the call was NetrLogonSamLogonWithFlags
 * @throws CodecError for anything else
 */
export function decodeLogon(
  { stub, bigEndian }: Answer,
  level: ValidationLevel,
  withAuthenticator: boolean,
): LogonReply {
  const r = new NdrReader(stub, 'NetrLogonSamLogonEx', bigEndian);
  let returned: Authenticator | undefined;
  if (withAuthenticator) r.pointer('ReturnAuthenticator', () => (returned = readAuthenticator(r)));
  const tag = r.u16('ValidationLevel');
  if (tag !== level) r.fail('ValidationLevel', `${tag}, not ${level}`);
  let info: SamInfo2 | SamInfo4 | undefined;
  // A controller that does not know the level sends the union's default arm, which is empty.
  const hasArm = r.remaining >= WITH_NULL_POINTER;
  r.align(4, 'ValidationInformation');
  if (hasArm) {
    r.pointer('ValidationInformation', () => {
      if (level === 6) samInfo4Type.read(r, 'ValidationSam4', (read) => (info = read));
      else samInfo2Type.read(r, 'ValidationSam2', (read) => (info = read));
    });
  }
  const authoritative = r.u8('Authoritative') !== 0;
  r.u32('ExtraFlags');
  const status = r.u32('ReturnValue');
  if (!hasArm && status !== NtStatus.STATUS_INVALID_INFO_CLASS) {
    r.fail('ValidationInformation', 'neither a pointer nor a level that is not known');
  }
  return { returned, info, authoritative, status };
}
