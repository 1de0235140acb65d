import assert from 'node:assert/strict';
import { NtStatus } from '../../src/constants/nt-status.js';
import { serve } from '../session/support.js';
import { tryLogin } from '../support/smb-client-login.js';

describe('faults at SMB2 answers', () => {
  it('status: an accepted login is answered with an error, and its record says so', async () => {
    await using fixture = await serve({
      faults: [
        {
          name: 'no-logon-server',
          when: { step: 'login-accepted', user: 'alice', times: 1 },
          what: { do: 'status', status: 'STATUS_NO_LOGON_SERVERS' },
        },
      ],
    });
    const client = await fixture.negotiated();
    const refused = await tryLogin(client);
    assert.equal(refused.status, NtStatus.STATUS_NO_LOGON_SERVERS);
    const accepted = await tryLogin(await fixture.negotiated());
    assert.equal(accepted.status, NtStatus.STATUS_SUCCESS);
    const [first] = fixture.attempts;
    assert.deepEqual(first?.faults, [
      { name: 'no-logon-server', step: 'login-accepted', effect: 'status STATUS_NO_LOGON_SERVERS' },
    ]);
    assert.equal(first?.verdict, 'refused');
    assert.equal(first?.reason, 'answered-otherwise');
  });
});
