import { Ajv2020 } from 'ajv/dist/2020.js';
import { outputDocuments, outputJsonSchema } from '../../src/output-schema/documents.js';

type Json = Readonly<Record<string, unknown>>;

const ajv = new Ajv2020({ strict: false });
const ids = new Map<string, string>();

/** The documents by which tests judge: an unknown key is an error. */
for (const document of outputDocuments) {
  const schema = outputJsonSchema(document, { isStrict: true });
  ajv.addSchema(schema);
  ids.set(document.name, schema.$id);
}

/** The faults of a value, by the schema of a document; undefined: it has none. */
export function faultsOf(document: string, value: unknown): string | undefined {
  const name = nameOf(document, value as Json);
  const validate = ajv.getSchema(`${ids.get(document)}#/$defs/${name}`);
  if (validate === undefined) return `there is no schema of ${name}`;
  if (validate(value) === true) return undefined;
  return `${name}: ${ajv.errorsText(validate.errors, { dataVar: name })}`;
}

/** The name under which a document has a value. */
function nameOf(document: string, { type, carrier, state }: Json): string {
  if (document === 'check-client-report') return 'scorecard';
  if (document === 'inspect') return 'inspection';
  if (document === 'explain') return 'explanation';
  if (document !== 'output') return String(type);
  if (type === 'domain' && state === 'asked') return 'domain-asked';
  if (type !== 'listening' || typeof carrier !== 'string') return String(type);
  return `listening-${['kdc', 'control', 'watch', 'admin'].includes(carrier) ? carrier : 'carrier'}`;
}

const documentOf: Readonly<Record<string, string>> = {
  serve: 'output',
  diagnose: 'output',
  audit: 'output',
  replay: 'replay',
  'check-client': 'check-client-report',
  inspect: 'inspect',
  explain: 'explain',
};

/** The faults of everything that a command printed as JSON. */
export function faultsOfOutput([command = '']: readonly string[], stdout: string): readonly string[] {
  const document = documentOf[command];
  if (document === undefined) return [];
  return stdout.split('\n').flatMap((line) => {
    if (!line.startsWith('{"')) return [];
    return faultsOf(document, JSON.parse(line)) ?? [];
  });
}
