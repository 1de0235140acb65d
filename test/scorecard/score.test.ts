import assert from 'node:assert/strict';
import type { ClientEnd, RunClient } from '../../src/scorecard/client.js';
import { casesFor, casesNamed } from '../../src/scorecard/cases/all-cases.js';
import { CannotJudge, type CaseResult, scoreClient } from '../../src/scorecard/score.js';
import { runStrictClient } from './strict-client/run-strict-client.js';
import { surroundingsOf } from './surroundings.js';

const all = casesFor('smb', { kerberos: false });

function score(runClient: RunClient, ...words: string[]): Promise<CaseResult[]> {
  return scoreClient(surroundingsOf(runClient), casesNamed(all, words), { jobs: 2 });
}

/** A client that ends otherwise than the strict one would. */
function otherwise(change: (end: ClientEnd, password: string) => ClientEnd): RunClient {
  const strict = runStrictClient();
  return async (run) => change(await strict(run), run.values.password);
}

const good = surroundingsOf(runStrictClient()).credentials.password;

describe('a scorecard', () => {
  it('says at once that a client does not get in, and why', async () => {
    const run: RunClient = (given) =>
      runStrictClient()({ ...given, values: { ...given.values, password: 'another' } });
    await assert.rejects(score(run, 'baseline'), (error: Error) => {
      assert.ok(error instanceof CannotJudge);
      assert.match(error.message, /does not get in at all \(exit code 1\).*wrong-password/);
      assert.match(error.output, /STATUS_LOGON_FAILURE/);
      return true;
    });
  });

  it('says at once that a client never connects', async () => {
    const run: RunClient = () => Promise.resolve({ how: 'ended', code: 0, milliseconds: 1, output: '' });
    await assert.rejects(score(run, 'baseline'), /does not get in at all.*never connected/);
  });

  it('says at once that a client ends with an error when all went well', async () => {
    const run = otherwise((end) => ({ ...end, code: 3 }));
    await assert.rejects(score(run, 'baseline'), /must end with exit code 0/);
  });

  it('says at once that a wrong password ends well', async () => {
    const run = otherwise((end) => ({ ...end, code: 0 }));
    await assert.rejects(
      score(run, 'baseline'),
      /wrong password .* exit code 0 as well: the server refused it/,
    );
  });

  it('says at once that the command has a password of its own', async () => {
    const run: RunClient = (given) =>
      runStrictClient()({ ...given, values: { ...given.values, password: good } });
    await assert.rejects(score(run, 'baseline'), /it used the right password/);
  });

  it('tells each result in the order of the cases, whatever ends first', async () => {
    const told: string[] = [];
    const cases = casesNamed(all, ['refusals']);
    await scoreClient(surroundingsOf(runStrictClient()), cases, {
      jobs: 4,
      onResult: ({ case: { id } }) => told.push(id),
    });
    assert.deepEqual(
      told,
      cases.map(({ id }) => id),
    );
  });

  it('a client that does not get in without the fault either is not judged', async () => {
    const [one] = casesNamed(all, ['overload/closed-at-login']);
    assert.ok(one);
    const locked = { ...one, setting: { status: 'disabled' as const } };
    const [result] = await scoreClient(surroundingsOf(runStrictClient()), [locked], { jobs: 1 });
    assert.equal(result?.verdict, 'not-applicable');
    assert.equal(result?.trial, undefined);
  });

  it('begins no case once it is aborted', async () => {
    const aborting = new AbortController();
    const runs: string[] = [];
    const counting: RunClient = (run) => {
      runs.push(run.values.port);
      return runStrictClient()(run);
    };
    const cases = casesNamed(all, ['refusals']);
    const scoring = scoreClient(surroundingsOf(counting), cases, {
      jobs: 1,
      signal: aborting.signal,
      onResult: () => aborting.abort(new Error('enough')),
    });
    await assert.rejects(scoring, /enough/);
    assert.ok(runs.length <= 3, String(runs.length));
  });

  it('a client that is seen at one step less by chance is tried again', async () => {
    const [one] = casesNamed(all, ['overload/one-credit']);
    assert.ok(one);
    // Usual, wrong password and the fault: the third run ends well before its work.
    let runs = 0;
    const hasty: RunClient = async (run) => {
      runs += 1;
      if (runs !== 3) return runStrictClient()(run);
      const end = await runStrictClient()({ ...run, values: { ...run.values, file: 'absent.txt' } });
      return { ...end, code: 0 };
    };
    const [result] = await scoreClient(surroundingsOf(hasty), [one], { jobs: 1 });
    assert.equal(result?.verdict, 'secure', result?.because);
    assert.equal(runs, 4);
  });

  it('a client that does not sign is tried without the demand, and not on signatures', async () => {
    const results = await score(
      runStrictClient([], { dialects: [0x0210], signs: false }),
      'attacks/guest-instead-of-user',
      'attacks/changed-answer',
    );
    assert.deepEqual(
      results.map(({ verdict, because }) => [verdict, because]),
      [
        ['secure', 'It did not go on (exit code 1).'],
        ['not-applicable', 'It does not sign, so that it can notice nothing about signatures.'],
      ],
    );
  });
});
