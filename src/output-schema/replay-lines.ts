import { z } from 'zod';
import type { ConnectionReport, FoundDifference } from '../replay/report.js';
import { realSchema } from './server-lines.js';
import { always, count, flag, moment, schemaOf, text, texts } from './schema-of.js';

/** The head of the recording. */
export const transcriptSchema = z
  .object({
    type: always('transcript', 'The type of the line.'),
    software: text('Version of smb2-auth-server that made the recording.'),
    startedAt: moment('The beginning of the recording.'),
    secrets: flag('Whether hashes and session keys are in the file.'),
    connections: count('Connections to be played.'),
    besides: texts('Parts of a program that no file can hold.'),
    incomplete: text('The way in which the file is not whole; absent: it is whole.').optional(),
  })
  .meta({ description: 'The recording: the first line.' });

/** The server that plays a recording. */
export const replayListeningSchema = z
  .object({
    type: always('listening', 'The type of the line.'),
    host: text('The address on which it listens.'),
    port: z.int().min(1).max(65535).meta({ description: 'The port.' }),
    real: realSchema,
  })
  .meta({ description: 'The server that plays a recording is open.' });

/** One connection that was played. */
export const connectionReportSchema = schemaOf<ConnectionReport & { type: 'connection'; equal: boolean }>()(
  'One connection, as it went when it was played again.',
  {
    type: always('connection', 'The type of the line.'),
    connection: count('Its number in the recording, from 1.'),
    recorded: count('Messages of the other side in the recording.'),
    compared: count('Messages that were compared.'),
    unequal: count('Messages that were not as recorded.'),
    equal: flag('Whether it went as recorded, as far as it could be compared.'),
    first: schemaOf<FoundDifference>()('The first difference.', {
      number: count('Number of the message among those of its side, from 1.'),
      message: text('Such as `SESSION_SETUP response`.'),
      field: text('Name of the field, or a place in bytes.'),
      expected: text('The value in the recording, in words; bytes in hexadecimal.'),
      got: text('The value that came, in words; bytes in hexadecimal.'),
    })
      .optional()
      .meta({ description: 'The first difference; absent: there was none.' }),
    faults: texts('Everything else that did not happen as recorded, in sentences.'),
    notes: texts('Everything else that a reader should know, in sentences.'),
  },
);

/** The end of a replay. */
export const endSchema = z
  .object({
    type: always('end', 'The type of the line.'),
    connections: count('Connections that were played.'),
    unequal: count('Connections that did not go as recorded.'),
  })
  .meta({ description: 'The sum: the last line.' });
