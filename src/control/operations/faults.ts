import { z } from 'zod';
import type { ActiveFault } from '../../faults/fault-plan.js';
import { faultSchema, presetSchema } from '../../faults/fault-schema.js';
import type { Fault } from '../../faults/fault.js';
import type { PresetFault } from '../../faults/preset.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import type { ControlledServer } from '../controlled-server.js';
import type { Operation } from '../operation.js';
import { Refusal } from '../../local-http/problem.js';

/** A fault as it is shown. */
export const activeFaultSchema = z.object({
  name: z.string().meta({ description: 'Unique among the faults of the server.' }),
  // A preset is shown as the fault that it stands for.
  fault: faultSchema,
  matched: z.int().meta({ description: 'How often its condition held.' }),
  happened: z.int().meta({ description: 'How often it happened.' }),
});

const fault = {
  when: { step: 'login-accepted', user: 'alice', times: 1 },
  what: { do: 'status', status: 'STATUS_NO_LOGON_SERVERS' },
};
const example = { name: 'status', fault, matched: 0, happened: 0 };
const answer = { schema: activeFaultSchema, example };

/** The operations on scripted faults. */
export const faultOperations: readonly Operation[] = [
  {
    id: 'list-faults',
    method: 'get',
    path: '/v1/faults',
    summary: 'The faults that are in force, and how often each happened',
    answers: {
      200: {
        text: 'The faults, in the order in which they were added.',
        schema: z.object({ faults: z.array(activeFaultSchema) }),
        example: { faults: [example] },
      },
    },
    serve: ({ server }) => ({ status: 200, body: { faults: [...server.faults] } }),
  },
  {
    id: 'add-fault',
    method: 'post',
    path: '/v1/faults',
    summary: 'Adds a fault, in force from the next step on',
    text: 'A fault that can never match is refused.',
    body: z.union([faultSchema, presetSchema]),
    bodyExample: fault,
    answers: { 201: { text: 'The fault was added.', ...answer } },
    refusals: [409],
    serve: ({ server }, { body }) => {
      const given = body as Fault | PresetFault;
      const { name: wanted } = given;
      if (wanted !== undefined && [...server.faults].some(({ name }) => name === wanted))
        throw new Refusal(409, 'name: a fault has it already');
      addNamingPlace(server, given);
      const added = [...server.faults].at(-1);
      if (added === undefined) throw new Error('the fault that was added is not there');
      return {
        status: 201,
        body: added,
        fields: { location: `/v1/faults/${encodeURIComponent(added.name)}` },
      };
    },
  },
  {
    id: 'clear-faults',
    method: 'delete',
    path: '/v1/faults',
    summary: 'Removes all faults',
    answers: { 204: { text: 'There is none any more.' } },
    serve: ({ server }) => {
      server.faults.clear();
      return { status: 204 };
    },
  },
  {
    id: 'show-fault',
    method: 'get',
    path: '/v1/faults/{name}',
    summary: 'One fault, and how often it happened',
    answers: { 200: { text: 'The fault.', ...answer } },
    refusals: [404],
    serve: (server, { path: { name = '' } }) => ({ status: 200, body: existing(server, name) }),
  },
  {
    id: 'remove-fault',
    method: 'delete',
    path: '/v1/faults/{name}',
    summary: 'Removes one fault',
    answers: { 204: { text: 'It was removed.' } },
    refusals: [404],
    serve: (server, { path: { name = '' } }) => {
      existing(server, name);
      server.server.faults.remove(name);
      return { status: 204 };
    },
  },
];

/** The list that the fault becomes the only one of is not in the body. */
function addNamingPlace({ faults }: ControlledServer['server'], given: Fault | PresetFault): void {
  try {
    faults.add(given);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(
      error.problems.map(({ path, message }) => ({ path: path.replace(/^faults\[0\]\.?/, ''), message })),
    );
  }
}

function existing({ server }: ControlledServer, name: string): ActiveFault {
  const found = [...server.faults].find((each) => each.name === name);
  if (found === undefined) throw new Refusal(404, 'no fault has this name');
  return found;
}
