import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { defaultNames, type ServeConfiguration } from '../../config/index.js';
import { coloursFor } from '../../diagnosis/output/paragraph.js';
import { printableJson } from '../../text/printable.js';
import type { ListenAddress } from '../../server/create-server.js';
import type { Invocation, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import { createReporter } from '../output/reporter.js';
import { takesStrangers } from '../serve/accounts.js';
import type { Lines } from '../serve/outputs.js';
import { serve } from '../serve/serve.js';
import { reachableAddresses } from './addresses.js';
import { type Invitation, invitationText } from './invitation.js';
import { Summary } from './summary.js';

/**
 * `diagnose` tells how a wrong password was mangled, whichever device sent it. The account belongs to the user of this
 * command, or was made up for the test.
 */
const defaults = { diagnosis: { variants: 'always' } } as const;

/** Docker and Podman put one of these files into each container. */
const containerFiles = ['/.dockerenv', '/run/.containerenv'];

/**
 * Says what to type into a device, serves with a plain verdict for each login, and sums up at the end for each client,
 * account and share.
 */
export async function diagnose(flags: ServerFlags, invocation: Invocation): Promise<ExitCode> {
  const summary = new Summary();
  const json = flags.json === true;
  return serve(flags, invocation, {
    defaults,
    reporter: (lines) => createReporter(lines, json, { clientShows: true }),
    alone: { origin: 'diagnose', why: 'its summary is made in one process' },
    watch: (server) => {
      server.on('attempt-completed', (record) => summary.addAttempt(record));
      server.on('tree', (record) => summary.addTree(record));
      server.on('failure', (record) => summary.addLater(record));
      server.on('incident', (record) => summary.addLater(record));
    },
    listening: (address, configuration, lines) => {
      const output = json ? process.stderr : lines;
      const invitation = invitationTo(address, configuration);
      output.write(`${invitationText(invitation, widthOf(output), coloursFor(output, process.env))}\n`);
    },
    finish: (lines) => {
      const text = json
        ? printableJson(summary)
        : summary.paragraphs(widthOf(lines), coloursFor(lines, process.env));
      lines.write(`${text}\n`);
      return ExitCode.OK;
    },
  });
}

function invitationTo({ host, port }: ListenAddress, configuration: ServeConfiguration): Invitation {
  const { accountNames, accountFiles, shares, authPolicy, diagnosis, names } = configuration;
  return {
    host,
    port,
    addresses: reachableAddresses(host, networkInterfaces()),
    inContainer: containerFiles.some((path) => existsSync(path)),
    shares: shares.map(({ name }) => name),
    accounts: accountNames,
    accountFiles: accountFiles.length > 0,
    takesStrangers: takesStrangers(configuration),
    ticketName: authPolicy.mechanisms.includes('ntlm') ? undefined : (names.dnsName ?? defaultNames.dnsName),
    acceptsNtlmv1: authPolicy.ntlm.v1 === 'accept',
    acceptsGuests: authPolicy.guest === 'unknown-users',
    triesVariants: diagnosis.variants === 'always',
  };
}

/** Some terminals say that they have no columns at all. */
function widthOf(output: Lines): number {
  return output.columns || 100;
}
