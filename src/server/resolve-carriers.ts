import { defaultCredSsp, defaultHttp, defaultRpc } from '../schema/defaults.js';
import { withoutAbsent } from '../values/filled.js';
import type {
  ChannelBindingsMode,
  CredSspListenerOptions,
  CredSspVersion,
  HttpListenerOptions,
  HttpScheme,
  RpcListenerOptions,
} from './carrier-options.js';
import type { TlsOptions } from './tls/options.js';

/** CredSSP with every default filled in. */
export interface ResolvedCredSsp {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsOptions;
  readonly minVersion: CredSspVersion;
  /** Undefined: where the account store can. */
  readonly verifyPassword: boolean | undefined;
  readonly proxyProtocol: readonly string[];
}

/** HTTP with every default filled in. */
export interface ResolvedHttp {
  readonly host: string;
  readonly port: number;
  /** Undefined: HTTP in the clear. */
  readonly tls: TlsOptions | undefined;
  readonly channelBindings: ChannelBindingsMode;
  readonly serviceNames: 'any' | readonly string[];
  readonly schemes: readonly HttpScheme[];
  readonly proxy: boolean;
  readonly proxyProtocol: readonly string[];
}

/** RPC over TCP with every default filled in. */
export interface ResolvedRpc {
  readonly host: string;
  readonly port: number;
  readonly anonymous: 'refuse' | 'accept';
  readonly proxyProtocol: readonly string[];
}

interface CarrierOptions {
  readonly credssp?: CredSspListenerOptions;
  readonly http?: HttpListenerOptions;
  readonly rpc?: RpcListenerOptions;
}

interface ResolvedCarriers {
  readonly credssp: ResolvedCredSsp | undefined;
  readonly http: ResolvedHttp | undefined;
  readonly rpc: ResolvedRpc | undefined;
}

/**
 * Fills in the defaults of the carriers besides SMB.
 *
 * @param options already checked
 * @param host of the server
 */
export function resolveCarriers({ credssp, http, rpc }: CarrierOptions, host: string): ResolvedCarriers {
  return {
    credssp: credssp && resolveCredSsp(credssp, host),
    http: http && resolveHttp(http, host),
    rpc: rpc && {
      host: rpc.host ?? host,
      port: rpc.port ?? defaultRpc.port,
      anonymous: rpc.anonymous ?? defaultRpc.anonymous,
      proxyProtocol: rpc.proxyProtocol ?? [],
    },
  };
}

function resolveCredSsp(options: CredSspListenerOptions, host: string): ResolvedCredSsp {
  return {
    host: options.host ?? host,
    port: options.port ?? defaultCredSsp.port,
    tls: resolveTls(options.tls ?? {}),
    minVersion: options.minVersion ?? defaultCredSsp.minVersion,
    verifyPassword: options.verifyPassword,
    proxyProtocol: options.proxyProtocol ?? [],
  };
}

function resolveHttp(options: HttpListenerOptions, host: string): ResolvedHttp {
  const { tls = false } = options;
  return {
    host: options.host ?? host,
    port: options.port ?? defaultHttp.port,
    tls: tls === false ? undefined : resolveTls(tls === true ? {} : tls),
    channelBindings: options.channelBindings ?? (tls === false ? 'never' : 'when-sent'),
    serviceNames: options.serviceNames ?? defaultHttp.serviceNames,
    schemes: options.schemes ?? defaultHttp.schemes,
    proxy: options.proxy ?? defaultHttp.proxy,
    proxyProtocol: options.proxyProtocol ?? [],
  };
}

/** The keys by name: a getter of a class is no own key of the options. */
function resolveTls({ certificate, key, generate }: TlsOptions): TlsOptions {
  return withoutAbsent({ certificate, key, generate });
}
