import assert from 'node:assert/strict';
import { faultPresetNames } from '../../src/faults/preset.js';
import { casesFor } from '../../src/scorecard/cases/all-cases.js';
import { presetTrials } from '../../src/scorecard/cases/preset-trials.js';
import { runAll } from '../../src/scorecard/run-all.js';
import { scoreClient } from '../../src/scorecard/score.js';
import type { Verdict } from '../../src/scorecard/verdict.js';
import { runStrictClient } from './strict-client/run-strict-client.js';
import { weaknesses, type Weakness } from './strict-client/weakness.js';
import { surroundingsOf } from './surroundings.js';

/** The cases in which a good client waits for an answer until its time is over. */
const waiting: readonly string[] = [
  'old/other-message-id',
  'overload/silent-server',
  'overload/hung-answer',
  'overload/lying-length',
  'overload/pending-forever',
  'overload/no-answer',
];

/** Begun first, these wait while others are done. */
const cases = casesFor('smb', { kerberos: false }).sort(
  (a, b) => Number(waiting.includes(b.id)) - Number(waiting.includes(a.id)),
);

/** The variants of good servers say nothing about a weakness. */
const telling = cases.filter(({ group, id }) => group !== 'baseline' || id === 'baseline/default');

/** A client that stops at SMB 3.0.2. */
const before311 = { dialects: [0x0202, 0x0210, 0x0300, 0x0302] };

/** The weaknesses that a client of 3.1.1 cannot have. */
const ofOldClients: readonly Weakness[] = ['unoffered-dialect'];

/** The verdicts other than secure, by case. */
async function verdictsOf(
  on: typeof cases,
  lacks: readonly Weakness[],
  options: { readonly dialects?: readonly number[] } = {},
): Promise<Record<string, Verdict>> {
  const results = await scoreClient(surroundingsOf(runStrictClient(lacks, options)), on, { jobs: 9 });
  return Object.fromEntries(
    results.filter(({ verdict }) => verdict !== 'secure').map(({ case: { id }, verdict }) => [id, verdict]),
  );
}

/** The faults that change nothing for a client without 3.1.1. */
const of311 = {
  'attacks/downgrade-311': 'not-applicable',
  'attacks/weaker-cipher': 'not-applicable',
  'attacks/weaker-signing': 'not-applicable',
  'attacks/altered-salt': 'not-applicable',
  'old/missing-preauth': 'not-applicable',
  'old/duplicate-preauth': 'not-applicable',
  'old/unknown-hash': 'not-applicable',
  'old/unknown-cipher': 'not-applicable',
  'old/unknown-signing-algorithm': 'not-applicable',
  'old/unknown-compression': 'not-applicable',
  'old/duplicate-encryption': 'not-applicable',
} as const;

/** A client that does not validate the negotiation never comes to its answer. */
const unvalidated = {
  'attacks/validated-other-dialect': 'not-reached',
  'attacks/validated-other-capabilities': 'not-reached',
  'attacks/validated-other-server': 'not-reached',
  'attacks/validated-other-signing': 'not-reached',
} as const;

const downgraded = {
  'attacks/downgrade-311': 'insecure',
  'attacks/downgrade-to-21': 'insecure',
  'attacks/downgrade-to-202': 'insecure',
} as const;

/** The cases in which a client with one weakness is told from a good one: these, and no other. */
const found: Readonly<Record<Weakness, Readonly<Record<string, Verdict>>>> = {
  'wrong-signatures': {
    'attacks/changed-answer': 'insecure',
    'attacks/signature-zeroed': 'insecure',
    'attacks/signed-with-zero-key': 'insecure',
  },
  'unsigned-answers': { 'attacks/signature-stripped': 'insecure' },
  'wrong-login-signature': { 'attacks/encrypt-data-stripped': 'insecure' },
  'unsigned-login': { 'attacks/unsigned-success': 'insecure', 'attacks/everybody-succeeds': 'insecure' },
  guest: {
    'attacks/everybody-is-guest': 'insecure',
    'attacks/guest-instead-of-user': 'insecure',
    'attacks/anonymous-instead-of-user': 'insecure',
  },
  'plaintext-answers': { 'attacks/encryption-off': 'insecure' },
  'unoffered-algorithm': { 'old/unknown-cipher': 'insecure', 'old/unknown-signing-algorithm': 'insecure' },
  contexts: {
    'old/missing-preauth': 'insecure',
    'old/duplicate-preauth': 'insecure',
    'old/duplicate-encryption': 'insecure',
  },
  'unvalidated-negotiation': { ...downgraded, ...unvalidated },
  'weak-ntlm': { 'attacks/weak-ntlm': 'insecure' },
  'early-completion': { 'attacks/accepted-too-early': 'insecure' },
  'wrong-mech-list-mic': { 'attacks/wrong-mech-list-mic': 'insecure' },
  compression: { 'old/unknown-compression': 'insecure' },
  'other-mechanism': { 'attacks/mechanism-not-offered': 'insecure' },
  'message-id': { 'old/answered-twice': 'broken' },
  pending: { 'overload/pending-first': 'broken', 'overload/pending-twice': 'broken' },
  notifications: { 'old/answered-twice': 'broken', 'old/stray-oplock-break': 'broken' },
  expiry: { 'refusals/session-expired': 'broken' },
  pieces: { 'overload/small-segments': 'broken' },
  'second-pending': { 'overload/pending-twice': 'broken' },
  order: { 'old/out-of-order': 'broken' },
  'oplock-break': { 'old/stray-oplock-break': 'crashed' },
  haste: { 'overload/slow-answers': 'broken' },
  'one-credit': { 'overload/one-credit': 'broken' },
  'many-credits': { 'overload/too-many-credits': 'broken' },
  'small-server': { 'old/small-server': 'broken' },
  'missing-hint': { 'old/no-hint': 'broken' },
  'first-mechanism': { 'old/hint-of-another-mechanism': 'broken' },
  'unoffered-hash': { 'old/unknown-hash': 'insecure' },
  'unoffered-dialect': { ...of311, 'old/unknown-dialect': 'insecure' },
  'validated-values': {
    'attacks/validated-other-dialect': 'insecure',
    'attacks/validated-other-capabilities': 'insecure',
    'attacks/validated-other-server': 'insecure',
    'attacks/validated-other-signing': 'insecure',
  },
  ntlmv1: { 'attacks/ntlm-without-session-security': 'insecure' },
  timestamp: { 'attacks/stripped-ntlm-mic': 'broken' },
  'mech-list-mic': { 'attacks/missing-mech-list-mic': 'broken' },
  // A server that demands encryption does not let it in.
  'unencrypted-session': { 'attacks/encryption-off': 'not-applicable', 'old/encryption-unasked': 'insecure' },
  'garbled-answer': { 'overload/garbled-answer': 'crashed' },
  'endless-retry': {
    'attacks/downgrade-311': 'hung',
    'attacks/downgrade-to-21': 'hung',
    'attacks/downgrade-to-202': 'hung',
    'old/other-message-id': 'hung',
    'overload/silent-server': 'hung',
    'overload/refused-connections': 'hung',
    'overload/reset-at-login': 'hung',
    'overload/torn-answer': 'hung',
    'overload/hung-answer': 'hung',
    'overload/lying-length': 'hung',
    'overload/closed-at-login': 'hung',
    'overload/pending-forever': 'hung',
    'overload/no-answer': 'hung',
  },
  refusals: {
    'refusals/disabled': 'broken',
    'refusals/locked': 'broken',
    'refusals/expired': 'broken',
    'refusals/expired-password': 'broken',
    'refusals/must-change-password': 'broken',
    'refusals/no-such-share': 'broken',
    'refusals/access-denied': 'broken',
    'refusals/no-logon-servers': 'broken',
    'refusals/session-deleted': 'broken',
    'refusals/share-gone': 'broken',
    'refusals/password-expired': 'broken',
    'refusals/account-locked': 'broken',
    'refusals/account-disabled': 'broken',
    'attacks/downgrade-to-smb-1': 'insecure',
    'overload/out-of-resources': 'broken',
  },
  patience: {
    'old/other-message-id': 'hung',
    'overload/silent-server': 'hung',
    'overload/hung-answer': 'hung',
    'overload/lying-length': 'hung',
    'overload/pending-forever': 'hung',
    'overload/no-answer': 'hung',
  },
  'repeated-password': { 'refusals/wrong-password': 'broken' },
  'broken-connection': {
    ...downgraded,
    'old/other-message-id': 'broken',
    'overload/silent-server': 'broken',
    'overload/refused-connections': 'broken',
    'overload/reset-at-login': 'broken',
    'overload/torn-answer': 'broken',
    'overload/hung-answer': 'broken',
    'overload/lying-length': 'broken',
    'overload/closed-at-login': 'broken',
    'overload/pending-forever': 'broken',
    'overload/no-answer': 'broken',
  },
};

describe('scripted clients', function () {
  this.timeout(400_000);
  const seen = new Map<Weakness, Record<string, Verdict>>();

  // Some at once: most of the time of a client is that of its time limits.
  before('every weak client is scored', async () => {
    const score = async (weakness: Weakness): Promise<void> => {
      const options = ofOldClients.includes(weakness) ? before311 : {};
      seen.set(weakness, await verdictsOf(telling, [weakness], options));
    };
    await runAll(weaknesses, 3, score, () => {});
  });

  it('a strict one is secure in every case', async () => assert.deepEqual(await verdictsOf(cases, []), {}));

  it('a strict one without 3.1.1 is secure in every case that says something about it', async () =>
    assert.deepEqual(await verdictsOf(telling, [], before311), of311));

  it('one without 3.1.1 that does not validate the negotiation is found', async () =>
    assert.deepEqual(await verdictsOf(telling, ['unvalidated-negotiation'], before311), {
      ...of311,
      ...unvalidated,
      'attacks/downgrade-to-21': 'insecure',
      'attacks/downgrade-to-202': 'insecure',
      'attacks/stripped-encryption': 'insecure',
      'attacks/stripped-signing': 'insecure',
      'attacks/answer-without-encryption': 'insecure',
      'attacks/answer-without-signing': 'insecure',
    }));

  for (const weakness of weaknesses) {
    it(`the weakness “${weakness}” is found, and nothing else`, () =>
      assert.deepEqual(seen.get(weakness), found[weakness]));
  }

  it('no two cases have one name', () => {
    const ids = cases.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  it('there is a preset for every trial, and a case for every preset of SMB', () => {
    const names: readonly string[] = faultPresetNames;
    assert.deepEqual(
      Object.keys(presetTrials).filter((name) => !names.includes(name)),
      [],
    );
    const tried = new Set(
      cases.flatMap(({ faults = [] }) => faults.flatMap((fault) => ('preset' in fault ? fault.preset : []))),
    );
    assert.ok(tried.size > 40, String(tried.size));
  });
});
