import type { Network } from "../../topology/topology.ts";
import { LANE } from "../layout.ts";
import { roomFor } from "./room.ts";

export const GAP = 20;
const TUNNEL = { least: 84, most: 260, share: 0.38 };

export type Columns = ReturnType<typeof columnsOf>;

/**
 * Where each kind of station stands, from left to right. The remaining width goes to platforms and tunnels.
 *
 * @param channels the number of lines that change height between the entrances and the topics
 */
export function columnsOf(network: Network, channels: number, width: number) {
  const room = roomFor(network);
  const { topic, platform } = fixedColumns(network, channels);
  const train = Math.max(width, narrowest(network, channels)) - room.train;
  const flexible = train - platform - 2 * GAP;
  const share = Math.min(TUNNEL.most, Math.round(flexible * TUNNEL.share), flexible - room.platform);
  const tunnelWidth = Math.max(TUNNEL.least, share);
  const platformWidth = flexible - tunnelWidth;
  return {
    entrance: room.entrance,
    channel: room.entrance + 14,
    topic,
    topicWidth: room.topic,
    trunk: platform - 24,
    platform,
    platformWidth,
    platformEnd: platform + platformWidth,
    tunnel: platform + platformWidth + GAP,
    tunnelWidth,
    tunnelEnd: platform + flexible + GAP,
    train,
    trainWidth: room.train,
    end: train + room.train,
  };
}

/** The smallest width with space for every label. */
export function narrowest(network: Network, channels: number): number {
  const { platform, train } = roomFor(network);
  return fixedColumns(network, channels).platform + platform + GAP + TUNNEL.least + GAP + train;
}

function fixedColumns(network: Network, channels: number) {
  const lanes = Math.max(1, ...network.interchanges.map(({ subjects }) => subjects.length));
  const room = roomFor(network);
  const topic = network.apis.length ? room.entrance + 32 + LANE * channels : 0;
  return { topic, platform: topic + (network.interchanges.length ? room.topic + LANE * (lanes - 1) + 28 : 0) };
}
