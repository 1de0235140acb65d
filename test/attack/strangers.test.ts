import assert from 'node:assert/strict';
import {
  Command,
  Dialect,
  encodeSessionSetupRequest,
  encodeSmb1NegotiateRequest,
  frame,
  HeaderFlags,
  SessionSetupFlags,
  SigningAlgorithm,
} from '../../src/smb2-codec/index.js';
import { Writer } from '../../src/bytes/index.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { login, negotiate } from '../support/smb-client-login.js';
import type { OutputRecord } from '../support/start-cli.js';
import { useAttacked } from './attacked.js';

/** An SMB_COM_NEGOTIATE as long as one may be. */
function smb1Negotiate(name: string, count: number): Buffer {
  const w = new Writer();
  encodeSmb1NegotiateRequest(w, { dialects: ['SMB 2.???', ...Array.from({ length: count }, () => name)] });
  return frame(w.finish());
}

interface Record {
  readonly remoteAddress: string;
  readonly diagnosis: { readonly reason: string; readonly explanation: string };
}

describe('attack: strangers', () => {
  const start = useAttacked();

  it('32,700 SMB1 dialects: nothing is kept but the first, and the record is short', async () => {
    await using server = await start();
    const before = await server.bytesInUse();
    const count = 20;
    const clients = [];
    for (let sent = 0; sent < count; sent++) {
      const client = await server.connect();
      client.sendRaw(sent % 2 === 0 ? smb1Negotiate('', 32_700) : smb1Negotiate('a\x01', 16_300));
      await client.receivePayload();
      clients.push(client);
    }
    const kept = ((await server.bytesInUse()) - before) / count;
    assert.ok(kept < 50_000, `${Math.round(kept)} bytes are kept of each`);
    for (const client of clients) client.close();
    const record = await server.cli.record(({ type }) => type === 'Authentication');
    assert.ok(JSON.stringify(record).length < 8192);
    await server.expectServing();
  });

  it('who binds to a session he saw on the wire is in his own record, and the victim’s stays clean', async () => {
    await using server = await start();
    const victim = await server.attacker(Dialect.SMB_3_1_1);
    const stranger = await server.connect();
    await negotiate(stranger, { dialects: [Dialect.SMB_3_1_1] });
    const port = stranger.socket.localPort;
    const reply = await stranger.request(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: SessionSetupFlags.BINDING,
          securityMode: 1,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer: Buffer.from('junk'),
        }),
      {
        header: {
          sessionId: victim.session.id,
          flags: HeaderFlags.SIGNED,
          signature: Buffer.alloc(16, 0x4a),
        },
      },
    );
    assert.equal(ntStatusName(reply.status), 'STATUS_ACCESS_DENIED');
    assert.equal((await victim.smb.echo(victim.options)).status, 0);
    stranger.close();
    victim.smb.close();
    const of = (found: OutputRecord) => found[found.type] as Record;
    const isHis = (found: OutputRecord) => of(found)?.remoteAddress?.endsWith(`:${port}`) ?? false;
    const his = of(await server.cli.record(isHis));
    assert.equal(his.diagnosis.reason, 'binding-refused');
    assert.match(his.diagnosis.explanation, /not signed with the key of the session/);
    await server.cli.stop();
    const others = server.cli.records.filter(
      (found) => (found.type === 'Authentication' || found.type === 'Incident') && !isHis(found),
    );
    assert.deepEqual(
      others.map((found) => of(found).diagnosis.reason),
      ['accepted'],
    );
  });

  it('24 wrong passwords at once, and wrong signatures on long messages', async () => {
    await using server = await start();
    const clients = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const client = await server.connect();
        await negotiate(client, { dialects: [Dialect.SMB_2_1] });
        return client;
      }),
    );
    await Promise.all(clients.map((client) => assert.rejects(login(client, { password: 'wrong' }))));
    for (const algorithm of [SigningAlgorithm.AES_CMAC, SigningAlgorithm.HMAC_SHA256]) {
      for (let wrong = 0; wrong < 10; wrong++) {
        const client = await server.connect();
        await negotiate(client, { dialects: [Dialect.SMB_3_1_1], signingAlgorithms: [algorithm] });
        const session = await login(client);
        const reply = await client.request(Command.ECHO, (w) => w.u16(4).zero(65_000), {
          session,
          sign: 'wrong',
        });
        assert.equal(ntStatusName(reply.status), 'STATUS_ACCESS_DENIED');
      }
    }
    await server.expectServing();
  });
});
