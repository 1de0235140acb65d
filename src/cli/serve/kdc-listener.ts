import { join } from 'node:path';
import { defaultNames, type ServeConfiguration } from '../../config/index.js';
import type { ListenAddress, Server } from '../../server/create-server.js';
import type { FurtherListener } from '../output/reporter.js';
import { hostAndPort, reachable } from '../../text/host-and-port.js';
import { shellWord } from './shell-word.js';

/** The KDC of a test realm, with the lines that log in by it; undefined when there is none. */
export function kdcListener(
  realm: Server['realm'],
  smb: ListenAddress | undefined,
  { accountNames, names, shares, kerberos }: ServeConfiguration,
): FurtherListener | undefined {
  if (realm?.address === undefined || realm.directory === undefined) return undefined;
  const { host, port } = realm.address;
  const { directory } = realm;
  const [cached] = kerberos?.testRealm?.ccaches ?? [];
  const login = linesToPaste({
    realm: realm.realm,
    directory,
    cached,
    server: names.dnsName ?? defaultNames.dnsName,
    smb,
    account: accountNames[0] ?? 'NAME',
    share: shares[0]?.name,
  });
  return {
    carrier: 'kdc',
    host,
    port,
    details: { realm: realm.realm, directory },
    lines: [
      `KDC of the test realm ${realm.realm} on ${hostAndPort(host, port)}; its files are in ${directory}`,
      '',
      'Log in with Kerberos:',
      '',
      ...login.map((line) => `  ${line}`),
      '',
    ],
  };
}

interface Login {
  readonly realm: string;
  /** The folder with krb5.conf and the credential caches. */
  readonly directory: string;
  /** An account that has a cache; undefined: none has. */
  readonly cached: string | undefined;
  /** The server as tickets name it. */
  readonly server: string;
  /** Undefined: SMB is not served. */
  readonly smb: ListenAddress | undefined;
  readonly account: string;
  readonly share: string | undefined;
}

/**
 * Lines for a shell: with the ticket of a cache, or with a password, which smbclient asks for. None is printed: the one
 * of a configuration was not given for a screen.
 */
function linesToPaste({ realm, directory, cached, server, smb, account, share }: Login): string[] {
  const target = share === undefined ? `-L ${shellWord(server)}` : shellWord(`//${server}/${share}`);
  const user = cached === undefined ? `-U ${shellWord(`${account}@${realm}`)}` : '-N';
  const cache =
    cached === undefined ? [] : [`KRB5CCNAME=${shellWord(`FILE:${join(directory, `${cached}.ccache`)}`)}`];
  return [
    ...[`KRB5_CONFIG=${shellWord(join(directory, 'krb5.conf'))}`, ...cache].map(
      (variable) => `export ${variable}`,
    ),
    ...(smb === undefined
      ? []
      : [`smbclient ${target} -I ${reachable(smb.host)} -p ${smb.port} --use-kerberos=required ${user}`]),
  ];
}
