import assert from 'node:assert/strict';
import type { AccountDefinition } from '../../../src/auth/account-definition.js';
import { kerberosCommonReasons } from '../../../src/auth/kerberos/common-reasons.js';
import type { KerberosMechanismOptions } from '../../../src/auth/kerberos/settings.js';
import { MemoryAway } from '../../../src/auth/memory-away.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { commonRejections } from '../../../src/auth/rejection.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../../src/auth/spnego/index.js';
import type { AttemptRecord } from '../../../src/diagnosis/attempt-record.js';
import { attemptParagraph, noColours } from '../../../src/diagnosis/output/paragraph.js';
import {
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import { serve } from '../../session/support.js';
import { type KerberosForge, KerberosServer } from '../../support/kerberos-client.js';

const MS_KRB5 = '1.2.840.48018.1.2.2';
const NEGOEX = '1.3.6.1.4.1.311.2.2.30';

/** The security buffers of a login, each made once the answer to the one before is there. */
type Legs = (forge: KerberosForge) => readonly ((answer: Buffer) => Buffer)[];

const oneLeg: Legs = (forge) => [
  () => encodeNegTokenInit({ mechTypes: [MS_KRB5], mechToken: forge.token() }),
];

interface Scenario {
  readonly options?: Partial<KerberosMechanismOptions>;
  readonly legs?: Legs;
  /** In the explanation, behind the reason's sentence. */
  readonly evidence?: RegExp;
}

function withAccount(change: Partial<AccountDefinition>): Scenario {
  return { options: { accounts: accountsInMemory([{ name: 'alice', password: 'x', ...change }]) } };
}

const scenarios: Readonly<Record<keyof typeof kerberosCommonReasons, Scenario>> = {
  'empty-password-refused': {
    options: {
      accounts: accountsInMemory([{ name: 'alice', ntHash: ntHashOfPassword('').toString('hex') }]),
    },
  },
  'account-disabled': withAccount({ status: 'disabled' }),
  'account-locked': withAccount({ status: 'locked' }),
  'account-expired': withAccount({ status: 'expired' }),
  'password-expired': withAccount({ status: 'password-expired' }),
  'password-must-change': withAccount({ status: 'must-change-password' }),
  'smart-card-required': withAccount({ status: 'smart-card-required' }),
  'interdomain-trust-account': withAccount({ status: 'interdomain-trust-account' }),
  'workstation-trust-account': withAccount({ status: 'workstation-trust-account' }),
  'server-trust-account': withAccount({ status: 'server-trust-account' }),
  'account-refused': withAccount({ ntStatus: 'STATUS_LOGON_TYPE_NOT_GRANTED' }),
  'no-logon-server': withAccount({ status: 'no-logon-server' }),
  'workstation-not-allowed': withAccount({ workstations: ['PC'] }),
  'outside-logon-hours': withAccount({ logonHours: Buffer.alloc(21) }),
  'unknown-account': { options: { policy: { principals: 'local' } } },
  'store-failed': {
    options: { accounts: { find: () => Promise.reject(new Error('down')) } },
  },
  'shared-state-away': {
    options: { replays: { admit: () => Promise.reject(new MemoryAway('10.0.0.7:6379 is away.')) } },
    evidence: /10\.0\.0\.7:6379 is away\./,
  },
  'mech-list-mic-invalid': {
    legs: (forge) => [
      () => encodeNegTokenInit({ mechTypes: [NEGOEX, MS_KRB5], mechToken: Buffer.from('x') }),
      () => encodeNegTokenResp({ responseToken: forge.token() }),
      () => encodeNegTokenResp({ mechListMic: Buffer.alloc(28) }),
    ],
    evidence: /Check mech-list-mic: /,
  },
  'ended-by-client': {
    legs: (forge) => [
      () => encodeNegTokenInit({ mechTypes: [NEGOEX, MS_KRB5], mechToken: Buffer.from('x') }),
      () => encodeNegTokenResp({ responseToken: forge.token() }),
      (answer) => {
        assert.ok(decodeNegTokenResp(answer).responseToken, 'an AP-REP');
        return encodeNegTokenResp({ negState: 'reject' });
      },
    ],
  },
};

/** The record of a login over a socket. */
async function recordOf({ options = {}, legs = oneLeg }: Scenario): Promise<AttemptRecord> {
  const kerberos = new KerberosServer(options);
  const { forge } = kerberos;
  await using server = await serve({ mechanisms: [kerberos.mechanism] }, forge.runtime);
  const client = await server.negotiated();
  let [sessionId, answer] = [0n, Buffer.alloc(0)];
  for (const leg of legs(forge)) {
    const securityBuffer = leg(answer);
    const { SIGNING_ENABLED: securityMode } = SecurityMode;
    const request = { flags: 0, securityMode, capabilities: 0, previousSessionId: 0n, securityBuffer };
    client.send(Command.SESSION_SETUP, (w) => encodeSessionSetupRequest(w, request), {
      header: { sessionId },
    });
    const reply = await client.receive();
    ({ sessionId } = reply.header);
    answer = Buffer.from(decodeSessionSetupResponse(reply.message).securityBuffer);
  }
  const [record] = await server.records(1);
  assert.ok(record);
  return record;
}

describe('Kerberos: common reasons in its own terms', () => {
  for (const [reason, scenario] of Object.entries(scenarios)) {
    it(reason, async () => {
      const own = kerberosCommonReasons[reason as keyof typeof kerberosCommonReasons];
      const common = commonRejections[reason as keyof typeof kerberosCommonReasons];
      const record = await recordOf(scenario);
      assert.equal(record.reason, reason);
      assert.ok(record.explanation.startsWith(own.sentence), record.explanation);
      assert.match(record.explanation, /The client sent user “alice”, domain “EXAMPLE\.COM”\./);
      if (scenario.evidence) assert.match(record.explanation, scenario.evidence);
      // No password was seen, no workstation was named, and no desktop guessed a logon.
      assert.doesNotMatch(record.explanation, /password is right|workstation it names|own desktop/);
      assert.equal(record.advice, own.advice);
      assert.deepEqual([record.clientShows, record.section], [common.clientShows, common.section]);
      const told = attemptParagraph(record, { colours: noColours, width: 4000 });
      assert.ok(told.includes(own.sentence) && told.includes(own.advice), told);
    });
  }

  it('workstation-not-allowed says that no ticket names a workstation', () => {
    assert.match(kerberosCommonReasons['workstation-not-allowed'].sentence, /a Kerberos client names none/);
  });
});
