import assert from 'node:assert/strict';
import type { Account, AccountStore } from '../../src/auth/account.js';
import { NtlmAcceptor } from '../../src/auth/ntlm/acceptor.js';
import { type NtlmFact, ntlmFactOf } from '../../src/auth/ntlm/facts.js';
import { ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { createSettings, type NtlmOptions, type NtlmSettings } from '../../src/auth/ntlm/settings.js';
import type { Step } from '../../src/auth/mechanism.js';
import { type AuthPolicy, defaultAuthPolicy, type NtlmPolicy } from '../../src/auth/policy.js';
import type { Fact } from '../../src/facts/fact.js';
import { FixedRuntime } from './fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions } from './ntlm-client.js';

/** An account as a test describes it; the password is `Password` unless it says otherwise. */
export function account(name: string, rest: Partial<Account> = {}): Account {
  const password = rest.password ?? 'Password';
  return { name, ntHash: ntowfV1(password), password, groups: [], status: 'enabled', ...rest };
}

export function storeOf(...accounts: Account[]): AccountStore {
  return {
    find: (name) => Promise.resolve(accounts.find((each) => each.name.toUpperCase() === name.toUpperCase())),
  };
}

/** The parts of a policy that a test changes. */
export type PolicyChange = Partial<Omit<AuthPolicy, 'ntlm'>> & { readonly ntlm?: Partial<NtlmPolicy> };

export function policyWith(change: PolicyChange = {}): AuthPolicy {
  return { ...defaultAuthPolicy, ...change, ntlm: { ...defaultAuthPolicy.ntlm, ...change.ntlm } };
}

/** A server's side of NTLM on a fixed runtime, with one account `User`. */
export class NtlmServer {
  readonly runtime: FixedRuntime;
  readonly settings: NtlmSettings;
  /** All reported facts, in order. */
  readonly facts: Fact[] = [];

  constructor(
    options: Partial<Omit<NtlmOptions, 'policy' | 'runtime'>> & {
      readonly policy?: PolicyChange;
      readonly runtime?: FixedRuntime;
      readonly settings?: Partial<NtlmSettings>;
    } = {},
  ) {
    const { settings, policy, runtime = new FixedRuntime(), ...rest } = options;
    this.runtime = runtime;
    const complete: NtlmOptions = {
      accounts: storeOf(account('User')),
      names: {
        netbiosName: 'SERVER',
        dnsName: 'server.example',
        netbiosDomain: 'SERVER',
        dnsDomain: 'example',
      },
      ...rest,
      runtime,
      policy: policyWith(policy),
    };
    this.settings = { ...createSettings(complete), ...settings };
  }

  acceptor(): NtlmAcceptor {
    return new NtlmAcceptor(this.settings, { report: (fact) => this.facts.push(fact), carrier: 'smb' });
  }

  /** A whole login; `tamper` changes the AUTHENTICATE after the client has made it. */
  async login(
    client: NtlmClient | NtlmClientOptions,
    tamper: (authenticate: Buffer) => Buffer = (message) => message,
  ): Promise<Step> {
    const scripted = client instanceof NtlmClient ? client : new NtlmClient(client);
    const acceptor = this.acceptor();
    const challenge = await acceptor.step(scripted.negotiateMessage);
    if (challenge.kind !== 'continue') return challenge;
    return acceptor.step(tamper(scripted.authenticate(challenge.token)));
  }

  /** The first fact of a kind. */
  fact<Kind extends Fact['kind']>(kind: Kind): Extract<Fact, { kind: Kind }> | undefined {
    return this.facts.find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  }

  /** The first fact of NTLM's own of a kind. */
  ntlmFact<Kind extends NtlmFact['kind']>(kind: Kind): Extract<NtlmFact, { kind: Kind }> | undefined {
    return this.facts
      .map(ntlmFactOf)
      .find((fact): fact is Extract<NtlmFact, { kind: Kind }> => fact?.kind === kind);
  }

  /** Names of the checks with that outcome, in order. */
  checks(outcome: 'passed' | 'failed'): string[] {
    return this.facts.flatMap((fact) =>
      fact.kind === 'check' && fact.outcome === outcome ? [fact.check] : [],
    );
  }
}

export type Accepted = Extract<Step, { kind: 'accepted' }>;

export function assertAccepted(step: Step): asserts step is Accepted {
  assert.equal(step.kind, 'accepted', step.kind === 'rejected' ? step.reason : step.kind);
}

export function reasonOf(step: Step): string {
  return step.kind === 'rejected' ? step.reason : step.kind;
}
