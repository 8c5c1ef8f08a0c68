/** Why tries of a message failed, by message id: what explains a dead letter. Every consumer writes to it. */
export const failureTable = new sst.aws.Dynamo("FailureTable", {
  fields: { messageId: "string", correlationId: "string", firstFailedAt: "string" },
  primaryIndex: { hashKey: "messageId" },
  globalIndexes: { byCorrelation: { hashKey: "correlationId", rangeKey: "firstFailedAt" } },
  ttl: "expiresAt",
});
