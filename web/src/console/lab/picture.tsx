import { cx } from "../../ui/cx.ts";
import { useMedia } from "../../ui/use-media.ts";
import type { LabRecord, LabSettings } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { type LabState, stateOf } from "./state.ts";

const places = ["queue", "hidden", "done", "dead"] as const;
type Place = (typeof places)[number];

const placeOf: Record<LabState, Place> = {
  waiting: "queue",
  again: "queue",
  hidden: "hidden",
  done: "done",
  dead: "dead",
};

const [width, height, top, step, inRow, mostDrawn] = [150, 128, 34, 22, 6, 24];

interface Props {
  messages: LabRecord[];
  settings: LabSettings;
  now: number;
}

/** Where the last messages are, as dots that move: on the queue, hidden, done, dead. In each: how often it was received. */
export function Picture({ messages, settings, now }: Props) {
  const { picture: texts } = useLabTexts();
  const columns = useMedia("(max-width: 40rem)") ? 2 : 4;
  const cornerOf = (place: Place) => {
    const index = places.indexOf(place);
    return { x: (index % columns) * width, y: Math.floor(index / columns) * height };
  };
  const filled: Record<Place, number> = { queue: 0, hidden: 0, done: 0, dead: 0 };
  // The oldest first, so that a place fills up in order.
  const dots = messages
    .slice(0, mostDrawn)
    .reverse()
    .map((message) => {
      const place = placeOf[stateOf(message, settings, now)];
      const slot = filled[place]++;
      const corner = cornerOf(place);
      const x = corner.x + 16 + (slot % inRow) * step;
      return { message, place, x, y: corner.y + top + 14 + Math.floor(slot / inRow) * step };
    });
  return (
    <svg
      viewBox={`0 0 ${columns * width} ${(places.length / columns) * height}`}
      role="img"
      aria-label={texts.label(filled.queue, filled.hidden, filled.done, filled.dead)}
      className="w-full"
    >
      {places.map((place) => (
        <g key={place} transform={`translate(${cornerOf(place).x} ${cornerOf(place).y})`}>
          <text x="4" y="14" className="fill-ink-soft text-[12px]">
            {texts.places[place]} {filled[place]}
          </text>
          <rect
            x="1"
            y={top - 10}
            width={width - 8}
            height={height - top}
            rx="8"
            fill="none"
            strokeDasharray={place === "hidden" ? "4 4" : undefined}
            className={place === "dead" && filled.dead > 0 ? "stroke-signal" : "stroke-border"}
          />
        </g>
      ))}
      {dots.map(({ message, place, x, y }) => (
        <g
          key={message.id}
          style={{ transform: `translate(${x}px, ${y}px)` }}
          className="transition-transform duration-700 motion-reduce:transition-none"
        >
          <circle
            r="9"
            strokeWidth="1.5"
            className={cx(
              place === "queue" && "fill-surface stroke-ink-soft",
              place === "hidden" && "fill-sunken stroke-ink-soft",
              place === "done" && "fill-stock stroke-stock",
              place === "dead" && "fill-signal stroke-signal",
            )}
          />
          <text
            y="3.5"
            textAnchor="middle"
            className={cx(
              "text-[10px] font-semibold",
              place === "done" || place === "dead" ? "fill-paper" : "fill-ink",
            )}
          >
            {message.tries}
          </text>
        </g>
      ))}
    </svg>
  );
}
