import { defaultListen } from '../../schema/defaults.js';
import { defaultNames, type ServeConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { type KeyKind, type TlsOptions, usualKeyKinds } from '../../server/tls/options.js';
import { makeFor } from '../../server/tls/server-certificate.js';
import type { ShareDefinition } from '../../server/share-definition.js';
import { createTemporaryShare } from '../../shares/directory/temporary-share.js';
import type { Log } from '../log.js';

/** A configuration in which nothing is left that each worker would make for itself. */
export interface CommonMeans {
  readonly configuration: ServeConfiguration;
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
  const { shares, close } = await openShares(configuration.shares, log);
  return { configuration: { ...certified, shares }, close };
}

function surroundingsOf({ names, listen }: ServeConfiguration, usualKind: KeyKind, host?: string) {
  return {
    names: { ...defaultNames, ...names },
    host: host ?? listen?.host ?? defaultListen.host,
    runtime: systemRuntime,
    usualKind,
  };
}

async function openShares(
  definitions: readonly ShareDefinition[],
  log: Log,
): Promise<{ shares: ShareDefinition[]; close: () => Promise<void> }> {
  const opened: { close(): Promise<void> }[] = [];
  const shares: ShareDefinition[] = [];
  for (const definition of definitions) {
    if ('path' in definition) {
      shares.push(definition);
      continue;
    }
    const { temporary: _, ...rest } = definition;
    const share = await createTemporaryShare(
      { access: { '*': 'write' }, ...rest },
      { runtime: systemRuntime, warn: (message) => log.warn(message) },
    );
    opened.push(share);
    shares.push({ ...rest, path: share.path });
  }
  return {
    shares,
    close: async () => {
      await Promise.all(opened.map((share) => share.close()));
    },
  };
}
