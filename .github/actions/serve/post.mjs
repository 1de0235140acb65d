// Stops the server at the end of the job, and shows the logins in its summary.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that the server has to end by itself. */
const PATIENCE = 5000;
const LOOK = 50;

/** The most rows of the summary, whose size GitHub limits. */
const MOST_ROWS = 200;

const { STATE_pid: pid, STATE_records: records, GITHUB_STEP_SUMMARY: summary } = process.env;
// Without a state, the server was never there.
if (pid && records) {
  await stop(Number(pid));
  if (summary) appendFileSync(summary, summaryOf(readFileSync(records, 'utf8')));
}

async function stop(server) {
  for (let waited = 0; isThere(server); waited += LOOK) {
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
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'Authentication');
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

/** A cell that shows a text as it is: names come from the network. */
function cell(value) {
  const text = String(value ?? '').replaceAll(/\s+/g, ' ');
  return text.replaceAll(/[\p{P}\p{S}]/gu, (mark) => `&#${mark.codePointAt(0)};`);
}
