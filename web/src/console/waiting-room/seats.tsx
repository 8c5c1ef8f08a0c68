import type { Seat } from "@donut/contracts/waiting-room";
import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { usePaused } from "../live/pause.ts";
import { Tip } from "../shared/tip.tsx";
import type { HeardRoom } from "./api.ts";
import { useHallTexts } from "./messages/index.ts";

interface Props {
  heard: HeardRoom;
  chosen: number | undefined;
  onChoose(number: number): void;
}

const mostShown = 60;
const mostFree = 24;

/** The people who may order now: a ring for each, getting thinner as the turn runs out. */
export function Seats({ heard: { room, heardAt }, chosen, onChoose }: Props) {
  const { seats: texts } = useHallTexts();
  const paused = usePaused();
  const now = useNow(paused || room.seats.length === 0 ? null : 500);
  const gone = paused ? 0 : Math.max(0, now - heardAt) / 1000;
  const shown = room.seats.slice(0, mostShown);
  const free = Math.max(0, room.x - room.admitted);
  return (
    <section aria-label={texts.title} className="grid content-start gap-3">
      <div>
        <h2 className="font-display text-base font-bold">{texts.title}</h2>
        <p className="text-xs text-ink-soft">{texts.body}</p>
      </div>
      <ul className="flex flex-wrap gap-2">
        {shown.map((seat) => (
          <li key={seat.number}>
            <SeatButton
              seat={seat}
              left={Math.max(0, Math.ceil(seat.secondsLeft - gone))}
              y={room.y}
              chosen={chosen === seat.number}
              onChoose={onChoose}
            />
          </li>
        ))}
        {Array.from({ length: Math.min(free, mostFree, mostShown - shown.length) }, (_, index) => `free ${index}`).map(
          (key) => (
            <li key={key} className="grid size-18 place-items-center">
              <span className="grid size-14 place-items-center rounded-round border-2 border-dashed border-border text-2xs text-ink-soft">
                {texts.free}
              </span>
            </li>
          ),
        )}
      </ul>
      <p className="min-h-5 text-xs text-ink-soft tabular-nums">
        {free > 0 && texts.freeSeats(free)}
        {room.admitted > mostShown && ` ${texts.more(room.admitted - mostShown)}`}
      </p>
    </section>
  );
}

interface SeatProps {
  seat: Seat;
  left: number;
  y: number;
  chosen: boolean;
  onChoose(number: number): void;
}

const radius = 24;
const round = 2 * Math.PI * radius;

function SeatButton({ seat, left, y, chosen, onChoose }: SeatProps) {
  const { seats: texts } = useHallTexts();
  const { number } = useFormat();
  const ordered = seat.state === "ordered";
  const label = ordered ? texts.ordered(seat.number) : texts.one(seat.number, left, seat.claimed);
  const part = Math.min(1, left / y);
  return (
    <Tip isName text={label}>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={() => onChoose(seat.number)}
        className={cx(
          "grid size-18 place-items-center rounded-small border",
          chosen ? "border-waiting bg-waiting-wash" : "border-transparent hover:border-border",
        )}
      >
        <span className="relative grid size-14 place-items-center">
          <svg viewBox="0 0 60 60" className="absolute inset-0 -rotate-90" fill="none" aria-hidden="true">
            <circle cx="30" cy="30" r={radius} strokeWidth="7" className="stroke-(--dough) opacity-35" />
            <circle
              cx="30"
              cy="30"
              r={radius}
              strokeWidth="7"
              strokeDasharray={seat.claimed || ordered ? `${part * round} ${round}` : dashes(part)}
              className="seat-time stroke-waiting"
            />
          </svg>
          <span className="sr-only">{label}</span>
          <span aria-hidden="true" className="grid justify-items-center leading-4">
            <span className="text-sm font-semibold tabular-nums">{ordered ? "✓" : left}</span>
            <span className="text-2xs text-ink-soft tabular-nums">{number(seat.number)}</span>
          </span>
        </span>
      </button>
    </Tip>
  );
}

/** The same arc, dashed: not answered yet. */
function dashes(part: number): string {
  const piece = 5;
  const pieces = Math.floor((part * round) / (2 * piece));
  return `${`${piece} ${piece} `.repeat(pieces)}0 ${round}`;
}
