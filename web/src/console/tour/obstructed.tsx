import { useQueryClient } from "@tanstack/react-query";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { sayFailed } from "../shared/say.tsx";
import { setFactory } from "./api.ts";
import { useTourTexts } from "./messages/index.ts";
import { move } from "./place.ts";
import { obstacleOf, type Tour } from "./tour.ts";
import type { System } from "./use-system.ts";

/** What others did to the shop that keeps this step from being seen, and the way on. */
export function Obstructed({ tour, system: { facts } }: { tour: Tour; system: System }) {
  const texts = useTourTexts();
  const client = useQueryClient();
  const denied = useDenied();
  const obstacle = obstacleOf(tour, facts);
  const breakAgain = () => {
    move({ type: "broke" });
    return setFactory(client, false);
  };
  const ways = {
    mended: { words: texts.breakAgain, go: breakAgain },
    taken: { words: texts.exits.over, go: () => move({ type: "over" }) },
    broken: { words: texts.exits.mend, go: () => setFactory(client, true) },
  };
  const way = obstacle && ways[obstacle];
  return (
    <div role="status">
      {way && (
        <div className="flex flex-wrap items-center gap-3 rounded-small border border-border p-3 text-sm">
          <p className="min-w-0 flex-1 basis-60">{texts.obstacles[obstacle]}</p>
          <ActionButton
            denied={obstacle === "taken" ? undefined : denied}
            onClick={() => Promise.resolve(way.go()).catch(sayFailed)}
          >
            {way.words}
          </ActionButton>
        </div>
      )}
    </div>
  );
}
