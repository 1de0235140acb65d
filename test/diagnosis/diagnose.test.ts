import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../src/auth/accounts/nt-hash.js';
import { ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { ntowfV2, ntProofStr } from '../../src/auth/ntlm/ntlm-v2.js';
import type { Attempt } from '../../src/diagnosis/attempt.js';
import { createDiagnosis, type DiagnosisOptions } from '../../src/diagnosis/diagnose.js';
import type { NtlmProofFailedFact } from '../../src/diagnosis/facts/ntlm.js';
import type { AttemptRecord } from '../../src/diagnosis/record.js';
import { NtStatus } from '../../src/nt-status.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

const serverChallenge = Buffer.alloc(8, 1);

/** A login with a line feed behind the password. */
function mangled(change: { user?: string; domain?: string; temp?: number } = {}): NtlmProofFailedFact {
  const { user = 'alice', domain = '', temp = 60 } = change;
  const rest = Buffer.alloc(temp);
  const proof = ntProofStr(ntowfV2(ntowfV1('secret\n'), user, domain), serverChallenge, rest);
  return {
    kind: 'ntlm-proof-failed',
    account: {
      name: 'alice',
      password: 'secret',
      ntHash: ntHashOfPassword('secret'),
      groups: [],
      status: 'enabled',
    },
    user,
    domain,
    agreedFlags: 0,
    serverChallenge,
    ntResponse: Buffer.concat([proof, rest]),
    lmResponse: Buffer.alloc(24),
  };
}

function attemptOf(id: number, address: string, fact: NtlmProofFailedFact): Attempt {
  return {
    id,
    connection: { id, remote: { address, port: 50000 }, local: { address, port: 445 } },
    login: { purpose: 'new', sessionId: 1n, previousSessionId: 0n, securityMode: 1 },
    startedAt: 0,
    duration: 0,
    connectionFacts: [],
    loginFacts: [fact],
    verdict: { outcome: 'rejected', reason: 'wrong-password', status: NtStatus.STATUS_LOGON_FAILURE },
    afterwards: [],
    end: undefined,
  };
}

function diagnosed(
  attempts: readonly Attempt[],
  options: Partial<DiagnosisOptions> = {},
  runtime = new FixedRuntime(),
): AttemptRecord[] {
  const diagnose = createDiagnosis({ runtime, ...options });
  return attempts.map((attempt) => {
    const event = diagnose({ type: 'attempt', attempt });
    assert.ok(event.type === 'attempt');
    return event.record;
  });
}

describe('the second look at a wrong password', () => {
  const reasonFrom = (address: string, variants?: DiagnosisOptions['variants']) =>
    diagnosed([attemptOf(1, address, mangled())], variants && { variants })[0]?.reason;

  it('is for logins from this machine, unless diagnosis.variants says otherwise', () => {
    for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      assert.equal(reasonFrom(address), 'mangled-password', address);
      assert.equal(reasonFrom(address, 'never'), 'wrong-password', address);
    }
    for (const address of ['192.0.2.1', '128.0.0.1', '2001:db8::1', '::ffff:192.0.2.1']) {
      assert.equal(reasonFrom(address), 'wrong-password', address);
      assert.equal(reasonFrom(address, 'always'), 'mangled-password', address);
    }
  });

  it('says where it was not taken, and how to have it', () => {
    const [record] = diagnosed([attemptOf(1, '192.0.2.1', mangled())]);
    assert.match(record?.explanation ?? '', /logins from this machine only, unless diagnosis\.variants/);
    const [never] = diagnosed([attemptOf(1, '192.0.2.1', mangled())], { variants: 'never' });
    assert.doesNotMatch(never?.explanation ?? '', /diagnosis\.variants/);
  });

  it('is taken twenty times in a second, and again in the next', () => {
    const runtime = new FixedRuntime();
    const many = Array.from({ length: 25 }, (_, i) => attemptOf(i, '127.0.0.1', mangled()));
    const diagnose = createDiagnosis({ runtime });
    const found = (): number =>
      many.filter((attempt) => {
        const event = diagnose({ type: 'attempt', attempt });
        return event.type === 'attempt' && event.record.reason === 'mangled-password';
      }).length;
    assert.equal(found(), 20);
    assert.equal(found(), 0);
    runtime.advance(1000);
    assert.equal(found(), 20);
  });

  it('is not taken at names and responses so long that it would cost the others their time', () => {
    for (const change of [{ domain: 'd'.repeat(30_000) }, { temp: 60_000 }]) {
      const [record] = diagnosed([attemptOf(1, '127.0.0.1', mangled(change))]);
      assert.equal(record?.reason, 'wrong-password');
    }
  });
});
