import type { ReactNode } from "react";
import { countdown } from "../../../i18n/format.ts";
import { useMedia } from "../../../ui/use-media.ts";
import { useNow } from "../../../ui/use-now.ts";
import { usePaused } from "../../live/pause.ts";

interface Props {
  /** Milliseconds since the epoch. */
  until: number | undefined;
  children(left: string): ReactNode;
  /** Shown while no time is running: it is over, or unknown, or updates are paused. */
  otherwise: ReactNode;
}

/** The time that is left, `0:42`: in steps of ten seconds where motion is unwanted. */
export function Countdown({ until, ...rest }: Props) {
  const paused = usePaused();
  return until === undefined || paused ? rest.otherwise : <Running until={until} {...rest} />;
}

function Running({ until, children, otherwise }: Props & { until: number }) {
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const step = isStill ? 10_000 : 1000;
  const left = until - useNow(step);
  return left > 0 ? children(countdown(Math.ceil(left / step) * step)) : otherwise;
}
