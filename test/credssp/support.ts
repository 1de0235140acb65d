import assert from 'node:assert/strict';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import type { Mechanism } from '../../src/auth/mechanism.js';
import {
  createCredSspAcceptor,
  passwordVerifier,
  type CredSspAcceptor,
  type CredSspStep,
} from '../../src/credssp/index.js';
import type { CredSspOptions } from '../../src/credssp/create-acceptor.js';
import type { Fact } from '../../src/facts/fact.js';
import { CredSspClient, type CredSspClientOptions, type Exchange } from '../support/credssp-client.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { type GssClient, ntlmTokens } from '../support/gss-clients.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { account, type PolicyChange, policyWith, storeOf } from '../support/ntlm-login.js';

/** The content of a SubjectPublicKey, as far as its length and its first byte matter. */
export const serverKey = Buffer.concat([Buffer.from('3082010a02820101', 'hex'), Buffer.alloc(262, 0x4b)]);

export const accounts = storeOf(account('User'), account('Other', { password: 'Another' }));

export function ntlmMechanism(policy: PolicyChange = {}): Mechanism {
  return createNtlmMechanism({
    accounts,
    policy: policyWith(policy),
    names: { netbiosName: 'SERVER', dnsName: 'server.example', netbiosDomain: 'LAB', dnsDomain: 'example' },
    runtime: new FixedRuntime(),
  });
}

function usualOptions(): CredSspOptions {
  return {
    mechanisms: [ntlmMechanism()],
    subjectPublicKey: serverKey,
    verifyPassword: passwordVerifier(accounts),
  };
}

/** A server's side, the facts of its logins and its steps. */
export class CredSspServer {
  readonly facts: Fact[] = [];
  readonly steps: CredSspStep[] = [];
  readonly acceptor: CredSspAcceptor;

  readonly options: CredSspOptions;

  /** @param usual the options that `options` changes */
  constructor(options: Partial<CredSspOptions> = {}, usual: CredSspOptions = usualOptions()) {
    this.options = { ...usual, ...options };
    this.acceptor = createCredSspAcceptor({ ...this.options, report: (fact) => this.facts.push(fact) });
  }

  readonly exchange: Exchange = async (request) => {
    const step = await this.acceptor.step(request);
    this.steps.push(step);
    return 'answer' in step ? step.answer : undefined;
  };

  get last(): CredSspStep | undefined {
    return this.steps.at(-1);
  }

  /** Asserts that the last step refuses for a reason, and gives its detail. */
  refused(reason: string): string {
    const { last } = this;
    assert.ok(last?.kind === 'rejected', last?.kind);
    assert.equal(last.reason, reason);
    return last.detail ?? '';
  }

  /** Names of the checks with that outcome, in order. */
  checks(outcome: 'passed' | 'failed'): string[] {
    return this.facts.flatMap((fact) =>
      fact.kind === 'check' && fact.outcome === outcome && fact.check.startsWith('credssp-')
        ? [fact.check]
        : [],
    );
  }
}

export function ntlm(options: NtlmClientOptions = {}): GssClient {
  return ntlmTokens(new NtlmClient(options));
}

/** A client of {@link serverKey}. */
export function clientOf(
  gss: GssClient = ntlm(),
  options: Partial<CredSspClientOptions> = {},
): CredSspClient {
  return new CredSspClient(gss, { subjectPublicKey: serverKey, ...options });
}
