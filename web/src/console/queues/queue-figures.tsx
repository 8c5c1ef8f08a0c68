import { useLanguage } from "../../i18n/language.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Figure } from "../shared/figure.tsx";
import { duration } from "../text/duration.ts";
import type { QueuePart } from "../topology/part.ts";

interface Props {
  part: QueuePart;
  count: QueueCounts | undefined;
  size: "text-lg" | "text-xl";
  /** Of each figure. */
  className?: string;
}

/** A queue's numbers right now, inside a `<dl>`. */
export function QueueFigures({ part, count, ...look }: Props) {
  const { panel } = useConsoleMessages();
  const language = useLanguage();
  const dead = part.kind !== "platform";
  const numbers = [
    { name: dead ? panel.dead : panel.visible, value: count?.visible, trouble: dead && Boolean(count?.visible) },
    { name: panel.inFlight, value: count?.inFlight },
    { name: panel.delayed, value: count?.delayed },
  ];
  const age = count?.visible ? count.oldestAgeSeconds : undefined;
  return (
    <>
      {numbers.map(({ name, value, trouble }) => (
        <Figure key={name} name={name} trouble={trouble} {...look}>
          {value === undefined ? "–" : <LiveNumber value={value} />}
        </Figure>
      ))}
      <Figure name={panel.oldest} {...look}>
        {age === undefined ? "–" : duration(age, language)}
      </Figure>
    </>
  );
}
