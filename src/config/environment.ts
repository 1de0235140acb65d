import { z } from 'zod';
import { parseLayer, type Layer } from './layer.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { configurationSchema } from './schema.js';

const prefix = 'SMB2_AUTH_';

/** Sections whose keys have flags; their variables are those of the flags. */
const sectionsWithFlags = new Set(['$schema', 'listen', 'workers', 'accounts', 'shares']);

interface Variable {
  readonly name: string;
  readonly path: readonly string[];
  readonly schema: z.ZodType;
}

/**
 * Reads the variables of all other keys, each named by its path: `policy.ntlm.v1` is `SMB2_AUTH_POLICY_NTLM_V1`. A text
 * is given as it is, a list with commas, and any value as JSON.
 *
 * @param flagVariables names of variables that are read elsewhere
 * @throws ConfigurationError when a variable with our prefix is unknown, or its value does not suit its key
 */
export function readEnvironment(environment: NodeJS.ProcessEnv, flagVariables: readonly string[]): Layer {
  const ofKeys = Object.keys(environment).filter(
    (name) => name.startsWith(prefix) && !flagVariables.includes(name),
  );
  if (ofKeys.length === 0) return { value: {}, label: () => prefix };
  const variables = configurationVariables();
  const known = new Set(variables.map(({ name }) => name));
  const unknown = ofKeys.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new ConfigurationError(unknown.map((name) => ({ path: name, message: 'unknown variable' })));
  }
  const value = {};
  for (const { name, path, schema } of variables) {
    const text = environment[name];
    if (text !== undefined) assign(value, path, interpret(text, schema));
  }
  return parseLayer(value, (path) => {
    const given = variables.find((variable) => variable.path.every((key, depth) => key === path[depth]));
    return given?.name ?? prefix;
  });
}

/** The variables of all keys, in the order of the schema. */
export function configurationVariables(): Variable[] {
  const sections = Object.entries(configurationSchema().shape).filter(([key]) => !sectionsWithFlags.has(key));
  return sections.flatMap(([key, schema]) => variablesUnder([key], schema));
}

function variablesUnder(path: readonly string[], schema: z.core.$ZodType): Variable[] {
  if (schema instanceof z.ZodOptional) return variablesUnder(path, schema.unwrap());
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) =>
      variablesUnder([...path, key], inner as z.core.$ZodType),
    );
  }
  const words = path.map((key) => key.replace(/[A-Z]/g, '_$&').toUpperCase());
  return [{ name: prefix + words.join('_'), path, schema: schema as z.ZodType }];
}

/** The first reading of a text that the key accepts; if the key accepts none, the reading that the error is about. */
function interpret(text: string, schema: z.ZodType): unknown {
  const json = parsedJson(text);
  const readings = [text, json, text.split(',').map((item) => item.trim())];
  const [accepted] = readings.filter((reading) => schema.safeParse(reading).success);
  return accepted === undefined ? (json ?? text) : accepted;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function assign(target: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) target[key] = value;
  else assign((target[key] ??= {}) as Record<string, unknown>, rest, value);
}
