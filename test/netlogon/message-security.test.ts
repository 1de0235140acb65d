import assert from 'node:assert/strict';
import { NetlogonMessageSecurity, SIGNATURE_LENGTH } from '../../src/netlogon/message-security.js';
import { decodePdu } from '../../src/rpc/pdu/index.js';
import { readVectors } from '../support/vectors.js';
import { recordedPdus, recording } from './support/recorded.js';
import { recordedSessionKey } from './support/recorded-keys.js';
import { open, seal, sequenceOf } from './support/sealing.js';

interface Example {
  readonly sessionKey: string;
  readonly confounder: string;
  readonly message: string;
  readonly encryptedMessage: string;
  /** Without the reserved octets. */
  readonly signature: string;
  readonly headerSigned: { readonly header: string; readonly trailer: string; readonly signature: string };
}

const example = readVectors('ms-nrpc-4.3.json') as Example;
const hex = (text: string) => Buffer.from(text, 'hex');
const whole = (signature: string) => Buffer.concat([hex(signature), Buffer.alloc(24)]);
const key = hex(example.sessionKey);
const around = (sign: boolean) => ({
  before: hex(example.headerSigned.header),
  after: hex(example.headerSigned.trailer),
  sign,
});
const security = (confounder = hex(example.confounder)) =>
  new NetlogonMessageSecurity(key, { randomBytes: () => confounder });

/** The next answer of a server, made by the primitives of Node.js. */
function answer(number: number, sign = false, message = hex(example.message)) {
  const { before, after } = around(sign);
  const sequence = sequenceOf(number, 'server');
  return seal(message, {
    key,
    sequence,
    confounder: hex(example.confounder),
    ...(sign && { before, after }),
  });
}

describe('netlogon: [MS-NRPC] 3.3.4.2 signature token', () => {
  it('4.3 is made of a first request', () => {
    const { sealed, signature } = security().wrap(hex(example.message), around(false));
    assert.deepEqual(sealed, hex(example.encryptedMessage));
    assert.deepEqual(signature, whole(example.signature));
    assert.equal(signature.length, SIGNATURE_LENGTH);
  });

  it('4.3.1 is made where the header and the trailer are signed', () => {
    const { sealed, signature } = security().wrap(hex(example.message), around(true));
    assert.deepEqual(sealed, hex(example.encryptedMessage));
    assert.deepEqual(signature, whole(example.headerSigned.signature));
  });

  it('has one counter: requests have the even numbers, answers the odd ones', () => {
    const ours = security();
    for (const [turn, sign] of [false, true, true].entries()) {
      const { before, after } = around(sign);
      const sequence = sequenceOf(2 * turn, 'client');
      const parts = { key, sequence, confounder: hex(example.confounder), ...(sign && { before, after }) };
      assert.deepEqual(ours.wrap(hex(example.message), around(sign)), seal(hex(example.message), parts));
      const { sealed, signature } = answer(2 * turn + 1, sign);
      assert.deepEqual(ours.unwrap(sealed, signature, around(sign)), hex(example.message));
    }
  });

  it('of an answer is refused with another key, or with the header signed by one side alone', () => {
    const { sealed, signature } = answer(0);
    const other = new NetlogonMessageSecurity(hex('11'.repeat(16)), { randomBytes: (n) => Buffer.alloc(n) });
    assert.equal(other.unwrap(sealed, signature), undefined);
    assert.equal(security().unwrap(sealed, signature, around(true)), undefined);
    const signed = answer(0, true);
    assert.equal(security().unwrap(signed.sealed, signed.signature, around(false)), undefined);
  });

  it('of an answer is refused with another number, and a request is no answer', () => {
    const confounder = hex(example.confounder);
    for (const sequence of [sequenceOf(1, 'server'), sequenceOf(0, 'client'), hex('0000000000000001')]) {
      const forged = seal(hex(example.message), { key, sequence, confounder });
      assert.equal(security().unwrap(forged.sealed, forged.signature), undefined);
    }
    const own = security().wrap(hex(example.message));
    assert.equal(security().unwrap(own.sealed, own.signature), undefined);
  });

  it('of an answer is refused when any bit is another', () => {
    const { sealed, signature } = answer(0);
    for (let bit = 0; bit < 32 * 8; bit++) {
      assert.equal(security().unwrap(sealed, flipped(signature, bit)), undefined, `bit ${bit}`);
    }
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      assert.equal(security().unwrap(flipped(sealed, bit), signature), undefined, `bit ${bit}`);
    }
  });

  it('is refused at every other length; the reserved octets are not looked at', () => {
    const { sealed, signature } = answer(0);
    for (let length = 0; length < SIGNATURE_LENGTH; length++) {
      assert.equal(security().unwrap(sealed, signature.subarray(0, length)), undefined);
    }
    assert.equal(security().unwrap(sealed, Buffer.concat([signature, Buffer.alloc(1)])), undefined);
    assert.deepEqual(security().unwrap(sealed, signature.fill(0xff, 32)), hex(example.message));
  });

  it('is refused a second time: each message has its number', () => {
    const ours = security();
    const { sealed, signature } = answer(0);
    assert.ok(ours.unwrap(sealed, signature));
    assert.equal(ours.unwrap(sealed, signature), undefined);
  });

  it('is never made of a message that is not sealed', () => {
    assert.throws(() => security().getMic(), /sealed/);
    assert.equal(security().verifyMic(), false);
  });
});

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

describe('netlogon: the signatures of a recorded exchange', () => {
  const sessionKey = recordedSessionKey();
  const sealedPdus = (kind: 'send' | 'received') =>
    recordedPdus(kind, 'sealed')
      .slice(1)
      .map((pdu) => decodePdu(pdu));
  const fieldsOf = (pdu: ReturnType<typeof decodePdu>) => {
    const { layout, raw, security: trailer } = pdu;
    const sealed = raw.subarray(layout.bodyStart, layout.trailerStart);
    const opened = open(sessionKey, sealed, trailer?.token ?? Buffer.alloc(0));
    const before = raw.subarray(0, layout.bodyStart);
    const after = raw.subarray(layout.trailerStart, layout.trailerStart + 8);
    return { ...opened, before, after };
  };

  for (const [kind, sender] of [
    ['send', 'client'],
    ['received', 'server'],
  ] as const) {
    it(`of the ${sender} have the fields of 2.2.1.3.3, the one counter, and sign the header`, () => {
      const pdus = sealedPdus(kind);
      assert.equal(pdus.length, 2 + recording.logons.length);
      for (const [number, pdu] of pdus.entries()) {
        const { header, sequence, checksum, confounder, message, reserved, before, after } = fieldsOf(pdu);
        assert.equal(header.toString('hex'), '13001a00ffff0000');
        assert.deepEqual(sequence, sequenceOf(2 * number + (sender === 'server' ? 1 : 0), sender));
        assert.deepEqual(reserved, Buffer.alloc(24));
        const again = seal(message, { key: sessionKey, sequence, confounder, before, after });
        assert.deepEqual(again.signature.subarray(16, 24), checksum);
        assert.deepEqual(again.signature, pdu.security?.token);
      }
    });
  }
});
