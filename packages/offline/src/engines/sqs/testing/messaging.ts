import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Engine, startEngine } from "./engine.ts";
import { TestQueue } from "./test-queue.ts";

/** An engine with its own folder, and clients for it. */
export class Messaging {
  readonly dataDir: string;
  #engine: Engine;
  #clients: { sqs: SQSClient; sns: SNSClient };

  private constructor(dataDir: string, engine: Engine) {
    this.dataDir = dataDir;
    this.#engine = engine;
    this.#clients = clientsOf(engine.url);
  }

  static async start(): Promise<Messaging> {
    const dataDir = await mkdtemp(join(tmpdir(), "sqs-test-"));
    return new Messaging(dataDir, await startEngine(dataDir));
  }

  /**
   * Starts an engine in a separate process that can be killed. @param fileKb the largest file size, to simulate a full
   * disk
   */
  static async startProcess({ fileKb }: { fileKb?: number } = {}): Promise<Messaging> {
    const dataDir = await mkdtemp(join(tmpdir(), "sqs-test-"));
    return new Messaging(dataDir, await startEngineProcess(dataDir, fileKb));
  }

  get url(): string {
    return this.#engine.url;
  }

  get sqs(): SQSClient {
    return this.#clients.sqs;
  }

  get sns(): SNSClient {
    return this.#clients.sns;
  }

  /** Resolves when an engine process has ended. */
  get ended(): Promise<void> {
    return this.#engine.ended ?? Promise.reject(new Error("The engine is not a process of its own."));
  }

  async createQueue(name: string, attributes: Record<string, string> = {}): Promise<TestQueue> {
    const { QueueUrl = "" } = await this.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return new TestQueue(this, name, QueueUrl);
  }

  /** @returns a queue and its dead-letter queue, named `<name>Dlq`. */
  async createQueueWithDlq(
    name: string,
    maxReceiveCount: number,
    attributes: Record<string, string> = {},
  ): Promise<[TestQueue, TestQueue]> {
    const fifo = attributes.FifoQueue === "true" ? ".fifo" : "";
    const dlq = await this.createQueue(`${name}Dlq${fifo}`, fifo ? { FifoQueue: "true" } : {});
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount });
    return [await this.createQueue(`${name}${fifo}`, { ...attributes, RedrivePolicy }), dlq];
  }

  async createTopic(name: string, subscriptions: { queue: TestQueue; attributes?: Record<string, string> }[] = []) {
    const { TopicArn = "" } = await this.sns.send(new CreateTopicCommand({ Name: name }));
    for (const { queue, attributes } of subscriptions) {
      await this.sns.send(
        new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes: attributes }),
      );
    }
    return TopicArn;
  }

  /** Stops the engine and restarts it on the same data. */
  async restart(): Promise<void> {
    await this.#engine.stop();
    this.#use(await startEngine(this.dataDir));
  }

  /**
   * Ends an engine process as `kill -9` does, and starts another on the same data. @param meanwhile runs in between.
   */
  async killAndRestart(meanwhile?: () => void): Promise<void> {
    await this.#engine.stop();
    meanwhile?.();
    this.#use(await startEngineProcess(this.dataDir));
  }

  async stop(): Promise<void> {
    this.#closeClients();
    await this.#engine.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #use(engine: Engine): void {
    this.#closeClients();
    this.#engine = engine;
    this.#clients = clientsOf(engine.url);
  }

  #closeClients(): void {
    this.sqs.destroy();
    this.sns.destroy();
  }
}

/** A write beyond the limit fails as on a full disk, provided that the signal sent with it is ignored. */
const limited = `trap "" XFSZ; ulimit -f "$1"; shift; exec "$@"`;

async function startEngineProcess(dataDir: string, fileKb?: number): Promise<Engine> {
  const program = fileURLToPath(new URL("./engine-process.ts", import.meta.url));
  const command = [process.execPath, "--disable-warning=ExperimentalWarning", program, dataDir];
  const blocks = fileKb === undefined ? "unlimited" : String(fileKb * 2);
  const child = spawn("sh", ["-c", limited, "sh", blocks, ...command], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    url,
    ended: exited.then(() => {}),
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function clientsOf(endpoint: string) {
  const config = {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  };
  return { sqs: new SQSClient(config), sns: new SNSClient(config) };
}
