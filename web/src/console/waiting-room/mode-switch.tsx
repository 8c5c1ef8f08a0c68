import type { AdminRoom, RoomMode } from "@donut/contracts/waiting-room";
import { useState } from "react";
import { cx } from "../../ui/cx.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { ProblemNote } from "../shared/problem-note.tsx";
import { useHallTexts } from "./messages/index.ts";
import { useChange } from "./use-change.ts";

const modes: RoomMode[] = ["off", "open", "paused", "draining", "closed"];

/** Opens, pauses and closes the room: with one press, unless people would lose their place. */
export function ModeSwitch({ room }: { room: AdminRoom }) {
  const { mode: texts } = useHallTexts();
  const denied = useDenied();
  const change = useChange();
  const [asked, setAsked] = useState<RoomMode>();
  const choose = (mode: RoomMode) => {
    if (mode === room.mode) return;
    const losing = (mode === "off" || mode === "closed") && room.waiting > 0;
    if (losing) return setAsked(mode);
    change.mutate({ mode });
  };
  return (
    <div className="grid gap-2">
      <fieldset className="flex flex-wrap gap-1.5" aria-label={texts.label}>
        {modes.map((mode) => (
          <ActionButton
            key={mode}
            denied={denied}
            aria-pressed={room.mode === mode}
            className={cx(room.mode === mode && "border-waiting! bg-waiting-wash! text-waiting-ink!")}
            onClick={() => choose(mode)}
          >
            {texts[mode]}
          </ActionButton>
        ))}
      </fieldset>
      <p role="status" className="max-w-prose text-sm text-ink-soft">
        {room.lobby && room.mode === "open" ? texts.lobby : texts.explained[room.mode]}
      </p>
      {asked && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <p className="font-semibold">{texts.sure(room.waiting)}</p>
          <ActionButton
            onClick={() => {
              change.mutate({ mode: asked });
              setAsked(undefined);
            }}
          >
            {texts.yes(texts[asked])}
          </ActionButton>
          <ActionButton kind="quiet" onClick={() => setAsked(undefined)}>
            {texts.no}
          </ActionButton>
        </div>
      )}
      <ProblemNote error={change.error} />
    </div>
  );
}
