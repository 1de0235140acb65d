import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultListen } from '../schema/defaults.js';
import { type ConfiguredListener, problemsOfBindings, problemsOfListeners } from '../schema/listeners.js';
import type {
  CredSspListenerOptions,
  HttpListenerOptions,
  RpcListenerOptions,
} from '../server/carrier-options.js';
import { problemsOfCertificate } from '../server/tls/check-certificate.js';
import type { TlsOptions } from '../server/tls/options.js';
import { ConfigurationError, type Path, type Problem } from '../values/configuration-error.js';
import { withoutAbsent } from '../values/filled.js';
import { systemErrorText } from '../values/system-error.js';
import type { Layer } from './layer.js';
import type { Configuration } from './schema.js';

/** Where SMB is listened for. */
interface ConfiguredSmb {
  readonly host: string;
  readonly port: number;
  /** Absent: no layer says something. */
  readonly proxyProtocol?: readonly string[];
}

/** The listeners of a configuration; a carrier that is absent is not served. */
export interface ConfiguredCarriers {
  /** Null: SMB is left out. */
  readonly listen: ConfiguredSmb | null;
  readonly credssp?: CredSspListenerOptions;
  readonly http?: HttpListenerOptions;
  readonly rpc?: RpcListenerOptions;
}

type TlsFiles = NonNullable<NonNullable<Configuration['credssp']>['tls']>;

/** The sections with their paths counted from a folder. */
export function carriersFrom({ credssp, http }: Configuration, folder: string): Partial<Configuration> {
  const from = (tls: TlsFiles): TlsFiles => ({
    ...tls,
    ...(tls.certificateFile !== undefined && { certificateFile: resolve(folder, tls.certificateFile) }),
    ...(tls.keyFile !== undefined && { keyFile: resolve(folder, tls.keyFile) }),
  });
  return {
    ...(credssp && { credssp: { ...credssp, ...(credssp.tls && { tls: from(credssp.tls) }) } }),
    ...(http && { http: { ...http, ...(typeof http.tls === 'object' && { tls: from(http.tls) }) } }),
  };
}

/**
 * Joins what the layers say of listeners, and reads the certificates.
 *
 * @param layers weakest first
 * @param joined their sections key by key
 * @throws ConfigurationError for two listeners on one port, a certificate that cannot be used, channel bindings without
 * TLS, flags of TLS where nothing speaks it, and nothing to serve
 */
export function resolveCarriers(layers: readonly Layer[], joined: Configuration): ConfiguredCarriers {
  const { servesSmb, listen } = resolveListen(layers);
  const { credssp, http, rpc } = joined;
  const host = servesSmb ? {} : { host: listen.host };
  const speaksTls = http !== undefined && httpSpeaksTls(layers);
  checkFlags(layers, joined, credssp !== undefined || speaksTls);
  const carriers = {
    listen: servesSmb ? listen : null,
    ...(credssp && {
      credssp: { ...host, ...withoutAbsent({ ...credssp, tls: resolveTls(layers, 'credssp') }) },
    }),
    ...(http && {
      http: {
        ...host,
        ...withoutAbsent({ ...http, tls: speaksTls ? (resolveTls(layers, 'http') ?? {}) : undefined }),
      },
    }),
    ...(rpc && { rpc: { ...host, ...withoutAbsent({ ...rpc }) } }),
  } as ConfiguredCarriers;
  const faults = [
    ...problemsOfListeners(listenersOf(carriers, listen.host)),
    ...problemsOfBindings(carriers.http),
  ];
  refuse(faults.map(({ place, message }) => ({ path: placeIn(layers, place), message })));
  return carriers;
}

/** A host alone, as `--host` says it, serves no SMB that a weaker layer leaves out. */
function resolveListen(layers: readonly Layer[]): { servesSmb: boolean; listen: ConfiguredSmb } {
  let resolved: ConfiguredSmb = defaultListen;
  let servesSmb = true;
  for (const { value, everywhere } of layers) {
    const { listen } = value;
    const { host, port, proxyProtocol } = listen ?? {};
    if (listen === null) servesSmb = false;
    if (port !== undefined) servesSmb = true;
    resolved = { ...resolved, ...withoutAbsent({ host: everywhere?.host ?? host, port, proxyProtocol }) };
  }
  return { servesSmb, listen: resolved };
}

function httpSpeaksTls(layers: readonly Layer[]): boolean {
  const said = layers.map(({ value, everywhere }) => everywhere?.tls ?? value.http?.tls);
  return (said.findLast((tls) => tls !== undefined) ?? false) !== false;
}

/** Flags about TLS must not be said to nobody. */
function checkFlags(layers: readonly Layer[], { http }: Configuration, speaksTls: boolean): void {
  const problems = layers.flatMap(({ everywhere = {}, label }) => [
    ...(everywhere.tls !== undefined && http === undefined
      ? [{ path: label(['everywhere', 'tls']), message: 'needs HTTP beside it (--http PORT)' }]
      : []),
    ...(['certificateFile', 'keyFile'] as const)
      .filter((key) => everywhere[key] !== undefined && !speaksTls)
      .map((key) => ({
        path: label(['everywhere', key]),
        message: 'needs a listener that speaks TLS (--credssp PORT, or --http PORT with --tls)',
      })),
  ]);
  refuse(problems);
}

/** A file of a certificate, and the place where it was said. */
interface PlacedFile {
  readonly file: string;
  readonly place: string;
}

/** The strongest layer that says a file or a kind of key takes the place of the other in weaker ones. */
function resolveTls(layers: readonly Layer[], carrier: 'credssp' | 'http'): TlsOptions | undefined {
  let generate: TlsFiles['generate'];
  let files: { certificateFile?: PlacedFile; keyFile?: PlacedFile } = {};
  for (const { value, everywhere, label } of layers) {
    for (const [tls, path] of [
      [value[carrier]?.tls, [carrier, 'tls']],
      [everywhere, ['everywhere']],
    ] as const) {
      if (typeof tls !== 'object') continue;
      const said: TlsFiles = tls;
      if (said.generate !== undefined) [generate, files] = [said.generate, {}];
      for (const key of ['certificateFile', 'keyFile'] as const) {
        const file = said[key];
        if (file === undefined) continue;
        const place = label([...path, key]);
        if (said.generate !== undefined) {
          refuse([{ path: place, message: 'expected a certificate, or one that is made (generate)' }]);
        }
        files = { ...files, [key]: { file, place } };
        generate = undefined;
      }
    }
  }
  const { certificateFile, keyFile } = files;
  if (certificateFile === undefined && keyFile === undefined) return generate && { generate };
  const given = withoutAbsent({
    certificate: certificateFile && readBytes(certificateFile),
    key: keyFile && readBytes(keyFile),
  });
  const places = { certificate: certificateFile?.place ?? '', key: keyFile?.place ?? '' };
  refuse(problemsOfCertificate(given, places));
  return given;
}

function readBytes({ file, place }: PlacedFile): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigurationError([{ path: place, message: `cannot be read (${systemErrorText(error)})` }]);
  }
}

function listenersOf({ listen, credssp, http, rpc }: ConfiguredCarriers, host: string): ConfiguredListener[] {
  const all = [
    { name: 'SMB', place: ['listen', 'port'], options: listen ?? undefined },
    { name: 'CredSSP', place: ['credssp', 'port'], options: credssp },
    { name: 'HTTP', place: ['http', 'port'], options: http },
    { name: 'RPC', place: ['rpc', 'port'], options: rpc },
  ] as const;
  return all.flatMap(({ name, place, options }) =>
    options === undefined ? [] : [{ name, place, host: options.host ?? host, port: options.port ?? 0 }],
  );
}

/** The place as the strongest layer that says something there names it. */
function placeIn(layers: readonly Layer[], place: Path): string {
  const source = layers.findLast(({ value }) => {
    let at: unknown = value;
    for (const key of place) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
    return at !== undefined;
  });
  return source?.label(place) ?? place.map(String).join('.');
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigurationError(problems);
}
