import { useEffect, useRef, useState } from "react";
import { speaksForAll } from "../place/follow.ts";
import type { Standing } from "../place/standing.ts";
import { useRoomTexts } from "../texts/index.ts";
import { sayAhead } from "./announce.ts";
import { callOut } from "./call.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";

const endingSeconds = 10;

/** Notifies when the turn comes: by sound, notification and the tab's title; and makes screen-reader announcements. */
export function TurnCall({ standing }: { standing: Standing }) {
  const { call, tab } = useRoomTexts();
  const { turn } = standing;
  const called = useRef(false);

  useEffect(() => {
    if (!turn) {
      called.current = false;
      return;
    }
    if (called.current) return;
    called.current = true;
    const left = Math.ceil((turn.endsAt - Date.now()) / 1000);
    if (turn.claimBy !== undefined && speaksForAll()) callOut(call.notice, call.noticeBody(left));
  }, [turn, call]);

  const waits = turn !== undefined;
  useEffect(() => {
    if (!waits) return;
    const before = document.title;
    let shown = false;
    const blink = () => {
      shown = !shown;
      document.title = shown || !document.hidden ? `● ${tab.turn}` : before;
    };
    blink();
    const timer = setInterval(blink, 1000);
    return () => {
      clearInterval(timer);
      document.title = before;
    };
  }, [waits, tab]);

  return (
    <>
      <Ahead ahead={standing.ticket.state === "waiting" ? standing.ticket.ahead : undefined} />
      <div role="status" className="sr-only">
        {turn && <Remaining endsAt={turn.endsAt} />}
      </div>
    </>
  );
}

function Ahead({ ahead }: { ahead: number | undefined }) {
  const { said: texts, ahead: large } = useRoomTexts();
  const [said, setSaid] = useState<number>();
  const next = ahead === undefined ? said : sayAhead(said, ahead);
  if (next !== said) setSaid(next);
  return (
    <div role="status" className="sr-only">
      {ahead !== undefined && next !== undefined && (next === 0 ? large.next : texts.ahead(next))}
    </div>
  );
}

/** Announced when the turn comes, and again shortly before it ends. */
function Remaining({ endsAt }: { endsAt: number }) {
  const { said, turn } = useRoomTexts();
  const left = useSecondsLeft(endsAt);
  return <span>{left > endingSeconds || left === 0 ? said.turn : turn.ending(endingSeconds)}</span>;
}
