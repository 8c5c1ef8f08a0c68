import { persisted } from "../../ui/persisted.ts";

/** The subscription that this browser has made, by which the list of devices knows it. */
export interface ThisDevice {
  /** In the shop's list. */
  id: string;
  endpoint: string;
  /** At a push service of the deployment's own: the address where messages are received. */
  receiver?: string;
}

export const thisDevice = persisted<ThisDevice | undefined>("donut.push-device", (stored) => {
  const { id, endpoint, receiver } = (stored ?? {}) as Partial<Record<string, unknown>>;
  if (typeof id !== "string" || typeof endpoint !== "string") return undefined;
  return { id, endpoint, ...(typeof receiver === "string" && { receiver }) };
});
