import { z } from 'zod';
import { type ActionRow, faultActions } from './action.js';
import { type PresetRow, presetGroups } from './preset.js';
import { type FaultLayer, faultSteps, type FaultStep, type StepRow } from './steps.js';

/** The documentation of faults as Markdown; `npm run pages` writes it to FAULTS.md. */
export function renderFaults(): string {
  return `${[...introduction, ...contents(), ...steps(), ...actions(), ...presets()].join('\n')}\n`;
}

const introduction = [
  '# Faults',
  '',
  'A fault is a scripted deviation for tests of clients, as data: `when` it happens, and `what` happens then. Generated',
  'from the tables beside this page; do not edit.',
  '',
  '```json',
  '{',
  '  "name": "no-dc",',
  '  "when": { "step": "login-accepted", "user": "alice", "times": 1 },',
  '  "what": { "do": "status", "status": "STATUS_NO_LOGON_SERVERS" }',
  '}',
  '```',
  '',
  'The same goes into `createServer({ faults: […] })`, `server.faults.add(…)`, `faults` of the configuration file, and the',
  'control API. A preset stands for a whole one: `{ "preset": "noLogonServers", "when": { "user": "alice" } }`, or',
  "`faults.noLogonServers({ user: 'alice' })` in a program (`import { faults } from 'smb2-auth-server'`). A fault that can never match is an error, and what a fault did",
  'is in the record of the attempt (`faults`). No fault gives access to a client that did not prove itself.',
  '',
  'Beside its step a condition may name `client` (an IP address), `connection` (its number, from 1) and what the step knows;',
  '`after` lets so many matches pass, `every` takes each so manyth of the rest, `times` ends it after so many.',
];

/** The headings under which the steps of a layer stand. */
const layerTitles = {
  accept: 'Connections',
  offer: 'The client’s offer',
  answer: 'SMB2 answers',
  notification: 'Notifications',
  token: 'Tokens of a login',
  tls: 'TLS',
  rdp: 'RDP’s negotiation',
  credssp: 'CredSSP',
  http: 'HTTP',
  rpc: 'RPC',
  kdc: 'The KDC of a test realm',
} as const satisfies Record<FaultLayer, string>;

const layers = Object.keys(layerTitles) as FaultLayer[];
const stepRows = Object.entries(faultSteps) as [FaultStep, StepRow][];

function contents(): string[] {
  const links = (names: readonly string[]): string => names.map(linkTo).join(' · ');
  return [
    '',
    '## Contents',
    '',
    `- [Steps](#steps): ${links(layers.map((layer) => layerTitles[layer]))}`,
    `- [Actions](#actions): ${links(Object.keys(faultActions))}`,
    ...presetGroups.map(
      ({ title, presets: rows }) =>
        `- [Presets: ${title}](#${anchorOf(`Presets: ${title}`)}): ${links(Object.keys(rows))}`,
    ),
  ];
}

function linkTo(title: string): string {
  return `[${title}](#${anchorOf(title)})`;
}

/** The anchor that a heading has on GitHub. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}

function steps(): string[] {
  return [
    '',
    '## Steps',
    '',
    'A step includes the narrower ones: `session-setup` holds for `login-accepted` as well. What a step knows, a condition',
    'may name.',
    ...layers.flatMap((layer) => [
      '',
      `### ${layerTitles[layer]}`,
      '',
      ...stepRows.filter(([, row]) => row.layer === layer).map(stepLine),
    ]),
  ];
}

function stepLine([name, { text, knows, within }]: [FaultStep, StepRow]): string {
  const known = knows.length === 0 ? '' : ` Knows ${knows.map((key) => `\`${key}\``).join(', ')}.`;
  return `- \`${name}\`: ${text}${known}${within === undefined ? '' : ` Within \`${within}\`.`}`;
}

function actions(): string[] {
  const rows: [string, ActionRow][] = Object.entries(faultActions);
  return [
    '',
    '## Actions',
    ...rows.flatMap(([name, { text, layers: where, steps: only, schema }]) => [
      '',
      `### ${name}`,
      '',
      text,
      '',
      ...keysOf(schema),
      `- At ${placesOf(where, only)}.`,
    ]),
  ];
}

/** The layers at whose steps an action can happen, and single steps where it cannot happen at all of a layer. */
function placesOf(where: ActionRow['layers'], only: ActionRow['steps']): string {
  return layers
    .filter((layer) => where.includes(layer))
    .flatMap((layer) => {
      const all = stepRows.filter(([, row]) => row.layer === layer).map(([name]) => name);
      const some = all.filter((name) => only?.includes(name) !== false);
      const isWhole = some.length === all.length && all.length > 1;
      return isWhole ? [`every step of ${linkTo(layerTitles[layer])}`] : some.map((name) => `\`${name}\``);
    })
    .join(', ');
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

function keysOf(schema: z.ZodObject): string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema) as JsonSchema;
  return Object.entries(properties)
    .filter(([key]) => key !== 'do')
    .map(([key, { description }]) => {
      const need = required.includes(key) ? '' : ' (optional)';
      return `- \`${key}\`${need}: ${description ?? 'see the text'}`;
    });
}

const conduct = {
  refuses: 'refuses',
  bears: 'gets on all the same',
  'fails-cleanly': 'fails cleanly',
} as const satisfies Record<PresetRow['goodClient'], string>;

function presets(): string[] {
  const groups: readonly { title: string; presets: Readonly<Record<string, PresetRow>> }[] = presetGroups;
  return groups.flatMap(({ title, presets: rows }) => [
    '',
    `## Presets: ${title}`,
    ...Object.entries(rows).flatMap(([name, { imitates, goodClient, mustDo, section, when, what }]) => [
      '',
      `### ${name}`,
      '',
      imitates,
      '',
      `A good client **${conduct[goodClient]}**. ${mustDo} (${section})`,
      '',
      `    ${JSON.stringify({ when, what })}`,
    ]),
  ]);
}
