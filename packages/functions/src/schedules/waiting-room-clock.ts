import { readState } from "@donut/core/waiting-room/room";
import { sendTicks } from "@donut/core/waiting-room/ticks";

/** Every minute: sends the ticks of the minute, unless the room is off. */
export async function handler(): Promise<void> {
  const state = await readState();
  if (state.mode !== "off" || state.occupied > 0) await sendTicks(state);
}
