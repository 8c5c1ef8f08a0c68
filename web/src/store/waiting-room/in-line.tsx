import { countdown, useFormat } from "../../i18n/format.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import { BoxPeek } from "./parts/box-peek.tsx";
import { CallMe } from "./parts/call-me.tsx";
import { Facts } from "./parts/facts.tsx";
import { Leave } from "./parts/leave.tsx";
import { LotteryProof } from "./parts/lottery-proof.tsx";
import { CutOffNote, ShopNote } from "./parts/notice.tsx";
import { Shell, Title } from "./parts/shell.tsx";
import { Steps } from "./parts/steps.tsx";
import { useSecondsLeft } from "./parts/use-seconds-left.ts";
import { Wait } from "./parts/wait.tsx";
import type { Standing } from "./place/standing.ts";
import { Scene } from "./scene/scene.tsx";
import { useRoomTexts } from "./texts/index.ts";
import { useOwnDonut } from "./use-own-donut.ts";

/** Waiting, in the lobby or in the line. */
export function InLine({ standing, onLeft }: { standing: Standing; onLeft(): void }) {
  const texts = useRoomTexts();
  const { ticket, room, opensAt } = standing;
  const lobby = ticket.number === undefined || room.lobby;
  const ahead = lobby ? undefined : (ticket.ahead ?? 0);
  const behind = ahead === undefined ? 0 : Math.max(0, (ticket.waiting ?? 0) - ahead - 1);
  const stopped = room.mode === "paused";
  const donut = useOwnDonut(ticket.entry);
  const body = stopped ? texts.paused.body : room.mode === "draining" ? texts.draining.body : undefined;
  return (
    <Shell
      title={lobby ? <Opening opensAt={opensAt} at={room.opensAt} /> : <Ahead ahead={ahead ?? 0} />}
      body={
        lobby
          ? room.lottery
            ? texts.lobby.lottery
            : texts.lobby.inOrder
          : ahead === 0 && !stopped
            ? texts.ahead.nextBody
            : undefined
      }
      aside={!lobby && <Wait standing={standing} />}
      scene={
        <div className="grid gap-4">
          <CutOffNote />
          <ShopNote room={room} />
          {body && (
            <p className="flex flex-wrap items-baseline gap-x-3 rounded-large border border-waiting bg-waiting-wash px-5 py-3">
              <strong className="font-display text-lg font-bold text-waiting-ink">
                {stopped ? texts.paused.title : texts.draining.title}
              </strong>
              <span className="text-ink">{body}</span>
            </p>
          )}
          <Scene
            label={ahead === undefined ? texts.scene.lobby : texts.scene.inLine(ahead)}
            donut={donut}
            number={ticket.number ?? ticket.entry}
            ahead={ahead}
            behind={behind}
            booth={lobby ? "shut" : stopped ? "pausing" : "open"}
            words={texts.scene}
          />
          <Facts standing={standing} />
        </div>
      }
    >
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1.4fr_1fr]">
        <Steps y={room.y} at="wait" />
        <div className="grid content-start gap-8">
          <CallMe />
          <BoxPeek />
          <LotteryProof standing={standing} />
          <div className="-ml-4">
            <Leave ask={texts.leave.ask} body={texts.leave.sureBody} onLeft={onLeft} />
          </div>
        </div>
      </div>
    </Shell>
  );
}

function Ahead({ ahead }: { ahead: number }) {
  const { ahead: texts } = useRoomTexts();
  if (ahead === 0) return <Title>{texts.next}</Title>;
  return (
    <h1 className="flex flex-wrap items-baseline gap-x-4 font-display font-extrabold tracking-tight">
      <span className="text-6xl text-waiting-ink sm:text-[8rem] sm:leading-28">
        <LiveNumber value={ahead} />
      </span>
      <span className="text-2xl sm:text-3xl">{texts.people(ahead)}</span>
    </h1>
  );
}

function Opening({ opensAt, at }: { opensAt: number | undefined; at: string | undefined }) {
  const { lobby } = useRoomTexts();
  const { time } = useFormat();
  const left = useSecondsLeft(opensAt ?? 0);
  if (left === 0) return <Title>{lobby.any}</Title>;
  return (
    <h1 className="font-display font-extrabold tracking-tight">
      <span className="text-2xl sm:text-3xl">{lobby.title}</span>
      <span role="timer" className="block text-6xl text-waiting-ink tabular-nums sm:text-[8rem] sm:leading-32">
        {longCountdown(left)}
      </span>
      {at && <span className="block text-base font-normal tracking-normal text-ink-soft">{lobby.when(time(at))}</span>}
    </h1>
  );
}

/** Includes hours, if there are any. */
function longCountdown(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  if (hours === 0) return countdown(seconds * 1000);
  return `${hours}:${countdown((seconds % 3600) * 1000).padStart(5, "0")}`;
}
