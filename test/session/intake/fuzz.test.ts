import assert from 'node:assert/strict';
import type { Writer } from '../../../src/bytes/index.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import {
  Command,
  encodeEchoRequest,
  encodeIoctlRequest,
  encodeNegotiateRequest,
  encodeSessionSetupRequest,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  type FileId,
  frame,
  NO_FILE_ID,
} from '../../../src/smb2-codec/index.js';
import { signatureOf } from '../../support/smb-client-keys.js';
import { ClientLogin, login, negotiateRequest } from '../../support/smb-client-login.js';
import { allInformation, close, create, fileIdOf, temporaryShare, watch } from '../file-requests.js';
import { expectServing, type Fixture, serve } from '../support.js';

/** Numbers that look random and are the same each time. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** A copy with a few bytes changed, something cut off, or something added. */
  spoil(message: Buffer, from = 0): Buffer {
    const spoiled = Buffer.from(message);
    const edge = [0x00, 0x01, 0x7f, 0x80, 0xff];
    for (let i = this.below(4); i >= 0; i--) {
      spoiled[from + this.below(spoiled.length - from)] = this.below(2)
        ? this.below(256)
        : edge[this.below(5)]!;
    }
    switch (this.below(6)) {
      case 0:
        return spoiled.subarray(0, Math.max(from, this.below(spoiled.length)));
      case 1:
        return Buffer.concat([spoiled, this.bytes(this.below(64))]);
      default:
        return spoiled;
    }
  }
}

/** Lets the server take in what was sent, and drops the connection. */
async function sendAndLeave(fixture: Fixture, prepare: (frames: Buffer[]) => Promise<void>): Promise<void> {
  const frames: Buffer[] = [];
  await prepare(frames);
  const client = await fixture.connect();
  client.sendRaw(Buffer.concat(frames));
  client.socket.end();
  await client.closed;
}

/** Bodies of every command as a client would send them. */
function requests(fileId: FileId): readonly (readonly [number, (w: Writer) => void])[] {
  return [
    [Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, negotiateRequest())],
    [
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: 0,
          securityMode: 1,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer: Buffer.from('4e544c4d535350000100000097b208e2', 'hex'),
        }),
    ],
    [Command.TREE_CONNECT, (w) => encodeTreeConnectRequest(w, { flags: 0, path: '\\\\server\\disk' })],
    [Command.TREE_DISCONNECT, encodeTreeDisconnectRequest],
    [Command.CREATE, create()],
    [Command.CLOSE, close(fileId)],
    [Command.ECHO, encodeEchoRequest],
    [Command.CANCEL, encodeEchoRequest],
    [Command.CHANGE_NOTIFY, watch(fileId)],
    [
      Command.IOCTL,
      (w) =>
        encodeIoctlRequest(w, {
          ctlCode: 0x001401fc,
          fileId: NO_FILE_ID,
          input: Buffer.alloc(40),
          maxInputResponse: 0,
          maxOutputResponse: 4096,
          flags: 1,
        }),
    ],
    [Command.QUERY_INFO, allInformation(fileId)],
    [Command.READ, (w) => w.u16(49).zero(47)],
    [Command.WRITE, (w) => w.u16(49).zero(47)],
    [Command.LOCK, (w) => w.u16(48).zero(46)],
    [Command.QUERY_DIRECTORY, (w) => w.u16(33).zero(31)],
    [Command.SET_INFO, (w) => w.u16(33).zero(31)],
    [Command.FLUSH, (w) => w.u16(24).zero(22)],
    [Command.OPLOCK_BREAK, (w) => w.u16(24).zero(22)],
    [Command.LOGOFF, encodeEchoRequest],
  ];
}

describe('fuzz: the requests', () => {
  it('are of every command but that of the server', () => {
    const fuzzed = requests(NO_FILE_ID).map(([command]) => command);
    const all = Object.values(Command).filter((command) => command !== Command.SERVER_TO_CLIENT_NOTIFICATION);
    assert.deepEqual(
      fuzzed.toSorted((a, b) => a - b),
      all.toSorted((a, b) => a - b),
    );
  });
});

describe('fuzz: whatever arrives, the server lives and serves the next login', function () {
  this.timeout(60_000);

  it('random bytes, framed and not', async () => {
    await using fixture = await serve();
    const dice = new Dice(1);
    for (let i = 0; i < 150; i++) {
      await sendAndLeave(fixture, async (frames) => {
        const bytes = dice.bytes(dice.below(400));
        if (dice.below(3) > 0)
          bytes.write(['fe534d42', 'ff534d42', 'fd534d42', 'fc534d42'][dice.below(4)]!, 'hex');
        frames.push(dice.below(4) === 0 ? bytes : frame(bytes));
      });
    }
    await expectServing(fixture);
    assert.deepEqual(fixture.internalErrors, []);
  });

  it('a NEGOTIATE spoiled in every byte', async () => {
    await using fixture = await serve();
    const donor = await fixture.connect();
    const good = donor.message(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, negotiateRequest()));
    const dice = new Dice(2);
    for (let at = 0; at < good.length; at++) {
      const spoiled = Buffer.from(good);
      spoiled[at] = spoiled[at]! ^ (1 << dice.below(8));
      await sendAndLeave(
        fixture,
        async (frames) => void frames.push(frame(spoiled), frame(dice.spoil(good))),
      );
    }
    await expectServing(fixture);
  });

  it('spoiled legs of a login, bare and in SPNEGO', async () => {
    await using fixture = await serve();
    const dice = new Dice(3);
    for (let i = 0; i < 150; i++) {
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client, { raw: dice.below(2) === 0 });
      const sendRaw = client.sendRaw.bind(client);
      const spoiling = dice.below(2);
      let leg = 0;
      client.sendRaw = (bytes) =>
        sendRaw(leg++ === spoiling ? frame(dice.spoil(bytes.subarray(4), 64)) : bytes);
      const first = await exchange.first().catch(() => undefined);
      if (spoiling === 1 && first !== undefined) await exchange.second().catch(() => undefined);
      client.close();
    }
    await expectServing(fixture);
    const accepted = fixture.attempts.filter(({ verdict }) => verdict === 'accepted');
    for (const { identity } of accepted) assert.equal(identity?.account, 'alice');
  });

  for (const protection of ['signed', 'encrypted'] as const) {
    it(`spoiled requests of every command, rightly ${protection}`, async () => {
      await using fixture = await serve({ shares: [temporaryShare] });
      const dice = new Dice(protection === 'signed' ? 4 : 5);
      for (let round = 0; round < 60; round++) {
        const client = await fixture.negotiated();
        const session = await login(client);
        const { treeId } = (await client.treeConnect('disk', { session })).header;
        // A client before may have opened the root for itself alone, and still be on its way out.
        const opened = await client.request(Command.CREATE, create(), { session, treeId });
        const all = requests(opened.status === NtStatus.STATUS_SUCCESS ? fileIdOf(opened) : NO_FILE_ID);
        for (let i = 0; i < 12; i++) {
          const [command, body] = all[dice.below(all.length)]!;
          const message = client.message(command, body, { session, treeId });
          // The header keeps its place in the sequence, or nothing would get further than that.
          const spoiled = dice.spoil(message, dice.below(3) === 0 ? 32 : 64);
          if (protection === 'encrypted') client.sendRaw(frame(client.encrypted(spoiled, session)));
          else {
            if (spoiled.length >= 64) signatureOf(1, session.keys.signing, spoiled).copy(spoiled, 48);
            client.sendRaw(frame(spoiled));
          }
        }
        client.socket.end();
        await client.closed;
      }
      await expectServing(fixture);
      assert.deepEqual(fixture.internalErrors, []);
    });
  }

  it('spoiled compounds', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const dice = new Dice(6);
    for (let round = 0; round < 80; round++) {
      const client = await fixture.negotiated();
      const session = await login(client);
      const { treeId } = (await client.treeConnect('disk', { session })).header;
      const all = requests(NO_FILE_ID);
      const parts: Buffer[] = [];
      for (let i = 0; i < 4; i++) {
        const [command, body] = all[dice.below(all.length)]!;
        const header = { flags: dice.below(2) * 4 };
        const message = client.message(command, body, { session, treeId, header });
        const padded = Buffer.concat([message], Math.ceil(message.length / 8) * 8);
        if (i < 3) padded.writeUInt32LE(dice.below(4) === 0 ? dice.below(256) : padded.length, 20);
        parts.push(dice.below(4) === 0 ? dice.spoil(padded, 64) : padded);
      }
      const whole = Buffer.concat(parts);
      client.sendRaw(frame(dice.below(2) ? client.encrypted(whole, session) : whole));
      client.socket.end();
      await client.closed;
    }
    await expectServing(fixture);
    assert.deepEqual(fixture.internalErrors, []);
  });
});
