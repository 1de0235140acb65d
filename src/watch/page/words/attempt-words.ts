import type { AttemptRecord } from '../../../diagnosis/attempt-record.js';
import { carrierParts } from '../../../diagnosis/output/carrier-parts.js';
import { qualifiedName } from '../../../diagnosis/qualified-name.js';
import type { IdentityRecord } from '../../../facts/identity.js';
import { hostAndPort } from '../../../text/host-and-port.js';

/** The verdicts as words. */
export const verdictWords: Readonly<Record<AttemptRecord['verdict'], string>> = {
  accepted: 'Accepted',
  refused: 'Refused',
  unfinished: 'No login',
};

/** The client's address. */
export function clientOf({ connection }: Pick<AttemptRecord, 'connection'>): string {
  return connection.remote.address;
}

/** `DOMAIN\user` as the client named it, or `anonymous`; empty: it named nobody. */
export function accountOf({ claimed, identity }: AttemptRecord): string {
  if (identity?.kind === 'anonymous') return 'anonymous';
  return claimed === undefined || claimed.user === '' ? '' : qualifiedName(claimed);
}

/** `DOMAIN\user` of a session; `anonymous`, or a dash where there is none. */
export function userOf(identity: IdentityRecord | undefined): string {
  if (identity === undefined) return '—';
  if (identity.kind === 'anonymous') return 'anonymous';
  return qualifiedName({ user: identity.account, domain: identity.domain });
}

/** `SMB 3.1.1 · NTLMv2`, or `HTTP · TLS 1.3 · Negotiate · Kerberos`. */
export function protocolOf({ negotiation, login, connection, tls, proof }: AttemptRecord): string {
  return [
    negotiation?.dialect === undefined ? undefined : `SMB ${negotiation.dialect}`,
    ...carrierParts(login, connection, tls),
    proof?.version ?? login?.mechanism,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** `10.0.0.5:49152`; an address of IPv6 in brackets. */
export function endpointWords({
  address,
  port,
}: {
  readonly address: string;
  readonly port: number;
}): string {
  return hostAndPort(address, port);
}
