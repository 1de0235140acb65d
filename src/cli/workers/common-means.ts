import { upperCaseUtf16 } from '../../bytes/index.js';
import { defaultListen } from '../../schema/defaults.js';
import { defaultNames, type ServeConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { type KeyKind, type TlsOptions, usualKeyKinds } from '../../server/tls/options.js';
import { makeFor } from '../../server/tls/server-certificate.js';
import type { ShareDefinition } from '../../server/share-definition.js';
import { createDirectoryShare, type DirectorySurroundings } from '../../shares/directory/directory-share.js';
import { createTemporaryShare } from '../../shares/directory/temporary-share.js';
import type { Log } from '../log.js';

/** A configuration in which nothing is left that each worker would make for itself. */
export interface CommonMeans {
  readonly configuration: ServeConfiguration;
  /**
   * Opens shares that take the place of those before, to see whether that can be done. A temporary share of the same
   * name keeps its folder; the folder of one that is gone stays, since clients may still be in it.
   *
   * @returns the shares for the workers
   * @throws Error for a directory that cannot be reached
   */
  reopen(shares: readonly ShareDefinition[]): Promise<readonly ShareDefinition[]>;
  /** Removes the folders of temporary shares. */
  close(): Promise<void>;
}

/** Makes the certificates that are made at the start, and a folder for each temporary share. */
export async function makeCommonMeans(configuration: ServeConfiguration, log: Log): Promise<CommonMeans> {
  const { credssp, http } = configuration;
  const withCertificate = async (tls: TlsOptions, usualKind: KeyKind, host?: string): Promise<TlsOptions> =>
    tls.certificate === undefined ? makeFor(tls, surroundingsOf(configuration, usualKind, host)) : tls;
  const certified = {
    ...configuration,
    ...(credssp && {
      credssp: {
        ...credssp,
        tls: await withCertificate(credssp.tls ?? {}, usualKeyKinds.credssp, credssp.host),
      },
    }),
    ...(http?.tls !== undefined &&
      http.tls !== false && {
        http: {
          ...http,
          tls: await withCertificate(http.tls === true ? {} : http.tls, usualKeyKinds.http, http.host),
        },
      }),
  };
  // Last of all: after an error, the folders would stay.
  const folders = new TemporaryFolders(log);
  const shares = await folders.open(configuration.shares);
  return {
    configuration: { ...certified, shares },
    reopen: async (definitions) => {
      await tryDirectories(definitions, log);
      return folders.open(definitions);
    },
    close: () => folders.close(),
  };
}

function surroundingsOf({ names, listen }: ServeConfiguration, usualKind: KeyKind, host?: string) {
  return {
    names: { ...defaultNames, ...names },
    host: host ?? listen?.host ?? defaultListen.host,
    runtime: systemRuntime,
    usualKind,
  };
}

/** The folders of temporary shares, by the names of the shares in upper case. */
class TemporaryFolders {
  readonly #log: Log;
  readonly #opened = new Map<string, { readonly path: string; close(): Promise<void> }>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Makes the folders that are missing; the definitions name them. */
  async open(definitions: readonly ShareDefinition[]): Promise<ShareDefinition[]> {
    const shares: ShareDefinition[] = [];
    for (const definition of definitions) {
      if ('path' in definition) {
        shares.push(definition);
        continue;
      }
      const { temporary: _, ...rest } = definition;
      const key = upperCaseUtf16(rest.name);
      let share = this.#opened.get(key);
      if (share === undefined) {
        share = await createTemporaryShare({ access: { '*': 'write' }, ...rest }, surroundingsFor(this.#log));
        this.#opened.set(key, share);
      }
      shares.push({ ...rest, path: share.path });
    }
    return shares;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.values()].map((share) => share.close()));
  }
}

/** @throws Error for a directory that cannot be reached */
async function tryDirectories(definitions: readonly ShareDefinition[], log: Log): Promise<void> {
  for (const definition of definitions) {
    if (!('path' in definition)) continue;
    const share = await createDirectoryShare(
      { access: { '*': 'write' }, ...definition },
      surroundingsFor(log),
    );
    await share.close();
  }
}

function surroundingsFor(log: Log): DirectorySurroundings {
  return { runtime: systemRuntime, warn: (message) => log.warn(message) };
}
