import "./waiting-room.css";
import { createLazyRoute, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { loadProblemTexts } from "../../i18n/problems/index.ts";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { kept } from "../shared/kept-place.ts";
import { EndedPage } from "./ended.tsx";
import { Entrance } from "./entrance.tsx";
import { InLine } from "./in-line.tsx";
import { TurnCall } from "./parts/turn-call.tsx";
import { Waking } from "./parts/waking.tsx";
import { forgetPlace, useStanding } from "./place/follow.ts";
import type { Standing } from "./place/standing.ts";
import { loadRoomTexts, useRoomTexts } from "./texts/index.ts";
import { TurnPage } from "./turn.tsx";

export const route = createLazyRoute("/store/waiting-room")({ component: WaitingPage });
export const loadTexts = () => Promise.all([loadRoomTexts(), loadProblemTexts()]);

/** Where people wait for their turn to order. */
function WaitingPage() {
  const { brand } = useMessages();
  const { title, tab } = useRoomTexts();
  const sent = useLocation({ select: (it) => it.state.join === true });
  const [wish, setWish] = useState<"join" | "left" | undefined>(sent ? "join" : undefined);
  const has = kept.use() !== undefined;
  const standing = useStanding();
  const ahead = standing?.ticket.state === "waiting" ? standing.ticket.ahead : undefined;
  const navigate = useNavigate();
  const placed = standing !== undefined;
  // A request to join is handled once: neither ordering, leaving nor going back joins the line again.
  useEffect(() => {
    if (!placed) return;
    setWish(undefined);
    if (sent) void navigate({ to: "/waiting-room", replace: true, state: {} });
  }, [placed, sent, navigate]);
  usePageTitle(ahead === undefined ? `${title} · ${brand}` : `${tab.ahead(ahead)} · ${brand}`);

  if (!has) return <Entrance key={wish} joinAtOnce={wish === "join"} left={wish === "left"} />;
  if (!standing) return <Waking />;
  return (
    <>
      <TurnCall standing={standing} />
      <Stage
        standing={standing}
        onLeft={() => setWish("left")}
        onAgain={() => {
          setWish("join");
          forgetPlace();
        }}
      />
    </>
  );
}

function Stage({ standing, onLeft, onAgain }: { standing: Standing; onLeft(): void; onAgain(): void }) {
  const { ended, turn, ticket } = standing;
  if (ended) return <EndedPage standing={standing} ended={ended} onAgain={onAgain} />;
  if (turn) return <TurnPage standing={standing} turn={turn} onLeft={onLeft} />;
  if (ticket.state !== "waiting") return <Waking />;
  return <InLine standing={standing} onLeft={onLeft} />;
}
