import { Failure } from "@donut/core/messaging/failure";
import { samplesMessage, sendSamples } from "@donut/core/shopify/samples";
import { consume } from "./consume.ts";

export const handler = consume(samplesMessage, async (message, { signal }) => {
  const refused = await sendSamples(message, signal);
  if (refused === 0) return;
  throw new Failure("DoorShut", `The door did not take ${refused} of ${message.count} samples.`, { retryable: true });
});
