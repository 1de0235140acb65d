import type { CredSspLoginInfo, HttpLoginInfo, LoginInfo } from '../facts/recorder.js';
import { sessionIdText } from '../text/session-id-text.js';
import type { LoginRecord, TokensRecord } from './attempt-record.js';
import type { HttpRequestRecord, RdpNegotiationRecord, TlsRecord } from './carrier-records.js';
import { identityOf } from './describe-identity.js';
import type { Evidence } from './facts-by-kind.js';
import { rdpFailureLabel, rdpProtocolLabel, rdpProtocolLabels, withoutQuery } from './carrier-names.js';
import type { Attempt } from './recorded-attempt.js';

/** TLS of the connection. */
export function describeTls({ tls }: Evidence): TlsRecord | undefined {
  return tls && { protocol: tls.protocol, cipher: tls.cipher, serverName: tls.serverName };
}

/** RDP's negotiation by name. */
export function describeRdp({ rdpRequest, rdpAnswer }: Evidence): RdpNegotiationRecord | undefined {
  if (rdpRequest === undefined) return undefined;
  const { cookie, routingToken, requestedProtocols } = rdpRequest;
  return {
    cookie,
    routingToken,
    requestedProtocols: rdpProtocolLabels(requestedProtocols),
    answer: rdpAnswer && answerOf(rdpAnswer),
  };
}

function answerOf({ selectedProtocol, failureCode }: NonNullable<Evidence['rdpAnswer']>): string {
  if (failureCode !== undefined) return rdpFailureLabel(failureCode);
  // Without RDP_NEG_REQ the answer has no RDP_NEG_RSP, which stands for RDP's own security.
  return rdpProtocolLabel(selectedProtocol ?? 0);
}

/** The latest request of HTTP that can be told. */
export function describeHttp({ httpRequest: fact }: Evidence): HttpRequestRecord | undefined {
  if (fact === undefined) return undefined;
  const { method, target, version, host, userAgent, scheme } = fact;
  return { method, target: withoutQuery(target), version, host, userAgent, scheme };
}

/** The login by the terms of its carrier, and its tokens. */
export function describeCarrier(
  login: LoginInfo,
  tokens: TokensRecord,
  attempt: Attempt,
  evidence: Evidence,
): LoginRecord {
  switch (login.carrier) {
    case 'smb': {
      const { carrier, purpose, sessionId } = login;
      return { carrier, purpose, sessionId: sessionIdText(sessionId), ...tokens };
    }
    case 'pipe': {
      const { carrier, pipe, sessionId, opener } = login;
      return { carrier, pipe, sessionId: sessionIdText(sessionId), opener: identityOf(opener), ...tokens };
    }
    case 'rpc':
      return { carrier: login.carrier, interface: login.interface, ...tokens };
    case 'credssp':
      return { ...describeCredSsp(login, evidence), ...tokens };
    case 'http':
    case 'https':
      return { ...describeHttpLogin(login, attempt), ...tokens };
  }
}

/** The first version whose binding is a hash ([MS-CSSP] 3.1.5). */
const FIRST_HASHED_VERSION = 5;

function describeCredSsp({ carrier, version, rdp }: CredSspLoginInfo, evidence: Evidence) {
  const { checks, credentials } = evidence;
  const isBound = checks.some(({ check }) => check === 'credssp-key-binding');
  const form = version >= FIRST_HASHED_VERSION ? 'hash' : 'key';
  return {
    carrier,
    version,
    rdp,
    keyBinding: isBound ? form : undefined,
    credentials: credentials && {
      type: credentials.type,
      user: credentials.user,
      domain: credentials.domain,
      matches: credentials.matches,
      password: credentials.password,
    },
  } as const;
}

function describeHttpLogin(login: HttpLoginInfo, { verdict }: Attempt) {
  const { carrier, scheme, proxy, method, target, userAgent } = login;
  const refusal = proxy ? 407 : 401;
  return {
    carrier,
    scheme,
    proxy,
    method,
    target: withoutQuery(target),
    userAgent,
    statusCode: verdict && (verdict.outcome === 'accepted' ? 200 : refusal),
  };
}
