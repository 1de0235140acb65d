import assert from 'node:assert/strict';
import type { MessageSecurity } from '../../src/auth/mechanism.js';
import { KerberosMessageSecurity } from '../../src/auth/kerberos/message-security.js';
import { createTokens } from '../../src/auth/kerberos/security-context.js';
import { NtlmMessageSecurity } from '../../src/auth/ntlm/message-security.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { unwrapToken, wrapToken } from '../../src/auth/wrap-token.js';

/** The two ends of a context. */
type Ends = readonly [client: MessageSecurity, server: MessageSecurity];

const key = Buffer.alloc(16, 0x55);

function ntlm(): Ends {
  const flags = F.SIGN | F.SEAL | F.ENCRYPTION_128 | F.EXTENDED_SESSIONSECURITY | F.KEY_EXCH;
  return [new NtlmMessageSecurity(flags, key, 'client'), new NtlmMessageSecurity(flags, key, 'server')];
}

function kerberos(etype: number): Ends {
  const tokens = createTokens({
    etype,
    protocolKey: key,
    acceptorSubkey: true,
    dceStyle: false,
    randomBytes: (length) => Buffer.alloc(length, 0xc0),
  });
  const first = { own: 7n, peer: 7n };
  return [
    new KerberosMessageSecurity(tokens, 'initiator', first),
    new KerberosMessageSecurity(tokens, 'acceptor', first),
  ];
}

describe('RFC 2743 2.3.3, 2.3.4: whole tokens', () => {
  for (const [title, ends] of [
    ['NTLM', ntlm],
    ['Kerberos with AES (RFC 4121)', () => kerberos(17)],
    ['Kerberos with RC4 (RFC 4757)', () => kerberos(23)],
  ] as const) {
    describe(title, () => {
      it('messages of any length go both ways, in order', () => {
        const [client, server] = ends();
        for (const length of [0, 1, 16, 100, 200, 70_000]) {
          const message = Buffer.alloc(length, 'quote');
          assert.deepEqual(unwrapToken(server, wrapToken(client, message)), message, `${length} bytes`);
          assert.deepEqual(unwrapToken(client, wrapToken(server, message)), message, `${length} bytes back`);
        }
      });

      it('a token that is cut anywhere does not verify', () => {
        const token = wrapToken(ends()[0], Buffer.from('MSFT'));
        for (let length = 0; length < token.length; length++) {
          assert.equal(unwrapToken(ends()[1], token.subarray(0, length)), undefined, `${length} bytes`);
        }
      });

      it('a token comes from the other end, and once', () => {
        const [client, server] = ends();
        const token = wrapToken(client, Buffer.from('MSFT'));
        assert.equal(unwrapToken(ends()[0], token), undefined, 'reflected');
        assert.deepEqual(unwrapToken(server, token), Buffer.from('MSFT'));
        assert.equal(unwrapToken(server, token), undefined, 'replayed');
      });
    });
  }

  it('RFC 4121 4.2.5: a Kerberos token turns by any count', () => {
    const message = Buffer.from('MSFT 28.31');
    const token = wrapToken(kerberos(17)[0], message);
    const header = token.subarray(0, 16);
    const body = token.subarray(16);
    const turned = header.readUInt16BE(6);
    for (let more = 0; more < body.length + 3; more++) {
      const other = Buffer.from(header);
      other.writeUInt16BE(turned + more, 6);
      const at = (2 * body.length - more) % body.length;
      const rotated = Buffer.concat([other, body.subarray(at), body.subarray(0, at)]);
      assert.deepEqual(unwrapToken(kerberos(17)[1], rotated), message, `${turned + more}`);
    }
  });
});
