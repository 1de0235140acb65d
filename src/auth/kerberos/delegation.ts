import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { keyUsage, type ProtocolKey } from '../../krb5/encryption/index.js';
import { encKrbCredPart, type KrbCred, krbCred } from '../../krb5/messages/krb-cred.js';
import { principalToText } from '../../krb5/messages/principal.js';
import { DelegatedCredentials } from '../delegated-credentials.js';
import type { Checks, Refused } from './checks.js';
import { kerberosName } from './facts.js';

/** One ticket that a client hands over. Secret: whoever has it is the client. */
export interface DelegatedTicket {
  /** The client's principal; undefined: it is not said. */
  readonly client: string | undefined;
  /** The service's principal: usually `krbtgt/EXAMPLE.COM@EXAMPLE.COM`. */
  readonly service: string;
  /** The Ticket in DER. */
  readonly ticket: Buffer;
  /** Encryption type of the session key. */
  readonly etype: number;
  /** The session key that belongs to the ticket. */
  readonly sessionKey: Buffer;
  /** TicketFlags (RFC 4120 5.3); undefined: they are not said. */
  readonly flags: number | undefined;
  /** Milliseconds since 1970; undefined: it is not said. */
  readonly endTime: number | undefined;
}

/** The secret of delegated credentials of Kerberos, as `DelegatedCredentials.reveal` gives it. */
export interface KerberosCredentials {
  /** The tickets: usually one, which grants others. */
  readonly tickets: readonly DelegatedTicket[];
}

/**
 * Reads a KRB-CRED (RFC 4121 4.1.1): under the ticket's session key, or under the client's subkey, as MIT's library
 * once had it.
 */
export function readDelegation(
  message: Buffer,
  sessionKey: ProtocolKey,
  subkey: ProtocolKey | undefined,
  checks: Checks,
): DelegatedCredentials | Refused {
  const invalid = (detail: string): Refused =>
    checks.failed('delegation', 'kerberos-delegation-invalid', detail);
  try {
    const cred = decode(krbCred, message, 'KRB-CRED');
    const plain = decrypt(cred, sessionKey) ?? (subkey && decrypt(cred, subkey));
    if (plain === undefined) return invalid('it does not decrypt');
    const { ticketInfo } = decode(encKrbCredPart, plain, 'EncKrbCredPart');
    if (ticketInfo.length !== cred.tickets.length) return invalid('as many keys as tickets are due');
    const tickets = cred.tickets.map((ticket, index): DelegatedTicket => {
      const info = ticketInfo[index];
      if (info === undefined) throw new TypeError('a ticket without its key');
      const { prealm: realm, pname: name, key, flags, endtime: endTime } = info;
      return {
        client: realm === undefined || name === undefined ? undefined : principalToText({ realm, name }),
        service: principalToText({ realm: ticket.value.realm, name: ticket.value.sname }),
        ticket: Buffer.from(ticket.der),
        etype: key.keytype,
        sessionKey: Buffer.from(key.keyvalue),
        flags,
        endTime,
      };
    });
    checks.passed('delegation');
    return new DelegatedCredentials(kerberosName, { tickets } satisfies KerberosCredentials);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return invalid(error.message);
  }
}

function decrypt({ encPart: { etype, cipher } }: KrbCred, { type, key }: ProtocolKey): Buffer | undefined {
  return etype === type.etype ? type.decrypt(key, keyUsage.krbCred, cipher) : undefined;
}
