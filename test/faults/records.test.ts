import assert from 'node:assert/strict';
import { attemptParagraph, faultParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { authenticationRecord, faultRecord } from '../../src/diagnosis/output/samba-audit.js';
import type { FaultEvent } from '../../src/diagnosis/attempt-record.js';
import type { Fault } from '../../src/faults/fault.js';
import { serve } from '../session/support.js';
import { login } from '../support/smb-client-login.js';

const options = { colours: noColours, width: 200 };

const spoilt: Fault = {
  name: 'spoilt',
  when: { step: 'login-accepted', user: 'alice' },
  what: [{ do: 'signature', value: 'wrong' }, { do: 'duplicate' }],
};

describe('records of faults', () => {
  it('an attempt tells of each in its record, its explanation, its advice, its paragraph and its line', async () => {
    await using fixture = await serve({ faults: [spoilt] });
    const client = await fixture.negotiated();
    await assert.rejects(login(client), /wrong signature/);
    client.close();
    const [record] = await fixture.records(1);
    assert.ok(record);
    const fault = {
      name: 'spoilt',
      step: 'login-accepted',
      effect: 'signature wrong, sent twice',
    };
    assert.deepEqual(record.faults, [fault]);
    assert.equal(record.reason, 'left-after-success');
    assert.match(
      record.explanation,
      /Fault spoilt happened at login-accepted: signature wrong, sent twice\./,
    );
    assert.match(record.advice, /^Look first at what was scripted: spoilt\. Without that: /);
    assert.match(
      attemptParagraph(record, options),
      /Fault spoilt happened at login-accepted: signature wrong, sent twice\./,
    );
    const line = authenticationRecord(record) as {
      Authentication: { diagnosis: { faults: unknown } };
    };
    assert.deepEqual(line.Authentication.diagnosis.faults, [fault]);
  });

  it('a fault after the login is in `next`', async () => {
    const echo: Fault = { name: 'twice', when: { step: 'echo' }, what: { do: 'duplicate' } };
    await using fixture = await serve({ faults: [echo] });
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.echo({ session });
    client.close();
    const [record] = await fixture.records(1);
    assert.deepEqual(record?.next, ['fault twice at echo: sent twice', 'the client left']);
  });

  it('many of them are counted in the explanation, and all in the record', async () => {
    const echo: Fault = { name: 'twice', when: { step: 'echo' }, what: { do: 'credits', grant: 9 } };
    await using fixture = await serve({ faults: [echo] });
    const client = await fixture.negotiated();
    const session = await login(client);
    for (let i = 0; i < 7; i++) await client.echo({ session });
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.faults.length, 7);
    assert.match(record?.explanation ?? '', /So did 2 more; the record has them all\.$/);
  });

  it('the event is a paragraph, and a line', async () => {
    await using fixture = await serve({ faults: [spoilt] });
    const events: FaultEvent[] = [];
    fixture.server.on('fault', (event) => void events.push(event));
    await assert.rejects(login(await fixture.negotiated()), /wrong signature/);
    const [event] = events;
    assert.ok(event);
    const { address, port } = event.connection.remote;
    assert.match(
      faultParagraph(event, options),
      new RegExp(
        `^\\d\\d:\\d\\d:\\d\\d  FAULT  spoilt at login-accepted for “alice” from ${address}:${port}  ` +
          '\\[signature wrong, sent twice\\]$',
      ),
    );
    const { type, Fault: told } = faultRecord(event) as { type: string; Fault: Record<string, unknown> };
    const { localAddress, ...rest } = told;
    assert.match(String(localAddress), /^ipv4:127\.0\.0\.1:\d+$/);
    assert.deepEqual(
      [type, rest],
      [
        'Fault',
        {
          version: { major: 1, minor: 0 },
          remoteAddress: `ipv4:${address}:${port}`,
          carrier: 'smb',
          connection: 1,
          account: 'alice',
          name: 'spoilt',
          step: 'login-accepted',
          effect: 'signature wrong, sent twice',
        },
      ],
    );
  });
});
