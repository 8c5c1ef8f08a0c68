import { attend, lineMessage } from "@donut/core/waiting-room/line";
import { Resource } from "sst";
import { consume, Postponed } from "./consume.ts";

/** The doorman: whoever stands at the head of a lane is let in when it is their turn, and waits there until then. */
export const handler = consume(
  lineMessage,
  async (message, { receiveCount }) => {
    const attended = await attend(message, receiveCount);
    return attended.status === "waits" ? new Postponed(attended.seconds) : undefined;
  },
  { deadLetters: () => Resource.WaitingLineQueueDlq.url },
);
