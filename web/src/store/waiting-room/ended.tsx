import { Button } from "../../ui/button.tsx";
import { boxOpen } from "../shared/box-open.ts";
import { BoxPeek } from "./parts/box-peek.tsx";
import { Shell, Title } from "./parts/shell.tsx";
import { forgetPlace } from "./place/follow.ts";
import type { Ended, Standing } from "./place/standing.ts";
import { Scene } from "./scene/scene.tsx";
import { useRoomTexts } from "./texts/index.ts";
import { useOwnDonut } from "./use-own-donut.ts";

/** How the place ended, and how to continue. */
export function EndedPage({ standing, ended, onAgain }: { standing: Standing; ended: Ended; onAgain(): void }) {
  const { ended: texts, scene, enter } = useRoomTexts();
  const { ticket } = standing;
  const donut = useOwnDonut(ticket.entry);
  const free = ended.open;
  const toBox = () => {
    forgetPlace();
    boxOpen.set(true);
  };
  return (
    <Shell
      title={<Title>{free ? texts.open : texts[ended.why]}</Title>}
      body={free ? texts.openBody : texts[`${ended.why}Body`]}
      aside={
        <div className="flex flex-wrap items-center gap-2">
          {free && (
            <Button kind="primary" size="large" onClick={toBox}>
              {enter.toBox}
            </Button>
          )}
          {!free && ended.again && (
            <Button kind="primary" size="large" onClick={onAgain}>
              {texts.again}
            </Button>
          )}
          {!free && !ended.again && <p className="text-ink-soft">{texts.later}</p>}
          <Button kind="quiet" size="large" onClick={forgetPlace}>
            {texts.dismiss}
          </Button>
        </div>
      }
      scene={
        <Scene
          label={scene.empty}
          donut={donut}
          number={ticket.number ?? ticket.entry}
          ahead={awayFromLine}
          behind={0}
          booth={ended.why === "closed" && !free ? "shut" : "open"}
          words={scene}
        />
      }
    >
      <BoxPeek />
    </Shell>
  );
}

/** The visitor is at the far end. */
const awayFromLine = 14;
