import assert from 'node:assert/strict';
import { Summary } from '../../../src/cli/diagnose/summary.js';
import { noColours } from '../../../src/diagnosis/output/paragraph.js';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../../../src/diagnosis/attempt-record.js';

const connection = { remote: { address: '10.0.0.7', port: 50000 } };
const identity = { account: 'scanner' };

const attempt = {
  connection,
  claimed: { user: 'scanner', domain: '', workstation: '' },
  verdict: 'accepted',
  reason: 'accepted',
  count: 1,
  advice: 'None.',
} as unknown as AttemptRecord;

function tree(share: string, reason: string): TreeRecord {
  return {
    connection,
    identity,
    share,
    reason,
    count: 1,
    explanation: 'No.',
    advice: `Advice for ${reason}.`,
  } as unknown as TreeRecord;
}

function failure(path: string, count: number): FailureRecord {
  const rest = { attempt: 1, command: 'CREATE', share: 'scans', reason: 'share-read-only' };
  return {
    connection,
    identity,
    ...rest,
    path,
    count,
    explanation: `It is ${path}.`,
    advice: 'Let it write.',
  } as unknown as FailureRecord;
}

const expired = {
  connection,
  identity,
  attempt: 1,
  command: undefined,
  reason: 'session-expired',
  count: 1,
  explanation: 'It expired.',
  advice: 'Log in again.',
} as unknown as IncidentRecord;

describe('Summary', () => {
  it('leaves out IPC$, where clients go by themselves, unless it was refused', () => {
    const summary = new Summary();
    summary.addAttempt(attempt);
    summary.addTree(tree('ipc$', 'granted'));
    assert.doesNotMatch(summary.paragraphs(80, noColours), /Shares/);
    summary.addTree(tree('IPC$', 'access-denied'));
    assert.match(
      summary.paragraphs(80, noColours),
      /\nShares\n10\.0\.0\.7 {2}“IPC\$” to “scanner” {2}0 of 1 granted\n {2}1 × access-denied\n {2}No\.\n {2}→ Advice for/,
    );
  });

  it('counts what failed after a login as often as it did, though it is told less often', () => {
    const summary = new Summary();
    summary.addAttempt(attempt);
    for (const count of [1, 10, 37]) summary.addLater(failure('a', count));
    summary.addLater(failure('b', 1));
    summary.addLater(expired);
    assert.equal(
      summary.paragraphs(80, noColours).split('\nAfter the login\n')[1],
      [
        '10.0.0.7  “scanner”  1 failed',
        '  1 × session-expired',
        '  It expired.',
        '  → Log in again.',
        '10.0.0.7  “scans” for “scanner”  38 failed',
        '  38 × share-read-only',
        '  It is b.',
        '  → Let it write.',
      ].join('\n'),
    );
    const { later } = summary.toJSON();
    assert.deepEqual(
      later.map(({ share, failures }) => [share, failures]),
      [
        ['', 1],
        ['scans', 38],
      ],
    );
  });

  it('says what to look at when nobody came', () => {
    assert.match(new Summary().paragraphs(80, noColours), /^Nobody connected\. [\s\S]*firewall/);
  });

  it('an IPv4 client of a socket for both families is the same client', () => {
    const summary = new Summary();
    const mapped = { connection: { remote: { address: '::ffff:10.0.0.7', port: 50000 } } };
    summary.addAttempt(attempt);
    summary.addAttempt(Object.assign({}, attempt, mapped));
    summary.addTree(Object.assign(tree('scans', 'granted'), mapped));
    const { clients, shares } = summary.toJSON();
    assert.deepEqual(
      [...clients, ...shares].map(({ client }) => client),
      ['10.0.0.7', '10.0.0.7'],
    );
  });
});
