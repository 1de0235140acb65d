import assert from 'node:assert/strict';
import { NegotiateFlags } from '../../src/netlogon/negotiate-flags.js';
import { KNOWN, type Deviations } from './support/controller.js';
import { Driven } from './support/drive.js';
import { questionFor } from './support/ntlm.js';
import { SESSION_KEY } from './support/validation-stub.js';

const INVALID_INFO_CLASS = 0xc0000003;
const BAD_STUB_DATA = 0x6f7;
const OPNUM_OUT_OF_RANGE = 0x1c010002;

const usersOf = (driven: Driven) =>
  driven.answers.map(({ answer }) =>
    answer.kind === 'validated' ? answer.validation.account : answer.status,
  );
const levelsOf = (driven: Driven) => driven.controller.logons.map(({ level }) => level);

describe('netlogon: [MS-NRPC] 3.1.4.1 the way to an open channel', () => {
  it('goes over three connections, each ended when the next is asked for', () => {
    const driven = new Driven().start();
    const shown = driven.actions.flatMap((action) => {
      if (action.kind === 'connect') return `connect ${action.connection} ${action.port}`;
      if (action.kind === 'end') return `end ${action.connection}`;
      return action.kind === 'send' ? [] : action.kind;
    });
    assert.deepEqual(shown, [
      'connect mapper 135',
      'end mapper',
      'connect login 49152',
      'end login',
      'connect sealed 49152',
      'open',
    ]);
  });

  it('draws a client challenge of its own each time, and none of equal bytes', () => {
    const weak = [Buffer.alloc(8), Buffer.from('0101020202040506', 'hex')];
    const good = Buffer.from('1122334455667788', 'hex');
    const draws = [...weak, good];
    const driven = new Driven({}, (length) => draws.shift() ?? Buffer.alloc(length, 7)).start();
    assert.deepEqual(driven.controller.clientChallenge, good);
    assert.ok(driven.isOpen);
    assert.throws(() => new Driven({}, (length) => Buffer.alloc(length, 7)).start(), RangeError);
  });

  for (const [name, deviations] of Object.entries<Deviations>({
    'numbers in the other order': { bigEndian: true },
    'answers in many fragments': { fragment: 16 },
    'headers that are not signed': { signsHeaders: false },
    'all of these': { bigEndian: true, fragment: 48, signsHeaders: false },
  })) {
    it(`and its answers may have ${name}`, () => {
      const driven = new Driven(deviations).start().ask('alice', 'bob');
      assert.deepEqual(driven.answers, new Driven().start().ask('alice', 'bob').answers);
    });
  }
});

describe('netlogon: questions of a channel', () => {
  it('wait until it is open, and are answered in order, one on its way at a time', () => {
    const driven = new Driven();
    const users = Array.from({ length: 200 }, (_, i) => `user${i}`);
    driven.ask(...users);
    assert.equal(driven.channel.waiting, 200);
    driven.start();
    assert.deepEqual(usersOf(driven), users);
    assert.deepEqual(
      driven.answers.map(({ id }) => id),
      users.map((_, i) => i),
    );
    assert.equal(driven.channel.waiting, 0);
  });

  it('are asked one by one: the second goes when the first is answered', () => {
    const driven = new Driven().start();
    const first = driven.channel.ask(0, questionFor('alice'));
    assert.deepEqual(
      first.map(({ kind }) => kind),
      ['send'],
    );
    assert.deepEqual(driven.channel.ask(1, questionFor('bob')), []);
    assert.equal(driven.channel.waiting, 2);
    driven.carryOut(first);
    assert.deepEqual(usersOf(driven), ['alice', 'bob']);
  });

  it('that are forgotten are not asked, or their answer is not told', () => {
    const driven = new Driven().start();
    const first = driven.channel.ask(0, questionFor('alice'));
    driven.channel.ask(1, questionFor('bob'));
    driven.channel.ask(2, questionFor('carol'));
    driven.channel.forget(0);
    driven.channel.forget(1);
    assert.equal(driven.channel.waiting, 1);
    driven.carryOut(first);
    assert.deepEqual(usersOf(driven), ['carol']);
    assert.deepEqual(
      driven.controller.logons.map(({ user }) => user),
      ['alice', 'carol'],
    );
  });

  it('may be longer than a fragment', () => {
    const driven = new Driven().start();
    const pdus = driven.channel.ask(0, { ...questionFor('alice'), ntResponse: Buffer.alloc(20_000, 1) });
    assert.equal(pdus.length, 4);
    const lengths = pdus.map((pdu) => (pdu.kind === 'send' ? pdu.bytes.length : 0));
    assert.ok(
      lengths.every((length) => length <= 5840),
      String(lengths),
    );
  });

  it('have the transitive level where the controller grants transitive trusts (3.4.5.3.2)', () => {
    const granted = KNOWN & ~NegotiateFlags.TRANSITIVE_TRUSTS;
    const [plain] = new Driven({ granted }).start().ask('alice').controller.logons;
    const [transitive] = new Driven().start().ask('alice').controller.logons;
    assert.deepEqual([plain?.logonLevel, transitive?.logonLevel], [2, 6]);
  });
});

describe('netlogon: validation levels and calls', () => {
  it('level 3 is asked for where trusts across forests are not granted ([MS-APDS] 3.1.5.2)', () => {
    const driven = new Driven({ granted: KNOWN & ~NegotiateFlags.FOREST_TRUSTS }).start().ask('alice');
    assert.deepEqual(levelsOf(driven), [3]);
    const [answer] = driven.answers;
    assert.ok(answer?.answer.kind === 'validated');
    assert.equal(answer.answer.validation.level, 3);
    assert.deepEqual(answer.answer.validation.sessionKey, SESSION_KEY);
    assert.deepEqual(answer.answer.validation.lmKey, SESSION_KEY.subarray(0, 8));
    assert.equal('upn' in answer.answer.validation, false);
  });

  for (const [name, judge] of Object.entries({
    'a null pointer': { status: INVALID_INFO_CLASS },
    'an empty arm': { status: INVALID_INFO_CLASS, emptyArm: true },
  })) {
    it(`level 6 is unknown by its status with ${name}: the question is asked anew with level 3, the next too`, () => {
      const driven = new Driven({ judge: (_user, level) => (level === 6 ? judge : {}) }).start();
      driven.ask('alice', 'bob');
      assert.deepEqual(usersOf(driven), ['alice', 'bob']);
      assert.deepEqual(levelsOf(driven), [6, 3, 3]);
    });
  }

  it('a controller that knows no level is a refusal', () => {
    const driven = new Driven({ judge: () => ({ status: INVALID_INFO_CLASS }) }).start().ask('alice');
    assert.deepEqual(usersOf(driven), [INVALID_INFO_CLASS]);
    assert.deepEqual(levelsOf(driven), [6, 3]);
  });

  it('a call that cannot be read at any level is refused by itself, and the next one asks for level 6 again', () => {
    const fault: { logon?: number } = { logon: BAD_STUB_DATA };
    const driven = new Driven({ fault }).start().ask('\ud800');
    assert.deepEqual(driven.controller.steps.slice(-2), ['logon', 'logon']);
    assert.deepEqual(usersOf(driven), [BAD_STUB_DATA]);
    delete fault.logon;
    driven.ask('alice');
    assert.deepEqual(usersOf(driven), [BAD_STUB_DATA, 'alice']);
    assert.deepEqual(levelsOf(driven), [6]);
    assert.equal(driven.failure, undefined);
  });

  it('a controller without NetrLogonSamLogonEx is asked by NetrLogonSamLogonWithFlags', () => {
    const fault: { logon?: number } = { logon: OPNUM_OUT_OF_RANGE };
    const driven = new Driven({
      fault,
      alter: (step, pdus) => {
        if (step === 'logon') delete fault.logon;
        return pdus;
      },
    }).start();
    driven.ask('alice', 'bob');
    assert.deepEqual(usersOf(driven), ['alice', 'bob']);
    assert.deepEqual(
      driven.controller.logons.map(({ opnum }) => opnum),
      [45, 45],
    );
  });
});

describe('netlogon: keep-alive', () => {
  it('is a call without an authenticator whose answer is not looked at', () => {
    const driven = new Driven().start();
    driven.carryOut(driven.channel.keepAlive()).ask('alice').carryOut(driven.channel.keepAlive());
    assert.deepEqual(driven.controller.steps.slice(-3), ['site', 'logon', 'site']);
    assert.deepEqual(usersOf(driven), ['alice']);
    assert.equal(driven.failure, undefined);
  });

  it('ends the channel by a fault, unless the call is only not served', () => {
    for (const status of [OPNUM_OUT_OF_RANGE, 5]) {
      const driven = new Driven({ fault: { site: status } }).start();
      driven.carryOut(driven.channel.keepAlive()).ask('alice');
      assert.deepEqual(usersOf(driven), ['alice']);
    }
    const driven = new Driven({ fault: { site: 0x721 } }).start();
    driven.carryOut(driven.channel.keepAlive());
    assert.deepEqual(driven.failure, { kind: 'refused', step: 'DsrGetSiteName', status: 0x721 });
  });

  it('is not asked before the channel is open, while another call is on its way, or after a failure', () => {
    const driven = new Driven();
    assert.deepEqual(driven.channel.keepAlive(), []);
    driven.start();
    const asked = driven.channel.ask(0, questionFor('alice'));
    assert.deepEqual(driven.channel.keepAlive(), []);
    driven.carryOut(asked);
    const alive = driven.channel.keepAlive();
    assert.equal(alive.length, 1);
    assert.deepEqual(driven.channel.keepAlive(), []);
    assert.deepEqual(driven.channel.ask(1, questionFor('bob')), []);
    driven.carryOut(alive);
    assert.deepEqual(usersOf(driven), ['alice', 'bob']);
    driven.carryOut(driven.channel.closed('sealed'));
    assert.deepEqual(driven.channel.keepAlive(), []);
  });
});
