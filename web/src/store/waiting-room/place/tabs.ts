import type { Standing } from "./standing.ts";

export interface Tabs {
  /** Whether this tab holds the socket for all of them. */
  leads(): boolean;
  tell(standing: Standing): void;
}

interface TabsOptions {
  placeToken: string;
  onLead(): void;
  onStanding(standing: Standing): void;
  /** Another tab asks for the state. */
  onAsked(): void;
  signal: AbortSignal;
}

type Said = { placeToken: string; standing?: Standing };

const name = "donut.place";

/**
 * A browser's tabs share one place and one socket: the tab that holds the lock leads, and passes on what it receives.
 * Without locks (plain http), each tab leads itself.
 */
export function joinTabs({ placeToken, onLead, onStanding, onAsked, signal }: TabsOptions): Tabs {
  let leading = false;
  const lead = () => {
    if (signal.aborted) return;
    leading = true;
    onLead();
  };
  const untilDone = () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  if (navigator.locks) {
    navigator.locks
      .request(name, { signal }, () => {
        lead();
        return signal.aborted ? undefined : untilDone();
      })
      .catch(() => undefined);
  } else lead();

  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.placeToken !== placeToken) return;
    if (data.standing) onStanding(data.standing);
    else onAsked();
  };
  channel.postMessage({ placeToken } satisfies Said);
  signal.addEventListener("abort", () => channel.close());

  return {
    leads: () => leading,
    tell: (standing) => {
      if (!signal.aborted) channel.postMessage({ placeToken, standing } satisfies Said);
    },
  };
}
