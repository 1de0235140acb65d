import type { Report } from '../../facts/fact.js';
import type { MachineIdentity } from '../machine-identity.js';

/** Name of the mechanism. */
export const kerberosName = 'Kerberos';

/** A service key without its bytes. */
export interface HeldKey {
  /** The principal it belongs to, with its realm. */
  readonly principal: string;
  /** Number of its encryption type. */
  readonly etype: number;
  /** Its version. */
  readonly kvno: number;
}

/** A fact that the Kerberos acceptor sees or decides, in the terms of RFC 4120 and RFC 4121. */
export type KerberosFact =
  | ApReqFact
  | TicketFact
  | AuthenticatorFact
  | PacFact
  /** The clock of the authenticator was too far from ours, and the client was sent our time. */
  | {
      readonly kind: 'skew-answered';
      /** The client's clock minus ours, in milliseconds. */
      readonly skewMilliseconds: number;
    }
  /** The answer to an accepted AP-REQ. */
  | {
      readonly kind: 'answer';
      /** Whether an AP-REP was sent. */
      readonly mutual: boolean;
      /** Encryption type of the key that protects the session. */
      readonly keyEtype: number;
    }
  /** The keys of the login. Secret. They explain wrong signatures of a client that takes one for another. */
  | {
      readonly kind: 'session-keys';
      readonly ticketKey: Buffer;
      readonly initiatorSubkey: Buffer | undefined;
      readonly acceptorSubkey: Buffer | undefined;
    };

/** An AP-REQ as it arrived, and the keys that are there for its ticket. */
export interface ApReqFact {
  readonly kind: 'ap-req';
  /** The service that the ticket names, without its realm. Nothing protects it. */
  readonly service: string;
  /** The realm that the ticket names; nothing protects it either. */
  readonly realm: string;
  /** Encryption type of the ticket. */
  readonly etype: number;
  /** Version of the service's key, as the ticket says; undefined: it says none. */
  readonly kvno: number | undefined;
  /** Whether the message came without framing, as DCE style has it. */
  readonly bare: boolean;
  /** Keys that are held: those of the ticket's service first, then others, up to 64 of all. */
  readonly held: readonly HeldKey[];
  /** Where the keys come from, in words. */
  readonly source: string;
}

/** A ticket that one of our keys decrypted. */
export interface TicketFact {
  readonly kind: 'ticket';
  /** The client's principal, with its realm. */
  readonly client: string;
  /** The key that decrypted it. */
  readonly key: HeldKey;
  /** Encryption type of the session key. */
  readonly sessionEtype: number;
  /** TicketFlags (RFC 4120 5.3). */
  readonly flags: number;
  /** When the client proved itself to the KDC: milliseconds since 1970. */
  readonly authTime: number;
  /** When the ticket begins to be valid: milliseconds since 1970. */
  readonly startTime: number;
  /** When it ends: milliseconds since 1970. */
  readonly endTime: number;
}

/** An authenticator that the session key decrypted. */
export interface AuthenticatorFact {
  readonly kind: 'authenticator';
  /** The client's clock minus ours, in milliseconds. */
  readonly skewMilliseconds: number;
  /** Encryption type of the client's subkey; undefined: it sends none. */
  readonly subkeyEtype: number | undefined;
  /** Type of the checksum; undefined: there is none. */
  readonly checksumType: number | undefined;
  /** Flags of the context (RFC 4121 4.1.1.1); undefined: the checksum has none. */
  readonly contextFlags: number | undefined;
  /** `zero`: the client says that it has none. */
  readonly channelBindings: 'absent' | 'zero' | 'present';
  /** The client's machine, as it says itself. */
  readonly machine?: MachineIdentity;
}

/** The PAC of a ticket, once its signature was verified. */
export interface PacFact {
  readonly kind: 'pac';
  /** `without-logon`: it names the client alone, as MIT's KDC makes it. */
  readonly form: 'absent' | 'without-logon' | 'complete';
  /** SIDs of groups in it. */
  readonly groups: number;
  /** User principal name in it; undefined: there is none. */
  readonly upn: string | undefined;
}

/** Reports a fact as the mechanism's own. */
export function reportKerberos(report: Report, fact: KerberosFact): void {
  report({ kind: 'mechanism', mechanism: kerberosName, fact });
}
