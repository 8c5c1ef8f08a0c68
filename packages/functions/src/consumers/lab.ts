import { setTimeout } from "node:timers/promises";
import { answerLabMessage, labMessage, noteLabTry } from "@donut/core/lab/message";
import { readConsumerSettings } from "@donut/core/lab/settings";
import { consume } from "./consume.ts";

/** Takes as long as the lab's settings say. If that exceeds the visibility timeout, the message is delivered again. */
export const handler = consume(labMessage, async (message, { signal, receiveCount }) => {
  const { consumerDelaySeconds, visibilityTimeoutSeconds } = await readConsumerSettings();
  await noteLabTry(message, receiveCount);
  await setTimeout(consumerDelaySeconds * 1000, undefined, { signal });
  await answerLabMessage(message, consumerDelaySeconds < visibilityTimeoutSeconds);
});
