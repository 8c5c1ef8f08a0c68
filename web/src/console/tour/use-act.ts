import { problemKindOf } from "@donut/contracts/problems";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/http.ts";
import { startRedrive } from "../api/repair.ts";
import { buyOut, dlq, setFactory } from "./api.ts";
import { move, place } from "./place.ts";
import type { Purchase, Step } from "./tour.ts";
import type { System } from "./use-system.ts";

/** The action of a step, on the real system. */
export function useAct(step: Step, system: System) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const act = async () => {
    setBusy(true);
    setError(
      await actions[step](client, system).then(
        () => undefined,
        (reason: Error) => reason,
      ),
    );
    setBusy(false);
  };
  return { act, busy, error };
}

const actions: Record<Step, (client: QueryClient, system: System) => Promise<unknown>> = {
  break(client) {
    // Before the call: it may have its effect without its answer.
    move({ type: "act" });
    return setFactory(client, false);
  },
  async buy(_client, { item }) {
    const purchase = place.get().purchase ?? purchaseOf(item);
    if (!purchase) return;
    move({ type: "act", purchase });
    await buyOut(purchase).catch((error: Error) => {
      // Without an answer it may have been sold: the next try is the same purchase.
      if (error instanceof ApiError && error.status < 500) move({ type: "refused" });
      throw error;
    });
  },
  async read() {
    move({ type: "act" });
  },
  mend(client) {
    move({ type: "act" });
    return setFactory(client, true);
  },
  async redrive(_client, { deadLetter }) {
    if (deadLetter) await startRedrive(dlq, { messageIds: [deadLetter.id] });
    move({ type: "act" });
  },
};

function purchaseOf(item: System["item"]): Purchase | undefined {
  return item && { productId: item.productId, quantity: item.available, correlationId: crypto.randomUUID() };
}

export function isAdmissionAsked(error: Error): boolean {
  return error instanceof ApiError && problemKindOf(error.problem.type) === "admission-required";
}
