import type { Weakness } from '../auth/mechanism-words.js';
import type { ServerNames } from '../auth/server-names.js';
import type {
  AttemptRecord,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import type { Carrier } from '../facts/recorder.js';
import type { ServerEvents } from '../server/options.js';

/** The data of each event of the live page’s stream, by its type. */
export interface WatchEvents {
  /** Always the first one of a stream. */
  readonly server: ServerView;
  /** At the verdict, and again when the client’s next step is known: the same `id` replaces. */
  readonly attempt: AttemptRecord;
  readonly tree: TreeRecord;
  readonly incident: IncidentRecord;
  readonly failure: FailureRecord;
  readonly kdc: KdcRecord;
  readonly fault: FaultEvent;
  readonly domain: ServerEvents['domain'];
  /** At most once a second, when it has changed. */
  readonly posture: PostureView;
  readonly lost: LostEvents;
}

/** The server that is watched. */
export interface ServerView {
  /** Version of the package. */
  readonly version: string;
  /** Milliseconds since 1970, on the clock of the machine. */
  readonly now: number;
  readonly listeners: readonly {
    readonly carrier: Carrier;
    readonly host: string;
    readonly port: number;
  }[];
  /** The names that the configuration says; the others are the defaults. */
  readonly names: Partial<ServerNames>;
  /** The names of the shares, which can be replaced while it serves. */
  readonly shares: readonly string[];
  /** The bounds of what the server keeps for the page. */
  readonly keeps: {
    /** The latest so many attempts. */
    readonly attempts: number;
    /** The most bytes of one connection, both directions together. */
    readonly bytesPerConnection: number;
  };
}

/** Events that a page missed: it was too slow, or they are forgotten. */
export interface LostEvents {
  /** At most so many. */
  readonly events: number;
}

/** How safely the clients log in, as the command `audit` reports it. */
export interface PostureView {
  /** Milliseconds since 1970. */
  readonly generatedAt: number;
  /** The number of attempts by clients that are not known here because there are too many. */
  readonly omitted: number;
  /** The number of clients that are known, and left out of this message because it would be too long. */
  readonly omittedClients: number;
  /** The one that was seen last is first. */
  readonly clients: readonly PostureClient[];
}

/** Everything known about one client, an address. */
export interface PostureClient {
  /** Its address. */
  readonly client: string;
  readonly attempts: number;
  readonly accepted: number;
  readonly refused: number;
  readonly unfinished: number;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  /** Milliseconds since 1970. */
  readonly lastSeen: number;
  readonly carriers: readonly string[];
  readonly dialects: readonly string[];
  readonly mechanisms: readonly string[];
  readonly users: readonly string[];
  readonly workstations: readonly string[];
  /** Reasons of its attempts. */
  readonly reasons: readonly string[];
  /** The other columns of the report that hold something, such as Ciphers, in their order. */
  readonly columns: readonly {
    readonly key: string;
    readonly title: string;
    readonly values: readonly string[];
  }[];
  readonly findings: readonly PostureFinding[];
}

/** A weakness that the logins of a client show. */
export interface PostureFinding extends Weakness {
  /** Stable, such as `no-signing`. */
  readonly code: string;
}

/** The messages of one attempt, from the beginning of its connection to the next attempt. */
export interface Conversation {
  readonly attempt: number;
  /** The number of bytes of the connection that were not kept. */
  readonly omittedBytes: number;
  readonly steps: readonly ConversationStep[];
}

/** One message. */
export interface ConversationStep {
  /** Milliseconds since 1970, with fractions. */
  readonly time: number;
  readonly from: 'client' | 'server';
  /** Such as `SESSION_SETUP request`, `HTTP 401`, `BIND`, `TLS`. */
  readonly title: string;
  /** Such as `STATUS_MORE_PROCESSING_REQUIRED`, `NTLM CHALLENGE`; absent: there is nothing to add. */
  readonly detail?: string;
  /** Its length. */
  readonly bytes: number;
  /** Words of the facts that this message led to, printable. */
  readonly notes: readonly string[];
  /**
   * Whether the login broke here: the check that failed belongs to this message. At most one is marked, and one is in
   * every refused attempt whose messages were kept.
   */
  readonly broke: boolean;
}
