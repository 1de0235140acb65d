import type { SecureContext } from 'node:tls';
import { identityRecord } from '../../auth/identity.js';
import type { LoginContext } from '../../auth/mechanism.js';
import { withScript } from '../../auth/token-script.js';
import { CodecError } from '../../bytes/index.js';
import {
  type CredSspAcceptor,
  credSspAcceptor,
  type CredSspStep,
  encodeAuthorizationResult,
  FIRST_REQUEST_LIMIT,
  RequestAssembly,
  type VerifyPassword,
  versionOfRequest,
} from '../../credssp/index.js';
import type { LoginRecorder } from '../../facts/recorder.js';
import { type Negotiated, RdpNegotiation } from './rdp-negotiation.js';
import type { MadeMessage, StreamProtocol, Transport } from './stream-protocol.js';

/** Bytes of a login and its record so far, roughly. */
const BYTES_OF_LOGIN = 4 * 1024;

/** The first bytes of another protocol that a record shows. */
const SHOWN_BYTES = 64;

/** DER's SEQUENCE, with which every TSRequest begins. */
const FIRST_OCTET = 0x30;

/** The parts of a listener that its connections share. */
export interface CredSspListener {
  readonly secureContext: SecureContext;
  readonly subjectPublicKey: Buffer;
  readonly minVersion: number;
  readonly verifyPassword: VerifyPassword | undefined;
}

interface Login {
  readonly acceptor: CredSspAcceptor;
  readonly recorder: LoginRecorder;
}

/** One connection of CredSSP: TLS at once, or after RDP's negotiation, and then TSRequests ([MS-RDPBCGR] 5.4.2). */
export class CredSspConnection implements StreamProtocol {
  readonly #transport: Transport;
  readonly #listener: CredSspListener;
  readonly #requests = new RequestAssembly();
  readonly #negotiation = new RdpNegotiation();
  #negotiated: Negotiated | undefined;
  #at: 'clear' | 'handshake' | 'requests' | 'over' = 'clear';
  #login: Login | undefined;
  #accepted = false;

  constructor(transport: Transport, listener: CredSspListener) {
    this.#transport = transport;
    this.#listener = listener;
  }

  get authenticated(): boolean {
    return this.#accepted;
  }

  /** A client that has sent its credentials may leave: impacket does. */
  get outlivesClient(): boolean {
    return this.#accepted;
  }

  get stage(): string {
    if (this.#accepted) return 'is logged in';
    if (this.#login) return 'has begun a login, and not finished it';
    if (this.#at === 'requests') return 'has established TLS, and not begun a login';
    return this.#at === 'clear' ? 'has not begun TLS' : 'has begun TLS, and not finished its handshake';
  }

  get heldLength(): number {
    return this.#negotiation.heldLength + this.#requests.heldLength + (this.#login ? BYTES_OF_LOGIN : 0);
  }

  secured(): void {
    this.#at = 'requests';
  }

  async receive(bytes: Buffer): Promise<void> {
    if (this.#at === 'clear') this.#negotiate(bytes);
    // The protocol above CredSSP begins: there is nothing behind it here.
    else if (this.#at === 'over') this.#transport.cut('refused');
    else await this.#serve(bytes);
  }

  closed(): void {
    this.#at = 'over';
    this.#requests.take();
  }

  #negotiate(bytes: Buffer): void {
    const { connection } = this.#transport;
    const outcome = this.#negotiation.receive(bytes);
    if (outcome === undefined) return;
    for (const fact of outcome.facts) connection.recorder.report(fact);
    if (outcome.answer) this.#transport.send(outcome.answer, 'rdp-negotiation');
    if (outcome.negotiated === undefined) {
      this.#transport.drop('refused');
      return;
    }
    this.#negotiated = outcome.negotiated;
    this.#at = 'handshake';
    this.#transport.startTls(this.#listener.secureContext, outcome.rest);
  }

  async #serve(bytes: Buffer): Promise<void> {
    if (this.#login === undefined && this.#requests.heldLength === 0 && bytes[0] !== FIRST_OCTET) {
      this.#transport.drop('refused', {
        kind: 'other-protocol',
        firstBytes: Buffer.from(bytes.subarray(0, SHOWN_BYTES)),
      });
      return;
    }
    this.#requests.add(bytes);
    while (this.#at === 'requests' && (await this.#serveNext()));
  }

  /** Serves one request; false when there is none. */
  async #serveNext(): Promise<boolean> {
    let request: Buffer | undefined;
    try {
      request = this.#requests.next(this.#limit);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const { acceptor } = this.#login ?? this.#begin(0);
      this.#answer(acceptor.refuseUnreadable(error.message));
      return false;
    }
    if (request === undefined) return false;
    const { acceptor } = this.#login ?? this.#begin(versionOfRequest(request));
    const step = await acceptor.step(request);
    if (!this.#transport.connection.closed) this.#answer(step);
    return true;
  }

  get #limit(): number {
    const { unauthenticatedFrameBytes } = this.#transport.connection.server.limits;
    const limit = this.#login?.acceptor.requestLimit ?? FIRST_REQUEST_LIMIT;
    return this.#accepted ? limit : Math.min(limit, unauthenticatedFrameBytes);
  }

  /** @param version of the first request; 0: it cannot be read */
  #begin(version: number): Login {
    const { connection } = this.#transport;
    const { server, recorder, info } = connection;
    const rdp = this.#negotiated?.rdp === true;
    const login = recorder.loginBegan({ carrier: 'credssp', version, rdp });
    const context = { report: login.report, carrier: 'credssp', peer: info.remote } as const;
    const withSignal: LoginContext = Object.defineProperty(context, 'signal', {
      get: () => connection.signal,
      enumerable: true,
    });
    const scripted = withScript(withSignal, server.scripts, { connection: info });
    const acceptor = credSspAcceptor(server.mechanisms, scripted, this.#listener);
    return (this.#login = { acceptor, recorder: login });
  }

  #answer(step: CredSspStep): void {
    const { recorder } = this.#login ?? this.#begin(0);
    switch (step.kind) {
      case 'continue':
        if (step.answer) this.#transport.send(step.answer, 'credssp-continued');
        return;
      case 'accepted':
        this.#accepted = true;
        recorder.finished({
          outcome: 'accepted',
          identity: identityRecord(step.context.identity),
          channel: 'tls',
        });
        this.#transport.sendMade(answerOf(step), 'credssp-public-key');
        return;
      case 'complete':
        this.#at = 'over';
        this.#sendEarlyResult(true);
        // The first bytes of the protocol above may have come already.
        if (this.#requests.heldLength > 0) this.#transport.cut('refused');
        return;
      case 'rejected': {
        const { reason, status, detail, answer } = step;
        this.#at = 'over';
        if (!this.#accepted) {
          recorder.finished({
            outcome: 'rejected',
            reason,
            ...(status !== undefined && { status }),
            ...(detail !== undefined && { detail }),
          });
        }
        if (answer) this.#transport.send(answer, 'credssp-refused');
        if (this.#accepted) this.#sendEarlyResult(false);
        // A client that was told nothing reads nothing but the end of the connection.
        if (answer || (this.#accepted && this.#negotiated?.earlyResult === true))
          this.#transport.drop('refused');
        else this.#transport.cut('refused');
      }
    }
  }

  /** "It MUST be sent immediately after the CredSSP handshake" ([MS-RDPBCGR] 2.2.10.2). */
  #sendEarlyResult(granted: boolean): void {
    if (this.#negotiated?.earlyResult === true) this.#transport.send(encodeAuthorizationResult(granted));
  }
}

function answerOf(step: Extract<CredSspStep, { kind: 'accepted' }>): MadeMessage {
  return {
    get bytes() {
      return step.answer;
    },
    remake: (change) => (change === 'wrong' || change === 'missing' ? step.answerWith(change) : undefined),
  };
}
