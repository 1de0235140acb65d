import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConnectionInfo } from '../../../src/facts/recorder.js';
import type { ConnectionTap, Tap } from '../../../src/facts/tap.js';
import { FrameSplitter } from '../../../src/smb2-codec/index.js';
import type { ClientSession } from '../../support/smb-client.js';
import { decryptMessage } from '../../support/smb-client-keys.js';
import { challengesIn } from './ntlm-proof.js';

/** Milliseconds that an answer may take: a file is opened in another thread. */
const PATIENCE = 8;

const MOST_TURNS = 20_000;

/** One response of the server in the clear, with the session that its transform named. */
export interface Response {
  readonly message: Buffer;
  readonly encryptedFor: bigint | undefined;
}

/** Everything that passed on one connection. */
export class ConnectionLog {
  readonly info: ConnectionInfo;
  /** Everything that the client said, with the messages inside its transforms. */
  readonly said: Buffer[] = [];
  readonly responses: Response[] = [];
  /** Challenges that the server sent here. */
  readonly challenges: Buffer[] = [];
  closed = false;

  constructor(info: ConnectionInfo) {
    this.info = info;
  }
}

/** Sees every byte of a server, as somebody in the middle does who has the keys of the clients. */
export class WireLog implements Tap {
  readonly connections = new Map<number, ConnectionLog>();
  /** Sessions whose keys the clients have. */
  readonly sessions = new Map<bigint, ClientSession>();
  /** Ciphers by session. */
  readonly ciphers = new Map<bigint, number>();
  /** Rises with each byte that passes. */
  activity = 0;

  /** The connection of a client’s port. */
  of(port: number): ConnectionLog | undefined {
    return this.connections.get(port);
  }

  /**
   * Waits until nothing has passed for some turns of the event loop, and an answer is there, or was waited for in vain.
   */
  async settle(quietTurns: number, answered: () => boolean = () => true): Promise<void> {
    const patience = performance.now() + PATIENCE;
    for (let quiet = 0, turn = 0; turn < MOST_TURNS && quiet < quietTurns; turn++) {
      const { activity } = this;
      await nextTurn();
      if (this.activity !== activity) quiet = 0;
      else if (answered() || performance.now() > patience) quiet++;
    }
  }

  connectionOpened(info: ConnectionInfo): ConnectionTap {
    const log = new ConnectionLog(info);
    this.connections.set(info.remote.port, log);
    const splitter = new FrameSplitter(0xffffff);
    const client = new FrameSplitter(0xffffff);
    this.activity++;
    return {
      received: (bytes) => {
        this.activity++;
        const copy = Buffer.from(bytes);
        log.said.push(copy);
        if (info.carrier === 'smb') this.#overhear(log, client, copy);
      },
      sent: (bytes) => {
        this.activity++;
        // Other carriers have other frames: their challenges count all the same.
        if (info.carrier !== 'smb') {
          log.challenges.push(...challengesIn(bytes));
          return;
        }
        for (const { payload } of splitter.push(Buffer.from(bytes))) this.#heard(log, Buffer.from(payload));
      },
      closed: () => {
        this.activity++;
        log.closed = true;
      },
    };
  }

  /** Opens the transforms of a client, as far as its keys are known. */
  #overhear(log: ConnectionLog, splitter: FrameSplitter, bytes: Buffer): void {
    try {
      for (const { payload } of splitter.push(bytes)) {
        if (payload.length < 52 || payload.readUInt32BE(0) !== 0xfd534d42) continue;
        const message = this.#decrypted(Buffer.from(payload), payload.readBigUInt64LE(44), 'clientToServer');
        if (message !== undefined) log.said.push(message);
      }
    } catch {
      // Bytes without frames hold no transform.
    }
  }

  #heard(log: ConnectionLog, payload: Buffer): void {
    const isTransformed = payload.length >= 52 && payload.readUInt32BE(0) === 0xfd534d42;
    const encryptedFor = isTransformed ? payload.readBigUInt64LE(44) : undefined;
    const message =
      encryptedFor === undefined ? payload : this.#decrypted(payload, encryptedFor, 'serverToClient');
    if (message === undefined) return;
    log.challenges.push(...challengesIn(message));
    for (const part of partsOf(message)) log.responses.push({ message: part, encryptedFor });
  }

  #decrypted(
    payload: Buffer,
    id: bigint,
    direction: 'clientToServer' | 'serverToClient',
  ): Buffer | undefined {
    const session = this.sessions.get(id);
    const cipher = this.ciphers.get(id);
    if (session === undefined || cipher === undefined) return undefined;
    try {
      return decryptMessage(cipher, session.keys[direction], payload);
    } catch {
      return undefined;
    }
  }
}

function partsOf(payload: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 64 <= payload.length;) {
    const next = payload.readUInt32LE(at + 20);
    parts.push(payload.subarray(at, next === 0 ? undefined : at + next));
    if (next < 64) break;
    at += next;
  }
  return parts;
}
