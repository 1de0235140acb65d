import assert from 'node:assert/strict';
import { Dialect } from '../../../../src/smb2-codec/index.js';
import { login } from '../../../support/smb-client-login.js';
import { expectStatus, serve } from '../../support.js';

const dialects = Object.entries(Dialect).filter(([name]) => name !== 'WILDCARD');

describe('session: a login from NEGOTIATE to LOGOFF', () => {
  for (const [name, dialect] of dialects) {
    for (const raw of [false, true]) {
      it(`${name}, ${raw ? 'bare NTLMSSP' : 'SPNEGO'}`, async () => {
        await using server = await serve();
        const client = await server.negotiated({ dialects: [dialect] });
        assert.equal(client.settled.dialect, dialect);
        const session = await login(client, { raw });
        const tree = await client.treeConnect('disk', { session });
        expectStatus(tree, 'STATUS_SUCCESS');
        assert.equal(tree.signature, 'valid');
        expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
        expectStatus(await client.treeDisconnect({ session, treeId: tree.header.treeId }), 'STATUS_SUCCESS');
        expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
        expectStatus(await client.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
      });
    }
  }
});
