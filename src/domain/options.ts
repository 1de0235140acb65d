import type { DomainAuthority } from '../auth/domain-authority.js';
import type { ServiceKeys } from '../auth/kerberos/service-keys.js';
import type { Runtime } from '../runtime/runtime.js';

/**
 * A domain that the server is a member of already: the machine account is made by the domain's administrator. Exactly
 * one of `machinePassword`, `machinePasswordFile` and `keytab` is given.
 */
export interface DomainOptions {
  /** NetBIOS name of the domain, such as `ADLAB`. */
  readonly name: string;
  /** DNS name of the domain, such as `ad.lab.test`. */
  readonly dnsName: string;
  /** Name of the machine account, with or without its `$`: `FILES$`. It is the server's NetBIOS name. */
  readonly machineAccount: string;
  /** Password of the machine account. Secret. */
  readonly machinePassword?: string;
  /**
   * Path of a file with the machine account's password and nothing else, in UTF-8, with or without a line break at its
   * end. It is read again each time a channel to a controller is made. Where it cannot be read any more, the password
   * read before stays in force.
   */
  readonly machinePasswordFile?: string;
  /**
   * Path of an MIT keytab with the machine account's keys. NTLM needs its rc4-hmac key (encryption type 23), which is
   * the NT hash; the one with the highest version counts. It is read again when it changes.
   */
  readonly keytab?: string;
  /**
   * The controllers, in the order in which they are tried: names or addresses, each with the port of its endpoint
   * mapper where that is not 135: `dc1.ad.lab.test`, `192.0.2.1:1135`, `[2001:db8::1]:1135`. Default: those that DNS
   * names under `_ldap._tcp.dc._msdcs.` and `dnsName`, by their priorities and weights (RFC 2782).
   */
  readonly controllers?: readonly string[];
  /** Seconds in which a login has its answer, whatever happens; more than 0 and at most 3600; default 8. */
  readonly timeoutSeconds?: number;
  /** Seconds after the last login at which the channel is closed; at least 1; default 600. */
  readonly idleSeconds?: number;
  /**
   * Whether the accounts of machines may log in ([MS-NRPC] 2.2.1.4.15, ParameterControl); default: false, and the
   * controller refuses them.
   */
  readonly allowMachineAccounts?: boolean;
  /**
   * DNS servers to ask for the controllers: addresses, each with a port where that is not 53. Default: those of the
   * system.
   */
  readonly dnsServers?: readonly string[];
}

/** A change between the server and its domain's controllers. */
export interface DomainEvent {
  /**
   * `open`: the secure channel to the controller is there. `lost`: an open channel has ended, and not because it was
   * idle. `failed`: a channel to the controller could not be made.
   */
  readonly state: 'open' | 'lost' | 'failed';
  /** The controller as it is configured or found; the domain's DNS name where none is found. */
  readonly controller: string;
  /** The cause in words, without secrets. */
  readonly because: string;
}

/** The surroundings of a domain. */
export interface DomainSurroundings {
  readonly runtime: Runtime;
  /** Told each change once. Must not throw. */
  onState(event: DomainEvent): void;
}

/** A domain whose controllers are asked. */
export interface OpenedDomain extends DomainAuthority {
  /** Seconds in which it answers. */
  readonly timeoutSeconds: number;
  /**
   * The Kerberos keys of the machine account: those of the keytab, or those of the password and of the one before it.
   * The keys of a password are made when they are first asked for, in some 100 ms.
   */
  readonly machineKeys: ServiceKeys;
  /**
   * Why no controller can be asked now, in words without secrets; undefined: one can, as far as is known. Asking makes
   * a member that has given up try again.
   */
  trouble(): string | undefined;
  /** Begins to make the channel, in the background; without it the first login does. */
  start(): void;
  /** Ends the channel; logins that wait are refused. Resolved once its connections are closed. */
  close(): Promise<void>;
}
