import { readVectors } from '../../support/vectors.js';

/** A PAC as a KDC made it, with the key of the service. */
export interface PacVector {
  readonly etype: number;
  readonly key: Buffer;
  readonly pac: Buffer;
}

interface Written {
  readonly etype: number;
  readonly key: string;
  readonly pac: string;
}

const file = readVectors('pac.json') as {
  readonly samba: readonly Written[];
  readonly mit: readonly Written[];
  readonly 'ms-pac-3': { readonly pac: string };
};

/** From Samba's domain controller, with logon information. */
export const sambaPacs = file.samba.map(fromHex);

/** From MIT's KDC, without logon information. */
export const mitPacs = file.mit.map(fromHex);

/** The example of [MS-PAC] section 3; its key is not published. */
export const examplePac = Buffer.from(file['ms-pac-3'].pac, 'hex');

function fromHex({ etype, key, pac }: Written): PacVector {
  return { etype, key: Buffer.from(key, 'hex'), pac: Buffer.from(pac, 'hex') };
}
