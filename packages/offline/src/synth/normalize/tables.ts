import * as z from "zod";
import type { KeySchema, Table } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const type = "aws:dynamodb/table:Table";

const key = { hashKey: z.string(), rangeKey: z.string().optional() };

const inputs = {
  ...everywhere,
  ...key,
  attributes: z.array(z.strictObject({ name: z.string(), type: z.enum(["S", "N", "B"]) })),
  globalSecondaryIndexes: z
    .array(
      z.strictObject({
        ...key,
        name: z.string(),
        projectionType: z.enum(["ALL", "KEYS_ONLY"]),
        keySchemas: unsupported,
        nonKeyAttributes: unsupported,
      }),
    )
    .default([]),
  localSecondaryIndexes: unsupported,
  streamEnabled: z.boolean().default(false),
  streamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]).optional(),
  ttl: z.strictObject({ attributeName: z.string(), enabled: z.boolean() }).optional(),
  billingMode: z.literal("PAY_PER_REQUEST", "only tables on demand are supported").optional(),
  deletionProtectionEnabled: harmless("the laptop never deletes a table"),
  pointInTimeRecovery: harmless("backups are AWS's"),
  serverSideEncryption: harmless("nobody but this machine can read its files"),
  tableClass: harmless("a matter of price"),
  replicas: unsupported,
  onDemandThroughput: unsupported,
};

export function tables(evaluation: Evaluation): Table[] {
  return resourcesOf(evaluation, type, inputs).map(({ name, owner, inputs }) => {
    const outputs = outputsOf(type, name, owner, inputs);
    return {
      name: owner,
      arn: String(outputs.arn),
      attributes: Object.fromEntries(inputs.attributes.map(({ name, type }) => [name, type])),
      key: keySchema(inputs),
      indexes: inputs.globalSecondaryIndexes.map((index) => ({
        name: index.name,
        key: keySchema(index),
        projection: index.projectionType,
      })),
      ...(inputs.streamEnabled &&
        inputs.streamViewType && { stream: { arn: String(outputs.streamArn), view: inputs.streamViewType } }),
      ...(inputs.ttl?.enabled && { ttlAttribute: inputs.ttl.attributeName }),
    };
  });
}

function keySchema({ hashKey, rangeKey }: { hashKey: string; rangeKey?: string | undefined }): KeySchema {
  return { hash: hashKey, ...(rangeKey && { range: rangeKey }) };
}
