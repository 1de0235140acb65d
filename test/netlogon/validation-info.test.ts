import assert from 'node:assert/strict';
import type { Validation } from '../../src/netlogon/index.js';
import { Driven } from './support/drive.js';
import type { Judged } from './support/validation-stub.js';

const DOMAIN = 'S-1-5-21-1-2-3';
const ENABLED = 0x7;
const DENY_ONLY = 0x10;
/** S-1-5-21-9-8-7-1000, S-1-18-2 */
const FOREIGN = Buffer.from('010500000000000515000000090000000800000007000000e8030000', 'hex');
const ASSERTED = Buffer.from('010100000000001202000000', 'hex');

/** The validation of a user whom the controller lets in. */
function validationFor(judged: Judged): Validation {
  const driven = new Driven({ judge: () => judged }).start().ask('alice');
  const [answer] = driven.answers;
  assert.ok(answer?.answer.kind === 'validated', JSON.stringify(driven.failure));
  return answer.answer.validation;
}

describe('netlogon: [MS-NRPC] 2.2.1.4.13 the SIDs of a validation', () => {
  it('are those of the domain and the extra ones, each once', () => {
    const { sid, primaryGroup, groupSids } = validationFor({
      groups: [513, 1200, 1200],
      extraSids: [
        { sid: FOREIGN, attributes: ENABLED },
        { sid: ASSERTED, attributes: ENABLED },
        { sid: FOREIGN, attributes: ENABLED },
      ],
    });
    assert.equal(sid, `${DOMAIN}-1103`);
    assert.equal(primaryGroup, `${DOMAIN}-513`);
    assert.deepEqual(groupSids, [`${DOMAIN}-513`, `${DOMAIN}-1200`, 'S-1-5-21-9-8-7-1000', 'S-1-18-2']);
  });

  it('do not have groups that only serve to deny, nor extra ones that UserFlags does not announce', () => {
    const extraSids = [{ sid: FOREIGN, attributes: DENY_ONLY }];
    assert.deepEqual(validationFor({ extraSids }).groupSids, [`${DOMAIN}-513`]);
    const unannounced = { extraSids: [{ sid: FOREIGN, attributes: ENABLED }], userFlags: 0 };
    assert.deepEqual(validationFor(unannounced).groupSids, [`${DOMAIN}-513`]);
  });

  it('are led by the first extra SID where the relative identifier is 0 ([MS-PAC] 2.5)', () => {
    const extraSids = [{ sid: FOREIGN, attributes: ENABLED }];
    const { sid, groupSids } = validationFor({ userId: 0, extraSids });
    assert.equal(sid, 'S-1-5-21-9-8-7-1000');
    assert.deepEqual(groupSids, [`${DOMAIN}-513`]);
  });

  it('come with the DNS name and the principal where there are any', () => {
    const { dnsDomain, upn } = validationFor({});
    assert.deepEqual([dnsDomain, upn], ['ad.lab.test', 'alice@ad.lab.test']);
    const without = validationFor({ dnsDomain: '', upn: '' });
    assert.deepEqual(['dnsDomain' in without, 'upn' in without], [false, false]);
  });

  it('come with UserFlags as they are, LOGON_GUEST too', () => {
    assert.equal(validationFor({ userFlags: 0x101 }).userFlags, 0x101);
  });
});

describe('netlogon: the session key of a validation', () => {
  it('is a copy: the bytes of the answer may be used again', () => {
    const sealed: Buffer[] = [];
    const driven = new Driven({
      alter: (step, pdus) => {
        if (step === 'logon') sealed.push(...pdus);
        return pdus;
      },
    });
    driven.start().ask('alice');
    for (const pdu of sealed) pdu.fill(0);
    const [answer] = driven.answers;
    assert.ok(answer?.answer.kind === 'validated');
    assert.equal(answer.answer.validation.sessionKey.toString('hex'), '000102030405060708090a0b0c0d0e0f');
  });

  it('of zeros stands for none, at either level', () => {
    const sessionKey = Buffer.alloc(16);
    assert.deepEqual(validationFor({ sessionKey }).sessionKey, sessionKey);
  });
});
