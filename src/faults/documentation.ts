import { z } from 'zod';
import { type ActionRow, faultActions } from './action.js';
import { type PresetRow, presetGroups } from './preset.js';
import { faultSteps, type StepRow } from './steps.js';

/** The documentation of faults as Markdown; `npm run pages` writes it to FAULTS.md. */
export function renderFaults(): string {
  return `${[...introduction, ...steps(), ...actions(), ...presets()].join('\n')}\n`;
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
  "`faults.noLogonServers({ user: 'alice' })` in a program. A fault that can never match is an error, and what a fault did",
  'is in the record of the attempt (`faults`). No fault gives access to a client that did not prove itself.',
  '',
  'Beside its step a condition may name `client` (an IP address), `connection` (its number, from 1) and what the step knows;',
  '`after` lets so many matches pass, `every` takes each so manyth of the rest, `times` ends it after so many.',
];

function steps(): string[] {
  const rows: [string, StepRow][] = Object.entries(faultSteps);
  return [
    '',
    '## Steps',
    '',
    'A step includes the narrower ones: `session-setup` holds for `login-accepted` as well.',
    '',
    ...rows.map(([name, { text, knows, within }]) => {
      const known = knows.length === 0 ? '' : ` Knows ${knows.map((key) => `\`${key}\``).join(', ')}.`;
      return `- \`${name}\`: ${text}${known}${within === undefined ? '' : ` Within \`${within}\`.`}`;
    }),
  ];
}

function actions(): string[] {
  const rows: [string, ActionRow][] = Object.entries(faultActions);
  return [
    '',
    '## Actions',
    ...rows.flatMap(([name, { text, layers, schema }]) => [
      '',
      `### ${name}`,
      '',
      text,
      '',
      ...keysOf(schema),
      `- At steps: ${stepsOf(layers)}.`,
    ]),
  ];
}

function stepsOf(layers: ActionRow['layers']): string {
  const rows: [string, StepRow][] = Object.entries(faultSteps);
  const names = rows.filter(([, { layer }]) => layers.includes(layer)).map(([name]) => `\`${name}\``);
  return names.join(', ');
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
