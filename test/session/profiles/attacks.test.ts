import assert from 'node:assert/strict';
import { policyPresets, type PolicyPreset } from '../../../src/auth/policy-presets.js';
import { resolveConfiguration } from '../../../src/config/index.js';
import { parseLayer } from '../../../src/config/layer.js';
import { resolveOptions } from '../../../src/server/resolve-options.js';
import { presetOf } from '../../../src/session/profiles/preset.js';
import { Command, encodeEchoRequest, frame } from '../../../src/smb2-codec/index.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';
import { ClientLogin, login, tryLogin } from '../../support/smb-client-login.js';
import { asBob, expectServing, expectStatus, serve } from '../support.js';

const { profile } = presetOf('samba');
const names = Object.keys(policyPresets) as PolicyPreset[];

describe('the answers of smbd, without its logins', () => {
  it('let nobody in who is not let in anyway', async () => {
    await using fixture = await serve({ profile });
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client, { password: 'wrong' }), 'STATUS_LOGON_FAILURE');
    expectStatus(await tryLogin(client, { user: 'nobody', password: '' }), 'STATUS_LOGON_FAILURE');
    const anonymous = await tryLogin(client, { user: '', password: '', response: 'anonymous' });
    assert.notEqual(anonymous.status, 0);
    const begun = new ClientLogin(client);
    await begun.first();
    const inMidLogin = { header: { sessionId: begun.sessionId } };
    expectStatus(await client.treeConnect('disk', inMidLogin), 'STATUS_INVALID_HANDLE');
    expectStatus(await client.treeConnect('disk', {}), 'STATUS_USER_SESSION_DELETED');
  });

  it('a session is of no use on a connection that has not bound it', async () => {
    await using fixture = await serve({ profile });
    const session = await login(await fixture.negotiated());
    const stranger = await fixture.negotiated();
    const claimed = { header: { sessionId: session.id } };
    expectStatus(await stranger.treeConnect('disk', claimed), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await stranger.logoff(claimed), 'STATUS_USER_SESSION_DELETED');
    const binding = await tryLogin(stranger, { ...asBob, bind: session });
    expectStatus(binding, 'STATUS_ACCESS_DENIED');
    expectStatus(await stranger.treeConnect('disk', claimed), 'STATUS_USER_SESSION_DELETED');
  });
});

describe('ECHOs of strangers', () => {
  const echo = { profile: { echo: 'always' } } as const;

  it('prolong no connection: neither before the login nor after the last LOGOFF', async () => {
    await using fixture = await serve(echo, new HandDrivenRuntime());
    const stranger = await fixture.negotiated();
    const former = await fixture.negotiated();
    await former.logoff({ session: await login(former) });
    for (let second = 0; second < 44; second += 4) {
      fixture.runtime.advance(4_000);
      for (const client of [stranger, former]) expectStatus(await client.echo(), 'STATUS_SUCCESS');
    }
    fixture.runtime.advance(2_000);
    for (const client of [stranger, former]) await client.expectDisconnect();
    assert.equal(fixture.limitHits.get('authenticationSeconds'), 2);
  });

  it('count among the connections without a login, also after the last LOGOFF', async () => {
    await using fixture = await serve({ ...echo, limits: { unauthenticatedConnections: 1 } });
    const former = await fixture.negotiated();
    await former.logoff({ session: await login(former) });
    expectStatus(await former.echo(), 'STATUS_SUCCESS');
    await (await fixture.connect()).expectDisconnect();
  });

  it('have frames as short as before a login', async () => {
    await using fixture = await serve({ ...echo, limits: { unauthenticatedFrameBytes: 20_000 } });
    const former = await fixture.negotiated();
    await former.logoff({ session: await login(former) });
    expectStatus(await former.echo(), 'STATUS_SUCCESS');
    former.sendRaw(Buffer.from([0, 0, 0x4e, 0x21]));
    await former.expectDisconnect();
    await expectServing(fixture);
  });

  it('are not answered before NEGOTIATE', async () => {
    await using fixture = await serve(echo);
    const client = await fixture.connect();
    client.sendRaw(frame(client.message(Command.ECHO, encodeEchoRequest)));
    await client.expectDisconnect();
  });

  it('end with the time of the login although their answers are not read', async () => {
    await using fixture = await serve(echo, new HandDrivenRuntime());
    const client = await fixture.negotiated({ dialects: [0x210] });
    client.socket.pause();
    for (let i = 0; i < 2000; i++) client.send(Command.ECHO, encodeEchoRequest);
    fixture.runtime.advance(45_001);
    client.socket.resume();
    await client.closed;
    assert.equal(fixture.limitHits.get('authenticationSeconds'), 1);
    await expectServing(fixture);
  });
});

describe('keys beside a preset', () => {
  const beside = {
    guest: 'refuse',
    anonymous: 'refuse',
    mechanisms: ['ntlm'],
    ntlm: { v1: 'refuse', require128: true, echoTargetInfo: true },
    lockout: { threshold: 3, windowSeconds: 60, durationSeconds: 60 },
    signing: 'required',
    encryption: 'required',
    dialects: ['3.1.1'],
    ciphers: ['AES-256-GCM'],
  } as const;
  const single = Object.entries(beside).map(([key, value]) => ({ [key]: value }));

  for (const preset of names) {
    it(`are the same in options and in the configuration: ${preset}`, () => {
      for (const keys of [{}, beside, ...single] as Partial<typeof beside>[]) {
        const { mechanisms, ntlm, guest, anonymous, lockout, ...policy } = keys;
        const given = { mechanisms, ntlm, guest, anonymous, lockout };
        const authPolicy = Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== undefined),
        );
        const value = { policy: { preset, ...keys }, profile: { echo: 'always' } };
        const configured = resolveConfiguration([parseLayer(value, (path) => path.join('.'))]);
        const common = { accounts: [] };
        const fromFile = resolveOptions({
          ...common,
          ...(configured.preset !== undefined && { preset: configured.preset }),
          ...(configured.profile !== undefined && { profile: configured.profile }),
          policy: configured.policy,
          authPolicy: configured.authPolicy,
          limits: configured.limits,
        });
        const fromOptions = resolveOptions({
          ...common,
          preset,
          policy,
          authPolicy,
          profile: { echo: 'always' },
        });
        for (const key of ['policy', 'authPolicy', 'profile', 'limits'] as const)
          assert.deepEqual(fromFile[key], fromOptions[key], `${key} of ${JSON.stringify(keys)}`);
        if (keys === beside) {
          assert.equal(fromOptions.policy.signing, 'required');
          assert.equal(fromOptions.authPolicy.guest, 'refuse');
        }
      }
    });
  }
});
