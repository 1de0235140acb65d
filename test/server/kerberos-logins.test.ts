import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeNegTokenResp, encodeNegTokenInit, encodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { encodePac, type PacContent } from '../../src/krb5/pac/index.js';
import type { KerberosOptions } from '../../src/server/kerberos-options.js';
import {
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  SecurityMode,
} from '../../src/smb2-codec/index.js';
import { type Fixture, serve } from '../session/support.js';
import {
  ifRelevant,
  KerberosForge,
  type RequestChange,
  serviceKey,
  type TicketChange,
} from '../support/kerberos-client.js';
import type { SmbClient } from '../support/smb-client.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const MS_KRB5 = '1.2.840.48018.1.2.2';

const key = serviceKey();

describe('a server with a keytab', () => {
  const folder = useTemporaryFolder();
  let forge: KerberosForge;
  let folders = 0;

  beforeEach(() => {
    forge = new KerberosForge();
    folders += 1;
  });

  function start(kerberos: KerberosOptions = {}): Promise<Fixture> {
    const keytab = join(folder(), 'server.keytab');
    const principal = principalFromText(key.principal);
    assert.ok(principal);
    writeFileSync(keytab, encodeKeytab([{ ...key, principal, writtenAt: 0 }]));
    return serve({ kerberos: { keytab, ...kerberos } }, forge.runtime);
  }

  async function setUp(client: SmbClient, securityBuffer: Buffer, sessionId = 0n) {
    client.send(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: 0,
          securityMode: SecurityMode.SIGNING_ENABLED,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer,
        }),
      { header: { sessionId } },
    );
    return client.receive();
  }

  const init = (mechToken: Buffer): Buffer => encodeNegTokenInit({ mechTypes: [MS_KRB5], mechToken });

  /** The status and the reason of a login with a token on a connection of its own. */
  async function login(server: Fixture, token: Buffer): Promise<readonly [status: number, reason: string]> {
    const attempt = server.server.next('attempt', { timeout: 5000 });
    const client = await server.negotiated();
    const { status } = await setUp(client, init(token));
    client.close();
    return [status, (await attempt).reason];
  }

  const refused = async (change: TicketChange, request: RequestChange = {}): Promise<string> => {
    await using server = await start();
    const [status, reason] = await login(server, forge.token(change, request));
    assert.equal(status, NtStatus.STATUS_LOGON_FAILURE);
    return reason;
  };

  it('takes a ticket of its keys', async () => {
    await using server = await start();
    assert.deepEqual(await login(server, forge.token()), [NtStatus.STATUS_SUCCESS, 'accepted']);
  });

  describe('and a state folder', () => {
    const stateFolder = () => join(folder(), `state-${folders}`);

    it('accepts an authenticator once, also over another connection and after a restart', async () => {
      const token = forge.token();
      {
        await using server = await start({ stateFolder: stateFolder() });
        assert.deepEqual(await login(server, token), [NtStatus.STATUS_SUCCESS, 'accepted']);
        assert.equal((await login(server, token))[1], 'kerberos-replayed');
      }
      await using restarted = await start({ stateFolder: stateFolder() });
      assert.deepEqual(await login(restarted, token), [NtStatus.STATUS_LOGON_FAILURE, 'kerberos-replayed']);
      assert.equal((await login(restarted, forge.token()))[1], 'accepted');
    });

    it('accepts none twice that another server on the folder accepted', async () => {
      await using one = await start({ stateFolder: stateFolder() });
      await using other = await start({ stateFolder: stateFolder() });
      const token = forge.token();
      assert.equal((await login(one, token))[1], 'accepted');
      assert.equal((await login(other, token))[1], 'kerberos-replayed');
    });

    it('refuses where it cannot know: a damaged file', async () => {
      {
        await using server = await start({ stateFolder: stateFolder() });
        assert.equal((await login(server, forge.token()))[1], 'accepted');
      }
      const [name = ''] = readdirSync(stateFolder());
      appendFileSync(join(stateFolder(), name), 'rubbish');
      await using server = await start({ stateFolder: stateFolder() });
      const told = server.server.next('attempt', { timeout: 5000 });
      assert.deepEqual(await login(server, forge.token()), [
        NtStatus.STATUS_LOGON_FAILURE,
        'kerberos-replay-memory-full',
      ]);
      assert.match((await told).advice ?? '', /a file there that is damaged/);
    });

    it('refuses where it cannot write', async () => {
      await using server = await start({ stateFolder: stateFolder() });
      const span = Math.floor((forge.runtime.now() + 300_000) / 600_000);
      for (const at of [span, span + 1]) mkdirSync(join(stateFolder(), `replays-${at}`));
      assert.equal((await login(server, forge.token()))[1], 'kerberos-replay-memory-full');
    });
  });

  describe('with a state folder that is gone', () => {
    it('refuses, and logs that the memory failed, not the accounts', async () => {
      const stateFolder = join(folder(), 'gone');
      const server = await start({ stateFolder });
      rmSync(stateFolder, { recursive: true });
      assert.deepEqual(await login(server, forge.token()), [NtStatus.STATUS_INTERNAL_ERROR, 'store-failed']);
      const [message, error] = server.internalErrors.splice(0);
      assert.equal(message, 'the memory of earlier logins failed');
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOENT');
      await server[Symbol.asyncDispose]();
    });
  });

  describe('refuses over a real socket what only a forged ticket shows', () => {
    const withPac = (content: Partial<PacContent>): TicketChange => {
      const clientInfo = { authTime: forge.runtime.now() - 60_000, name: 'alice' };
      const signers = { server: { etype: 18, key: key.key }, kdc: { etype: 18, key: Buffer.alloc(32) } };
      return withPacBytes(encodePac({ clientInfo, ...content }, signers));
    };
    const withPacBytes = (adData: Buffer): TicketChange => ({
      part: { authorizationData: ifRelevant({ adType: 128, adData }) },
    });

    it('pac-malformed', async () => {
      assert.equal(await refused(withPacBytes(Buffer.from('rubbish'))), 'pac-malformed');
    });

    it('pac-client-mismatch', async () => {
      const clientInfo = { authTime: forge.runtime.now() - 60_000, name: 'mallory' };
      assert.equal(await refused(withPac({ clientInfo })), 'pac-client-mismatch');
    });

    it('kerberos-anonymous-refused', async () => {
      const client = 'WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS';
      assert.equal(await refused({ client }), 'kerberos-anonymous-refused');
    });

    it('kerberos-mutual-failed: the third leg of DCE style', async () => {
      await using server = await start();
      const attempt = server.server.next('attempt', { timeout: 5000 });
      const client = await server.negotiated();
      const flags = ContextFlags.MUTUAL | ContextFlags.INTEG | ContextFlags.DCE_STYLE;
      const first = await setUp(client, init(forge.request(forge.ticket(), { flags })));
      assert.equal(first.status, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
      const { responseToken } = decodeNegTokenResp(decodeSessionSetupResponse(first.message).securityBuffer);
      // Our own AP-REP, sent back.
      const second = encodeNegTokenResp({ responseToken });
      const { status } = await setUp(client, second, first.header.sessionId);
      assert.equal(status, NtStatus.STATUS_LOGON_FAILURE);
      assert.equal((await attempt).reason, 'kerberos-mutual-failed');
      client.close();
    });
  });
});
