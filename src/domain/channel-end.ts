import { NtStatus, ntStatusName } from '../constants/nt-status.js';
import type { ChannelFailure } from '../netlogon/index.js';
import type { StoreRefusal } from '../auth/proof-question.js';
import { isError } from '../values/realm.js';

/** The end of a channel, or of the attempt to make one. */
export interface ChannelEnd {
  /** `replaced`: another program with the same machine account has made a channel, which ends ours. */
  readonly cause: 'unreachable' | 'machine-account-refused' | 'not-trusted' | 'replaced';
  /** A clause after the controller's name, without secrets: `refused the connection (ECONNREFUSED)`. */
  readonly words: string;
}

/** The refusal of a login that the end of a channel leaves without an answer. */
export function refusalOfEnd({ cause }: ChannelEnd): StoreRefusal {
  switch (cause) {
    case 'machine-account-refused':
    case 'replaced':
      return 'machine-account-refused';
    case 'not-trusted':
      return 'controller-not-trusted';
    case 'unreachable':
      return 'no-logon-server';
  }
}

/** Statuses and faults with which a controller meets a session key that is not the one it has stored. */
const ofAnotherKey: readonly number[] = [
  // ERROR_ACCESS_DENIED and RPC_S_SEC_PKG_ERROR as faults.
  5,
  0x721,
  NtStatus.STATUS_ACCESS_DENIED,
];

/** The calls before a controller has stored a session key. */
const beforeKey: readonly string[] = ['ept_map', 'NetrServerReqChallenge', 'NetrServerAuthenticate3'];

/**
 * The words for a failure of the channel's own.
 *
 * @param account of the machine, such as `FILES$`
 */
export function endOfFailure(failure: ChannelFailure, account: string): ChannelEnd {
  switch (failure.kind) {
    case 'machine-account-refused':
      return {
        cause: 'machine-account-refused',
        words: `${whyRefused(failure.status, account)} (${ntStatusName(failure.status)})`,
      };
    case 'impostor':
      return {
        cause: 'not-trusted',
        words: `does not prove that it knows the password of ${account}: ${failure.detail}`,
      };
    case 'downgraded':
      return {
        cause: 'not-trusted',
        words: `asks for weaker protection than this server takes: ${failure.detail}`,
      };
    case 'bind-refused':
      return { cause: 'unreachable', words: bindWords(failure) };
    case 'refused':
      return endOfRefused(failure, account);
    case 'malformed':
      return {
        cause: 'unreachable',
        words: `gives an answer that cannot be understood: ${failure.detail}`,
      };
    case 'lost':
      return { cause: 'unreachable', words: `has ended the connection: ${failure.detail}` };
  }
}

/** STATUS_ACCESS_DENIED says that the key is another, and the others that the account is none (3.5.4.4.2). */
function whyRefused(status: number, account: string): string {
  return status === NtStatus.STATUS_ACCESS_DENIED
    ? `refuses the machine account ${account}: its password is another in the domain`
    : `refuses the machine account ${account}: the domain has no such account, or it may not be used`;
}

/** Controllers refuse the security context of a domain that has another NetBIOS name than theirs. */
function bindWords({ connection, port, reason }: Extract<ChannelFailure, { kind: 'bind-refused' }>): string {
  return connection === 'sealed'
    ? `refuses the secure channel on port ${port} (bind, reason ${reason}): the NetBIOS name of its domain may be another than domain.name`
    : `refuses the bind on port ${port} (reason ${reason}), as a program does that is no domain controller`;
}

function endOfRefused(
  { step, status }: { readonly step: string; readonly status: number },
  account: string,
): ChannelEnd {
  const answer = `answers ${step} with ${ntStatusName(status)}`;
  if (!ofAnotherKey.includes(status) || beforeKey.includes(step)) {
    return { cause: 'unreachable', words: answer };
  }
  return {
    cause: 'replaced',
    words: `${answer}: another program that uses the machine account ${account} has replaced the key of this channel`,
  };
}

/** The end of a socket before the channel has said anything. */
export function endOfSocket(error: unknown, port: number): ChannelEnd {
  const code = codeOf(error);
  const words = socketWords.get(code) ?? 'cannot be reached';
  return { cause: 'unreachable', words: `${words} on port ${port} (${code})` };
}

const socketWords: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'refuses the connection'],
  ['ECONNRESET', 'has ended the connection'],
  ['EPIPE', 'has ended the connection'],
  ['ETIMEDOUT', 'does not answer'],
  ['EHOSTUNREACH', 'cannot be reached'],
  ['ENETUNREACH', 'cannot be reached'],
]);

/** The end of an attempt whose host has no address. */
export function endOfName(error: unknown, host: string): ChannelEnd {
  return { cause: 'unreachable', words: `cannot be found: ${nameWords(error, host)}` };
}

/** A clause on a name that DNS, or the system, does not resolve. */
export function nameWords(error: unknown, name: string): string {
  const code = codeOf(error);
  const why = dnsWords.get(code) ?? 'does not resolve';
  return `the name ${name} ${why} (${code})`;
}

/** The code alone: a message may quote anything. */
function codeOf(error: unknown): string {
  return isError(error) && 'code' in error ? String(error.code) : 'unknown error';
}

const dnsWords: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'does not resolve: DNS does not know it'],
  ['ENODATA', 'does not resolve: DNS has no such record of it'],
  ['ETIMEOUT', 'does not resolve: no DNS server answers'],
  ['ECONNREFUSED', 'does not resolve: the DNS server refuses the question'],
  ['ESERVFAIL', 'does not resolve: the DNS server fails'],
  ['EREFUSED', 'does not resolve: the DNS server refuses the question'],
  ['EAI_AGAIN', 'does not resolve: no DNS server answers'],
  ['ECANCELLED', 'does not resolve: no DNS server answers in time'],
]);

/** A length of time in words, from milliseconds: `2.9 seconds`. */
export function secondsText(milliseconds: number): string {
  return `${Math.max(0.1, Math.round(milliseconds / 100) / 10)} seconds`;
}
