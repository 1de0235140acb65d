import assert from 'node:assert/strict';
import type { ChannelAction } from '../../src/netlogon/index.js';
import { sessionBaseKey } from './support/ntlm.js';
import { recording, type RecordedStep } from './support/recorded.js';
import { questionOf, recordedChannel, replay } from './support/replay.js';

const receptions = recording.steps.filter((step) => step.kind === 'received');
/** The receptions up to the answer to the first question; the later ones are like it. */
const UNTIL_FIRST_ANSWER = 8;

/** An action without what the recording does not have. */
function shown(action: ChannelAction): RecordedStep | ChannelAction {
  if (action.kind === 'send') return { ...action, bytes: action.bytes.toString('hex') };
  return action.kind === 'answer' ? { ...action, answer: action.answer.kind } : action;
}

const asked = recording.steps.flatMap((step) => (step.kind === 'ask' ? step : []));
const answersOf = (actions: readonly ChannelAction[]) =>
  actions.flatMap((action) => (action.kind === 'answer' ? action : []));
const faultless = replay();

describe('netlogon: an exchange with Samba 4.17', () => {
  it('is played again byte by byte', () => {
    const isAction = (step: RecordedStep) =>
      !['start', 'connected', 'received', 'ask', 'keepAlive'].includes(step.kind);
    assert.deepEqual(faultless.map(shown), recording.steps.filter(isAction));
  });

  it('tells the account by validation level 6, with the session base key of NTLMv2', () => {
    const [first] = answersOf(faultless);
    assert.ok(first?.answer.kind === 'validated');
    const { sessionKey, lmKey, ...validation } = first.answer.validation;
    const domain = 'S-1-5-21-2156525790-2645958308-3051175827';
    assert.deepEqual(validation, {
      level: 6,
      account: 'alice',
      domain: 'ADLAB',
      dnsDomain: 'ad.lab.test',
      upn: 'alice@ad.lab.test',
      logonServer: 'DC1',
      sid: `${domain}-1103`,
      primaryGroup: `${domain}-513`,
      groupSids: [`${domain}-513`, `${domain}-1107`, `${domain}-1108`],
      userFlags: 0,
      accountControl: 0x10,
    });
    const key = sessionBaseKey(asked[0]!.question, 'Pa55w0rd!');
    assert.deepEqual(sessionKey, key);
    assert.deepEqual(lmKey, key.subarray(0, 8));
  });

  it('tells the status of each refusal', () => {
    const statuses = answersOf(faultless).map(({ answer }) =>
      answer.kind === 'refused' ? answer.status : 0,
    );
    assert.deepEqual(statuses, [0, 0xc000006a, 0, 0xc0000064, 0xc0000072, 0]);
  });

  it('may be cut anywhere: the bytes come one by one', () => {
    const channel = recordedChannel();
    const actions: ChannelAction[] = [];
    for (const step of recording.steps) {
      if (step.kind === 'start') actions.push(...channel.start());
      if (step.kind === 'connected') actions.push(...channel.connected(step.connection));
      if (step.kind === 'ask') actions.push(...channel.ask(step.id, questionOf(step.question)));
      if (step.kind === 'keepAlive') actions.push(...channel.keepAlive());
      if (step.kind === 'received') {
        for (const byte of Buffer.from(step.bytes, 'hex')) {
          actions.push(...channel.received(step.connection, Buffer.of(byte)));
        }
      }
    }
    assert.deepEqual(actions, faultless);
  });

  it('that ends in the midst of any answer, at any byte, is lost', () => {
    for (let at = 0; at < UNTIL_FIRST_ANSWER; at++) {
      const { length } = Buffer.from((receptions[at] as { bytes: string }).bytes, 'hex');
      for (let cut = 0; cut < length; cut += at < 7 ? 1 : 5) {
        const seen = { ended: false };
        const actions = replay((bytes, n) => {
          if (seen.ended) return undefined;
          seen.ended = n === at;
          return n === at ? bytes.subarray(0, cut) : bytes;
        });
        const last = actions.at(-1);
        assert.equal(last?.kind === 'failed' && last.failure.kind, 'lost', `reception ${at}, byte ${cut}`);
      }
    }
  });

  it('with any octet changed gives no other answer than it has, and never throws', () => {
    const right = answersOf(faultless).map((action) => JSON.stringify(action));
    for (let at = 0; at < UNTIL_FIRST_ANSWER; at++) {
      const { length } = Buffer.from((receptions[at] as { bytes: string }).bytes, 'hex');
      for (let byte = 0; byte < length; byte++) {
        const actions = replay((bytes, n) => {
          if (n === at) bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte & 7));
          return bytes;
        });
        const answers = answersOf(actions).map((action) => JSON.stringify(action));
        assert.deepEqual(answers, right.slice(0, answers.length), `reception ${at}, byte ${byte}`);
      }
    }
  });

  it('has no octet in a sealed answer that may be another', () => {
    for (const at of [UNTIL_FIRST_ANSWER - 2, UNTIL_FIRST_ANSWER - 1]) {
      const { length } = Buffer.from((receptions[at] as { bytes: string }).bytes, 'hex');
      const before = answersOf(replay((bytes, n) => (n < at ? bytes : undefined))).length;
      // The last 24 octets are reserved, and not looked at.
      for (let byte = 0; byte < length - 24; byte++) {
        const actions = replay((bytes, n) => {
          if (n > at) return undefined;
          if (n === at) bytes[byte] = (bytes[byte] ?? 0) ^ (0x80 >> (byte & 7));
          return bytes;
        });
        assert.equal(answersOf(actions).length, before, `byte ${byte}`);
        assert.equal(actions.at(-1)?.kind, 'failed', `byte ${byte}`);
      }
    }
  });
});
