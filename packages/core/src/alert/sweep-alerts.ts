import { PublishCommand } from "@aws-sdk/client-sns";
import { Resource } from "sst";
import type * as z from "zod";
import { sns } from "../aws/clients.ts";
import { queueArnEnd } from "../queues/topology.ts";
import type { alarmMessage } from "./alarm-message.ts";
import { changeWatch, readWatches, restingIn, type Watch } from "./watch.ts";

export interface AlertSweep {
  /** Queues whose alert was closed by hand, and that have more dead letters since. */
  troubled: number;
}

/** Raises an alarm again if more has come to rest in a queue since its alert was closed by hand. */
export async function sweepAlerts(giveUpAt: number, now = Date.now()): Promise<AlertSweep> {
  const swept: AlertSweep = { troubled: 0 };
  for (const watch of await readWatches()) {
    if (Date.now() > giveUpAt) return swept;
    const resting = await restingIn(watch.queue);
    const troubleAt = watch.troubleAt ?? (await troubleIn(watch, resting, now));
    if (troubleAt === undefined) continue;
    await ring(watch, troubleAt, resting);
    await changeWatch(watch, { update: "REMOVE kind" });
    swept.troubled++;
  }
  return swept;
}

/**
 * Notes when new trouble was found, before anybody is told: after a crash, it is told of again as the same alert. Fewer
 * messages than before become the new measure.
 */
async function troubleIn(watch: Watch, resting: number, now: number): Promise<string | undefined> {
  if (resting < watch.known)
    await changeWatch(watch, {
      update: "SET known = :resting",
      condition: "known = :known",
      values: { ":resting": resting, ":known": watch.known },
    });
  if (resting <= watch.known) return undefined;
  const at = new Date(now).toISOString();
  const noted = await changeWatch(watch, {
    update: "SET troubleAt = :at",
    condition: "attribute_not_exists(troubleAt)",
    values: { ":at": at },
  });
  return noted ? at : undefined;
}

/** Tells all that the alarm itself tells, in its own words. */
async function ring({ alarm, queue, known }: Watch, at: string, resting: number): Promise<void> {
  const message: z.input<typeof alarmMessage> = {
    AlarmName: alarm,
    NewStateValue: "ALARM",
    OldStateValue: "ALARM",
    NewStateReason: `More dead letters since the alert was closed: ${resting}, and not ${known}.`,
    StateChangeTime: at.replace(/Z$/, "+0000"),
    Trigger: {
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ name: "QueueName", value: queueArnEnd(queue) }],
    },
  };
  await sns.send(new PublishCommand({ TopicArn: Resource.OpsTopic.arn, Message: JSON.stringify(message) }));
}
