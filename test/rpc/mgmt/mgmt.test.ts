import assert from 'node:assert/strict';
import { guidToText } from '../../../src/bytes/index.js';
import { NdrReader } from '../../../src/ndr/index.js';
import { createManagement, type SyntaxId } from '../../../src/rpc/index.js';
import { FaultStatus } from '../../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { WKSSVC } from '../../../src/rpc/wkssvc/wkssvc.js';
import { anonymous, callBy } from '../support/server-info.js';

const management = createManagement([SRVSVC, WKSSVC]);
const call = (opnum: number) => management.call(opnum, Buffer.alloc(0), callBy(anonymous));

describe('rpc/mgmt: [MS-RPCE] 2.2.1.3 the remote management interface', () => {
  it('C706 appendix Q rpc__mgmt_inq_if_ids lists the interfaces of the endpoint', () => {
    const reply = call(0);
    assert.ok(Buffer.isBuffer(reply));
    const r = new NdrReader(reply, 'rpc__mgmt_inq_if_ids');
    const found: SyntaxId[] = [];
    r.pointer('if_id_vector', () => {
      const count = r.u32('max_count');
      assert.equal(r.u32('count'), count);
      for (let i = 0; i < count; i++) {
        r.pointer('if_id', () => {
          const uuid = guidToText(r.bytes(16, 'uuid'));
          found.push({ uuid, major: r.u16('vers_major'), minor: r.u16('vers_minor') });
        });
      }
    });
    assert.deepEqual([found, r.u32('status'), r.remaining], [[SRVSVC, WKSSVC], 0, 0]);
  });

  it('rpc__mgmt_is_server_listening says that it is', () => {
    assert.deepEqual(call(2), Buffer.from('0000000001000000', 'hex'));
  });

  it('rpc__mgmt_stop_server_listening is for nobody', () => {
    assert.equal(call(3), FaultStatus.ACCESS_DENIED);
  });
});
