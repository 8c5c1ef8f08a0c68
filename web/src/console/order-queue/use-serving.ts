import { useEffect, useRef, useState } from "react";
import { serveByHand } from "./api.ts";

export interface Serving {
  busy: boolean;
  endless: boolean;
  /** The last one's result. */
  outcome: { served: number; crashed: boolean } | Error | undefined;
  serve(count: number): void;
  toggleEndless(): void;
}

const batch = 10;
const pauseMs = 400;

/** Serves the queue by hand; continuously until stopped or the page is left. */
export function useServing(refresh: () => void): Serving {
  const [busy, setBusy] = useState(false);
  const [endless, setEndless] = useState(false);
  const [outcome, setOutcome] = useState<Serving["outcome"]>();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const serve = async (count: number) => {
    setBusy(true);
    const result = await serveByHand(count).catch((error: Error) => error);
    if (!here.current) return result;
    setBusy(false);
    setOutcome(result);
    refresh();
    return result;
  };

  const again = useRef(serve);
  again.current = serve;
  useEffect(() => {
    if (!endless) return;
    let timer: ReturnType<typeof setTimeout>;
    const turn = async () => {
      const result = await again.current(batch);
      if (result instanceof Error) setEndless(false);
      else timer = setTimeout(turn, pauseMs);
    };
    timer = setTimeout(turn);
    return () => clearTimeout(timer);
  }, [endless]);

  return {
    busy,
    endless,
    outcome,
    serve: (count) => void serve(count),
    toggleEndless: () => setEndless(!endless),
  };
}
