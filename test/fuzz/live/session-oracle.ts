import type { AttemptRecord } from '../../../src/diagnosis/attempt-record.js';
import { OracleError } from '../engine/fuzz-target.js';
import { authenticatesIn, isRightProof } from './ntlm-proof.js';
import type { ConnectionLog, WireLog } from './wire-log.js';

const SUCCESS = 0;
const SESSION_SETUP = 1;

/** Logins that succeeded, as the wire tells. */
function loginsIn({ responses }: ConnectionLog): number {
  return responses.filter(({ message }) => isSuccess(message) && message.readUInt16LE(12) === SESSION_SETUP)
    .length;
}

function isSuccess(message: Buffer): boolean {
  return message.readUInt32LE(8) === SUCCESS;
}

/** Commands that are answered without a session. */
const sessionless = new Set([0, SESSION_SETUP, 13]);

/** Users that need no proof where the policy lets them in. */
export interface Strangers {
  readonly guest: boolean;
  readonly anonymous: boolean;
}

/** Proofs that are no responses of NTLM: the authenticators of tickets, each of which is good for one login. */
export interface OtherProofs {
  /** Whether the client’s bytes have a proof for the user that was not used before; uses it up. */
  use(said: Buffer, user: string): boolean;
}

/**
 * Judges a server by what passed on its wire and by its records: nobody is in without a right proof, and each login has
 * one record.
 */
export class SessionOracle {
  readonly #wire: WireLog;
  readonly #strangers: Strangers;
  readonly #others: OtherProofs | undefined;
  readonly #usedChallenges = new Set<string>();
  readonly #ids = new Set<number>();
  readonly #open = new Set<number>();
  /** Sessions that a right proof, or the policy for strangers, has opened. */
  readonly #proven = new Set<string>();
  readonly #accepted = new Map<number, number>();
  #ended = new Set<ConnectionLog>();
  /** Logins that were judged to be right. */
  proven = 0;

  constructor(wire: WireLog, strangers: Strangers, others?: OtherProofs) {
    this.#wire = wire;
    this.#strangers = strangers;
    this.#others = others;
  }

  /** Takes a record at its verdict. */
  attempt(record: AttemptRecord): void {
    if (this.#ids.has(record.id)) throw new OracleError(`two records of attempt ${record.id}`);
    this.#ids.add(record.id);
    this.#open.add(record.id);
    if (record.verdict !== 'accepted') return;
    const { remote } = record.connection;
    this.#accepted.set(remote.port, (this.#accepted.get(remote.port) ?? 0) + 1);
    this.#requireProof(record);
    const { login } = record;
    if (login !== undefined && 'sessionId' in login) this.#proven.add(login.sessionId.padStart(16, '0'));
  }

  /** Takes a complete record. */
  completed(record: AttemptRecord): void {
    if (!this.#open.delete(record.id))
      throw new OracleError(`attempt ${record.id} is complete without a verdict`);
  }

  /** Whether the records of all answers are there: they come in later turns of the event loop. */
  get settled(): boolean {
    if (this.#open.size > 0) return false;
    return [...this.#wire.connections].every(
      ([port, log]) => log.info.carrier !== 'smb' || loginsIn(log) <= (this.#accepted.get(port) ?? 0),
    );
  }

  /** Judges the answers once nothing is under way. */
  judgeWire(): void {
    for (const [port, log] of this.#wire.connections) {
      if (log.info.carrier !== 'smb') continue;
      this.#judgeAnswers(log, port);
    }
  }

  /** Every connection has ended: each attempt is complete. */
  judgeEnd(): void {
    if (this.#open.size > 0) throw new OracleError(`attempts ${[...this.#open].join()} were never completed`);
  }

  /**
   * Forgets connections that had ended the last time, so that a long run holds no more than a short one. A record may
   * come after the end of its connection.
   */
  forget(): void {
    for (const [port, log] of this.#wire.connections) {
      if (this.#ended.has(log)) this.#wire.connections.delete(port);
    }
    this.#ended = new Set([...this.#wire.connections.values()].filter(({ closed }) => closed));
  }

  #requireProof(record: AttemptRecord): void {
    const { identity, connection } = record;
    if (identity === undefined) throw new OracleError('accepted without an identity');
    if (identity.kind === 'guest' || identity.kind === 'anonymous') {
      if (!this.#strangers[identity.kind]) throw new OracleError(`${identity.kind} is in against the policy`);
      return;
    }
    const log = this.#wire.of(connection.remote.port);
    if (log === undefined) throw new OracleError('accepted on a connection that is not there');
    const said = Buffer.concat(log.said);
    const found = authenticatesIn(said).filter(
      ({ user }) => user.toUpperCase() === identity.account.toUpperCase(),
    );
    for (const authenticate of found) {
      for (const challenge of log.challenges) {
        const key = `${challenge.toString('hex')} ${connection.remote.port}`;
        if (this.#usedChallenges.has(key) || !isRightProof(authenticate, challenge)) continue;
        this.#usedChallenges.add(key);
        this.proven++;
        return;
      }
    }
    if (this.#others?.use(said, identity.account) === true) {
      this.proven++;
      return;
    }
    throw new OracleError(`${identity.account} is in without a right proof`);
  }

  #judgeAnswers(log: ConnectionLog, port: number): void {
    for (const { message, encryptedFor } of log.responses) {
      const command = message.readUInt16LE(12);
      const id = message.readBigUInt64LE(40);
      if (encryptedFor !== undefined) this.#requireSession(encryptedFor, 'encrypted');
      if (!isSuccess(message)) continue;
      if (command === SESSION_SETUP || !sessionless.has(command))
        this.#requireSession(id, `command ${command}`);
    }
    const logins = loginsIn(log);
    const accepted = this.#accepted.get(port) ?? 0;
    if (logins !== accepted)
      throw new OracleError(`${logins} logins succeeded, and ${accepted} are recorded`);
    log.responses.length = 0;
    this.#accepted.set(port, 0);
  }

  #requireSession(id: bigint, what: string): void {
    if (!this.#proven.has(id.toString(16).padStart(16, '0'))) {
      throw new OracleError(`an answer of success, ${what}, in a session that nobody opened`);
    }
  }
}
