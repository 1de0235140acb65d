import { z } from 'zod';
import type { Field, Problem, Section } from '../inspect/section.js';
import type { PostureRow } from '../posture/posture.js';
import { checkedCarriers, caseGroups } from '../scorecard/case.js';
import type { Scorecard, ScoredCase, ScoredRun } from '../scorecard/report/scorecard.js';
import { SCORECARD_FORMAT } from '../scorecard/report/scorecard.js';
import { verdicts, type Verdict } from '../scorecard/verdict.js';
import { always, count, flag, schemaOf, text, texts, word } from './schema-of.js';

/** A row as JSON has it: sets are lists, times are texts, and the values of mechanisms have keys of their own. */
type ClientInReport = {
  [Key in keyof Omit<PostureRow, 'observed'>]: PostureRow[Key] extends ReadonlySet<string>
    ? string[]
    : Key extends 'firstSeen' | 'lastSeen'
      ? string
      : PostureRow[Key];
};

const atMost = 'at most 32, each cut after 256 characters';

const columns = {
  osVersions: texts('Versions of Windows, as NTLM tells them.').optional(),
  ntlmVersions: texts('Kinds of NTLM responses, such as `NTLMv2`.').optional(),
  lmResponses: texts('Contents of LM responses, in a word.').optional(),
  mics: texts('MICs of NTLMv2, in a word.').optional(),
  targetNames: texts('Target names of NTLMv2, such as `cifs/files`.').optional(),
  channelBindings: texts('Channel bindings of NTLMv2, in a word.').optional(),
  services: texts('Services that its tickets name.').optional(),
  ticketEtypes: texts('Encryption types of its tickets.').optional(),
  contextEtypes: texts('Encryption types of its session keys, of Kerberos.').optional(),
  mutualAuthentication: texts('Whether servers proved themselves: `yes`, `no`.').optional(),
  delegation: texts('`credentials`, `forwardable` or `none`.').optional(),
  kerberosBindings: texts('Channel bindings of Kerberos, in a word.').optional(),
};

/** The report of `audit`. */
export const postureSchema = z
  .object({
    type: always('posture', 'The type of the report.'),
    version: always(1, 'The version of the report.'),
    generatedAt: text('When it was made. ISO 8601.'),
    omittedAttempts: count('Attempts of clients that are not in the report: there are 4096 already.'),
    clients: z
      .array(
        schemaOf<ClientInReport & { [Key in keyof typeof columns]?: string[] }>()('One client, an address.', {
          client: text('Its address.'),
          firstSeen: text('Its first attempt. ISO 8601.'),
          lastSeen: text('Its last attempt. ISO 8601.'),
          attempts: count('Attempts, the accepted, refused and unfinished ones.'),
          accepted: count('Attempts that were accepted.'),
          refused: count('Attempts that were refused.'),
          unfinished: count('Attempts without a verdict.'),
          proved: count('Attempts in which it came to a proof, right or wrong.'),
          loginsWithoutSpnego: count('Logins over SMB with a mechanism without SPNEGO.'),
          kerberosOffered: flag('Whether it ever offered Kerberos.'),
          kerberosRefusal: text(
            'The reason for which its last ticket was refused; absent: none was.',
          ).optional(),
          kerberosFallbacks: texts('Why it logs in otherwise although it knows Kerberos: `no-ticket`, …'),
          users: texts(`The users that it named; ${atMost}.`),
          workstations: texts(`Its own names; ${atMost}.`),
          dialects: texts('Dialects that were chosen.'),
          mechanisms: texts('Mechanisms that it offered.'),
          carriers: texts('Carriers over which it came.'),
          tlsVersions: texts('Such as `TLSv1.3`.'),
          credsspVersions: texts('Versions of its TSRequests.'),
          httpSchemes: texts('Schemes of its Authorization.'),
          loginsInTheClear: count('Logins with a proof over HTTP without TLS.'),
          unboundLogins: count('Logins over HTTPS whose channel bindings are absent or zero.'),
          signingOffered: texts('`required`, `enabled` or `none`.'),
          ciphersOffered: texts('Ciphers that it offered.'),
          protectionUsed: texts('`none`, `signed` or `encrypted`: the first requests after its logins.'),
          machineIds: texts('MachineID of its logins, each of one start of a machine.'),
          crossBootMachineIds: texts('Ids of its machines that stay the same across restarts.'),
          copies: texts('Addresses of clients that are copies of its machine.'),
          weaknesses: texts('Codes of the weaknesses that its logins show.'),
          reasons: texts('Reasons of its attempts, as in REASONS.md.'),
          findings: texts('Codes of the findings about it, the gravest first.'),
          ...columns,
        }),
      )
      .meta({ description: 'The clients, by address.' }),
  })
  .meta({ description: 'How safely each client logs in.' });

const verdict = word(verdicts, '`insecure`, `broken`, `crashed` and `hung` are against the client.');

const run = schemaOf<ScoredRun>()('The run of the client in one case.', {
  milliseconds: count('How long it took. Milliseconds.'),
  end: text('Such as `exit code 1`.'),
  attempts: texts('Each login in one line: verdict, reason, dialect; at most twenty.'),
  trees: texts('The reasons of tree connects; at most twenty.'),
  faults: texts('Faults that happened; at most twenty.'),
  afterFault: z
    .record(z.string(), z.int().min(0))
    .meta({ description: 'Answers after the first fault, by step.' }),
  output: text('The beginning and the end of the client’s output, without secrets.'),
});

/** The report of `check-client`. */
export const scorecardSchema = schemaOf<Scorecard>()('How a client does on each case.', {
  format: always(SCORECARD_FORMAT, 'The version of the report.'),
  version: text('Version of smb2-auth-server.'),
  generatedAt: text('When it was made. ISO 8601.'),
  carrier: word(checkedCarriers, 'The protocol over which it was checked.'),
  command: texts('The command line of the client, with placeholders.'),
  totals: schemaOf<Record<Verdict, number>>()('How many cases have each verdict.', {
    secure: count('As a good client.'),
    insecure: count('It accepted what it should have refused.'),
    broken: count('It refused what it should have borne, or did not end as it should.'),
    crashed: count('It ended by a signal, or as the user defines it.'),
    hung: count('It did not end in time.'),
    'not-reached': count('It never came to the step.'),
    'not-applicable': count('It does not speak the variant.'),
  }),
  cases: z
    .array(
      schemaOf<ScoredCase>()('One case.', {
        id: text('Group and name: `attacks/stripped-signature`. Stable.'),
        group: word(caseGroups, 'The group of the case.'),
        title: text('The case in a few words.'),
        verdict,
        because: text('Why, as a sentence. May quote the client.'),
        expects: word(
          ['succeeds', 'reports', 'refuses', 'bears', 'fails-cleanly'],
          'The conduct of a good client.',
        ),
        section: text('The section of the rule.'),
        imitates: text('The server, attack or device that it stands for, as a sentence.'),
        why: text('The consequence of another conduct, as a sentence.'),
        run: run.optional().meta({ description: 'The run; absent: the case was not run.' }),
      }),
    )
    .meta({ description: 'Every case, in the order in which they ran.' }),
});

const problem = schemaOf<Problem>()('A fault or a weakness.', {
  level: word(['refused', 'weak'], '`refused`: a strict server refuses it.'),
  text: text('The fault in words.'),
  section: text('The section of the rule.'),
});

const field = schemaOf<Field>()('A field of a message.', {
  name: text('Its name.'),
  value: text('Its value as text; lists are joined, bytes are in hexadecimal.'),
});

/** A message, with the messages inside it. */
export const sectionSchema: z.ZodType<Section> = z
  .object({
    title: text('The message by name, or what it is instead.'),
    fields: z.array(field).meta({ description: 'Its fields, in their order.' }),
    problems: z.array(problem).meta({ description: 'Its faults, and weaknesses.' }),
    sections: z
      .lazy(() => z.array(sectionSchema))
      .meta({ description: 'The messages inside it, in their order.' }),
  } satisfies Record<keyof Section, z.ZodType>)
  .meta({ description: 'A message, with the messages inside it.' });

/** The output of `inspect`. */
export const inspectionSchema = z
  .object({
    sections: z
      .array(sectionSchema)
      .meta({ description: 'One for each message, or for each connection of a capture.' }),
  })
  .meta({ description: 'What some bytes mean.' });
