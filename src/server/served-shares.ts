import type { AccountStore } from '../auth/account.js';
import type { Mechanism } from '../auth/mechanism.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { ServerState } from '../session/model/server-state.js';
import type { Share } from '../shares/share.js';
import { checkShares } from './check-options.js';
import { refuseIdleDomainUsers, refuseIdlePrincipals } from './idle-principals.js';
import { warnOfIdleRules } from './idle-rules.js';
import type { ServerOptions } from './options.js';
import type { ResolvedOptions } from './resolve-options.js';
import { refuseNewGroups } from './realm-groups.js';
import { isShare, type OpenedShare, openShare, rulesOf, type ShareDefinition } from './share-definition.js';

/**
 * The shares of a running server, in their order; `IPC$` is none of them, and before {@link Server.listen} there is
 * none.
 */
export interface Shares extends Iterable<Share> {
  /**
   * Replaces all of them. A file that is open goes on; what begins is decided by the new shares. So a TREE_CONNECT
   * finds a new share at once, and no share that is gone; a CREATE in a tree that is older has the access that its user
   * has by the new rules, and none where the share is gone or has another directory. A share of the same name, in any
   * case, and directory is the same share: its files keep their locks, and a temporary one its contents. A share that
   * is gone is closed once its last tree is: a temporary one removes its directory then, and one that the program
   * implements gets its `close`.
   *
   * @param shares as `shares` of the options; those that are given again stay as they are
   * @throws ConfigurationError with a line for each one that cannot be used; nothing has changed then, as with every
   *   other error
   * @throws Error for a directory that cannot be reached, for a server that has closed, and for one whose transcript
   *   holds the shares that it began with
   */
  replace(shares: readonly (Share | ShareDefinition)[]): Promise<void>;
}

/** A share, and what it was made from. */
interface Served extends OpenedShare {
  readonly definition: Share | ShareDefinition;
}

/** The parts of a server that decide about its shares. */
export interface SharesSurroundings {
  readonly state: ServerState;
  readonly options: ResolvedOptions;
  readonly mechanisms: readonly Mechanism[];
  readonly accounts: AccountStore;
  /** That of the options; undefined: a warning is one of Node.js. */
  readonly logger: ServerOptions['logger'];
}

/** The shares of one server, from its options to its end. */
export class ServedShares implements Shares {
  readonly #surroundings: SharesSurroundings;
  /** Shares that are gone and are being closed. */
  readonly #closing = new Set<Promise<void>>();
  /** As listen() opens them. */
  #definitions: readonly (Share | ShareDefinition)[];
  #served: readonly Served[] = [];
  #at: 'made' | 'open' | 'closed' = 'made';
  /** Ends when the replacements so far have. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(surroundings: SharesSurroundings) {
    this.#surroundings = surroundings;
    this.#definitions = surroundings.options.shares;
  }

  /** The names of all shares that clients may ask for. */
  get names(): string[] {
    return this.#definitions.map(({ name }) => name);
  }

  *[Symbol.iterator](): IterableIterator<Share> {
    for (const { share } of this.#served) yield share;
  }

  /** Opens the shares and lets clients find them. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#openAll());
  }

  async #openAll(): Promise<void> {
    const { shares } = this.#surroundings.state;
    for (const definition of this.#definitions) {
      const opened = await this.#open(definition);
      shares.add(opened.share);
      this.#served = [...this.#served, { definition, ...opened }];
    }
    this.#at = 'open';
  }

  /** Undoes {@link open}, so that it can be called again. No share is found then; those of the program stay open. */
  undo(): Promise<void> {
    return this.#inTurn(() => this.#undo());
  }

  async #undo(): Promise<void> {
    this.#surroundings.state.shares.clear();
    const opened = this.#served.filter(({ definition }) => !isShare(definition));
    this.#served = [];
    this.#at = 'made';
    await Promise.allSettled(opened.map(({ share }) => share.close()));
  }

  /** Closes every share, those of the program included, whether they were opened or not. */
  async close(): Promise<void> {
    this.#at = 'closed';
    await this.#turn;
    const own = this.#definitions.filter(isShare);
    const { shares } = this.#surroundings.state;
    const all = new Set([...this.#served.map(({ share }) => share), ...own, ...shares.removed]);
    await Promise.all([...[...all].map(closeOne), ...this.#closing]);
  }

  replace(shares: readonly (Share | ShareDefinition)[]): Promise<void> {
    return this.replaceTogether(shares, () => {});
  }

  /**
   * The same with other changes.
   *
   * @param change called at once before the shares are replaced, if they are; must not throw
   */
  replaceTogether(shares: readonly (Share | ShareDefinition)[], change: () => void): Promise<void> {
    return this.#inTurn(() => this.#replace(shares, change));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #replace(given: readonly (Share | ShareDefinition)[], change: () => void): Promise<void> {
    this.#check(given);
    const definitions = [...given];
    if (this.#at === 'made') {
      change();
      this.#definitions = definitions;
      return;
    }
    const opened: Share[] = [];
    const next: Served[] = [];
    try {
      for (const definition of definitions) {
        const kept = this.#served.find((served) => isSamePlace(served.definition, definition));
        const { share, redefine } = kept ?? (await this.#open(definition));
        if (kept === undefined && !isShare(definition)) opened.push(share);
        next.push({ definition, share, redefine });
      }
      // The server may have closed meanwhile.
      this.#refuseWhenClosed();
    } catch (error) {
      await Promise.allSettled(opened.map((share) => share.close()));
      throw error;
    }
    change();
    this.#change(next);
    const { options, accounts, logger } = this.#surroundings;
    warnOfIdleRules({ ...options, shares: definitions }, accounts, logger);
  }

  #closeUnused(share: Share): void {
    const { logger } = this.#surroundings.options;
    const closed = closeOne(share)
      .catch((error: unknown) => logger.error('closing a share failed', { error }))
      .finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }

  /** @throws ConfigurationError, and Error where nothing can be replaced */
  #check(given: readonly (Share | ShareDefinition)[]): void {
    this.#refuseWhenClosed();
    const { options, mechanisms, accounts } = this.#surroundings;
    if (options.transcript !== undefined) {
      throw new Error('the transcript holds the shares that the server began with');
    }
    checkShares(given);
    const naming = { shares: given, groups: options.groups, domain: options.domain };
    refuseIdleDomainUsers(naming);
    refuseIdlePrincipals(naming, mechanisms);
    if (options.kerberos?.testRealm !== undefined) refuseNewGroups(options, accounts, given);
  }

  #refuseWhenClosed(): void {
    if (this.#at === 'closed') throw new Error('the server is closed');
  }

  #open(definition: Share | ShareDefinition): Promise<OpenedShare> {
    const { logger } = this.#surroundings.options;
    const { runtime } = this.#surroundings.state;
    return openShare(definition, { runtime, warn: (message) => logger.warn(message) });
  }

  /** In one turn of the event loop: no request sees a part of it. */
  #change(next: readonly Served[]): void {
    const { state } = this.#surroundings;
    const stays = new Set(next.map(({ share }) => share));
    for (const { share } of this.#served) {
      if (stays.has(share)) continue;
      state.shares.remove(share, () => this.#closeUnused(share));
    }
    for (const { definition, share, redefine } of next) {
      if (!isShare(definition)) redefine(rulesOf(definition));
      if (!state.shares.has(share)) state.shares.add(share);
    }
    this.#served = next;
    this.#definitions = next.map(({ definition }) => definition);
    state.shares.rulesChanged();
  }
}

/** A program's share may throw where it should reject: the others are to be closed, and replaced, nevertheless. */
async function closeOne(share: Share): Promise<void> {
  await share.close();
}

/** Whether two definitions mean one directory under one name, whatever its case, or are one share of the program. */
function isSamePlace(one: Share | ShareDefinition, other: Share | ShareDefinition): boolean {
  if (isShare(one) || isShare(other)) return one === other;
  if (upperCaseUtf16(one.name) !== upperCaseUtf16(other.name)) return false;
  return 'path' in one ? 'path' in other && one.path === other.path : !('path' in other);
}
