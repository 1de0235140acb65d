import { type PolicyPreset, policyPresets } from '../../auth/policy-presets.js';
import { defaultAuthPolicy } from '../../auth/policy.js';
import { notImitated } from './not-imitated.js';
import { houseValues, valuesOf } from './preset.js';
import { type ProfileRow, profileRows } from './rows.js';

/** The documentation of presets as Markdown; `npm run pages` writes it to PROFILES.md. */
export function renderProfiles(): string {
  return `${[...introduction, ...rows(), ...logins(), ...left()].join('\n')}\n`;
}

const introduction = [
  '# Presets',
  '',
  'A preset is a whole server to start from: its logins, and its answers where the specification leaves room or the original',
  'leaves the specification. `policy.preset` and `--preset` name it, and so does `createServer({ preset })`; whatever is set',
  'beside it changes it. Generated from the tables beside this page; do not edit.',
  '',
  '- `windows-2025`: Windows Server 2025, not as a domain controller; its logins are those of Windows 11 24H2 as well.',
  '- `windows-2012`: Windows Server 2012 R2; its logins are those of 2008 R2 to 2022.',
  '- `samba`: Samba 4.17 without options. A test compares it with a real smbd, field by field.',
  '- `nas-guest`: the same with `map to guest = bad user`.',
  '- `legacy-printer`: our own choice for old devices. It differs in its logins alone.',
  '',
  '## Answers',
  '',
  'A preset that is not named in a row has the value without a preset.',
];

const entries: readonly [string, ProfileRow<unknown>][] = Object.entries(profileRows);

function rows(): string[] {
  return entries.flatMap(([key, { differs, presets, weakens }]) => [
    '',
    `### ${key}`,
    '',
    `Differs: ${differs}.`,
    '',
    `- without a preset: ${valueText(key, houseValues)}`,
    ...Object.entries(presets).map(
      ([preset, { source }]) =>
        `- ${namesOf(preset)}: ${valueText(key, valuesOf(preset as PolicyPreset))} (${source})`,
    ),
    ...(weakens === undefined ? [] : ['', `**Weaker.** ${weakens}`]),
  ]);
}

/** `nas-guest` is named beside the preset whose answers it has. */
function namesOf(preset: string): string {
  return preset === 'samba' ? '`samba`, `nas-guest`' : `\`${preset}\``;
}

function valueText(key: string, values: object): string {
  const value: unknown = (values as Readonly<Record<string, unknown>>)[key];
  const text = key === 'pipeAccess' ? `0x${Number(value).toString(16)}` : String(value);
  return `\`${Array.isArray(value) ? value.join(', ') : text}\``;
}

function logins(): string[] {
  return [
    '',
    '## Logins',
    '',
    'The keys of `policy` in which a preset differs from a server without one.',
    ...Object.entries(policyPresets).flatMap(([preset, policy]) => [
      '',
      `- \`${preset}\`: ${differences(defaultAuthPolicy, policy, '').join(', ')}`,
    ]),
  ];
}

function differences(usual: object, own: object, prefix: string): string[] {
  return Object.entries(own).flatMap(([key, value]: [string, unknown]) => {
    const before: unknown = (usual as Readonly<Record<string, unknown>>)[key];
    if (isSection(before) && isSection(value)) return differences(before, value, `${prefix}${key}.`);
    const same = JSON.stringify(before) === JSON.stringify(value);
    return same ? [] : [`\`${prefix}${key}\` ${JSON.stringify(value)}`];
  });
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function left(): string[] {
  return [
    '',
    '## What is not imitated',
    '',
    ...notImitated.map(
      ({ differs, presets, source, why }) =>
        `- ${presets.map((preset) => `\`${preset}\``).join(', ')}: ${differs} (${source}). Not here: ${why}.`,
    ),
  ];
}
