import assert from 'node:assert/strict';
import { faultPresetNames } from '../../src/faults/preset.js';
import { casesFor } from '../../src/scorecard/cases/all-cases.js';
import { presetTrials } from '../../src/scorecard/cases/preset-trials.js';
import { scoreClient } from '../../src/scorecard/score.js';
import type { Verdict } from '../../src/scorecard/verdict.js';
import { runStrictClient } from './strict-client/run-strict-client.js';
import { weaknesses, type Weakness } from './strict-client/weakness.js';
import { surroundingsOf } from './surroundings.js';

const cases = casesFor('smb', { kerberos: false });

/** The variants of good servers say nothing about a weakness. */
const telling = cases.filter(({ group, id }) => group !== 'baseline' || id === 'baseline/default');

/** The verdicts other than secure, by case. */
async function verdictsOf(on: typeof cases, ...lacks: Weakness[]): Promise<Record<string, Verdict>> {
  const results = await scoreClient(surroundingsOf(runStrictClient(lacks)), on, { jobs: 8 });
  return Object.fromEntries(
    results.filter(({ verdict }) => verdict !== 'secure').map(({ case: { id }, verdict }) => [id, verdict]),
  );
}

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
  this.timeout(120_000);

  it('a strict one is secure in every case', async () => assert.deepEqual(await verdictsOf(cases), {}));

  for (const weakness of weaknesses) {
    it(`the weakness “${weakness}” is found, and nothing else`, async () =>
      assert.deepEqual(await verdictsOf(telling, weakness), found[weakness]));
  }

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
