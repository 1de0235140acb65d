import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { encryptionTypes } from '../../src/krb5/encryption/index.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { Command, Dialect, encodeSessionSetupRequest, SecurityMode } from '../../src/smb2-codec/index.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { framed, KerberosForge, keyOf, SERVICE, serviceKey } from '../support/kerberos-client.js';
import type { SmbClient } from '../support/smb-client.js';
import { negotiate } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { Attacked } from './attacked.js';

const MS_KRB5 = '1.2.840.48018.1.2.2';

async function offerTicket(client: SmbClient, mechToken: Buffer): Promise<string | undefined> {
  const securityBuffer = encodeNegTokenInit({ mechTypes: [MS_KRB5], mechToken });
  const { status } = await client.request(Command.SESSION_SETUP, (w) =>
    encodeSessionSetupRequest(w, {
      flags: 0,
      securityMode: SecurityMode.SIGNING_ENABLED,
      capabilities: 0,
      previousSessionId: 0n,
      securityBuffer,
    }),
  );
  return ntStatusName(status);
}

describe('attack: tickets of strangers', () => {
  const folder = useTemporaryFolder();

  it('large ones for 64 keys, from 24 connections at once, of each encryption type', async () => {
    const principal = principalFromText(SERVICE);
    assert.ok(principal);
    const keys = encryptionTypes.flatMap(({ etype }) =>
      Array.from({ length: 64 }, (_, index) => serviceKey(etype, index + 1, index + 1)),
    );
    const keytab = join(folder(), 'keytab');
    writeFileSync(keytab, encodeKeytab(keys.map((key) => ({ ...key, principal, writtenAt: 0 }))));
    const enctypes = encryptionTypes.map(({ name }) => name);
    await using server = await Attacked.start(folder(), { kerberos: { keytab, enctypes } });
    const clients = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const client = await server.connect();
        await negotiate(client, { dialects: [Dialect.SMB_3_1_1] });
        return client;
      }),
    );
    const forge = new KerberosForge();
    for (const { etype } of encryptionTypes) {
      const ticket = forge.ticket({ key: serviceKey(etype, 1, 0xff), plain: Buffer.alloc(64_000) });
      const token = framed(forge.request(ticket, { key: keyOf(18, 1) }));
      const answers = await Promise.all(clients.map((client) => offerTicket(client, token)));
      assert.deepEqual([...new Set(answers)], ['STATUS_LOGON_FAILURE']);
    }
    await server.expectServing();
  });
});
