import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { Resource } from "sst";
import * as z from "zod";

/** What the marketing system stores about a customer. */
export const notice = z.object({
  /** The idempotency key of the request. */
  id: z.string(),
  customerId: z.string(),
  email: z.string(),
  customerType: z.literal("vip"),
  since: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
});
export type Notice = z.infer<typeof notice>;

export type Reception =
  | { status: "received"; notice: Notice }
  /** The same notice was sent before. */
  | { status: "repeated"; notice: Notice }
  /** The key was used for another notice. */
  | { status: "key-reused" }
  | { status: "refused" };

const prefix = "notice#";
/** Limits the keys that callers choose. */
export const maxKeyLength = 100;

/** Accepts a notice unless new ones are refused; a repeated notice gets the same answer as before. */
export async function receiveNotice(
  told: Omit<Notice, "receivedAt">,
  { refuse }: { refuse: boolean },
): Promise<Reception> {
  if (refuse) {
    const existing = await readNotice(told.id);
    return existing ? answerAgain(told, existing) : { status: "refused" };
  }
  const received: Notice = { ...told, receivedAt: new Date().toISOString() };
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.MarketingTable.name,
        Item: { pk: prefix + told.id, ...received },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "received", notice: received };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return answerAgain(told, notice.parse(unmarshall(error.Item ?? {})));
  }
}

export async function readNotice(id: string): Promise<Notice | undefined> {
  if (id.length > maxKeyLength) return undefined;
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.MarketingTable.name, Key: { pk: prefix + id }, ConsistentRead: true }),
  );
  return item && notice.parse(item);
}

function answerAgain(told: Omit<Notice, "receivedAt">, existing: Notice): Reception {
  const same =
    told.customerId === existing.customerId && told.email === existing.email && told.since === existing.since;
  return same ? { status: "repeated", notice: existing } : { status: "key-reused" };
}
