import assert from 'node:assert/strict';
import { Capture } from '../../src/capture/capture.js';
import { readCaptureFile } from '../../src/capture/capture-file.js';
import { reassemble } from '../../src/capture/tcp-streams.js';
import { internetChecksum, TcpPackets } from '../../src/capture/tcp-packets.js';
import { decodeHeader, FrameSplitter } from '../../src/smb2-codec/index.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { login } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

const client = { address: '10.1.2.3', port: 50000 };
const server = { address: '10.1.2.4', port: 445 };

describe('synthesized TCP packets', () => {
  it('have right checksums and sequence numbers', () => {
    const packets = new TcpPackets(client, server);
    const [syn, synAck, ack] = packets.handshake();
    const [request] = packets.data('client', Buffer.from('odd'));
    const [response] = packets.data('server', Buffer.from('four'));
    const end = packets.end('client', 'closed');
    const all = [syn, synAck, ack, request, response, end].map((packet) => packet ?? Buffer.alloc(0));
    assert.deepEqual(
      all.map((packet) => [packet.readUInt32BE(38), packet.readUInt32BE(42), packet.readUInt8(47)]),
      [
        [0, 0, 0x02],
        [0, 1, 0x12],
        [1, 1, 0x10],
        [1, 1, 0x18],
        [1, 4, 0x18],
        [4, 5, 0x11],
      ],
    );
    for (const packet of all) {
      const ip = packet.subarray(14, 34);
      const tcp = packet.subarray(34);
      const pseudo = Buffer.concat([
        ip.subarray(12, 20),
        Buffer.of(0, 6, tcp.length >> 8, tcp.length & 0xff),
      ]);
      assert.equal(internetChecksum(ip), 0);
      assert.equal(internetChecksum(pseudo, tcp), 0);
    }
  });

  it('split long data, and carry IPv6', () => {
    const packets = new TcpPackets({ address: 'fe80::1%eth0', port: 1 }, { address: '::1', port: 445 });
    packets.handshake();
    const [first, second, third] = packets.data('client', Buffer.alloc(70_000, 7));
    assert.equal(third !== undefined && second !== undefined, true);
    assert.equal(first?.readUInt16BE(12), 0x86dd);
    assert.equal(first.subarray(22, 38).toString('hex'), `fe80${'0'.repeat(27)}1`);
  });
});

describe('a capture', () => {
  async function record(keys = false) {
    const chunks: Buffer[] = [];
    const keyLines: string[] = [];
    const runtime = new FixedRuntime();
    const capture = new Capture({
      runtime,
      write: (bytes) => chunks.push(bytes),
      ...(keys && { writeKey: (line: string) => keyLines.push(line) }),
    });
    {
      await using fixture = await serve({ tap: capture }, runtime);
      const peer = await fixture.negotiated();
      await peer.treeConnect('disk', { session: await login(peer) });
      peer.close();
      await fixture.treeRecords(1);
    }
    return { bytes: Buffer.concat(chunks), keyLines };
  }

  it('reads back as the frames that passed, in order', async () => {
    const { bytes } = await record();
    const [conversation, ...others] = reassemble(readCaptureFile(bytes));
    assert.deepEqual(others, []);
    assert.ok(conversation && !conversation.incomplete);
    assert.match(conversation.server, /:445$/);
    const messages = conversation.chunks.flatMap(({ sender, bytes: chunk }) =>
      [...new FrameSplitter(0xffffff).push(chunk)].map(({ payload }) => {
        const { command, status } = decodeHeader(payload);
        return `${sender} ${command} ${status.toString(16)}`;
      }),
    );
    assert.deepEqual(messages, [
      'client 0 0',
      'server 0 0',
      'client 1 0',
      'server 1 c0000016',
      'client 1 0',
      'server 1 0',
      'client 3 0',
      'server 3 0',
    ]);
  });

  it('has comments of what the server made of the messages, and no key unless asked', async () => {
    const { bytes, keyLines } = await record();
    const text = bytes.toString('utf8');
    for (const words of [
      'NTLM CHALLENGE granting',
      'check nt-proof passed ([MS-NLMP] 3.2.5.1.2)',
      'login accepted',
    ]) {
      assert.ok(text.includes(words), words);
    }
    assert.deepEqual(keyLines, []);
    assert.ok(!bytes.includes(Buffer.alloc(16, 0x55)));
  });

  it('writes the session key for Wireshark where it was asked for', async () => {
    const { keyLines } = await record(true);
    assert.match(keyLines.join(''), /^[0-9a-f]{16},(55){16},"",""\n$/);
  });
});
