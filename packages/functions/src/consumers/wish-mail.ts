import { wishCall } from "@donut/core/wish/call-wishers";
import { notifyWisher } from "@donut/core/wish/notify-wisher";
import { consume } from "./consume.ts";
import { mailFailure } from "./mail-failure.ts";

export const handler = consume(wishCall, async (call, { signal }) => {
  const result = await notifyWisher(call, signal);
  if (result.status === "failed" || result.status === "being-sent") throw mailFailure(result);
});
