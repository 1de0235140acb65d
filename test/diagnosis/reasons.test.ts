import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { kerberosRejections } from '../../src/auth/kerberos/rejections.js';
import { ntlmRejections, rejectionReasons } from '../../src/auth/ntlm/rejections.js';
import { clientsOf } from '../../src/diagnosis/client-shows.js';
import { isOfCarrier, reasonGroups, reasons as table } from '../../src/diagnosis/reasons.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import type { ClientShows, CarrierSymptoms, ReasonText, Symptoms } from '../../src/text/reason-text.js';
import { renderReasons } from '../../src/diagnosis/reasons/documentation.js';

interface Text extends Omit<ReasonText, 'clientShows'> {
  readonly clientShows: ClientShows;
  readonly symptoms?: Symptoms;
}

const groups = reasonGroups(defaultMechanismWords);
const reasons = Object.assign({}, ...groups.map((group) => group.reasons)) as Record<string, Text>;

describe('reasons', () => {
  it('every reason has a sentence, advice, what clients show, and a section', () => {
    for (const [reason, { sentence, advice, clientShows, section }] of Object.entries(reasons)) {
      assert.match(sentence, /^[A-Z].*\.$/, reason);
      assert.match(advice, /^[A-Z].*\.$/, reason);
      const clients = Object.keys(clientShows);
      const ofSmb = !isOfCarrier(reason);
      assert.deepEqual(
        clients.filter((client) => (clientsOf.smb as readonly string[]).includes(client)),
        ofSmb ? clientsOf.smb : [],
        reason,
      );
      assert.ok(clients.length > 0, reason);
      assert.ok(
        Object.values(clientShows).every((text) => text !== ''),
        reason,
      );
      assert.match(section, /^(\[MS-[A-Z0-9]+\]|RFC|PROXY protocol) \d/, reason);
    }
  });

  it('the errors in the index are those in what clients show', () => {
    for (const [reason, { clientShows, symptoms = {} }] of Object.entries(reasons)) {
      if (isOfCarrier(reason)) continue;
      const { windows = '', linux = '', smbclient = '', macos = '' } = clientShows;
      const numbers = windows.replaceAll(/“[^”]*”/g, '').match(/0x[0-9a-f]{8}|\b\d+\b/gi) ?? [];
      const found = {
        windows: numbers.map((number) => Number(number) % 0x10000),
        linux: [...linux.matchAll(/error\((\d+)\)/g)].map(([, errno]) => Number(errno)),
        status: `${smbclient} ${linux}`.match(/\bSTATUS_\w+|(?<=\bNT_)STATUS_\w+/g) ?? [],
        macos: [...macos.matchAll(/“([^”]+)”/g)].map(([, text]) => text),
      };
      for (const client of ['windows', 'linux', 'status', 'macos'] as const) {
        assert.deepEqual(
          new Set<unknown>(symptoms[client]),
          new Set<unknown>(found[client]),
          `${reason}: ${client}`,
        );
      }
    }
  });

  it('the exit codes in the index are those in what clients of other carriers show', () => {
    for (const [reason, { clientShows, symptoms = {} }] of Object.entries(table)) {
      if (!isOfCarrier(reason)) continue;
      const { xfreerdp = '', curl = '', rpcclient = '' } = clientShows as ClientShows;
      const found = {
        xfreerdp: [...xfreerdp.matchAll(/exit code (\d+)/g)].map(([, code]) => Number(code)),
        curl: [...curl.matchAll(/curl: \((\d+)\)/g)].map(([, code]) => Number(code)),
        status: [...rpcclient.matchAll(/NT_(STATUS_\w+)/g)].map(([, name]) => name),
      };
      const known: CarrierSymptoms = symptoms;
      for (const client of ['xfreerdp', 'curl', 'status'] as const) {
        assert.deepEqual(
          new Set<unknown>(known[client]),
          new Set<unknown>(found[client]),
          `${reason}: ${client}`,
        );
      }
    }
  });

  it('the acceptors refuse for no reason that is not there', () => {
    for (const reason of rejectionReasons) assert.ok(reason in reasons, reason);
  });

  it('every reason is documented once', () => {
    const grouped = groups.flatMap(({ reasons: group }) => Object.keys(group));
    const known = [table, ntlmRejections, kerberosRejections].flatMap(Object.keys);
    assert.deepEqual(grouped.toSorted(), known.toSorted());
  });

  it('what a person saw is found in REASONS.md, and leads to the reasons', () => {
    const lines = renderReasons(defaultMechanismWords).split('\n');
    for (const [seen, reason] of [
      ['error 86', 'wrong-password'],
      ['error 1326', 'unknown-account'],
      ['0x8007052e', 'mangled-password'],
      ['error 1327', 'empty-password-refused'],
      ['error 1331', 'account-disabled'],
      ['error 1907', 'password-must-change'],
      ['error 1909', 'account-locked'],
      ['error 1937', 'no-common-mechanism'],
      ['error 64', 'timed-out'],
      ['error 67', 'share-not-found'],
      ['error 5', 'signature-invalid'],
      ['0x80070035', 'smb1-only'],
      ['mount error(13)', 'clock-skew'],
      ['mount error(22)', 'ntlm-malformed'],
      ['mount error(95)', 'no-common-dialect'],
      ['mount error(112)', 'left-after-negotiate'],
      ['NT_STATUS_LOGON_FAILURE', 'replayed'],
      ['-1073741715', 'ntlmv1-refused'],
      ['3221225581', 'wrong-password'],
      ['0xc0000224', 'password-must-change'],
      ['-1073741620', 'share-not-found'],
      ['server rejected the connection: Authentication error', 'wrong-password'],
      ['exit code 134', 'wrong-password'],
      ['exit code 135', 'account-locked'],
      ['exit code 151', 'account-disabled'],
      ['exit code 133', 'rdp-tls-only'],
      ['exit code 155', 'credssp-binding-wrong'],
      ['curl: (60)', 'left-after-tls'],
      ['curl: (35)', 'tls-failed'],
    ] as const) {
      const found = lines.find(
        (line) =>
          line.startsWith('- ') &&
          line
            .slice(2)
            .split(/, |: \[/)
            .includes(seen),
      );
      assert.ok(found?.includes(`[${reason}](#${reason})`), `${seen}: ${found}`);
    }
  });

  it('REASONS.md is what `npm run pages` writes', () => {
    assert.equal(readFileSync('src/diagnosis/REASONS.md', 'utf8'), renderReasons(defaultMechanismWords));
  });
});
