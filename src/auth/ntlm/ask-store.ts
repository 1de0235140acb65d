import { md5 } from '../../crypto/md5.js';
import type { ProofQuestion, StoreRefusal } from '../proof-question.js';
import type { AccountName } from '../account-name.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { checkAnswer, type CheckedProof } from './check-answer.js';
import type { ProofSource } from './proof-source.js';

/** The result of a question. */
export type Told =
  | { readonly kind: 'proved'; readonly proof: CheckedProof }
  | { readonly kind: 'refused'; readonly refusal: Exclude<StoreRefusal, 'no-logon-server'> }
  | { readonly kind: 'failed'; readonly reason: 'store-failed' | 'no-logon-server' };

/** The results of a wait that had no answer: it took too long, or its client left meanwhile. */
const LATE = Symbol('late');
const GONE = Symbol('gone');

/**
 * Asks a store or the domain whether a response is right. An invalid answer, an error and an answer that comes too late
 * refuse the login. If the client leaves, the wait ends without a failure, because no answer would reach it.
 */
export async function askSource(
  answer: ChallengeAnswer,
  kind: ProofQuestion['kind'],
  asked: AccountName,
  source: ProofSource,
): Promise<Told> {
  const { timeoutSeconds, inWords, form } = source;
  const ended = new AbortController();
  const { signal } = answer.login;
  if (signal?.aborted === true) return gone;
  let leave = (): void => {};
  const left = new Promise<typeof GONE>((resolve) => {
    leave = () => resolve(GONE);
  });
  const connectionEnded = (): void => {
    leave();
    ended.abort(signal?.reason);
  };
  signal?.addEventListener('abort', connectionEnded, { once: true });
  const question = questionOf(answer, kind, asked, ended.signal);
  try {
    const told = await inTime(answer, timeoutSeconds, () => Promise.race([left, source.verify(question)]));
    if (told === GONE) return gone;
    if (told === LATE) {
      const error = new Error(`${inWords} gave no answer in ${timeoutSeconds} seconds`);
      ended.abort(error);
      source.report({ cause: `It gave no answer in ${timeoutSeconds} seconds.` });
      return failed(answer, 'no-logon-server', error);
    }
    const checked = checkAnswer(told, kind, form);
    source.report(checked.evidence);
    if (checked.kind === 'proved') return checked;
    const { refusal } = checked;
    if (refusal !== 'no-logon-server') return { kind: 'refused', refusal };
    // The domain says in its own log what it reaches; a line for each login would hide that.
    return form.kind === 'domain'
      ? { kind: 'failed', reason: refusal }
      : failed(answer, refusal, new Error(`${inWords} reaches no logon server`));
  } catch (error) {
    return failed(answer, 'store-failed', error);
  } finally {
    signal?.removeEventListener('abort', connectionEnded);
  }
}

const gone: Told = { kind: 'failed', reason: 'no-logon-server' };

/** The value of a task, or {@link LATE}. The later end of a task is ignored, and so is its error. */
async function inTime(
  { settings: { runtime } }: ChallengeAnswer,
  seconds: number,
  task: () => unknown,
): Promise<unknown> {
  let cancel = (): void => {};
  const late = new Promise<typeof LATE>((resolve) => {
    cancel = runtime.after(seconds * 1000, () => resolve(LATE));
  });
  try {
    return await Promise.race([task(), late]);
  } finally {
    cancel();
  }
}

function failed(
  { report, settings }: ChallengeAnswer,
  reason: 'store-failed' | 'no-logon-server',
  error: unknown,
): Told {
  report({ kind: 'account-store-failed', error });
  settings.onStoreFailure?.(error, 'account-store');
  return { kind: 'failed', reason };
}

/** Makes the question of copies, because a view would keep the whole frame in memory. */
function questionOf(
  { message, challenge, agreedFlags, response }: ChallengeAnswer,
  kind: ProofQuestion['kind'],
  { name, domain }: AccountName,
  signal: AbortSignal,
): ProofQuestion {
  const { serverChallenge } = challenge;
  // "NetlogonNetworkInformation.LmChallenge = MD5(Concatenate(ChallengeToClient, LmResponse[0..7]))[0..7]"
  // ([MS-APDS] 3.1.5.2)
  const computedFrom =
    response.kind === 'ntlmv1-ess'
      ? md5(serverChallenge, response.clientChallenge).subarray(0, 8)
      : serverChallenge;
  return {
    name,
    domain,
    hashed: { userName: message.userName, domainName: message.domainName },
    workstation: message.workstation,
    kind,
    challenge: Buffer.from(computedFrom),
    serverChallenge: Buffer.from(serverChallenge),
    ntResponse: Buffer.from(message.ntChallengeResponse),
    lmResponse: Buffer.from(message.lmChallengeResponse),
    negotiateFlags: agreedFlags,
    signal,
  };
}
