import { Resource } from "sst";
import * as z from "zod";
import { askLegacy, type LegacyAnswer, putToLegacy } from "../legacy/call.ts";

export const labFactory = z.object({
  /** Whether it takes production orders. */
  works: z.boolean(),
  /** How long it takes to make what is ordered. */
  productionSeconds: z.number(),
});
export type LabFactory = z.infer<typeof labFactory>;

export type FactoryState = { status: "known"; factory: LabFactory } | { status: "unavailable"; reason: string };

const behaviour = z.object({ refuse: z.boolean(), failureRate: z.number(), productionSeconds: z.number() });

/** It refuses orders at once: the reason is clear, and a retry cannot help. */
const broken = { refuse: true, failureRate: 0, latencyMs: 0 };
/** Whatever else somebody has set so that orders fail is set right, too. */
const mended = { refuse: false, failureRate: 0, latencyMs: 0, productionFailureRate: 0 };

export async function readFactory(): Promise<FactoryState> {
  return stateIn(await askLegacy(door()));
}

/** Breaks or mends the simulated factory, for the whole shop, from its next order on. */
export async function changeFactory({ works }: Pick<LabFactory, "works">): Promise<FactoryState> {
  return stateIn(await putToLegacy({ ...door(), body: works ? mended : broken }));
}

function door() {
  return {
    name: "The factory",
    url: `${Resource.FactoryApi.url}/behaviour`,
    apiKey: Resource.FactoryApiKey.value,
    signal: AbortSignal.timeout(8_000),
  };
}

function stateIn(answer: LegacyAnswer): FactoryState {
  if (answer.status !== "answered") return { status: "unavailable", reason: answer.reason };
  const { data } = behaviour.safeParse(answer.body);
  if (data === undefined) return { status: "unavailable", reason: "The factory's answer does not make sense." };
  const { refuse, failureRate, productionSeconds } = data;
  return { status: "known", factory: { works: !refuse && failureRate === 0, productionSeconds } };
}
