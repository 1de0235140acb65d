import type { WriteStream } from 'node:tty';
import type { Writable } from 'node:stream';
import type * as Paragraphs from '../../diagnosis/output/paragraph.js';
import {
  authenticationRecord,
  authorizationRecord,
  failureRecord,
  faultRecord,
  incidentRecord,
} from '../../diagnosis/output/samba-audit.js';
import { printable, printableJson } from '../../text/printable.js';
import type { Carrier } from '../../facts/recorder.js';
import type {
  askedDomainSchema,
  domainEventSchema,
  Line,
  ListenerDetails,
  listeningSchemas,
  omittedSchema,
} from '../../output-schema/server-lines.js';
import type { ListenAddress, Server } from '../../server/create-server.js';
import { Printer } from './printer.js';

/** Writes the events of a server to stdout, for programs or for people. */
export interface Reporter {
  readonly listening: (address: ListenAddress) => void;
  /** Reports one more listener, such as the KDC of a test realm. */
  readonly alsoListening: (listener: FurtherListener) => void;
  /** Reports the domain whose controllers are asked. */
  readonly asksDomain: (domain: AskedDomain) => void;
  /** Reports every event of a server from now on. */
  readonly watch: (server: Server) => void;
}

/** A listener besides that of SMB. */
export interface FurtherListener extends ListenAddress {
  /** The protocol, as JSON names it. */
  readonly carrier: 'kdc' | 'control' | 'watch' | 'admin' | Exclude<Carrier, 'smb'>;
  /** Further keys of its JSON line. */
  readonly details: ListenerDetails;
  /** Its lines for people. */
  readonly lines: readonly string[];
}

/** The domain of a server. */
export interface AskedDomain {
  /** Keys of its JSON line. */
  readonly details: Omit<Line<typeof askedDomainSchema>, 'type' | 'state'>;
  /** Its line for people. */
  readonly line: string;
}

/** Parts of a paragraph besides verdict, cause and advice. */
export interface Verbosity {
  readonly clientShows: boolean;
}

/** @param json one JSON object a line, instead of paragraphs, whose modules are loaded for them alone */
export async function createReporter(
  output: Writable,
  json: boolean,
  verbosity: Verbosity = { clientShows: false },
): Promise<Reporter> {
  const printer = new Printer(output, json ? omittedRecord : omittedLine);
  const print = (text: string): void => printer.print(text);
  if (json) return jsonReporter(print);
  const paragraphs = await import('../../diagnosis/output/paragraph.js');
  return paragraphReporter(print, paragraphs, output, verbosity);
}

/** The record that stands for lines left out because the reader was too slow. */
function omittedRecord(records: number): string {
  return printableJson({ type: 'omitted', records } satisfies Line<typeof omittedSchema>);
}

function omittedLine(paragraphs: number): string {
  return `${paragraphs} reports were left out: nobody read the output fast enough.`;
}

/** One line for each attempt, once everything about it is known. */
function jsonReporter(print: (text: string) => void): Reporter {
  const record = (value: object): void => print(printableJson(value));
  return {
    listening: ({ host, port }) =>
      record({ type: 'listening', host, port } satisfies Line<typeof listeningSchemas.smb>),
    alsoListening: ({ carrier, host, port, details }) =>
      record({ type: 'listening', carrier, host, port, ...details }),
    asksDomain: ({ details }) =>
      record({ type: 'domain', state: 'asked', ...details } satisfies Line<typeof askedDomainSchema>),
    watch: (server) => {
      server.on('attempt-completed', (attempt) => record(authenticationRecord(attempt)));
      server.on('tree', (tree) => record(authorizationRecord(tree)));
      server.on('incident', (incident) => record(incidentRecord(incident)));
      server.on('failure', (failure) => record(failureRecord(failure)));
      server.on('kdc', (exchange) => record(exchange));
      server.on('domain', ({ state, controller, because }) =>
        record({ type: 'domain', state, controller, because } satisfies Line<typeof domainEventSchema>),
      );
      server.on('fault', (fault) => record(faultRecord(fault)));
    },
  };
}

/** Prints the verdict at once, and a second paragraph if the completed record has another reason. */
function paragraphReporter(
  print: (text: string) => void,
  paragraphs: typeof Paragraphs,
  output: Writable,
  verbosity: Verbosity,
): Reporter {
  const { attemptParagraph, failureParagraph, faultParagraph, incidentParagraph } = paragraphs;
  const { coloursFor, kdcParagraph, treeParagraph } = paragraphs;
  const terminal = output as Partial<WriteStream>;
  const colours = coloursFor({ isTTY: terminal.isTTY === true }, process.env);
  const options = (): Paragraphs.ParagraphOptions => ({
    colours,
    // Some terminals say that they have no columns at all.
    width: terminal.columns || 100,
    ...verbosity,
  });
  const told = new Map<number, string>();
  return {
    listening: ({ host, port }) => print(`Listening on ${host.includes(':') ? `[${host}]` : host}:${port}`),
    alsoListening: ({ lines }) => print(lines.map(printable).join('\n')),
    asksDomain: ({ line }) => print(printable(line)),
    watch: (server) => {
      server.on('attempt', (attempt) => {
        told.set(attempt.id, attempt.reason);
        print(attemptParagraph(attempt, options()));
      });
      server.on('attempt-completed', (attempt) => {
        if (told.get(attempt.id) !== attempt.reason) print(attemptParagraph(attempt, options()));
        told.delete(attempt.id);
      });
      server.on('tree', (tree) => print(treeParagraph(tree, options())));
      server.on('incident', (incident) => print(incidentParagraph(incident, options())));
      server.on('failure', (failure) => print(failureParagraph(failure, options())));
      server.on('kdc', (exchange) => print(kdcParagraph(exchange, options())));
      server.on('fault', (fault) => print(faultParagraph(fault, options())));
    },
  };
}
