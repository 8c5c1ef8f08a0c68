import * as z from "zod";
import type { KeySchema, Table } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcesOf, unsupported } from "./resources.ts";

const type = "aws:dynamodb/table:Table";

const key = { hashKey: z.string(), rangeKey: z.string().optional() };

const inputs = z.object({
  ...key,
  attributes: z.array(z.object({ name: z.string(), type: z.enum(["S", "N", "B"]) })),
  globalSecondaryIndexes: z
    .array(
      z.object({ ...key, name: z.string(), projectionType: z.enum(["ALL", "KEYS_ONLY"]), keySchemas: unsupported }),
    )
    .default([]),
  localSecondaryIndexes: unsupported,
  streamEnabled: z.boolean().default(false),
  streamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]).optional(),
  ttl: z.object({ attributeName: z.string(), enabled: z.boolean() }).optional(),
});

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
