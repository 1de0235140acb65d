import type { Endpoint } from './recorder.js';

/** A client of a KDC. */
export interface KdcPeer extends Endpoint {
  /** The carrier of its request; both have the same port at the KDC. */
  readonly transport: 'udp' | 'tcp';
}

/** The messages that clients show for an answer of a KDC. */
export interface KdcClientShows {
  /** MIT's programs: `kinit` for an AS exchange, `kvno` for a TGS exchange. */
  readonly mit: string;
  /** Samba's smbclient with `--use-kerberos=required`. */
  readonly smbclient: string;
  /** `mount -t cifs -o sec=krb5`, whose helper takes tickets from a cache. */
  readonly linux: string;
}

/** One exchange with a KDC, explained. Holds no password, key or ticket. */
export interface KdcRecord {
  readonly type: 'kdc';
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `AS`: a first ticket, by a password or key; `TGS`: a further ticket, by a ticket-granting ticket. */
  readonly exchange: 'AS' | 'TGS';
  /** Undefined: the program of the realm itself asked, without a socket. */
  readonly remote: KdcPeer | undefined;
  /** `alice@EXAMPLE.TEST` as asked, its first 256 characters; undefined: none was named, or its ticket was not read. */
  readonly client: string | undefined;
  /**
   * `cifs/files.example.test` as asked, its first 256 characters, and with its realm where that is another; undefined:
   * none was named.
   */
  readonly service: string | undefined;
  /** Whether the client got a ticket. */
  readonly outcome: 'granted' | 'refused';
  /** Name of the KRB-ERROR, or its number where it has none; undefined: a ticket was granted. */
  readonly error: string | undefined;
  /** The event, with the evidence. */
  readonly explanation: string;
  /** The remedy; undefined: a ticket was granted. */
  readonly advice: string | undefined;
  /** The message that each client shows its user; undefined: a ticket was granted, or a script chose a rare error. */
  readonly clientShows: KdcClientShows | undefined;
  /** The section of the rule that decided; undefined: a ticket was granted, or a script chose a rare error. */
  readonly section: string | undefined;
  /** Names of the encryption types that the client takes, in its order. */
  readonly offeredEnctypes: readonly string[];
  /** The encryption type of the ticket, under the key of its service; undefined: there is none. */
  readonly ticketEnctype: string | undefined;
  /** The encryption type of the reply, under a key of the client; undefined: there is none. */
  readonly replyEnctype: string | undefined;
  /** Whether a scripted state of the test realm made this answer what it is. */
  readonly scripted: boolean;
  /** The number of times an address was refused this so far; each has a record up to the 100th. 1 for a ticket. */
  readonly count: number;
  /** The number of other refusals of the address without a record since the last one. */
  readonly omitted: number;
}
