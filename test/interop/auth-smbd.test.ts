import assert from 'node:assert/strict';
import { AvId, type AvPair } from '../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import type { AuthenticateMessage } from '../../src/auth/ntlm/authenticate-message.js';
import { type PolicyPreset, policyPresets } from '../../src/auth/policy-presets.js';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import { type NtlmClientOptions, windowsFlags } from '../support/ntlm-client.js';
import { SmbClient } from '../support/smb-client.js';
import { ClientLogin, negotiate } from '../support/smb-client-login.js';
import { python, requireImpacket } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { canRunSmbd, Smbd } from '../support/smbd.js';

const password = 'secret';

/** One login, and what may be changed of its second leg behind the client's back. */
interface Case {
  readonly client?: NtlmClientOptions & { readonly raw?: boolean };
  readonly tamper?: (authenticate: Buffer) => void;
  readonly mechListMic?: 'none' | 'wrong';
  /** Instead of NTLM's NEGOTIATE. */
  readonly first?: Buffer;
}

const without = (...flags: number[]) => ({
  flags: flags.reduce((left, flag) => (left & ~flag) >>> 0, windowsFlags),
});
const edit = (change: (message: AuthenticateMessage) => Partial<AuthenticateMessage>): Case => ({
  client: { mic: false, editMessage: (message) => ({ ...message, ...change(message) }) },
});
const ntOf = (length: number) =>
  edit(({ ntChallengeResponse: nt }) => ({ ntChallengeResponse: nt.subarray(0, length) }));
const avPairs = (change: (pairs: AvPair[]) => AvPair[]): Case => ({
  client: { mic: false, editAvPairs: change },
});
const nobody = { user: 'nosuch' };
const ntlmV1 = { response: 'ntlmv1', ...without(F.EXTENDED_SESSIONSECURITY) } as const;

const cases: Readonly<Record<string, Case>> = {
  'what Windows sends': {},
  'bare NTLMSSP': { client: { raw: true } },
  'a wrong password': { client: { password: 'wrong' } },
  'an unknown name': { client: nobody },
  'an unknown name, NTLMv1': { client: { ...nobody, ...ntlmV1 } },
  anonymous: { client: { response: 'anonymous' } },
  'anonymous without LM': { client: { response: 'anonymous', lmResponse: Buffer.alloc(0) } },
  'an empty name with a response': { client: { user: '' } },
  NTLMv1: { client: ntlmV1 },
  'NTLMv1 with extended session security': { client: { response: 'ntlmv1' } },
  LMv2: { client: { response: 'lmv2' } },
  'no character set': { client: without(F.UNICODE) },
  'AV pairs of its own, ours not asked for': {
    client: {
      ...without(F.REQUEST_TARGET),
      mic: false,
      editAvPairs: () => [{ id: AvId.MsvAvNbDomainName, value: Buffer.from('X\0') }],
    },
  },
  'no AV pairs, ours not asked for': {
    client: { ...without(F.REQUEST_TARGET), mic: false, editAvPairs: () => [] },
  },
  LM: { client: { response: 'lm', ...without(F.EXTENDED_SESSIONSECURITY) } },
  'the domain hashed in upper case': { client: { domain: 'Other', hashedDomain: 'OTHER' } },
  'the domain not hashed': { client: { domain: 'Other', hashedDomain: '' } },
  'another domain hashed': { client: { domain: 'Other', hashedDomain: 'Else' } },
  '56 bits': { client: without(F.ENCRYPTION_128) },
  '40 bits': { client: without(F.ENCRYPTION_128, F.ENCRYPTION_56) },
  'OEM text': { client: { flags: ((windowsFlags & ~F.UNICODE) | F.OEM) >>> 0 } },
  'a timestamp of long ago': { client: { timeStamp: 1n } },
  'no MIC': { client: { mic: false } },
  'a wrong MIC': { tamper: (message) => message.writeUInt8(message.readUInt8(80) ^ 1, 80) },
  'an announced MIC that is not there': {
    client: { editMessage: (message) => ({ ...message, mic: undefined }) },
  },
  'no mechListMIC though there is a MIC': { mechListMic: 'none' },
  'neither of them': { mechListMic: 'none', client: { mic: false } },
  'a wrong mechListMIC': { mechListMic: 'wrong' },
  'no AV pairs': avPairs(() => []),
  'no MsvAvNbComputerName': avPairs((pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvNbComputerName)),
  'another MsvAvNbComputerName': avPairs((pairs) =>
    pairs.map((pair) =>
      pair.id === AvId.MsvAvNbComputerName ? { ...pair, value: Buffer.from('X\0') } : pair,
    ),
  ),
  'no MsvAvTimestamp': avPairs((pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvTimestamp)),
  ...Object.fromEntries(
    [0, 15, 17, 32].map((length) => [
      `key exchange with ${length} bytes`,
      edit(() => ({ encryptedRandomSessionKey: Buffer.alloc(length) })),
    ]),
  ),
  ...Object.fromEntries(
    [0, 1, 15, 16, 23, 24, 25, 27, 28, 43, 44, 47].map((length) => [
      `an NT response of ${length} bytes`,
      ntOf(length),
    ]),
  ),
  'a user name beyond the message': { tamper: (message) => message.writeUInt32LE(0xffff_ffff, 40) },
  'Kerberos only': {
    first: encodeNegTokenInit({ mechTypes: ['1.2.840.113554.1.2.2'], mechToken: Buffer.from('x') }),
  },
  'no token at all': { first: Buffer.from('garbage') },
  'an NTLM message of type 9': { first: Buffer.from('NTLMSSP\0\x09\0\0\0aaaa', 'latin1') },
};

/** `accepted`, `one leg more`, or `refused`: servers differ in the NTSTATUS, but not in this. */
async function outcomeOf(
  port: number,
  { client: options, tamper, mechListMic, first }: Case,
): Promise<string> {
  const client = await SmbClient.connect(port);
  try {
    await negotiate(client);
    const login = new ClientLogin(client, { user: 'root', password, ...options });
    const { ntlm } = login;
    const authenticate = ntlm.authenticate.bind(ntlm);
    ntlm.authenticate = (challenge) => {
      const message = authenticate(challenge);
      tamper?.(message);
      return message;
    };
    if (mechListMic === 'wrong') ntlm.mechListMic = () => Buffer.alloc(16, 1);
    if (mechListMic === 'none') Object.assign(ntlm, { mechListMic: () => undefined });
    if (first) login.sendToken(first);
    else login.sendFirst();
    let reply = await login.receiveChallenge();
    if (!first && reply.status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED) reply = await login.second();
    if (reply.status === NtStatus.STATUS_SUCCESS) return 'accepted';
    return reply.status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED ? 'one leg more' : 'refused';
  } finally {
    client.close();
  }
}

/** A preset, the settings of the smbd that stands for its namesake, and what differs nevertheless. */
interface Comparison {
  readonly preset: PolicyPreset;
  readonly settings: readonly string[];
  /** Why we let in (`accepted`) or refuse what that smbd does not; every other case must be the same. */
  readonly differences: readonly {
    readonly why: string;
    readonly ours: 'accepted' | 'refused';
    readonly cases: readonly string[];
  }[];
}

const altered = ['no AV pairs', 'no MsvAvNbComputerName', 'another MsvAvNbComputerName', 'no MsvAvTimestamp'];

/** [MS-NLMP] has no server compare AV pairs; smbd does. */
const windowsAvPairs = {
  why: 'smbd compares AV pairs itself, Windows leaves it to a domain controller',
  ours: 'accepted',
  cases: altered,
} as const;

const lmV2 = {
  why: 'an LMv2 response alone is let in by no preset',
  ours: 'refused',
  cases: ['LMv2'],
} as const;

/** [MS-NLMP] note 60. */
const windowsKeys = {
  why: 'Windows requires 128-bit keys, smbd does not',
  ours: 'refused',
  cases: ['56 bits', '40 bits'],
} as const;

const oemOnly = {
  why: 'the client offers no character set at all, which smbd takes for OEM',
  ours: 'refused',
  cases: ['no character set'],
} as const;

const comparisons: readonly Comparison[] = [
  {
    preset: 'windows-2025',
    settings: ['ntlm auth = ntlmv2-only'],
    differences: [windowsAvPairs, windowsKeys, lmV2, oemOnly],
  },
  {
    preset: 'windows-2012',
    settings: ['ntlm auth = ntlmv1-permitted'],
    differences: [windowsAvPairs, windowsKeys, lmV2, oemOnly],
  },
  { preset: 'samba', settings: [], differences: [lmV2, oemOnly] },
  {
    preset: 'nas-guest',
    settings: ['map to guest = bad user'],
    differences: [lmV2, oemOnly],
  },
  {
    preset: 'legacy-printer',
    settings: ['ntlm auth = ntlmv1-permitted'],
    differences: [
      { why: 'AV pairs need not be repeated', ours: 'accepted', cases: altered },
      lmV2,
      oemOnly,
      {
        why: 'smbd refuses anonymous users their shares, and not their login',
        ours: 'refused',
        cases: ['anonymous', 'anonymous without LM', 'smbclient, anonymous'],
      },
    ],
  },
];

/** The login of a real client as it ended: the NTSTATUS it names, or its success. */
async function verdictOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await run(program, args);
  const said = `${stdout}${stderr}`;
  if (code === 0) return 'accepted';
  return /NT_STATUS_\w+|STATUS_\w+/.exec(said)?.[0].replace(/^NT_/, '') ?? said;
}

/** Arguments of smbclient; all of them end at a share that both servers have. */
const smbclients: Readonly<Record<string, readonly string[]>> = {
  NTLMv2: ['-U', `root%${password}`],
  'NTLMv2 over 2.1': ['-U', `root%${password}`, '-m', 'SMB2_10'],
  'NTLMv2, signed': ['-U', `root%${password}`, '--client-protection=sign'],
  'NTLMv2, encrypted': ['-U', `root%${password}`, '--client-protection=encrypt'],
  'without SPNEGO': ['-U', `root%${password}`, '--option=client use spnego=no'],
  'another domain': ['-U', `ELSEWHERE\\root%${password}`],
  NTLMv1: ['-U', `root%${password}`, '--option=client ntlmv2 auth=no'],
  'a wrong password': ['-U', 'root%wrong'],
  'an unknown name': ['-U', 'nosuch%x'],
  'an unknown name, signed': ['-U', 'nosuch%x', '--client-protection=sign'],
  anonymous: ['-U', '%'],
};

/** Arguments of impacket: dialect, user, password. It sends no MIC. */
const impackets: Readonly<Record<string, readonly [string, string, string]>> = {
  'over 2.0.2': ['0x202', 'root', password],
  'over 2.1': ['0x210', 'root', password],
  'over 3.1.1': ['0x311', 'root', password],
  'a wrong password': ['0x210', 'root', 'wrong'],
  'an unknown name': ['0x210', 'nosuch', 'x'],
};

const impacketLogin = `
import sys
from impacket.smbconnection import SMBConnection, SessionError
client = SMBConnection('127.0.0.1', '127.0.0.1', sess_port=int(sys.argv[1]), preferredDialect=int(sys.argv[2], 16))
try:
    client.login(sys.argv[3], sys.argv[4])
    print('guest' if client.isGuestSession() else 'user')
except SessionError as error:
    print(hex(error.getErrorCode()))
`;

describe('each preset decides as an smbd that is set up likewise', () => {
  for (const { preset, settings, differences } of comparisons) {
    describe(`${preset}: ${settings.join(', ') || 'no settings'}`, () => {
      let smbd: Smbd;
      let ours: Server;
      let port: number;
      const explained = new Map(
        differences.flatMap((difference) => difference.cases.map((title) => [title, difference.ours])),
      );

      const compare = (title: string, mine: string, theirs: string): void => {
        const difference = explained.get(title);
        if (difference === undefined) assert.equal(mine, theirs, title);
        else
          assert.deepEqual([mine === 'accepted', mine === theirs], [difference === 'accepted', false], title);
      };

      before(async function () {
        if (!canRunSmbd) this.skip();
        smbd = await Smbd.start(password, settings);
        ours = createServer({
          accounts: [{ name: 'root', password }],
          authPolicy: policyPresets[preset],
          shares: [{ name: 'files', temporary: true }],
        });
        ({ port } = await ours.listen());
      });

      after(async () => {
        await smbd?.[Symbol.asyncDispose]();
        await ours?.close();
      });

      it('message by message', async () => {
        for (const [title, login] of Object.entries(cases)) {
          compare(title, await outcomeOf(port, login), await outcomeOf(smbd.port, login));
        }
      });

      for (const [title, args] of Object.entries(smbclients)) {
        it(`smbclient, ${title}`, async function () {
          requireProgram(this, 'smbclient');
          const verdict = (at: number) =>
            verdictOf('smbclient', ['//127.0.0.1/IPC$', '-p', `${at}`, ...args, '-c', 'exit']);
          compare(`smbclient, ${title}`, await verdict(port), await verdict(smbd.port));
        });
      }

      it('impacket', async function () {
        await requireImpacket(this);
        for (const [title, args] of Object.entries(impackets)) {
          const verdict = async (at: number) => {
            const { stdout, stderr } = await run(python, ['-c', impacketLogin, `${at}`, ...args]);
            assert.match(stdout, /^(guest|user|0x)/, stderr);
            return stdout;
          };
          compare(`impacket, ${title}`, await verdict(port), await verdict(smbd.port));
        }
      });
    });
  }
});
