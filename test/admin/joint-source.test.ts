import assert from 'node:assert/strict';
import { answerTo, ServerMetrics } from '../../src/admin/answer-inquiry.js';
import { type Inquiry, JointSource } from '../../src/admin/joint-source.js';
import type { Readiness } from '../../src/server/create-server.js';
import { type Fixture, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { readPrometheusText, valueOf } from '../support/prometheus-text.js';
import { login } from '../support/smb-client-login.js';

const PATIENCE = 800;

/** Workers of one process, and the source that joins them. */
class Workers {
  readonly runtime = new HandDrivenRuntime();
  readonly source = new JointSource(2, '1.2.3', this.runtime);
  readonly #fixtures: Fixture[] = [];

  /** Begins a worker. */
  async start(number: number, options: Parameters<typeof serve>[0] = {}): Promise<Fixture> {
    const fixture = await serve(options);
    this.#fixtures.push(fixture);
    const metrics = new ServerMetrics(fixture.server, '1.2.3');
    this.source.joined(number, (inquiry) => {
      void answerTo(inquiry, metrics).then((answer) => {
        // As it travels.
        const { question, readiness, metrics: told } = JSON.parse(JSON.stringify(answer)) as typeof answer;
        this.source.take(number, question, readiness, told);
      });
    });
    return fixture;
  }

  async read() {
    return readPrometheusText(await this.source.metrics());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.source.close();
    for (const fixture of this.#fixtures) await fixture[Symbol.asyncDispose]();
  }
}

async function loginsAt(fixture: Fixture, count: number): Promise<void> {
  const before = fixture.completed.length;
  for (let n = 0; n < count; n++) {
    const client = await fixture.negotiated();
    await login(client);
    client.close();
  }
  await fixture.records(before + count);
}

const accepted = { verdict: 'accepted' };
const ready: Readiness = {
  isReady: true,
  parts: [{ part: 'listeners', isNeeded: true, trouble: undefined }],
};

describe('health and metrics of workers', () => {
  it('adds their counts, and is ready when each of them is', async () => {
    await using workers = new Workers();
    const [one, other] = [await workers.start(1), await workers.start(2)];
    await loginsAt(one, 2);
    await loginsAt(other, 3);
    const open = await other.negotiated();
    await login(open);
    const families = await workers.read();
    assert.equal(valueOf(families, 'smb2_auth_attempts_total', accepted), 5);
    assert.equal(valueOf(families, 'smb2_auth_login_duration_seconds_count', accepted), 5);
    assert.equal(valueOf(families, 'smb2_auth_connections_made_total'), 6);
    assert.equal(valueOf(families, 'smb2_auth_connections', { carrier: 'smb' }), 1);
    assert.equal(valueOf(families, 'smb2_auth_sessions'), 1);
    assert.equal(valueOf(families, 'smb2_auth_ready'), 1);
    assert.equal(valueOf(families, 'smb2_auth_build_info', { version: '1.2.3' }), 1);
    for (const worker of ['1', '2']) assert.equal(valueOf(families, 'smb2_auth_worker_up', { worker }), 1);
    assert.deepEqual(await workers.source.readiness(), {
      isReady: true,
      parts: [
        { part: 'listeners', isNeeded: true, trouble: undefined },
        { part: 'accounts', isNeeded: true, trouble: undefined },
        { part: 'workers', isNeeded: false, trouble: undefined },
      ],
    });
  });

  it('does not wait for a silent worker: it says so, and its counts do not fall', async () => {
    await using workers = new Workers();
    const [one, other] = [await workers.start(1), await workers.start(2)];
    await loginsAt(one, 1);
    await loginsAt(other, 2);
    assert.equal(valueOf(await workers.read(), 'smb2_auth_attempts_total', accepted), 3);
    const late: Inquiry[] = [];
    workers.source.joined(2, (inquiry) => void late.push(inquiry));
    await loginsAt(one, 1);
    const reading = workers.read();
    await workers.runtime.timers(PATIENCE);
    // The other one has answered before the time is over.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    workers.runtime.advance(PATIENCE);
    const families = await reading;
    assert.equal(valueOf(families, 'smb2_auth_attempts_total', accepted), 4);
    assert.equal(valueOf(families, 'smb2_auth_worker_up', { worker: '2' }), 0);
    assert.equal(valueOf(families, 'smb2_auth_ready'), 1);
    const asking = workers.source.readiness();
    await workers.runtime.timers(PATIENCE);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    workers.runtime.advance(PATIENCE);
    const { isReady, parts } = await asking;
    assert.equal(isReady, true);
    assert.deepEqual(parts.at(-1), { part: 'workers', isNeeded: false, trouble: 'worker 2 does not answer' });
    // An answer that comes late is no answer to another question.
    workers.source.take(2, late[0]?.question, ready, []);
  });

  it('keeps the counts of a worker that has ended, and adds those of the one in its place', async () => {
    await using workers = new Workers();
    const [one, other] = [await workers.start(1), await workers.start(2)];
    await loginsAt(one, 1);
    await loginsAt(other, 2);
    await workers.read();
    for (let life = 1; life <= 3; life++) {
      workers.source.ended(2);
      const families = await workers.read();
      assert.equal(valueOf(families, 'smb2_auth_attempts_total', accepted), 2 + life);
      assert.equal(valueOf(families, 'smb2_auth_worker_up', { worker: '2' }), 0);
      await loginsAt(await workers.start(2), 1);
      assert.equal(valueOf(await workers.read(), 'smb2_auth_attempts_total', accepted), 3 + life);
    }
  });

  it('is not ready where one worker is not, and says which', async () => {
    await using workers = new Workers();
    await workers.start(1);
    const trouble = 'LDAP is away';
    await workers.start(2, { accounts: { find: () => undefined, trouble: () => trouble } });
    assert.deepEqual(
      (await workers.source.readiness()).parts.map(({ trouble: words }) => words),
      [undefined, 'worker 2: LDAP is away', undefined],
    );
    assert.equal((await workers.source.readiness()).isReady, false);
    assert.equal(valueOf(await workers.read(), 'smb2_auth_ready'), 0);
    assert.equal(valueOf(await workers.read(), 'smb2_auth_part_up', { part: 'accounts' }), 0);
  });

  it('is not ready without a worker', async () => {
    await using workers = new Workers();
    const none = 'worker 1 does not answer, worker 2 does not answer';
    const parts = [{ part: 'workers', isNeeded: true, trouble: none }];
    assert.deepEqual(await workers.source.readiness(), { isReady: false, parts });
    assert.equal(valueOf(await workers.read(), 'smb2_auth_ready'), 0);
  });

  it('ends a question when the worker that is missing ends', async () => {
    await using workers = new Workers();
    workers.source.joined(1, () => {});
    const asking = workers.source.readiness();
    workers.source.ended(1);
    assert.equal((await asking).isReady, false);
    assert.equal(workers.runtime.running(PATIENCE), 0);
  });

  it('refuses what no worker of ours tells', async () => {
    await using workers = new Workers();
    const metric = (values: unknown, name: unknown = 'smb2_auth_sessions') => [{ name, values }];
    const wrong: readonly (readonly [readiness: unknown, metrics: unknown])[] = [
      [undefined, undefined],
      [{ parts: {} }, undefined],
      [{ parts: [{ part: 'accounts', isNeeded: 'no' }] }, undefined],
      [{ parts: [{ part: '__proto__', isNeeded: true }] }, undefined],
      [{ parts: [{ part: 'accounts', isNeeded: true, trouble: 'x'.repeat(5000) }] }, undefined],
      [{ parts: Array.from({ length: 6 }, () => ready.parts[0]) }, undefined],
      [ready, {}],
      [ready, metric([], 'evil')],
      [ready, metric([], '__proto__')],
      [ready, metric('x')],
      [ready, metric([{ labels: {}, value: '1' }])],
      [ready, metric([{ labels: {}, value: null }])],
      [ready, metric([{ labels: { 'a b': '' }, value: 1 }])],
      [ready, metric([{ labels: { a: {} }, value: 1 }])],
      [ready, metric([{ labels: { a: 'x'.repeat(200) }, value: 1 }])],
      [ready, metric([{ labels: {}, value: 1, metricName: 'other' }])],
      [ready, metric([{ labels: {}, value: 1, metricName: 'smb2_auth_sessions\n' }])],
      [ready, metric([{ labels: {}, value: 1, metricName: 'smb2_auth_sessions_sum' }])],
      [ready, metric([{ labels: {}, value: 1 }], 'smb2_auth_login_duration_seconds')],
      [ready, metric([{ labels: {}, value: -1 }], 'smb2_auth_attempts_total')],
      [ready, metric(Array.from({ length: 20_001 }, () => ({ labels: {}, value: 1 })))],
    ];
    for (const [readiness, metrics] of wrong)
      assert.throws(
        () => workers.source.take(1, 1, readiness, metrics),
        TypeError,
        JSON.stringify(metrics)?.slice(0, 80),
      );
    // The same in the right form.
    workers.source.take(1, 1, ready, metric([{ labels: {}, value: 1 }]));
  });

  it('believes the parts of a worker, not its word', async () => {
    await using workers = new Workers();
    workers.source.joined(1, ({ question }) => {
      const parts = [{ part: 'listeners', isNeeded: true, trouble: 'none' }];
      workers.source.take(1, question, { isReady: true, parts }, undefined);
    });
    assert.equal((await workers.source.readiness()).isReady, false);
  });
});
