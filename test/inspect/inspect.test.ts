import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Capture } from '../../src/capture/capture.js';
import { encodeFileStart, encodePacket } from '../../src/capture/pcapng.js';
import { TcpPackets } from '../../src/capture/tcp-packets.js';
import { messagesOfText, textOfFile } from '../../src/inspect/input.js';
import { Inspector } from '../../src/inspect/inspect.js';
import { renderSections } from '../../src/inspect/render.js';
import { problemsOf, type Section, SectionBuilder } from '../../src/inspect/section.js';
import { noColours } from '../../src/diagnosis/output/paragraph.js';
import { frame } from '../../src/smb2-codec/index.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { login } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

interface Recorded {
  readonly messages: Record<string, string>;
  readonly encryption?: readonly { readonly name: string; readonly transformed_message: string }[];
  readonly ntlm: { readonly password: string } & Record<string, string>;
}

const vectors = JSON.parse(readFileSync('test/vectors/ms-smb2-crypto.json', 'utf8')) as Record<
  string,
  Recorded
>;
const recorded = (name: string): Recorded => vectors[name] as Recorded;
const hex = (text = ''): Buffer => Buffer.from(text, 'hex');

const text = (sections: readonly Section[]): string => renderSections(sections, noColours);
const problems = (sections: readonly Section[]): string[] =>
  sections.flatMap(problemsOf).map(({ level, text: what }) => `${level}: ${what}`);

const { messages, ntlm } = recorded('smb311_session_master_channel');

describe('inspect: NTLM', () => {
  const exchange = ['negotiate_message', 'challenge_message', 'authenticate_message'].map((name) =>
    hex(ntlm[name]),
  );

  it('shows every message of an exchange, and judges each by those before it', () => {
    const inspector = new Inspector();
    const shown = text(exchange.flatMap((message) => inspector.inspect(message)));
    for (const words of [
      /^NTLM NEGOTIATE_MESSAGE$/m,
      /MsvAvNbDomainName +SUT311/,
      /UserName +administrator/,
      /NtChallengeResponse +238 bytes/,
      /LmChallengeResponse +24 bytes, zero/,
      /TimeStamp +2015-/,
      /MsvAvSingleHost +MachineID [0-9a-f]{64}, CustomData [0-9a-f]{16}$/m,
    ]) {
      assert.match(shown, words);
    }
  });

  it('shows responses in full only when asked to', () => {
    const proof = '63078eb639fe03e20a231c3ae3bf2308';
    const shown = (reveal: boolean): string =>
      text(new Inspector({ reveal }).inspect(exchange[2] ?? Buffer.alloc(0)));
    assert.ok(!shown(false).includes(proof));
    assert.ok(shown(true).includes(proof));
  });

  it('verifies proof and MIC with the password, and explains one that is mangled', () => {
    const verified = (password: string): string => {
      const inspector = new Inspector({ password: password });
      return text(exchange.flatMap((message) => inspector.inspect(message)));
    };
    assert.match(verified(ntlm.password), /Proof +right[\s\S]*MIC +right/);
    assert.match(
      verified('quite another one'),
      /refused: the proof does not match this password, nor any of \d+/,
    );
    assert.match(verified(ntlm.password.toLowerCase()), /right only with the first letter in upper case/);
    const many = new Inspector({ password: 'quite another one' });
    let last = '';
    for (let i = 0; i < 60; i++) last = exchange.map((bytes) => text(many.inspect(bytes))).join('');
    assert.match(
      last,
      /does not match this password; whether it was mangled is looked into for the first logins/,
    );
    const alone = new Inspector({ password: ntlm.password }).inspect(exchange[2] ?? Buffer.alloc(0));
    assert.match(text(alone), /cannot be verified without the CHALLENGE_MESSAGE/);
  });

  it('marks what a strict server refuses', () => {
    const weak = new NtlmClient({ response: 'ntlmv1', flags: 0x00000211 });
    const inspector = new Inspector();
    const found = problems([
      ...inspector.inspect(weak.negotiateMessage),
      ...inspector.inspect(exchange[1] ?? Buffer.alloc(0)),
      ...inspector.inspect(weak.authenticate(exchange[1] ?? Buffer.alloc(0))),
    ]);
    assert.ok(found.includes('refused: signing or sealing without 128-bit keys'));
    assert.ok(found.some((problem) => /^refused: NTLMv1.* is refused by default/.test(problem)));
  });

  it('marks AV pairs that are not those of the CHALLENGE, and a MIC that does not verify', () => {
    const client = new NtlmClient({
      user: 'administrator',
      password: ntlm.password,
      domain: 'SUT311',
      editAvPairs: (pairs) => pairs.filter(({ id }) => id !== 2),
    });
    const inspector = new Inspector({ password: ntlm.password });
    inspector.inspect(client.negotiateMessage);
    inspector.inspect(exchange[1] ?? Buffer.alloc(0));
    const authenticate = client.authenticate(exchange[1] ?? Buffer.alloc(0));
    authenticate.writeUInt8(authenticate.readUInt8(75) ^ 1, 75);
    const found = problems(inspector.inspect(authenticate));
    assert.ok(found.includes('refused: MsvAvNbDomainName of the CHALLENGE is not repeated'));
    assert.ok(found.some((problem) => problem.startsWith('refused: the MIC does not verify')));
  });
});

describe('inspect: SMB2', () => {
  const stream = Object.values(messages).map((message) => frame(hex(message)));

  it('a TCP payload: every message with the tokens inside', () => {
    const shown = text(new Inspector().inspect(Buffer.concat(stream)));
    for (const words of [
      /^SMB2 NEGOTIATE request$/m,
      /^SMB2 SESSION_SETUP response$/m,
      /DialectRevision +3\.1\.1/,
      /Ciphers +AES-128-GCM/,
      /Status +STATUS_MORE_PROCESSING_REQUIRED/,
      /SPNEGO[\s\S]*NTLM CHALLENGE_MESSAGE/,
    ]) {
      assert.match(shown, words);
    }
  });

  it('verifies the signature of a recorded login with its password', () => {
    const sections = new Inspector({ password: ntlm.password }).inspect(Buffer.concat(stream));
    assert.match(text(sections), /the signature is right/);
    assert.deepEqual(
      problems(sections).filter((problem) => problem.startsWith('refused')),
      [],
    );
  });

  it('and says so when it does not verify', () => {
    const broken = stream.map((message) => Buffer.from(message));
    const last = broken.at(-1) ?? Buffer.alloc(0);
    last.writeUInt8(last.readUInt8(60) ^ 1, 60);
    const found = problems(new Inspector({ password: ntlm.password }).inspect(Buffer.concat(broken)));
    assert.ok(found.some((problem) => problem.startsWith('refused: the signature does not verify')));
  });

  for (const name of ['smb311_encryption_aes128gcm', 'smb311_encryption_aes128ccm']) {
    it(`decrypts the recorded messages of ${name}, in both directions`, () => {
      const { messages: setUp, encryption = [], ntlm: account } = recorded(name);
      const inspector = new Inspector({ password: account.password });
      const login311 = Object.values(setUp).map((message) => frame(hex(message)));
      inspector.inspect(Buffer.concat(login311));
      const encrypted = encryption.map(({ transformed_message: message }) => frame(hex(message)));
      const shown = text(inspector.inspect(Buffer.concat(encrypted)));
      assert.match(shown, /SMB2 WRITE request[\s\S]*SMB2 WRITE response/);
      assert.match(text(new Inspector().inspect(encrypted[0] ?? Buffer.alloc(0))), /encrypted; --password/);
    });
  }

  it('marks a 3.1.1 request without its contexts, and SMB1', () => {
    const request = hex(messages['negotiate_request']);
    request.writeUInt16LE(0, 64 + 32);
    assert.ok(
      problems(new Inspector().inspect(request)).includes(
        'refused: PREAUTH_INTEGRITY_CAPABILITIES is missing',
      ),
    );
    const smb1 = Buffer.concat([
      hex('ff534d4272'),
      Buffer.alloc(28),
      hex('0c00'),
      Buffer.from('\x02NT LM 0.12\0'),
    ]);
    assert.match(problems(new Inspector().inspect(frame(smb1))).join(), /SMB1 only/);
    const answer = frame(
      Buffer.concat([smb1.subarray(0, 9), hex('80'), Buffer.alloc(22), hex('01ffff0000')]),
    );
    assert.deepEqual(problems(new Inspector().inspect(answer)), []);
    assert.match(text(new Inspector().inspect(answer)), /DialectIndex +none/);
  });

  it('a capture: the connection, its messages in order, and what a password shows of them', async () => {
    const chunks: Buffer[] = [];
    const runtime = new FixedRuntime();
    {
      const tap = new Capture({ runtime, write: (bytes) => chunks.push(bytes) });
      await using server = await serve({ tap, policy: { encryption: 'required' } }, runtime);
      const client = await server.negotiated();
      await client.treeConnect('disk', { session: await login(client) });
      client.close();
      await server.treeRecords(1);
    }
    const shown = text(new Inspector({ password: 'secret' }).inspect(Buffer.concat(chunks)));
    assert.match(shown, /^Connection of 127\.0\.0\.1:\d+ to 127\.0\.0\.1:445$/m);
    assert.match(shown, /Verification +the signature is right/);
    assert.match(shown, /SMB2 TRANSFORM_HEADER[\s\S]*SMB2 TREE_CONNECT request[\s\S]*Path +\\\\server\\disk/);
  });
});

const captureOf = (packets: readonly Buffer[]): Buffer =>
  Buffer.concat([
    encodeFileStart('test', ''),
    ...packets.map((bytes) => encodePacket({ timestamp: 1n, direction: 'in', bytes, comments: [] })),
  ]);

describe('inspect: input', () => {
  const bytes = Buffer.from('4e544c4d535350000100000097', 'hex');
  for (const [form, input] of [
    ['hexadecimal', bytes.toString('hex')],
    ['with spaces and 0x', `0x4e 0x54,4c4d 53535000\n01:00:00:00:97`],
    ['base64', bytes.toString('base64')],
    ['an HTTP header', `Authorization: NTLM ${bytes.toString('base64')}`],
    ['an HTTP header of the server', `WWW-Authenticate: Negotiate ${bytes.toString('base64')}\r\n`],
  ] as const) {
    it(form, () => assert.deepEqual(messagesOfText(input), [bytes]));
  }

  for (const [form, dump] of [
    ['xxd', '00000000: 4e54 4c4d 5353 5000 0100 0000 97         NTLMSSP......\n'],
    ['hexdump -C', '00000000  4e 54 4c 4d 53 53 50 00  01 00 00 00 97           |NTLMSSP......|\n0000000d\n'],
    ['Wireshark', '0000   4e 54 4c 4d 53 53 50 00\r\n0008   01 00 00 00 97            .....\r\n'],
  ] as const) {
    it(`a dump of ${form}`, () => assert.deepEqual(messagesOfText(dump), [bytes]));
  }

  it('a dump without the column of letters: its offsets are no data', () => {
    const message = Buffer.from('4e544c4d53535000010000000782080000000000000000000000000000000000', 'hex');
    const lines = [0, 16].map((offset) => {
      const row =
        message
          .subarray(offset, offset + 16)
          .toString('hex')
          .match(/../g) ?? [];
      return [offset.toString(16).padStart(8, '0'), row.join(' ')] as const;
    });
    for (const gap of [' ', '  ', ': ', ':\t']) {
      const dump = lines.map(([offset, row]) => offset + gap + row).join('\n');
      assert.deepEqual(messagesOfText(dump), [message], JSON.stringify(gap));
      assert.deepEqual(messagesOfText(`${dump}\n\n${dump}\n`), [message, message], JSON.stringify(gap));
      const piece = lines
        .map(([, row], i) => (0x40 + 16 * i).toString(16).padStart(4, '0') + gap + row)
        .join('\n');
      assert.deepEqual(messagesOfText(piece), [message], `a piece, ${JSON.stringify(gap)}`);
    }
    // An offset of its own, or the length in front of a message.
    assert.deepEqual(messagesOfText(`0000  ${lines[0]?.[1]}`), [message.subarray(0, 16)]);
    assert.deepEqual(messagesOfText('4e54  4c4d'), [Buffer.from('NTLM')]);
    assert.deepEqual(messagesOfText('0000 0004 fe53 4d42'), [Buffer.from('00000004fe534d42', 'hex')]);
  });

  it('hexadecimal and base64 of any length', () => {
    const long = Buffer.alloc(6_000_000, 0x41);
    assert.deepEqual(messagesOfText(long.toString('hex')), [long]);
    assert.deepEqual(messagesOfText(long.toString('base64')), [long]);
  });

  it('each header in the log of an HTTP client is a message of its own', () => {
    const header = `Authorization: NTLM ${bytes.toString('base64')}`;
    assert.deepEqual(messagesOfText(`> GET / HTTP/1.1\r\n> ${header}\r\n< HTTP/1.1 401\r\n`), [bytes]);
    assert.deepEqual(messagesOfText(`${header}\n${header}\n`), [bytes, bytes]);
    assert.equal(messagesOfText('GET / HTTP/1.1\r\nNegotiate AAAAAAAAAAAAAAAAAAAAAAAA'), undefined);
  });

  it('a file of text as Windows writes it, and no text where there are zero bytes', () => {
    const written = bytes.toString('base64');
    for (const file of [
      Buffer.from(`\ufeff${written}`, 'utf16le'),
      Buffer.from(`\ufeff${written}`),
      Buffer.from(written),
    ]) {
      assert.equal(textOfFile(file), written);
    }
    assert.equal(textOfFile(bytes), undefined);
  });

  it('hexadecimal that was cut in the middle of a byte is not taken for base64', () => {
    assert.equal(messagesOfText(bytes.toString('hex').slice(0, -1)), undefined);
  });

  it('nothing passes without a word: a message that is cut, no bytes, a capture without SMB', () => {
    const cut = frame(hex(Object.values(messages)[0])).subarray(0, 40);
    assert.match(text(new Inspector().inspect(cut)), /the last message is cut: only 40 bytes/);
    assert.match(text(new Inspector().inspect(Buffer.alloc(0))), /there are no bytes/);
    const http = new TcpPackets({ address: '10.0.0.1', port: 49152 }, { address: '10.0.0.2', port: 80 });
    const packets = [...http.handshake(), ...http.data('client', Buffer.from('GET / HTTP/1.1\r\n'))];
    const shown = text(new Inspector().inspect(captureOf(packets)));
    assert.match(shown, /10\.0\.0\.1:49152 to 10\.0\.0\.2:80 +HTTP/);
    assert.match(shown, /no SMB connection is in it/);
  });

  it('a capture whose first segment is shorter than a header is read all the same, and says where it is cut', () => {
    const tcp = new TcpPackets({ address: '10.0.0.1', port: 49152 }, { address: '10.0.0.2', port: 445 });
    const request = frame(hex(Object.values(messages)[0]));
    const pieces = [0, 3, 6, 100].map((start, i, all) => request.subarray(start, all[i + 1]));
    const packets = [...tcp.handshake(), ...pieces.flatMap((piece) => tcp.data('client', piece))];
    assert.match(text(new Inspector().inspect(captureOf(packets))), /SMB2 NEGOTIATE request/);
    const shown = text(new Inspector().inspect(captureOf(packets.slice(0, -1))));
    assert.match(shown, /the last message is cut: only 100 bytes/);
  });

  it('anything else is none', () => {
    assert.equal(messagesOfText('what is this?'), undefined);
    const manySpaces = ' '.repeat(100_000);
    for (const input of [
      `${manySpaces}"x"y`,
      `Authorization:${manySpaces}"x"y`,
      `0000${manySpaces}\u2028x`,
    ]) {
      assert.equal(messagesOfText(input), undefined);
    }
    assert.equal(messagesOfText(''), undefined);
  });

  it('shows a stream, a compound and a segment of any number of messages', () => {
    const count = 130_000;
    const echo = Buffer.alloc(68);
    echo.write('\xfeSMB', 0, 'latin1');
    echo.writeUInt16LE(64, 4);
    echo.writeUInt16LE(13, 12);
    echo.writeUInt16LE(4, 64);
    const titles = (sections: readonly Section[]) => new Set(sections.map(({ title }) => title));
    const stream = new Inspector().inspect(Buffer.alloc(count * 72, frame(echo)));
    assert.deepEqual([stream.length, ...titles(stream)], [count, 'SMB2 ECHO request']);
    const member = Buffer.alloc(72, echo.subarray(0, 64));
    member.writeUInt32LE(72, 20);
    const compound = new Inspector().inspect(Buffer.concat([Buffer.alloc(count * 72, member), echo]));
    assert.equal(compound.length, count + 1);
    const whole = new SectionBuilder('whole').addAll(compound).weak('long', '[MS-SMB2] 2.1').build();
    assert.equal(problemsOf(whole).length, 1);
    assert.ok(renderSections([whole], noColours).split('\n').length > count);
  });

  it('never throws, whatever the bytes are', () => {
    const starts = [
      hex('4e544c4d53535000'),
      hex('60'),
      hex('a1'),
      hex('fe534d42'),
      hex('fd534d42'),
      hex('00000040fe534d42'),
      hex('0a0d0d0a'),
      hex('d4c3b2a1'),
      hex(''),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        renderSections(new Inspector({ password: 'x' }).inspect(Buffer.concat([start, rest])), noColours);
      }),
      { numRuns: 2000 },
    );
  });

  it('every truncation of a recorded exchange is shown as far as it goes', () => {
    for (const message of [
      ...Object.values(messages),
      ntlm['authenticate_message'],
      ntlm['challenge_message'],
    ]) {
      const whole = hex(message);
      for (let length = 0; length < whole.length; length++) {
        renderSections(new Inspector().inspect(whole.subarray(0, length)), noColours);
      }
    }
  });
});
