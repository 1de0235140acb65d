// Stops the server at the end of the job, and shows the logins in its summary.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that the server has to end by itself, and those after which it is waited for no more. */
const PATIENCE = 5000;
const LAST_PATIENCE = 7000;
const LOOK = 50;

/** GitHub shows no summary of more than 1 MiB, and strangers choose the names in it. */
const MOST_ROWS = 200;
const LONGEST_CELL = 200;

const { STATE_pid: pid, STATE_records: records, GITHUB_STEP_SUMMARY: summary } = process.env;
// Without a state, the server was never there.
if (pid && records) {
  await stop(Number(pid));
  if (summary) appendFileSync(summary, summaryOf(readFileSync(records, 'utf8')));
}

async function stop(server) {
  // In a container whose first process collects no dead children, a process that has ended looks as if it were there.
  for (let waited = 0; waited < LAST_PATIENCE && isThere(server); waited += LOOK) {
    if (waited === 0) process.kill(server, 'SIGTERM');
    if (waited > PATIENCE) process.kill(server, 'SIGKILL');
    await wait(LOOK);
  }
}

function isThere(server) {
  try {
    return process.kill(server, 0);
  } catch {
    return false;
  }
}

function summaryOf(text) {
  const logins = text
    .split('\n')
    .map(recordOf)
    .filter((record) => record?.type === 'Authentication');
  const rows = logins
    .slice(-MOST_ROWS)
    .map(({ Authentication: { clientDomain, clientAccount, remoteAddress, diagnosis } }) =>
      [
        `${clientDomain ?? ''}\\${clientAccount ?? ''}`,
        remoteAddress,
        diagnosis.reason,
        diagnosis.explanation,
      ]
        .map(cell)
        .join(' | '),
    );
  const left = logins.length - rows.length;
  return [
    `### smb2-auth-server: ${logins.length} logins\n`,
    ...(rows.length > 0 ? ['| user | from | reason | why |', '| --- | --- | --- | --- |'] : []),
    ...rows.map((row) => `| ${row} |`),
    ...(left > 0 ? [`\n${left} earlier ones are in the records.`] : []),
    '',
  ].join('\n');
}

/** The record of a line; undefined: the server ended while it wrote it. */
function recordOf(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A cell that shows a text as it is, or its beginning: names come from the network. */
function cell(value) {
  const whole = String(value ?? '').replaceAll(/\s+/g, ' ');
  const short = whole.length > LONGEST_CELL ? `${whole.slice(0, LONGEST_CELL)}…` : whole;
  // Controls, and characters that turn the direction of what stands around them.
  const text = short.replaceAll(/\p{C}/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
  return text.replaceAll(/[\p{P}\p{S}]/gu, (mark) => `&#${mark.codePointAt(0)};`);
}
