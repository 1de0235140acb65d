import { Command, encodeCancelRequest, encodeEchoRequest, frame } from '../../../src/smb2-codec/index.js';
import { tryLogin } from '../../support/smb-client-login.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation } from '../conversation.js';
import type { Line } from '../line.js';

const dialects = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311];

/** ECHO with a MessageId and a CreditCharge as told. */
function echo(line: Line, name: string, messageId: bigint, creditCharge = 0, frames = 1) {
  const message = line.smb.message(Command.ECHO, encodeEchoRequest, { header: { messageId, creditCharge } });
  return line.raw(`ECHO ${name}`, frame(message), frames);
}

export const credits: readonly Conversation[] = [
  {
    name: 'credits',
    about: 'What is granted for what is asked, in each dialect, for failures too, and up to a limit',
    options: { limits: { credits: 64 } },
    run: async (talk) => {
      for (const dialect of dialects) {
        const line = await talk.connect();
        await line.negotiate('NEGOTIATE for 5 credits', { dialects: [dialect] }, { header: { credits: 5 } });
        const session = await line.login('alice, for 0 credits', { request: { header: { credits: 0 } } });
        for (const asked of [0, 1, 2, 30, 65535, 65535, 0]) {
          await line.ask(`ECHO for ${asked} credits`, Command.ECHO, encodeEchoRequest, {
            session,
            header: { credits: asked },
          });
        }
        await line.ask('TREE_CONNECT nowhere', Command.TREE_CONNECT, bodies.treeConnect('nowhere'), {
          session,
        });
      }
    },
  },
  {
    name: 'credit-charges',
    about: 'CreditCharges: taken, too few for the payload, beyond the window, ignored in 2.0.2',
    run: async (talk) => {
      for (const dialect of [0x0202, 0x0210, 0x0311]) {
        const tree = await talk.tree('disk', { negotiate: { dialects: [dialect] } });
        const file = await tree.open('large');
        const large = Buffer.alloc(65537, 0x61);
        for (const creditCharge of [0, 1, 2]) {
          const header = { creditCharge };
          await tree.ask(
            `WRITE of 65537 bytes for ${creditCharge}`,
            Command.WRITE,
            bodies.write(file, large),
            { header },
          );
          await tree.ask(
            `READ of 65537 bytes at the end for ${creditCharge}`,
            Command.READ,
            bodies.read(file, { length: 65537, offset: 65530n }),
            { header },
          );
        }
        const { line } = tree;
        const next = line.smb.nextMessageId;
        await echo(line, 'for 3', next, 3);
        await echo(line, 'behind it', next + 3n);
        await echo(line, 'in the midst of it', next + 1n);
      }
      const line = await talk.negotiated();
      await line.login();
      await echo(line, 'for 65535', line.smb.nextMessageId, 65535);
    },
  },
  {
    name: 'sequence-numbers',
    about: 'MessageIds: out of sequence, used twice, never granted, too many at once',
    options: { limits: { credits: 16 } },
    run: async (talk) => {
      for (const dialect of dialects) {
        const line = await talk.negotiated({ dialects: [dialect] });
        await line.login();
        const next = line.smb.nextMessageId;
        for (const offset of [2n, 0n, 1n])
          await echo(line, `with the next MessageId + ${offset}`, next + offset);
        await echo(line, 'with a MessageId of before', next + 1n);
        const far = await talk.negotiated({ dialects: [dialect] });
        await far.login();
        await echo(far, 'with a MessageId far ahead', far.smb.nextMessageId + 4096n);
      }
      const last = await talk.negotiated();
      await last.login();
      await echo(last, 'with MessageId -1', 2n ** 64n - 1n);
      const unfinished = await talk.negotiated();
      await unfinished.step('a login and an ECHO of a connection without a session', () =>
        tryLogin(unfinished.smb, { password: 'wrong' }),
      );
      await echo(unfinished, 'without a session', unfinished.smb.nextMessageId);
    },
  },
  {
    name: 'echo-cancel',
    about:
      'ECHO with and without a session; CANCEL of nothing, of what is over, by AsyncId, signed wrongly, too long',
    run: async (talk) => {
      const line = await talk.negotiated();
      await line.ask('ECHO before a login', Command.ECHO, encodeEchoRequest);
      const logged = await talk.negotiated();
      const session = await logged.login();
      const cancel = (name: string, options: object) =>
        logged.ask(`CANCEL ${name}`, Command.CANCEL, encodeCancelRequest, { session, frames: 0, ...options });
      await logged.ask('ECHO', Command.ECHO, encodeEchoRequest, { session });
      await cancel('of nothing', { header: { messageId: 99n } });
      await logged.ask('ECHO after it', Command.ECHO, encodeEchoRequest, { session });
      await cancel('of what is over', { header: { messageId: 3n } });
      await cancel('by an AsyncId nobody has', { header: { asyncId: 77n, messageId: 0n } });
      await cancel('with a wrong signature', { sign: 'wrong', header: { messageId: 3n } });
      await cancel('without a session', { session: undefined, header: { messageId: 3n } });
      await logged.ask('ECHO after them', Command.ECHO, encodeEchoRequest, { session });
      await logged.ask('ECHO that cannot be read', Command.ECHO, bodies.bytes('05000000'), { session });
      await logged.ask('ECHO with bytes behind it', Command.ECHO, bodies.bytes('0400000011223344'), {
        session,
      });
      await logged.ask('ECHO of a tree nobody has', Command.ECHO, encodeEchoRequest, { session, treeId: 77 });
    },
  },
];
