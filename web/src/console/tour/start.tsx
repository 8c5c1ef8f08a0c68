import { useLanguage } from "../../i18n/language.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { useTourTexts } from "./messages/index.ts";
import { move } from "./place.ts";
import type { System } from "./use-system.ts";

/** What the tour does to the shop, before it does it. */
export function Start({ system: { item } }: { system: System }) {
  const { start: texts } = useTourTexts();
  const language = useLanguage();
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <h3 className="text-sm font-semibold">{texts.changes}</h3>
      <ul className="grid max-w-170 list-disc gap-1 pl-5 text-sm text-ink-soft">
        {texts.list(item?.name[language] ?? texts.aProduct).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div>
        <ActionButton kind="primary" onClick={() => move({ type: "begin" })}>
          {texts.begin}
        </ActionButton>
      </div>
    </PanelCard>
  );
}
