import { attend, lineMessage } from "@donut/core/waiting-room/line";
import { Resource } from "sst";
import { consume, Postponed } from "./consume.ts";

/** Admits the person at the head of a lane when it is their turn; until then their message is postponed. */
export const handler = consume(
  lineMessage,
  async (message, { receiveCount }) => {
    const attended = await attend(message, receiveCount);
    return attended.status === "waits" ? new Postponed(attended.seconds) : undefined;
  },
  { deadLetters: () => Resource.WaitingLineQueueDlq.url },
);
