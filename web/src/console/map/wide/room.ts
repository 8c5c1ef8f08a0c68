import type { DeployedConsumer } from "@donut/contracts/topology";
import { addressText, type Network, type Pipeline } from "../../topology/topology.ts";
import { lineWidth, partsOf, SIZE, textWidth, twoLineWidth } from "../text-width.ts";

/** Space beside a word, in CSS pixels, before and after it in its column. */
const BESIDE = { entrance: 30, topic: 24, undelivered: 92, platform: 56, fifo: 44, train: 52, siding: 56 };
const LEAST = { entrance: 112, topic: 178, platform: 200, train: 220 };
/** "no numbers yet", in either language. */
const STATE = 100;
/** The width of a monospaced letter, relative to the font size. */
const MONO = 0.62;

/** How wide each column must be for its longest word. */
export function roomFor({ apis, interchanges, direct }: Network) {
  const pipelines = [...interchanges.flatMap((interchange) => interchange.pipelines), ...direct];
  const undelivered = interchanges.flatMap((interchange) => interchange.undelivered ?? []);
  return {
    entrance: Math.max(
      LEAST.entrance,
      ...apis.map(({ name }) => BESIDE.entrance + textWidth(name, SIZE.name)),
      ...apis.map((api) => BESIDE.entrance + Math.ceil(addressText(api).length * SIZE.tiny * MONO)),
    ),
    topic: Math.max(
      LEAST.topic,
      ...interchanges.map(({ topic }) => BESIDE.topic + textWidth(topic.name, SIZE.name)),
      ...undelivered.map(({ name }) => BESIDE.undelivered + brokenWidth(name)),
    ),
    platform: Math.max(LEAST.platform, ...pipelines.map(({ queue }) => platformWidth(queue))),
    train: Math.max(LEAST.train, ...pipelines.map(trainWidth)),
  };
}

function brokenWidth(name: string): number {
  const parts = partsOf(name).map((part) => textWidth(part, SIZE.tiny));
  return twoLineWidth(parts);
}

function platformWidth({ name, fifo }: Pipeline["queue"]): number {
  return BESIDE.platform + textWidth(name, SIZE.small) + (fifo ? BESIDE.fifo : 0);
}

/** The train's text, and below it the siding's. */
function trainWidth({ queue, dlq }: Pipeline): number {
  return Math.max(
    queue.consumer ? BESIDE.train + consumerWidth(queue.consumer) : 0,
    dlq ? BESIDE.siding + textWidth(dlq.name, SIZE.small) : 0,
  );
}

function consumerWidth({ function: name, feeds = [] }: DeployedConsumer): number {
  const targets = feeds.map((feed) => textWidth(`→ ${feed}`, SIZE.tiny));
  return Math.max(STATE, textWidth(name, SIZE.small), lineWidth(targets, 6));
}
