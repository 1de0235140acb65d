import { randomBytes } from 'node:crypto';
import { advanced, encrypted, sessionKeyOf } from './channel-crypto.js';
import type { Authenticate, Authenticator } from './netlogon-stubs.js';
import type { Fault } from './script.js';

/** A machine account of the domain. */
export interface FakeMachine {
  /** sAMAccountName, such as `FILES$`. */
  readonly name: string;
  /** NT hash of its password, 16 bytes. */
  readonly ntHash: Buffer;
}

/** The secure channel of one member. */
export interface SecureChannel {
  readonly key: Buffer;
  /** Flags granted, and those asked for. */
  readonly granted: number;
  readonly requested: number;
  /** ServerStoredCredential. */
  credential: Buffer;
}

export interface Authenticated {
  readonly credential: Buffer;
  readonly flags: number;
  readonly status: number;
}

const ACCESS_DENIED = 0xc0000022;
const NO_TRUST_SAM_ACCOUNT = 0xc000018b;
const zeros = Buffer.alloc(8);

/** The flags of a controller of Windows Server and of Samba 4.17 ([MS-NRPC] 3.1.4.2). */
const controllerFlags = 0x612fffff;

/** The members' challenges and session keys, by the NetBIOS name of the computer ([MS-NRPC] 3.5.1). */
export class SecureChannels {
  readonly #machine: FakeMachine;
  readonly #challenges = new Map<string, { client: Buffer; server: Buffer }>();
  readonly #channels = new Map<string, SecureChannel>();

  constructor(machine: FakeMachine) {
    this.#machine = machine;
  }

  challenge(computer: string, client: Buffer, fault?: Fault): Buffer {
    let server: Buffer = randomBytes(8);
    if (typeof fault === 'object' && 'challenge' in fault)
      server = fault.challenge === 'echo' ? client : zeros;
    this.#challenges.set(computer, { client, server });
    return server;
  }

  /** NetrServerAuthenticate3 ([MS-NRPC] 3.5.4.4.2). A challenge is good once. */
  authenticate(call: Authenticate, fault?: Fault): Authenticated {
    const challenges = this.#challenges.get(call.computer);
    this.#challenges.delete(call.computer);
    const isImpostor = typeof fault === 'object' && 'credential' in fault;
    const offered = typeof fault === 'object' && 'flags' in fault ? fault.flags : controllerFlags;
    const granted = call.flags & offered;
    if (isImpostor) {
      const made = { random: randomBytes(8), echo: call.credential, zero: zeros };
      return { credential: made[fault.credential], flags: granted, status: 0 };
    }
    if (call.account.toLowerCase() !== this.#machine.name.toLowerCase()) {
      return { credential: zeros, flags: granted, status: NO_TRUST_SAM_ACCOUNT };
    }
    const denied = { credential: zeros, flags: granted, status: ACCESS_DENIED };
    if (challenges === undefined) return denied;
    const key = sessionKeyOf(this.#machine.ntHash, challenges.client, challenges.server);
    if (!encrypted(key, challenges.client).equals(call.credential)) return denied;
    const channel = { key, granted, requested: call.flags, credential: call.credential };
    this.#channels.set(call.computer.toUpperCase(), channel);
    return { credential: encrypted(key, challenges.server), flags: granted, status: 0 };
  }

  of(computer: string): SecureChannel | undefined {
    return this.#channels.get(computer.toUpperCase());
  }

  /** Another instance has the machine account now: every session key is another. */
  replace(): void {
    for (const [computer, channel] of this.#channels) {
      this.#channels.set(computer, { ...channel, key: randomBytes(16), credential: randomBytes(8) });
    }
  }
}

/** The return authenticator; undefined for one that is wrong ([MS-NRPC] 3.1.4.5). */
export function nextCredential(
  channel: SecureChannel,
  { credential, timestamp }: Authenticator,
): Buffer | undefined {
  const stored = advanced(channel.credential, timestamp);
  if (!encrypted(channel.key, stored).equals(credential)) return undefined;
  channel.credential = advanced(stored, 1);
  return encrypted(channel.key, channel.credential);
}
