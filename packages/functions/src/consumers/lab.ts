import { setTimeout } from "node:timers/promises";
import { answerLabMessage, labMessage, noteLabTry } from "@donut/core/lab/message";
import { readConsumerDelay } from "@donut/core/lab/settings";
import { consume } from "./consume.ts";

/** As slow as it is told to be. What takes longer than the queue hides a message for is given to somebody else, too. */
export const handler = consume(labMessage, async (message, { signal, receiveCount }) => {
  await noteLabTry(message.id, receiveCount);
  await setTimeout((await readConsumerDelay()) * 1000, undefined, { signal });
  await answerLabMessage(message);
});
