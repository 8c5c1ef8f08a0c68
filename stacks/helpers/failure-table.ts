/** Failed tries by message id, which explain dead letters. Every consumer writes to it. */
export const failureTable = new sst.aws.Dynamo("FailureTable", {
  fields: { messageId: "string", correlationId: "string", firstFailedAt: "string" },
  primaryIndex: { hashKey: "messageId" },
  globalIndexes: { byCorrelation: { hashKey: "correlationId", rangeKey: "firstFailedAt" } },
  ttl: "expiresAt",
});
