import { defaultNames, type ServeConfiguration } from '../../config/index.js';
import type { ListenAddress, Server } from '../../server/create-server.js';
import type { Carrier } from '../../facts/recorder.js';
import type { FurtherListener } from '../output/reporter.js';
import { hostAndPort, reachable } from '../../text/host-and-port.js';
import { shellWord } from './shell-word.js';

type FurtherCarrier = Exclude<Carrier, 'smb'>;

/** The port of the endpoint mapper ([MS-RPCE] 2.1.1.1). */
const ENDPOINT_MAPPER = 135;

const names: Readonly<Record<FurtherCarrier, string>> = {
  credssp: 'CredSSP',
  http: 'HTTP',
  https: 'HTTPS',
  rpc: 'RPC',
};

/** The listeners besides that of SMB, in the order in which they were opened, with lines that log in. */
export function carrierListeners(
  addresses: Server['addresses'],
  configuration: ServeConfiguration,
): FurtherListener[] {
  return (Object.keys(names) as FurtherCarrier[]).flatMap((carrier) => {
    const address = addresses[carrier];
    return address === undefined ? [] : [listenerOf(carrier, address, configuration)];
  });
}

function listenerOf(
  carrier: FurtherCarrier,
  { host, port, tls }: ListenAddress,
  configuration: ServeConfiguration,
): FurtherListener {
  const lines = linesToPaste(carrier, hostAndPort(reachable(host), port), configuration, { host, port });
  return {
    carrier,
    host,
    port,
    details: { ...tls },
    lines: [
      `${names[carrier]} on ${hostAndPort(host, port)}`,
      ...(tls === undefined ? [] : [`  SHA-256 of its certificate: ${tls.certificateFingerprint}`]),
      ...(tls === undefined || carrier !== 'credssp' ? [] : [`  SHA-256 of its key: ${tls.keyFingerprint}`]),
      ...lines.map((line) => `  ${line}`),
    ],
  };
}

/** Each client asks for the password. None is printed: the one of a configuration was not given for a screen. */
function linesToPaste(
  carrier: FurtherCarrier,
  place: string,
  configuration: ServeConfiguration,
  { host, port }: ListenAddress,
): string[] {
  const account = shellWord(configuration.accountNames[0] ?? 'NAME');
  switch (carrier) {
    case 'credssp':
      return [`xfreerdp ${rdpPlace(reachable(host), port)} /u:${account} /cert:ignore +auth-only`];
    case 'rpc':
      return [rpcLine(account, reachable(host), port)];
    case 'http':
    case 'https':
      return curlLines(carrier, place, account, configuration, { host, port });
  }
}

/** FreeRDP 2 takes no port from `/v` behind an IPv6 address, and connects to port 0. */
function rdpPlace(host: string, port: number): string {
  return host.includes(':') ? `/v:[${host}] /port:${port}` : `/v:${host}:${port}`;
}

/** Samba's rpcclient asks the endpoint mapper first, and knows only its own port; impacket takes any. */
function rpcLine(account: string, host: string, port: number): string {
  return port === ENDPOINT_MAPPER
    ? `rpcclient -U ${account} 'ncacn_ip_tcp:${host}[sign]' -c ${shellWord(`lookupnames ${account}`)}`
    : `rpcmap.py -auth-rpc ${account} 'ncacn_ip_tcp:${host}[${port}]'`;
}

function curlLines(
  scheme: 'http' | 'https',
  place: string,
  account: string,
  { http, kerberos, domain, names: { dnsName = defaultNames.dnsName } }: ServeConfiguration,
  { host, port }: ListenAddress,
): string[] {
  const insecure = scheme === 'https' ? ' --insecure' : '';
  const { schemes = ['Negotiate', 'NTLM'], proxy = false } = http ?? {};
  if (proxy) {
    const way = schemes.includes('NTLM') ? '--proxy-ntlm' : '--proxy-negotiate';
    const proxyInsecure = scheme === 'https' ? ' --proxy-insecure' : '';
    return [
      `curl${proxyInsecure} --proxy ${scheme}://${place} ${way} --proxy-user ${account} http://${dnsName}/`,
    ];
  }
  const byTicket =
    (kerberos === undefined && domain === undefined) || !schemes.includes('Negotiate')
      ? []
      : // A ticket is for a name; the address that leads there is said beside it.
        [
          `curl${insecure} --negotiate -u : --resolve ${dnsName}:${port}:${reachable(host)} ${scheme}://${dnsName}:${port}/`,
        ];
  return [
    ...(schemes.includes('NTLM') ? [`curl${insecure} --ntlm -u ${account} ${scheme}://${place}/`] : []),
    ...(schemes.includes('NTLM') || byTicket.length > 0
      ? []
      : [`curl${insecure} --negotiate -u ${account} ${scheme}://${place}/`]),
    ...byTicket,
  ];
}
