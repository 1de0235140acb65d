import { CodecError } from '../bytes/index.js';
import { decode, required, sequence, sequenceOf } from '../der/structure.js';
import { int32, octetString } from '../der/types.js';
import type { AuthorizationEntry } from './authorization-entries.js';
import { AuthorizationDataType } from './messages/authorization-data.js';

/** Bits of AD-AUTH-DATA-AP-OPTIONS ([MS-KILE] 3.2.5.8). */
export const ClientApOptions = {
  /** The client binds to channels wherever there is one. */
  CBT: 0x4000,
  /** The client took the name of the service from an untrusted source. */
  UNVERIFIED_TARGET_NAME: 0x8000,
} as const;

/** Statements of a client about itself in an authenticator; absent where the client said nothing readable. */
export interface ClientEntries {
  /** The encryption types that it would have a subkey of, its favourite first (RFC 4537). */
  readonly etypes?: readonly number[];
  /** Bits of {@link ClientApOptions}. */
  readonly apOptions?: number;
  /** The service that it means, with the realm ([MS-KILE] 3.2.5.8, KERB_AUTH_DATA_CLIENT_TARGET). */
  readonly target?: string;
  /** An LSAP_TOKEN_INFO_INTEGRITY ([MS-KILE] 2.2.5), a view. */
  readonly restriction?: Buffer;
}

/** RFC 4537 section 3; more types than there are in use. */
const etypeList = sequenceOf(int32, 64);

/**
 * KERB-AD-RESTRICTION-ENTRY ([MS-KILE] 2.2.6). The specification shows one SEQUENCE, and clients send a SEQUENCE OF
 * them.
 */
const restrictionEntry = sequence('KERB-AD-RESTRICTION-ENTRY', {
  restrictionType: required(0, int32),
  restriction: required(1, octetString),
});
const restrictionEntries = sequenceOf(restrictionEntry, 8);

/** Restriction-type of an LSAP_TOKEN_INFO_INTEGRITY. */
const TOKEN_INFO_INTEGRITY = 0;

/** Bytes of the longest name of a service that is kept. */
const MAX_TARGET_LENGTH = 2048;

/**
 * The statements in the entries of an authenticator. A server of another host must ignore the restriction, and may
 * ignore the others ([MS-KILE] 3.4.5.3): one that cannot be read is left out.
 */
export function clientEntries(entries: readonly AuthorizationEntry[]): ClientEntries {
  const read = <T>(type: number, decodeData: (adData: Buffer) => T | undefined): T | undefined => {
    const entry = entries.find(({ adType }) => adType === type);
    return entry && readable(() => decodeData(entry.adData));
  };
  const etypes = read(AuthorizationDataType.ETYPE_NEGOTIATION, (adData) =>
    decode(etypeList, adData, 'EtypeList'),
  );
  const apOptions = read(AuthorizationDataType.AP_OPTIONS, (adData) =>
    adData.length === 4 ? adData.readUInt32LE(0) : undefined,
  );
  const target = read(AuthorizationDataType.TARGET_PRINCIPAL, decodeTarget);
  const restriction = read(AuthorizationDataType.KERB_AUTH_DATA_TOKEN_RESTRICTIONS, decodeRestriction);
  return {
    ...(etypes !== undefined && { etypes }),
    ...(apOptions !== undefined && { apOptions }),
    ...(target !== undefined && { target }),
    ...(restriction !== undefined && { restriction }),
  };
}

function decodeTarget(adData: Buffer): string | undefined {
  return adData.length % 2 === 0 && adData.length <= MAX_TARGET_LENGTH
    ? adData.toString('utf16le')
    : undefined;
}

function decodeRestriction(adData: Buffer): Buffer | undefined {
  const entries =
    readable(() => decode(restrictionEntries, adData, 'KERB-AD-RESTRICTION-ENTRY')) ??
    readable(() => [decode(restrictionEntry, adData, 'KERB-AD-RESTRICTION-ENTRY')]);
  return entries?.find(({ restrictionType }) => restrictionType === TOKEN_INFO_INTEGRITY)?.restriction;
}

function readable<T>(decodeIt: () => T): T | undefined {
  try {
    return decodeIt();
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
