import { controllerIsMissing, domainController, endController } from '../controller.mjs';
import { ratio, shown } from '../figures.mjs';
import { faultOf, smbload } from '../generators.mjs';
import { atLeast } from '../goals.mjs';
import { serving } from '../rounds.mjs';

const clientCounts = [1, 64];
/** The controller is the slower side: the server is warm long before it. */
const WARMING_SECONDS = 3;

/** Logins with NTLM of a member server, each decided by a domain controller of Samba on the same machine. */
export const domain = {
  name: 'domain',
  contenders: ['cli', 'smbd'],
  isMissing: controllerIsMissing,

  async measure(contender, { seconds }, note) {
    const controller = await domainController();
    return await serving(contender, { controller }, async (server) => {
      await smbload(server, ['-m', 'session', '-c', 8, '-t', WARMING_SECONDS]);
      const figures = {};
      for (const clients of clientCounts) {
        const result = await smbload(server, ['-m', 'session', '-c', clients, '-t', seconds]);
        const fault = faultOf(result);
        if (fault !== undefined) note(`domain, ${clients} clients: ${fault}`);
        else Object.assign(figures, { [`rate${clients}`]: result.rate, [`p50at${clients}`]: result.p50 });
      }
      return figures;
    });
  },

  finish: endController,

  rows: (medians) => [
    [`logins/s through a domain controller at ${clientCounts.join(' / ')} clients`, cells(medians, 'rate')],
    ['p50 of such a login, µs', cells(medians, 'p50at')],
  ],

  goals: ({ cli, smbd }) =>
    clientCounts.map((clients) =>
      atLeast(
        `logins through a domain controller against smbd, ${clients} clients`,
        ratio(cli?.[`rate${clients}`], smbd?.[`rate${clients}`]),
        2,
        ' ×',
      ),
    ),
};

function cells(medians, name) {
  return Object.fromEntries(
    Object.entries(medians).map(([contender, figures]) => [
      contender,
      clientCounts.map((clients) => shown(figures[`${name}${clients}`])).join(' / '),
    ]),
  );
}
