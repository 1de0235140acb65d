import { application, constant, optional, required, sequence, type TypeOf } from '../../der/structure.js';
import { generalizedTime, generalString, int32, microseconds, octetString } from '../../der/types.js';
import { principalName } from './principal.js';

/** KRB-ERROR (RFC 4120 5.9.1). Nothing protects it. */
export const krbError = application(
  30,
  sequence('KRB-ERROR', {
    pvno: constant(0, 5),
    msgType: constant(1, 30),
    ctime: optional(2, generalizedTime),
    cusec: optional(3, microseconds),
    stime: required(4, generalizedTime),
    susec: required(5, microseconds),
    errorCode: required(6, int32),
    crealm: optional(7, generalString),
    cname: optional(8, principalName),
    realm: required(9, generalString),
    sname: required(10, principalName),
    eText: optional(11, generalString),
    eData: optional(12, octetString),
  }),
);

/** An error of a KDC or of a service. */
export type KrbError = TypeOf<typeof krbError>;
