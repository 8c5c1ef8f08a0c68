import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { PanelCard } from "../shared/panel-card.tsx";
import { place } from "../tour/place.ts";

/** The way to the guided tour, or back to where it was left. */
export function TourCard() {
  const { tour: texts } = useConsoleMessages();
  const { at } = place.use();
  return (
    <PanelCard title={texts.name} body={texts.invite}>
      <div>
        <Link to="/console/lab/tour" className={cx(buttonClass("primary", "small"), "rounded-small!")}>
          {at === "start" || at === "end" ? texts.take : texts.goOn}
        </Link>
      </div>
    </PanelCard>
  );
}
