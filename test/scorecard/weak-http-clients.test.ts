import assert from 'node:assert/strict';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import { decodeChallengeMessage } from '../../src/auth/ntlm/challenge-message.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechType,
} from '../../src/auth/spnego/index.js';
import { runAll } from '../../src/scorecard/run-all.js';
import { casesFor } from '../../src/scorecard/cases/all-cases.js';
import type { ClientRun, RunClient } from '../../src/scorecard/client.js';
import { scoreClient } from '../../src/scorecard/score.js';
import type { Verdict } from '../../src/scorecard/verdict.js';
import { type HttpAnswer, HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { surroundingsOf } from './surroundings.js';

const cases = casesFor('http', { kerberos: false });

type HttpWeakness =
  'basic' | 'early-completion' | 'other-mechanism' | 'wrong-mech-list-mic' | 'weak-ntlm' | 'patience';

/** Milliseconds that a good client waits in all. */
const PATIENCE = 5000;

/** A client of Negotiate that takes nothing it should not, unless it lacks the check. */
function httpClient(lacks?: HttpWeakness): RunClient {
  return async (run) => {
    const began = performance.now();
    const limit = lacks === 'patience' ? 8000 : PATIENCE;
    let late: NodeJS.Timeout | undefined;
    const lateness = new Promise<'late'>((resolve) => {
      late = setTimeout(() => resolve('late'), limit);
    });
    const end = await Promise.race([
      lateness,
      logIn(run, lacks).then(
        () => '',
        (error: unknown) => String(error),
      ),
    ]);
    clearTimeout(late);
    const rest = { milliseconds: performance.now() - began, output: end };
    if (end === 'late' && lacks === 'patience') return { how: 'timed-out', ...rest };
    return { how: 'ended', code: end === '' ? 0 : 1, ...rest };
  };
}

async function logIn(
  { values: { port, user, password, domain } }: ClientRun,
  lacks: HttpWeakness | undefined,
): Promise<void> {
  const refuse = (cause: string, check?: HttpWeakness): void => {
    if (check === undefined || lacks !== check) throw new Error(cause);
  };
  using client = await HttpClient.connect(Number(port));
  const first = await client.ask();
  const offer = first.fields.get('www-authenticate') ?? '';
  if (first.status !== 401) refuse('no login');
  if (!offer.includes('Negotiate')) {
    refuse('no Negotiate', 'basic');
    using again = await HttpClient.connect(Number(port));
    await again.ask({ Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });
    throw new Error('refused');
  }
  const ntlm = new NtlmClient({ user, password, domain, targetName: 'http/127.0.0.1' });
  const send = (token: Buffer): Promise<HttpAnswer> =>
    client.ask({ Authorization: `Negotiate ${token.toString('base64')}` });
  const token = ({ fields }: HttpAnswer): Buffer =>
    Buffer.from(/Negotiate (\S+)/.exec(fields.get('www-authenticate') ?? '')?.[1] ?? '', 'base64');

  const challenge = await send(
    encodeNegTokenInit({ mechTypes: [ntlmOid], mechToken: ntlm.negotiateMessage }),
  );
  if (challenge.status !== 401) refuse(`status ${challenge.status}`);
  const { negState, supportedMech, responseToken } = decodeNegTokenResp(token(challenge));
  if (negState === 'accept-completed') refuse('complete too early', 'early-completion');
  if (supportedMech && supportedMech.oid !== ntlmOid) refuse('another mechanism', 'other-mechanism');
  if (responseToken === undefined) throw new Error('no CHALLENGE');
  const wanted = NegotiateFlags.ENCRYPTION_128 | NegotiateFlags.EXTENDED_SESSIONSECURITY;
  const { negotiateFlags } = decodeChallengeMessage(responseToken);
  if ((negotiateFlags & wanted) !== wanted) refuse('weak NTLM', 'weak-ntlm');

  const { der } = mechType(ntlmOid);
  const list = Buffer.concat([Buffer.of(0x30, der.length), der]);
  const proof = ntlm.authenticate(responseToken);
  const last = await send(encodeNegTokenResp({ responseToken: proof, mechListMic: ntlm.mechListMic(list) }));
  if (last.status !== 200) refuse(`status ${last.status}`);
  const { mechListMic } = decodeNegTokenResp(token(last));
  if (mechListMic !== undefined && !ntlm.verifyMechListMic(list, mechListMic))
    refuse('a wrong mechListMIC', 'wrong-mech-list-mic');
}

async function verdictsOf(lacks?: HttpWeakness): Promise<Record<string, Verdict>> {
  const surroundings = { ...surroundingsOf(httpClient(lacks)), carrier: 'http' as const };
  const results = await scoreClient(surroundings, cases, { jobs: 6 });
  return Object.fromEntries(
    results.filter(({ verdict }) => verdict !== 'secure').map(({ case: { id }, verdict }) => [id, verdict]),
  );
}

/** The cases in which a client with one weakness is told from a good one: these, and no other. */
const found: Readonly<Record<HttpWeakness, Readonly<Record<string, Verdict>>>> = {
  basic: { 'attacks/basic-instead': 'insecure' },
  'early-completion': { 'attacks/accepted-too-early': 'insecure' },
  'other-mechanism': { 'attacks/mechanism-not-offered': 'insecure' },
  'wrong-mech-list-mic': { 'attacks/wrong-mech-list-mic': 'insecure' },
  'weak-ntlm': { 'attacks/weak-ntlm': 'insecure' },
  patience: { 'overload/silent-server': 'hung' },
};

describe('scripted clients of HTTP', function () {
  this.timeout(120_000);
  const weaknesses = Object.keys(found) as HttpWeakness[];
  const seen = new Map<HttpWeakness | undefined, Record<string, Verdict>>();

  // Some at once: most of the time of a client is that of its time limit.
  before('every client is scored', async () => {
    const score = async (weakness: HttpWeakness | undefined): Promise<void> => {
      seen.set(weakness, await verdictsOf(weakness));
    };
    await runAll([undefined, ...weaknesses], 4, score, () => {});
  });

  it('a strict one is secure in every case', () => assert.deepEqual(seen.get(undefined), {}));

  for (const weakness of weaknesses) {
    it(`the weakness “${weakness}” is found, and nothing else`, () =>
      assert.deepEqual(seen.get(weakness), found[weakness]));
  }
});
