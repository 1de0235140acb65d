import assert from 'node:assert/strict';
import { kerberosWords } from '../../src/auth/kerberos/words.js';
import { encryptionTypes } from '../../src/krb5/encryption/index.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { TicketFlags } from '../../src/krb5/messages/ticket.js';
import {
  accepted,
  KerberosServer,
  keyOf,
  type RequestChange,
  serviceKey,
  serviceKeys,
  type TicketChange,
} from '../support/kerberos-client.js';
import { catalogue } from './support.js';

/** The part of one login in a report: the codes of its weaknesses, and its values by column. */
async function seenOf(ticket: TicketChange = {}, request: RequestChange = {}) {
  const policy = { enctypes: encryptionTypes.map(({ name }) => name) };
  const server = new KerberosServer({ keys: serviceKeys(serviceKey(18), serviceKey(23)), policy });
  accepted(await server.login(ticket, request));
  const record = kerberosWords.record(server.loginFacts);
  assert.ok(record);
  const columns = catalogue.observationsOf(record).map(({ key, value }) => [key, value]);
  return { weaknesses: record.weaknesses, ...(Object.fromEntries(columns) as Record<string, string>) };
}

const usual = {
  weaknesses: [],
  services: 'cifs/files.example.com',
  ticketEtypes: 'aes256-cts-hmac-sha1-96',
  contextEtypes: 'aes256-cts-hmac-sha1-96',
  mutualAuthentication: 'yes',
  delegation: 'none',
  kerberosBindings: 'zero',
};

describe('the posture of a client that logs in with Kerberos', () => {
  const seen: readonly (readonly [what: string, object, TicketChange?, RequestChange?])[] = [
    ['has service, encryption types, mutual authentication, delegation and bindings', usual],
    [
      'shows a ticket of rc4-hmac',
      {
        ...usual,
        weaknesses: ['rc4-ticket'],
        ticketEtypes: 'rc4-hmac',
        contextEtypes: 'rc4-hmac',
      },
      { key: serviceKey(23), sessionKey: keyOf(23, 0x33) },
    ],
    [
      'shows a session key of rc4-hmac in a stronger ticket',
      { ...usual, weaknesses: ['rc4-session'], contextEtypes: 'rc4-hmac' },
      { sessionKey: keyOf(23, 0x33) },
    ],
    [
      'shows that the server need not prove itself',
      { ...usual, weaknesses: ['no-mutual'], mutualAuthentication: 'no' },
      {},
      { flags: ContextFlags.INTEG },
    ],
    [
      'shows a ticket that could be forwarded',
      { ...usual, delegation: 'forwardable' },
      { part: { flags: TicketFlags.FORWARDABLE } },
    ],
    ['shows bindings', { ...usual, kerberosBindings: 'present' }, {}, { bindings: Buffer.alloc(16, 7) }],
    [
      'shows that it has no room for bindings',
      { ...usual, kerberosBindings: 'absent' },
      {},
      { checksum: null },
    ],
  ];
  for (const [what, expected, ticket, request] of seen) {
    it(what, async () => assert.deepEqual(await seenOf(ticket, request), expected));
  }

  it('has a finding for each weakness, and a column for each value', () => {
    const { weaknesses = {}, columns = [] } = kerberosWords;
    for (const code of Object.keys(weaknesses)) assert.ok(catalogue.findings.has(code), code);
    const keys = new Set(catalogue.columns.map(({ key }) => key));
    for (const { key } of columns) assert.ok(keys.has(key), key);
    assert.deepEqual(
      columns.map(({ key }) => key),
      Object.keys(usual).filter((key) => key !== 'weaknesses'),
    );
  });
});
