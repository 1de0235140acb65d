import assert from 'node:assert/strict';
import { type Invitation, invitationText } from '../../../src/cli/diagnose/invitation.js';
import { ansiColours, noColours } from '../../../src/diagnosis/output/paragraph.js';

const reachable: Invitation = {
  host: '0.0.0.0',
  port: 445,
  addresses: [
    { address: '192.168.1.20', interface: 'eth0', kind: 'network' },
    { address: '172.17.0.1', interface: 'docker0', kind: 'virtual' },
  ],
  inContainer: false,
  shares: ['scans', 'archive'],
  accounts: ['scanner'],
  accountFiles: false,
  takesStrangers: false,
  ticketName: undefined,
  acceptsNtlmv1: false,
  acceptsGuests: false,
  triesVariants: true,
};

const textOf = (changes: Partial<Invitation>): string =>
  invitationText({ ...reachable, ...changes }, 80, noColours);
/** In one line, as sentences are broken anywhere. */
const sentencesOf = (changes: Partial<Invitation>): string => textOf(changes).replaceAll(/\s+/g, ' ');

describe('invitationText', () => {
  it('says what to type into the device, and warns of nothing where it can come', () => {
    assert.equal(
      textOf({}),
      String.raw`
Type into the device:

  path      \\192.168.1.20\scans
  server    192.168.1.20  (eth0)
            172.17.0.1  (docker0, this machine’s own containers or virtual machines)
  share     scans
            archive
  user      scanner
  password  the one this server was given for that user
  domain    leave it empty, or WORKGROUP where it must not be

Of these addresses, take the one in the network of the device.
Then let the device log in: what came of it appears below, with what to do.
Ctrl-C ends with a summary.
If nothing appears, the device did not reach this machine: another address,
another network, or a firewall.
`,
    );
  });

  it('has the name that tickets are for, where Kerberos alone is offered', () => {
    const changes = { host: '127.0.0.1', port: 4455, addresses: [], ticketName: 'files.example.test' };
    const sentences = sentencesOf(changes);
    assert.match(sentences, /path \\\\files\.example\.test\\scans server 127\.0\.0\.1 /);
    assert.match(sentences, /! Kerberos alone is offered: .* An address gets no ticket\./);
    assert.match(
      sentences,
      /smbclient '\/\/files\.example\.test\/scans' -I 127\.0\.0\.1 -p 4455 --use-kerberos=required/,
    );
    assert.match(sentences, /domain the realm of the user/);
  });

  it('warns of no account, unless tickets need none', () => {
    assert.match(sentencesOf({ accounts: [] }), /There is no account/);
    assert.doesNotMatch(sentencesOf({ accounts: [], takesStrangers: true }), /There is no account/);
  });

  it('warns that nobody else reaches 127.0.0.1, and has a client for this machine', () => {
    const sentences = sentencesOf({ host: '127.0.0.1', port: 4455, addresses: [] });
    assert.match(sentences, /No device can come: 127\.0\.0\.1 is reached from this machine alone;/);
    assert.match(sentences, /come to port 445 only, and this is port 4455\./);
    assert.match(sentences, /Start again with --host 0\.0\.0\.0 --port 445, as root \(sudo\)\./);
    assert.match(sentences, /smbclient '\/\/127\.0\.0\.1\/scans' -p 4455 -U 'scanner'/);
  });

  for (const [what, changes, sentence] of [
    [
      'a port that no device knows',
      { port: 4455 },
      /No device may come: .* this is port 4455\. Start again with --port 445, as root/,
    ],
    [
      '127.0.0.1 at the right port',
      { host: '127.0.0.1' },
      /this machine alone\. Start again with --host 0\.0\.0\.0\. Type/,
    ],
    ['a machine without a network', { addresses: [] }, /This machine has no address in a network/],
    ['a container', { inContainer: true, port: 4455 }, /This is a container: .*docker run -p 445:4455\)/],
    [
      'no account',
      { accounts: [] },
      /There is no account, so every login is refused\. Add --user NAME:PASSWORD/,
    ],
    ['no share', { shares: [] }, /There is no share for the device to go on to\. Add --share/],
    [
      'NTLMv1',
      { acceptsNtlmv1: true },
      /NTLMv1 is accepted: whoever records such a login can compute the NT hash/,
    ],
    [
      'guests',
      { acceptsGuests: true },
      /Names that do not exist are let in as guest, and nothing of their sessions is signed/,
    ],
    [
      'passwords that are not looked into',
      { triesVariants: false },
      /How a wrong password was mangled .*diagnosis\.variants/,
    ],
  ] as const satisfies readonly (readonly [string, Partial<Invitation>, RegExp])[]) {
    it(`warns of ${what}`, () => assert.match(sentencesOf(changes), sentence));
  }

  it('fits into 80 columns, whatever it warns of', () => {
    const everything: Partial<Invitation> = {
      port: 4455,
      addresses: [],
      inContainer: true,
      accounts: [],
      shares: [],
      acceptsNtlmv1: true,
      acceptsGuests: true,
      triesVariants: false,
    };
    for (const line of textOf(everything).split('\n')) assert.ok(line.length <= 80, line);
    assert.match(
      invitationText({ ...reachable, ...everything }, 80, ansiColours),
      /\u001b\[33m! No|\u001b\[33m! This/,
    );
  });

  it('takes accounts of files for accounts', () => {
    const text = textOf({ accounts: [], accountFiles: true });
    assert.match(text, /user {6}one of the account files/);
    assert.doesNotMatch(text, /!/);
  });

  it('lists some of many', () => {
    const text = textOf({ accounts: Array.from({ length: 9 }, (_, index) => `user${index}`) });
    assert.match(text, /user5\n +and 3 more\n/);
  });
});
