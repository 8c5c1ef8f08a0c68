/** Who did what to the running system. */
export const auditTable = new sst.aws.Dynamo("AuditTable", {
  fields: { id: "string", kind: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: { recent: { hashKey: "kind", rangeKey: "id" } },
});
