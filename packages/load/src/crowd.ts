import { atRate, measure } from "./figures.ts";
import { enter, Visitor } from "./visitor.ts";

interface Crowd {
  /** URL of the waiting room's API. */
  room: string;
  sockets: number;
  arrivalsPerSecond: number;
  seconds: number;
  /** The room's N. */
  everySeconds: number;
}

export interface CrowdSeen {
  /** Times at which a tick was due while people arrived. */
  due: number;
  /** Ticks that nobody received. */
  missing: number;
  /** How long after it was due each tick reached the first and the last person, in ms. */
  first: number[];
  last: number[];
  /** How many of the open sockets received each tick, on average. */
  heard: number;
  /** How long each arrival took, in ms. */
  arrivals: number[];
  /** Visitors who got no place. */
  refused: number;
}

/** How many people arrive at a time before the measurement begins. */
const comingAtOnce = 8;

/** Keeps many sockets open while more people arrive, and records when the ticks come. */
export async function watchCrowd({
  room,
  sockets,
  arrivalsPerSecond,
  seconds,
  everySeconds,
}: Crowd): Promise<CrowdSeen> {
  const step = everySeconds * 1_000;
  const ticks = new Map<number, number[]>();
  const visitors: Visitor[] = [];
  try {
    await measure(sockets, comingAtOnce, async () => {
      const visitor = await Visitor.come(room);
      visitors.push(visitor);
      visitor.onMessage((message) => {
        if (message.type !== "tick") return;
        const moment = Math.round(Date.parse(message.at) / step) * step;
        ticks.set(moment, [...(ticks.get(moment) ?? []), Date.now() - moment]);
      });
    });
    const from = Date.now();
    let refused = 0;
    const arrivals = await atRate(arrivalsPerSecond, arrivalsPerSecond * seconds, async () => {
      await enter(room).catch(() => {
        refused += 1;
      });
    });
    const until = from + seconds * 1_000;
    // The last tick may still be on its way to some.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until + step - Date.now())));
    const moments = Array.from({ length: Math.floor(until / step) - Math.floor(from / step) }, (_, index) => {
      return (Math.floor(from / step) + 1 + index) * step;
    });
    const heard = moments.map((moment) => ticks.get(moment) ?? []);
    const published = heard.filter(({ length }) => length > 0);
    return {
      due: moments.length,
      missing: heard.length - published.length,
      first: published.map((delays) => delays.reduce((a, b) => Math.min(a, b))),
      last: published.map((delays) => delays.reduce((a, b) => Math.max(a, b))),
      heard: heard.reduce((sum, { length }) => sum + length, 0) / Math.max(1, moments.length),
      arrivals,
      refused,
    };
  } finally {
    for (const visitor of visitors) visitor.go();
  }
}
