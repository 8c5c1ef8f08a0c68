import { useEffect, useRef, useState } from "react";
import { queueOrder } from "./api.ts";

export interface Requests {
  /** Since the page was opened. */
  sent: number;
  failed: number;
  /** Orders a second in automatic mode. */
  rate: number;
  running: boolean;
  send(count: number): void;
  setRate(rate: number): void;
  toggle(): void;
}

const mostAtOnce = 24;
const tickMs = 100;

/** Sends orders of one donut each, cycling through the products. Stops when the page is left. */
export function useRequests(productIds: string[]): Requests {
  const [counts, setCounts] = useState({ sent: 0, failed: 0 });
  const [rate, setRate] = useState(5);
  const [running, setRunning] = useState(false);
  const left = useRef<AbortController>(undefined);
  const waiting = useRef(0);
  const flying = useRef(0);
  const next = useRef(0);

  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => {
      waiting.current = 0;
      controller.abort();
    };
  }, []);

  const work = async (signal: AbortSignal) => {
    if (flying.current >= mostAtOnce) return;
    flying.current += 1;
    while (waiting.current >= 1 && !signal.aborted) {
      waiting.current -= 1;
      const productId = productIds[next.current++ % productIds.length] ?? "glazed";
      const outcome = await queueOrder(productId, signal).then(
        () => "sent" as const,
        () => "failed" as const,
      );
      if (!signal.aborted) setCounts((before) => ({ ...before, [outcome]: before[outcome] + 1 }));
    }
    flying.current -= 1;
  };

  const send = (count: number) => {
    const { signal } = left.current ?? {};
    if (!signal) return;
    waiting.current += count;
    for (let worker = 0; worker < Math.min(mostAtOnce, waiting.current); worker++) void work(signal);
  };

  // Orders that could not be sent in time are skipped: the rate is a maximum, and is not caught up.
  const again = useRef(send);
  again.current = send;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (waiting.current < rate) again.current((rate * tickMs) / 1000);
    }, tickMs);
    return () => clearInterval(timer);
  }, [running, rate]);

  return { ...counts, rate, running, send, setRate, toggle: () => setRunning(!running) };
}
