import { foundAccountRule } from '../auth/account-rules.js';
import type { Account, FindingStore } from '../auth/account.js';
import type { EncryptionType } from '../krb5/encryption/index.js';
import { NameType, nameToText, type PrincipalName } from '../krb5/messages/principal.js';
import { AccountKeys, typesOfAccount } from './account-keys.js';
import { type OrRefusal, refuse } from './refusal.js';
import type { Service, Services, VersionedKey } from './services.js';

/** A principal that can log in. */
export interface Client {
  /** The name as tickets have it. */
  readonly name: PrincipalName;
  /** The same as a text, without its realm. */
  readonly text: string;
  /** Absent: a service that logs in with its own key. */
  readonly account?: Account;
  /** Salt of string-to-key: the realm and the components of the name (RFC 4120 4). */
  readonly salt: string;
}

/** The version of the key of every account. */
const ACCOUNT_KVNO = 1;

/** Finds the principals that can log in, and their keys. */
export class Clients {
  readonly #realm: string;
  readonly #aliases: ReadonlySet<string>;
  readonly #store: FindingStore;
  readonly #services: Services;
  readonly #keys = new AccountKeys();
  readonly #onStoreFailure: (error: unknown) => void;

  /** @param aliases names of the realm behind the `@` of an enterprise name, without case */
  constructor(
    realm: string,
    aliases: readonly string[],
    store: FindingStore,
    services: Services,
    onStoreFailure: (error: unknown) => void,
  ) {
    this.#realm = realm;
    this.#aliases = new Set(aliases.map((alias) => alias.toLowerCase()));
    this.#store = store;
    this.#services = services;
    this.#onStoreFailure = onStoreFailure;
  }

  /**
   * The client of a name.
   *
   * @param canonicalize whether the ticket may have another name than the request (RFC 6806 6)
   */
  async find(name: PrincipalName, canonicalize: boolean): Promise<OrRefusal<Client>> {
    if (name.nameString.length > 1) return this.#findService(name);
    const isEnterprise = name.nameType === NameType.ENTERPRISE;
    const asked = isEnterprise ? this.#accountOfEnterpriseName(name) : name.nameString[0];
    if (asked === undefined || asked === '') return unknown(nameToText(name));
    const account = await this.#ask(asked);
    if (account === 'failed') return refuse('KRB_ERR_GENERIC', 'the account store failed');
    if (account === undefined) return unknown(asked);
    // Stores find names without case, and so does Windows; to MIT's KDC they are other principals.
    if (account.name !== asked && !canonicalize && !isEnterprise) {
      const text = `no principal ${asked}; there is ${account.name}, and names have case`;
      return { ...refuse('KDC_ERR_C_PRINCIPAL_UNKNOWN', text), near: account.name };
    }
    const canonical = { nameType: NameType.PRINCIPAL, nameString: [account.name] };
    return {
      name: canonical,
      text: nameToText(canonical),
      account,
      salt: `${this.#realm}${account.name}`,
    };
  }

  /** The encryption types of a client's keys; undefined as the second argument: no script has its say. */
  typesOf(client: Client, only: number | undefined): readonly EncryptionType[] {
    if (client.account !== undefined) return typesOfAccount(client.account, only);
    const types = this.#keysOfService(client).map(({ type }) => type);
    return only === undefined ? types : types.filter(({ etype }) => etype === only);
  }

  /** @param type one of {@link typesOf} */
  async keyOf(client: Client, type: EncryptionType): Promise<VersionedKey> {
    const { account, salt } = client;
    if (account !== undefined)
      return { type, kvno: ACCOUNT_KVNO, key: await this.#keys.keyOf(account, type, salt) };
    const key = this.#keysOfService(client).find((each) => each.type === type);
    if (key === undefined) throw new TypeError(`${client.text} has no key of ${type.name}`);
    return key;
  }

  #keysOfService({ name }: Client): readonly VersionedKey[] {
    const service = this.#services.find(name);
    return service === undefined ? [] : this.#services.keysOf(service);
  }

  #findService(name: PrincipalName): OrRefusal<Client> {
    const service: Service | undefined = this.#services.find(name);
    if (service === undefined || service.isTicketGranting) return unknown(nameToText(name));
    return { name: service.name, text: service.text, salt: `${this.#realm}${name.nameString.join('')}` };
  }

  /** `alice@EXAMPLE.TEST` in one component (RFC 6806 5). Undefined for a domain that is not ours. */
  #accountOfEnterpriseName({ nameString: [text = ''] }: PrincipalName): string | undefined {
    const at = text.lastIndexOf('@');
    if (at < 0) return text;
    return this.#aliases.has(text.slice(at + 1).toLowerCase()) ? text.slice(0, at) : undefined;
  }

  /** The store may be a program's own: what it gives is checked as for NTLM. */
  async #ask(name: string): Promise<Account | 'failed' | undefined> {
    try {
      const account: Account | null | undefined = await this.#store.find(name, this.#realm);
      if (account === undefined || account === null) return undefined;
      const [problem] = foundAccountRule(account, ['account']);
      if (problem === undefined) return account;
      throw new TypeError(`the account store gave no account: ${problem.path}: ${problem.message}`);
    } catch (error) {
      this.#onStoreFailure(error);
      return 'failed';
    }
  }
}

function unknown(name: string): OrRefusal<Client> {
  return refuse('KDC_ERR_C_PRINCIPAL_UNKNOWN', `no account ${name}`);
}
