import { isLoopback } from '../bytes/index.js';
import { AddressBudgets } from './address-budgets.js';
import type { Attempt, AttemptEvent } from './recorded-attempt.js';
import type { DiagnosisOptions } from './diagnose.js';
import type { FailedProof } from '../auth/mechanism-words.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import type { Fact } from '../facts/fact.js';
import type { SignatureMaterial } from '../facts/smb.js';
import { defaultDiagnosisPolicy, type VariantPolicy } from './policy.js';
import type { Search } from './search.js';
import type { SecondLook, Untried } from './second-look.js';
import { searchSignatureMistakes } from './signature-post-mortem.js';
import { idleTry, isOfAccount, searchTries, searchVariants } from './variants/find-variant.js';
import { searchNames } from './variants/near-names.js';
import { RecentFindings } from './variants/recent-findings.js';

/** A second look at an event, and the bytes that the event holds until then. */
export interface LookAgain {
  readonly look?: () => Search<SecondLook> | SecondLook;
  readonly bytes: number;
}

/** Bytes that an event holds besides its names and responses. */
export const bytesOfEvent = 2048;

/** Limits beyond which no search is made: no client sends such names and responses, and long messages cost much. */
const usualUserLength = 256;
const usualNamesLength = 1024;
const usualResponseLength = 4096;
const usualMessageLength = 65536;

/** Makes the function that decides which second look an event needs. It keeps the budgets of one server. */
export function createLookAgain(
  options: DiagnosisOptions,
): (event: AttemptEvent, evidenceOf: (attempt: Attempt) => Evidence) => LookAgain {
  const { runtime, ownNames = [], knownAccounts } = options;
  const { variants = defaultDiagnosisPolicy.variants } = options;
  const { variantsPerSecond = defaultDiagnosisPolicy.variantsPerSecond } = options;
  const budgets = new AddressBudgets(variantsPerSecond, () => runtime.monotonic());
  const recent = new RecentFindings();
  /** `attempt` and `attempt-completed` of a refused login share their facts, so they share the second look. */
  const found = new WeakMap<readonly Fact[], SecondLook>();

  const searchLogin = (evidence: Evidence, failed: FailedProof): Search<SecondLook> | SecondLook => {
    const accounts = knownAccounts?.();
    if (isOfAccount(failed)) {
      const context = { ownNames, otherAccounts: accounts ?? [], recent };
      return lookAtProof(searchVariants(failed, context), failed);
    }
    if (accounts === undefined) return { untried: 'no-list' };
    return lookAtName(searchNames(failed, evidence.account?.name ?? failed.user, accounts), failed);
  };

  const lookAtLogin = (evidence: Evidence, failed: FailedProof, address: string, facts: readonly Fact[]) => {
    const before = found.get(facts);
    if (before !== undefined) return before;
    const untried = whyNot(variants, failed, address) ?? (budgets.allows(address) ? undefined : 'budget');
    // Such a proof is not searched, because no password would make it right.
    const search =
      untried === undefined && failed.impossible === undefined ? searchLogin(evidence, failed) : {};
    const kept = keeping(untried === undefined ? search : { untried }, (look) => found.set(facts, look));
    return 'next' in kept ? spending(kept, (tries) => budgets.spend(address, tries)) : kept;
  };

  const lookAtSignature = (
    material: SignatureMaterial | undefined,
    evidence: Evidence,
    address: string,
  ): LookAgain => {
    if (material === undefined || material.message.length > usualMessageLength)
      return { bytes: bytesOfEvent };
    return {
      bytes: bytesOfEvent + material.message.length,
      look: () => {
        if (!budgets.allows(address)) return { untried: 'budget' };
        const keys = saidByMechanism(evidence, (words, login) =>
          words.mistakenKeys?.(login, material.sessionKey),
        );
        const search = lookForMistake(searchSignatureMistakes(material, keys));
        return spending(search, (tries) => budgets.spend(address, tries));
      },
    };
  };

  return (event, evidenceOf) => {
    const { attempt } = event;
    const { address } = attempt.connection.remote;
    switch (event.type) {
      case 'tree':
      case 'failure':
        return { bytes: bytesOfEvent };
      case 'incident': {
        const { incident } = event;
        const material = incident.kind === 'signature-invalid' ? incident.material : undefined;
        return lookAtSignature(material, evidenceOf(attempt), address);
      }
      case 'attempt':
      case 'attempt-completed': {
        const evidence = evidenceOf(attempt);
        const failed = saidByMechanism(evidence, (words, login) => words.failedProof?.(login));
        if (failed === undefined) {
          const refusedTicket =
            attempt.verdict === undefined ? options.refusedTicket?.(address, attempt.startedAt) : undefined;
          if (refusedTicket !== undefined) return { bytes: bytesOfEvent, look: () => ({ refusedTicket }) };
          return lookAtSignature(evidence.signatureInvalid?.material, evidence, address);
        }
        const { user, domain } = failed;
        const bytes = bytesOfEvent + failed.length + 2 * (user.length + domain.length);
        if (user === '') return { bytes };
        return { bytes, look: () => lookAtLogin(evidence, failed, address, attempt.loginFacts) };
      }
    }
  };
}

/** The reason for not searching a login that does not depend on its budget. */
function whyNot(policy: VariantPolicy, failed: FailedProof, address: string): Untried | undefined {
  if (policy === 'never') return 'never';
  if (policy !== 'always' && !isLoopback(address)) return 'not-loopback';
  const { user, domain, workstation, length } = failed;
  const names = user.length + domain.length + workstation.length;
  const usual = user.length <= usualUserLength && names <= usualNamesLength && length <= usualResponseLength;
  return usual ? undefined : 'too-long';
}

function* lookAtProof(search: ReturnType<typeof searchVariants>, failed: FailedProof): Search<SecondLook> {
  const [variants, tries] = yield* counted(search);
  if (variants.finding === undefined) yield* idle(searchTries - tries, failed);
  return { variants };
}

function* lookAtName(search: ReturnType<typeof searchNames>, failed: FailedProof): Search<SecondLook> {
  const [names, tries] = yield* counted(search);
  if (names.finding?.proved !== true) yield* idle(searchTries - tries, failed);
  return { names };
}

function* lookForMistake(search: ReturnType<typeof searchSignatureMistakes>): Search<SecondLook> {
  return { signature: yield* search };
}

/**
 * Spends the tries that a full search would. The load of the server must not reveal whether an account exists, or how
 * long its password is.
 */
function* idle(tries: number, failed: FailedProof): Search<void> {
  for (let i = 0; i < tries; i++) {
    idleTry.matches(failed);
    yield 1;
  }
}

function* counted<Result>(search: Search<Result>): Search<[Result, tries: number]> {
  let tries = 0;
  for (;;) {
    const step = search.next();
    if (step.done === true) return [step.value, tries];
    tries += step.value;
    yield step.value;
  }
}

function* spending<Result>(search: Search<Result>, spend: (tries: number) => void): Search<Result> {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    spend(step.value);
    yield step.value;
  }
}

function keeping(
  look: Search<SecondLook> | SecondLook,
  keep: (look: SecondLook) => void,
): Search<SecondLook> | SecondLook {
  if (!('next' in look)) {
    keep(look);
    return look;
  }
  return (function* () {
    const result = yield* look;
    keep(result);
    return result;
  })();
}
