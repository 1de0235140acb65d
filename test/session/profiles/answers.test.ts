import assert from 'node:assert/strict';
import type { PolicyPreset } from '../../../src/auth/policy-presets.js';
import { createServer } from '../../../src/server/create-server.js';
import type { ServerOptions } from '../../../src/server/options.js';
import { houseValues } from '../../../src/session/profiles/preset.js';
import type { PresetValues } from '../../../src/session/profiles/rows.js';
import { answersOf, type Wanted } from '../../support/server-answers.js';
import type { Answers } from '../../support/watched-client.js';

const account = { user: 'alice', password: 'secret' };

async function answersWith(options: Partial<ServerOptions>, wanted: Wanted): Promise<Answers> {
  await using server = createServer({
    accounts: [{ name: account.user, password: account.password }],
    shares: [
      { name: 'files', temporary: true },
      { name: 'noperm', temporary: true, access: { '*': 'none' } },
    ],
    ...options,
  });
  const { port } = await server.listen();
  return await answersOf(port, account, wanted);
}

/** A preset that has the row, and the answers in which it shows: `STEP: FIELD from → to`. */
interface Shows {
  readonly preset: PolicyPreset;
  readonly where: readonly RegExp[];
}

/** Rows that show in the commands of `commands.test.ts` alone. */
type InCommands =
  | 'bindingOfAnotherUser'
  | 'bindingRequiresSigning'
  | 'expiredSession'
  | 'unlockImmediately'
  | 'filePosition'
  | 'breakSessionId'
  | 'needlessAcknowledgment'
  | 'dotDotNames'
  | 'objectIds'
  | 'compressionState'
  | 'auditEvents';

const rows: Record<Exclude<keyof PresetValues, InCommands>, Shows> = {
  dialects: {
    preset: 'windows-2012',
    where: [
      // A client that speaks 3.1.1 beside the others, or alone.
      /^NEGOTIATE: (?!no dialect|unknown).*: /,
      /^NEGOTIATE: no contexts: status STATUS_INVALID_PARAMETER → STATUS_SUCCESS$/,
    ],
  },
  ciphers: {
    preset: 'samba',
    where: [
      /^NEGOTIATE: AES-256-GCM or AES-128-CCM: negotiateContexts .* 2: 01000400; .* → .* 2: 01000100; /,
    ],
  },
  transactBytes: { preset: 'samba', where: [/: max(Transact|Read|Write)Size 1048576 → 8388608$/] },
  serverGuid: { preset: 'samba', where: [/: serverGuid random → smb2auth$/] },
  serverStartTime: { preset: 'windows-2012', where: [/: serverStartTime zero → now$/] },
  smb1Refusal: {
    preset: 'windows-2025',
    where: [/^SMB1 NEGOTIATE: SMB1 alone: (smb1 01ffff0000 → |connection .* → closed)/],
  },
  credits: {
    preset: 'samba',
    where: [
      /: (NEGOTIATE|NEGOTIATE: .*|SESSION_SETUP.*): credits 32 → 1$/,
      /^NEGOTIATE: .*: credits 32 → 1$/,
      /: ECHO, credits 100 for 4: credits 100 → 103$/,
      /: ECHO, credits 20000: credits \d+ → \d+$/,
    ],
  },
  compoundCredits: {
    preset: 'samba',
    where: [
      /: ECHO, twice in a compound, answer 1: credits 32 → 0$/,
      /: ECHO, twice in a compound, answer 2: credits 32 → 64$/,
    ],
  },
  manyDialects: { preset: 'windows-2025', where: [/^NEGOTIATE: 65 dialects: /] },
  encryptionContext: {
    preset: 'samba',
    where: [/^NEGOTIATE: no capabilities: negotiateContexts .*; 2: 01000200 → 1: 1, salt of 32 bytes$/],
  },
  productVersion: {
    preset: 'windows-2025',
    where: [/: SESSION_SETUP, first: version 060100000000000f → 0a00f4650000000f$/],
  },
  sessionIds: {
    preset: 'samba',
    where: [/: SESSION_SETUP, first: sessionId new, of more than 32 bits → new, of 32 bits$/],
  },
  anonymousFlag: { preset: 'samba', where: [/, anonymous: SESSION_SETUP, last: sessionFlags 0x2 → 0x0$/] },
  requestBeforeLogin: {
    preset: 'samba',
    where: [/: TREE_CONNECT, in mid-login: status SEC_E_UNSUPPORTED_FUNCTION → STATUS_INVALID_HANDLE$/],
  },
  unknownSession: { preset: 'samba', where: [/, after LOGOFF: .*: signature right → that of the request$/] },
  echo: {
    preset: 'samba',
    where: [
      /: ECHO, of an unknown session: (status STATUS_USER_SESSION_DELETED → STATUS_SUCCESS|body .*)$/,
      /, a stranger: ECHO: (connection closed → undefined|.* undefined → .*)$/,
      /: ECHO, in mid-login: (status STATUS_INVALID_HANDLE → STATUS_SUCCESS|body .*)$/,
      /, after LOGOFF: ECHO, (unsigned|without a SessionId): (connection closed → undefined|.* undefined → .*)$/,
    ],
  },
  unsignedTreeConnect: {
    preset: 'samba',
    where: [/^3\.1\.1: TREE_CONNECT, unsigned: (connection closed → undefined|.* undefined → .*)$/],
  },
  malformedPath: {
    preset: 'samba',
    where: [/: TREE_CONNECT, .*: status STATUS_INVALID_PARAMETER → STATUS_BAD_NETWORK_NAME$/],
  },
  treeIds: {
    preset: 'samba',
    where: [/: TREE_CONNECT, .*: treeId new, of 8 bits → new, of more than 8 bits$/],
  },
  pipeAccess: {
    preset: 'samba',
    where: [/: TREE_CONNECT, IPC\$: maximalAccessOfPipes 0x1f01ff → 0x1f00a9$/],
  },
};

/** Every other key of a row is one of the profile. */
const sections = {
  dialects: 'policy',
  ciphers: 'policy',
  transactBytes: 'limits',
} as const;

describe('each row of a preset shows in the answers, and nothing else of them changes', function () {
  this.timeout(60_000);

  for (const [key, { preset, where }] of Object.entries(rows)) {
    it(`${key}, of ${preset}`, async () => {
      const wanted: Wanted = { dialects: [preset === 'windows-2012' ? '2.1' : '3.1.1'], elsewhere: false };
      const section = key in sections ? sections[key as keyof typeof sections] : 'profile';
      const usual = { [key]: houseValues[key as keyof PresetValues] };
      const without = await answersWith({ preset, [section]: usual }, wanted);
      const seen = differences(without, await answersWith({ preset }, wanted));
      assert.deepEqual(
        seen.filter((difference) => !where.some((pattern) => pattern.test(difference))),
        [],
      );
      for (const pattern of where)
        assert.ok(
          seen.some((difference) => pattern.test(difference)),
          `${pattern}`,
        );
    });
  }

  it('without a preset, and with one that differs in its logins alone, the answers are the same', async () => {
    const wanted: Wanted = { dialects: ['3.1.1'], elsewhere: false };
    const own = await answersWith({ preset: 'legacy-printer' }, wanted);
    assert.deepEqual(differences(await answersWith({}, wanted), own), []);
  });
});

function differences(before: Answers, after: Answers): string[] {
  assert.deepEqual([...before.keys()], [...after.keys()]);
  return [...after].flatMap(([step, fields]) => {
    const others = before.get(step) ?? {};
    return Object.keys({ ...fields, ...others })
      .filter((field) => fields[field] !== others[field])
      .map((field) => `${step}: ${field} ${others[field]} → ${fields[field]}`);
  });
}
