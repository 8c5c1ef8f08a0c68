import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
} from "@aws-sdk/client-sqs";
import type { Messaging } from "./messaging.ts";

/** A test's queue. It stays valid when the engine restarts at another address. */
export class TestQueue {
  readonly name: string;
  readonly url: string;
  readonly #messaging: Messaging;

  constructor(messaging: Messaging, name: string, url: string) {
    this.#messaging = messaging;
    this.name = name;
    this.url = url;
  }

  get arn(): string {
    return `arn:aws:sqs:us-east-1:000000000000:${this.name}`;
  }

  async send(body: string, options: Partial<SendMessageCommandInput> = {}) {
    return this.#messaging.sqs.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: body, ...options }));
  }

  /** Sends to a group of a FIFO queue; the body also serves as the deduplication id. */
  async sendTo(group: string, body: string) {
    return this.send(body, { MessageGroupId: group, MessageDeduplicationId: body });
  }

  async sendBatch(bodies: string[]) {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    return this.#messaging.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.url, Entries }));
  }

  /** Receives up to ten messages. */
  async receive(
    options: Partial<ReceiveMessageCommandInput> = {},
    abortSignal?: AbortSignal,
  ): Promise<(Message & { Body: string })[]> {
    const { Messages = [] } = await this.#messaging.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.url, MaxNumberOfMessages: 10, ...options }),
      { abortSignal },
    );
    return Messages.map((message) => ({ ...message, Body: message.Body ?? "" }));
  }

  async receiveBodies(options: Partial<ReceiveMessageCommandInput> = {}): Promise<string[]> {
    return (await this.receive(options)).map(({ Body }) => Body);
  }

  /** Receives and deletes until no message is visible. */
  async drain(options: Partial<ReceiveMessageCommandInput> = {}): Promise<(Message & { Body: string })[]> {
    const all: (Message & { Body: string })[] = [];
    for (;;) {
      const messages = await this.receive(options);
      if (messages.length === 0) return all;
      all.push(...messages);
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#messaging.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries }));
    }
  }

  async delete({ ReceiptHandle }: Message) {
    return this.#messaging.sqs.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle }));
  }

  async changeVisibility({ ReceiptHandle }: Message, VisibilityTimeout: number) {
    return this.#messaging.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: this.url, ReceiptHandle, VisibilityTimeout }),
    );
  }

  async attributes(...names: string[]): Promise<Record<string, string> | undefined> {
    const { Attributes } = await this.#messaging.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: names as ["All"] }),
    );
    return Attributes;
  }

  async counts(): Promise<{ visible: number; inFlight: number; delayed: number }> {
    const attributes = await this.attributes("All");
    return {
      visible: Number(attributes?.ApproximateNumberOfMessages),
      inFlight: Number(attributes?.ApproximateNumberOfMessagesNotVisible),
      delayed: Number(attributes?.ApproximateNumberOfMessagesDelayed),
    };
  }
}
