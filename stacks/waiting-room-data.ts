/**
 * The waiting room's ledger: settings and counters, who waits, who has a seat, and who is connected. It alone decides
 * who is next (docs/decisions/0013-waiting-room.md).
 */
export const waitingTable = new sst.aws.Dynamo("WaitingTable", {
  fields: { pk: "string", sk: "string", dueShard: "string", due: "number" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  // Contains only tickets that must be looked at again at a certain time.
  globalIndexes: { byDue: { hashKey: "dueShard", rangeKey: "due" } },
  ttl: "expiresAt",
  stream: "new-and-old-images",
});

// Keys of the curve P-256 as JSON Web Keys; docs/decisions/0013-waiting-room.md says how to make them.
/** Signs who has which place. */
export const placeKey = new sst.Secret("PlaceKey");
export const placePublicKey = new sst.Secret("PlacePublicKey");
/** Signs admissions. */
export const admissionKey = new sst.Secret("AdmissionKey");
export const admissionPublicKey = new sst.Secret("AdmissionPublicKey");
