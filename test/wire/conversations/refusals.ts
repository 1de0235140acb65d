import {
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  frame,
  SessionSetupFlags,
} from '../../../src/smb2-codec/index.js';
import { ClientLogin, type LoginOptions } from '../../support/smb-client-login.js';
import type { Conversation, Talk } from '../conversation.js';
import type { Line } from '../line.js';

type Table = Readonly<Record<string, LoginOptions>>;

/** Each login on a connection of its own. */
function refused(table: Table) {
  return async (talk: Talk): Promise<void> => {
    for (const [name, options] of Object.entries(table))
      await (await talk.negotiated()).tryLogin(name, options);
  };
}

/** A message with a byte changed. */
const flipped = (message: Buffer, at: number): Buffer => {
  const changed = Buffer.from(message);
  changed[at]! ^= 1;
  return changed;
};

const people: Table = {
  'a wrong password': { password: 'wrong' },
  'a wrong password, bare': { password: 'wrong', raw: true },
  'an unknown user': { user: 'nobody' },
  'an unknown user, bare': { user: 'nobody', raw: true },
  'an empty name with a response': { user: '' },
  'a disabled account': { user: 'disabled' },
  'a disabled account and a wrong password': { user: 'disabled', password: 'wrong' },
  'a locked account': { user: 'locked' },
  'an expired account': { user: 'expired' },
  'an expired password': { user: 'old' },
  'a password that must be changed': { user: 'new' },
  'a workstation that is not the account’s': { user: 'elsewhere' },
  'an hour that is not the account’s': { user: 'nightly' },
  'an anonymous user': { response: 'anonymous' },
  'an anonymous user, bare': { response: 'anonymous', raw: true },
};

const messages: Table = {
  NTLMv1: { response: 'ntlmv1', raw: true, flags: 0xe2008215 },
  'NTLMv1 with extended session security': { response: 'ntlmv1', raw: true },
  'LM alone': { response: 'lm', raw: true, flags: 0xe2008215 },
  'LMv2 alone': { response: 'lmv2', raw: true },
  'signing with 56 bits': { raw: true, flags: 0xc2088215 },
  'a MIC announced and not sent': {
    editMessage: (message) => ({ ...message, mic: undefined }),
  },
  'AV pairs that were not the server’s': { editAvPairs: (pairs) => pairs.filter(({ id }) => id !== 1) },
  'a response that is cut short': {
    editMessage: (message) => ({
      ...message,
      ntChallengeResponse: message.ntChallengeResponse.subarray(0, 40),
    }),
  },
  'a response with one byte changed': {
    editMessage: (message) => ({ ...message, ntChallengeResponse: flipped(message.ntChallengeResponse, 3) }),
  },
  'a session key that is too short': {
    editMessage: (message) => ({ ...message, encryptedRandomSessionKey: Buffer.alloc(7) }),
  },
};

/** Tokens that are none. */
const tokens: Readonly<Record<string, string>> = {
  'one byte': '60',
  'a tag without contents': '6000',
  'a NegTokenResp first': 'a1030a0101',
  'an NTLM signature alone': '4e544c4d53535000',
  'an NTLM message of type 9': '4e544c4d5353500009000000',
  'an NTLM NEGOTIATE cut short': '4e544c4d535350000100000015',
  'bytes of nothing known': 'ffffffff',
  'another GSS mechanism': '600b06092a864886f712010202',
  'a SPNEGO list without a mechanism': '601006062b0601050502a0063004a0023000',
  'a SPNEGO list of Kerberos alone': '601b06062b0601050502a011300fa00d300b06092a864886f712010202',
  'a SPNEGO token with a wrong length': '60ff06062b0601050502',
};

/** A SESSION_SETUP with a token, sent as the first. */
async function sendToken(line: Line, name: string, token: Buffer): Promise<void> {
  const login = new ClientLogin(line.smb);
  await line.exchange(`SESSION_SETUP with ${name}`, () => login.sendToken(token));
}

export const refusals: readonly Conversation[] = [
  { name: 'refused-people', about: 'Logins of people who are not let in', run: refused(people) },
  { name: 'refused-messages', about: 'Logins whose NTLM messages are not accepted', run: refused(messages) },
  {
    name: 'refused-mic',
    about: 'A MIC, a mechListMIC and an AUTHENTICATE with a byte changed, and an AUTHENTICATE first',
    run: async (talk) => {
      // 64: Flags and Version lie before the MIC, which is 16 bytes from offset 72 on.
      for (const [name, at] of [
        ['a MIC', 72],
        ['a name', 90],
        ['the flags', 60],
        ['the signature', 0],
        ['the type', 8],
      ] as const) {
        const line = await talk.negotiated();
        const login = new ClientLogin(line.smb, { raw: true });
        const reply = await line.step('SESSION_SETUP, first leg', () => login.first());
        if (reply === undefined) continue;
        const { securityBuffer } = decodeSessionSetupResponse(reply.message);
        const authenticate = flipped(login.ntlm.authenticate(securityBuffer), at);
        await line.exchange(`SESSION_SETUP with a bit of ${name} changed`, () =>
          login.sendToken(authenticate),
        );
      }
      const spnego = await talk.negotiated();
      const wrong = new ClientLogin(spnego.smb);
      const made = wrong.ntlm.mechListMic.bind(wrong.ntlm);
      wrong.ntlm.mechListMic = (list) => flipped(made(list), 5);
      await spnego.step('SESSION_SETUP, first leg', () => wrong.first());
      await spnego.step('SESSION_SETUP with a wrong mechListMIC', () => wrong.second());
      const first = await talk.negotiated();
      const login = new ClientLogin(first.smb, { raw: true });
      const donor = new ClientLogin(first.smb, { raw: true });
      const reply = await first.step('SESSION_SETUP of another login', () => donor.first());
      if (reply === undefined) return;
      const { securityBuffer } = decodeSessionSetupResponse(reply.message);
      await first.exchange('SESSION_SETUP with an AUTHENTICATE first', () =>
        login.sendToken(login.ntlm.authenticate(securityBuffer)),
      );
    },
  },
  {
    name: 'refused-tokens',
    about: 'SESSION_SETUP whose token is none, is empty or too long, or whose body cannot be read',
    run: async (talk) => {
      const line = await talk.negotiated();
      for (const [name, hex] of Object.entries(tokens)) await sendToken(line, name, Buffer.from(hex, 'hex'));
      await sendToken(line, 'a token of 60000 bytes', Buffer.alloc(60000, 0x60));
      const empty = new ClientLogin(line.smb);
      await line.step('SESSION_SETUP, first leg', () => empty.first());
      await line.exchange('SESSION_SETUP with an empty second token', () => empty.sendToken(Buffer.alloc(0)));
      await line.ask('SESSION_SETUP of four bytes', Command.SESSION_SETUP, (w) => void w.u16(25).zero(4));
      await line.ask(
        'SESSION_SETUP with a wrong StructureSize',
        Command.SESSION_SETUP,
        (w) => void w.u16(24).zero(40),
      );
      for (const [offset, length] of [
        [88, 0xffff],
        [0xffff, 4],
        [12, 64],
        [64, 24],
      ] as const) {
        const message = line.smb.message(Command.SESSION_SETUP, (w) =>
          w.u16(25).zero(23).bytes(Buffer.alloc(40)),
        );
        message.writeUInt16LE(offset, 64 + 12);
        message.writeUInt16LE(length, 64 + 14);
        await line.raw(`SESSION_SETUP with a token at ${offset}, ${length} bytes`, frame(message));
      }
      const long = await talk.negotiated();
      await sendToken(long, 'a token for which the frame is too long', Buffer.alloc(65535 - 88, 0x60));
      await long.raw('a frame of 70000 bytes', frame(Buffer.alloc(70000, 0x41)));
    },
  },
  {
    name: 'refused-legs',
    about:
      'Legs too many, of another login, after the end, for sessions nobody has; BINDING without a session',
    run: async (talk) => {
      for (const raw of [true, false]) {
        const line = await talk.negotiated();
        const again = new ClientLogin(line.smb, { raw });
        await line.step('SESSION_SETUP, first leg', () => again.first());
        await line.step('SESSION_SETUP, first leg again', () => again.first());
        await line.step('SESSION_SETUP, second leg after it', () => again.second());
        const late = new ClientLogin(line.smb, { raw, password: 'wrong' });
        await line.step('SESSION_SETUP of a wrong password, first leg', () => late.first());
        await line.step('SESSION_SETUP of a wrong password, second leg', () => late.second());
        await line.step('SESSION_SETUP, the second leg again', () => late.second());
        const header = { sessionId: late.sessionId };
        await line.ask(
          'TREE_CONNECT of the session that was refused',
          Command.TREE_CONNECT,
          (w) => void w.u16(9).zero(6),
          { header },
        );
      }
      const line = await talk.negotiated();
      const [one, two] = [new ClientLogin(line.smb), new ClientLogin(line.smb)];
      await line.step('SESSION_SETUP of a first login', () => one.first());
      await line.step('SESSION_SETUP of a second login', () => two.first());
      await line.step('the first login’s second leg for the second', () =>
        one.second({ header: { sessionId: two.sessionId } }),
      );
      const stranger = new ClientLogin(line.smb);
      await line.step('SESSION_SETUP of a session nobody has', () =>
        stranger.first({ header: { sessionId: 0x4242n } }),
      );
      const body = { securityMode: 1, capabilities: 0, previousSessionId: 0n };
      const securityBuffer = stranger.ntlm.negotiateMessage;
      for (const flags of [SessionSetupFlags.BINDING, 0xff]) {
        await line.ask(`SESSION_SETUP with Flags ${flags}, without a session`, Command.SESSION_SETUP, (w) =>
          encodeSessionSetupRequest(w, { ...body, flags, securityBuffer }),
        );
      }
      const mode = new ClientLogin(line.smb, { securityMode: 0 });
      await line.step('SESSION_SETUP with SecurityMode 0', () => mode.first());
    },
  },
  {
    name: 'refused-too-many',
    about: 'More logins begun, and more sessions, than a connection may have',
    options: { limits: { unauthenticatedSessions: 2, sessionsPerConnection: 3 } },
    run: async (talk) => {
      const line = await talk.negotiated();
      for (let i = 1; i <= 4; i++) {
        const login = new ClientLogin(line.smb);
        await line.step(`SESSION_SETUP, login ${i} begun`, () => login.first());
      }
      const full = await talk.negotiated();
      for (let i = 1; i <= 4; i++) await full.tryLogin(`alice, session ${i}`);
    },
  },
  {
    name: 'refused-strict',
    about: 'Logins refused by a policy: MIC required, target names, clock, lock-out',
    options: {
      authPolicy: {
        ntlm: { mic: 'required', targetNames: ['cifs/files'], maxClockSkewSeconds: 60 },
        lockout: { threshold: 2, windowSeconds: 60, durationSeconds: 60 },
      },
    },
    run: refused({
      'no MIC': { mic: false, targetName: 'cifs/files' },
      'another target name': { targetName: 'cifs/other' },
      'no target name': { targetName: null },
      'a clock that is wrong': { targetName: 'cifs/files', timeStamp: 1n },
      'all that is asked for': { targetName: 'CIFS/FILES' },
      'bob with a wrong password': { user: 'bob', password: 'wrong', targetName: 'cifs/files' },
      'bob with another wrong password': { user: 'bob', password: 'wrong too', targetName: 'cifs/files' },
      'bob, who is locked out': { user: 'bob', password: 'hunter2', targetName: 'cifs/files' },
    }),
  },
  {
    name: 'refused-late',
    about: 'An AUTHENTICATE after the lifetime of its CHALLENGE',
    run: async (talk) => {
      const line = await talk.negotiated();
      const login = new ClientLogin(line.smb);
      await line.step('SESSION_SETUP, first leg', () => login.first());
      talk.runtime.advance(61_000);
      await line.step('SESSION_SETUP, second leg after 61 seconds', () => login.second());
    },
  },
];
