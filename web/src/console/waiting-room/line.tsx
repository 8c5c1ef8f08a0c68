import type { WaitingPerson } from "@donut/contracts/waiting-room";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { usePaused } from "../live/pause.ts";
import { Person } from "../shared/person.tsx";
import { Tip } from "../shared/tip.tsx";
import type { HeardRoom } from "./api.ts";
import { useHallTexts } from "./messages/index.ts";

interface Props {
  heard: HeardRoom;
  chosen: number | undefined;
  onChoose(number: number): void;
}

/** Behind the people known by number, up to this many more are drawn. */
const mostDrawn = 240;

/** The line as the people standing in it: the front on the left. */
export function Line({ heard: { room, heardAt }, chosen, onChoose }: Props) {
  const { line: texts } = useHallTexts();
  const paused = usePaused();
  const away = room.front.some((it) => it.lostAt !== undefined);
  const now = useNow(away && !paused ? 1000 : null);
  const gone = paused ? 0 : Math.max(0, now - heardAt) / 1000;
  const behind = Math.max(0, room.waiting - room.front.length);
  const drawn = Math.min(behind, mostDrawn);
  return (
    <section aria-label={texts.title} className="grid min-w-0 content-start gap-3">
      <div>
        <h2 className="font-display text-base font-bold">{texts.title}</h2>
        <p role="status" className="text-xs text-ink-soft tabular-nums">
          {room.waiting === 0 ? texts.empty : room.lobby ? texts.lobby(room.waiting) : texts.picture(room.waiting)}
        </p>
      </div>
      <ol className="flex flex-wrap gap-y-1">
        {room.front.map((person) => (
          <li key={person.entry}>
            <PersonButton person={person} gone={gone} chosen={chosen === person.number} onChoose={onChoose} />
          </li>
        ))}
        {drawn > 0 && (
          <li aria-hidden="true" className="flex flex-wrap">
            {Array.from({ length: drawn }, (_, index) => room.front.length + index).map((place) => (
              <Figure key={place} className="opacity-60" />
            ))}
          </li>
        )}
      </ol>
      <p className="text-xs text-ink-soft tabular-nums">
        {behind > drawn && `${texts.more(behind - drawn)} `}
        {away && texts.key}
      </p>
    </section>
  );
}

interface PersonProps {
  person: WaitingPerson;
  /** Seconds since the last update. */
  gone: number;
  chosen: boolean;
  onChoose(number: number): void;
}

function PersonButton({ person, gone, chosen, onChoose }: PersonProps) {
  const { line: texts } = useHallTexts();
  const { number, ahead, lostAt, givenUpInSeconds = 0 } = person;
  const lost = lostAt !== undefined;
  const label = lost ? texts.lost(number, Math.max(0, Math.ceil(givenUpInSeconds - gone))) : texts.one(number, ahead);
  return (
    <Tip isName text={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={chosen}
        onClick={() => onChoose(number)}
        className={cx(
          "rounded-small border",
          chosen ? "border-waiting bg-waiting-wash" : "border-transparent hover:border-border",
        )}
      >
        <Figure away={lost} />
      </button>
    </Tip>
  );
}

function Figure({ away = false, className }: { away?: boolean; className?: string }) {
  return (
    <svg viewBox="-12 -16 24 32" width="24" height="32" aria-hidden="true" className={cx("hall-person", className)}>
      <Person x={0} y={0} size={1.7} away={away} />
    </svg>
  );
}
