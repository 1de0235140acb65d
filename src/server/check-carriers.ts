import { type ConfiguredListener, problemsOfBindings, problemsOfListeners } from '../schema/listeners.js';
import { defaultListen } from '../schema/defaults.js';
import type { Problem } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { ServerOptions } from './options.js';
import { problemsOfCertificate } from './tls/check-certificate.js';
import type { TlsOptions } from './tls/options.js';

/** The faults of listeners whose values are right each by itself. */
export function problemsOfCarriers(options: ServerOptions): Problem[] {
  const { credssp, http } = options;
  const faults = [...problemsOfListeners(listenersOf(options)), ...problemsOfBindings(http)];
  return [
    ...problemsOfSmb(options),
    ...faults.map(({ place, message }) => problemAt(place, message)),
    ...problemsOfTls('credssp', credssp?.tls),
    ...problemsOfTls('http', http?.tls),
  ];
}

function problemsOfSmb({ listen, host, port, proxyProtocol }: ServerOptions): Problem[] {
  const given = { host, port, proxyProtocol };
  return listen === undefined
    ? []
    : (['host', 'port', 'proxyProtocol'] as const)
        .filter((key) => given[key] !== undefined)
        .map((key) => problemAt([key], 'belongs to SMB, which listen: null leaves out'));
}

function listenersOf({ listen, host, port, credssp, http, rpc }: ServerOptions): ConfiguredListener[] {
  const usual = host ?? defaultListen.host;
  const smb = listen === null ? undefined : { host: usual, port };
  const all = [
    { name: 'SMB', place: ['port'], options: smb },
    { name: 'CredSSP', place: ['credssp', 'port'], options: credssp },
    { name: 'HTTP', place: ['http', 'port'], options: http },
    { name: 'RPC', place: ['rpc', 'port'], options: rpc },
  ] as const;
  return all.flatMap(({ name, place, options }) =>
    options === undefined ? [] : [{ name, place, host: options.host ?? usual, port: options.port ?? 0 }],
  );
}

function problemsOfTls(
  carrier: 'credssp' | 'http',
  tls: boolean | TlsOptions | undefined,
): readonly Problem[] {
  if (typeof tls !== 'object') return [];
  const place = `${carrier}.tls`;
  return problemsOfCertificate(tls, { certificate: `${place}.certificate`, key: `${place}.key` });
}
