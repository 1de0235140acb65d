import { z } from 'zod';
import type { CodeKind } from '../explain/code.js';
import type { explanationJson } from '../explain/json.js';
import { clientShowsSchema } from './records.js';
import { flag, number, orNull, schemaOf, text, texts, word } from './schema-of.js';

type ExplanationOutput = ReturnType<typeof explanationJson>;
type Answer = ExplanationOutput['answers'][number];
type CodeOutput = ExplanationOutput['unknown'][number]['nearest'][number];

/** The compiler names a kind that is not here. */
const kinds = [
  'ntstatus',
  'win32',
  'hresult',
  'errno',
  'macos',
  'kerberos',
  'http',
  'curl',
  'xfreerdp',
  'mstsc',
  'reason',
  'text',
] as const satisfies readonly CodeKind[];

const codeShape = {
  kind: word(kinds, 'The family of the code; `reason`: of this server; `text`: a text of a client.'),
  name: text('Such as `STATUS_LOGON_FAILURE`; the text itself for a text.'),
  number: orNull(
    number('NTSTATUS and HRESULT: 32 bits, unsigned; errno: positive; null: it has a name alone.'),
  ),
  meaning: text('Its description, in one sentence.'),
  source: text('The document with the description.'),
  forms: texts('The code as people meet it elsewhere.'),
};

/** The output of `explain --json`. */
export const explanationSchema = schemaOf<ExplanationOutput>()('What the codes of a text mean.', {
  answers: z
    .array(
      schemaOf<Answer>()('The answer about one code.', {
        ...codeShape,
        causes: z
          .array(
            schemaOf<Answer['causes'][number]>()('What leads to it.', {
              reason: text('A reason of REASONS.md, a KRB-ERROR by name, or a cause of the client’s alone.'),
              toldBy: word(
                ['server', 'kdc', 'client'],
                'The side that tells: this server, the KDC of a test realm, the client alone.',
              ),
              sentence: text('The event, in one sentence.'),
              advice: text('The remedy.'),
              section: orNull(text('The section of the rule; null: no rule decides.')),
              clientShows: clientShowsSchema,
            }),
          )
          .meta({ description: 'The causes, the likeliest first.' }),
        nextSteps: z
          .array(
            schemaOf<Answer['nextSteps'][number]>()('A step.', {
              command: text('The command line.'),
              purpose: text('Its use, in a few words.'),
              documentation: orNull(text('The page about it; null: none.')),
            }),
          )
          .meta({ description: 'What to run next, in that order.' }),
      }),
    )
    .meta({ description: 'One for each code, the likeliest first.' }),
  ambiguous: texts('Numbers that stand for more than one code; the answers have each.'),
  unknown: z
    .array(
      schemaOf<ExplanationOutput['unknown'][number]>()('A code that there is not.', {
        text: text('The code as given.'),
        nearest: z
          .array(schemaOf<CodeOutput>()('A code with a name or number near it.', codeShape))
          .meta({ description: 'The codes that it is most like.' }),
      }),
    )
    .meta({ description: 'Codes that are in no table.' }),
  cut: flag('Whether the text was longer than what was looked at: its last 16 384 characters.'),
});
