import assert from 'node:assert/strict';
import type { ChannelFailure } from '../../src/netlogon/index.js';
import { NegotiateFlags } from '../../src/netlogon/negotiate-flags.js';
import { faultOf, KNOWN, type Deviations, type Step } from './support/controller.js';
import { Driven } from './support/drive.js';
import { frame, PDU } from './support/frame.js';
import { questionFor } from './support/ntlm.js';
import { Stub } from './support/stub.js';

const ACCESS_DENIED = 0xc0000022;

/** The end of a channel that is asked about one user. */
function failureOf(deviations: Deviations): ChannelFailure | undefined {
  const driven = new Driven(deviations).start().ask('alice');
  assert.deepEqual(driven.answers, []);
  return driven.failure;
}

const kindOf = (deviations: Deviations) => failureOf(deviations)?.kind;

/** Changes the first answer to a step. */
const first = (wanted: Step, change: (pdu: Buffer) => Buffer[]): Deviations => ({
  alter: (step, pdus, n) => (step === wanted && n === 0 ? pdus.flatMap((pdu) => change(pdu)) : pdus),
});

describe('netlogon: a controller that refuses', () => {
  it('the machine account, for a wrong password and for other reasons', () => {
    assert.deepEqual(failureOf({ password: 'other' }), {
      kind: 'machine-account-refused',
      status: ACCESS_DENIED,
    });
    for (const status of [0xc000018b, 0xc0000072]) {
      const failure = failureOf({ status: { authenticate: status } });
      assert.deepEqual(failure, { kind: 'machine-account-refused', status });
    }
    const failure = failureOf({ status: { authenticate: 0xc000009a } });
    assert.deepEqual(failure, { kind: 'refused', step: 'NetrServerAuthenticate3', status: 0xc000009a });
  });

  for (const [step, name] of [
    ['ept_map', 'ept_map'],
    ['challenge', 'NetrServerReqChallenge'],
    ['capabilities', 'NetrLogonGetCapabilities'],
  ] as const) {
    it(`${name} by a status or a fault`, () => {
      for (const deviations of [{ status: { [step]: 0x16c9a0d6 } }, { fault: { [step]: 0x16c9a0d6 } }]) {
        assert.deepEqual(failureOf(deviations), { kind: 'refused', step: name, status: 0x16c9a0d6 });
      }
    });
  }

  it('a question by a fault: it is no answer about the account', () => {
    const failure = failureOf({ fault: { logon: 0x721 } });
    assert.deepEqual(failure, { kind: 'refused', step: 'NetrLogonSamLogonEx', status: 0x721 });
  });

  it('a question by a status that is not about the account (3.4.5.3.2, 3.5.4.5.1)', () => {
    for (const status of [ACCESS_DENIED, 0xc0000122]) {
      const failure = failureOf({ judge: () => ({ status }) });
      assert.deepEqual(failure, { kind: 'refused', step: 'NetrLogonSamLogonEx', status });
    }
  });

  it('a bind, by a bind_nak or a fault', () => {
    for (const step of ['bind', 'sealed-bind'] as const) {
      const nak = (pdu: Buffer) => {
        const body = new Stub().u16(4).u8(1).u8(5).u8(0).finish();
        return [frame({ type: PDU.bindNak, flags: 3, callId: pdu.readUInt32LE(12), body, bigEndian: false })];
      };
      const [connection, port] = step === 'bind' ? ['mapper', 135] : ['sealed', 49_152];
      assert.deepEqual(failureOf(first(step, nak)), { kind: 'bind-refused', connection, port, reason: 4 });
      const fault = failureOf(first(step, (pdu) => [faultOf(pdu.readUInt32LE(12), 5)]));
      assert.deepEqual(fault, { kind: 'refused', step: 'bind', status: 5 });
    }
  });

  it('its own part: a connection that ends', () => {
    const driven = new Driven();
    driven.channel.start();
    const actions = driven.channel.closed('mapper');
    const detail = 'the connection to the endpoint mapper (port 135) ended during the connection';
    assert.deepEqual(actions, [{ kind: 'failed', failure: { kind: 'lost', detail } }]);
    assert.deepEqual(driven.channel.ask(0, questionFor('alice')), actions);
    assert.deepEqual(driven.channel.closed('mapper'), []);
    assert.deepEqual(driven.channel.connected('mapper'), []);
    assert.deepEqual(driven.channel.received('mapper', Buffer.alloc(100)), []);
  });

  it('its own part: a connection that ends at rest, or in the midst of a question', () => {
    const detail = 'the sealed connection (port 49152) ended';
    const rest = new Driven().start().channel.closed('sealed');
    assert.deepEqual(rest, [{ kind: 'failed', failure: { kind: 'lost', detail: `${detail} at rest` } }]);
    const driven = new Driven().start();
    driven.channel.ask(0, questionFor('alice'));
    const failure = { kind: 'lost', detail: `${detail} during NetrLogonSamLogonEx` };
    assert.deepEqual(driven.channel.closed('sealed'), [{ kind: 'failed', failure }]);
  });

  it('a connection that the channel has left does not matter', () => {
    const driven = new Driven().start();
    assert.deepEqual(driven.channel.closed('mapper'), []);
    assert.deepEqual(driven.channel.closed('login'), []);
    assert.deepEqual(driven.channel.received('login', Buffer.alloc(100, 0xff)), []);
    assert.equal(driven.ask('alice').answers.length, 1);
  });
});

describe('netlogon: an impostor that has not the key', () => {
  it('is refused for a wrong server credential (3.1.4.1)', () => {
    const wrong = (right: Buffer) => Buffer.from(right.map((byte, i) => (i === 7 ? byte ^ 1 : byte)));
    for (const serverCredential of [wrong, () => Buffer.alloc(8)]) {
      assert.equal(kindOf({ serverCredential }), 'impostor');
    }
  });

  it('is refused when it answers any key with success', () => {
    assert.equal(kindOf({ password: 'other', status: { authenticate: 0 } }), 'impostor');
  });

  it('is refused when it echoes the challenge and then the credential', () => {
    const echo = (_right: Buffer, client: Buffer) => client;
    assert.equal(kindOf({ serverChallenge: (client) => client, serverCredential: echo }), 'impostor');
    const almost = (client: Buffer) => Buffer.from(client.map((byte, i) => (i === 7 ? byte ^ 1 : byte)));
    assert.equal(kindOf({ serverChallenge: almost }), 'impostor');
  });

  it('is refused for a challenge whose credential can be guessed (CVE-2020-1472)', () => {
    for (const challenge of ['0000000000000000', '0101010101123456', '0101020202abcdef']) {
      assert.equal(kindOf({ serverChallenge: () => Buffer.from(challenge, 'hex') }), 'impostor');
    }
  });

  it('is refused for a wrong return authenticator (3.1.4.5)', () => {
    assert.equal(kindOf({ returned: (right) => Buffer.from(right.map((byte) => byte ^ 1)) }), 'impostor');
    assert.equal(kindOf({ returned: () => Buffer.alloc(8) }), 'impostor');
  });

  it('is refused for a bind_ack without the security that was asked for, or with another token', () => {
    const bare = (pdu: Buffer) => {
      const body = pdu.subarray(16, -20);
      return [frame({ type: PDU.bindAck, flags: 3, callId: pdu.readUInt32LE(12), body, bigEndian: false })];
    };
    const withToken = (token: Buffer) => (pdu: Buffer) => {
      const body = pdu.subarray(16, -20);
      const security = { token, pad: 0 };
      return [
        frame({
          type: PDU.bindAck,
          flags: 3,
          callId: pdu.readUInt32LE(12),
          body,
          bigEndian: false,
          security,
        }),
      ];
    };
    const request = Buffer.alloc(12);
    const short = Buffer.from('0100000000000000000000', 'hex');
    for (const change of [bare, withToken(request), withToken(short)]) {
      assert.equal(kindOf(first('sealed-bind', change)), 'impostor');
    }
    for (const at of [20, 19, 16]) {
      const otherTerms = (pdu: Buffer) => {
        const changed = Buffer.from(pdu);
        changed[pdu.length - at] = (changed[pdu.length - at] ?? 0) ^ 1;
        return [changed];
      };
      assert.equal(kindOf(first('sealed-bind', otherTerms)), 'impostor', `byte ${at} from the end`);
    }
  });

  it('is refused for an answer that is not sealed, at each step and for each question', () => {
    const clear = (pdu: Buffer) => {
      const callId = pdu.readUInt32LE(12);
      return [frame({ type: PDU.response, flags: 3, callId, body: pdu.subarray(16, -64), bigEndian: false })];
    };
    for (const step of ['capabilities', 'logon'] as const)
      assert.equal(kindOf(first(step, clear)), 'impostor');
  });

  it('is refused for an answer that was sent before', () => {
    const answers: Buffer[][] = [];
    const driven = new Driven({
      alter: (step, pdus, n) => {
        if (step !== 'logon') return pdus;
        answers.push(pdus);
        const again = (answers[0] ?? []).map((pdu) => Buffer.from(pdu));
        for (const pdu of again) pdu.writeUInt32LE(pdus[0]?.readUInt32LE(12) ?? 0, 12);
        return n === 0 ? pdus : again;
      },
    }).start();
    driven.ask('alice', 'bob');
    assert.deepEqual([driven.answers.length, driven.failure?.kind], [1, 'impostor']);
  });

  it('is refused for fragments in another order', () => {
    const driven = new Driven({
      fragment: 64,
      alter: (step, pdus) => (step === 'logon' ? pdus.toSpliced(1, 2, pdus[2]!, pdus[1]!) : pdus),
    });
    driven.start().ask('alice');
    assert.deepEqual([driven.answers.length, driven.failure?.kind], [0, 'impostor']);
  });
});

describe('netlogon: a downgrade', () => {
  it('is refused where AES or secure RPC is not granted', () => {
    for (const option of [NegotiateFlags.AES, NegotiateFlags.SECURE_RPC]) {
      assert.equal(kindOf({ granted: KNOWN & ~option }), 'downgraded');
    }
    assert.equal(kindOf({ granted: 0 }), 'downgraded');
  });

  it('is refused when the capabilities are not those that were negotiated, by any bit', () => {
    for (let bit = 0; bit < 32; bit++) {
      assert.equal(kindOf({ capabilities: (KNOWN ^ (1 << bit)) >>> 0 }), 'downgraded', `bit ${bit}`);
    }
  });
});
