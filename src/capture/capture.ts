import type { Runtime } from '../runtime/runtime.js';
import { quoted } from '../text/printable.js';
import type { Fact } from '../facts/fact.js';
import type { ConnectionInfo, ConnectionRecorder, Recorder } from '../facts/recorder.js';
import type { ConnectionTap, Tap } from '../facts/tap.js';
import { PacketWriter } from './packet-writer.js';
import { encodeFileStart } from './pcapng.js';

/** The files of a capture. */
export interface CaptureOptions {
  /** The clock of the packets. */
  readonly runtime: Runtime;
  /** Takes the file's bytes in order. */
  readonly write: (bytes: Buffer) => void;
  /** Takes lines for Wireshark's `smb2_seskey_list`. Their owner can read and forge the session. */
  readonly writeKey?: (line: string) => void;
  /** Whether another capture has begun the file, so that packets alone are written; default: no. */
  readonly isBegun?: boolean;
}

/**
 * Writes the traffic of the server as pcapng, with the facts that each packet led to as its comments. The server's port
 * is always written as that of the protocol, such as 445 of SMB, so that every tool recognises it.
 */
export class Capture implements Tap {
  readonly #options: CaptureOptions;
  readonly #connections = new Map<number, PacketWriter>();

  constructor(options: CaptureOptions) {
    this.#options = options;
    if (options.isBegun === true) return;
    options.write(beginningOfCapture());
  }

  /** Writes the TCP handshake, and then the bytes of the connection as packets. */
  connectionOpened(info: ConnectionInfo): ConnectionTap {
    const { runtime, write, writeKey } = this.#options;
    const writer = new PacketWriter({ now: () => runtime.now(), write }, info);
    this.#connections.set(info.id, writer);
    return {
      received: (bytes) => writer.data('client', bytes),
      sent: (bytes) => writer.data('server', bytes),
      closed: (end) => {
        writer.end(end);
        this.#connections.delete(info.id);
      },
      ...(writeKey && { sessionKey: (id: bigint, key: Buffer) => writeKey(seskeyLine(id, key)) }),
    };
  }

  /** A recorder that passes each fact on and writes it as a comment of the packet. */
  annotating(recorder: Recorder, describe: (fact: Fact) => string): Recorder {
    return { connectionOpened: (info) => this.#annotate(recorder.connectionOpened(info), info.id, describe) };
  }

  #annotate(inner: ConnectionRecorder, id: number, describe: (fact: Fact) => string): ConnectionRecorder {
    const both = (report: (fact: Fact) => void) => (fact: Fact) => {
      report(fact);
      this.#connections.get(id)?.comment(describe(fact));
    };
    return {
      report: both(inner.report),
      closed: (end) => inner.closed(end),
      loginBegan: (info) => {
        const login = inner.loginBegan(info);
        return {
          report: both(login.report),
          finished: (verdict) => {
            login.finished(verdict);
            const words = verdict.outcome === 'accepted' ? 'accepted' : `refused: ${verdict.reason}`;
            const where = info.carrier === 'pipe' ? ` in an RPC bind on pipe ${quoted(info.pipe)}` : '';
            this.#connections.get(id)?.comment(`login${where} ${words}`);
          },
          abandoned: () => login.abandoned(),
          ...(login.attempt !== undefined && { attempt: login.attempt }),
        };
      },
    };
  }
}

/** The bytes that every file of a capture begins with; packets can follow at once, whichever came before. */
export function beginningOfCapture(): Buffer {
  return encodeFileStart(
    'smb2-auth-server',
    'Packet headers are reconstructed from streams; the server’s port is written as that of the protocol, such as 445.',
  );
}

/** A line of Wireshark's `smb2_seskey_list`: the SessionId in wire order, the session key, and no cipher keys. */
function seskeyLine(sessionId: bigint, sessionKey: Buffer): string {
  const id = Buffer.alloc(8);
  id.writeBigUInt64LE(sessionId);
  return `${id.toString('hex')},${sessionKey.toString('hex')},"",""\n`;
}
