import { knownAccounts } from '../auth/known-accounts.js';
import type { ServiceKeys } from '../auth/kerberos/service-keys.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import { encodeCredentialCache } from '../krb5/credential-cache.js';
import { encodeKeytab } from '../krb5/keytab.js';
import { krbErrorName } from '../krb5/error-codes.js';
import { principalFromText } from '../krb5/messages/principal.js';
import { ConfigurationError, type Path } from '../values/configuration-error.js';
import type { Repeated } from '../runtime/repetitions.js';
import { systemErrorText } from '../values/system-error.js';
import { problemAt } from '../values/rules.js';
import { createKdcState, type RealmSurroundings } from './create-kdc-state.js';
import { credentialsOf } from './credentials.js';
import type { Exchange } from './exchange.js';
import { explainExchange } from './explain-exchange.js';
import { Kdc } from './kdc.js';
import type { KdcState } from './kdc-state.js';
import { krb5ConfOf } from './krb5-conf.js';
import { type KdcAddress, KdcListener } from './listener.js';
import { copyRealmOptions, type TestRealmOptions } from './options.js';
import { openRealmFolder, type RealmFolder } from './realm-folder.js';
import { refuseUnknownAccount } from './refuse-unknown-account.js';
import { isRefusal } from './refusal.js';
import { copyState, errorCodeOf, type ScriptedState } from './scripted-state.js';
import { ScriptedAnswers } from './scripted-answers.js';
import { ToldExchanges } from './told-exchanges.js';

/** A KDC with its realm. Nothing of it is shared with another one in the same process. */
export interface TestRealm extends AsyncDisposable {
  /** The name of the realm. */
  readonly realm: string;
  /** Where the KDC listens; undefined before and after. */
  readonly address: KdcAddress | undefined;
  /** The folder of `krb5.conf`, `server.keytab` and the credential caches; undefined before the realm listens. */
  readonly directory: string | undefined;
  /** The text of `krb5.conf`; undefined before the realm listens. */
  readonly krb5Conf: string | undefined;
  /** The keys of the services, for an acceptor. */
  readonly keys: ServiceKeys;
  /**
   * Binds the address and writes the files. A second call returns the promise of the first one.
   *
   * @throws Error when the realm was closed before
   * @throws ConfigurationError when there is no account of a name in `ccaches` or `states`, or the folder cannot be
   * written
   * @throws Error with the `code`, `address` and `port` of the system when the address cannot be bound
   */
  listen(): Promise<KdcAddress>;
  /** Stops the KDC and removes a temporary folder. May be called twice. */
  close(): Promise<void>;
  /** The keys of the services as an MIT keytab. */
  keytab(): Buffer;
  /**
   * A FILE credential cache with the ticket-granting ticket of an account and its tickets for the file services of the
   * server; no password is asked.
   *
   * @param account name of the account, with case
   * @throws ConfigurationError when there is no such account, or no encryption type for its tickets
   */
  credentialCache(account: string): Promise<Buffer>;
  /**
   * Gives an account or a service a scripted state, in the place of the one before.
   *
   * @param principal `alice`, `cifs/files.example.test` or `krbtgt/EXAMPLE.TEST`, with the realm or without
   * @param state undefined: nothing
   * @throws ConfigurationError for a service that there is not, for an account that a store without it could list, and
   * for a state that is not understood
   */
  script(principal: string, state: ScriptedState | undefined): void;
  /**
   * The answer of the KDC to one message, as over TCP but without a socket: a reply or a KRB-ERROR.
   *
   * @returns undefined for bytes that are no message of Kerberos
   */
  answer(request: Buffer): Promise<Buffer | undefined>;
}

/** The realm of a server, which may fail to listen itself and try again. */
export interface ServedRealm extends TestRealm {
  /** Like `close`, and the realm can listen again. */
  stop(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';

/** Milliseconds that an account store has for one credential cache. */
const PATIENCE = 30_000;

/**
 * Makes the realm of a server. It does not listen yet.
 *
 * @param place of the options, for the problems of the error
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function openTestRealm(
  options: TestRealmOptions,
  surroundings: RealmSurroundings,
  place: Path = [],
): ServedRealm {
  return new OpenRealm(copyRealmOptions(options, place), surroundings, place);
}

class OpenRealm implements ServedRealm {
  readonly realm: string;
  readonly keys: ServiceKeys;
  readonly #options: TestRealmOptions;
  readonly #surroundings: RealmSurroundings;
  readonly #place: Path;
  readonly #kdcState: KdcState;
  readonly #kdc: Kdc;
  readonly #listener: KdcListener;
  readonly #told: ToldExchanges;
  #address: KdcAddress | undefined;
  #folder: RealmFolder | undefined;
  #listening: Promise<KdcAddress> | undefined;
  #isClosed = false;

  constructor(options: TestRealmOptions, surroundings: RealmSurroundings, place: Path) {
    const { runtime, onError, onExchange, scripts } = surroundings;
    this.realm = options.realm;
    this.#options = options;
    this.#surroundings = surroundings;
    this.#place = place;
    this.#kdcState = createKdcState(options, surroundings);
    this.keys = this.#kdcState.services.forAcceptor();
    this.#told = new ToldExchanges(runtime, (told) => onExchange?.(told.event, () => this.#inWords(told)));
    this.#kdc = new Kdc(this.#kdcState, onError, onExchange && ((exchange) => this.#told.add(exchange)));
    this.#listener = new KdcListener(this.#kdc, runtime, onError, new ScriptedAnswers(this.#kdc, scripts));
    for (const [principal, state] of Object.entries(options.states ?? {})) {
      this.#setState(principal, state, [...place, 'states', principal]);
    }
  }

  get address(): KdcAddress | undefined {
    return this.#address;
  }

  get directory(): string | undefined {
    return this.#folder?.path;
  }

  get krb5Conf(): string | undefined {
    return this.#address && krb5ConfOf(this.realm, this.#address, this.#surroundings.names);
  }

  listen(): Promise<KdcAddress> {
    if (this.#isClosed) return Promise.reject(new Error('the test realm is closed'));
    this.#listening ??= this.#open().catch((error: unknown) => {
      this.#listening = undefined;
      throw error;
    });
    return this.#listening;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return this.stop();
  }

  async stop(): Promise<void> {
    await this.#listening?.catch(() => {});
    this.#address = undefined;
    await this.#listener.close();
    this.#told.end();
    await this.#folder?.remove();
    this.#listening = undefined;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  keytab(): Buffer {
    const writtenAt = this.#kdcState.runtime.now();
    return encodeKeytab(
      this.keys.current().flatMap(({ principal: text, kvno, etype, key }) => {
        const principal = principalFromText(text);
        return principal === undefined ? [] : { principal, writtenAt, kvno, etype, key };
      }),
    );
  }

  credentialCache(account: string): Promise<Buffer> {
    return this.#cacheOf(account, ['account']);
  }

  async #cacheOf(account: string, place: Path): Promise<Buffer> {
    const cache = await credentialsOf(this.#kdcState, account);
    if (!isRefusal(cache)) return encodeCredentialCache(cache);
    const name = krbErrorName(errorCodeOf(cache.error));
    throw new ConfigurationError([problemAt(place, `${cache.text} (${name})`)]);
  }

  script(principal: string, state: ScriptedState | undefined): void {
    if (state !== undefined) this.#refuseUnknown(principal, [principal]);
    this.#setState(principal, state === undefined ? undefined : copyState(state, ['state']), [principal]);
  }

  answer(request: Buffer): Promise<Buffer | undefined> {
    return this.#kdc.answer(request);
  }

  #inWords(told: Repeated<Exchange>): KdcRecord {
    const { accounts, onError } = this.#surroundings;
    const services = this.#kdcState.services.all().map(({ text }) => text);
    const known = knownAccounts(accounts, onError) ?? [];
    return explainExchange(told, { realm: this.realm, services, accounts: known });
  }

  #refuseUnknown(text: string, place: Path): void {
    refuseUnknownAccount(principalFromText(text, this.realm), this.#surroundings, place);
  }

  /** Accounts are not looked for here: the store may get them before the realm listens. Services are all there. */
  #setState(text: string, state: ScriptedState | undefined, place: Path): void {
    const { services, states } = this.#kdcState;
    const principal = principalFromText(text, this.realm);
    const isOurs =
      principal?.realm === this.realm &&
      (principal.name.nameString.length === 1 || services.find(principal.name) !== undefined);
    if (principal === undefined || !isOurs) {
      const known = services.all().map((service) => service.text);
      const message = `expected an account, or one of the services ${[services.ticketGranting.text, ...known].join(', ')}`;
      throw new ConfigurationError([problemAt(place, message)]);
    }
    states.set(principal.name, state);
  }

  async #open(): Promise<KdcAddress> {
    const { host = DEFAULT_HOST, port = 0, directory, ccaches = [], states = {} } = this.#options;
    const { runtime } = this.#kdcState;
    for (const name of Object.keys(states)) this.#refuseUnknown(name, [...this.#place, 'states', name]);
    // The name is not looked up: an entry of a hosts file could make it another address.
    const address = await this.#listener.listen(host === 'localhost' ? DEFAULT_HOST : host, port);
    try {
      const folder = await openRealmFolder(directory, runtime);
      this.#folder = folder;
      await folder.write('krb5.conf', krb5ConfOf(this.realm, address, this.#surroundings.names));
      await folder.write('server.keytab', this.keytab());
      for (const [index, name] of ccaches.entries()) {
        const place = [...this.#place, 'ccaches', index];
        await folder.write(`${name}.ccache`, await this.#inTime(this.#cacheOf(name, place), place));
      }
    } catch (error) {
      await this.#listener.close();
      await this.#folder?.remove();
      this.#folder = undefined;
      throw this.#ofFolder(error);
    }
    this.#address = address;
    return address;
  }

  /** A store that never answers must hold neither the start nor the end, which waits for the start. */
  #inTime<T>(work: Promise<T>, place: Path): Promise<T> {
    const { runtime } = this.#kdcState;
    return new Promise<T>((resolve, reject) => {
      const cancel = runtime.after(PATIENCE, () =>
        reject(new ConfigurationError([problemAt(place, 'the account store does not answer')])),
      );
      void work.then(resolve, reject).finally(cancel);
    });
  }

  /** The sockets are bound when the folder is opened: an error of the system is the folder's. */
  #ofFolder(error: unknown): unknown {
    const why = systemErrorText(error);
    if (why === undefined) return error;
    const message = `expected a folder that can be written (${why})`;
    return new ConfigurationError([problemAt([...this.#place, 'directory'], message)]);
  }
}
