import { persisted } from "../../ui/persisted.ts";

/** This browser's subscription, which identifies it in the list of devices. */
export interface ThisDevice {
  /** Its id in the shop's list. */
  id: string;
  endpoint: string;
  /** At the deployment's own push service: the address where messages are received. */
  receiver?: string;
}

export const thisDevice = persisted<ThisDevice | undefined>("donut.push-device", (stored) => {
  const { id, endpoint, receiver } = (stored ?? {}) as Partial<Record<string, unknown>>;
  if (typeof id !== "string" || typeof endpoint !== "string") return undefined;
  return { id, endpoint, ...(typeof receiver === "string" && { receiver }) };
});
