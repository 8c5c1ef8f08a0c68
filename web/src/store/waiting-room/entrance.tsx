import type { PublicRoom } from "@donut/contracts/waiting-room";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiError } from "../../api/http.ts";
import { roomQuery } from "../../api/waiting-room.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { boxOpen } from "../shared/box-open.ts";
import { Refusal } from "../shared/refusal.tsx";
import { BoxPeek } from "./parts/box-peek.tsx";
import { ShopNote } from "./parts/notice.tsx";
import { Shell, Title } from "./parts/shell.tsx";
import { Steps } from "./parts/steps.tsx";
import { enter } from "./place/follow.ts";
import { Scene } from "./scene/scene.tsx";
import { useRoomTexts } from "./texts/index.ts";
import { useOwnDonut } from "./use-own-donut.ts";

interface EntranceProps {
  /** The visitor pressed the button already, on another page. */
  joinAtOnce: boolean;
  /** The visitor has just left. */
  left: boolean;
}

type EnterTexts = ReturnType<typeof useRoomTexts>["enter"];
type Joining = "idle" | "busy" | "crowded" | "failed" | { refused: ApiError };

/** Shown before the visitor has a place: an explanation, and the button to join. */
export function Entrance({ joinAtOnce, left }: EntranceProps) {
  const { enter: texts, scene } = useRoomTexts();
  const { data: room, refetch } = useQuery(roomQuery);
  const [joining, setJoining] = useState<Joining>(joinAtOnce ? "busy" : "idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const donut = useOwnDonut(0);
  const join = async () => {
    clearTimeout(timer.current);
    setJoining("busy");
    const failure = await enter().then(
      () => undefined,
      (error: Error) => error,
    );
    if (!failure) return;
    const status = failure instanceof ApiError ? failure.status : 503;
    if (status === 409) {
      setJoining("idle");
      await refetch();
      return;
    }
    if (failure instanceof ApiError && status !== 429 && status < 500) {
      setJoining({ refused: failure });
      return;
    }
    setJoining(status === 429 ? "crowded" : "failed");
    // At a random moment, so that visitors do not all return at once.
    timer.current = setTimeout(join, againMs + Math.random() * againMs);
  };
  const joinOnce = useEffectEvent(() => void (joinAtOnce && join()));
  useEffect(() => {
    joinOnce();
    return () => clearTimeout(timer.current);
  }, []);

  const { title, body } = wordsOf(room, texts);
  const canJoin = room !== undefined && (room.mode === "open" || room.mode === "paused");
  return (
    <Shell
      title={room || joining !== "idle" ? <Title>{title}</Title> : <Skeleton className="h-16 w-96 max-w-full" />}
      body={body}
      aside={
        <div className="grid justify-items-start gap-2">
          {canJoin && (
            <Button kind="primary" size="large" disabled={joining === "busy"} onClick={join}>
              {joining === "busy" ? texts.joining : room.lobby ? texts.joinLobby : texts.join}
            </Button>
          )}
          {room && !canJoin && (
            <p className="flex gap-2">
              {room.mode === "off" && (
                <Button kind="primary" size="large" onClick={() => boxOpen.set(true)}>
                  {texts.toBox}
                </Button>
              )}
              <Link to="/" className={buttonClass("outline", "large")}>
                {texts.browse}
              </Link>
            </p>
          )}
          <p role="status" className="text-sm text-ink-soft">
            {statusOf(joining, left, canJoin ? room.waiting : undefined, texts)}
          </p>
          {typeof joining === "object" && (
            <p role="alert" className="note">
              <span>{texts.refused}</span> <Refusal problem={joining.refused.problem} />
            </p>
          )}
        </div>
      }
      scene={
        <div className="grid gap-4">
          <ShopNote room={room} />
          <Scene
            label={scene.empty}
            donut={donut}
            number={0}
            ahead={Math.max(1, Math.min(9, room?.waiting ?? 1))}
            behind={0}
            booth={
              !room || room.mode === "open" || room.mode === "draining" || room.mode === "off"
                ? room?.lobby
                  ? "shut"
                  : "open"
                : room.mode === "paused"
                  ? "pausing"
                  : "shut"
            }
            words={scene}
          />
        </div>
      }
    >
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1.4fr_1fr]">
        {canJoin ? <Steps y={room.y} at="wait" /> : <span />}
        <BoxPeek />
      </div>
    </Shell>
  );
}

const againMs = 2000;

function statusOf(joining: Joining, left: boolean, waiting: number | undefined, texts: EnterTexts) {
  if (joining === "crowded") return texts.crowded;
  if (joining === "failed") return texts.failed;
  if (joining !== "idle") return undefined;
  if (left) return texts.left;
  return waiting === undefined ? undefined : texts.waiting(waiting);
}

function wordsOf(room: PublicRoom | undefined, texts: EnterTexts) {
  if (!room) return { title: texts.openTitle, body: undefined };
  if (room.mode === "off") return { title: texts.offTitle, body: texts.offBody };
  if (room.mode === "closed") return { title: texts.closedTitle, body: texts.closedBody };
  if (room.mode === "draining") return { title: texts.drainingTitle, body: texts.drainingBody };
  if (room.lobby) return { title: texts.lobbyTitle, body: texts.lobbyBody };
  return { title: texts.openTitle, body: room.mode === "paused" ? texts.pausedBody : texts.openBody(room.x, room.y) };
}
