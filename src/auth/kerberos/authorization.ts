import { CodecError } from '../../bytes/index.js';
import { type AuthorizationEntry, authorizationEntries } from '../../krb5/authorization-entries.js';
import { clientEntries, type ClientEntries } from '../../krb5/client-entries.js';
import { type AuthorizationData, AuthorizationDataType } from '../../krb5/messages/authorization-data.js';
import { decodeTokenInfoIntegrity, type MachineIdentity } from '../machine-identity.js';
import type { Checks, Refused } from './checks.js';

/** The authorization data of a ticket and of its authenticator, as far as it concerns a service. */
export interface Authorization {
  /** The PAC in the ticket; a view. */
  readonly pac: Buffer | undefined;
  /** Encryption types that the client can use for the session, the best one first (RFC 4537 3). */
  readonly etypes: readonly number[];
  /** The client's machine, as it says itself ([MS-KILE] 2.2.6). */
  readonly machine: MachineIdentity | undefined;
  /** Bits of `ClientApOptions`; undefined: the client says none. */
  readonly apOptions: number | undefined;
}

/**
 * Types that this server understands, or that concern the KDC alone. Any other outside AD-IF-RELEVANT is a restriction
 * that is not known, and refuses the login (RFC 4120 5.2.6).
 */
const understood: ReadonlySet<number> = new Set([
  AuthorizationDataType.MANDATORY_FOR_KDC,
  AuthorizationDataType.WIN2K_PAC,
  AuthorizationDataType.ETYPE_NEGOTIATION,
  AuthorizationDataType.KERB_AUTH_DATA_TOKEN_RESTRICTIONS,
  AuthorizationDataType.KERB_LOCAL,
  AuthorizationDataType.AP_OPTIONS,
  AuthorizationDataType.TARGET_PRINCIPAL,
]);

/** Reads the authorization data of both; the PAC counts in the ticket alone, which the KDC made. */
export function readAuthorization(
  ticket: AuthorizationData | undefined,
  authenticator: AuthorizationData | undefined,
  checks: Checks,
): Authorization | Refused {
  const failed = (detail: string): Refused =>
    checks.failed('authorization-data', 'kerberos-authorization-unknown', detail);
  try {
    const ofTicket = authorizationEntries(ticket);
    const ofAuthenticator = authorizationEntries(authenticator);
    const unknown = [...ofTicket, ...ofAuthenticator].find(
      ({ adType, isIfRelevant }) => !isIfRelevant && !understood.has(adType),
    );
    if (unknown !== undefined) return failed(`type ${unknown.adType}`);
    checks.passed('authorization-data');
    const ofClient = clientEntries(ofAuthenticator);
    return {
      pac: find(ofTicket, AuthorizationDataType.WIN2K_PAC),
      etypes: ofClient.etypes ?? [],
      machine: machineIn(ofClient) ?? machineIn(clientEntries(ofTicket)),
      apOptions: ofClient.apOptions,
    };
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return failed(error.message);
  }
}

function find(entries: readonly AuthorizationEntry[], type: number): Buffer | undefined {
  return entries.find(({ adType }) => adType === type)?.adData;
}

function machineIn({ restriction }: ClientEntries): MachineIdentity | undefined {
  return restriction && decodeTokenInfoIntegrity(restriction)?.machine;
}
