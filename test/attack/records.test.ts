import assert from 'node:assert/strict';
import {
  Command,
  Dialect,
  encodeLogoffRequest,
  encodeSessionSetupRequest,
  SessionSetupFlags,
} from '../../src/smb2-codec/index.js';
import type { SmbClient } from '../support/smb-client.js';
import { ClientLogin, negotiate } from '../support/smb-client-login.js';
import type { OutputRecord } from '../support/start-cli.js';
import { type Attacked, type Attacker, useAttacked } from './attacked.js';

const FLOOD = 2000;
const TREES = 1000;

/** Bytes of records for each byte that was sent. */
const PROPORTION = 3;

interface Record {
  readonly diagnosis: { readonly reason: string; readonly count: number; readonly omitted: number };
}

const recordOf = (found: OutputRecord): Record => found[found.type] as Record;

/** Repeats an attack on one connection, and says what came of it. */
async function flood(
  server: Attacked,
  client: SmbClient,
  times: number,
  attack: (index: number) => Promise<void>,
) {
  const before = client.socket.bytesWritten;
  for (let index = 0; index < times; index++) await attack(index);
  const sent = client.socket.bytesWritten - before;
  client.close();
  await server.expectServing();
  await server.cli.stop();
  const records = server.cli.records.filter(({ type }) => type !== 'listening');
  const written = records.reduce((sum, record) => sum + JSON.stringify(record).length + 1, 0);
  assert.ok(
    written <= PROPORTION * sent,
    `${written} bytes are written for ${sent}, ${(written / sent).toFixed(1)} times as much`,
  );
  return records.map(recordOf);
}

/** How many of a kind the records tell of. */
function counted(records: readonly Record[], reason: string): number {
  return Math.max(...records.filter(({ diagnosis }) => diagnosis.reason === reason).map(countOf));
}

const countOf = ({ diagnosis }: Record): number => diagnosis.count;

function setup(flags: number, securityBuffer: Buffer) {
  const rest = { securityMode: 1, capabilities: 0, previousSessionId: 0n };
  return (w: Parameters<typeof encodeSessionSetupRequest>[0]): void =>
    encodeSessionSetupRequest(w, { flags, ...rest, securityBuffer });
}

const setups: Readonly<globalThis.Record<string, readonly [string, (client: SmbClient) => Promise<void>]>> = {
  'that cannot be read': [
    'request-malformed',
    async (client) => void (await client.request(Command.SESSION_SETUP, (w) => w.u16(25).zero(10))),
  ],
  'with junk for a token': [
    'spnego-malformed',
    async (client) => void (await client.request(Command.SESSION_SETUP, setup(0, Buffer.from('junk')))),
  ],
  'that bind to nothing': [
    'binding-refused',
    async (client) => {
      const body = setup(SessionSetupFlags.BINDING, Buffer.from('junk'));
      await client.request(Command.SESSION_SETUP, body, { header: { sessionId: 7n } });
    },
  ],
  'that begin a login and log off': [
    'left-after-challenge',
    async (client) => {
      const exchange = new ClientLogin(client);
      const { header } = await exchange.first();
      await client.request(Command.LOGOFF, encodeLogoffRequest, { header: { sessionId: header.sessionId } });
    },
  ],
};

describe('attack: records in proportion to what was sent', function () {
  this.timeout(60_000);
  const start = useAttacked();

  for (const [name, [reason, attack]] of Object.entries(setups)) {
    it(`${FLOOD} SESSION_SETUPs ${name}`, async () => {
      await using server = await start();
      const client = await server.connect();
      await negotiate(client, { dialects: [Dialect.SMB_3_1_1] });
      const records = await flood(server, client, FLOOD, () => attack(client));
      assert.equal(counted(records, reason), FLOOD);
    });
  }

  const trees: Readonly<globalThis.Record<string, (attacker: Attacker, index: number) => Promise<void>>> = {
    'to a share that is not there': async ({ smb, session }) => {
      await smb.treeConnect('none', { session });
    },
    'to a share that is there, and back': async ({ smb, session }) => {
      const { treeId } = (await smb.treeConnect('files', { session })).header;
      await smb.treeDisconnect({ session, treeId });
    },
  };
  for (const [name, attack] of Object.entries(trees)) {
    it(`${TREES} TREE_CONNECTs ${name}`, async () => {
      await using server = await start();
      const attacker = await server.attacker();
      const records = await flood(server, attacker.smb, TREES, (index) => attack(attacker, index));
      assert.ok(Math.max(...records.map(countOf)) >= TREES, 'the last one says how many there were');
    });
  }

  it(`${TREES} TREE_CONNECTs to as many shares that are not there: those without a record are counted`, async () => {
    await using server = await start();
    const attacker = await server.attacker();
    const { smb, session } = attacker;
    const records = await flood(server, smb, TREES, async (index) => {
      await smb.treeConnect(`none${index}`, { session });
    });
    const refused = records.filter(({ diagnosis }) => diagnosis.reason === 'share-not-found');
    const omitted = refused.reduce((sum, { diagnosis }) => sum + diagnosis.omitted, 0);
    assert.equal(refused.length + omitted, TREES);
  });
});
