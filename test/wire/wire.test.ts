import assert from 'node:assert/strict';
import { env } from 'node:process';
import { play } from './conversation.js';
import { conversations } from './conversations/index.js';
import { firstDifference } from './differences.js';
import { SlowMachine } from './line.js';
import {
  answersIn,
  readRecording,
  recordedNames,
  removeRecording,
  textOf,
  tracesOf,
  type WireTrace,
  writeRecording,
} from './recording.js';

/*
 * Every answer of the server, byte for byte, as it was recorded in `recorded/`: a change inside must not show on the
 * wire. A change that is meant to is recorded anew, and its difference read line by line before it is committed:
 *
 *     WIRE_RECORD=1 npx mocha build/test/wire/*.test.js && git diff test/wire/recorded
 */
const recording = env.WIRE_RECORD === '1';

/** Answers and ends of connections in all recordings; there may be more, and must not be fewer. */
const MINIMUM = 3000;

/** Plays a conversation again that the machine was too slow for. */
async function playSteadily(...[conversation]: Parameters<typeof play>): Promise<readonly WireTrace[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await play(conversation);
    } catch (error) {
      if (!(error instanceof SlowMachine) || attempt === 3) throw error;
    }
  }
}

describe('the wire: answers are those that were recorded', () => {
  before(() => assert.ok(!recording || env.CI === undefined, 'nothing is recorded in CI'));

  for (const conversation of conversations) {
    const { name, about } = conversation;
    it(name, async () => {
      const played = await playSteadily(conversation);
      if (recording) writeRecording(name, textOf(about, played));
      const recorded = readRecording(name);
      assert.ok(recorded, `there is no recording of ${name}`);
      const difference = firstDifference(recorded, played);
      if (difference !== undefined) assert.fail(`${name}: ${difference}`);
    });
  }

  it('each recording is one of a conversation, and no two have one name', () => {
    const names = conversations.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const stray = recordedNames().filter((name) => !names.includes(name));
    if (recording) stray.forEach(removeRecording);
    else assert.deepEqual(stray, []);
  });

  it(`${MINIMUM} answers at least are compared`, () => {
    const answers = conversations.map(({ name }) => answersIn(readRecording(name) ?? []));
    assert.ok(answers.reduce((sum, count) => sum + count, 0) >= MINIMUM);
  });
});

describe('the wire: a difference is found', () => {
  const recorded = tracesOf('# about\n== a\n> 1 ECHO\n< 0000000401020304\n  05\n> 2 LOGOFF\n< end\n');
  const changed = (from: string, to: string) =>
    firstDifference(recorded, tracesOf(textOf('about', recorded).replace(from, to)));

  it('none where there is none', () => {
    assert.equal(firstDifference(recorded, tracesOf(textOf('about', recorded))), undefined);
    assert.equal(answersIn(recorded), 2);
  });

  it('in a byte, with its offset and both rows', () => {
    const difference = changed('0203', '0213');
    assert.match(String(difference), /^connection a, answer 1 \(to "1 ECHO"\): byte 6 of 9/);
    assert.match(String(difference), /recorded 000000040102030405\n  came     000000040102130405/);
  });

  it('in the length, in an end that did not come, in a request, in a connection', () => {
    assert.match(String(changed('0405', '040506')), /recorded are 9 bytes, there came 10/);
    assert.match(
      String(changed('< end\n', '')),
      /recorded was the end of the connection, and there came nothing/,
    );
    assert.match(String(changed('LOGOFF', 'ECHO')), /recorded was the request "2 LOGOFF"/);
    assert.match(String(changed('== a', '== b')), /there is no connection a, but b/);
    assert.match(String(changed('< end\n', '< end\n== b\n')), /a connection b that was not recorded/);
  });
});
