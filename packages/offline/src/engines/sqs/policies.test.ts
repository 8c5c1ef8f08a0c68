import { AuthorizationErrorException, PublishCommand, SetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { lambdaFunction, temporaryFolder } from "../../../test/functions.ts";
import { acceptingFrom, arnOf, may, queueOf } from "../../../test/notes/graph.ts";
import { deployQueues } from "../../deploy/queues.ts";
import { deployTopics } from "../../deploy/topics.ts";
import { accountId, region } from "../../graph/addresses.ts";
import type { Queue, ResourcePermission, Topic } from "../../graph/types.ts";
import { serviceCredentials } from "../../iam/caller.ts";
import { policyText } from "../../iam/policy-text.ts";
import type { ReportedRefusal } from "../../iam/refusal.ts";
import { roleOf } from "../../iam/roles.ts";
import { clientConfig } from "../client-config.ts";
import { startMessaging } from "./start.ts";

const topicArn = arnOf("sns", "Topic");
const queueArn = arnOf("sqs", "Queue");
const undelivered = queueOf("Undelivered", { policy: [acceptingFrom(topicArn, arnOf("sqs", "Undelivered"))] });
const sender = roleOf(
  { policies: [] },
  lambdaFunction({ name: "Sender", permissions: [may(["sns:Publish"], topicArn)] }),
);

test("a topic delivers to queues whose policy accepts it; to the others' dead-letter queue, if that does", async () => {
  const { publish, bodies, refused } = await start({
    queues: [
      queueOf("Queue", { policy: [acceptingFrom(topicArn, queueArn)] }),
      queueOf("Closed"),
      queueOf("ClosedToo", { policy: [acceptingFrom(arnOf("sns", "Other"), arnOf("sqs", "ClosedToo"))] }),
    ],
    subscriptions: ["Queue", "Closed", "ClosedToo"],
  });
  await publish("hello");
  expect(await bodies("Queue")).toEqual(["hello"]);
  expect(await bodies("Closed")).toEqual([]);
  expect(await bodies("ClosedToo")).toEqual([]);
  expect(await bodies("Undelivered")).toEqual(["hello", "hello"]);
  const closed = arnOf("sqs", "Closed");
  expect(refused.map(({ line }) => line)).toContain(
    `sns.amazonaws.com may not sqs:SendMessage on ${closed}: the policy of ${closed} needs the statement ` +
      `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"${closed}","Principal":{"Service":"sns.amazonaws.com"},` +
      `"Condition":{"ArnEquals":{"aws:SourceArn":"${topicArn}"}}}`,
  );
});

test("alarms may publish to a topic without a policy, and to one whose policy names them", async () => {
  const alarm = `arn:aws:cloudwatch:${region}:${accountId}:alarm:Alarm`;
  const { url, sns, publish, bodies } = await start({
    queues: [queueOf("Queue", { policy: [acceptingFrom(topicArn, queueArn)] })],
    subscriptions: ["Queue"],
  });
  const credentials = serviceCredentials("cloudwatch.amazonaws.com", alarm);
  const cloudwatch = new SNSClient({ ...clientConfig(url), credentials });
  await publish("by default", cloudwatch);

  const onlySes: ResourcePermission = {
    principals: [{ type: "Service", identifiers: ["ses.amazonaws.com"] }],
    ...may(["sns:Publish"], topicArn),
  };
  await setPolicy(onlySes);
  const error = await publish("refused", cloudwatch).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AuthorizationErrorException);
  expect((error as Error).message).toBe(
    `User: cloudwatch.amazonaws.com is not authorized to perform: SNS:Publish on resource: ${topicArn} ` +
      "because no resource-based policy allows the SNS:Publish action",
  );

  const alarms = { type: "Service" as const, identifiers: ["cloudwatch.amazonaws.com"] };
  await setPolicy({ ...onlySes, principals: [alarms] });
  await publish("named", cloudwatch);
  expect(await bodies("Queue")).toEqual(["by default", "named"]);

  async function setPolicy(permission: ResourcePermission): Promise<void> {
    const AttributeValue = policyText([permission]);
    await sns.send(new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName: "Policy", AttributeValue }));
  }
});

test("a function may what its role or the queue's policy allows, unless one of them denies it", async () => {
  const { url, sqs } = await start({ queues: [queueOf("Queue")], subscriptions: [] });
  const config = { ...clientConfig(url), credentials: { accessKeyId: sender.accessKeyId, secretAccessKey: "offline" } };
  const own = new SQSClient(config);
  const QueueUrl = `${url}/${accountId}/Queue`;
  const send = () => own.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
  await expect(send()).rejects.toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });

  const allowing: ResourcePermission = {
    principals: [{ type: "AWS", identifiers: [sender.arn] }],
    ...may(["sqs:SendMessage"], queueArn),
  };
  await setPolicy([allowing]);
  await send();
  await setPolicy([allowing, { ...allowing, effect: "Deny" }]);
  await expect(send()).rejects.toThrow("with an explicit deny in a resource-based policy");
  await new SNSClient(config).send(new PublishCommand({ TopicArn: topicArn, Message: "hello" }));

  async function setPolicy(permissions: ResourcePermission[]): Promise<void> {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: policyText(permissions) } }));
  }
});

test("an invalid policy is refused, and so is one that cannot be evaluated here", async () => {
  const { url, sqs, sns } = await start({ queues: [queueOf("Queue")], subscriptions: [] });
  const QueueUrl = `${url}/${accountId}/Queue`;
  const byTag = [{ test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a"] }];
  const tagged = policyText([{ ...acceptingFrom(topicArn, queueArn), conditions: byTag }]);
  for (const Policy of ["no JSON", "{}", tagged]) {
    await expect(sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }))).rejects.toThrow(
      "Policy",
    );
    const attribute = { AttributeName: "Policy", AttributeValue: Policy };
    await expect(sns.send(new SetTopicAttributesCommand({ TopicArn: topicArn, ...attribute }))).rejects.toThrow(
      "Policy",
    );
  }
});

test("the key of an unknown function may do nothing", async () => {
  const { url } = await start({ queues: [], subscriptions: [] });
  const credentials = { accessKeyId: "ASIAOFFLINE000000000", secretAccessKey: "offline" };
  const stranger = new SNSClient({ ...clientConfig(url), credentials });
  const publish = stranger.send(new PublishCommand({ TopicArn: topicArn, Message: "hello" }));
  await expect(publish).rejects.toBeInstanceOf(AuthorizationErrorException);
});

/** An engine with the graph's topic and queues. Undelivered messages go to the queue Undelivered. */
async function start({ queues, subscriptions }: { queues: Queue[]; subscriptions: string[] }) {
  const refused: ReportedRefusal[] = [];
  const engine = await startMessaging({
    port: 0,
    dataDir: await temporaryFolder(),
    region,
    accountId,
    roles: [sender],
    refused: (refusal) => refused.push(refusal),
  });
  const { url } = engine;
  const [sqs, sns] = [new SQSClient(clientConfig(url)), new SNSClient(clientConfig(url))];
  onTestFinished(async () => {
    sqs.destroy();
    sns.destroy();
    await engine.stop();
  });
  const topic: Topic = {
    name: "Topic",
    arn: topicArn,
    fifo: false,
    subscriptions: subscriptions.map((name) => ({
      name: `${name}Subscription`,
      queueArn: arnOf("sqs", name),
      rawDelivery: true,
      deadLetterQueueArn: arnOf("sqs", "Undelivered"),
    })),
  };
  await deployQueues(sqs, [...queues, undelivered]);
  await deployTopics(sns, [topic]);
  return { url, sqs, sns, refused, publish, bodies };

  async function publish(Message: string, client = sns): Promise<void> {
    await client.send(new PublishCommand({ TopicArn: topicArn, Message }));
  }

  async function bodies(name: string): Promise<string[]> {
    const QueueUrl = `${url}/${accountId}/${name}`;
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages.map(({ Body = "" }) => Body);
  }
}
