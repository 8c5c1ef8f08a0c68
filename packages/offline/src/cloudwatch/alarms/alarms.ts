import { renameSync, writeFileSync } from "node:fs";
import { AuthorizationErrorException, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import * as z from "zod";
import { clientConfig } from "../../engines/client-config.ts";
import type { Alarm } from "../../graph/types.ts";
import { serviceCredentials } from "../../iam/caller.ts";
import { readKept } from "../../kept-file.ts";
import type { MetricStore } from "../metric-store.ts";
import { evaluate } from "./evaluate.ts";
import { alarmArn, type Change, notification } from "./notification.ts";

const state = z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]);
const kept = z.object({
  state,
  /** A state change that the alarm's topics have not accepted yet. */
  untold: z.object({ from: state, to: state, reason: z.string(), at: z.string() }).optional(),
});
type Kept = z.infer<typeof kept>;

export interface AlarmsOptions {
  alarms: Alarm[];
  physicalNameOf(alarm: Alarm): string;
  store: MetricStore;
  snsUrl: string;
  /** Where the states are kept across restarts. */
  file: string;
  log(line: string): void;
}

/**
 * Watches metrics and notifies topics when an alarm changes state. A change is stored before it is published, and
 * published until the topic accepts it: after a crash it is published twice rather than not at all.
 */
export class Alarms {
  readonly #options: AlarmsOptions;
  readonly #states: Map<string, Kept>;
  /** A client for each alarm: CloudWatch publishes on behalf of the alarm, and a topic's policy may check which. */
  readonly #clients = new Map<string, SNSClient>();

  constructor(options: AlarmsOptions) {
    this.#options = options;
    this.#states = read(options.file);
  }

  async evaluateAll(now: number): Promise<void> {
    const { alarms, file } = this.#options;
    const changed = alarms.filter((alarm) => this.#evaluate(alarm, now));
    if (changed.length > 0) write(file, this.#states);
    const untold = alarms.filter(({ name }) => this.#states.get(name)?.untold !== undefined);
    if (untold.length === 0) return;
    await Promise.all(untold.map((alarm) => this.#tell(alarm)));
    write(file, this.#states);
  }

  /** @returns whether its state has changed */
  #evaluate(alarm: Alarm, now: number): boolean {
    const known = this.#states.get(alarm.name);
    const before = known?.state ?? "INSUFFICIENT_DATA";
    const { state, reason } = evaluate(alarm, this.#options.physicalNameOf(alarm), this.#options.store, now, before);
    if (state === before) return false;
    const change: Change = { from: before, to: state, reason, at: new Date(now).toISOString() };
    // CloudWatch also announces that a new alarm is OK; here that would happen at every first start.
    const isNews = this.#actionsFor(alarm, state).length > 0 && !(before === "INSUFFICIENT_DATA" && state === "OK");
    this.#states.set(alarm.name, { state, ...(isNews && { untold: change }) });
    return true;
  }

  async #tell(alarm: Alarm): Promise<void> {
    const known = this.#states.get(alarm.name);
    if (known?.untold === undefined) return;
    const { state, untold } = known;
    const { subject, message } = notification(alarm, this.#options.physicalNameOf(alarm), untold);
    try {
      for (const TopicArn of this.#actionsFor(alarm, untold.to)) {
        await this.#clientOf(alarm).send(new PublishCommand({ TopicArn, Subject: subject, Message: message }));
      }
      this.#states.set(alarm.name, { state });
    } catch (error) {
      this.#options.log(`${alarm.name} could not tell its topic: ${(error as Error).message}`);
      // A message that a topic's policy refuses is not retried, as on AWS.
      if (error instanceof AuthorizationErrorException) this.#states.set(alarm.name, { state });
    }
  }

  stop(): void {
    for (const client of this.#clients.values()) client.destroy();
  }

  #clientOf({ name }: Alarm): SNSClient {
    const known = this.#clients.get(name);
    if (known) return known;
    const credentials = serviceCredentials("cloudwatch.amazonaws.com", alarmArn(name));
    const client = new SNSClient({ ...clientConfig(this.#options.snsUrl), credentials });
    this.#clients.set(name, client);
    return client;
  }

  #actionsFor(alarm: Alarm, state: Kept["state"]): string[] {
    if (state === "ALARM") return alarm.actionArns;
    return state === "OK" ? alarm.okActionArns : [];
  }
}

const about = {
  holds: "which alarms are ringing, and which topics do not know it yet",
  without: "alarms that are ringing are announced again",
};

function read(file: string): Map<string, Kept> {
  return new Map(Object.entries(readKept(file, about, (it) => z.record(z.string(), kept).parse(it)) ?? {}));
}

function write(file: string, states: Map<string, Kept>): void {
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(states)));
  renameSync(`${file}.new`, file);
}
