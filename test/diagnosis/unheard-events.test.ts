import assert from 'node:assert/strict';
import { AttemptRecorder } from '../../src/diagnosis/collect-attempts.js';
import type { AttemptEvent } from '../../src/diagnosis/recorded-attempt.js';
import type { Fact } from '../../src/facts/fact.js';
import type { LoginRecorder } from '../../src/facts/recorder.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { alice } from './carrier-attempt.js';

const accepted = {
  outcome: 'accepted',
  identity: alice,
  sessionFlags: 0,
  signingRequired: false,
  encryptData: false,
} as const;

const choice: Fact = { kind: 'spnego-choice', mechanism: 'NTLM', oid: '1.2', clientsFirst: true };
const tree: Fact = { kind: 'tree-connect', path: '\\\\server\\disk', share: 'disk', status: 0 };

/** A recorder whose events are heard while the test wants it. */
class Recorded {
  readonly runtime = new HandDrivenRuntime();
  readonly told: AttemptEvent[] = [];
  readonly missed: AttemptEvent['type'][] = [];
  hearing = true;
  readonly #recorder = new AttemptRecorder(this.runtime, (event) => this.told.push(event), {
    listeners: { hear: () => this.hearing, miss: (type) => this.missed.push(type) },
  });
  #connections = 0;

  /** A login whose verdict has not come, on a connection of its own. */
  begin(): LoginRecorder {
    const endpoint = { address: '127.0.0.1', port: 1 };
    const id = ++this.#connections;
    const connection = this.#recorder.connectionOpened({
      carrier: 'smb',
      id,
      remote: endpoint,
      local: endpoint,
    });
    return connection.loginBegan({
      carrier: 'smb',
      purpose: 'new',
      sessionId: BigInt(id),
      previousSessionId: 0n,
      securityMode: 0,
    });
  }

  /** The ids of the attempts that were completed so far. */
  completed(): number[] {
    this.#recorder.flush();
    return this.told.flatMap(({ type, attempt }) => (type === 'attempt-completed' ? [attempt.id] : []));
  }
}

describe('events that nobody hears', () => {
  it('are counted, and not made', () => {
    const recorded = new Recorded();
    recorded.hearing = false;
    const login = recorded.begin();
    login.report(choice);
    login.finished(accepted);
    login.report(tree);
    login.report(tree);
    assert.deepEqual(recorded.completed(), []);
    assert.deepEqual(recorded.told, []);
    assert.deepEqual(recorded.missed, ['attempt', 'attempt-completed', 'tree', 'tree']);
  });

  it('leave nothing out of what a later listener hears', () => {
    const recorded = new Recorded();
    recorded.hearing = false;
    const login = recorded.begin();
    login.report(choice);
    login.finished(accepted);
    recorded.hearing = true;
    login.report(tree);
    assert.deepEqual(recorded.completed(), [1]);
    const [completed] = recorded.told;
    assert.deepEqual(completed?.attempt.loginFacts, [choice]);
    assert.deepEqual(completed.attempt.afterwards, [tree]);
    assert.equal(completed.attempt.verdict, accepted);
  });

  it('count among the repetitions of one that is heard', () => {
    const recorded = new Recorded();
    recorded.hearing = false;
    const login = recorded.begin();
    login.finished(accepted);
    for (let i = 0; i < 3; i++) login.report(tree);
    recorded.hearing = true;
    login.report(tree);
    recorded.completed();
    assert.deepEqual(
      recorded.told.map(({ type, count, omitted }) => [type, count, omitted]),
      [['tree', 4, 0]],
    );
  });
});

describe('logins whose next step is awaited', () => {
  it('have one timer together, and end each in its own time', () => {
    const recorded = new Recorded();
    for (let i = 0; i < 50; i++) recorded.begin().finished(accepted);
    recorded.runtime.advance(4_000);
    recorded.begin().finished(accepted);
    assert.equal(recorded.runtime.running(10_000), 1);
    recorded.runtime.advance(6_000);
    assert.deepEqual(
      recorded.completed(),
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    recorded.runtime.advance(3_999);
    assert.equal(recorded.completed().length, 50);
    recorded.runtime.advance(1);
    assert.equal(recorded.completed().length, 51);
  });

  it('end once, with the step that came', () => {
    const recorded = new Recorded();
    const login = recorded.begin();
    login.finished(accepted);
    login.report(tree);
    assert.equal(recorded.completed().length, 1);
    recorded.runtime.advance(10_000);
    assert.equal(recorded.completed().length, 1);
  });

  it('leave no timer behind once there are none of them', () => {
    const recorded = new Recorded();
    const login = recorded.begin();
    login.finished(accepted);
    login.report(tree);
    recorded.completed();
    assert.equal(recorded.runtime.running(10_000), 0);
  });
});
