import assert from 'node:assert/strict';
import type { AttemptRecord, TreeRecord } from '../../src/diagnosis/attempt-record.js';
import type { FaultStep } from '../../src/faults/fault.js';
import type { FaultEvent } from '../../src/server/options.js';
import type { Expectation, ScorecardCase, Variant } from '../../src/scorecard/case.js';
import type { ClientEnd } from '../../src/scorecard/client.js';
import { judge } from '../../src/scorecard/judge.js';
import type { Trial } from '../../src/scorecard/try-client.js';

const well: ClientEnd = { how: 'ended', code: 0, milliseconds: 5, output: '' };
const failed: ClientEnd = { ...well, code: 1 };
const hung: ClientEnd = { how: 'timed-out', milliseconds: 9000, output: '' };
const killed: ClientEnd = { how: 'killed', signal: 'SIGSEGV', milliseconds: 5, output: '' };

type Steps = Partial<Record<FaultStep, number>>;

const negotiation = {
  offeredDialects: ['2.1', '3.1.1'],
  offeredCiphers: ['AES-128-GCM'],
  offeredSigningAlgorithms: ['AES-CMAC'],
  dialect: '3.1.1',
  cipher: 'AES-128-GCM',
  signingAlgorithm: undefined,
};

function attempt(verdict: 'accepted' | 'refused', reason: string, used = 'signed'): AttemptRecord {
  const identity = verdict === 'accepted' ? { kind: 'user' } : undefined;
  const login = { mechanism: 'NTLM', offeredMechanisms: ['NTLM'] };
  return {
    verdict,
    reason,
    identity,
    negotiation,
    login,
    explanation: 'So it was.',
    protection: identity && { used },
  } as unknown as AttemptRecord;
}

const accepted = attempt('accepted', 'accepted');

function trial(
  end: ClientEnd,
  {
    attempts = [accepted],
    trees = [],
    steps = { 'tree-connect': 1, create: 1 },
    after,
  }: { attempts?: AttemptRecord[]; trees?: string[]; steps?: Steps; after?: Steps } = {},
): Trial {
  const map = (counts: Steps) => new Map(Object.entries(counts) as [FaultStep, number][]);
  return {
    end,
    evidence: {
      attempts,
      trees: trees.map((reason) => ({ reason }) as TreeRecord),
      incidents: [],
      faults: after === undefined ? [] : [{ name: 'f' } as FaultEvent],
      steps: map(steps),
      stepsAfterFault: after && map(after),
    },
  };
}

const usual = trial(well);

function caseOf(expects: Expectation, more: Partial<ScorecardCase> = {}): ScorecardCase {
  const words = { title: 't', section: 's', imitates: 'i', why: 'w' };
  return { id: 'g/c', group: 'attacks', expects, ...words, carriers: ['smb'], setting: {}, ...more };
}

function verdictOf(one: ScorecardCase, of: Trial): string {
  return judge(one, of, usual).verdict;
}

describe('the judge: a good server', () => {
  const succeeds = (variant: Variant = {}) => caseOf('succeeds', { variant });

  it('secure: logged in, did its work, exit code 0', () => {
    assert.equal(verdictOf(succeeds({ dialect: '3.1.1', protection: 'signed' }), trial(well)), 'secure');
  });

  it('broken: an error, a login that failed, or work not done', () => {
    assert.equal(verdictOf(succeeds(), trial(failed)), 'broken');
    assert.equal(verdictOf(succeeds(), trial(well, { attempts: [] })), 'broken');
    assert.equal(verdictOf(succeeds(), trial(well, { steps: { 'tree-connect': 1 } })), 'broken');
  });

  it('not applicable: what the client does not offer, or did not use', () => {
    const refused = trial(failed, { attempts: [attempt('refused', 'no-common-dialect')] });
    assert.equal(verdictOf(succeeds({ dialect: '3.0' }), refused), 'not-applicable');
    assert.equal(verdictOf(succeeds({ cipher: 'AES-256-CCM' }), refused), 'not-applicable');
    assert.equal(verdictOf(succeeds({ signingAlgorithm: 'AES-GMAC' }), refused), 'not-applicable');
    assert.equal(verdictOf(succeeds({ mechanism: 'Kerberos' }), refused), 'not-applicable');
    assert.equal(verdictOf(succeeds({ dialect: '2.1' }), trial(well)), 'not-applicable');
    assert.equal(verdictOf(succeeds({ protection: 'encrypted' }), trial(well)), 'not-applicable');
  });

  it('broken: what the client offers and cannot use', () => {
    const refused = trial(failed, { attempts: [attempt('refused', 'signature-invalid')] });
    assert.equal(verdictOf(succeeds({ dialect: '2.1' }), refused), 'broken');
  });

  it('hung, crashed', () => {
    assert.equal(verdictOf(succeeds(), trial(hung)), 'hung');
    assert.equal(verdictOf(succeeds(), trial(killed)), 'crashed');
    assert.equal(verdictOf(succeeds(), trial({ ...failed, crash: 'Traceback' })), 'crashed');
  });
});

describe('the judge: a refusal', () => {
  const reports = caseOf('reports', { reasons: ['wrong-password', 'share-not-found'] });
  const refused = (count: number) =>
    Array.from({ length: count }, () => attempt('refused', 'wrong-password'));

  it('secure: it ends with an error', () => {
    assert.equal(verdictOf(reports, trial(failed, { attempts: refused(1) })), 'secure');
    assert.equal(
      verdictOf(reports, trial(failed, { attempts: [accepted], trees: ['share-not-found'] })),
      'secure',
    );
  });

  it('broken: it says that all went well, or tries too often', () => {
    assert.equal(verdictOf(reports, trial(well, { attempts: refused(1) })), 'broken');
    assert.equal(verdictOf(reports, trial(failed, { attempts: refused(3) })), 'secure');
    const often = judge(reports, trial(failed, { attempts: refused(4) }), usual);
    assert.equal(often.verdict, 'broken');
    assert.match(often.because, /4 times/);
  });

  it('not reached: another refusal, or none', () => {
    assert.equal(verdictOf(reports, trial(failed, { attempts: [] })), 'not-reached');
    assert.equal(
      verdictOf(reports, trial(failed, { attempts: [attempt('refused', 'smb1-only')] })),
      'not-reached',
    );
  });
});

describe('the judge: an attack', () => {
  const refuses = caseOf('refuses', { beyond: ['create', 'read'] });

  it('secure: it did not go on, and says so', () => {
    assert.equal(verdictOf(refuses, trial(failed, { after: { 'tree-connect': 1 } })), 'secure');
  });

  it('insecure: it went on, however it ended', () => {
    for (const end of [well, failed, hung, killed]) {
      const { verdict, because } = judge(refuses, trial(end, { after: { read: 2 } }), usual);
      assert.equal(verdict, 'insecure');
      assert.match(because, /read twice/);
    }
  });

  it('insecure: it says that all went well', () => {
    assert.equal(verdictOf(refuses, trial(well, { after: {} })), 'insecure');
  });

  it('hung and crashed without going on', () => {
    assert.equal(verdictOf(refuses, trial(hung, { after: {} })), 'hung');
    assert.equal(verdictOf(refuses, trial(killed, { after: {} })), 'crashed');
  });

  it('never secure without the fault', () => {
    assert.equal(verdictOf(refuses, trial(well)), 'not-reached');
    assert.equal(verdictOf(refuses, trial(failed)), 'not-reached');
    assert.equal(verdictOf(refuses, trial(hung)), 'hung');
  });
});

describe('the judge: what is to be borne, or to fail cleanly', () => {
  it('bears: secure with its work done, broken otherwise', () => {
    const bears = caseOf('bears');
    assert.equal(verdictOf(bears, trial(well, { after: {} })), 'secure');
    assert.equal(verdictOf(bears, trial(failed, { after: {} })), 'broken');
    assert.equal(verdictOf(bears, trial(well, { after: {}, steps: {} })), 'broken');
    assert.equal(verdictOf(bears, trial(hung, { after: {} })), 'hung');
    assert.equal(verdictOf(bears, trial(well)), 'not-reached');
  });

  it('fails cleanly: an error, or its work done; broken where it only says so', () => {
    const fails = caseOf('fails-cleanly');
    assert.equal(verdictOf(fails, trial(failed, { after: {} })), 'secure');
    assert.equal(verdictOf(fails, trial(well, { after: {} })), 'secure');
    assert.equal(verdictOf(fails, trial(well, { after: {}, steps: {} })), 'broken');
    assert.equal(verdictOf(fails, trial(killed, { after: {} })), 'crashed');
    assert.equal(verdictOf(fails, trial(failed)), 'not-reached');
  });

  it('a client that was told to encrypt must not work in the clear', () => {
    const one = caseOf('bears', { mustEncrypt: true });
    const after = { create: 1 };
    assert.equal(judge(one, trial(well, { after }), usual).verdict, 'insecure');
    const encrypted = attempt('accepted', 'accepted', 'encrypted');
    assert.equal(judge(one, trial(well, { attempts: [encrypted], after }), usual).verdict, 'secure');
    assert.equal(judge(caseOf('bears'), trial(well, { after }), usual).verdict, 'secure');
  });

  it('a client that sent its password otherwise went on, whatever its end', () => {
    const one = caseOf('refuses', { forbiddenScheme: 'Basic' });
    const told = [
      { ...attempt('refused', 'client-left'), http: { scheme: 'Basic' } } as unknown as AttemptRecord,
    ];
    assert.equal(judge(one, trial(failed, { attempts: told, after: {} }), usual).verdict, 'insecure');
    const other = [attempt('refused', 'http-without-login')];
    assert.equal(judge(one, trial(failed, { attempts: other, after: {} }), usual).verdict, 'secure');
  });
});
