import type { ServiceKey, ServiceKeys } from '../auth/kerberos/service-keys.js';
import type { ServerNames } from '../auth/server-names.js';
import { encryptionTypes, type EncryptionType, type ProtocolKey } from '../krb5/encryption/index.js';
import { NameType, nameToText, type PrincipalName } from '../krb5/messages/principal.js';
import type { CheckedRuntime } from '../runtime/runtime.js';

/** A key with its version. Secret. */
export interface VersionedKey extends ProtocolKey {
  readonly kvno: number;
}

/** A principal that tickets are made for. */
export interface Service {
  readonly name: PrincipalName;
  /** The name without its realm, as scripts and errors have it: `cifs/files.example.test`. */
  readonly text: string;
  readonly isTicketGranting: boolean;
}

/** The version of every key of a realm that has just begun. */
const FIRST_KVNO = 1;

/** The kinds of service that the machine of the server has. */
const KINDS = ['cifs', 'host', 'HTTP', 'TERMSRV'] as const;

/**
 * The services of a realm and their keys, which are new in each realm. As with the SPNs of one computer account on
 * Windows, all services have the same keys; those of the ticket-granting service are others.
 */
export class Services {
  readonly ticketGranting: Service;
  readonly #realm: string;
  readonly #runtime: CheckedRuntime;
  readonly #services = new Map<string, Service>();
  readonly #serviceKeys: readonly VersionedKey[];
  readonly #krbtgtKeys: readonly VersionedKey[];
  /** Keys that only scripts encrypt with, by version and encryption type. */
  readonly #scriptedKeys = new Map<string, VersionedKey>();

  /** @param further names of services beside those of the server, such as `HTTP/files.example.test` */
  constructor(
    realm: string,
    { netbiosName, dnsName }: Pick<ServerNames, 'netbiosName' | 'dnsName'>,
    further: readonly PrincipalName[],
    runtime: CheckedRuntime,
  ) {
    this.#realm = realm;
    this.#runtime = runtime;
    this.#serviceKeys = randomKeys(runtime);
    this.#krbtgtKeys = randomKeys(runtime);
    this.ticketGranting = serviceOf({ nameType: NameType.SRV_INST, nameString: ['krbtgt', realm] }, true);
    // Clients ask with the name as it was typed, and as DNS has it.
    const hosts = new Set([dnsName, dnsName.toLowerCase(), netbiosName, netbiosName.toLowerCase()]);
    for (const kind of KINDS) {
      for (const host of hosts) this.#add({ nameType: NameType.SRV_HST, nameString: [kind, host] });
    }
    for (const name of further) this.#add(name);
  }

  #add(name: PrincipalName): void {
    const service = serviceOf(name, false);
    this.#services.set(service.text, service);
  }

  /** The service of a name, with case; the ticket-granting service is one. */
  find(name: PrincipalName): Service | undefined {
    const text = nameToText(name);
    return text === this.ticketGranting.text ? this.ticketGranting : this.#services.get(text);
  }

  /** A service whose name differs in case alone. */
  findInOtherCase(name: PrincipalName): Service | undefined {
    const text = nameToText(name).toLowerCase();
    return [...this.#services.values()].find((service) => service.text.toLowerCase() === text);
  }

  /** The services but the ticket-granting one, that of the server's DNS name first. */
  all(): readonly Service[] {
    return [...this.#services.values()];
  }

  /** The keys of a service. */
  keysOf(service: Service): readonly VersionedKey[] {
    return service.isTicketGranting ? this.#krbtgtKeys : this.#serviceKeys;
  }

  /** The key of the ticket-granting service that signs PACs. */
  get pacKey(): VersionedKey {
    const [strongest] = this.#krbtgtKeys;
    if (strongest === undefined) throw new TypeError('a realm without keys');
    return strongest;
  }

  /** A key of a version that no keytab has; the same each time. */
  scriptedKey(kvno: number, type: EncryptionType): VersionedKey {
    const place = `${kvno} ${type.etype}`;
    const known = this.#scriptedKeys.get(place);
    if (known !== undefined) return known;
    const made = { type, kvno, key: this.#runtime.randomBytes(type.keyLength) };
    this.#scriptedKeys.set(place, made);
    return made;
  }

  /** The keys as an acceptor takes them, without those of the ticket-granting service. */
  forAcceptor(): ServiceKeys {
    const keys: readonly ServiceKey[] = this.all().flatMap(({ text }) =>
      this.#serviceKeys.map(({ type, kvno, key }) => ({
        principal: `${text}@${this.#realm}`,
        etype: type.etype,
        kvno,
        key,
      })),
    );
    return { current: () => keys, source: `test realm ${this.#realm}` };
  }
}

function serviceOf(name: PrincipalName, isTicketGranting: boolean): Service {
  return { name, text: nameToText(name), isTicketGranting };
}

function randomKeys(runtime: CheckedRuntime): readonly VersionedKey[] {
  return encryptionTypes.map((type) => ({
    type,
    kvno: FIRST_KVNO,
    key: runtime.randomBytes(type.keyLength),
  }));
}
