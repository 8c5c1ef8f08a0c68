import "./waiting-room.css";
import { createLazyRoute } from "@tanstack/react-router";
import { useState } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useLive } from "../live/use-live.ts";
import { About } from "../shared/about.tsx";
import { Page } from "../shared/page.tsx";
import { adminRoomQuery, type HeardRoom } from "./api.ts";
import { Line } from "./line.tsx";
import { MessageForm } from "./message-form.tsx";
import { useHallTexts } from "./messages/index.ts";
import { Minutes } from "./minutes.tsx";
import { ModeSwitch } from "./mode-switch.tsx";
import { Numbers } from "./numbers.tsx";
import { Opening } from "./opening.tsx";
import { PersonCard } from "./person-card.tsx";
import { Seats } from "./seats.tsx";
import { Settings } from "./settings.tsx";
import { useVisitors } from "./use-visitors.ts";
import { FollowPanel, VisitorPanel } from "./visitor-panel.tsx";

export const route = createLazyRoute("/console/waiting-room")({ component: WaitingRoomPage });

/** The waiting room, live: who may order, who waits, and the operator's actions. */
function WaitingRoomPage() {
  const texts = useHallTexts();
  const { data: heard } = useLive(adminRoomQuery);
  return (
    <Page title={texts.title} lead={texts.lead} aside={heard && <Numbers room={heard.room} />}>
      {heard ? <Hall heard={heard} /> : <Skeleton className="h-96 w-full" />}
      <About {...texts.about} />
    </Page>
  );
}

function Hall({ heard }: { heard: HeardRoom }) {
  const [chosen, setChosen] = useState<number>();
  const { crowd, visitors } = useVisitors(heard.room);
  const { room } = heard;
  return (
    <>
      <section className="grid gap-5 rounded-small border border-hairline bg-sunken p-4">
        <ModeSwitch room={room} />
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <Seats heard={heard} chosen={chosen} onChoose={setChosen} />
          <Line heard={heard} chosen={chosen} onChoose={setChosen} />
        </div>
        <PersonCard number={chosen} onClose={() => setChosen(undefined)} />
      </section>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
        <div className="grid gap-4">
          <VisitorPanel room={room} crowd={crowd} visitors={visitors} />
          <Opening heard={heard} />
        </div>
        <div className="grid gap-4">
          <FollowPanel room={room} crowd={crowd} visitors={visitors} />
          <MessageForm room={room} />
        </div>
        <div className="grid md:max-xl:col-span-2">
          <Settings room={room} />
        </div>
      </div>
      <Minutes room={room} />
    </>
  );
}
