import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { correlationId } from "@donut/core/context";
import { Resource } from "sst";
import * as z from "zod";
import type { Behaviour } from "./behaviour.ts";

/** A production order as the factory stores it. */
export const production = z.object({
  id: z.string(),
  productId: z.string(),
  quantity: z.int().positive(),
  callbackUrl: z.string(),
  status: z.enum(["accepted", "producing", "completed", "failed"]),
  acceptedAt: z.iso.datetime(),
  expectedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  /** Why it failed. */
  reason: z.string().optional(),
  correlationId: z.string(),
});
export type Production = z.infer<typeof production>;

export type ProductionRequest = Pick<Production, "id" | "productId" | "quantity" | "callbackUrl">;

export type Acceptance =
  | { status: "accepted"; production: Production }
  /** The same order was placed before. */
  | { status: "repeated"; production: Production }
  /** Another order has this id. */
  | { status: "id-taken" }
  | { status: "refused" };

const prefix = "order#";
/** Marks an order whose production has not ended. */
export const unfinished = "yes";
/** Limits the ids that callers choose. */
export const maxIdLength = 100;

/** Accepts an order unless new ones are refused; a repeated order gets the same answer as before. */
export async function acceptProduction(
  request: ProductionRequest,
  { refuse, productionSeconds }: Pick<Behaviour, "refuse" | "productionSeconds">,
): Promise<Acceptance> {
  if (refuse) {
    const existing = await readProduction(request.id);
    return existing ? answerAgain(request, existing) : { status: "refused" };
  }
  const now = Date.now();
  const accepted: Production = {
    ...request,
    status: "accepted",
    acceptedAt: new Date(now).toISOString(),
    expectedAt: new Date(now + productionSeconds * 1000).toISOString(),
    correlationId: correlationId(),
  };
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.FactoryTable.name,
        Item: { pk: prefix + request.id, ...accepted, unfinished },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "accepted", production: accepted };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return answerAgain(request, production.parse(unmarshall(error.Item ?? {})));
  }
}

export async function readProduction(id: string): Promise<Production | undefined> {
  if (id.length > maxIdLength) return undefined;
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.FactoryTable.name, Key: { pk: prefix + id }, ConsistentRead: true }),
  );
  return item && production.parse(item);
}

/** Moves an unfinished order to its next status. @returns the order afterwards; a finished one is unchanged */
export async function advance(
  id: string,
  next: Pick<Production, "status" | "finishedAt" | "reason">,
): Promise<Production | undefined> {
  try {
    const { Attributes: item } = await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.FactoryTable.name,
        Key: { pk: prefix + id },
        UpdateExpression: `SET #status = :next${next.finishedAt ? ", finishedAt = :at" : ""}${next.reason ? ", reason = :reason" : ""}${next.finishedAt ? " REMOVE unfinished" : ""}`,
        ConditionExpression: "#status IN (:accepted, :producing)",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ":next": next.status,
          ":at": next.finishedAt,
          ":reason": next.reason,
          ":accepted": "accepted",
          ":producing": "producing",
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    return production.parse(item);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return readProduction(id);
  }
}

function answerAgain(request: ProductionRequest, existing: Production): Acceptance {
  const same =
    request.productId === existing.productId &&
    request.quantity === existing.quantity &&
    request.callbackUrl === existing.callbackUrl;
  return same ? { status: "repeated", production: existing } : { status: "id-taken" };
}
