/**
 * The statuses by which NetrServerAuthenticate3 says that the machine account is not good ([MS-NRPC] 3.5.4.4.2): its
 * password is another, it does not exist, or it may not log in.
 */
const ofMachineAccount: readonly number[] = [
  /** STATUS_ACCESS_DENIED: the client's credential is wrong. */
  0xc0000022 /** STATUS_NO_SUCH_USER */, 0xc0000064 /** STATUS_ACCOUNT_DISABLED */,
  0xc0000072 /** STATUS_INVALID_COMPUTER_NAME */, 0xc0000122 /** STATUS_NO_TRUST_SAM_ACCOUNT */,
  0xc000018b /** STATUS_TRUSTED_RELATIONSHIP_FAILURE */, 0xc000018d,
];

/** Whether an answer to NetrServerAuthenticate3 refuses the machine account. */
export function isOfMachineAccount(status: number): boolean {
  return ofMachineAccount.includes(status);
}
