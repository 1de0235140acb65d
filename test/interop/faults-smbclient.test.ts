import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { createServer, type FaultPresetName, type ServerOptions } from '../../src/index.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient } from '../support/smbclient.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** The end of smbclient 4.17 under a preset: its last words, or that it gets in. */
type End = RegExp | 'gets in';

const negotiationFails = /protocol negotiation failed: NT_STATUS_INVALID_NETWORK_RESPONSE/;
const badSignature = /session setup failed: NT_STATUS_ACCESS_DENIED/;
const disconnected = /tree connect failed: NT_STATUS_CONNECTION_DISCONNECTED/;

const ends: readonly (readonly [FaultPresetName, End])[] = [
  ['downgrade311', disconnected],
  ['downgradeTo21', disconnected],
  ['downgradeTo202', disconnected],
  ['downgradeToSmb1', /protocol negotiation failed: NT_STATUS_INVALID_PARAMETER/],
  ['strippedEncryption', badSignature],
  ['weakerCipher', badSignature],
  ['weakerSigning', badSignature],
  ['strippedSigning', badSignature],
  ['alteredSalt', badSignature],
  ['unknownDialect', negotiationFails],
  ['missingPreauth', negotiationFails],
  ['unknownHash', negotiationFails],
  ['unknownCipher', negotiationFails],
  ['unknownSigningAlgorithm', negotiationFails],
  ['wrongMechListMic', /failed to verify mechListMIC/],
  ['earlyMechListMic', /failed to verify mechListMIC/],
  ['mechanismNotOffered', /session setup failed: NT_STATUS_INVALID_PARAMETER/],
  ['acceptedTooEarly', /session setup failed: NT_STATUS_INVALID_PARAMETER/],
  ['ntlmWithoutTargetInfo', /session setup failed: NT_STATUS_INVALID_PARAMETER/],
  // It goes on, and the server refuses.
  ['weakNtlm', /session setup failed: NT_STATUS_LOGON_FAILURE/],
  ['collectedNtlm', 'gets in'],
  ['strippedNtlmMic', 'gets in'],
  ['noHint', 'gets in'],
  ['hintOfAnotherMechanism', 'gets in'],
  ['smallServer', 'gets in'],
  // [MS-SMB2] 3.2.5.2 demands an error.
  ['duplicatePreauth', 'gets in'],
];

const kerberosEnds: readonly (readonly [FaultPresetName, End])[] = [
  ['missingApRep', /gse_krb5\) login failed: NT_STATUS_INTERNAL_ERROR/],
  ['wrongApRep', /gse_krb5\) login failed: NT_STATUS_LOGON_FAILURE/],
  ['foreignApRep', /gse_krb5\) login failed: NT_STATUS_LOGON_FAILURE/],
  ['replayedApRep', /gse_krb5\) login failed: NT_STATUS_LOGON_FAILURE/],
  ['staleKeytab', /gse_krb5\) login failed: NT_STATUS_LOGON_FAILURE/],
];

describe('smbclient under faults in NEGOTIATE and in tokens', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  before(function () {
    requireProgram(this, 'smbclient');
  });

  async function serve(preset: FaultPresetName, options: Partial<ServerOptions> = {}) {
    const server = createServer({ accounts: [alice], faults: [{ preset }], ...options });
    const records: AttemptRecord[] = [];
    server.on('attempt-completed', (record) => void records.push(record));
    const events: string[] = [];
    server.on('fault', ({ name }) => void events.push(name));
    const { port } = await server.listen();
    return { server, port, records, events, [Symbol.asyncDispose]: () => server.close() };
  }

  type Served = Awaited<ReturnType<typeof serve>>;

  async function expectEnd(
    { server, records, events }: Served,
    end: End,
    { code, stdout, stderr }: { code: number | null; stdout: string; stderr: string },
  ): Promise<void> {
    if (end === 'gets in') assert.equal(code, 0, stdout + stderr);
    else assert.match(stdout + stderr, end);
    const [{ name, fault } = assert.fail('no fault')] = server.faults;
    await server.close();
    assert.ok(events.includes(name), 'it happened');
    // The record of the login is complete before its connection is validated.
    if (fault.when.step === 'validate-negotiate') return;
    assert.ok(
      records.some(({ faults }) => faults.some((each) => each.name === name)),
      'the record says so',
    );
  }

  for (const [preset, end] of ends) {
    it(`${preset}: ${String(end)}`, async () => {
      await using served = await serve(preset);
      await expectEnd(served, end, await smbclient({ port: served.port, share: 'IPC$' }));
    });
  }

  for (const preset of [
    'validatedOtherDialect',
    'validatedOtherCapabilities',
    'validatedOtherServer',
    'validatedOtherSigning',
    'answerWithoutEncryption',
    'answerWithoutSigning',
  ] as const) {
    it(`${preset}, with 3.0.2: it compares`, async () => {
      await using served = await serve(preset);
      const finished = await smbclient({ port: served.port, share: 'IPC$', protocol: 'SMB3_02' });
      await expectEnd(served, /tree connect failed: NT_STATUS_ACCESS_DENIED/, finished);
    });
  }

  for (const [preset, end] of kerberosEnds) {
    it(`${preset}: ${String(end)}`, async () => {
      const directory = join(folder(), preset);
      const host = 'files.example.test';
      await using served = await serve(preset, {
        names: { netbiosName: 'FILES', dnsName: host },
        kerberos: { testRealm: { realm: 'EXAMPLE.TEST', directory, ccaches: [alice.name] } },
      });
      const env = {
        KRB5_CONFIG: join(directory, 'krb5.conf'),
        KRB5CCNAME: join(directory, `${alice.name}.ccache`),
      };
      const finished = await kerberosSmbclient({ port: served.port, host, env, share: 'IPC$' });
      await expectEnd(served, end, finished);
    });
  }
});
