import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientConfig } from "../engines/client-config.ts";
import type { Graph } from "../graph/types.ts";
import { deployMail } from "./mail.ts";
import { deployQueues, unknownQueues } from "./queues.ts";
import { deployTables, unknownTables } from "./tables.ts";
import { deployTopics } from "./topics.ts";

export interface Deployment {
  /** What was created or changed, as short notes. */
  changes: string[];
  /** What exists in the engines but not in the graph: it is left alone. */
  leftAlone: string[];
}

/** Makes the engines match the graph. Nothing is lost, and running it again changes nothing. */
export async function deploy(
  graph: Pick<Graph, "tables" | "queues" | "topics" | "mailIdentities">,
  endpoints: { dynamodb: string; sqs: string; sns: string; ses: string },
): Promise<Deployment> {
  const dynamodb = new DynamoDBClient(clientConfig(endpoints.dynamodb));
  const sqs = new SQSClient(clientConfig(endpoints.sqs));
  const sns = new SNSClient(clientConfig(endpoints.sns));
  const ses = new SESv2Client(clientConfig(endpoints.ses));
  try {
    const [tables, messaging, mail] = await Promise.all([
      deployTables(dynamodb, graph.tables),
      deployQueues(sqs, graph.queues).then(async (queues) => [...queues, ...(await deployTopics(sns, graph.topics))]),
      deployMail(ses, graph.mailIdentities),
    ]);
    const [otherTables, otherQueues] = await Promise.all([
      unknownTables(dynamodb, graph.tables),
      unknownQueues(sqs, graph.queues),
    ]);
    return {
      changes: [...tables, ...messaging, ...mail],
      leftAlone: [...otherTables.map((name) => `table ${name}`), ...otherQueues.map((name) => `queue ${name}`)],
    };
  } finally {
    for (const client of [dynamodb, sqs, sns, ses]) client.destroy();
  }
}
