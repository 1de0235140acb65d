import assert from 'node:assert/strict';
import { packed, unpacked } from '../../../src/cli/workers/messages.js';
import { resolveConfiguration } from '../../../src/config/index.js';

describe('cli: the configuration of a worker', () => {
  it('is that of the primary, bytes and absent keys included', () => {
    const value = {
      listen: { port: 0 },
      accounts: [{ name: 'älice', password: 'secret' }],
      policy: { lockout: null, dialects: ['3.1.1' as const] },
      kerberos: { password: { principal: 'cifs/a.example@EXAMPLE.COM', password: 'secret' } },
      http: { tls: true },
    };
    const configuration = resolveConfiguration([{ value, label: String }]);
    const tls = { certificate: Buffer.from('certificate\n'), key: Buffer.of(0, 128, 255) };
    const whole = { ...configuration, http: { ...configuration.http, tls } };
    const there = unpacked(JSON.parse(JSON.stringify(packed(whole))) as string);
    assert.deepEqual(there, whole);
    const { tls: given } = there.http ?? {};
    assert.ok(typeof given === 'object' && Buffer.isBuffer(given.key));
  });
});
