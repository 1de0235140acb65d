import { failedCheckWords } from '../auth/failed-check.js';
import { listed } from '../text/listed.js';
import { printable, quoted } from '../text/printable.js';
import { capitalized, sentence } from '../text/sentence.js';
import {
  rdpFailureLabel,
  rdpProtocolLabel,
  rdpProtocolLabels,
  tlsLabel,
  withoutQuery,
} from './carrier-names.js';
import type { Evidence } from './facts-by-kind.js';
import { dialectLabel } from './names.js';
import type { Attempt } from './recorded-attempt.js';

// Sentences that the facts of a carrier add to an explanation; empty without such a fact.

/** The carrier behind “proved with …”: `, over CredSSP 6 in TLS 1.3`. */
export function overCarrier({ login }: Attempt, evidence: Evidence): string {
  const { choice, tls, carrier } = evidence;
  const channel = tls === undefined ? '' : ` in ${tlsLabel(tls.protocol)}`;
  switch (carrier) {
    case 'smb':
      return choice === undefined ? '' : `, over SMB ${dialectLabel(choice.dialect)}`;
    case 'credssp':
      return `, over ${credsspLabel(login)}${channel}`;
    case 'http':
      return ', over HTTP without TLS';
    case 'https':
      return `, over HTTP${channel}`;
    case 'rpc':
      return ', over RPC';
  }
}

/** Says which TLS was agreed on. */
export function tlsAgreed({ tls }: Evidence): string {
  if (tls === undefined) return '';
  const name = tls.serverName === undefined ? 'no server name' : `server name ${quoted(tls.serverName, 120)}`;
  return `${tlsLabel(tls.protocol)} with ${printable(tls.cipher)}, and ${name}.`;
}

export function tlsError({ tlsFailed: fact }: Evidence): string {
  return fact === undefined
    ? ''
    : `${capitalized(sentence(fact.detail))} The code is ${printable(fact.code)}.`;
}

/** Says what RDP's negotiation asked for, and got. */
export function rdpAsked({ rdpRequest, rdpAnswer }: Evidence): string {
  if (rdpRequest === undefined) return '';
  const { cookie, routingToken, requestedProtocols } = rdpRequest;
  const asked =
    requestedProtocols === undefined
      ? 'It sent no RDP_NEG_REQ'
      : `It asks for ${listed(rdpProtocolLabels(requestedProtocols))}`;
  const names = [
    ...(cookie === undefined ? [] : [`cookie ${quoted(cookie)}`]),
    ...(routingToken === undefined ? [] : [`routing token ${quoted(routingToken, 60)}`]),
  ];
  return `${asked}${names.length === 0 ? '' : `, with ${listed(names)}`}${answered(rdpAnswer)}.`;
}

function answered(answer: Evidence['rdpAnswer']): string {
  if (answer?.failureCode !== undefined)
    return `; the server answered ${rdpFailureLabel(answer.failureCode)}`;
  if (answer?.selectedProtocol === undefined) return '';
  return `; the server chose ${rdpProtocolLabel(answer.selectedProtocol)}`;
}

/** Names the latest request of HTTP. */
export function httpAsked({ httpRequest: fact }: Evidence): string {
  if (fact === undefined) return '';
  const scheme = fact.scheme === undefined ? 'without Authorization' : `with scheme ${quoted(fact.scheme)}`;
  return `It asked for ${request(fact.method, fact.target, fact.userAgent ?? '')}, ${scheme}.`;
}

function request(method: string, target: string, userAgent: string): string {
  const by = userAgent === '' ? '' : ` by ${quoted(userAgent, 120)}`;
  // A method of HTTP is printed as it is; anything else in its place is quoted.
  const verb = /^[A-Z]{1,32}$/.test(method) ? method : quoted(method, 32);
  return `${verb} ${quoted(withoutQuery(target), 120)}${by}`;
}

/** The detail of a refusal in HTTP that no mechanism saw. */
export function httpRefusal({ httpRefused: fact }: Evidence): string {
  return fact === undefined ? '' : `${capitalized(sentence(fact.detail))} It was answered ${fact.status}.`;
}

/** The fault of a login that CredSSP itself refused. */
export function credsspRefusal({ verdict }: Attempt, { checks }: Evidence): string {
  const detail = verdict?.outcome === 'rejected' ? verdict.detail : undefined;
  return detail === undefined ? failedCheckWords(checks) : capitalized(sentence(detail));
}

/** The fault after the verdict, or the names in the credentials. */
export function credentialsFault({ credsspFault, credentials }: Evidence): string {
  if (credsspFault !== undefined) {
    return [capitalized(sentence(credsspFault.detail)), namesSent(credsspFault)].filter(Boolean).join(' ');
  }
  return credentials === undefined || credentials.matches ? '' : namesSent(credentials);
}

function namesSent({ user, domain }: { readonly user?: string; readonly domain?: string }): string {
  if (user === undefined && domain === undefined) return '';
  return `They name ${quoted(domain === undefined ? (user ?? '') : `${domain}\\${user ?? ''}`)}.`;
}

/** Names the interfaces that a connection without a login asked for, and its call. */
export function rpcAsked({ rpcBind, rpcUnauthenticated, rpcAnonymous }: Evidence): string {
  const call = rpcUnauthenticated ?? rpcAnonymous;
  const bound =
    rpcBind === undefined ? '' : `It bound ${listed(rpcBind.interfaces.map((name) => quoted(name)))}.`;
  const called = call === undefined ? '' : `It called opnum ${call.opnum} of ${quoted(call.interface)}.`;
  return [bound, called].filter((words) => words !== '').join(' ');
}

/** Says by which way a login of another carrier than SMB came. */
export function wayOfCarrier({ login, verdict }: Attempt, evidence: Evidence): string {
  switch (login?.carrier) {
    case 'credssp': {
      const rdp = rdpCookie(evidence);
      // An accepted login says it with its proof.
      if (verdict?.outcome === 'accepted') return rdp === '' ? '' : `It came ${rdp}.`;
      const channel = evidence.tls === undefined ? '' : ` in ${tlsLabel(evidence.tls.protocol)}`;
      return `It came over ${credsspLabel(login)}${channel}${rdp === '' ? '' : `, ${rdp}`}.`;
    }
    case 'http':
    case 'https': {
      const { method, target, userAgent, proxy, carrier } = login;
      const over = `${carrier === 'https' ? 'HTTPS' : 'HTTP'}${proxy ? ', to us as a proxy' : ''}`;
      return `It came over ${over}, ${request(method, target, userAgent)}.`;
    }
    case 'rpc':
      return `It came in an RPC bind over TCP, for ${quoted(login.interface)}.`;
    default:
      return '';
  }
}

/** `CredSSP 6`; without the number where its first request could not be read. */
function credsspLabel(login: Attempt['login']): string {
  return login?.carrier === 'credssp' && login.version > 0 ? `CredSSP ${login.version}` : 'CredSSP';
}

function rdpCookie({ rdpRequest }: Evidence): string {
  if (rdpRequest === undefined) return '';
  return rdpRequest.cookie === undefined
    ? 'behind RDP’s negotiation'
    : `behind RDP’s negotiation, with cookie ${quoted(rdpRequest.cookie)}`;
}

/** The step that a connection of another carrier had reached without a login; undefined: none. */
export function stepOfCarrier({ tls, rdpAnswer, httpRequest, rpcBind }: Evidence): string | undefined {
  if (httpRequest !== undefined) return 'A request without a login had been answered.';
  if (tls !== undefined) return 'TLS was established, and nothing that could be read had come in it.';
  if (rpcBind !== undefined) return 'An RPC bind without a login had come.';
  return rdpAnswer && 'RDP’s negotiation was done.';
}
