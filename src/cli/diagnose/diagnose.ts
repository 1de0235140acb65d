import { coloursFor } from '../../diagnosis/output/paragraph.js';
import { printableJson } from '../../diagnosis/printable.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import type { Hooks } from '../hooks.js';
import { createReporter } from '../output/reporter.js';
import { serve } from '../serve/serve.js';
import { Summary, summaryParagraphs } from './summary.js';

/** Serves with a plain verdict for each login, and a summary for each client and account at the end. */
export function diagnose(flags: ServerFlags, originOf: OriginOf, hooks: Hooks): Promise<ExitCode> {
  const summary = new Summary();
  const json = flags.json === true;
  return serve(flags, originOf, hooks, {
    reporter: createReporter(process.stdout, json, { clientShows: true }),
    watch: (server) => server.on('attempt-completed', (record) => summary.add(record)),
    finish: () => {
      const text = json
        ? printableJson({ type: 'summary', clients: summary.rows(), omittedAttempts: summary.omitted })
        : summaryParagraphs(summary, coloursFor(process.stdout, process.env));
      process.stdout.write(`${text}\n`);
      return ExitCode.OK;
    },
  });
}
