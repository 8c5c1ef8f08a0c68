import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { countdown } from "../../i18n/format.ts";
import { Button } from "../../ui/button.tsx";
import { Ring } from "../../ui/ring.tsx";
import { useNow } from "../../ui/use-now.ts";
import { boxLines } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { BoxPeek } from "./parts/box-peek.tsx";
import { Leave } from "./parts/leave.tsx";
import { CutOffNote, ShopNote } from "./parts/notice.tsx";
import { Shell, Title } from "./parts/shell.tsx";
import { Steps } from "./parts/steps.tsx";
import { answerCall } from "./place/follow.ts";
import type { Standing, Turn } from "./place/standing.ts";
import { Scene } from "./scene/scene.tsx";
import { useRoomTexts } from "./texts/index.ts";
import { useOwnDonut } from "./use-own-donut.ts";

/** The visitor's turn: time is short, so there is only one thing to do. */
export function TurnPage({ standing, turn, onLeft }: { standing: Standing; turn: Turn; onLeft(): void }) {
  const texts = useRoomTexts();
  const { ticket, room } = standing;
  const navigate = useNavigate();
  const filled = boxLines.use().length > 0;
  const donut = useOwnDonut(ticket.entry);
  const answered = turn.claimBy === undefined;
  const opened = useRef(false);

  // The box opens by itself, once, if the visitor is here.
  useEffect(() => {
    if (!answered || opened.current || !filled || document.hidden) return;
    opened.current = true;
    boxOpen.set(true);
  }, [answered, filled]);

  return (
    <Shell
      title={<Title>{texts.turn.title}</Title>}
      body={texts.turn.body}
      aside={
        <div className="flex flex-wrap items-center gap-5">
          <TimeLeft turn={turn} y={room.y} />
          {!answered && <Claim claimBy={turn.claimBy ?? 0} />}
          {answered && (
            <Button
              kind="primary"
              size="large"
              onClick={() => (filled ? boxOpen.set(true) : void navigate({ to: "/" }))}
            >
              {filled ? texts.turn.order : texts.turn.emptyBox}
            </Button>
          )}
        </div>
      }
      scene={
        <div className="grid gap-4">
          <CutOffNote />
          <ShopNote room={room} />
          <Scene
            label={texts.scene.turn}
            donut={donut}
            number={ticket.number ?? ticket.entry}
            ahead={-1}
            behind={room.waiting}
            booth="open"
            words={texts.scene}
          />
        </div>
      }
    >
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1.4fr_1fr]">
        <Steps y={room.y} at="turn" />
        <div className="grid content-start gap-8">
          <BoxPeek />
          <div className="-ml-4">
            <Leave ask={texts.turn.giveBack} body={texts.leave.sureTurn} onLeft={onLeft} />
          </div>
        </div>
      </div>
    </Shell>
  );
}

function Claim({ claimBy }: { claimBy: number }) {
  const { turn } = useRoomTexts();
  const left = Math.max(0, Math.ceil((claimBy - useNow(250)) / 1000));
  return (
    <div className="grid gap-1">
      <Button kind="primary" size="large" onClick={answerCall}>
        {turn.claim}
      </Button>
      <p className="max-w-60 text-sm text-ink-soft tabular-nums">{turn.claimBody(left)}</p>
    </div>
  );
}

function TimeLeft({ turn, y }: { turn: Turn; y: number }) {
  const { turn: texts } = useRoomTexts();
  const left = Math.max(0, turn.endsAt - useNow(250));
  return (
    <Ring left={left / (y * 1000)} className="size-28">
      <span role="timer" aria-label={texts.leftLabel} className="font-display text-2xl font-bold tabular-nums">
        {countdown(left)}
      </span>
    </Ring>
  );
}
