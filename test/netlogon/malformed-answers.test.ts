import assert from 'node:assert/strict';
import type { ChannelFailure } from '../../src/netlogon/index.js';
import type { Deviations, Step } from './support/controller.js';
import { Driven } from './support/drive.js';
import { DOMAIN_SID } from './support/validation-stub.js';

/** The end of a channel that is asked about one user. */
function failureOf(deviations: Deviations): ChannelFailure | undefined {
  const driven = new Driven(deviations).start().ask('alice');
  assert.deepEqual(driven.answers, []);
  return driven.failure;
}

const kindOf = (deviations: Deviations) => failureOf(deviations)?.kind;

describe('netlogon: a controller that has the key and sends nonsense', () => {
  for (const step of ['ept_map', 'challenge', 'authenticate', 'capabilities', 'logon'] as const) {
    it(`in ${step}: a stub that is cut at any byte is malformed`, () => {
      let length = Infinity;
      for (let cut = 0; cut < length; cut++) {
        const stub = (at: Step, whole: Buffer): Buffer => {
          if (at !== step) return whole;
          length = whole.length;
          return whole.subarray(0, cut);
        };
        assert.equal(kindOf({ stub }), 'malformed', `${cut} bytes`);
      }
    });

    it(`in ${step}: a stub with any octet changed never throws`, () => {
      let length = Infinity;
      for (let byte = 0; byte < length; byte++) {
        const mask = 1 << (byte & 7);
        const stub = (at: Step, whole: Buffer): Buffer => {
          if (at !== step) return whole;
          length = whole.length;
          return Buffer.from(whole.map((octet, i) => (i === byte ? octet ^ mask : octet)));
        };
        const driven = new Driven({ stub }).start().ask('alice');
        assert.ok(driven.failure !== undefined || driven.answers.length === 1, `byte ${byte}`);
      }
    });
  }

  it('such as an endpoint without a port', () => {
    const stub = (step: Step, whole: Buffer) =>
      step === 'ept_map' ? Buffer.from(whole).fill(0, 112, 114) : whole;
    const detail = 'the endpoint mapper names no TCP port of Netlogon';
    assert.deepEqual(failureOf({ stub }), { kind: 'malformed', detail });
  });

  it('such as a success without an account, or one that is not authoritative', () => {
    assert.equal(kindOf({ judge: () => ({ info: 'null' }) }), 'malformed');
    assert.equal(kindOf({ judge: () => ({ emptyArm: true, info: 'null' }) }), 'malformed');
    assert.equal(kindOf({ judge: () => ({ authoritative: false }) }), 'malformed');
  });

  it('such as another validation level than was asked for', () => {
    assert.equal(kindOf({ judge: () => ({ level: 3 }) }), 'malformed');
  });

  it('such as an account without a name, a domain, a SID or a primary group, or a domain without room for one', () => {
    const longest = Buffer.concat([Buffer.of(1, 15), DOMAIN_SID.subarray(2, 8), Buffer.alloc(60, 1)]);
    const nameless = [{ account: '' }, { domain: '' }];
    for (const judged of [{ userId: 0 }, { primaryGroup: 0 }, { domainSid: longest }, ...nameless]) {
      assert.equal(kindOf({ judge: () => judged }), 'malformed');
    }
  });

  it('such as more groups than 2048', () => {
    const groups = Array.from({ length: 2049 }, (_, i) => 2000 + i);
    assert.equal(kindOf({ judge: () => ({ groups }) }), 'malformed');
    const most = new Driven({ judge: () => ({ groups: groups.slice(1) }) }).start().ask('alice');
    const [answer] = most.answers;
    assert.equal(answer?.answer.kind === 'validated' && answer.answer.validation.groupSids.length, 2048);
  });

  it('such as an answer that does not end', () => {
    const driven = new Driven({ stub: (step, whole) => (step === 'logon' ? Buffer.alloc(300_000) : whole) });
    assert.equal(driven.start().ask('alice').failure?.kind, 'malformed');
  });

  it('and no failure has the machine account key, a hash or a session key in it', () => {
    for (const deviations of [
      { password: 'other', status: { authenticate: 0 } },
      { returned: () => Buffer.alloc(8) },
      { stub: (step: Step, whole: Buffer) => (step === 'logon' ? whole.subarray(0, 90) : whole) },
      { judge: () => ({ info: 'null' as const }) },
    ]) {
      const driven = new Driven(deviations).start().ask('alice');
      const told = JSON.stringify(driven.failure);
      assert.ok(driven.failure);
      assert.ok(!told.includes(driven.controller.key.toString('hex')));
      assert.deepEqual(
        Object.keys(driven.failure).filter((key) => !['kind', 'detail', 'status', 'step'].includes(key)),
        [],
      );
    }
  });
});
