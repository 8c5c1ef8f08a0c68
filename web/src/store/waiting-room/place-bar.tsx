import "./waiting-room.css";
import { Link, useLocation } from "@tanstack/react-router";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { countdown } from "../../i18n/format.ts";
import { Button, buttonClass, IconButton } from "../../ui/button.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { Ring } from "../../ui/ring.tsx";
import { useNow } from "../../ui/use-now.ts";
import { boxLines } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { TurnCall } from "./parts/turn-call.tsx";
import { useWaitText } from "./parts/wait.tsx";
import { answerCall, forgetPlace, useStanding } from "./place/follow.ts";
import type { Standing, Turn } from "./place/standing.ts";
import { loadRoomTexts, useRoomTexts } from "./texts/index.ts";
import { useOwnDonut } from "./use-own-donut.ts";

/** Loaded together with its texts. */
export async function load() {
  await loadRoomTexts();
  return { default: PlaceBar };
}

/** Keeps the place visible while the visitor browses: the line, then the time left to order. */
function PlaceBar() {
  const { bar } = useRoomTexts();
  const standing = useStanding();
  const here = useLocation({ select: (it) => it.pathname === "/waiting-room" });
  // An order has its own page.
  if (!standing || here || standing.ended?.why === "ordered") return null;
  return (
    <aside aria-label={bar.label} className="place-bar">
      <TurnCall standing={standing} />
      <Matter standing={standing} />
    </aside>
  );
}

function Matter({ standing }: { standing: Standing }) {
  const { ended: texts, bar } = useRoomTexts();
  const { ended, turn, room, ticket } = standing;
  const donut = useOwnDonut(ticket.entry);
  if (ended) {
    return (
      <>
        <p className="min-w-0 flex-1 pl-2">
          {ended.open ? texts.open : ended.why === "expired" ? bar.over : texts[ended.why]}
        </p>
        <Link to="/waiting-room" className={buttonClass("outline", "small")}>
          {ended.again ? texts.again : bar.show}
        </Link>
        <IconButton label={texts.dismiss} className="size-9" onClick={forgetPlace}>
          <CloseIcon />
        </IconButton>
      </>
    );
  }
  if (turn) return <YourTurn turn={turn} y={room.y} />;
  return (
    <>
      <DonutPicture id={donut} className="size-10" />
      <InLine standing={standing} />
      <Link to="/waiting-room" className={buttonClass("outline", "small")}>
        {bar.show}
      </Link>
    </>
  );
}

function InLine({ standing: { room, ticket } }: { standing: Standing }) {
  const { bar } = useRoomTexts();
  const wait = useWaitText(ticket.eta);
  const lobby = room.lobby || ticket.ahead === undefined;
  return (
    <p className="min-w-0 flex-1 leading-5">
      <strong className="block font-semibold tabular-nums">{lobby ? bar.lobby : bar.ahead(ticket.ahead ?? 0)}</strong>
      {!lobby && (
        <span className="text-sm text-ink-soft tabular-nums">{room.mode === "paused" ? bar.paused : wait}</span>
      )}
    </p>
  );
}

function YourTurn({ turn, y }: { turn: Turn; y: number }) {
  const { turn: texts, bar } = useRoomTexts();
  const filled = boxLines.use().length > 0;
  return (
    <>
      <TimeLeft turn={turn} y={y} />
      <p className="min-w-0 flex-1 font-semibold">{texts.title}</p>
      {turn.claimBy !== undefined && (
        <Button kind="primary" size="small" onClick={answerCall}>
          {texts.claim}
        </Button>
      )}
      {turn.claimBy === undefined && filled && (
        <Button kind="primary" size="small" onClick={() => boxOpen.set(true)}>
          {texts.order}
        </Button>
      )}
      <span className="sr-only">{bar.toOrder}</span>
    </>
  );
}

function TimeLeft({ turn, y }: { turn: Turn; y: number }) {
  const { turn: texts } = useRoomTexts();
  const left = Math.max(0, turn.endsAt - useNow(250));
  return (
    <Ring left={left / (y * 1000)} className="size-14">
      <span role="timer" aria-label={texts.leftLabel} className="text-sm font-semibold tabular-nums">
        {countdown(left)}
      </span>
    </Ring>
  );
}
