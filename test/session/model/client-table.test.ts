import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { Dialect } from '../../../src/smb2-codec/index.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { until } from '../../support/until.js';
import { expectStatus, serve } from '../support.js';

const { SMB_2_0_2, SMB_2_1, SMB_3_0_2, SMB_3_1_1 } = Dialect;
const clientGuid = Buffer.alloc(16, 0x5a);
const zeroGuid = Buffer.alloc(16);

describe('[MS-SMB2] 3.3.5.5.3 GlobalClientTable', () => {
  it('a client logs in on several connections in one dialect', async () => {
    await using fixture = await serve();
    await login(await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid }));
    await login(await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid }));
  });

  it('another dialect under the same ClientGuid: STATUS_USER_SESSION_DELETED, and no session', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid });
    const session = await login(first);
    const second = await fixture.negotiated({ dialects: [SMB_3_0_2], clientGuid });
    expectStatus(await tryLogin(second), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('the client is forgotten with its last connection', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid });
    await login(first);
    first.close();
    await until('the client is forgotten', async () => {
      const reply = await tryLogin(await fixture.negotiated({ dialects: [SMB_2_1], clientGuid }));
      if (reply.status === NtStatus.STATUS_USER_SESSION_DELETED) return false;
      expectStatus(reply, 'STATUS_SUCCESS');
      return true;
    });
  });

  it('2.0.2 has no ClientGuid, and one of zeros is nobody\u2019s', async () => {
    await using fixture = await serve();
    await login(await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid }));
    await login(await fixture.negotiated({ dialects: [SMB_2_0_2], clientGuid }));
    await login(await fixture.negotiated({ dialects: [SMB_3_1_1], clientGuid: zeroGuid }));
    await login(await fixture.negotiated({ dialects: [SMB_2_1], clientGuid: zeroGuid }));
    assert.equal(fixture.limitHits.size, 0);
  });
});
