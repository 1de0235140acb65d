import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { policyPresets } from '../../../src/auth/policy-presets.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { defaultLimits, defaultSessionPolicy } from '../../../src/session/model/policy.js';
import { defaultServerProfile } from '../../../src/session/model/server-profile.js';
import { renderProfiles } from '../../../src/session/profiles/documentation.js';
import { notImitated } from '../../../src/session/profiles/not-imitated.js';
import { presetOf } from '../../../src/session/profiles/preset.js';
import { profileRows, type ProfileRow } from '../../../src/session/profiles/rows.js';

const rows: readonly [string, ProfileRow<unknown>][] = Object.entries(profileRows);

describe('presets as data', () => {
  it('without a name it is the server as it is', () => {
    assert.deepEqual(presetOf(undefined), {
      authPolicy: defaultAuthPolicy,
      policy: defaultSessionPolicy,
      limits: defaultLimits,
      profile: defaultServerProfile,
    });
  });

  it('legacy-printer differs in its logins alone', () => {
    const { authPolicy, ...others } = presetOf('legacy-printer');
    assert.deepEqual(authPolicy, policyPresets['legacy-printer']);
    assert.deepEqual({ authPolicy: defaultAuthPolicy, ...others }, presetOf(undefined));
  });

  it('nas-guest answers as samba does', () => {
    assert.deepEqual(presetOf('nas-guest').profile, presetOf('samba').profile);
    assert.notDeepEqual(presetOf('nas-guest').authPolicy, presetOf('samba').authPolicy);
  });

  it('each row differs for some preset, and says where that is known from', () => {
    const usual: Readonly<Record<string, unknown>> = {
      ...defaultServerProfile,
      ...defaultSessionPolicy,
      ...defaultLimits,
    };
    for (const [key, { presets, differs }] of rows) {
      assert.doesNotMatch(differs, /\.$/, key);
      const values = Object.values(presets).map(({ value }) => value);
      assert.ok(
        values.some((value) => JSON.stringify(value) !== JSON.stringify(usual[key])),
        key,
      );
      for (const { source } of Object.values(presets))
        assert.match(source, /^(\[MS-|smbd 4\.17 |Microsoft’s )/, key);
    }
  });
});

describe('PROFILES.md', () => {
  it('is what `npm run pages` writes', () => {
    assert.equal(readFileSync('src/session/profiles/PROFILES.md', 'utf8'), renderProfiles());
  });

  it('has every row, and every difference that is not imitated', () => {
    const page = renderProfiles();
    for (const [key, { differs }] of rows)
      assert.ok(page.includes(`### ${key}\n\nDiffers: ${differs}.`), key);
    for (const { differs, why } of notImitated)
      assert.ok(page.includes(differs) && page.includes(why), differs);
  });
});

describe('CONFIGURATION.md', () => {
  it('says what each weaker answer weakens, and of which presets', () => {
    const cells = readFileSync('src/config/CONFIGURATION.md', 'utf8')
      .split('\n')
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));
    for (const [key, { presets, weakens }] of rows) {
      const [, names, text] = cells.find(([first]) => first === `\`${key}\``) ?? [];
      assert.equal(text, weakens, key);
      if (weakens === undefined) continue;
      const named = Object.keys(presets).flatMap((name) =>
        name === 'samba' ? ['samba', 'nas-guest'] : [name],
      );
      assert.equal(names, named.map((name) => `\`${name}\``).join(', '), key);
    }
  });
});
