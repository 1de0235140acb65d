import assert from 'node:assert/strict';
import { sourceOf } from '../../src/admin/admin.js';
import type { MeasuredServer } from '../../src/admin/server-metrics.js';
import type { ServerEvents } from '../../src/server/options.js';
import { serve } from '../session/support.js';
import { readPrometheusText } from '../support/prometheus-text.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';

/** A text that no metric may show. */
const odd = (n: number): string => `zz${n}"\n\u202e{le="1"} `;

/** The time series of a text by their metric. */
function seriesOf(text: string): Map<string, number> {
  const families = [...readPrometheusText(text)];
  return new Map(families.map(([name, { samples }]) => [name, samples.length]));
}

/** The same value, each of whose texts is an odd one. */
function oddly(value: unknown, n: number): unknown {
  if (typeof value === 'string') return odd(n);
  if (Array.isArray(value)) return value.map((each) => oddly(each, n));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, oddly(each, n)]));
}

describe('the number of time series', () => {
  it('does not grow with what clients send', async () => {
    await using fixture = await serve({ diagnosis: { variants: 'never' } });
    const { server } = fixture;
    const source = sourceOf(server, '1.2.3');
    const attempt = async (n: number): Promise<void> => {
      const client = await fixture.connect();
      // Dialects that there are not stand beside one that there is.
      await negotiate(client, { dialects: [0x0210, 0x0302, 0x4000 + n] });
      for (let user = 0; user < 10; user++)
        await tryLogin(client, { user: odd(n * 10 + user), domain: odd(n), workstation: odd(n) });
      const session = await login(client);
      for (let share = 0; share < 5; share++) await client.treeConnect(odd(n * 10 + share), { session });
      client.close();
    };
    const rounds = async (from: number, to: number): Promise<Map<string, number>> => {
      for (let n = from; n < to; n++) await attempt(n);
      await fixture.records(to * 11);
      const text = await source.metrics();
      assert.ok(!text.includes('zz'), 'no text of a client is shown');
      return seriesOf(text);
    };
    const before = await rounds(0, 2);
    const after = await rounds(2, 25);
    for (const [name, series] of after)
      if (name.startsWith('smb2_auth_')) assert.equal(series, before.get(name), name);
    assert.equal(after.get('smb2_auth_attempts_total'), 2);
    source.close();
  });

  it('does not grow with words in records that are in no list, whichever event they come with', async () => {
    await using fixture = await serve();
    const listeners = new Map<keyof ServerEvents, (event: never) => unknown>();
    const measured: MeasuredServer = {
      on: (name, listener) => {
        listeners.set(name, listener);
        return () => {};
      },
      load: () => fixture.server.load(),
      limitHits: fixture.server.limitHits,
      checkReadiness: () => fixture.server.checkReadiness(),
    };
    const source = sourceOf(measured, '1.2.3');
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    const [attempt] = await fixture.records(1);
    const [tree] = await fixture.treeRecords(1);
    client.close();
    assert.ok(attempt && tree);
    const others = { exchange: 'AS', outcome: 'refused', state: 'lost' };
    for (let n = 0; n < 2000; n++) {
      const {
        reason,
        login: how,
        proof,
        negotiation,
        protection,
        ...rest
      } = oddly(attempt, n) as typeof attempt;
      // Its carrier is ours, and decides which fields there are.
      const smb = { ...(how as object), carrier: 'smb' };
      const event = { ...rest, reason, login: smb, proof, negotiation, protection };
      listeners.get('attempt-completed')?.(event as never);
      for (const name of ['tree', 'incident', 'failure', 'fault', 'kdc', 'domain'] as const)
        listeners.get(name)?.({
          ...(oddly(tree, n) as object),
          step: odd(n),
          error: odd(n),
          ...others,
        } as never);
    }
    const text = await source.metrics();
    assert.ok(!text.includes('zz'), 'no odd text is shown');
    const series = seriesOf(text);
    for (const name of [
      'attempts',
      'tree_connects',
      'incidents',
      'failures',
      'faults',
      'kdc_exchanges',
      'domain_changes',
    ])
      assert.equal(series.get(`smb2_auth_${name}_total`), 1, name);
    assert.match(
      text,
      /smb2_auth_attempts_total\{carrier="smb",verdict="other",reason="other",mechanism="other",version="other"\} 2000/,
    );
    source.close();
  });
});
