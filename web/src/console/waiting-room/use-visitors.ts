import type { AdminRoom } from "@donut/contracts/waiting-room";
import { useEffect, useRef, useState } from "react";
import { useProducts } from "../../api/products.ts";
import { isGuarded } from "../../api/waiting-room.ts";
import { type Crowd, createVisitors, type Visitors, visitorStates } from "./visitors.ts";

const nobody: Crowd = {
  counts: Object.fromEntries(visitorStates.map((it) => [it, 0])) as Crowd["counts"],
  refusal: undefined,
  steps: [],
};

/** Simulated visitors, who leave when the page is closed. */
export function useVisitors(room: AdminRoom | undefined): { crowd: Crowd; visitors: () => Visitors | undefined } {
  const { data: products = [] } = useProducts();
  const [crowd, setCrowd] = useState(nobody);
  const visitors = useRef<Visitors>(undefined);
  const choose = useRef<() => string | undefined>(() => undefined);
  choose.current = () => {
    const there = products.filter(({ id, stock }) => stock.available > 0 && (!room || isGuarded(room, [id])));
    return there[Math.floor(Math.random() * there.length)]?.id;
  };

  useEffect(() => {
    const created = createVisitors(() => choose.current(), setCrowd);
    visitors.current = created;
    const leave = () => created.leave();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      created.close();
    };
  }, []);

  return { crowd, visitors: () => visitors.current };
}
