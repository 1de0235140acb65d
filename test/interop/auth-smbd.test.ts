import assert from 'node:assert/strict';
import { AvId, type AvPair } from '../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import type { AuthenticateMessage } from '../../src/auth/ntlm/authenticate-message.js';
import { type PolicyPreset, policyPresets } from '../../src/auth/policy-presets.js';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/nt-status.js';
import { createServer } from '../../src/server/create-server.js';
import { type NtlmClientOptions, windowsFlags } from '../support/ntlm-client.js';
import { SmbClient } from '../support/smb-client.js';
import { ClientLogin, negotiate } from '../support/smb-client-login.js';
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

/** smbd’s settings beside those of the preset that stands for them. */
const servers: readonly (readonly [PolicyPreset, readonly string[]])[] = [
  ['samba', []],
  ['nas-guest', ['map to guest = bad user']],
];

describe('the presets named after Samba decide as smbd does', () => {
  for (const [preset, settings] of servers) {
    it(`${preset}: ${settings.join(', ') || 'no settings'}`, async function () {
      if (!canRunSmbd) this.skip();
      await using smbd = await Smbd.start(password, settings);
      await using ours = createServer({
        accounts: [{ name: 'root', password }],
        authPolicy: policyPresets[preset],
      });
      const { port } = await ours.listen();
      for (const [title, login] of Object.entries(cases)) {
        assert.equal(await outcomeOf(port, login), await outcomeOf(smbd.port, login), title);
      }
    });
  }

  it('but for what we refuse and smbd does not', async function () {
    if (!canRunSmbd) this.skip();
    await using smbd = await Smbd.start(password);
    await using ours = createServer({
      accounts: [{ name: 'root', password }],
      authPolicy: policyPresets.samba,
    });
    const { port } = await ours.listen();
    for (const login of [{ client: { response: 'lmv2' } }, { client: without(F.UNICODE) }] as const) {
      assert.deepEqual(
        [await outcomeOf(port, login), await outcomeOf(smbd.port, login)],
        ['refused', 'accepted'],
      );
    }
  });
});
