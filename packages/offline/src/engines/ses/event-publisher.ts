import { renameSync, writeFileSync } from "node:fs";
import { AuthorizationErrorException, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import * as z from "zod";
import { serviceCredentials } from "../../iam/caller.ts";
import { readKept } from "../../kept-file.ts";
import { clientConfig } from "../client-config.ts";

const waiting = z.object({
  topicArn: z.string(),
  message: z.string(),
  /** ARN of the configuration set that SES publishes for. */
  sourceArn: z.string().default(""),
});
type Waiting = z.infer<typeof waiting>;

const pauseMs = 1_000;

/**
 * Publishes mail events to topics. A notice stays in `file` until its topic has accepted it, so it survives a restart
 * and an outage of SNS; after a crash in between it is published twice, as SES may do.
 */
export class EventPublisher {
  readonly #file: string;
  readonly #snsUrl: string;
  /** By the ARN that SES publishes for. */
  readonly #clients = new Map<string, SNSClient>();
  #waiting: Waiting[];
  #timer: NodeJS.Timeout | undefined;
  #publishing: Promise<void> | undefined;

  constructor(file: string, snsUrl: string) {
    this.#file = file;
    this.#snsUrl = snsUrl;
    const about = { holds: "bounces that no topic has been told of yet", without: "nobody is told of these" };
    this.#waiting = readKept(file, about, (it) => z.array(waiting).parse(it)) ?? [];
    this.#publishSoon(0);
  }

  /** Once it returns, the notice cannot be lost. */
  tell(topicArns: string[], sourceArn: string, notice: object): void {
    if (topicArns.length === 0) return;
    const message = JSON.stringify(notice);
    this.#keep([...this.#waiting, ...topicArns.map((topicArn) => ({ topicArn, message, sourceArn }))]);
    this.#publishSoon(0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    for (const client of this.#clients.values()) client.destroy();
    await this.#publishing;
    clearTimeout(this.#timer);
  }

  #publishSoon(ms: number): void {
    if (this.#waiting.length === 0 || this.#publishing) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#publishing = this.#publish().then((next) => {
        this.#publishing = undefined;
        this.#publishSoon(next);
      });
    }, ms);
  }

  /** @returns how long to wait before going on */
  async #publish(): Promise<number> {
    for (const notice of this.#waiting) {
      try {
        await this.#clientFor(notice.sourceArn).send(
          new PublishCommand({ TopicArn: notice.topicArn, Message: notice.message }),
        );
      } catch (error) {
        // A notice that a topic's policy refuses is lost, as on AWS.
        if (!(error instanceof AuthorizationErrorException)) return pauseMs;
      }
      this.#keep(this.#waiting.filter((it) => it !== notice));
    }
    return 0;
  }

  #clientFor(sourceArn: string): SNSClient {
    const known = this.#clients.get(sourceArn);
    if (known) return known;
    const credentials = serviceCredentials("ses.amazonaws.com", sourceArn);
    const client = new SNSClient({ ...clientConfig(this.#snsUrl), credentials });
    this.#clients.set(sourceArn, client);
    return client;
  }

  #keep(waiting: Waiting[]): void {
    this.#waiting = waiting;
    writeFileSync(`${this.#file}.new`, JSON.stringify(waiting));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
