import type { Account } from '../auth/accounts/account.js';
import { ipAddressBytes } from '../bytes/index.js';
import type { Runtime } from '../runtime.js';
import type { Attempt, AttemptEvent } from './attempt.js';
import { gatherEvidence } from './evidence.js';
import { explain } from './explain.js';
import { explainFailure, explainIncident, explainTree } from './explain-later.js';
import type { NtlmProofFailedFact } from './facts/ntlm.js';
import type { SignatureMaterial } from './facts/smb.js';
import type { AttemptRecord, FailureRecord, IncidentRecord, TreeRecord } from './record.js';
import type { SecondLook } from './second-look.js';
import { findSignatureMistake } from './signature-post-mortem.js';
import { findVariant } from './variants/find-variant.js';

/** For which peers a wrong password is tried again in mangled forms. */
export type VariantPolicy = 'loopback' | 'always' | 'never';

export interface DiagnosisOptions {
  readonly runtime: Runtime;
  /**
   * Default `loopback`: whoever reads the record learns how a password was mangled, and so a little about it; the
   * client never learns anything.
   */
  readonly variants?: VariantPolicy;
  /** Names of this server that a client may take for the domain. */
  readonly ownNames?: readonly string[];
  /** Other configured accounts, whose password may have been typed. */
  readonly otherAccounts?: () => Iterable<Account>;
  /** Names of the shares there are, one of which a client may have meant. */
  readonly shareNames?: () => Iterable<string>;
}

/** An {@link AttemptEvent} in words; the order is the same. */
export type DiagnosedEvent =
  | { readonly type: 'attempt' | 'attempt-completed'; readonly record: AttemptRecord }
  | { readonly type: 'tree'; readonly record: TreeRecord }
  | { readonly type: 'incident'; readonly record: IncidentRecord }
  | { readonly type: 'failure'; readonly record: FailureRecord };

/** Second looks in one second; somebody who guesses passwords must not be able to buy more of our time. */
const secondLooksPerSecond = 20;

/** Makes the function that turns events into words; keep one for each server. */
export function createDiagnosis(options: DiagnosisOptions): (event: AttemptEvent) => DiagnosedEvent {
  const budget = new Budget(options.runtime);
  /** The look belongs to `attempt` and `attempt-completed` alike, which follow each other for a refused login. */
  let latest: { readonly id: number; readonly look: SecondLook } | undefined;
  const lookAgain = (attempt: Attempt): SecondLook => {
    if (latest?.id === attempt.id && latest.look.variants !== undefined) return latest.look;
    latest = { id: attempt.id, look: takeSecondLook(attempt, options, budget) };
    return latest.look;
  };
  return (event) => {
    switch (event.type) {
      case 'attempt':
      case 'attempt-completed':
        return { type: event.type, record: explain(event.attempt, lookAgain(event.attempt)) };
      case 'tree':
        return {
          type: 'tree',
          record: explainTree(event.attempt, event.tree, options.runtime.now(), options.shareNames?.()),
        };
      case 'failure':
        return {
          type: 'failure',
          record: explainFailure(event.attempt, event.failure, event, options.runtime.now()),
        };
      case 'incident': {
        const { material } = event.incident.kind === 'signature-invalid' ? event.incident : {};
        const look =
          isShort(material) && budget.take() ? { signature: findSignatureMistake(material, undefined) } : {};
        return {
          type: 'incident',
          record: explainIncident(event.attempt, event.incident, event, options.runtime.now(), look),
        };
      }
    }
  };
}

function takeSecondLook(attempt: Attempt, options: DiagnosisOptions, budget: Budget): SecondLook {
  const { proofFailed, proof, signatureInvalid } = gatherEvidence(attempt);
  const { ownNames = [], otherAccounts, variants = 'loopback' } = options;
  if (proofFailed) {
    if (!isAllowed(variants, attempt.connection.remote.address)) {
      return variants === 'loopback' ? { untried: 'not-loopback' } : {};
    }
    if (!isUsual(proofFailed) || !budget.take()) return {};
    return {
      variants: findVariant(proofFailed, { ownNames, otherAccounts: [...(otherAccounts?.() ?? [])] }),
    };
  }
  if (isShort(signatureInvalid?.material) && budget.take()) {
    return { signature: findSignatureMistake(signatureInvalid.material, proof?.keyExchangeKey) };
  }
  return {};
}

/** A look costs a hundred hashes of what the peer sent: more than any client sends is not worth the time. */
const usualNamesLength = 1024;
const usualResponseLength = 4096;
const shortMessageLength = 65536;

function isUsual({ user, domain, ntResponse, lmResponse }: NtlmProofFailedFact): boolean {
  const provesNothing = ntResponse.length < 24 && lmResponse.length < 24;
  if (provesNothing) return false;
  return user.length + domain.length <= usualNamesLength && ntResponse.length <= usualResponseLength;
}

function isShort(material: SignatureMaterial | undefined): material is SignatureMaterial {
  return material !== undefined && material.message.length <= shortMessageLength;
}

function isAllowed(policy: VariantPolicy, address: string): boolean {
  return policy === 'always' || (policy === 'loopback' && isLoopback(address));
}

/** 127.0.0.0/8 and ::1. */
function isLoopback(address: string): boolean {
  const bytes = ipAddressBytes(address);
  return bytes.length === 4 ? bytes[0] === 127 : bytes.equals(ipAddressBytes('::1'));
}

class Budget {
  readonly #runtime: Runtime;
  #left = secondLooksPerSecond;
  #since: number;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#since = runtime.monotonic();
  }

  take(): boolean {
    const now = this.#runtime.monotonic();
    if (now - this.#since >= 1000) {
      this.#since = now;
      this.#left = secondLooksPerSecond;
    }
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}
