import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { type FakeDomain, type FakeUser } from './directory.js';
import { Listener } from './listener.js';
import { answerMapper } from './mapper.js';
import { NetlogonService, type SeenLogon } from './netlogon-service.js';
import { type Fault, Script, type Step } from './script.js';

/** Everything has a default: the domain ADLAB of ad.lab.test, the account FILES$, and alice. */
export interface FakeControllerOptions {
  /** An address of loopback; without it 127.0.0.1. */
  readonly address?: string;
  /** Port of the endpoint mapper; without it one that is free. */
  readonly mapperPort?: number;
  readonly domain?: Partial<Omit<FakeDomain, 'users'>>;
  /** NetBIOS name of the controller. */
  readonly name?: string;
  readonly machine?: { readonly name: string; readonly password: string };
  readonly users?: readonly FakeUser[];
  /** Validation levels that are known; an old controller knows 3 only. */
  readonly levels?: readonly number[];
  /** The answer for another level: an NTSTATUS, or a fault. */
  readonly unknownLevel?: { readonly status: number } | { readonly fault: number };
}

/** The machine account of a fake controller that is told no other. */
export const fakeMachine = { name: 'FILES$', password: 'M4chine-pw!' } as const;

const defaultDomain = {
  name: 'ADLAB',
  dnsName: 'ad.lab.test',
  sid: 'S-1-5-21-1111111111-2222222222-3333333333',
};

/**
 * A domain controller as far as a member's logons go: an endpoint mapper and Netlogon on two free ports of 127.0.0.1,
 * with its own arithmetic of the secure channel, so that a mistake in ours is not made twice.
 */
export class FakeController implements AsyncDisposable {
  readonly domain: FakeDomain;
  readonly #script = new Script();
  readonly #service: NetlogonService;
  readonly #mapper: Listener;
  readonly #netlogon: Listener;
  #gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined;

  private constructor(options: FakeControllerOptions) {
    const {
      address = '127.0.0.1',
      machine = fakeMachine,
      users = [{ name: 'alice', password: 'Pa55w0rd!' }],
    } = options;
    this.domain = { ...defaultDomain, ...options.domain, users };
    this.#service = new NetlogonService({
      domain: this.domain,
      name: options.name ?? 'DC1',
      machine: { name: machine.name, ntHash: ntHashOfPassword(machine.password) },
      levels: options.levels ?? [3, 6],
      unknownLevel: options.unknownLevel ?? { status: 0xc0000003 },
      script: this.#script,
    });
    this.#mapper = new Listener({ address, port: options.mapperPort ?? 0 }, async (pdu, conversation) => {
      await this.#gate?.opened;
      await answerMapper(pdu, conversation, {
        port: this.#netlogon.port,
        script: this.#script,
        calls: this.calls,
      });
    });
    this.#netlogon = new Listener({ address, port: 0 }, async (pdu, conversation) => {
      await this.#gate?.opened;
      await this.#service.answer(pdu, conversation);
    });
  }

  static async start(options: FakeControllerOptions = {}): Promise<FakeController> {
    const controller = new FakeController(options);
    await controller.revive();
    return controller;
  }

  /** Port of the endpoint mapper; 135 at a true one. */
  get mapperPort(): number {
    return this.#mapper.port;
  }

  /** Port of Netlogon. */
  get port(): number {
    return this.#netlogon.port;
  }

  /** The steps that clients came to, in order. */
  get calls(): Step[] {
    return this.#service.calls;
  }

  /** The logons that were asked about, in order, with the answers. */
  get logons(): readonly SeenLogon[] {
    return this.#service.logons;
  }

  /** The client challenges of NetrServerReqChallenge, in order. */
  get clientChallenges(): readonly Buffer[] {
    return this.#service.clientChallenges;
  }

  /** The session keys of the secure channels, in order, to be looked for where they must not be. */
  get sessionKeys(): readonly Buffer[] {
    return this.#service.sessionKeys;
  }

  /** The session base keys of the users who were accepted, in order. */
  get userKeys(): readonly Buffer[] {
    return this.#service.userKeys;
  }

  /** Connections that are open now, to both ports. */
  get connections(): number {
    return this.#mapper.open + this.#netlogon.open;
  }

  /** Connections that were ever made, to both ports. */
  get connectionsMade(): number {
    return this.#mapper.accepted + this.#netlogon.accepted;
  }

  /** Lets a step go wrong from now on; without a fault, it is right again. */
  script(step: Step, fault?: Fault): void {
    this.#script.set(step, fault);
  }

  /** Lets a step go wrong the next time only. */
  once(step: Step, fault: Fault): void {
    this.#script.add(step, fault);
  }

  /** Nothing goes wrong any more. */
  behave(): void {
    this.#script.clear();
  }

  /** Another instance of the member has made itself a secure channel: the session keys of before are void. */
  replaceCredential(): void {
    this.#service.replaceCredential();
  }

  /** Takes connections and bytes, and answers nothing until it is thawed: a stopped process. */
  freeze(): void {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.#gate ??= { opened, open };
  }

  thaw(): void {
    this.#gate?.open();
    this.#gate = undefined;
  }

  /** Ends every connection, and the ports stay open. */
  dropConnections(): void {
    this.#mapper.drop();
    this.#netlogon.drop();
  }

  /** Ends every connection and closes the ports: a killed process. */
  async kill(): Promise<void> {
    this.thaw();
    await Promise.all([this.#mapper.close(), this.#netlogon.close()]);
  }

  /** Opens the ports of before again. */
  async revive(): Promise<void> {
    await Promise.all([this.#mapper.listen(), this.#netlogon.listen()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
