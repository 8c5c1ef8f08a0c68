import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../api/explain.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { useLive } from "../live/use-live.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { type GroupedRecord, groupedQuery, groups, sendGrouped } from "./api.ts";
import { heldUp, type Lane, lanesOf } from "./lanes.ts";
import { useLabTexts } from "./messages/index.ts";
import { Resources } from "./resources.tsx";

const each = { count: 4, workSeconds: 1 };
const slow = { group: "A", workSeconds: 10 } as const;

/** Message groups of a FIFO queue, side by side, and deduplication. */
export function StepFour() {
  const { four: texts, failed } = useLabTexts();
  const wordsOf = useWords();
  const client = useQueryClient();
  const { data } = useLive(groupedQuery, 500);
  const [said, setSaid] = useState("");
  const lanes = lanesOf(data?.messages ?? []);
  const last = data?.messages[0];
  const stands = heldUp(lanes);

  const run = async (send: () => Promise<unknown>, done = "") => {
    const result = await send().catch((reason: Error) => reason);
    setSaid(result instanceof Error ? failed(wordsOf(result)) : done);
    await client.invalidateQueries(groupedQuery);
  };
  const sendToAll = () => Promise.all(groups.map((group) => sendGrouped({ group, ...each })));
  const sendAgain = ({ id, group, workSeconds }: GroupedRecord) =>
    sendGrouped({ group, workSeconds, deduplicationId: id });
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap gap-2">
        <ActionButton onClick={() => run(sendToAll)}>{texts.sendAll(each.count)}</ActionButton>
        <ActionButton onClick={() => run(async () => [await sendGrouped(slow), await sendToAll()])}>
          {texts.sendSlow(slow.workSeconds, each.count)}
        </ActionButton>
        <ActionButton
          denied={last ? undefined : texts.none}
          onClick={() => last && run(() => sendAgain(last), texts.sentAgain(last.sends + 1))}
        >
          {texts.sendAgain}
        </ActionButton>
      </div>
      <ul className="grid gap-px overflow-x-auto">
        {lanes.map((lane) => (
          <LaneRow key={lane.group} lane={lane} held={lane.group === stands} />
        ))}
      </ul>
      <p role="status" className="min-h-5 text-sm">
        {said || (stands ? texts.stands(stands) : texts.watch)}
      </p>
      <Resources names={texts.resources} />
    </PanelCard>
  );
}

function LaneRow({ lane: { group, messages }, held }: { lane: Lane; held: boolean }) {
  const { four: texts } = useLabTexts();
  return (
    <li className="flex min-h-14 items-center gap-4 border-b border-hairline">
      <span className={cx("w-20 shrink-0 text-sm font-semibold", held && "text-waiting")}>{texts.group(group)}</span>
      <ol className="flex items-center gap-1.5" aria-label={texts.group(group)}>
        {messages.length === 0 && <li className="text-sm text-ink-faint">{texts.empty}</li>}
        {messages.map((message, index) => (
          <Car key={message.id} message={message} number={index + 1} />
        ))}
      </ol>
    </li>
  );
}

/** One message, in the state that its shape tells: an empty ring waits, a turning one is worked on, a full one is done. */
function Car({ message, number }: { message: GroupedRecord; number: number }) {
  const { four: texts } = useLabTexts();
  const { startedAt, finishedAt, workSeconds, sends } = message;
  const working = startedAt !== undefined && finishedAt === undefined;
  const now = useNow(working ? 250 : null);
  const left = working ? Math.max(0, Math.ceil(workSeconds - (now - Date.parse(startedAt)) / 1000)) : 0;
  const state = finishedAt ? "done" : working ? "working" : "waiting";
  return (
    <li
      className={cx(
        "relative grid size-9 shrink-0 place-items-center rounded-round border-2 text-xs font-semibold tabular-nums transition-colors duration-500",
        state === "waiting" && "border-ink-soft",
        state === "working" && "border-waiting bg-(--line-wash) motion-safe:animate-pulse",
        state === "done" && "border-stock bg-stock text-paper",
      )}
    >
      <span aria-hidden="true">{working ? texts.seconds(left) : number}</span>
      <span className="sr-only">{texts.message(number, texts.states[state], sends)}</span>
      {sends > 1 && (
        <span
          aria-hidden="true"
          className="absolute -top-1.5 -right-2 rounded-round border border-border bg-surface px-1 text-2xs text-ink"
        >
          ×{sends}
        </span>
      )}
    </li>
  );
}
