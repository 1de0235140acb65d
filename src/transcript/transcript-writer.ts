import type { Account, FindingStore } from '../auth/account.js';
import type { ConnectionEnd, ConnectionInfo } from '../facts/recorder.js';
import type { ConnectionTap, Tap } from '../facts/tap.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { isBytes } from '../values/realm.js';
import { FORMAT, type RecordedAccount, type RecordedServer, type TranscriptLine } from './format.js';
import { lineOf } from './line-of.js';
import { Serving } from './serving.js';
import type { TranscriptOptions, Versions } from './transcript.js';

const MAX_BYTES = 256 * 1024 * 1024;
const NO_VERSIONS: Versions = { software: '', node: '', platform: '' };

/** Room for the line that says that the file is full. */
const LAST_LINE_BYTES = 256;

/** Writes the lines of a transcript. */
export class TranscriptWriter {
  readonly #options: TranscriptOptions;
  readonly #serving = new Serving();
  #runtime: CheckedRuntime | undefined;
  #startedAt = 0;
  #written = 0;
  #over = false;

  constructor(options: TranscriptOptions) {
    this.#options = options;
  }

  /**
   * Writes the first line; called once, by the server that it is given to.
   *
   * @returns the clocks and the random source that the server must use, so that they are recorded
   * @throws Error when another server has it already
   */
  begin(server: RecordedServer, runtime: CheckedRuntime): CheckedRuntime {
    if (this.#runtime !== undefined) throw new Error('a transcript is of one server: this one is taken');
    this.#runtime = runtime;
    this.#startedAt = runtime.monotonic();
    const { secrets = false, versions = NO_VERSIONS } = this.#options;
    const { software, node, platform } = versions;
    this.#put({ transcript: FORMAT, software, node, platform, startedAt: runtime.now(), secrets, server });
    return {
      now: () => this.#serving.now?.clock ?? runtime.now(),
      monotonic: () => runtime.monotonic(),
      after: (...timer) => runtime.after(...timer),
      randomBytes: (length) => {
        const bytes = runtime.randomBytes(length);
        this.#line({ event: 'drawn', ...this.#where(), bytes: bytes.toString('hex') });
        return bytes;
      },
    };
  }

  /** Whether secrets are recorded. */
  get keepsSecrets(): boolean {
    return this.#options.secrets === true;
  }

  /** The tap through which the server shows its bytes. */
  get tap(): Tap {
    return { connectionOpened: (info) => this.#opened(info) };
  }

  /** A store that answers as another does, and has each answer recorded. */
  recordedStore(store: FindingStore): FindingStore {
    return {
      find: async (name, domain) => {
        const found = await store.find(name, domain);
        this.#line({ event: 'account', ...this.#where(), name, domain, found: this.#accountOf(found) });
        return found;
      },
      ...(store.known && { known: () => store.known?.() ?? [] }),
    };
  }

  /** Writes the last line; called by the server once it has closed. */
  end(): void {
    this.#line({ event: 'ended' });
    this.#over = true;
  }

  #opened({ id, carrier, remote, local, via }: ConnectionInfo): ConnectionTap {
    const connection = id;
    const ends = { remote: { ...remote }, local: { ...local }, ...(via && { via: { ...via } }) };
    this.#line({ event: 'opened', connection, carrier, ...ends });
    const bytesOf = (bytes: Buffer) => ({ connection, bytes: bytes.toString('hex') });
    return {
      received: (bytes) => this.#line({ event: 'received', ...bytesOf(bytes) }),
      sent: (bytes) => this.#line({ event: 'sent', ...bytesOf(bytes) }),
      closed: (end) => this.#line({ event: 'closed', connection, ...wordsOf(end) }),
      serving: (work) => {
        const clock = this.#runtime?.now() ?? 0;
        this.#line({ event: 'serving', connection, clock });
        this.#serving.during({ connection, clock }, work);
      },
      ...(this.#options.secrets === true && {
        sessionKey: (sessionId: bigint, key: Buffer) => {
          const session = sessionId.toString(16).padStart(16, '0');
          this.#line({ event: 'session-key', connection, session, key: key.toString('hex') });
        },
      }),
    };
  }

  #where(): { connection?: number } {
    const served = this.#serving.now;
    return served === undefined ? {} : { connection: served.connection };
  }

  #accountOf(account: Account | undefined): RecordedAccount | null {
    if (account === undefined) return null;
    const { password: _, ntHash, ...rest } = account;
    const plain = Object.entries(rest).map(([key, value]: [string, unknown]) => [key, inJson(key, value)]);
    const secret = this.#options.secrets === true ? { ntHash: ntHash.toString('hex') } : {};
    return { ...(Object.fromEntries(plain) as RecordedAccount), ...secret };
  }

  #line(line: WithoutTime): void {
    this.#put({ at: this.#elapsed(), ...line });
  }

  #put(value: object): void {
    if (this.#over) return;
    const line = lineOf(value);
    const { maxBytes = MAX_BYTES } = this.#options;
    if (this.#written + line.length > maxBytes - LAST_LINE_BYTES) {
      const why = `the transcript has reached ${maxBytes} bytes`;
      if (this.#write(lineOf({ at: this.#elapsed(), event: 'stopped', why }))) this.#stop(why);
      return;
    }
    if (this.#write(line)) this.#written += line.length;
  }

  /** Returns whether the line was taken. */
  #write(line: string): boolean {
    try {
      this.#options.write(line);
      return true;
    } catch (error) {
      this.#stop('it cannot be written any more', error);
      return false;
    }
  }

  #stop(why: string, error?: unknown): void {
    this.#over = true;
    this.#options.onStopped?.(why, error);
  }

  #elapsed(): number {
    const elapsed = (this.#runtime?.monotonic() ?? 0) - this.#startedAt;
    return Math.max(0, Math.round(elapsed * 1000) / 1000);
  }
}

/** A value of an account as a configuration writes it. */
function inJson(key: string, value: unknown): unknown {
  if (typeof value === 'number' && /expiresAt$/i.test(key)) return new Date(value).toISOString();
  return isBytes(value) ? Buffer.from(value).toString('hex') : value;
}

type WithoutTime = TranscriptLine extends infer Line
  ? Line extends TranscriptLine
    ? Omit<Line, 'at'>
    : never
  : never;

function wordsOf(end: ConnectionEnd): { by: 'client' | 'server'; why: string } {
  return end.by === 'client' ? { by: 'client', why: end.how } : { by: 'server', why: end.why };
}
