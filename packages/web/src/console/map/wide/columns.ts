import { LANE } from "../layout.ts";
import type { Network } from "../topology.ts";

export const ENTRANCE = 130;
export const TOPIC = 178;
export const GAP = 20;
export const TRAIN = 244;
const PLATFORM = { least: 200 };
const TUNNEL = { least: 84, most: 260, share: 0.38 };

export type Columns = ReturnType<typeof columnsOf>;

/**
 * Where each kind of station stands, from left to right. What is left of the width goes to platforms and tunnels.
 *
 * @param channels lines that change their height between the entrances and the topics
 */
export function columnsOf(network: Network, channels: number, width: number) {
  const { topic, platform } = fixedColumns(network, channels);
  const train = Math.max(width, narrowest(network, channels)) - TRAIN;
  const flexible = train - platform - 2 * GAP;
  const share = Math.min(TUNNEL.most, Math.round(flexible * TUNNEL.share), flexible - PLATFORM.least);
  const tunnelWidth = Math.max(TUNNEL.least, share);
  const platformWidth = flexible - tunnelWidth;
  return {
    channel: ENTRANCE + 14,
    topic,
    trunk: platform - 24,
    platform,
    platformWidth,
    platformEnd: platform + platformWidth,
    tunnel: platform + platformWidth + GAP,
    tunnelWidth,
    tunnelEnd: platform + flexible + GAP,
    train,
    end: train + TRAIN,
  };
}

/** The least width at which every label has its room. */
export function narrowest(network: Network, channels: number): number {
  return fixedColumns(network, channels).platform + PLATFORM.least + GAP + TUNNEL.least + GAP + TRAIN;
}

function fixedColumns(network: Network, channels: number) {
  const lanes = Math.max(1, ...network.interchanges.map(({ subjects }) => subjects.length));
  const topic = network.apis.length ? ENTRANCE + 32 + LANE * channels : 0;
  return { topic, platform: topic + (network.interchanges.length ? TOPIC + LANE * (lanes - 1) + 28 : 0) };
}
