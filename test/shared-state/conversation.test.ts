import assert from 'node:assert/strict';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { type Answer, Conversation, SharedStateError } from '../../src/shared-state/conversation.js';
import type { Wire, WireMessage, WireReceiver, WireValue } from '../../src/shared-state/wire.js';
import { until } from '../support/until.js';
import { wirePair } from '../support/wire-pair.js';

interface End {
  readonly conversation: Conversation;
  readonly errors: unknown[];
  isLost: boolean;
}

/** Two processes that talk; `answer` is that of the owner. */
function talking(answer: Answer, patience?: number) {
  const wire = wirePair();
  const endOf = (own: typeof wire.owner, answerOwn: Answer): End => {
    const errors: unknown[] = [];
    const conversation = new Conversation(own, {
      runtime: systemRuntime,
      answer: answerOwn,
      lost: () => (end.isLost = true),
      failed: (error) => errors.push(error),
      ...(patience !== undefined && { patience }),
    });
    const end: End = { conversation, errors, isLost: false };
    conversation.open();
    return end;
  };
  return { wire, owner: endOf(wire.owner, answer), worker: endOf(wire.worker, () => []) };
}

const echo: Answer = (word, values) => [word, ...values];
const isRefusal = (text: RegExp) => (error: unknown) =>
  error instanceof SharedStateError && text.test(error.message);

describe('a conversation of two processes', () => {
  it('gives each question its answer, in whatever order they come', async () => {
    const answers: ((values: readonly WireValue[]) => void)[] = [];
    const { worker } = talking((word, values) =>
      word === 'later' ? new Promise((resolve) => answers.push(resolve)) : [word, ...values],
    );
    const { conversation } = worker;
    const later = conversation.ask('later');
    assert.deepEqual(await conversation.ask('now', 1, 'a', true, null), ['now', 1, 'a', true, null]);
    answers[0]?.(['at last']);
    assert.deepEqual(await later, ['at last']);
  });

  it('sends everything of one turn in one message, in its order, and answers it in one', async () => {
    const { wire, worker } = talking(echo);
    const { conversation } = worker;
    conversation.tell('first');
    const asked = [conversation.ask('second'), conversation.ask('third')];
    conversation.tell('fourth');
    await Promise.all(asked);
    assert.deepEqual(
      wire.sent.map(({ by, message }) => [by, message.map(([word]) => word)]),
      [
        ['worker', ['first', 'second', 'third', 'fourth']],
        ['owner', ['=', '=']],
      ],
    );
  });

  it('what is mentioned comes with what is said next, in its order, or by itself a moment later', async () => {
    const { wire, worker } = talking(echo);
    const { conversation } = worker;
    const words = () =>
      wire.sent.filter(({ by }) => by === 'worker').map(({ message }) => message.map(([word]) => word));
    for (const word of ['first', 'second']) conversation.mention(word);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(words(), []);
    await conversation.ask('third');
    assert.deepEqual(words(), [['first', 'second', 'third']]);
    conversation.mention('fourth');
    conversation.mention('fifth');
    await until('it was said', () => words().length === 2);
    assert.deepEqual(words()[1], ['fourth', 'fifth']);
    conversation.mention('sixth');
    await until('that as well', () => words().length === 3);
  });

  it('much of one turn comes in several messages', async () => {
    const { wire, worker } = talking(echo);
    for (let item = 0; item < 3000; item++) worker.conversation.tell('word', item);
    await worker.conversation.ask('last');
    const told = wire.sent.filter(({ by }) => by === 'worker').map(({ message }) => message);
    assert.deepEqual(
      told.map(({ length }) => length),
      [1024, 1024, 953],
    );
    assert.deepEqual(
      told
        .flat()
        .slice(0, 3000)
        .map(([, , item]) => item),
      Array.from({ length: 3000 }, (_, item) => item),
    );
  });

  it('names and bytes of every kind arrive as they were', async () => {
    const { worker } = talking(echo);
    const values = ['\ud800 alone', 'ω', '\u0000', Buffer.alloc(256, 0xff).toString('latin1')];
    assert.deepEqual(await worker.conversation.ask('w', ...values), ['w', ...values]);
  });

  it('an answer that fails is a refusal to the one that asked alone', async () => {
    const { worker, owner } = talking((word) =>
      word === 'bad' ? Promise.reject(new Error('disk full')) : [word],
    );
    await assert.rejects(worker.conversation.ask('bad'), isRefusal(/could not answer/));
    assert.deepEqual(owner.errors.map(String), ['Error: disk full']);
    assert.deepEqual(await worker.conversation.ask('good'), ['good']);
  });

  it('a question without an answer is refused in time, and each by its own time', async () => {
    const { worker, wire } = talking(echo, 40);
    wire.hold('owner');
    const first = worker.conversation.ask('first');
    await assert.rejects(first, isRefusal(/did not answer for 0\.04 seconds/));
    const second = worker.conversation.ask('second');
    wire.release();
    assert.deepEqual(await second, ['second']);
    wire.hold('owner');
    await assert.rejects(worker.conversation.ask('third'), isRefusal(/did not answer/));
  });

  it('no more than a bounded number of questions wait', async () => {
    const { worker, wire } = talking(echo);
    wire.hold('owner');
    const waiting = Array.from({ length: 16_384 }, () => worker.conversation.ask('w'));
    await assert.rejects(worker.conversation.ask('one more'), isRefusal(/too many/));
    wire.release();
    await Promise.all(waiting);
    assert.deepEqual(await worker.conversation.ask('w'), ['w']);
  });

  it('an end that reads nothing is lost, before its messages fill our memory', async () => {
    const { worker, owner, wire } = talking(echo);
    wire.hold('worker');
    for (let n = 0; n < 65_536; n++) worker.conversation.tell('w', n);
    assert.ok(!worker.isLost);
    worker.conversation.tell('w', 0);
    assert.ok(worker.isLost && owner.isLost);
    await assert.rejects(worker.conversation.ask('w'), isRefusal(/is lost/));
  });

  it('the question that finds that an end reads nothing is refused at once', async () => {
    const { worker, wire } = talking(echo);
    wire.hold('worker');
    for (let n = 0; n < 65_536; n++) worker.conversation.tell('w', n);
    await assert.rejects(worker.conversation.ask('w'), isRefusal(/was lost before/));
  });

  it('an end that talks and reads nothing is lost as well', async () => {
    const { worker, owner, wire } = talking(echo);
    wire.hold('owner');
    for (let n = 0; n < 70 && !owner.isLost; n++) {
      wire.worker.send(Array.from({ length: 1000 }, (_, index) => ['w', n * 1000 + index + 1]));
      await new Promise(setImmediate);
    }
    await until('the wire has ended', () => worker.isLost && owner.isLost);
  });

  it('a message of billions of items that are not there ends the wire at once', () => {
    let isLost = false;
    const receivers: WireReceiver[] = [];
    const own: Wire = { send: () => {}, close: () => {}, open: (taken) => void receivers.push(taken) };
    new Conversation(own, { runtime: systemRuntime, answer: echo, lost: () => (isLost = true) }).open();
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    receivers[0]?.message(sparse);
    assert.ok(isLost);
  });

  it('an end that hears is not lost, however much it is told and has nothing to say', async () => {
    const { worker } = talking(echo);
    for (let n = 0; n < 200_000; n++) {
      worker.conversation.tell('w', n);
      if (n % 10_000 === 0) for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
    }
    assert.ok(!worker.isLost);
    assert.deepEqual(await worker.conversation.ask('w'), ['w']);
  });

  it('a value that is too long is refused here, and ends nothing', async () => {
    const { worker } = talking(echo);
    await assert.rejects(worker.conversation.ask('w', 'x'.repeat(1025)), isRefusal(/too long/));
    await assert.rejects(worker.conversation.ask('w', Number.NaN), isRefusal(/too long/));
    assert.deepEqual(await worker.conversation.ask('w'), ['w']);
  });

  it('the end of the wire refuses everything that waits, and all that follows, at both ends', async () => {
    const { worker, owner, wire } = talking(echo);
    wire.hold('owner');
    const waiting = worker.conversation.ask('w');
    wire.cut();
    await assert.rejects(waiting, isRefusal(/was lost before it answered/));
    await assert.rejects(worker.conversation.ask('w'), isRefusal(/is lost/));
    worker.conversation.tell('w');
    assert.ok(worker.isLost && owner.isLost);
  });

  const hostile: [string, unknown][] = [
    ['no list', 'hello'],
    ['null', null],
    ['an item that is none', ['hello']],
    ['an item without a number', [['word']]],
    ['a number below 0', [['word', -1]]],
    ['half a number', [['word', 0.5]]],
    ['an object for a value', [['word', 1, {}]]],
    ['a list for a value', [['word', 1, []]]],
    ['a text of megabytes', [['word', 1, 'x'.repeat(1_000_000)]]],
    ['too many values', [['word', 1, ...Array.from({ length: 10 }, () => 1)]]],
  ];
  for (const [title, message] of hostile) {
    it(`a message that no process of ours sends ends the wire: ${title}`, async () => {
      const { worker, owner, wire } = talking(echo);
      wire.worker.send(message as WireMessage);
      await until('the wire has ended', () => worker.isLost && owner.isLost);
      assert.deepEqual(owner.errors.map(String), ['TypeError: a message of no known form']);
    });
  }

  it('a question that the owner does not understand ends the wire', async () => {
    const { worker, owner } = talking(() => {
      throw new TypeError('a question of no known kind');
    });
    await assert.rejects(worker.conversation.ask('w'), isRefusal(/lost/));
    assert.ok(owner.isLost);
  });

  it('answers to questions that nobody asked are nothing', async () => {
    const { worker, owner, wire } = talking(echo);
    wire.worker.send([
      ['=', 77, true],
      ['!', 78],
    ]);
    assert.deepEqual(await worker.conversation.ask('w'), ['w']);
    assert.ok(!owner.isLost);
  });
});
