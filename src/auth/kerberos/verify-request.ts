import { ContextFlags } from '../../krb5/gss/authenticator-checksum.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import { sha256 } from '../../crypto/sha256.js';
import type { ApReq } from '../../krb5/messages/ap.js';
import type { DelegatedCredentials } from '../delegated-credentials.js';
import type { Identity } from '../identity.js';
import { MemoryAway } from '../memory-away.js';
import type { ReceivedRequest } from './accept-request.js';
import { type Authorization, readAuthorization } from './authorization.js';
import { checkAddress, checkService, checkTimes, checkTransited, realmOf } from './check-ticket.js';
import { isRefused, type Refused } from './checks.js';
import { checkBindings, type ContextRequest, readContextRequest } from './context-request.js';
import { readDelegation } from './delegation.js';
import { type PacFact, reportKerberos } from './facts.js';
import { authenticatorFact, claimOf, ticketFact } from './facts-of-request.js';
import { identityOfClient } from './identity.js';
import { mapPrincipal } from './map-principal.js';
import { openAuthenticator, type OpenedAuthenticator } from './open-authenticator.js';
import { type OpenedTicket, openTicket } from './open-ticket.js';
import type { ServiceKey } from './service-keys.js';
import { requireLogonInfo, type VerifiedPac, verifyPac } from './verify-pac.js';

/** An AP-REQ that passed every check, and is remembered, so that it passes no second time. */
export interface ProvedRequest {
  readonly ticket: OpenedTicket;
  readonly opened: OpenedAuthenticator;
  readonly wishes: ContextRequest;
  readonly authorization: Authorization;
  readonly identity: Identity;
}

/**
 * Verifies an AP-REQ (RFC 4120 3.2.3). The proof comes first: nothing that a ticket says is looked at before its sender
 * has shown that it knows the session key. The replay comes last: an authenticator that is refused for another reason
 * is refused for it again.
 */
export async function verifyRequest(
  received: ReceivedRequest,
  keys: readonly ServiceKey[],
): Promise<ProvedRequest | Refused> {
  const { settings, login, checks, request } = received;
  const { report } = login;
  const { etypes, policy, runtime } = settings;
  const ticket = openTicket(request.ticket.value, keys, etypes, checks);
  if (isRefused(ticket)) return ticket;
  report(claimOf(ticket));
  reportKerberos(report, ticketFact(ticket));
  const opened = openAuthenticator(request.authenticator, ticket, etypes, checks);
  if (isRefused(opened)) return opened;
  const now = runtime.now();
  reportKerberos(report, authenticatorFact(opened, skewOf(opened, now)));
  const refused =
    checkSkew(received, opened, now) ??
    checkTimes(ticket.part, policy, now, checks) ??
    checkAddress(ticket.part, login.peer, checks) ??
    checkService(request.ticket.value, servicesOf(received), keys, checks);
  if (refused) return refused;

  const wishes = readContextRequest(opened.authenticator, request, ticket.sessionKey, checks);
  if (isRefused(wishes)) return wishes;
  const authorization = readAuthorization(
    ticket.part.authorizationData,
    opened.authenticator.authorizationData,
    checks,
  );
  if (isRefused(authorization)) return authorization;
  reportKerberos(report, authenticatorFact(opened, skewOf(opened, now), wishes, authorization));
  const unbound = checkBindings(wishes, authorization, received.protection, checks);
  if (unbound) return unbound;
  const identity = await identify(received, ticket, opened, wishes, authorization, keys);
  if (isRefused(identity)) return identity;
  return (await admit(received, opened)) ?? { ticket, opened, wishes, authorization, identity };
}

/** The names of the services that a client may mean: those of the login in place of those of policy. */
function servicesOf({ settings: { policy, names }, protection: { serviceNames } }: ReceivedRequest) {
  return { services: serviceNames ?? policy.services, names };
}

/** The client's clock minus ours, in milliseconds. */
function skewOf({ authenticator: { ctime, cusec } }: OpenedAuthenticator, now: number): number {
  return ctime + Math.floor(cusec / 1000) - now;
}

function checkSkew(received: ReceivedRequest, opened: OpenedAuthenticator, now: number): Refused | undefined {
  const { settings, checks } = received;
  const skew = skewOf(opened, now);
  if (Math.abs(skew) <= settings.policy.maxClockSkewSeconds * 1000) {
    checks.passed('clock-skew');
    return undefined;
  }
  reportAnswer(received, skew);
  const seconds = Math.round(skew / 1000);
  return checks.failed('clock-skew', 'kerberos-clock-skew', `${seconds} seconds`, { seconds });
}

/** The client is sent our time, but only once. */
function reportAnswer({ login, retried }: ReceivedRequest, skewMilliseconds: number): void {
  if (!retried) reportKerberos(login.report, { kind: 'skew-answered', skewMilliseconds });
}

async function identify(
  { settings, login, checks }: ReceivedRequest,
  ticket: OpenedTicket,
  { subkey }: OpenedAuthenticator,
  { flags = 0, mutual, delegated }: ContextRequest,
  { pac: bytes }: Authorization,
  keys: readonly ServiceKey[],
): Promise<Identity | Refused> {
  const { part, sessionKey, serviceKey } = ticket;
  let delegatedCredentials: DelegatedCredentials | undefined;
  if (delegated !== undefined) {
    const read = readDelegation(delegated, sessionKey, subkey, checks);
    if (isRefused(read)) return read;
    delegatedCredentials = read;
  }
  const pac = bytes && verifyPac(bytes, ticket, checks);
  if (pac !== undefined && isRefused(pac)) return pac;
  reportKerberos(login.report, pacFact(pac));
  const unnamed = requireLogonInfo(pac?.logonInfo, serviceKey, keys, checks);
  if (unnamed) return unnamed;
  const untrusted = checkTransited(part, pac?.logonInfo, checks);
  if (untrusted) return untrusted;
  const client = { realm: part.crealm, name: part.cname };
  const ownRealm = realmOf(serviceKey);
  const { policy, domain } = settings;
  const realms = { ownRealm, domainRealm: domain?.realm };
  const mapped = mapPrincipal(client, pac?.logonInfo, realms, policy, checks);
  if (isRefused(mapped)) return mapped;
  const context = {
    mutual,
    delegated: delegatedCredentials !== undefined,
    identifyOnly: (flags & ContextFlags.IDENTIFY) !== 0,
  };
  const isOwn = client.realm === ownRealm;
  const byDomain = domain !== undefined && upperCaseUtf16(ownRealm ?? '') === domain.realm;
  const proved = {
    client,
    isOwn,
    byDomain,
    mapped,
    logonInfo: pac?.logonInfo,
    context,
    delegatedCredentials,
  };
  return identityOfClient(proved, settings, login.report, checks);
}

function pacFact(pac: VerifiedPac | undefined): PacFact {
  const info = pac?.logonInfo;
  return {
    kind: 'pac',
    form: info ? 'complete' : pac ? 'without-logon' : 'absent',
    groups: info ? info.groupIds.length + info.extraSids.length + info.resourceGroupIds.length : 0,
    upn: pac?.upn,
  };
}

/**
 * Remembers the authenticator, as long as its time is near enough. Two of one client with one time are two, where RFC
 * 4120 3.2.3 takes the second for a replay: only the client itself, which knows the session key, can make it.
 */
async function admit(received: ReceivedRequest, opened: OpenedAuthenticator): Promise<Refused | undefined> {
  const { settings, login, checks, request } = received;
  const { authenticator } = opened;
  const { replays, policy, runtime } = settings;
  const now = runtime.now();
  const until = authenticator.ctime + 1000 + policy.maxClockSkewSeconds * 1000;
  // An account store took so long that the memory may have forgotten the authenticator already.
  if (now > until) {
    reportAnswer(received, skewOf(opened, now));
    return checks.failed('replay', 'kerberos-clock-skew', 'the login took too long');
  }
  let admitted: unknown;
  try {
    admitted = await replays.admit(digestOf(request), until, now);
  } catch (error) {
    // A program's own memory may fail.
    const isAway = error instanceof MemoryAway;
    login.report({ kind: 'login-memory-failed', error, ...(isAway && { because: error.because }) });
    settings.onStoreFailure(error, 'login-memory');
    return isAway
      ? checks.failed('replay', error.reason, error.because)
      : checks.failed('replay', 'store-failed');
  }
  if (admitted === true) {
    checks.passed('replay');
    return undefined;
  }
  return replays.full === true
    ? checks.failed('replay', 'kerberos-replay-memory-full')
    : checks.failed('replay', 'kerberos-replayed', 'its authenticator was accepted before');
}

/** SHA-256 of an authenticator as it was received: without its session key nobody can make another of it. */
function digestOf({ authenticator }: ApReq): Buffer {
  return sha256(authenticator.cipher);
}
