import { MessageRejected, SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../test/functions.ts";
import { arnOf } from "../../../test/notes/graph.ts";
import { deployMail } from "../../deploy/mail.ts";
import { accountId, region } from "../../graph/addresses.ts";
import { clientConfig } from "../client-config.ts";
import { claimPort } from "../ports.ts";
import { startMessaging } from "../sqs/start.ts";
import { startMail } from "./start.ts";

/** SES with an identity whose bounces go to a topic, and a queue subscribed to it. */
async function startEngines() {
  const [dataDir, messagingDir] = [await temporaryFolder(), await temporaryFolder()];
  const port = await claimPort(0);
  const mailPort = await claimPort(0);
  const snsUrl = `http://127.0.0.1:${port}`;
  const clients = {
    sns: new SNSClient(clientConfig(snsUrl)),
    sqs: new SQSClient(clientConfig(snsUrl)),
    ses: new SESv2Client(clientConfig(`http://127.0.0.1:${mailPort}`)),
  };
  const startTopics = () => startMessaging({ port, dataDir: messagingDir, region, accountId });
  const startSes = () => startMail({ port: mailPort, dataDir, snsUrl });
  const engines = { messaging: await startTopics(), mail: await startSes() };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await Promise.all([engines.messaging.stop(), engines.mail.stop()]);
  });

  await clients.sns.send(new CreateTopicCommand({ Name: "MailTopic" }));
  await clients.sqs.send(new CreateQueueCommand({ QueueName: "Bounces" }));
  await clients.sns.send(
    new SubscribeCommand({
      TopicArn: arnOf("sns", "MailTopic"),
      Protocol: "sqs",
      Endpoint: arnOf("sqs", "Bounces"),
      Attributes: { RawMessageDelivery: "true" },
    }),
  );
  const topic = { name: "bounces", types: ["BOUNCE" as const], topicArn: arnOf("sns", "MailTopic") };
  await deployMail(clients.ses, [
    {
      name: "Shop",
      arn: "",
      sender: "shop@example.com",
      configurationSet: { name: "Shop", eventDestinations: [topic] },
    },
    { name: "Quiet", arn: "", sender: "quiet@example.com", configurationSet: { name: "Quiet", eventDestinations: [] } },
  ]);
  return {
    engines,
    startTopics,
    startSes,
    async send(to: string, from = "shop@example.com") {
      const { MessageId } = await clients.ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          EmailTags: [{ Name: "about", Value: "stock" }],
          Content: { Simple: { Subject: { Data: "Sold out" }, Body: { Text: { Data: "품절이에요" } } } },
        }),
      );
      return MessageId;
    },
    async behave(behaviour: object) {
      const response = await fetch(`${engines.mail.url}/behaviour`, {
        method: "PUT",
        body: JSON.stringify(behaviour),
      });
      return { status: response.status, body: await response.json() };
    },
    async inbox() {
      const { emails } = (await (await fetch(`${engines.mail.url}/store`)).json()) as {
        emails: { messageId: string }[];
      };
      return emails.map(({ messageId }) => messageId);
    },
    /** Waits for the next notification. */
    async bounce() {
      const { Messages: [message] = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: `${snsUrl}/${accountId}/Bounces`, WaitTimeSeconds: 20 }),
      );
      return JSON.parse(message?.Body ?? "null");
    },
  };
}

test("a mail to the simulator's mailbox bounces: its topic is notified, and it is in no inbox", async () => {
  const { send, bounce, inbox } = await startEngines();
  const id = await send("bounce+ads@simulator.amazonses.com");
  expect(await bounce()).toMatchObject({
    eventType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      bouncedRecipients: [
        { emailAddress: "bounce+ads@simulator.amazonses.com", diagnosticCode: expect.stringContaining("user unknown") },
      ],
    },
    mail: { messageId: id, source: "shop@example.com", tags: { about: ["stock"] } },
  });
  const delivered = await send("ads@example.com");
  await send("bounce@simulator.amazonses.com", "quiet@example.com");
  expect(await inbox()).toEqual([delivered]);
});

test("SES behaves as it is told to, and only then", async () => {
  const { send, bounce, behave, inbox } = await startEngines();
  expect(await behave({ bounce: "transient" })).toEqual({ status: 200, body: { refuse: false, bounce: "transient" } });
  await send("ads@example.com");
  expect((await bounce()).bounce).toMatchObject({ bounceType: "Transient", bounceSubType: "MailboxFull" });

  await behave({ refuse: true, bounce: "none" });
  await expect(send("ads@example.com")).rejects.toBeInstanceOf(MessageRejected);
  expect(await inbox()).toEqual([]);

  expect(await behave({ bounce: "always" })).toMatchObject({ status: 400, body: { message: expect.any(String) } });
  await behave({ refuse: false });
  const id = await send("ads@example.com");
  expect(await inbox()).toEqual([id]);
});

test("a bounce is published once the topics are back, even by the next engine", async () => {
  const { engines, startTopics, startSes, send, bounce } = await startEngines();
  await engines.messaging.stop();
  const id = await send("bounce@simulator.amazonses.com");
  await engines.mail.stop();
  engines.mail = await startSes();
  engines.messaging = await startTopics();
  expect((await bounce()).mail.messageId).toBe(id);
  // The configuration is restored.
  const next = await send("bounce@simulator.amazonses.com");
  expect((await bounce()).mail.messageId).toBe(next);
});
