import assert from 'node:assert/strict';
import { AuthType } from '../../src/rpc/index.js';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { Dialect } from '../../src/smb2-codec/index.js';
import { flags, loginWithNtlm } from '../rpc/support/bind-logins.js';
import { ipcSession, type OverSmb, type PipeSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { negotiate } from '../support/smb-client-login.js';
import { type Attacked, useAttacked } from './attacked.js';

/** The parts of a record that tell of a login in a bind. */
interface Line {
  readonly clientAccount: string | null;
  readonly diagnosis: {
    readonly reason: string;
    readonly count: number;
    readonly login: { readonly carrier: string } | null;
  };
}

/** The records of logins in binds so far. */
function binds({ cli }: Attacked): Line[] {
  return cli.records
    .filter(({ type }) => type === 'Authentication')
    .map((record) => record['Authentication'] as Line)
    .filter(({ diagnosis }) => diagnosis.login?.carrier === 'pipe');
}

async function anonymous(server: Attacked): Promise<PipeSession> {
  const smb = await server.connect();
  await negotiate(smb, { dialects: [Dialect.SMB_2_1] });
  return ipcSession(smb);
}

describe('attack: logins in RPC binds', () => {
  const start = useAttacked({ policy: { anonymous: 'ipc' } });
  const terms = { type: AuthType.NTLM, level: AuthLevel.CONNECT, contextId: 1 };
  const token = new NtlmClient({ flags }).negotiateMessage;

  it('200 wrong passwords of four strangers: each has its record', async () => {
    await using server = await start();
    const guess = async (ipc: PipeSession, stranger: number): Promise<void> => {
      for (let sent = 0; sent < 50; sent++) {
        const { rpc, close } = await rpcOverSmb(ipc);
        await loginWithNtlm(rpc, AuthLevel.CONNECT, { user: 'alice', password: `${stranger} ${sent}` });
        await close();
      }
      ipc.smb.close();
    };
    const strangers = await Promise.all(Array.from({ length: 4 }, () => anonymous(server)));
    await Promise.all(strangers.map(guess));
    await server.expectServing();
    await server.cli.stop();
    const records = binds(server);
    assert.equal(records.length, 200);
    assert.ok(
      records.every(
        ({ clientAccount, diagnosis }) =>
          clientAccount === 'alice' && diagnosis.reason === 'wrong-password' && diagnosis.count === 1,
      ),
    );
  });

  it('500 logins begun and left open: what they hold is bounded, and they are counted', async () => {
    await using server = await start();
    const ipc = await anonymous(server);
    const before = await server.bytesInUse();
    const pipes: OverSmb[] = [];
    for (const name of ['srvsvc', 'wkssvc']) {
      for (let sent = 0; sent < 250; sent++) {
        const pipe = await rpcOverSmb(ipc, name);
        await pipe.rpc.bind(SRVSVC, { security: { ...terms, token } });
        pipes.push(pipe);
      }
    }
    const kept = ((await server.bytesInUse()) - before) / pipes.length;
    assert.ok(kept < 16_000, `${Math.round(kept)} bytes are kept of each`);
    assert.deepEqual(binds(server), []);
    ipc.smb.close();
    await server.expectServing();
    await server.cli.stop();
    const told = binds(server).map(({ diagnosis }) => diagnosis);
    assert.ok(told.every(({ reason }) => reason === 'left-after-challenge'));
    assert.ok(told.length <= 24, `${told.length} records`);
    const counts = told.map(({ count }) => count);
    assert.deepEqual([counts[0], counts.at(-2), counts.at(-1)], [1, 250, 250]);
  });

  it('500 tokens that are none: counted', async () => {
    await using server = await start();
    const ipc = await anonymous(server);
    for (let sent = 0; sent < 500; sent++) {
      const { rpc, close } = await rpcOverSmb(ipc);
      await rpc.bind(SRVSVC, { security: { ...terms, token: Buffer.alloc(4000, 0x60) } });
      await close();
    }
    ipc.smb.close();
    await server.expectServing();
    await server.cli.stop();
    assert.deepEqual(
      binds(server).map(({ diagnosis }) => [diagnosis.reason, diagnosis.count]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 500].map((count) => ['spnego-malformed', count]),
    );
  });
});
