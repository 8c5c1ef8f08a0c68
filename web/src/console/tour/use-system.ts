import { useMemo } from "react";
import { queuesQuery, stockQuery } from "../api/queries.ts";
import { journeyQuery } from "../api/records.ts";
import type { DeadLetter, JourneyStep, QueueCounts, StockItem } from "../api/types.ts";
import { useLive } from "../live/use-live.ts";
import { dlq, type Factory, factoryQuery, letterQuery, productFor, queue } from "./api.ts";
import type { Facts, Tour } from "./tour.ts";

const OFTEN = 1000;
const RARELY = 2000;
const none: JourneyStep[] = [];

/** What the real system says about the tour. */
export interface System {
  factory: Factory | undefined;
  /** The product that was bought out, or that will be. */
  item: StockItem | undefined;
  /** Of RestockQueue, visible or in flight; undefined until it is known. */
  waiting: number | undefined;
  /** In RestockQueueDlq, of anybody. */
  dead: number | undefined;
  journey: JourneyStep[];
  failedTries: number;
  deadLetter: DeadLetter | undefined;
  facts: Facts;
}

export function useSystem({ at, purchase }: Tour): System {
  const { data: factory } = useLive(factoryQuery, RARELY);
  const { data: stock } = useLive(stockQuery, OFTEN);
  const { data: queues } = useLive(queuesQuery, OFTEN);
  const id = purchase?.correlationId;
  const { data: journeyData } = useLive({ ...journeyQuery(id ?? ""), enabled: id !== undefined }, OFTEN);
  const journey = (id && journeyData?.steps) || none;
  const known = journey.find((it) => it.kind === "dead-letter" && it.queue === dlq) as
    | Extract<JourneyStep, { kind: "dead-letter" }>
    | undefined;
  const { data: found } = useLive(
    { ...letterQuery(id ?? ""), enabled: id !== undefined && at === "read" && known === undefined },
    RARELY,
  );
  const deadLetter = known?.message ?? (at === "read" ? found?.messages[0] : undefined);
  const works = factory?.factory.works;
  const hasDeadLetter = deadLetter !== undefined;
  const facts = useMemo<Facts>(
    () => ({ factoryWorks: works, journey, hasDeadLetter }),
    [works, journey, hasDeadLetter],
  );
  const counts = (name: string) => totalOf(queues?.queues.find((it) => it.name === name));
  return {
    factory: factory?.factory,
    item: purchase
      ? stock?.stock.find(({ productId }) => productId === purchase.productId)
      : stock && productFor(stock.stock),
    waiting: counts(queue),
    dead: counts(dlq),
    journey,
    failedTries: journey.filter((it) => it.kind === "failed-try" && it.queue === queue).length,
    deadLetter,
    facts,
  };
}

function totalOf(count: QueueCounts | undefined): number | undefined {
  return count && count.visible + count.inFlight;
}
