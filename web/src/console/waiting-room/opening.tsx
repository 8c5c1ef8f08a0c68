import { useState } from "react";
import { countdown, useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { TextField } from "../shared/field.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { ProblemNote, useFaults } from "../shared/problem-note.tsx";
import type { HeardRoom } from "./api.ts";
import { useHallTexts } from "./messages/index.ts";
import { restOfError, useChange } from "./use-change.ts";

const fields = ["opensAt", "lottery"];

/** A scheduled opening, and how numbers are assigned then. */
export function Opening({ heard }: { heard: HeardRoom }) {
  const { opening: texts } = useHallTexts();
  const denied = useDenied();
  const change = useChange();
  const [at, setAt] = useState("");
  const [lottery, setLottery] = useState(false);
  const { room } = heard;
  const closed = room.mode === "off" || room.mode === "closed";
  const why = denied ?? (closed ? (at === "" ? texts.noTime : undefined) : texts.isOpen);
  const faultAt = useFaults(change.error);
  return (
    <PanelCard title={texts.title} body={texts.body}>
      {room.lobby ? (
        <InLobby heard={heard} />
      ) : (
        <>
          <TextField
            name={texts.at}
            type="datetime-local"
            step={1}
            value={at}
            readOnly={denied !== undefined}
            fault={faultAt("/opensAt") ?? faultAt("/lottery")}
            onChange={(value) => {
              change.reset();
              setAt(value);
            }}
          />
          <label className="flex items-start gap-2 text-sm">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-(--waiting)"
              disabled={denied !== undefined}
              checked={lottery}
              onChange={({ target }) => setLottery(target.checked)}
            />
            <span>
              <span className="font-semibold">{texts.lottery}</span>
              <span className="block text-xs text-ink-soft">{texts.lotteryHelp}</span>
            </span>
          </label>
          <ProblemNote error={restOfError(change.error, fields)} />
          <div>
            <ActionButton
              denied={why}
              busy={change.isPending}
              onClick={() => change.mutate({ mode: "open", opensAt: new Date(at).toISOString(), lottery })}
            >
              {texts.open}
            </ActionButton>
          </div>
        </>
      )}
    </PanelCard>
  );
}

function InLobby({ heard: { room, heardAt } }: { heard: HeardRoom }) {
  const { opening: texts } = useHallTexts();
  const { dateTime } = useFormat();
  const denied = useDenied();
  const change = useChange();
  const now = useNow(500);
  const left = (room.secondsToOpening ?? 0) * 1000 - (now - heardAt);
  return (
    <>
      <p className="font-display text-lg font-bold tabular-nums">{texts.opensIn(countdown(left))}</p>
      {room.opensAt && <p className="text-sm text-ink-soft">{dateTime(room.opensAt)}</p>}
      {room.lottery && (
        <p className="text-xs text-ink-soft">
          SHA-256 <Copyable value={room.lottery.commitment} shown={room.lottery.commitment.slice(0, 16)} />
        </p>
      )}
      <ProblemNote error={change.error} />
      <div>
        <ActionButton denied={denied} busy={change.isPending} onClick={() => change.mutate({ opensAt: null })}>
          {texts.now}
        </ActionButton>
      </div>
    </>
  );
}
