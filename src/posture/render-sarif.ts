import { createHash } from 'node:crypto';
import { printableJson } from '../text/printable.js';
import type { PostureReport } from './report.js';

/** SARIF 2.1.0: a result for each finding of each client. */
export function renderSarif({ rows, version, catalogue }: PostureReport): string {
  const { codes } = catalogue;
  const rules = [...catalogue.findings].map(([id, { title, help, level }]) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level },
  }));
  const results = rows.flatMap(({ client, findings }) =>
    findings.map((ruleId) => {
      const { title, help, level } = catalogue.rule(ruleId);
      return {
        ruleId,
        ruleIndex: codes.indexOf(ruleId),
        level,
        message: { text: `${client}: ${title}. ${help}` },
        locations: [locationOf(client)],
        partialFingerprints: fingerprintsOf(client, ruleId),
      };
    }),
  );
  return `${printableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'smb2-auth-server', version, rules } }, results }],
  })}\n`;
}

/**
 * A client is not a file, but code-scanning services refuse a result without a file and a line. Each client gets a file
 * of its name, which need not exist.
 */
function locationOf(client: string) {
  return {
    physicalLocation: {
      artifactLocation: { uri: `smb-clients/${encodeURIComponent(client)}` },
      region: { startLine: 1 },
    },
    logicalLocations: [{ name: client, fullyQualifiedName: client, kind: 'resource' }],
  };
}

/**
 * A stable hash, so that the same finding of the same client stays one alert. A service would otherwise compute it from
 * the file.
 */
function fingerprintsOf(client: string, ruleId: string) {
  const clientAndRule = `${client}/${ruleId}`;
  const hash = createHash('sha256').update(clientAndRule).digest('hex').slice(0, 16);
  return { clientAndRule, primaryLocationLineHash: `${hash}:1` };
}
