import type { Writable } from 'node:stream';
import type { Colours } from '../../diagnosis/output/paragraph.js';
import { type ConnectionReport, differenceSentence, isAsRecorded } from '../../replay/report.js';
import type {
  connectionReportSchema,
  endSchema,
  replayListeningSchema,
  transcriptSchema,
} from '../../output-schema/replay-lines.js';
import type { Line } from '../../output-schema/server-lines.js';
import { printable, printableJson } from '../../text/printable.js';
import type { Recording } from '../../transcript/read-transcript.js';

/** Prints what a replay finds, as lines for people or as JSON. */
export class ReplayPrinter {
  readonly #output: Writable;
  readonly #json: boolean;
  readonly #colours: Colours;

  constructor(output: Writable, json: boolean, colours: Colours) {
    this.#output = output;
    this.#json = json;
    this.#colours = colours;
  }

  /** @param connections that are played */
  head({ head, incomplete }: Recording, connections: number): void {
    const { software, startedAt, secrets } = head;
    const { besides, kerberos } = head.server;
    if (this.#json) {
      this.#object({
        type: 'transcript',
        software,
        startedAt,
        secrets,
        connections,
        besides,
        incomplete,
      } satisfies Line<typeof transcriptSchema>);
      return;
    }
    const recorded = new Date(startedAt).toISOString();
    const kept = secrets ? 'with secrets' : 'without secrets';
    this.#line(
      `Recorded ${recorded} by version ${printable(software)}, ${kept}; ${counted(connections, 'connection')} to play`,
    );
    if (incomplete !== undefined) this.#doubt(incomplete);
    if (besides.length > 0) this.#doubt(`not in the transcript: ${besides.join(', ')}`);
    if (kerberos)
      this.#doubt('keys of Kerberos are in no transcript: without --keytab its tickets are refused');
  }

  listening(port: number, isReal: boolean): void {
    if (this.#json) {
      const line = { type: 'listening', host: '127.0.0.1', port, real: isReal } as const;
      this.#object(line satisfies Line<typeof replayListeningSchema>);
    } else {
      const how = isReal
        ? 'a real server with the recorded randomness and clock'
        : 'repeating the recorded answers, since secrets are missing';
      this.#line(`Listening on 127.0.0.1:${port}: ${how}`);
    }
  }

  /** @param unit such as `answer` */
  report(report: ConnectionReport, unit: string): void {
    const { connection, recorded, compared, unequal, first, faults, notes } = report;
    if (this.#json) {
      const equal = isAsRecorded(report);
      this.#object({
        type: 'connection',
        connection,
        recorded,
        compared,
        unequal,
        equal,
        first,
        faults,
        notes,
      } satisfies Line<typeof connectionReportSchema>);
      return;
    }
    const { good, bad } = this.#colours;
    const equal = compared - unequal;
    const sums = `connection ${connection}: ${equal} of ${counted(recorded, unit)} as recorded`;
    this.#line(isAsRecorded(report) ? good(`✓ ${sums}`) : bad(`✗ ${sums}`));
    if (first !== undefined) this.#line(`  ${printable(differenceSentence(first))}`);
    if (unequal > 1) this.#line(`  ${unequal - 1} more differ after it`);
    for (const fault of faults) this.#line(`  ${printable(fault)}`);
    for (const note of notes) this.#doubt(note);
  }

  end(reports: readonly ConnectionReport[]): void {
    const unequal = reports.filter((report) => !isAsRecorded(report)).length;
    if (this.#json) {
      const line = { type: 'end', connections: reports.length, unequal } as const;
      this.#object(line satisfies Line<typeof endSchema>);
    } else if (reports.length === 0) this.#line('No connection was played.');
    else if (unequal === 0)
      this.#line(isWhole(reports) ? 'No difference.' : 'No difference, as far as it can be compared.');
    else this.#line(`${unequal} of ${counted(reports.length, 'connection')} went differently.`);
  }

  #doubt(text: string): void {
    this.#line(this.#colours.doubtful(`  ! ${printable(text)}`));
  }

  #object(value: object): void {
    this.#line(printableJson(value));
  }

  #line(text: string): void {
    this.#output.write(`${text}\n`);
  }
}

function counted(number: number, unit: string): string {
  if (number === 1) return `1 ${unit}`;
  const [first = '', ...others] = unit.split(' ');
  return `${number} ${[`${first}s`, ...others].join(' ')}`;
}

/** Whether every recorded message was compared. */
function isWhole(reports: readonly ConnectionReport[]): boolean {
  return reports.every(({ compared, recorded }) => compared === recorded);
}
